"""The lines between a slip's head and its totals: in and out, as many as fit, the newest in view. Keeps its own scroll."""

from typing import Protocol

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.counter.view import LineState, Mark, TicketLine
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.text import N_, _

MARKS = {Mark.HAND: N_("by hand"), Mark.LATE: N_("late entry"), Mark.PRESET_TARE: N_("tare preset")}
SMALL = Style(15, theme.INK2)
HEAD = 30.0


class Places(Protocol):
    def hot(self, box: QRectF, action: str) -> bool: ...


class SlipLines:
    """Rows 57 high; 50 and two parts with bands of their own once goods are among them."""

    def __init__(self) -> None:
        self.rows: tuple[TicketLine, ...] = ()
        self.first = 0
        self.held_back = 0

    def show(self, rows: tuple[TicketLine, ...]) -> None:
        if len(rows) != len(self.rows):
            self.held_back = 0
        self.rows = rows

    def scroll(self, by: int) -> None:
        """Look back from the newest: -1 is one line up."""
        self.held_back = max(0, min(self.held_back - by, self.first if by < 0 else len(self.rows)))

    @property
    def dense(self) -> bool:
        return any(row.out for row in self.rows)

    def draw(self, ink: Ink, box: QRectF, places: Places) -> None:
        """Draw what fits into the box, and make each line a place to click."""
        height = 50.0 if self.dense else 57.0
        last = self._last(box.height(), height)
        self.first = self._first(box.height(), height, last)
        ink.painter.save()
        ink.painter.setClipRect(box)
        y = box.top()
        heading = ""
        for row in self.rows[self.first : last]:
            part = "out" if row.out else "in"
            if part != heading:
                heading = part
                y = self._heading(ink, box, y, row.out)
            places.hot(QRectF(box.left(), y, box.width(), height), f"row:{row.number}")
            self._row(ink, QRectF(box.left(), y, box.width(), height), row)
            y += height
        ink.painter.restore()
        self._more(ink, box, last)

    def _last(self, room: float, height: float) -> int:
        """One past the lowest row in sight: the newest, what was scrolled to, or the chosen one where it lies higher up."""
        chosen = next((index for index, row in enumerate(self.rows) if row.state is LineState.SELECTED), None)
        last = len(self.rows) - self.held_back
        if chosen is not None and self.held_back == 0 and chosen < self._first(room, height, len(self.rows)):
            return chosen + 1
        return max(1, last)

    def _first(self, room: float, height: float, last: int) -> int:
        first, used = last, 0.0
        while first > 0:
            heads = len({row.out for row in self.rows[first - 1 : last]})
            if (last - first + 1) * height + heads * HEAD > room:
                break
            first -= 1
            used += height
        return min(first, max(0, last - 1))

    def _points_room(self) -> float:
        """How much of a row its points take, so that no yuan ever touches them."""
        return max([84.0, *(theme.text_width(row.points, 22, bold=True) + 12 for row in self.rows)])

    def _heading(self, ink: Ink, box: QRectF, y: float, out: bool) -> float:
        right = box.right() - 18
        count = sum(row.out == out for row in self.rows)
        if self.dense:
            ink.fill(QRectF(box.left(), y, box.width(), HEAD), theme.SUNK)
            words = _("Out: {count} kinds", count=count) if out else _("In: {count} items", count=count)
            ink.text(19, y + 20, words, SMALL)
        else:
            ink.text(43, y + 20, _("Kind · net weight"), SMALL, room=180)
        if not out:
            ink.text(right - self._points_room(), y + 20, _("yuan"), SMALL, Side.RIGHT)
            ink.text(right, y + 20, _("Points"), SMALL, Side.RIGHT)
        ink.rule(box.left(), box.right(), y + HEAD - 1, theme.LINE)
        return y + HEAD

    def _row(self, ink: Ink, box: QRectF, row: TicketLine) -> None:
        y, right = box.top(), box.right() - 18
        self._ground(ink, box, row)
        middle = y + box.height() / 2 + (5.5 if box.height() > 52 else 5)
        waiting = row.state is LineState.ON_SCALE
        removed = row.state is LineState.REMOVED
        ink.text(19, middle, row.number, Style(17 if box.height() > 52 else 16, theme.INK2))
        quiet = waiting or removed
        if waiting:
            self._on_scale(ink, y, row)
        else:
            self._words(ink, box, row, theme.INK2 if removed else theme.INK)
        if row.yuan:
            ink.text(right - self._points_room(), middle + 1, row.yuan, Style(18, theme.INK2 if quiet else theme.INK), Side.RIGHT)
        token = theme.INK2 if quiet else theme.ZHU if row.out else theme.QING2
        style = Style(22, token, bold=not quiet)
        ink.text(right, middle + 3 if box.height() > 52 else middle + 4, row.points, style, Side.RIGHT)
        if removed:
            ink.rule(43, right, y + box.height() / 2, theme.INK2)

    def _ground(self, ink: Ink, box: QRectF, row: TicketLine) -> None:
        face = QRectF(box.left(), box.top(), box.width(), box.height() - 1)
        if row.state in (LineState.SELECTED, LineState.NEW):
            ink.fill(face, theme.QING_T)
        if row.state is LineState.SELECTED:
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        if row.state is LineState.ON_SCALE:
            ink.dashes(box.left(), box.right(), box.bottom() - 1)
        else:
            ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)

    def _words(self, ink: Ink, box: QRectF, row: TicketLine, token: str) -> None:
        roomy = box.height() > 52
        y = box.top()
        px = 19 if roomy else 18
        width = ink.text(43, y + (27 if roomy else 24), row.name, Style(px, token, bold=True), room=190)
        x = 43 + width + 8
        for mark in row.marks:
            x += self._mark(ink, x, y + (9 if roomy else 6.5), _(MARKS[mark])) + 6
        ink.text(43, y + (48 if roomy else 43.5), row.detail, Style(16 if roomy else 15, theme.INK2), room=205)

    @staticmethod
    def _mark(ink: Ink, x: float, y: float, words: str) -> float:
        from_left = ink.text(x + 6, y + 16, words, Style(15, theme.GRAIN, bold=True)) + 12
        ink.round(QRectF(x, y - 0.5, from_left, 21), 6, theme.GRAIN_T)
        ink.text(x + 6, y + 16, words, Style(15, theme.GRAIN, bold=True))
        return from_left

    @staticmethod
    def _on_scale(ink: Ink, y: float, row: TicketLine) -> None:
        width = ink.text(43, y + 36.4, row.name, Style(19, theme.INK2), room=130)
        ink.text(43 + width + 8, y + 36, _("on scale"), SMALL, room=85)

    def _more(self, ink: Ink, box: QRectF, last: int) -> None:
        """Say how many lines are above and below what is seen: a bar at the right edge."""
        total = len(self.rows)
        if total == 0 or (self.first == 0 and last >= total):
            return
        track = box.height() - HEAD - 8
        top = box.top() + HEAD + 4 + track * self.first / total
        ink.round(QRectF(box.right() - 7, top, 4, max(16.0, track * (last - self.first) / total)), 2, theme.LINE2)
