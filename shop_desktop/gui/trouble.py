"""The page in the counter's place when the books cannot be opened: what happened, and what Enter does about it."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui import theme
from shop_desktop.gui.front import ask_first_window
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _, sentence


class TroublePage(Painted):
    """`again`: try to open once more; `leave`: this window has nothing to do."""

    again = Signal()
    leave = Signal()

    def __init__(self, trouble: Trouble, folder: Path) -> None:
        super().__init__()
        self._trouble = trouble
        self._folder = folder
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def help(self) -> str:
        """What Enter does."""
        if self._trouble.code == "busy":
            return _("Enter goes to that window; Esc closes this one.")
        return _("Enter tries again; Esc closes this window.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._trouble.code == "busy" and ask_first_window(self._folder):
                self.leave.emit()
            else:
                self.again.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scale = theme.counter_scale(self.width(), self.height())

    def draw(self, ink: Ink) -> None:
        middle, height = self.area.width() / 2, self.area.height()
        ink.fill(QRectF(self.area), theme.PAPER)
        ink.icon("seal", middle - 32, height / 2 - 150, 64, theme.ZHU)
        ink.text(
            middle,
            height / 2 - 20,
            sentence(self._trouble),
            Style(27, theme.INK, bold=True),
            Side.CENTRE,
            room=self.area.width() - 80,
        )
        ink.text(middle, height / 2 + 30, self.help, Style(20, theme.INK2), Side.CENTRE, room=self.area.width() - 80)
