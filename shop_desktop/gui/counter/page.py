"""The counter's page: places the painted parts in three columns and hands each the part of the view that it shows.

A passive view: it repaints what changed, says which drawn key was clicked, handles no keyboard and takes no focus.
"""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.counter.finder import HouseholdFinder
from shop_desktop.gui.counter.goods_panel import GoodsPanel
from shop_desktop.gui.counter.household_card import HouseholdCard, ParkedCard
from shop_desktop.gui.counter.instrument import WeightDisplay
from shop_desktop.gui.counter.pad import Pad
from shop_desktop.gui.counter.slip_panel import TicketTable
from shop_desktop.gui.counter.top_bar import TopBarPanel
from shop_desktop.gui.counter.view import CounterView, GoodsView
from shop_desktop.gui.widgets.footer import FooterBar, Notice
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import ChoiceSheet

TOP, FOOT, EDGE, GAP = 52.0, 56.0, 16.0, 12.0
LEFT_WIDTH, RIGHT_WIDTH, COLUMN_GAP = 304.0, 386.0, 14.0
INSTRUMENT, LOW_INSTRUMENT, PARKED, NOTICE = 254.0, 216.0, 76.0, 40.0
BLINK_MS = 530


class CounterPage(QWidget):
    """`show_view` paints a CounterView. `pressed` carries the key or place clicked: "7", "Enter", "F9", "row:3"."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: CounterView | None = None
        self.text_size = 1.0
        self.top = TopBarPanel(self)
        self.household = HouseholdCard(self)
        self.parked = ParkedCard(self)
        self.scale_view = WeightDisplay(self)
        self.goods_view = GoodsPanel(self)
        self.pad = Pad()
        self.finder = HouseholdFinder(self)
        self.choices = ChoiceSheet()
        self.ticket = TicketTable()
        self.notice = Notice(self)
        self.footer = FooterBar()
        for part in self.painted:
            part.setParent(self)
            part.pressed.connect(self.pressed)
        self.pad.setParent(self)
        self.pad.pressed.connect(self.pressed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.blinker = QTimer(self, interval=BLINK_MS)
        self.blinker.timeout.connect(self._blink)

    @property
    def painted(self) -> tuple[Painted, ...]:
        who = (self.top, self.household, self.parked, self.ticket, self.notice, self.footer)
        return (*who, self.scale_view, self.goods_view, self.finder, self.choices)

    def set_text_size(self, factor: float) -> None:
        """0.9 to 1.3; the counter takes of it what fits."""
        self.text_size = factor
        self._place()

    def show_view(self, view: CounterView) -> None:
        """Show this moment; only the parts whose values differ are painted again."""
        before, self.view = self.view, view
        self.top.show_view(view.top)
        self.household.show_view(view.household)
        self.parked.show_view(view.parked)
        if isinstance(view.instrument, GoodsView):
            self.goods_view.show_view(view.instrument)
        else:
            self.scale_view.show_view(view.instrument)
        self.pad.show_view(view.pad)
        if view.finder is not None:
            self.finder.show_view(view.finder)
        if view.overlay is not None:
            self.choices.show_view(view.overlay)
        self.ticket.show_view(view.ticket)
        self.notice.show_view(view.notice)
        self.footer.show_keys(view.footer, view.escape)
        self._choose(view)
        if before is None or (before.notice is None) != (view.notice is None):
            self._place()

    def _choose(self, view: CounterView) -> None:
        """Which of the instruments, and what lies in the place of the pad."""
        goods = isinstance(view.instrument, GoodsView)
        self.goods_view.setVisible(goods)
        self.scale_view.setVisible(not goods)
        self.choices.setVisible(view.overlay is not None)
        self.finder.setVisible(view.overlay is None and view.finder is not None)
        self.pad.setVisible(view.overlay is None and view.finder is None)
        self.notice.setVisible(view.notice is not None)
        typing = view.instrument.entry is not None or self.finder.isVisibleTo(self)
        typing = typing or (view.overlay is not None and view.overlay.input is not None)
        if typing != self.blinker.isActive():
            self.blinker.start() if typing else self.blinker.stop()

    def _blink(self) -> None:
        for part in (self.scale_view, self.goods_view, self.finder, self.choices):
            if part.isVisible():
                part.blink()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        scale = theme.counter_scale(self.width(), self.height(), self.text_size)
        width, height = self.width() / scale, self.height() / scale
        self.top.place(QRectF(0, 0, width, TOP), scale)
        self.footer.place(QRectF(0, height - FOOT, width, FOOT), scale)
        head, bottom = TOP + GAP, height - FOOT - GAP
        if self.view is not None and self.view.notice is not None:
            self.notice.place(QRectF(EDGE, bottom - NOTICE + 4, width - 2 * EDGE, NOTICE), scale)
            bottom -= NOTICE
        parked = bottom - PARKED
        self.household.place(QRectF(EDGE, head, LEFT_WIDTH, parked - GAP - head), scale)
        self.parked.place(QRectF(EDGE, parked, LEFT_WIDTH, PARKED), scale)
        right = width - EDGE - RIGHT_WIDTH
        self.ticket.place(QRectF(right, head, RIGHT_WIDTH, bottom - head), scale)
        left = EDGE + LEFT_WIDTH + COLUMN_GAP
        self._place_middle(QRectF(left, head, right - COLUMN_GAP - left, bottom - head), scale)

    def _place_middle(self, box: QRectF, scale: float) -> None:
        spare = box.height() - INSTRUMENT - GAP - 370
        tall = INSTRUMENT + spare / 3 if spare >= 0 else max(LOW_INSTRUMENT, INSTRUMENT + spare * 38 / 78)
        tall = round(min(tall, 344.0))
        instrument = QRectF(box.left(), box.top(), box.width(), tall)
        below = QRectF(box.left(), box.top() + tall + GAP, box.width(), box.height() - tall - GAP)
        self.scale_view.place(instrument, scale)
        self.goods_view.place(instrument, scale)
        for part in (self.pad, self.finder, self.choices):
            part.place(below, scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.PAPER))
        painter.end()
