"""The month's end: what is to be closed, what was closed and is handed over, the months so far. Each side is a part."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.pages import Action, FormCard, ListPage
from shop_desktop.gui.pages.months.closed import ClosedMonths
from shop_desktop.gui.pages.months.closing import Closing
from shop_desktop.gui.pages.months.day import DayEnd
from shop_desktop.gui.pages.months.handing import Handing
from shop_desktop.gui.pages.months.part import NO_STEP, Part
from shop_desktop.gui.pages.months.reading import Reading
from shop_desktop.gui.pages.months.words import named
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.small import Steps
from shop_desktop.gui.widgets.table import Empty, TableColumn
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.store.queries import months
from shop_desktop.text import N_, _, sentence

STEPS = (N_("Check"), N_("Look at the figures"), N_("Close"), N_("Hand over"))
STRIP, GAP, LEFT_PART, RIGHT_PART = 56.0, 14, 641, 477


class MonthsPage(ListPage):
    """Shows one part at a time; `table` lists the closed months."""

    name, icon, label = "months", "lock", N_("Month's end")
    stale_on = frozenset(
        {"tickets", "households", "goods", "materials", "sales", "fund", "vendors", "months", "rules", "village"}
    )
    columns = (
        TableColumn(title=N_("Month"), share=3, strong=True),
        TableColumn(title=N_("Seal"), share=3),
        TableColumn(title=N_("Taken in"), share=4, right=True),
        TableColumn(title=N_("Confirmed"), share=4),
    )
    empty = Empty(words=N_("No month is closed yet.\nThose that are stand here with their seals."), icon="lock")

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.steps, self.left = Steps(tuple(_(word) for word in STEPS), parent=self), QStackedWidget()
        self.row.replaceWidget(self.table, self.left)
        self.row.setSpacing(GAP)
        self.split = QWidget(self)
        self.split.setLayout(self.row)
        self.closing = Closing(self, self.hand_over)
        self.handing, self.day = Handing(self), DayEnd(self)
        self.months = ClosedMonths(self, self.hand_over, self.handing.begin_void)
        self.reading = Reading(self)
        self.part: Part = self.closing
        for part in (self.closing, self.handing, self.months, self.reading):
            self.left.addWidget(part.left)
            if self.side.indexOf(part.beside) < 0:
                self.side.addWidget(part.beside)
        self.headed.connect(lambda: self.steps.go(self.part.step))
        self._show(None)

    # ---- shown

    def refresh(self) -> None:
        self.part.refresh()
        self._place()

    def show_facts(self) -> None:
        if self.part is self.months:
            self.months.show_facts()

    def conclusion(self) -> tuple[str, str]:
        return self.part.conclusion()

    def go(self, part: Part) -> None:
        """Show this part."""
        self.told.emit(None)
        if part is not self.closing:
            self.closing.before.stop()
        self.part = part
        part.refresh()
        self._show(None)
        self._place()
        self.rest()

    def hand_over(self, month: str) -> None:
        """A closed month: what is handed over, and what came back."""
        self.handing.month = month
        self.go(self.handing)

    def _show(self, card: FormCard | None) -> None:
        super()._show(card)
        if card is None:
            self.side.setCurrentWidget(self.part.beside)
        self.left.setCurrentWidget(self.part.left)
        self.left.setEnabled(card is None)
        self.row.setStretch(0, LEFT_PART)
        self.row.setStretch(1, RIGHT_PART)

    def _place(self) -> None:
        scale, top = self.steps.scale, STRIP if self.part.step != NO_STEP else 0.0
        self.steps.setVisible(bool(top))
        self.steps.go(self.part.step)
        width, height = self.width() / scale, self.height() / scale
        self.steps.place(QRectF(0, 0, width, 44), scale)
        self.split.setGeometry(0, round(top * scale), self.width(), round((height - top) * scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    # ---- keys

    def hints(self) -> tuple[FooterKey, ...]:
        if self.filling:
            return super().hints()
        return self.part.hints()

    def list_offered(self) -> tuple[Action, ...]:
        newest = months.closed_through(self.shop.reader)
        before = _("see {month}", month=named(newest, self.shop.today())) if newest else _("history")
        others = (
            Action(key="F9", word=before, do=lambda: self.go(self.months)),
            Action(key="F7", word=N_("open file"), do=lambda: self.go(self.reading)),
            Action(key="F6", word=N_("day end"), do=self.day.begin, op="day.close"),
        )
        there = {self.closing: others, self.handing: others[1:]}
        return (*self.part.offered(), *there.get(self.part, ()))

    def press(self, key: str) -> bool:
        if super().press(key):
            return True
        try:
            return not self.filling and self.part.press(key)
        except (Refused, Trouble) as ended:
            self.say(sentence(ended), Tone.STOP)
            return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.text().isalnum() and self.press(event.text().upper())):
            super().keyPressEvent(event)

    def rest(self) -> None:
        if self.filling:
            super().rest()
        else:
            self.part.focus().setFocus()

    def back(self) -> bool:
        if super().back() or self.part.back():
            return True
        if self.part is self.closing:
            return False
        self.go(self.closing)
        return True
