"""The frame of a manager's page: rail, a title that is its conclusion, the page's body, a footer with its keys."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.footer import FooterBar, Notice
from shop_desktop.gui.widgets.form import Form
from shop_desktop.gui.widgets.ink import Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.rail import WIDTH, Rail
from shop_desktop.gui.widgets.values import NoticeView

HEAD, FOOT = 88.0, 56.0


class PageHead(Painted):
    """Title 27, a line below it; who is here and an optional period at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = ("", "", "", "", "")

    def show_words(self, title: str, below: str = "", user: str = "", period: str = "", leave: str = "") -> None:
        """`leave`: what Esc does, as a button at the right."""
        if (title, below, user, period, leave) != self.shown:
            self.shown = (title, below, user, period, leave)
            self.update()

    def draw(self, ink: Ink) -> None:
        title, below, user, period, leave = self.shown
        right = self.area.width() - 22
        if leave:
            right -= self._leave(ink, right, leave) + 14
        if user:
            width = ink.text(right, 48, user, Style(16, theme.INK2), Side.RIGHT)
            ink.icon("user", right - width - 26, 32, 20, theme.INK2)
            right -= width + 40
        if period:
            width = theme.text_width(period, 16, bold=True) + 20
            ink.round(QRectF(right - width, 20, width, 44), 8, theme.SUNK)
            ink.text(right - 10, 48, period, Style(16, theme.INK2, bold=True), Side.RIGHT)
            right -= width + 14
        ink.text(22, 43, title, Style(27, theme.INK, bold=True), room=right - 40)
        ink.text(22, 69, below, Style(17, theme.INK2), room=right - 40)

    def _leave(self, ink: Ink, right: float, words: str) -> float:
        """The Esc button, its right edge at `right`; returns its width."""
        cap = cap_width("Esc")
        width = cap + theme.text_width(words, 18, bold=True) + 48
        box = QRectF(right - width, 20, width, 44)
        down = self.hot(box, "Esc")
        ink.box(box, 10, theme.CARD, theme.LINE2, bottom=1 if down else 3)
        ink.cap(box.left() + 18, box.top() + (8 if down else 7), "Esc")
        ink.text(box.left() + cap + 28, box.top() + (29 if down else 28), words, Style(18, theme.INK, bold=True))
        return width


class PageFrame(QWidget):
    """Holds one body at a time. `pressed` carries "page:<name>", a footer key, or "F10"."""

    pressed = Signal(str)

    def __init__(self, rail: Rail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail, self.head, self.footer, self.notice = rail, PageHead(), FooterBar(left=22), Notice()
        self.body: QWidget | None = None
        self.text_size = 1.0
        for part in (self.rail, self.head, self.footer, self.notice):
            part.setParent(self)
            part.pressed.connect(self.pressed)
        self.notice.hide()

    def set_body(self, body: QWidget) -> None:
        """Show this page's widget; the one before is hidden and kept by its owner."""
        if self.body is not None and self.body is not body:
            self.body.hide()
        self.body = body
        body.setParent(self)
        body.show()
        self._place()

    def say(self, view: NoticeView | None) -> None:
        """One line above the footer, or none."""
        self.notice.show_view(view)
        self.notice.setVisible(view is not None)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        scale = theme.page_scale(self.width(), self.height(), self.text_size)
        width, height = self.width() / scale, self.height() / scale
        self.rail.place(QRectF(0, 0, WIDTH, height), scale)
        self.head.place(QRectF(WIDTH, 0, width - WIDTH, HEAD), scale)
        self.footer.place(QRectF(WIDTH, height - FOOT, width - WIDTH, FOOT), scale)
        bottom = height - FOOT - 22
        if not self.notice.isHidden():
            self.notice.place(QRectF(WIDTH + 22, bottom - 26, width - WIDTH - 44, 40), scale)
            bottom -= 36
        if self.body is not None:
            box = QRectF(WIDTH + 22, HEAD, width - WIDTH - 44, bottom - HEAD)
            left, top = round(box.left() * scale), round(box.top() * scale)
            for part in self.body.findChildren(Painted):
                part.scale = scale
            for form in self.body.findChildren(Form):
                form.set_scale(scale)
            self.body.setGeometry(left, top, round(box.right() * scale) - left, round(box.bottom() * scale) - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.PAPER))
        painter.end()
