"""The household finder in the place of the pad: what is typed, who matches, which one Enter takes.

Emits "find:<n>" for a row, "Up", "Down", "Enter" and "Ins" for the drawn keys.
"""

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.counter.view import FinderView, FoundRow
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.lines import draw_plate
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import bottom_bar
from shop_desktop.text import _

SEEN, ROW, HEAD, BAR = 4, 58.0, 75.0, 61.0


class HouseholdFinder(Painted):
    """616×370 at the design size; rows shrink in a low window, four are seen."""

    view = FinderView()
    caret_on = True

    def show_view(self, view: FinderView) -> None:
        if view != self.view:
            self.view = view
            self.caret_on = True
            self.update()

    def blink(self) -> None:
        self.caret_on = not self.caret_on
        self.update()

    @property
    def first(self) -> int:
        """The first row seen: the chosen one stays in view."""
        return max(0, min(self.view.chosen - 1, len(self.view.rows) - SEEN)) if self.view.chosen >= SEEN else 0

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        self._search(ink)
        ink.rule(1, self.area.width() - 1, 73, theme.INK, 2)
        height = min(ROW, (self.area.height() - HEAD - BAR - 2) / SEEN)
        rows = self.view.rows[self.first : self.first + SEEN]
        for index, row in enumerate(rows):
            self._row(ink, QRectF(1, HEAD + height * index, self.area.width() - 2, height), row, self.first + index)
        if not rows:
            self._nobody(ink)
        self._scrolled(ink, height)
        self._bar(ink)

    def _search(self, ink: Ink) -> None:
        right = self.area.width() - 19
        ink.icon("search", 19.5, 22.5, 29, theme.QING2)
        ink.box(QRectF(59, 11, right - 59, 52), 10, theme.CARD, theme.QING, thick=3)
        count = 0.0
        if self.view.count >= 0:
            words = _("{count} households", count=self.view.count)
            count = ink.text(right - 17, 43, words, Style(16, theme.INK2), Side.RIGHT)
        room = right - 59 - 40 - count
        width = ink.text(76, 48, self.view.query, Style(24, theme.INK, bold=True), room=room)
        if not self.view.query:
            ink.text(84, 44, _("Type here"), Style(17, theme.INK2), room=room)
        if self.caret_on:
            ink.fill(QRectF(76 + width + 5, 22, 3, 30), theme.QING)

    def _row(self, ink: Ink, box: QRectF, row: FoundRow, index: int) -> None:
        chosen, y = index == self.view.chosen, box.center().y()
        self.hot(box, f"find:{index}")
        if chosen:
            ink.fill(QRectF(box.left(), box.top(), box.width(), box.height() - 1), theme.QING_T)
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)
        ink.text(18.7, y + 9, row.name, Style(22, theme.INK, bold=True), room=118)
        right = box.right() - 18
        cap = cap_width("Enter")
        if chosen:
            ink.cap(right, y - 14, "Enter", Cap.CHOSEN, Side.RIGHT)
        end = right - cap - (12 if chosen else 14)
        unit = ink.text(end, y + 5.5, _("points"), Style(17, theme.INK), Side.RIGHT)
        number = text_width(row.points, 17, bold=True)
        ink.text(end - unit - 4, y + 5.5, row.points, Style(17, theme.INK, bold=True), Side.RIGHT)
        plate = end - unit - 4 - number
        if row.plate:
            plate = min(414.0, plate - 12)
            plate -= draw_plate(ink, plate, y - 13, row.plate)
        ink.text(143.4, y + 5, row.line, Style(16, theme.INK2), room=min(plate, 480) - 152)

    def _nobody(self, ink: Ink) -> None:
        x, y = self.area.width() / 2, (HEAD + self.area.height() - BAR) / 2
        typed = bool(self.view.query)
        ink.icon("search" if typed else "card", x - 18, y - 48, 36, theme.INK2)
        words = _("Nobody found") if typed else _("Scan a card, or type")
        ink.text(x, y + 16, words, Style(20, theme.INK, bold=True), Side.CENTRE, room=560)
        below = _("Press Ins to note the household down") if typed else _("Initials of the name, tail of the phone, or code")
        if not typed or self.view.may_register:
            ink.text(x, y + 44, below, Style(16, theme.INK2), Side.CENTRE, room=560)

    def _scrolled(self, ink: Ink, height: float) -> None:
        total = len(self.view.rows)
        if total > SEEN:
            track = SEEN * height - 8
            top = HEAD + 4 + track * self.first / total
            ink.round(QRectF(self.area.width() - 8, top, 4, track * SEEN / total), 2, theme.LINE2)

    def _bar(self, ink: Ink) -> None:
        top = bottom_bar(ink, self.area, BAR)
        y, style = top + 31, Style(16, theme.INK)
        up = ink.cap(19, y - 14, "↑")
        self.hot(QRectF(11, y - 22, up + 12, 44), "Up")
        down = ink.cap(19 + up + 10, y - 14, "↓")
        self.hot(QRectF(24 + up, y - 22, down + 12, 44), "Down")
        x = 19 + up + 10 + down + 10
        x += ink.text(x, y + 6, _("choose"), style) + 28
        take = ink.cap(x, y - 14, "Enter")
        words = _("this household")
        width = text_width(words, 16)
        self.hot(QRectF(x - 6, y - 22, take + 10 + width + 12, 44), "Enter")
        x += take + 10 + ink.text(x + take + 10, y + 6, words, style)
        if self.view.may_register:
            self._register(ink, y, x + 20)

    def _register(self, ink: Ink, y: float, left: float) -> None:
        right, words = self.area.width() - 19, _("Not registered: note the name first")
        cap = cap_width("Ins")
        width = ink.text(right, y + 6, words, Style(16, theme.INK), Side.RIGHT, room=right - left - cap - 10)
        ink.cap(right - width - 10, y - 14, "Ins", side=Side.RIGHT)
        self.hot(QRectF(right - width - cap - 16, y - 22, width + cap + 22, 44), "Ins")
