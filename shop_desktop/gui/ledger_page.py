"""A manager's page of several lists: 1, 2, 3 turn to each; keys may be letters; sheets to type a whole shelf into; voids.

A `View` is one of the lists. It asks the queries and says rows, facts, conclusion and keys; the page shows them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from shop_desktop.domain.refused import Refused
from shop_desktop.gui.pages import Action, FormCard, ListPage, Unfit
from shop_desktop.gui.print_preview import preview
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.entries import EntryTable
from shop_desktop.gui.widgets.fields import Field, Number
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.tabs import Tabs
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.operations.base import Outcome
from shop_desktop.operations.requests import read_command
from shop_desktop.text import N_, _, sentence

MANY = 6
"""With more keys than these of a list's own, the arrows are not told in the footer."""
FactRow = tuple[tuple[str, ...], str, Tone]
"""Cells, a badge or "", its tone."""


def facts(title: str, rows: Sequence[FactRow], *, detail: str = "", empty: str = "", icon: str = "list") -> ChoiceList:
    """What is known of a row: a word at the left, what it is at the right."""
    return ChoiceList(
        title=title,
        detail=detail,
        columns=(Column(share=1), Column(share=1, strong=True, right=True)),
        rows=tuple(ChoiceRow(cells=cells, badge=badge, tone=tone) for cells, badge, tone in rows),
        empty=empty,
        icon=icon,
    )


def fact(word: str, value: str, badge: str = "", tone: Tone = Tone.QUIET) -> FactRow:
    return (word, value), badge, tone


