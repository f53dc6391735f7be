"""Hand-overs to the township and counts of the yard, newest on top; the record that is signed; voids."""

from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, Tone
from shop_desktop.printing.amounts import quantity
from shop_desktop.printing.handover import handover_pdf
from shop_desktop.store.queries import documents, sales
from shop_desktop.store.queries.documents import Listed
from shop_desktop.text import N_, _

WORDS = {"handover.post": N_("handed over"), "material.count": N_("counted")}


class Handed(View):
    """What left without money, and what was set right."""

    key, word = "3", N_("Handed over, counted")
    columns = (
        TableColumn(title=N_("Day"), share=4),
        TableColumn(title=N_("What"), share=3),
        TableColumn(title=N_("Material"), share=7, strong=True),
        TableColumn(title=N_("To, or why"), share=5),
    )
    empty = Empty(words=N_("Hazardous things go to the township.\nHand over from the yard's list with F4."), icon="battery")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.papers: dict[str, Listed] = {}

    def ask(self) -> None:
        self.papers = {one.number: one for one in documents.newest(self.shop.reader, tuple(WORDS))}

    def rows(self) -> list[TableRow]:
        rows = []
        for one in self.papers.values():
            badge, tone = (_("voided"), Tone.STOP) if one.voided_by else ("", Tone.QUIET)
            names = _(", ").join(line.name for line in one.lines[:4]) + ("…" if len(one.lines) > 4 else "")
            cells = (one.day.isoformat(), _(WORDS[one.op]), names, one.content.get("to") or one.content.get("reason", ""))
            rows.append(TableRow(key=one.number, cells=cells, badge=badge, tone=tone))
        return rows

    def facts(self) -> ChoiceList:
        one = self.papers.get(self.current)
        if one is None:
            return ChoiceList(title=_("This paper"), empty=_("Its lines stand here"), icon="battery")
        rows = []
        for line in one.lines:
            words = quantity(line.quantity, line.unit).text
            if one.op == "material.count" and line.change:
                off = quantity(line.change, line.unit).text
                words += f" ({'+' if line.change > 0 else ''}{off})"
            rows.append(fact(line.name, words))
        for word, value in (
            (_("Who takes it"), one.content.get("to")),
            (_("Reason"), one.content.get("reason")),
            (_("Number on the paper"), one.content.get("paper")),
            (_("Noted by"), one.by),
            (_("Voided by"), one.voided_by),
        ):
            if value:
                rows.append(fact(word, value))
        return facts(one.number, rows, detail=_(WORDS[one.op]))

    def conclusion(self) -> tuple[str, str]:
        standing = [one for one in self.papers.values() if not one.voided_by]
        handed = next((one for one in standing if one.op == "handover.post"), None)
        counted = next((one for one in standing if one.op == "material.count"), None)
        below = _("Yard counted last on {day}", day=counted.day) if counted else _("The yard has not been counted yet")
        if handed is None:
            return _("Nothing handed over yet"), below
        return _("Handed over last on {day} to {to}", day=handed.day, to=handed.content["to"]), below

    def offered(self) -> tuple[Action, ...]:
        one = self.papers.get(self.current)
        if one is None:
            return ()
        record = Action(key="P", word=N_("print the record"), do=self._print, row=True)
        void = Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True)
        moved = one.op == "handover.post" or any(line.change for line in one.lines)
        return (
            *([record] if one.op == "handover.post" else []),
            *([void] if moved and not one.voided_by else []),
        )

    def _begin_void(self) -> None:
        one = self.papers[self.current]
        self.page.begin_void(one.number, _("Void {number}: {what}", number=one.number, what=_(WORDS[one.op])))

    def _print(self) -> None:
        number = self.current
        record = next((one for one in sales.handed_over(self.shop.reader) if one.number == number), None)
        if record is not None:
            title = _("Hand-over record {number}", number=number)
            self.page.show_paper(handover_pdf(record, imprint_of(self.shop)), title=title, name=number)
