"""Vouchers for services: issued at the counter, used once, good until a day."""

from shop_desktop.domain.goods import Voucher
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.fields import Number
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, Tone
from shop_desktop.printing.vouchers import voucher_pdf
from shop_desktop.store.queries import documents, vouchers
from shop_desktop.text import N_, _


class Vouchers(View):
    """The open ones first, then what was used, ran out or was voided, newest on top."""

    key, word = "3", N_("Service vouchers")
    columns = (
        TableColumn(title=N_("Number"), share=5),
        TableColumn(title=N_("Service"), share=4, strong=True),
        TableColumn(title=N_("Household"), share=4),
        TableColumn(title=N_("Good until"), share=4),
    )
    empty = Empty(words=N_("No voucher yet.\nWhoever takes a service at the counter gets one, with its number."), icon="card")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.vouchers: dict[str, Voucher] = {}
        number = Number("voucher", N_("Voucher's number"), hint=N_("scan it, or type its 13 digits"))
        page.card("voucher", (number,), self._use, columns=1, verb=N_("Service given"))
        page.table.opened.connect(lambda _key: page.press("Enter") if page.view is self else None)

    def ask(self) -> None:
        self.day = self.shop.today()
        found = sorted(vouchers.listed(self.shop.reader), key=lambda one: one.code, reverse=True)
        found.sort(key=lambda one: not self._open(one))
        self.vouchers = {one.code: one for one in found}

    def _open(self, one: Voucher) -> bool:
        return one.state == "issued" and not one.expired(self.day)

    def rows(self) -> list[TableRow]:
        rows = []
        for one in self.vouchers.values():
            badge, tone = self._state(one)
            household = f"{one.household_code} {one.household}"
            cells = (one.code, one.good_name, household, one.expires_on.isoformat())
            rows.append(TableRow(key=one.code, cells=cells, badge=badge, tone=tone))
        return rows

    def _state(self, one: Voucher) -> tuple[str, Tone]:
        if one.state == "used":
            return _("used"), Tone.OK
        if one.state == "void":
            return _("voided"), Tone.STOP
        return (_("expired"), Tone.QUIET) if one.expired(self.day) else (_("open"), Tone.INFO)

    def facts(self) -> ChoiceList:
        one = self.vouchers.get(self.current)
        if one is None:
            return ChoiceList(title=_("This voucher"), empty=_("Whose it is and how long it is good stand here"), icon="card")
        rows = [
            fact(_("Household"), f"{one.household_code} {one.household}"),
            fact(_("Issued"), one.issued_on.isoformat()),
            fact(_("Good until"), one.expires_on.isoformat()),
        ]
        if one.used_on:
            rows.append(fact(_("Used"), one.used_on.isoformat()))
        return facts(one.good_name, rows, detail=one.code)

    def conclusion(self) -> tuple[str, str]:
        count = sum(self._open(one) for one in self.vouchers.values())
        below = _("When the service was given, note its voucher: the provider is repaid by that")
        if not self.vouchers:
            return _("No voucher yet"), below
        return (_("Vouchers still open: {count}", count=count) if count else _("No voucher is open")), below

    def offered(self) -> tuple[Action, ...]:
        one = self.vouchers.get(self.current)
        number = Action(key="F3", word=N_("note a voucher by its number"), do=self._begin, op="voucher.use")
        this = Action(key="Enter", word=N_("this one was used"), do=self._begin_this, op="voucher.use", row=True)
        paper = Action(key="P", word=N_("print again"), do=self._print, row=True)
        void = Action(key="Del", word=N_("it was not given"), do=self._begin_void, op="document.void", row=True)
        if one is not None and one.state == "used":
            return (number, void, paper)
        return (this, number, paper) if one is not None and self._open(one) else (number, paper)

    def _print(self) -> None:
        one = self.vouchers[self.current]
        title = _("Voucher {number}", number=one.code)
        self.page.show_paper(voucher_pdf(one, imprint_of(self.shop)), title=title, name=one.code)

    def _begin(self) -> None:
        self.page.begin("voucher", _("A service was given"))

    def _begin_this(self) -> None:
        one = self.vouchers[self.current]
        self.page.begin("voucher", _("Given: {name}", name=one.good_name), {"voucher": one.code})

    def _use(self, values: dict[str, str]) -> None:
        outcome = self.post("voucher.use", voucher=values["voucher"])
        one = self.vouchers.get(values["voucher"])
        name = one.good_name if one else values["voucher"]
        self.page.choose(values["voucher"])
        self.page.finish(_("Noted: {name} was given", name=name), undo=self.page.taken_back(outcome.document))

    def _begin_void(self) -> None:
        one = self.vouchers[self.current]
        number = documents.that_set(self.shop.reader, "voucher.use", {"code": one.code})
        assert number is not None
        self.page.begin_void(number, _("Void {number}: {what}", number=number, what=_("Given: {name}", name=one.good_name)))
