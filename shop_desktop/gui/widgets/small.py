"""Small painted parts for pages: a button with its key, steps as pills."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted


class KeyButton(Painted):
    """A button with its key on it; lit for the next right step, waiting with its reason in the words."""

    def __init__(self, key: str, words: str, *, lit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.words, self.lit, self.waiting = key, words, lit, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)

    def show_state(self, words: str, *, lit: bool = False, waiting: bool = False) -> None:
        self.words, self.lit, self.waiting = words, lit, waiting
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self.sized(cap_width(self.key) + 10 + text_width(self.words, 17, bold=True) + 40, 46)

    def draw(self, ink: Ink) -> None:
        down = self.hot(self.area, self.key)
        face, edge, token = theme.CARD, theme.LINE2, theme.INK
        if self.lit:
            face, edge, token = theme.QING, theme.QING2, "#FFFFFF"
        elif self.waiting:
            face, edge, token = theme.SUNK, theme.LINE, theme.INK2
        ink.box(self.area, 10, face, edge, bottom=1 if down else 3)
        middle = (self.area.height() - 2) / 2 + (1 if down else 0)
        cap = cap_width(self.key)
        width = min(text_width(self.words, 17, bold=True), self.area.width() - cap - 34)
        left = (self.area.width() - cap - 10 - width) / 2
        ink.cap(left, middle - 14, self.key)
        ink.text(left + cap + 10, middle + 6, self.words, Style(17, token, bold=True), room=width + 1)
        self.focus_ring(ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit(self.key)
        else:
            super().keyPressEvent(event)


class Steps(Painted):
    """Numbered pills: done with a tick, here filled, later plain."""

    def __init__(self, names: tuple[str, ...], here: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names, self.here = names, here

    def go(self, here: int) -> None:
        if here != self.here:
            self.here = here
            self.update()

    def sizeHint(self) -> QSize:
        return self.sized(sum(text_width(name, 17, bold=True) + 97 for name in self.names), 44)

    def draw(self, ink: Ink) -> None:
        x = 0.0
        for place, name in enumerate(self.names):
            if place:
                ink.rule(x + 6, x + 28, 21, theme.LINE2, 2)
                x += 34
            x += self._pill(ink, x, place, name)

    def _pill(self, ink: Ink, x: float, place: int, name: str) -> float:
        here, done = place == self.here, place < self.here
        width = text_width(name, 16 if not here else 17, bold=here) + 60
        face = theme.QING if here else theme.QING_T if done else theme.CARD
        ink.box(QRectF(x, 0, width, 44), 22, face, theme.QING2 if here else theme.LINE2)
        ink.circle(x + 22.5, 22, 14, theme.CARD if here or done else theme.SUNK)
        if done:
            ink.icon("tick", x + 11.5, 11, 22, theme.QING2)
        else:
            token = theme.QING2 if here else theme.INK2
            ink.text(x + 22.5, 28, str(place + 1), Style(16, token, bold=True), Side.CENTRE)
        token = "#FFFFFF" if here else theme.QING2 if done else theme.INK2
        ink.text(x + 45, 28, name, Style(17 if here else 16, token, bold=here))
        return width
