"""A good's stock card: every document that changed what is on the shelf, with what was left after it."""

from datetime import date

from shop_desktop.domain.goods import Good
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages.goods.counting import signed
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, Tone
from shop_desktop.store.queries import goods
from shop_desktop.text import N_, _

DID = {
    "goods.receive": N_("received"),
    "goods.count": N_("counted"),
    "fund.receive": N_("donated"),
    "ticket.post": N_("taken home"),
    "document.void": N_("voided"),
}


class StockCard(View):
    """Of the good that the bar was on in the shelf's list; ← and → go to the goods beside it."""

    key, word, turning = "4", N_("Stock card"), N_("other goods")
    columns = (
        TableColumn(title=N_("Day"), share=4),
        TableColumn(title=N_("What"), share=3, strong=True),
        TableColumn(title=N_("Who"), share=4, spare=1),
        TableColumn(title=N_("Document"), share=5, spare=2),
        TableColumn(title=N_("Came, went"), share=3, right=True),
        TableColumn(title=N_("Left"), share=3, right=True, strong=True),
    )
    empty = Empty(words=N_("Nothing of it came in or went out yet.\nReceive goods on the shelf's list with F4."), icon="box")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.good: Good | None = None
        self.moves: dict[str, goods.Moved] = {}

    def ask(self) -> None:
        things = self._things()
        self.good = things.get(self.page.thing, next(iter(things.values()), None))
        self.period = self.good.name if self.good else ""
        found = goods.moves(self.shop.reader, self.good.code) if self.good else ()
        self.moves = {one.number: one for one in found}

    def _things(self) -> dict[str, Good]:
        shelf = goods.shelf(self.shop.reader, self.shop.today())
        return {good.code: good for good in shelf if good.kind == "thing"}

    def step(self, by: int) -> bool:
        codes = list(self._things())
        if self.good is None or not 0 <= (place := codes.index(self.good.code) + by) < len(codes):
            return False
        self.page.thing = codes[place]
        return True

    def rows(self) -> list[TableRow]:
        rows = []
        for one in self.moves.values():
            cells = (one.day.isoformat(), did(one), one.who, one.number, signed(one.change), str(one.left))
            rows.append(
                TableRow(key=one.number, cells=cells, sort=(one.number, cells[1], one.who, one.number, one.change, one.left))
            )
        return rows

    def facts(self) -> ChoiceList:
        one = self.moves.get(self.current)
        if one is None:
            return ChoiceList(title=_("This paper"), empty=_("Who it was and what it cost stand here"), icon="box")
        rows = [
            fact(_("Came, went"), _("{count} pc", count=signed(one.change))),
            fact(_("Left then"), _("{count} pc", count=one.left)),
        ]
        for word, value in (
            (_("Who"), one.who),
            (_("Worth"), "" if one.amount_fen is None else _("{yuan} yuan", yuan=yuan_text(one.amount_fen))),
            (_("Voids"), one.voids),
            (_("Reason"), one.reason),
            (_("Noted by"), one.by),
        ):
            if value:
                rows.append(fact(word, value, tone=Tone.QUIET))
        return facts(did(one), rows, detail=one.number)

    def conclusion(self) -> tuple[str, str]:
        if self.good is None:
            return _("Nothing on the shelf yet"), _("Points buy what stands here")
        came = sum(one.change for one in self.moves.values() if one.change > 0)
        went = -sum(one.change for one in self.moves.values() if one.change < 0)
        title = _("{name}: {left} left", name=self.good.name, left=self.good.left)
        return title, _("{came} came in, {went} went out; the newest on top", came=came, went=went)


def did(move: goods.Moved) -> str:
    """What a document did with the good, in a word."""
    return _(DID[move.op]) if move.op in DID else move.op


def together(move: goods.Moved) -> tuple[date, str, str]:
    """What is shown in one row: tickets of a day that follow each other; everything else alone."""
    return move.day, did(move), "" if move.op == "ticket.post" else move.number