class View:
    """One list of a page. `key` turns to it, `word` names it; `period` stands at the right of the title, ← and → change it:
    `turning` says to what."""

    key = word = ""
    turning = N_("earlier, later")
    columns: tuple[TableColumn, ...] = ()
    empty = Empty(words="")
    brief = 2
    period = ""

    def __init__(self, page: "LedgerPage") -> None:
        self.page = page

    @property
    def shop(self) -> Shop:
        return self.page.shop

    @property
    def current(self) -> str:
        """The key of the row under the bar."""
        return self.page.table.current

    def ask(self) -> None:
        """Ask the books."""
        raise NotImplementedError

    def rows(self) -> Sequence[TableRow]:
        raise NotImplementedError

    def facts(self) -> ChoiceList:
        """What is known of the row under the bar."""
        raise NotImplementedError

    def conclusion(self) -> tuple[str, str]:
        raise NotImplementedError

    def offered(self) -> tuple[Action, ...]:
        return ()

    def step(self, by: int) -> bool:
        """To the period after (1) or before (-1); False where the list has none."""
        return False

    def post(self, op: str, **said: Any) -> Outcome:
        return self.page.post(op, **said)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table to type into beside a form. `shown` answers the rows as they are now, and what they come to as a title.

    `cells` says in which column a field of a refusal stands, such as {"net_g": 2}.
    """

    table: EntryTable
    card: FormCard
    shown: Callable[[EntryTable], tuple[list[TableRow], tuple[str, str]]]
    cells: Mapping[str, int]


class LedgerPage(ListPage):
    """`views`: the lists. `in_form`: keys that act while a form is open, by the form's name.

    `leads`: what other pages lead here for, with the keys that get there. `thing`: the row that was looked at in one list
    and of which another tells more.
    """

    kinds: tuple[type[View], ...] = ()
    leads: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.sheets: dict[str, Sheet] = {}
        self.in_form: dict[str, tuple[Action, ...]] = {}
        self._sheet: Sheet | None = None
        self._opened, self._voiding = "", ""
        self.thing = ""
        self._said = ("", "")
        self._lay_out()
        self.card("void", (Field("reason", N_("Reason")),), self._void, columns=1, verb=N_("Void"))
        self.views = tuple(kind(self) for kind in self.kinds)
        self.view = self.views[0]
        self.tabs = Tabs(tuple(FooterKey(view.key, view.word) for view in self.views), self.view.key)
        self.tabs.pressed.connect(self.turn)
        self._left.insertWidget(0, self.tabs)
        self._use(self.view)

    def _lay_out(self) -> None:
        """Tabs above the table; sheets take the table's place."""
        holder, self.lists = QWidget(), QStackedWidget()
        self._left = QVBoxLayout(holder)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(12)
        self.row.removeWidget(self.table)
        self.lists.addWidget(self.table)
        self._left.addWidget(self.lists, 1)
        self.row.insertWidget(0, holder, 13)

    # ---- lists

    def turn(self, key: str) -> bool:
        """To another list; False where the key is none's."""
        view = next((one for one in self.views if one.key == key), None)
        if view is None or self.filling:
            return False
        thing = self.thing
        self._use(view)
        self.refresh()
        self.choose(thing)
        self.headed.emit()
        self.rest()
        return True

    def _use(self, view: View) -> None:
        self.view, self.columns, self.brief = view, view.columns, view.brief
        self.tabs.choose(view.key)
        self.table.columns, self.table.empty, self.table.sorted_by = view.columns, view.empty, None
        self.table.rows, self.table.place_of_bar, self.table.first = [], 0, 0

    def lead_to(self, thing: str) -> None:
        while self.leads.get(thing) and self.back():
            pass
        for key in self.leads.get(thing, ()):
            if not self.turn(key):
                self.press(key)

    def show_row(self, view_key: str, row: str) -> None:
        """To a list, the bar on a row of it."""
        self.turn(view_key)
        self.choose(row)

    def choose(self, row: str) -> None:
        """The bar on this row, where it is there."""
        for place, one in enumerate(self.table.rows):
            if one.key == row:
                self.table._go(place)

    def refresh(self) -> None:
        self.view.ask()
        self.period = self.view.period
        self.table.show_rows(self.view.rows())
        self.show_facts()

    def show_facts(self) -> None:
        self.facts.show_view(self.view.facts())
        self.headed.emit()

    def conclusion(self) -> tuple[str, str]:
        return self._said if self._sheet else self.view.conclusion()

    def list_offered(self) -> tuple[Action, ...]:
        return self.view.offered()

    def offered(self) -> tuple[Action, ...]:
        return self.in_form.get(self._opened, ()) if self.filling else super().offered()

    # ---- sheets

    def sheet(
        self,
        name: str,
        table: EntryTable,
        fields: tuple[Field, ...],
        save: Callable[[dict[str, str]], object],
        shown: Callable[[EntryTable], tuple[list[TableRow], tuple[str, str]]],
        *,
        cells: Mapping[str, int],
        verb: str = N_("Save"),
    ) -> None:
        """A sheet of this page: rows to type into, and a form with what is said of all of them."""
        self.card(name, fields, save, columns=1, verb=verb)
        self.sheets[name] = Sheet(table=table, card=self.cards[name], shown=shown, cells=cells)
        self.lists.addWidget(table)
        table.changed.connect(self._typed)
        table.through.connect(self.cards[name].form.focus_first)
        table.ended.connect(self.cards[name].form.save)
        table.pressed.connect(lambda _action: table.setFocus())

    def begin_sheet(
        self,
        name: str,
        title: str,
        values: Mapping[str, str] | None = None,
        *,
        rows: Sequence[TableRow],
        units: Mapping[str, str],
        given: Mapping[tuple[str, int], str] | None = None,
        all_of_it: Mapping[str, str] | None = None,
    ) -> None:
        """Open a sheet; the first cell is ready to type."""
        sheet = self.sheets[name]
        self.begin(name, title, dict(values or {}))
        sheet.table.begin(rows, units, given or {}, all_of_it or {})
        self.lists.setCurrentWidget(sheet.table)
        self._sheet = sheet
        self._typed()
        sheet.table.setFocus()

    def _typed(self) -> None:
        if self._sheet is not None:
            rows, self._said = self._sheet.shown(self._sheet.table)
            self._sheet.table.show_rows(rows)
            self.headed.emit()

    def begin(self, name: str, title: str, values: dict[str, str] | None = None) -> None:
        self._opened = name
        super().begin(name, title, values)
        first = next(iter(self.cards[name].form.rows.values()))
        if isinstance(first.input, QLineEdit) and isinstance(first.field, Number):
            first.input.selectAll()  # a proposed amount gives way to what is typed

    def _show(self, card: FormCard | None) -> None:
        if card is None:
            self._opened, self._sheet = "", None
            self.lists.setCurrentWidget(self.table)
        super()._show(card)
        self.tabs.setVisible(card is None)
        if self._opened in self.sheets:
            self.row.setStretch(0, 13)
            self.row.setStretch(1, 9)

    def _save(self, card: FormCard, save: Callable[[dict[str, str]], object], values: dict[str, str]) -> None:
        def saved(values: dict[str, str]) -> None:
            try:
                save(values)
            except Refused as refused:
                if not self._refuse_cell(refused):
                    raise

        super()._save(card, saved, values)

    def _refuse_cell(self, refused: Refused) -> bool:
        """Say it at the cell of the sheet that it is about: `lines[2].net_g` is the third row that was filled in."""
        place, _bracket, name = (refused.field or "").partition("].")
        sheet, short = self._sheet, str(refused.facts.get("what"))
        if sheet is not None and refused.code == "out-of-stock" and short in sheet.table.filled():
            sheet.table.refuse(short, min(sheet.table.fields), _("There is not that much"))
            sheet.table.setFocus()
            return True
        if sheet is None or name not in sheet.cells:
            return False
        key = sheet.table.filled()[int(place.partition("[")[2])]
        words = _("This cannot be read; write it another way") if refused.code == "bad-request" else sentence(refused)
        sheet.table.refuse(key, sheet.cells[name], words)
        sheet.table.setFocus()
        return True

    def hints(self) -> tuple[FooterKey, ...]:
        if self._sheet is not None:
            whole = (FooterKey("*", N_("all of it")),) if self._sheet.table.all_of_it else ()
            return (
                FooterKey("Enter", N_("next")),
                *whole,
                FooterKey("Tab", N_("to the form")),
                FooterKey("F12", N_("save")),
                FooterKey("Esc", N_("leave")),
            )
        steps = (FooterKey("← →", self.view.turning),) if self.view.period and not self.filling else ()
        crowded = not self.filling and len(self.list_offered()) > MANY
        return (*steps, *(() if crowded else super().hints()))

    # ---- keys

    def press(self, key: str) -> bool:
        if self._sheet is not None and key == "F12":
            self._sheet.card.form.save()
            return True
        return super().press(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        steps, key = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}, event.text().upper()
        if self.filling or held or not (self._step(steps.get(Qt.Key(event.key()), 0)) or self.turn(key) or self.press(key)):
            super().keyPressEvent(event)

    def _step(self, by: int) -> bool:
        if not by or not self.view.step(by):
            return False
        self.refresh()
        self.headed.emit()
        return True

    # ---- voids and papers

    def perform_said(self, *said: dict[str, Any]) -> tuple[Outcome, ...]:
        """Carry out operations in the words of the command line, all of them or none; what is None is left out."""
        told = [{key: value for key, value in one.items() if value is not None} for one in said]
        return self.shop.perform_all([read_command(json.dumps(one).encode()) for one in told])

    def begin_void(self, number: str, title: str) -> None:
        """Ask why a document is to be voided."""
        self._voiding = number
        self.begin("void", title)

    def _void(self, values: dict[str, str]) -> None:
        try:
            self.post("document.void", document=self._voiding, reason=values["reason"])
        except Refused as refused:
            if refused.code != "out-of-stock":
                raise
            raise Unfit("reason", _("Some of it is gone already. Count instead, or post what is right")) from None
        self.finish(_("{number} is voided; both stay readable", number=self._voiding))

    def taken_back(self, *documents: str) -> Callable[[], None]:
        """What F8 does after these were posted: the newest goes first."""

        def undo() -> None:
            for document in reversed(documents):
                self.take_back(document)

        return undo

    def show_paper(self, pdf: bytes, *, title: str, name: str) -> None:
        """A paper over the window: Enter prints it."""
        preview(self, pdf, title=title, name=name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.tabs.setFixedHeight(round(44 * self.tabs.scale))
