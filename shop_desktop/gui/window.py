"""The one window: a blank counter first, then whatever page comes next: sign-in, counter, manager, or trouble.

What lies behind it is handed in by `rooms.py`; it draws nothing of its own.
"""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QStackedWidget, QWidget

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.counter.page import CounterPage
from shop_desktop.gui.counter.view import CounterView, Gate, ScaleView, TopBar
from shop_desktop.gui.settings import Settings
from shop_desktop.places import resources
from shop_desktop.text import _

DEFAULT_MAX_G, DEFAULT_E_G = 150_000, 5


class Behind(Protocol):
    """What the window holds once the books are open, and gives back when it closes."""

    def tell(self, trouble: Trouble) -> None: ...
    def may_close(self) -> bool: ...
    def close(self) -> None: ...


class Window(QStackedWidget):
    """`ready`: one can weigh and post; `reopen`: try the books again. `practice_user` is signed in at once (practice only)."""

    ready = Signal()
    reopen = Signal()

    def __init__(self, folder: Path, settings: Settings, *, practice_user: str = "") -> None:
        super().__init__()
        self.folder = folder
        self.settings = settings
        self.practice_user = practice_user
        self.rooms: Behind | None = None
        self.stays: QWidget | None = None
        self.setWindowTitle(_("Qingcheng · exchange shop"))
        self.setWindowIcon(QIcon(str(resources() / "icons" / "seal.svg")))
        self.setMinimumSize(911, 512)
        self.resize(1366, 768)
        self.page = CounterPage()
        self.page.show_view(
            CounterView(top=TopBar(shop="", tickets="", weight="", clock=""), instrument=ScaleView(gate=Gate.ABSENT))
        )
        self.addWidget(self.page)

    def show_page(self, page: QWidget) -> None:
        """This page fills the window and has the keys; the one before it is gone, but for the one that stays."""
        before = self.currentWidget()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()
        if before is not None and before is not page and before is not self.stays:
            self.removeWidget(before)
            before.deleteLater()

    def come_to_front(self) -> None:
        """A second window was started on the same books."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.rooms is not None and not self.rooms.may_close():
            event.ignore()
            return
        if self.rooms is not None:
            self.rooms.close()
        super().closeEvent(event)
