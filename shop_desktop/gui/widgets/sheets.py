"""Sheets in the place of the pad and on pages: a list of choices with keys, its bar of keys below, an empty state."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QWheelEvent

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.lines import badge_width, draw_badge
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey
from shop_desktop.text import _

BAR = 61.0


def bottom_bar(ink: Ink, area: QRectF, height: float, radius: float = 12) -> float:
    """The sunk bar along a sheet's lower edge, with its line above; returns where it begins."""
    top = area.height() - height
    inner = ink.snapped(area.adjusted(1, 1, -1, -1))
    shape, band = QPainterPath(), QPainterPath()
    shape.addRoundedRect(inner, radius - 1, radius - 1)
    band.addRect(ink.snapped(QRectF(0, top, area.width(), height)))
    ink.path(shape.intersected(band), theme.SUNK)
    ink.rule(1, area.width() - 1, top, theme.LINE)
    return top


def draw_empty(ink: Ink, box: QRectF, icon: str, words: str, key: FooterKey | None = None) -> None:
    """An empty state: icon, what will be here, the first key."""
    x, y = box.center().x(), box.center().y()
    ink.circle(x, y - 36, 36, theme.SUNK)
    ink.icon(icon, x - 17, y - 53, 34, theme.INK2)
    lines = ink.wrapped(words, Style(18, theme.INK), box.width() - 48)[:3]
    for index, line in enumerate(lines):
        ink.text(x, y + 32 + 26 * index, line, Style(18, theme.INK), Side.CENTRE, room=box.width() - 40)
    if key is not None:
        word = _(key.word)
        left = x - (cap_width(key.key) + 10 + text_width(word, 16)) / 2
        top = y + 70 + 26 * max(0, len(lines) - 2)
        cap = ink.cap(left, top, key.key)
        ink.text(left + cap + 10, top + 19, word, Style(16, theme.INK))


