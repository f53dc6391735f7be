"""The one window: a blank counter first, then the books, then whoever is next: sign-in, counter or manager.

Opens the scale's port by the PC's settings. Knows which page follows which; draws nothing of its own.
"""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QStackedWidget, QWidget

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.counter.page import CounterPage
from shop_desktop.gui.counter.view import CounterView, Gate, ScaleView, TopBar
from shop_desktop.gui.settings import Settings
from shop_desktop.gui.trouble import TroublePage
from shop_desktop.places import resources
from shop_desktop.text import _

DEFAULT_MAX_G, DEFAULT_E_G = 150_000, 5


class Window(QStackedWidget):
    """`ready`: one can weigh and post. `folder` holds the books; `practice_user` is signed in at once (practice only)."""

    ready = Signal()

    def __init__(self, folder: Path, settings: Settings, *, practice_user: str = "") -> None:
        super().__init__()
        self.folder = folder
        self.settings = settings
        self._practice_user = practice_user
        self.setWindowTitle(_("Qingcheng · exchange shop"))
        self.setWindowIcon(QIcon(str(resources() / "icons" / "seal.svg")))
        self.setMinimumSize(911, 512)
        self.resize(1366, 768)
        self.page = CounterPage()
        self.page.show_view(
            CounterView(top=TopBar(shop="", tickets="", weight="", clock=""), instrument=ScaleView(gate=Gate.ABSENT))
        )
        self.addWidget(self.page)

    def open_books(self) -> None:
        """Bring the books in: the stage after the first painting."""
        from shop_desktop.gui.rooms import Rooms

        try:
            self.rooms = Rooms(self)
        except Trouble as trouble:
            self._show_trouble(trouble)
            return
        self.rooms.enter()
        self.ready.emit()

    @property
    def practice_user(self) -> str:
        return self._practice_user

    def _show_trouble(self, trouble: Trouble) -> None:
        page = TroublePage(trouble, self.folder)
        page.again.connect(self._try_again)
        page.leave.connect(self.close)
        self.show_page(page)

    def _try_again(self) -> None:
        QTimer.singleShot(0, self.open_books)

    def show_page(self, page: QWidget) -> None:
        """This page fills the window and has the keys."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def come_to_front(self) -> None:
        """A second window was started on the same books."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if hasattr(self, "rooms"):
            self.rooms.close()
        super().closeEvent(event)
