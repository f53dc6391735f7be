"""The base of every painted widget: design units, hot places that say what was clicked, an optional focus ring.

A widget draws itself in `draw`; it handles no keys and takes no focus unless it is told to.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.ink import Ink


@dataclass(frozen=True)
class Hot:
    """A place that acts when it is clicked."""

    box: QRectF
    action: str


class Painted(QWidget):
    """A widget that paints itself in design units. `pressed` carries the action of the hot place clicked."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = 1.0
        self.hots: list[Hot] = []
        self.held = ""
        self.paints = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)

    def place(self, box: QRectF, scale: float) -> None:
        """Lie at this box of design units; edges fall on whole pixels."""
        self.scale = scale
        left, top = round(box.left() * scale), round(box.top() * scale)
        self.setGeometry(left, top, round(box.right() * scale) - left, round(box.bottom() * scale) - top)

    def sized(self, width: float, height: float) -> QSize:
        """So many design units, in pixels."""
        return QSize(round(width * self.scale), round(height * self.scale))

    @property
    def area(self) -> QRectF:
        """This widget's own box, in design units."""
        return QRectF(0, 0, self.width() / self.scale, self.height() / self.scale)

    def draw(self, ink: Ink) -> None:
        """Paint all of it; may call `hot` for each place that acts."""
        raise NotImplementedError

    def hot(self, box: QRectF, action: str) -> bool:
        """Make a place act; true while it is held down."""
        self.hots.append(Hot(box, action))
        return bool(action) and self.held == action

    def focus_ring(self, ink: Ink, radius: float = 10) -> None:
        if self.hasFocus():
            ring = QPainterPath()
            ring.addRoundedRect(self.area.adjusted(1.5, 1.5, -1.5, -1.5), radius - 1.5, radius - 1.5)
            ink.stroke(ring, theme.QING, 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.hots = []
        self.paints += 1
        painter = QPainter(self)
        self.draw(Ink(painter, self.scale))
        painter.end()

    def action_at(self, event: QMouseEvent) -> str:
        spot = event.position() / self.scale
        return next((hot.action for hot in reversed(self.hots) if hot.box.contains(spot)), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.held = self.action_at(event)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self.held = self.held, ""
        self.update()
        if held and held == self.action_at(event):
            self.pressed.emit(held)
