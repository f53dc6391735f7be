"""The counter put together: page, desk, keys, slip printer, voice and the customer's screen.

Hands events one way: keys to the desk, the desk's picture to the page. Decides nothing itself.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from scale_driver.gate import GateView, State
from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.domain.refused import Trouble
from shop_desktop.domain.tickets import Receipt
from shop_desktop.gui.counter import actions, lists, scans
from shop_desktop.gui.counter.customer_view import customer_view
from shop_desktop.gui.counter.desk import Desk
from shop_desktop.gui.counter.keys import KeyReader
from shop_desktop.gui.counter.page import CounterPage
from shop_desktop.gui.counter.show import Around, counter_view
from shop_desktop.gui.counter.weigh import Weighing
from shop_desktop.gui.customer_display import CustomerDisplay
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.slip_printer import SlipPrinter
from shop_desktop.gui.speech import Voice
from shop_desktop.gui.widgets.values import Chip, NoticeView, Tone
from shop_desktop.text import _, sentence

NOTICE_MS = {Tone.INFO: 6000, Tone.OK: 10000}
THANKS_MS = 8000
CLOCK_MS = 1000


class Counter(QWidget):
    """The operator's whole screen. `leaving`: another user or the manager is wanted; `slip_sent`: a Receipt."""

    leaving = Signal()
    slip_sent = Signal(object)

    def __init__(self, shop: Shop, weighing: Weighing, page: CounterPage) -> None:
        super().__init__()
        self.shop = shop
        self.desk = Desk(shop, weighing)
        self.page = page
        self.keys = KeyReader()
        self.slips = SlipPrinter(shop)
        self.voice = Voice(shop.settings.language)
        self.customer = CustomerDisplay()
        self._thanks: Receipt | None = None
        self._timed: NoticeView | None = None
        self._printer = self._printer_chip()
        self._unprinted: NoticeView | None = None
        self._numlock_off: NoticeView | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.page.show()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_soon = QTimer(self, singleShot=True, interval=0)
        self._notice_over = QTimer(self, singleShot=True)
        self._thanks_over = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._tick = QTimer(self, interval=CLOCK_MS)
        self._connect(weighing)
        self._tick.start()
        self.show_now()

    def _connect(self, weighing: Weighing) -> None:
        self.desk.changed.connect(self._show_soon.start)
        self.desk.finished.connect(self._finished)
        self.desk.paper_wanted.connect(self.print_paper)
        self.desk.leaving.connect(self.leaving)
        self.desk.screen.connect(self.toggle_customer_screen)
        self.desk.spoken.connect(self._say)
        self.desk.refused.connect(self._beep)
        self.desk.clock_doubted.connect(self._doubt_clock)
        weighing.changed.connect(self._say_weight)
        self._show_soon.timeout.connect(self.show_now)
        self._notice_over.timeout.connect(self.desk.forget_notice)
        self._thanks_over.timeout.connect(self._end_thanks)
        self._tick.timeout.connect(self._second)
        self.page.pressed.connect(self._clicked)
        self.keys.key.connect(self._key)
        self.keys.text.connect(self._key)
        self.keys.scan.connect(self._scan)
        self.keys.numlock.connect(self._numlock)
        self.slips.printed.connect(self._printed)
        self.slips.failed.connect(self._not_printed)
        self.shop.settings_changed.connect(self._settings_changed)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.keys.commit(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keys.flush()
        super().focusOutEvent(event)

    def _key(self, name: str) -> None:
        actions.press(self.desk, name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, isinstance(self.desk.overlay, lists.Register))

    def _numlock(self, on: bool) -> None:
        """The pad's digits are understood either way; that they come as arrows is told, but never over another notice."""
        if on:
            self.desk.solved(self._numlock_off)
        elif self.desk.notice is None:
            self.desk.tell(_("NumLock is off; the digits work all the same."), Tone.TODO)
            self._numlock_off = self.desk.notice

    def _scan(self, text: str) -> None:
        scans.take_scan(self.desk, text)

    def _clicked(self, name: str) -> None:
        """A drawn key or place: what the real key does. A row is chosen, then taken."""
        self.keys.flush()
        kind, _colon, place = name.partition(":")
        if kind == "row":
            self.desk.cursor = int(place) - 1
            self.desk.reprice()
            return
        if kind == "find":
            self.desk.chosen = min(int(place), max(len(self.desk.found) - 1, 0))
            name = "Enter"
        elif kind == "choose":
            name = f"row:{place}"
        self._key({"F2": "/", "F3": "*", "F6": ".", "F12": "+"}.get(name, name))

    # ---- what is shown

    def show_now(self) -> None:
        """Paint this moment, here and on the customer's screen."""
        if not self.shop.someone_signed_in:
            return
        around = Around(now=self.shop.clock(), printer=self._printer)
        self.page.show_view(counter_view(self.desk, around))
        self.customer.show_view(customer_view(self.desk, self._thanks))
        notice = self.desk.notice
        if notice is not self._timed:
            self._timed = notice
            self._notice_over.stop()
            if notice is not None and notice.tone in NOTICE_MS:
                self._notice_over.start(NOTICE_MS[notice.tone])

    def _second(self) -> None:
        self.desk.look_at_the_day()
        if self.isVisible():
            self.show_now()

    def _settings_changed(self, _settings: object) -> None:
        self.voice = Voice(self.shop.settings.language)
        self._printer = self._printer_chip()
        self.page.set_text_size(self.shop.settings.text_percent / 100)
        self.desk.refresh()

    def toggle_customer_screen(self) -> None:
        """F11: the customer's window, on a second screen where there is one."""
        if self.customer.isVisible():
            self.customer.hide()
            return
        own = self.screen()
        other = next((s for s in QApplication.screens() if s is not own), None)
        if other is not None:
            self.customer.setGeometry(other.geometry())
            self.customer.showFullScreen()
        else:
            self.customer.resize(1024, 600)
            self.customer.show()
        self.activateWindow()
        self.setFocus()

    # ---- after posting

    def print_paper(self, number: str) -> None:
        """The paper of a document: a ticket's slip, or a day's end."""
        from shop_desktop.store.queries import days  # with all of a month's figures behind it

        end = days.posted_end(self.shop.reader, number)
        if end is None:
            self.print_slip(number)
            return
        self.slips.print_day(end)
        self._printer = Chip(icon="printer", text=_("Printing"))

    def print_slip(self, number: str) -> Receipt:
        """A ticket's paper, the first or a copy."""
        receipt = self.slips.print_slip(number, self.desk.shop_name)
        self._printer = Chip(icon="printer", text=_("Printing"))
        self.slip_sent.emit(receipt)
        return receipt

    def _finished(self, number: str) -> None:
        """A ticket was posted: its slip, the thanks on both screens, its points aloud."""
        receipt = self.print_slip(number)
        self._thanks = receipt
        self._thanks_over.start()
        points = receipt.points_in - receipt.points_out
        told = _(
            "{number} is stored: {net} points, {after} can be used now.",
            number=number,
            net=points_text(points, plus=True),
            after=points_text(receipt.spendable),
        )
        self.desk.tell(told, Tone.INFO)
        self._say(_("together {points} points", points=points))

    def _printed(self, number: str, paper: bool) -> None:
        self._printer = self._printer_chip()
        self.desk.solved(self._unprinted)
        self.desk.changed.emit()

    def _not_printed(self, number: str, trouble: Trouble) -> None:
        self._printer = Chip(icon="printer", text=_("Printer does not answer"), tone=Tone.STOP)
        told = _("The ticket is stored ({number}), the slip is not printed.", number=number)
        if number.startswith(document_kind("day.close")):
            told = _("The day is ended ({number}), the paper is not printed.", number=number)
        self.desk.tell(f"{told} {sentence(trouble)}", Tone.STOP, "F9", _("Print again"))
        self._unprinted = self.desk.notice

    def _printer_chip(self) -> Chip:
        if not self.shop.settings.printer or self.shop.settings.printer.startswith("folder:"):
            return Chip(icon="printer", text=_("Slips go to a folder"))
        return Chip(icon="printer", text=_("Printer ready"))

    def _end_thanks(self) -> None:
        self._thanks = None
        self.show_now()

    def _doubt_clock(self) -> None:
        """Only a manager can say that the clock is right; to others the sentence says so."""
        if self.shop.user.role == "manager":
            self.desk.overlay = lists.ClockQuestion(self.desk)

    # ---- aloud

    def _say(self, words: str) -> None:
        if self.shop.settings.sound:
            self.voice.say(words)

    def _say_weight(self, view: GateView) -> None:
        if view.state is State.SETTLED and view.net_g is not None and view.can_take:
            self._say(_("{kg} kilograms", kg=kg_text(view.net_g)))

    def _beep(self) -> None:
        if self.shop.settings.sound:
            QApplication.beep()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_down()
        super().closeEvent(event)

    def close_down(self) -> None:
        """Give back port, printer and voice; the draft is stored already."""
        for timer in (self._tick, self._show_soon, self._notice_over, self._thanks_over):
            timer.stop()
        self.desk.blockSignals(True)
        self.desk.weighing.end()
        self.customer.close()
        self.voice.close()
        self.slips.close()
