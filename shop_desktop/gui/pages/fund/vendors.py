"""Vendors: each month's redemptions settled, what is owed paid, the settlement on paper for both to sign."""

from dataclasses import dataclass

from shop_desktop.domain.calendar import month_of
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.domain.vendors import VendorAccount, VendorMonth
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action, Unfit
from shop_desktop.gui.pages.fund.money import fen, paid_words
from shop_desktop.gui.pages.fund.pictures import PAPER, PICTURE, kept, offer_pictures
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.fields import Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, Tone
from shop_desktop.printing.amounts import count, period, yuan
from shop_desktop.printing.vendor_settlement import vendor_settlement_pdf
from shop_desktop.store.queries import documents, vendors
from shop_desktop.text import N_, _

SHOWN = 60
"""So many settled months stay in the list."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row: what is owed to a vendor ("to pay"), or one of his months."""

    vendor: str
    month: VendorMonth | None = None
    owed_fen: int = 0


class Vendors(View):
    """What is to pay first, then months to settle, then settled ones, newest on top."""

    key, word = "3", N_("Vendors")
    columns = (
        TableColumn(title=N_("Vendor"), share=5, strong=True),
        TableColumn(title=N_("Month"), share=4),
        TableColumn(title=N_("Pieces"), share=3, right=True),
        TableColumn(title=N_("Amount"), share=4, right=True),
    )
    empty = Empty(
        words=N_("Nothing to settle.\nVendors' goods that are redeemed, and services that were given, stand here by month."),
        icon="user",
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.lines: dict[str, Line] = {}
        fields = (Yuan("amount", N_("Amount")), PAPER, PICTURE)
        page.card("pay-vendor", fields, self._pay, columns=1, verb=N_("Pay"))
        offer_pictures(page, "pay-vendor")

    def ask(self) -> None:
        reader, self.now = self.shop.reader, month_of(self.shop.today())
        self.accounts: dict[str, VendorAccount] = {one.vendor: one for one in vendors.accounts(reader)}
        self.lines = {
            f"{one.vendor}|": Line(vendor=one.vendor, owed_fen=one.owed_fen) for one in self.accounts.values() if one.owed_fen > 0
        }
        months = [*vendors.unsettled(reader, self.now), *vendors.settlements_of(reader, SHOWN)]
        self.lines |= {f"{one.vendor}|{one.month}": Line(vendor=one.vendor, month=one) for one in months}

    def rows(self) -> list[TableRow]:
        return [self._row(key, line) for key, line in self.lines.items()]

    def _row(self, key: str, line: Line) -> TableRow:
        if line.month is None:
            cells = (line.vendor, _("settled months"), "", yuan(line.owed_fen))
            return TableRow(key=key, cells=cells, badge=_("to pay"), tone=Tone.TODO)
        badge, tone = self._state(line.month)
        cells = (line.vendor, period(line.month.month), count(line.month.quantity), yuan(line.month.total_fen))
        return TableRow(key=key, cells=cells, badge=badge, tone=tone)

    def _state(self, month: VendorMonth) -> tuple[str, Tone]:
        if month.settled:
            return _("settled"), Tone.OK
        return (_("to settle"), Tone.TODO) if month.month < self.now else (_("running"), Tone.INFO)

    @property
    def chosen(self) -> Line | None:
        return self.lines.get(self.current)

    def facts(self) -> ChoiceList:
        line = self.chosen
        if line is None:
            return ChoiceList(title=_("This vendor"), empty=_("What was redeemed stands here, good by good"), icon="user")
        rows, account = [], self.accounts.get(line.vendor)
        if line.month is not None:
            for one in line.month.lines:
                rows.append(fact(one.name, f"{count(one.pieces)} × {yuan(one.fen)} = {yuan(one.amount_fen)}"))
            if line.month.before_fen:
                rows.append(fact(_("Carried over"), _("{yuan} yuan", yuan=yuan(line.month.before_fen))))
        if account is not None:
            for word, amount in (
                (_("Settled so far"), account.settled_fen),
                (_("Paid so far"), account.paid_fen),
                (_("Still to pay"), account.owed_fen),
            ):
                rows.append(fact(word, _("{yuan} yuan", yuan=yuan(amount))))
        return facts(line.vendor, rows, detail=period(line.month.month) if line.month else "")

    def conclusion(self) -> tuple[str, str]:
        owed = sum(line.owed_fen for line in self.lines.values())
        open_ = [line for line in self.lines.values() if line.month and not line.month.settled and line.month.month < self.now]
        below = _("A month is settled once it is over; then it is paid, and both sign")
        if open_:
            return _("Months to settle with vendors: {count}", count=len(open_)), below
        if owed:
            return _("{yuan} yuan are to pay to vendors", yuan=yuan(owed)), below
        return (_("Vendors are paid") if self.lines else _("Nothing to settle")), below

    def offered(self) -> tuple[Action, ...]:
        line = self.chosen
        if line is None:
            return ()
        pay = Action(key="F4", word=N_("pay"), do=self._begin_pay, op="fund.pay", row=True)
        if line.month is None:
            return (pay,)
        settle = Action(key="F3", word=N_("settle the month"), do=self._settle, op="vendor.settle", row=True)
        owed = f"{line.vendor}|" in self.lines
        over = not line.month.settled and line.month.month < self.now
        paper = Action(key="P", word=N_("print the settlement"), do=self._print, row=True)
        void = Action(key="Del", word=N_("void the settlement"), do=self._begin_void, op="document.void", row=True)
        return (*([settle] if over else []), *([pay] if owed else []), *([void] if line.month.settled else []), paper)

    def _settle(self) -> None:
        line = self.chosen
        assert line is not None
        assert line.month is not None
        outcome = self.post("vendor.settle", vendor=line.vendor, month=line.month.month)
        amount = int(outcome.answer["amount_fen"])
        words = _("{vendor}: {month} is settled; nothing to pay", vendor=line.vendor, month=period(line.month.month))
        if amount:
            words = _("{vendor}: {yuan} yuan to pay. F4 pays, P prints", vendor=line.vendor, yuan=yuan(amount))
        self.page.choose(f"{line.vendor}|{line.month.month}")
        self.page.say(words, undo=self.page.taken_back(outcome.document))

    def _begin_void(self) -> None:
        line = self.chosen
        assert line is not None
        assert line.month is not None
        number = documents.that_set(self.shop.reader, "vendor.settle", {"vendor": line.vendor, "month": line.month.month})
        assert number is not None
        what = _("Settlement: {vendor}, {month}", vendor=line.vendor, month=period(line.month.month))
        self.page.begin_void(number, _("Void {number}: {what}", number=number, what=what))

    def _begin_pay(self) -> None:
        line = self.chosen
        assert line is not None
        owed = self.accounts[line.vendor].owed_fen
        self.page.begin("pay-vendor", _("Pay {vendor}", vendor=line.vendor), {"amount": yuan_text(owed)})

    def _pay(self, values: dict[str, str]) -> None:
        line, amount = self.chosen, fen(values)
        assert line is not None
        owed = self.accounts[line.vendor].owed_fen
        if amount > owed:
            raise Unfit("amount", _("{yuan} yuan are still to pay", yuan=yuan(owed)))
        told = {"kind": "vendor", "to": line.vendor, "paper": values["paper"]}
        month = line.month.month if line.month and line.month.settled else None
        outcome = self.post("fund.pay", **told, month=month, amount_fen=amount, scans=kept(self.page, values))
        self.page.finish(paid_words(amount, outcome), undo=self.page.taken_back(outcome.document))

    def _print(self) -> None:
        line = self.chosen
        if line is not None and line.month is not None:
            account = self.accounts.get(line.vendor)
            pdf = vendor_settlement_pdf(line.month, imprint_of(self.shop), account=account)
            title = _("Settlement: {vendor}, {month}", vendor=line.vendor, month=period(line.month.month))
            self.page.show_paper(pdf, title=title, name=f"{line.vendor}-{line.month.month}")
