"""A table to type into: so much of each row, one cell after another. Keeps what was typed, reads nothing into it, writes nothing.

Digits go into the cell that has the edge, Enter goes on to the next, arrows go anywhere, Backspace takes back,
* is all of it, + is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.fields import Field
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow

LONGEST = 12
NARROW = 84.0


class EntryTable(DataTable):
    """`fields`: what may be typed, by column. `changed`: a cell is other now; `through`: Enter in the last cell; `ended`: +."""

    changed = Signal()
    through = Signal()
    ended = Signal()

    def __init__(self, columns: tuple[TableColumn, ...], fields: Mapping[int, Field], empty: Empty) -> None:
        super().__init__(columns, empty)
        self.fields = dict(fields)
        self.units: Mapping[str, str] = {}
        self.all_of_it: Mapping[str, str] = {}
        self.typed: dict[tuple[str, int], str] = {}
        self.given: Mapping[tuple[str, int], str] = {}
        self.wrong: dict[tuple[str, int], str] = {}
        self.column = min(self.fields)
        self._fresh = True
        self.chosen.connect(lambda _key: self._moved())

    def begin(
        self,
        rows: Sequence[TableRow],
        units: Mapping[str, str],
        given: Mapping[tuple[str, int], str],
        all_of_it: Mapping[str, str],
    ) -> None:
        """Start anew. `units` stand in the first cell that is typed into, by row; `given` is there already; * types all of it."""
        self.units, self.given, self.all_of_it = units, given, all_of_it
        self.typed, self.wrong = dict(given), {}
        self.column, self.first, self.place_of_bar, self._fresh = min(self.fields), 0, 0, True
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        marked = {key for key, _column in self.wrong}
        super().show_rows([replace(row, below=" ") if row.key in marked else row for row in rows])

    def text(self, key: str, column: int) -> str:
        """What stands in a cell, as its field cleans it."""
        return self.fields[column].cleaned(self.typed.get((key, column), ""))

    def filled(self) -> tuple[str, ...]:
        """The keys of the rows that something was typed into, in the rows' order; what was given alone does not count."""
        return tuple(row.key for row in self.rows if any(self._typed_into(row.key, column) for column in self.fields))

    def _typed_into(self, key: str, column: int) -> bool:
        text = self.text(key, column)
        return bool(text) and text != self.given.get((key, column))

    def go_to(self, key: str) -> None:
        """The first cell of this row is the next to type into."""
        self.column = min(self.fields)
        self._go(next((place for place, row in enumerate(self.rows) if row.key == key), 0))

    def refuse(self, key: str, column: int, words: str) -> None:
        """Say what is wrong with a cell, and go there."""
        self.wrong = {(key, column): words}
        self.column = column
        self.show_rows(self.rows)
        self._go(next((place for place, row in enumerate(self.rows) if row.key == key), 0))

    # ---- typing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        key, text = event.key(), event.text()
        if not self.rows or held:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        elif key == Qt.Key.Key_Plus:
            self.ended.emit()
        elif text == "*" and self.current in self.all_of_it and self.column == min(self.fields):
            self._put(self.all_of_it[self.current])
        elif key == Qt.Key.Key_Backspace:
            self._put(self.typed.get((self.current, self.column), "")[:-1])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(-1 if key == Qt.Key.Key_Left else 1)
        elif text.isprintable() and text.strip() and self.fields[self.column].takes(text):
            before = "" if self._fresh else self.typed.get((self.current, self.column), "")
            self._put((before + text)[:LONGEST])
        elif not (text.isprintable() and text.strip()):
            super().keyPressEvent(event)

    def _put(self, text: str) -> None:
        self._fresh = False
        self.typed[self.current, self.column] = text
        if self.wrong:
            self.wrong = {}
            super().show_rows([replace(row, below="") if row.below == " " else row for row in self.rows])
        self.changed.emit()
        self.update()

    def _next(self) -> None:
        """The row's next cell; of a row that has nothing yet, the next row."""
        later = sorted(column for column in self.fields if column > self.column)
        if later and self.text(self.current, self.column):
            self._to(later[0])
        elif self.place_of_bar + 1 < len(self.rows):
            self.column = min(self.fields)
            self._go(self.place_of_bar + 1)
        else:
            self.through.emit()

    def _sideways(self, by: int) -> None:
        columns = sorted(self.fields)
        place = columns.index(self.column) + by
        if 0 <= place < len(columns):
            self._to(columns[place])

    def _to(self, column: int) -> None:
        self.column = column
        self._moved()

    def _moved(self) -> None:
        self._fresh = True
        self.update()

    def sort_by(self, column: int) -> None:
        """Rows stay in their order while numbers are typed beside a shelf."""

    # ---- painting

    def _row(self, ink: Ink, box: QRectF, place: int) -> None:
        super()._row(ink, box, place)
        row = self.rows[place]
        for shown in self._cells():
            column = shown.place
            if column not in self.fields:
                continue
            cell = QRectF(shown.left, box.top() + 6, shown.width - 10, 36 if row.below else box.height() - 13)
            self._cell(ink, cell, row.key, column, here=place == self.place_of_bar and column == self.column)
        wrong = next((words for (key, _column), words in self.wrong.items() if key == row.key), "")
        if wrong:
            ink.text(18, box.bottom() - 6, wrong, Style(15, theme.ZHU, bold=True), room=box.width() - 40)

    def _cell(self, ink: Ink, cell: QRectF, key: str, column: int, *, here: bool) -> None:
        wrong = (key, column) in self.wrong
        edge = theme.ZHU if wrong else theme.QING if here else theme.LINE2
        ink.box(cell, 8, theme.CARD, edge, thick=3 if here and self.hasFocus() else 2 if wrong or here else 1)
        field = self.fields[column]
        text = field.cleaned(self.typed.get((key, column), ""))
        unit = self.units.get(key, "") if column == min(self.fields) else ""
        if text and cell.width() < NARROW:
            unit = ""  # the figure first
        end, middle = cell.right() - 10, cell.center().y()
        if unit:
            end -= text_width(unit, 15) + 5
            ink.text(cell.right() - 10, middle + 5.5, unit, Style(15, theme.INK2), Side.RIGHT)
        style = Style(18, theme.INK, bold=True)
        ink.text(end - 4, middle + 6.5, text, style, Side.RIGHT, room=end - cell.left() - 14)
        if here and self.hasFocus():
            ink.fill(QRectF(end - 2, middle - 11, 2, 22), theme.QING)