class ChoiceSheet(Painted):
    """A titled list; each row may wear a key. Emits "choose:<n>" for a row, and a hint's key."""

    ROW = 50.0

    def __init__(self) -> None:
        super().__init__()
        self.view = ChoiceList(title="")
        self.first = 0
        self.caret_on = True

    def show_view(self, view: ChoiceList) -> None:
        if view != self.view:
            if view.title != self.view.title:
                self.first = 0
            self.view = view
            self.caret_on = True
            self.update()

    def blink(self) -> None:
        if self.view.input is not None:
            self.caret_on = not self.caret_on
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.first += -1 if event.angleDelta().y() > 0 else 1
        self.update()

    def draw(self, ink: Ink) -> None:
        view = self.view
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        right = self.area.width() - 19
        detail = ink.text(right, 32, view.detail, Style(16, theme.INK2), Side.RIGHT, room=280) if view.detail else 0
        ink.text(19, 33, view.title, Style(20, theme.INK, bold=True), room=right - 35 - detail)
        ink.rule(1, self.area.width() - 1, 49, theme.INK, 2)
        top = self._input(ink) if view.input is not None else 51.0
        if any(column.title for column in view.columns):
            top = self._titles(ink, top)
        body = QRectF(1, top, self.area.width() - 2, self.area.height() - top - (BAR if view.hints else 8))
        if view.rows:
            self._rows(ink, body)
        elif view.empty:
            draw_empty(ink, body, view.icon, view.empty)
        if view.hints:
            self._hints(ink)

    def _input(self, ink: Ink) -> float:
        label = ink.text(19, 93, self.view.input_label, Style(17, theme.INK), room=180)
        left = 19 + label + (14 if label else 0)
        box = QRectF(left, 61, self.area.width() - 19 - left, 50)
        ink.box(box, 10, theme.CARD, theme.QING, thick=3)
        words = self.view.input or ""
        width = ink.text(left + 16, 94, words, Style(22, theme.INK, bold=True), room=box.width() - 36)
        if self.caret_on:
            ink.fill(QRectF(left + 18 + width, 72, 3, 28), theme.QING)
        ink.rule(1, self.area.width() - 1, 122, theme.LINE)
        return 123

    def _cells(self) -> list[tuple[Column, float, float]]:
        """Each column with its left and its width."""
        keys = max((cap_width(row.key) for row in self.view.rows if row.key), default=0.0)
        badges = max((badge_width(row.badge) for row in self.view.rows if row.badge), default=0.0)
        left = 19 + (keys + 14 if keys else 0)
        room = self.area.width() - 19 - left - (badges + 12 if badges else 0)
        shares = sum(column.share for column in self.view.columns)
        cells = []
        for column in self.view.columns:
            width = room * column.share / shares
            cells.append((column, left, width))
            left += width
        return cells

    def _titles(self, ink: Ink, top: float) -> float:
        for column, left, width in self._cells():
            side = Side.RIGHT if column.right else Side.LEFT
            x = left + width if column.right else left
            ink.text(x, top + 20, column.title, Style(15, theme.INK2), side, room=width - 8)
        ink.rule(1, self.area.width() - 1, top + 29, theme.LINE)
        return top + 30

    def _rows(self, ink: Ink, body: QRectF) -> None:
        height = self.ROW
        seen = max(1, int((body.height() + 2) // height))
        total, chosen = len(self.view.rows), self.view.chosen
        self.first = max(0, min(self.first, total - seen))
        if chosen >= 0:
            self.first = min(max(self.first, chosen - seen + 1), chosen)
        for index in range(self.first, min(total, self.first + seen)):
            box = QRectF(body.left(), body.top() + height * (index - self.first), body.width(), height)
            self.hot(box, f"choose:{index}")
            self._row(ink, box, self.view.rows[index], index == chosen)
        if total > seen:
            track = body.height() - 8
            top = body.top() + 4 + track * self.first / total
            ink.round(QRectF(body.right() - 7, top, 4, track * seen / total), 2, theme.LINE2)

    def _row(self, ink: Ink, box: QRectF, row: ChoiceRow, chosen: bool) -> None:
        y = box.center().y() + 5.5
        if chosen:
            ink.fill(QRectF(box.left(), box.top(), box.width(), box.height() - 1), theme.QING_T)
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)
        if row.key:
            ink.cap(19, box.center().y() - 14.5, row.key, Cap.CHOSEN if chosen else Cap.PAPER)
        before = 0.0
        for (column, left, width), words in zip(self._cells(), row.cells, strict=False):
            style = Style(18 if column.strong else 16, theme.INK if column.strong else theme.INK2, bold=column.strong)
            if column.right:
                self._at_right(ink, left + width, y, words, style, max(width - 10, left + width - before - 14))
            else:
                before = left + ink.text(left, y, words, style, room=width - 10)
        if row.badge:
            right = self.area.width() - 19
            draw_badge(ink, right - badge_width(row.badge), box.center().y() - 14, row.badge, row.tone)

    @staticmethod
    def _at_right(ink: Ink, right: float, y: float, words: str, style: Style, room: float) -> None:
        """What stands at the right may take what its left leaves; what is longer than that stands in two lines."""
        small = Style(15, style.colour, bold=style.bold)
        lines = ink.wrapped(words, small, room)
        if len(lines) < 2:
            ink.text(right, y, words, style, Side.RIGHT, room=room)
            return
        ink.text(right, y - 9, lines[0], small, Side.RIGHT, room=room)
        ink.text(right, y + 9, words[len(lines[0]) :].strip(), small, Side.RIGHT, room=room)

    def _hints(self, ink: Ink) -> None:
        y = bottom_bar(ink, self.area, BAR) + 31
        x, end = 19.0, self.area.width() - 19
        for hint in self.view.hints:
            word = _(hint.word)
            width = cap_width(hint.key) + 10 + text_width(word, 16)
            if x + width > end + 1:
                return
            cap = ink.cap(x, y - 14, hint.key)
            ink.text(x + cap + 10, y + 6, word, Style(16, theme.INK))
            self.hot(QRectF(x - 6, y - 22, width + 12, 44), hint.key)
            x += width + 26
