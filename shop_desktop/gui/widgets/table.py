"""A table of rows for pages: big rows, arrow keys, sorting by a heading, an empty state. Paints only what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.names import Order, natural
from shop_desktop.gui import theme
from shop_desktop.gui.widgets.columns import Cell, Need, laid_out, needs
from shop_desktop.gui.widgets.columns import TableColumn as TableColumn
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.lines import badge_width, draw_badge
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import draw_empty
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.text import _

HEAD, TWO_LINES = 40.0, 44.0
"""The height of the headings, and of rows that hold two lines."""


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row: `key` is what the signals carry; `sort` gives values to sort by where the text would sort wrongly."""

    key: str
    cells: tuple[str, ...]
    below: str = ""
    badge: str = ""
    tone: Tone = Tone.QUIET
    sort: tuple[int | str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Empty:
    """What is said while there are no rows."""

    words: str
    icon: str = "list"
    key: FooterKey | None = None


class DataTable(Painted):
    """`chosen` carries the key of the row under the bar, `opened` of the row Enter or a double click took."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, columns: tuple[TableColumn, ...], empty: Empty, row: float = 52, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns, self.empty, self.row_height = columns, empty, row
        self.rows: list[TableRow] = []
        self.place_of_bar = 0
        self.first = 0
        self.sorted_by: tuple[int, bool] | None = None
        self._asked: tuple[list[TableRow], tuple[TableColumn, ...], tuple[Need, ...], float] = (self.rows, (), (), 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pressed.connect(self._clicked)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; the bar stays on the row it was on, where that is still there."""
        before = self.current
        self.rows = list(rows)
        if self.sorted_by is not None:
            self._sort()
        keys = [row.key for row in self.rows]
        self._go(keys.index(before) if before in keys else min(self.place_of_bar, max(0, len(keys) - 1)), tell=False)

    @property
    def current(self) -> str:
        """The key of the row under the bar, or ""."""
        return self.rows[self.place_of_bar].key if 0 <= self.place_of_bar < len(self.rows) else ""

    @property
    def seen(self) -> int:
        return max(1, int((self.area.height() - HEAD - 2) // self.row_height))

    # moving

    def _go(self, place: int, tell: bool = True) -> None:
        self.place_of_bar = max(0, min(place, len(self.rows) - 1))
        self._into_view()
        if tell and self.rows:
            self.chosen.emit(self.current)

    def _into_view(self) -> None:
        """The bar is seen, and no room is left empty below the last row."""
        self.first = max(min(self.first, self.place_of_bar), self.place_of_bar - self.seen + 1, 0)
        self.first = max(0, min(self.first, len(self.rows) - self.seen))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._into_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -self.seen,
            Qt.Key.Key_PageDown: self.seen,
            Qt.Key.Key_Home: -len(self.rows),
            Qt.Key.Key_End: len(self.rows),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._go(self.place_of_bar + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.rows:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.first = max(0, min(self.first + (-3 if event.angleDelta().y() > 0 else 3), len(self.rows) - self.seen))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.action_at(event).startswith("row:") and self.rows:
            self.opened.emit(self.current)

    def _clicked(self, action: str) -> None:
        what, _colon, number = action.partition(":")
        if what == "row":
            self._go(int(number))
        elif what == "head":
            self.sort_by(int(number))

    # sorting

    def sort_by(self, column: int) -> None:
        """Sort by this column; again turns the order around."""
        again = self.sorted_by is not None and self.sorted_by[0] == column
        self.sorted_by = (column, not self.sorted_by[1]) if again and self.sorted_by else (column, False)
        before = self.current
        self._sort()
        keys = [row.key for row in self.rows]
        self._go(keys.index(before) if before in keys else 0, tell=False)

    def _sort(self) -> None:
        assert self.sorted_by is not None
        column, falling = self.sorted_by

        def value(row: TableRow) -> tuple[bool, int, Order]:
            cell = row.sort[column] if column < len(row.sort) else row.cells[column]
            return (isinstance(cell, str), cell if isinstance(cell, int) else 0, natural(cell) if isinstance(cell, str) else ())

        self.rows.sort(key=value, reverse=falling)

    # painting

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        self._head(ink)
        body = QRectF(1, HEAD + 2, self.area.width() - 2, self.area.height() - HEAD - 3)
        if not self.rows:
            draw_empty(ink, body, self.empty.icon, _(self.empty.words), self.empty.key)
        ink.painter.save()
        ink.painter.setClipRect(body)
        for place in range(self.first, min(len(self.rows), self.first + self.seen + 1)):
            top = body.top() + self.row_height * (place - self.first)
            self._row(ink, QRectF(body.left(), top, body.width(), self.row_height), place)
        ink.painter.restore()
        self._scrolled(ink, body)
        self.focus_ring(ink, 12)

    def _cells(self) -> list[Cell]:
        if self._asked[0] is not self.rows or self._asked[1] != self.columns:
            badges = max((badge_width(row.badge) for row in self.rows if row.badge), default=0.0)
            self._asked = (self.rows, self.columns, needs(self.columns, [row.cells for row in self.rows]), badges)
        asked, badges = self._asked[2:]
        return laid_out(self.columns, asked, 18.0, self.area.width() - 36 - (badges + 14 if badges else 0))

    def _head(self, ink: Ink) -> None:
        for cell in self._cells():
            index, column, left, width = cell.place, cell.column, cell.left, cell.width
            self.hot(QRectF(left, 0, width, HEAD), f"head:{index}")
            words = _(column.title)
            if self.sorted_by is not None and self.sorted_by[0] == index:
                words += " ↓" if self.sorted_by[1] else " ↑"
            x = left + width - 10 if column.right else left
            ink.text(x, 27, words, Style(16, theme.INK2), Side.RIGHT if column.right else Side.LEFT, width - 10)
        ink.rule(1, self.area.width() - 1, HEAD, theme.INK, 2)

    def _row(self, ink: Ink, box: QRectF, place: int) -> None:
        row = self.rows[place]
        self.hot(box, f"row:{place}")
        if place == self.place_of_bar:
            ink.fill(QRectF(box.left(), box.top(), box.width(), box.height() - 1), theme.QING_T)
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)
        base = box.center().y() + (-3 if row.below else 6)
        cells = self._cells()
        for cell in cells:
            column, left, width = cell.column, cell.left, cell.width
            words = row.cells[cell.place] if cell.place < len(row.cells) else ""
            style = Style(18 if column.strong else 17, theme.INK, bold=column.strong)
            if column.right:
                ink.text(left + width - 10, base, words, style, Side.RIGHT, width - 12)
            else:
                last = not row.badge and left + width + 1 > cells[-1].left + cells[-1].width
                room = box.right() - 16 - left if last else width - 12  # up to the edge, where no badge stands
                self._words(ink, left, base, words, style, room)
        if row.below:
            ink.text(18, base + 23, row.below, Style(16, theme.INK2), room=box.width() - 40)
        if row.badge:
            left = self.area.width() - 18 - badge_width(row.badge)
            draw_badge(ink, left, box.center().y() - 14, row.badge, row.tone)

    def _words(self, ink: Ink, left: float, base: float, words: str, style: Style, room: float) -> None:
        """In one line, or in two small ones where one would cut them."""
        small = Style(theme.SMALLEST, style.colour, bold=style.bold)
        lines = ink.wrapped(words, small, max(room, 1.0))
        if len(lines) == 1 or self.row_height < TWO_LINES:
            ink.text(left, base, words, style, room=room)
            return
        ink.text(left, base - 10, lines[0], small, room=room)
        ink.text(left, base + 9, words[len(lines[0]) :].strip(), small, room=room)

    def _scrolled(self, ink: Ink, body: QRectF) -> None:
        total = len(self.rows)
        if total > self.seen:
            track = body.height() - 8
            top = body.top() + 4 + track * self.first / total
            ink.round(QRectF(body.right() - 7, top, 4, max(24.0, track * self.seen / total)), 2, theme.LINE2)
