"""A list of things that are done or to be done: icon, sentence, its reason, and the key that settles it. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.lines import TONE_ICONS, TONES
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import Tone

HEAD, ROW, BUTTON = 45.0, 71.0, 44.0
TO_DO = (Tone.TODO, Tone.STOP)


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """`badge` is the state's word; `key` and `verb` are the button that settles it, "" where there is none.

    A function key means the row under the bar, so its button is shown there alone.
    """

    code: str
    title: str
    below: str = ""
    badge: str = ""
    tone: Tone = Tone.OK
    icon: str = ""
    key: str = ""
    verb: str = ""


class CheckList(Painted):
    """`chosen` carries the code of the row under the bar, `opened` of the row that Enter took; a button emits its key."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self.detail = ""
        self.rows: tuple[CheckRow, ...] = ()
        self.place_of_bar = -1
        self.first = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pressed.connect(self._clicked)

    def show_rows(self, title: str, detail: str, rows: Sequence[CheckRow]) -> None:
        """Show these; the bar stays on its row, else it goes to the first that is to do."""
        before = self.current
        self.title, self.detail, self.rows = title, detail, tuple(rows)
        codes = [row.code for row in rows]
        open_ = next((n for n, row in enumerate(rows) if row.tone in TO_DO), 0 if rows else -1)
        self._go(codes.index(before) if before in codes else open_, tell=False)

    def go_to(self, code: str) -> None:
        """The bar on this row, where it is there."""
        self._go(next((n for n, row in enumerate(self.rows) if row.code == code), self.place_of_bar))

    def go_on(self) -> None:
        """The bar on the next row that is to do, from the top again after the last; it stays where nothing is."""
        here = self.place_of_bar
        open_ = [n for n, row in enumerate(self.rows) if row.tone in TO_DO]
        self._go(min(open_, key=lambda n: (n < here, n), default=here))

    @property
    def current(self) -> str:
        """The code of the row under the bar; "" while it is on none."""
        return self.rows[self.place_of_bar].code if 0 <= self.place_of_bar < len(self.rows) else ""

    @property
    def seen(self) -> int:
        """How many rows there is room for."""
        return max(1, int((self.area.height() - HEAD) // self._pitch))

    @property
    def _pitch(self) -> float:
        """A row's height: a little less where that brings all of them into view."""
        room = self.area.height() - HEAD - 1
        return max(58.0, min(ROW, room / max(1, len(self.rows))))

    def _go(self, place: int, tell: bool = True) -> None:
        self.place_of_bar = max(-1 if not self.rows else min(0, place), min(place, len(self.rows) - 1))
        self.first = max(min(self.first, max(0, self.place_of_bar)), self.place_of_bar - self.seen + 1, 0)
        self.update()
        if tell and self.current:
            self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        key = Qt.Key(event.key())
        if key in steps and self.rows:
            self._go(max(0, self.place_of_bar + steps[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.first = max(0, min(self.first + (-1 if event.angleDelta().y() > 0 else 1), len(self.rows) - self.seen))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.action_at(event).startswith("row:"):
            self.opened.emit(self.current)

    def _clicked(self, action: str) -> None:
        if action.startswith("row:"):
            self._go(int(action[4:]))

    # painting

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        right = self.area.width() - 17
        width = ink.text(right, 29, self.detail, Style(15, theme.INK2), Side.RIGHT)
        ink.text(17, 30, self.title, Style(18, theme.INK, bold=True), room=right - width - 30)
        ink.rule(1, self.area.width() - 1, HEAD, theme.INK, 2)
        ink.painter.save()
        ink.painter.setClipRect(QRectF(1, HEAD + 2, self.area.width() - 2, self.area.height() - HEAD - 3))
        for place in range(self.first, min(len(self.rows), self.first + self.seen + 1)):
            top = HEAD + 2 + self._pitch * (place - self.first)
            self._row(ink, QRectF(1, top, self.area.width() - 2, self._pitch), place)
        ink.painter.restore()
        self._scrolled(ink)
        self.focus_ring(ink, 12)

    def _row(self, ink: Ink, box: QRectF, place: int) -> None:
        row, middle = self.rows[place], box.center().y()
        self.hot(box, f"row:{place}")
        if place == self.place_of_bar and self.hasFocus():
            ink.fill(QRectF(box.left(), box.top(), box.width(), box.height() - 1), theme.QING_T)
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)
        ground, token = TONES[row.tone]
        ink.circle(37, middle, 20, theme.CARD if ground == theme.QING_T and place == self.place_of_bar else ground)
        ink.icon(row.icon or TONE_ICONS[row.tone], 25, middle - 12, 24, token)
        here = place == self.place_of_bar
        shown = row.key and (here or not row.key.startswith("F"))
        lit = here and row.tone in TO_DO and self.isEnabled()
        right = self._button(ink, box, row, lit=lit) if shown else self.area.width() - 17
        badge = text_width(row.badge, 15, bold=True) + 10 if row.badge else 0
        width = ink.text(71, middle - 4, row.title, Style(18, theme.INK, bold=True), room=right - 81 - badge)
        if row.badge:
            ink.text(71 + width + 10, middle - 4, row.badge, Style(15, token, bold=True))
        ink.text(71, middle + 20, row.below, Style(16, theme.INK2), room=right - 81)

    def _button(self, ink: Ink, box: QRectF, row: CheckRow, *, lit: bool) -> float:
        """The button at the row's right end, lit where it is the next step; returns where it begins."""
        cap = cap_width(row.key)
        width = min(cap + text_width(row.verb, 17, bold=True) + 36, box.width() * 0.45)
        place = QRectF(self.area.width() - 17 - width, box.center().y() - BUTTON / 2, width, BUTTON)
        down = self.hot(place, row.key)
        face, edge, token = (theme.QING, theme.QING2, "#FFFFFF") if lit else (theme.CARD, theme.LINE2, theme.INK)
        ink.box(place, 10, face, edge, bottom=1 if down else 3)
        top = place.top() + (2 if down else 0)
        ink.cap(place.left() + 12, top + 7, row.key)
        ink.text(place.left() + cap + 22, top + 27, row.verb, Style(17, token, bold=True), room=width - cap - 32)
        return place.left()

    def _scrolled(self, ink: Ink) -> None:
        total = len(self.rows)
        if total > self.seen:
            track = self.area.height() - HEAD - 10
            top = HEAD + 5 + track * self.first / total
            ink.round(QRectF(self.area.width() - 8, top, 4, max(24.0, track * self.seen / total)), 2, theme.LINE2)
