"""The page in the window's place while today's backup is made before it closes: how far it is, and how not to wait."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui import theme
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.worker import Worker
from shop_desktop.text import _, sentence


class LeavingPage(Painted):
    """`leave`: close now."""

    leave = Signal()

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.trouble: Trouble | None = None
        self._worker = worker
        worker.changed.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_trouble(self, trouble: Trouble) -> None:
        """It did not work; whoever closes shall have read why."""
        self.trouble = trouble
        self.update()

    @property
    def words(self) -> str:
        """What happens, or what went wrong."""
        if self.trouble is not None:
            return sentence(self.trouble)
        done, of = self._worker.so_far
        percent = f"{100 * done // of} %" if of else ""
        return _("Backing up today's books; the window closes when that is done. {percent}", percent=percent).strip()

    @property
    def help(self) -> str:
        """What the keys do."""
        return _("Enter closes the window.") if self.trouble else _("Esc closes now, without a backup.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.trouble is not None
        if enter or event.key() == Qt.Key.Key_Escape:
            self.leave.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scale = theme.counter_scale(self.width(), self.height())

    def draw(self, ink: Ink) -> None:
        middle, height = self.area.width() / 2, self.area.height()
        ink.fill(QRectF(self.area), theme.PAPER)
        icon, colour = ("triangle", theme.ZHU) if self.trouble else ("shield", theme.QING)
        ink.icon(icon, middle - 32, height / 2 - 150, 64, colour)
        room = self.area.width() - 80
        ink.text(middle, height / 2 - 20, self.words, Style(27, theme.INK, bold=True), Side.CENTRE, room=room)
        ink.text(middle, height / 2 + 30, self.help, Style(20, theme.INK2), Side.CENTRE, room=room)
