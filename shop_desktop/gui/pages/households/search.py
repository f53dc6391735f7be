"""The line above the list of households, where one types as at the counter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.form import BOX
from shop_desktop.text import _

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchLine(QLineEdit):
    """Where one types; moving and Enter go to the list below. `moved` carries the key event."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(f"{BOX} QLineEdit {{ placeholder-text-color: {theme.INK2}; }}")
        self.setAccessibleName(_("Find"))
        self.setPlaceholderText(_("Initials, phone tail or code"))

    def set_scale(self, scale: float) -> None:
        """Pixels a design unit."""
        self.setFixedHeight(round(50 * scale))
        self.setFont(theme.font(20 * scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self.moved.emit(event)
        elif event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)
