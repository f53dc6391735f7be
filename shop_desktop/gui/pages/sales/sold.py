"""Sales, newest on top: what came in, what is still owed, what was left over; the slip that both sign; voids."""

from shop_desktop.domain.calendar import month_of
from shop_desktop.domain.quantities import parse_yuan, yuan_text
from shop_desktop.domain.sales import Sale, SoldLine
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action, Unfit
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.fields import Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, Tone
from shop_desktop.printing.amounts import quantity, yuan
from shop_desktop.printing.glance import month_name
from shop_desktop.printing.sale_slip import sale_slip_pdf
from shop_desktop.store.queries import sales
from shop_desktop.text import N_, _


class Sold(View):
    """Sales with their amount and margin."""

    key, word = "2", N_("Sold")
    columns = (
        TableColumn(title=N_("Day"), share=4),
        TableColumn(title=N_("Buyer"), share=6, strong=True),
        TableColumn(title=N_("Amount"), share=4, right=True),
        TableColumn(title=N_("Margin"), share=4, right=True),
    )
    empty = Empty(words=N_("Nothing sold yet.\nSell from the yard's list with F3."), icon="truck")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.sales: dict[str, Sale] = {}
        page.card("paid", (Yuan("amount", N_("Money that came")),), self._paid, columns=1)

    def ask(self) -> None:
        self.sales = {sale.number: sale for sale in sales.listed(self.shop.reader)}

    def rows(self) -> list[TableRow]:
        return [self._row(sale) for sale in self.sales.values()]

    @staticmethod
    def _row(sale: Sale) -> TableRow:
        badge, tone = "", Tone.QUIET
        if sale.voided_by:
            badge, tone = _("voided"), Tone.STOP
        elif sale.owed_fen:
            badge, tone = _("owes {yuan}", yuan=yuan(sale.owed_fen)), Tone.TODO
        cells = (sale.day.isoformat(), sale.buyer, yuan(sale.amount_fen), yuan(sale.margin_fen, plus=True))
        return TableRow(
            key=sale.number,
            cells=cells,
            badge=badge,
            tone=tone,
            sort=(sale.number, sale.buyer, sale.amount_fen, sale.margin_fen),
        )

    @property
    def chosen(self) -> Sale | None:
        return self.sales.get(self.current)

    def facts(self) -> ChoiceList:
        sale = self.chosen
        if sale is None:
            return ChoiceList(title=_("This sale"), empty=_("Its lines and margin stand here"), icon="truck")
        rows = [fact(line.name, line_text(line)) for line in sale.lines]
        rows.append(fact(_("Villagers got"), _("{yuan} yuan", yuan=yuan(sale.amount_fen - sale.margin_fen))))
        for word, value in (
            (_("Where to"), _("on the spot") if sale.kind == "on-site" else ""),
            (_("Transport saved"), _("{yuan} yuan", yuan=yuan(sale.transport_saved_fen)) if sale.transport_saved_fen else ""),
            (_("Came so far"), _("{yuan} yuan", yuan=yuan(sale.paid_fen)) if sale.owed_fen else ""),
            (_("Number on the paper"), sale.paper),
            (_("Noted by"), sale.by),
            (_("Voided by"), sale.voided_by),
        ):
            if value:
                rows.append(fact(word, value))
        return facts(sale.number, rows, detail=sale.buyer)

    def conclusion(self) -> tuple[str, str]:
        standing = [sale for sale in self.sales.values() if not sale.voided_by]
        month = month_of(self.shop.today())
        now = [sale for sale in standing if month_of(sale.day) == month]
        owed = [sale for sale in standing if sale.owed_fen]
        below = _("{month}: sold {count} times", month=month_name(month), count=len(now))
        if now:
            told = {"yuan": yuan(sum(s.amount_fen for s in now)), "margin": yuan(sum(s.margin_fen for s in now), plus=True)}
            below += " · " + _("{yuan} yuan, {margin} left", **told)
        if owed:
            left = yuan(sum(sale.owed_fen for sale in owed))
            return _("Buyers still owe {yuan} yuan for {count} sales", yuan=left, count=len(owed)), below
        return (_("Every sale is paid") if standing else _("Nothing sold yet")), below

    def offered(self) -> tuple[Action, ...]:
        sale = self.chosen
        if sale is None:
            return ()
        paid = Action(key="F3", word=N_("money came"), do=self._begin_paid, op="sale.paid", row=True)
        slip = Action(key="P", word=N_("print the slip"), do=self._print, row=True)
        void = Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True)
        return (*([paid] if sale.owed_fen else []), slip, *([] if sale.voided_by else [void]))

    def _begin_paid(self) -> None:
        if (sale := self.chosen) is not None:
            self.page.begin("paid", _("{buyer} pays", buyer=sale.buyer), {"amount": yuan_text(sale.owed_fen)})

    def _paid(self, values: dict[str, str]) -> None:
        sale, fen = self.chosen, parse_yuan(values["amount"])
        assert sale is not None
        if not fen:
            raise Unfit("amount", _("Write yuan, such as 1.40"))
        if fen > sale.owed_fen:
            raise Unfit("amount", _("{yuan} yuan are still owed", yuan=yuan(sale.owed_fen)))
        outcome = self.post("sale.paid", sale=sale.number, amount_fen=fen)
        words = _("{yuan} yuan are in the fund now", yuan=yuan(fen))
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _begin_void(self) -> None:
        if (sale := self.chosen) is not None:
            self.page.begin_void(sale.number, _("Void {number}: {what}", number=sale.number, what=sale.buyer))

    def _print(self) -> None:
        if (sale := self.chosen) is not None:
            title = _("Sale slip {number}", number=sale.number)
            self.page.show_paper(sale_slip_pdf(sale, imprint_of(self.shop)), title=title, name=sale.number)


def line_text(line: SoldLine) -> str:
    """How a line came to its amount, as the slip says it."""
    return f"{quantity(line.quantity, line.unit).text} × {yuan(line.price_fen)} = {yuan(line.amount_fen)}"
