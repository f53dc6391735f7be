"""Who gave what in a year, money and goods: a receipt for each, a list of thanks for the wall."""

from datetime import date

from shop_desktop.domain.fund import Donation
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey
from shop_desktop.printing import fund_words
from shop_desktop.printing.amounts import period, yuan
from shop_desktop.printing.donations import donation_receipt_pdf, thanks_pdf
from shop_desktop.store.queries import fund
from shop_desktop.text import N_, _


class Donations(View):
    """A year's donations that stand, newest on top."""

    key, word = "4", N_("Donations")
    columns = (
        TableColumn(title=N_("Day"), share=4),
        TableColumn(title=N_("Given by"), share=5, strong=True),
        TableColumn(title=N_("In money"), share=4, right=True),
        TableColumn(title=N_("Goods, worth"), share=4, right=True),
    )
    empty = Empty(
        words=N_("No donation this year.\nMoney is noted here; goods that are given, on the goods' page."),
        icon="heart",
        key=FooterKey("Ins", N_("a donation")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.year = self.shop.today().year

    def ask(self) -> None:
        self.since, self.until = date(self.year, 1, 1), date(self.year, 12, 31)
        self.given = fund.donations(self.shop.reader, self.since, self.until)
        self.by_number = {one.number: one for one in reversed(self.given)}
        self.period = period(str(self.year))

    def rows(self) -> list[TableRow]:
        rows = []
        for one in self.by_number.values():
            goods = one.value_fen - one.amount_fen
            who = fund_words.other_side(one.who, unnamed=one.unnamed)
            cells = (one.day.isoformat(), who, yuan(one.amount_fen) if one.amount_fen else "–", yuan(goods) if goods else "–")
            rows.append(TableRow(key=one.number, cells=cells, sort=(one.number, who, one.amount_fen, goods)))
        return rows

    @property
    def chosen(self) -> Donation | None:
        return self.by_number.get(self.current)

    def facts(self) -> ChoiceList:
        one = self.chosen
        if one is None:
            return ChoiceList(title=_("This donation"), empty=_("What was given stands here"), icon="heart")
        rows = [fact(_("What it is"), fund_words.source(one.source))]
        if one.unnamed:
            rows.append(fact(_("Name on papers"), fund_words.other_side(one.who, unnamed=True)))
            rows.append(fact(_("Name in the books"), one.who))
        if one.amount_fen:
            rows.append(fact(_("In money"), _("{yuan} yuan", yuan=yuan(one.amount_fen))))
        for gift in one.goods:
            rows.append(fact(gift.name, _("{count} pc", count=gift.pieces) + _(", {yuan} yuan", yuan=yuan(gift.value_fen))))
        if one.paper:
            rows.append(fact(_("Number on the paper"), one.paper))
        return facts(one.number, rows, detail=one.day.isoformat())

    def conclusion(self) -> tuple[str, str]:
        below = _("Each gets a receipt; the list of thanks hangs on the wall")
        if not self.given:
            return _("No donation in {year} yet", year=self.year), below
        total = yuan(sum(one.value_fen for one in self.given))
        return _("{count} donations in {year}, worth {yuan} yuan", count=len(self.given), year=self.year, yuan=total), below

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(key="Ins", word=N_("a donation"), do=self._begin, op="fund.receive"),
            Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True),
            Action(key="P", word=N_("receipt"), do=self._print, row=True),
            Action(key="L", word=N_("list of thanks"), do=self._print_thanks, row=True),
        )

    def _begin(self) -> None:
        self.page.begin("receive", _("A donation"), {"source": "elder-donation"})

    def _begin_void(self) -> None:
        if (one := self.chosen) is not None:
            self.page.begin_void(one.number, _("Void {number}: {what}", number=one.number, what=fund_words.source(one.source)))

    def step(self, by: int) -> bool:
        self.year = min(self.year + by, self.shop.today().year)
        return True

    def _print(self) -> None:
        if (one := self.chosen) is not None:
            pdf = donation_receipt_pdf(one, imprint_of(self.shop))
            self.page.show_paper(pdf, title=_("Receipt {number}", number=one.number), name=one.number)

    def _print_thanks(self) -> None:
        until = min(self.until, self.shop.today())
        pdf = thanks_pdf(self.given, self.since, until, imprint_of(self.shop))
        self.page.show_paper(pdf, title=_("List of thanks"), name=_("thanks") + f"-{self.year}")
