"""What came onto the shelf and what was counted there, newest on top; each can be voided with a reason."""

from shop_desktop.domain.quantities import points_text, yuan_text
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.goods.counting import Gift, signed
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.store.queries import documents, goods
from shop_desktop.store.queries.documents import Listed
from shop_desktop.text import N_, _

WORDS = {"goods.receive": N_("received"), "goods.count": N_("counted"), "fund.receive": N_("donated")}


class Moves(View):
    """Receipts, counts and gifts."""

    key, word = "2", N_("In and counted")
    columns = (
        TableColumn(title=N_("Day"), share=4),
        TableColumn(title=N_("What"), share=3),
        TableColumn(title=N_("Name"), share=8, strong=True),
        TableColumn(title=N_("Pieces"), share=3, right=True),
    )
    empty = Empty(
        words=N_("Receipts and counts stand here.\nReceive goods on the shelf's list with F4."),
        icon="box",
        key=FooterKey("F5", N_("goods given")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.gift = Gift(page)
        self.moves: dict[str, Listed] = {}

    def ask(self) -> None:
        found = documents.newest(self.shop.reader, tuple(WORDS))
        self.moves = {one.number: one for one in found if one.lines}

    def rows(self) -> list[TableRow]:
        return [self._row(one) for one in self.moves.values()]

    @staticmethod
    def _row(one: Listed) -> TableRow:
        change = sum(line.change for line in one.lines)
        names = _(", ").join(line.name for line in one.lines[:4]) + ("…" if len(one.lines) > 4 else "")
        badge, tone = (_("voided"), Tone.STOP) if one.voided_by else ("", Tone.QUIET)
        cells = (one.day.isoformat(), _(WORDS[one.op]), names, signed(change))
        return TableRow(key=one.number, cells=cells, badge=badge, tone=tone, sort=(one.number, cells[1], names, change))

    def facts(self) -> ChoiceList:
        one = self.moves.get(self.current)
        if one is None:
            return ChoiceList(title=_("This paper"), empty=_("Its lines stand here"), icon="box")
        rows = []
        for line in one.lines:
            words = _("{count} pc", count=points_text(line.quantity))
            if one.op == "goods.count":
                words = _("{count} pc by count ({change})", count=line.quantity, change=signed(line.change))
            elif line.amount_fen is not None:
                words += _(", {yuan} yuan", yuan=yuan_text(line.amount_fen))
            rows.append(fact(line.name, words))
        told = one.content
        for word, value in (
            (_("Bought from"), told.get("supplier")),
            (_("Given by"), _("a kind person") if told.get("unnamed") else told.get("from")),
            (_("Number on the paper"), told.get("paper")),
            (_("Reason"), told.get("reason")),
            (_("Noted by"), one.by),
            (_("Voided by"), one.voided_by),
        ):
            if value:
                rows.append(fact(word, value))
        return facts(one.number, rows, detail=_(WORDS[one.op]))

    def conclusion(self) -> tuple[str, str]:
        standing = [one for one in self.moves.values() if not one.voided_by]
        last = next((one for one in standing if one.op == "goods.count"), None)
        if last is None:
            return _("The shelf has not been counted yet"), _("Count it once a month: F6 on the shelf's list")
        off = sum(bool(line.change) for line in last.lines)
        words = _("Counted last on {day}: all agreed", day=last.day)
        if off:
            words = _("Counted last on {day}: {off} set right", day=last.day, off=off)
        return words, _("A paper that is wrong is voided; both stay readable")

    def offered(self) -> tuple[Action, ...]:
        one = self.moves.get(self.current)
        void = Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True)
        given = Action(key="F5", word=N_("goods given"), do=self._begin_gift, op="fund.receive")
        return (given, void) if one is not None and not one.voided_by else (given,)

    def _begin_gift(self) -> None:
        self.gift.begin(goods.shelf(self.shop.reader, self.shop.today()))

    def _begin_void(self) -> None:
        one = self.moves[self.current]
        self.page.begin_void(one.number, _("Void {number}: {what}", number=one.number, what=_(WORDS[one.op])))
