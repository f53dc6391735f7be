"""Find the scale: plug in, search, compare, compare again, done. Shows one step at a time; the steps are parts.

The port is the counter's own: borrowed while it is listened to, given back when the page is left, whatever way.
"""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent, QResizeEvent

from scale_driver.ports import Adapter
from shop_desktop.domain.refused import Trouble
from shop_desktop.gui import recordings
from shop_desktop.gui.pages import Action, Page
from shop_desktop.gui.pages.settings.find.cards import FoundCard, WireCard
from shop_desktop.gui.pages.settings.find.compare_card import CompareCard
from shop_desktop.gui.pages.settings.find.describe_cards import KnobsCard, LinesCard
from shop_desktop.gui.pages.settings.find.describing import Describing
from shop_desktop.gui.pages.settings.find.done import Done, keep_scale, keep_wire
from shop_desktop.gui.pages.settings.find.hearing import Hearing
from shop_desktop.gui.pages.settings.find.makers import Makers
from shop_desktop.gui.pages.settings.find.part import STEPS, Case, Part, Right
from shop_desktop.gui.pages.settings.find.plug import Plug
from shop_desktop.gui.pages.settings.find.replaying import Replaying, recording_folders
from shop_desktop.gui.pages.settings.find.search import Found
from shop_desktop.gui.pages.settings.find.searching import Searching
from shop_desktop.gui.pages.settings.find.tape import Tape
from shop_desktop.gui.pages.settings.find.teach_card import TeachCard
from shop_desktop.gui.pages.settings.find.views import CompareView, KnobsView, TeachView
from shop_desktop.gui.pages.settings.find.watch import PortWatch
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import ChoiceSheet
from shop_desktop.gui.widgets.small import Steps
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.text import N_, _, sentence

POLL_MS = 30
STRIP, GAP, LEFT_SHARE, LINES_SHARE, UPPER = 57.0, 14.0, 560 / 1118, 0.64, 313.0
LEAST_WIDTH, LEAST_HEIGHT, SMALLEST_SCALE = 900.0, 530.0, 0.5
TYPED = {
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
}


class FindPage(Page):
    """Opened from the settings; Esc leaves the scale as it was."""

    name, icon, label = "find-scale", "scale", N_("Find the scale")
    in_rail = False
    under = "settings"

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.watch, self.case = PortWatch(), Case()
        self.steps = Steps(tuple(_(word) for word in STEPS), parent=self)
        self.found, self.wire = FoundCard(), WireCard()
        self.lines, self.knobs = LinesCard(), KnobsCard()
        self.compare, self.teach, self.sheet = CompareCard(), TeachCard(), ChoiceSheet()
        for card in self._cards:
            card.setParent(self)
            card.pressed.connect(self._clicked)
        self.measure = Painted(self)  # never shown: the frame writes its scale into it
        self.measure.hide()
        self.helping = False
        self.lent = False
        self.part: Part = Plug(self)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def leave_word(self) -> str:  # type: ignore[override]
        return self.part.leave_word

    @property
    def _cards(self) -> tuple[Painted, ...]:
        return self.found, self.wire, self.lines, self.compare, self.teach, self.knobs, self.sheet

    # ---- the port

    def borrow(self) -> None:
        """The counter lets go of its port; until then weights are typed there."""
        if not self.lent:
            self.lent = True
            self.shop.port_lent.emit(True)

    def give_back(self) -> None:
        """The counter has its port again."""
        self.part.leave()
        if self.lent:
            self.lent = False
            self.shop.port_lent.emit(False)

    # ---- steps

    def go(self, part: Part) -> None:
        """The next step, or another one; the one before gives back what it holds."""
        self.told.emit(None)
        self.part.leave()
        self.part, self.helping = part, False
        self.show_all()
        self.headed.emit()

    def restart(self, ports: Sequence[Adapter]) -> None:
        """Search these again; without any, back to the plugs."""
        self.part.leave()
        self.case = Case()
        self.go(Searching(self, ports) if ports else Plug(self))

    def by_maker(self) -> None:
        """Choose the scale by the name on its case."""
        ports = self.search_ports()
        if not ports:
            self.say(_("Plug the scale in first; a port shows up here by itself"), Tone.INFO)
            return
        self.go(Makers(self, ports))

    def search_ports(self) -> tuple[Adapter, ...]:
        """The port that is being looked at, else all that are there."""
        if self.case.port is not None:
            return (self.case.port,)
        return self.case.search.ports if self.case.search else Plug(self).ports

    def describe(self, port: Adapter, tape: Tape) -> None:
        """A format of one's own, from what comes or from what was recorded."""
        self.part.leave()
        self.go(Describing(self, port, tape))

    def record(self, tape: Tape) -> None:
        """Keep what came: on a stick if one is plugged in, else beside the books; and say where."""
        if not tape.pieces:
            self.say(_("Nothing has come yet that could be kept"), Tone.INFO)
            return
        for folder in recording_folders(self.shop.books.folder):
            try:
                file = recordings.keep(folder, tape.pieces, port=tape.url, line=tape.line, day=self.shop.today())
            except OSError:
                continue
            self.say(_("Kept as {file}, in {folder}", file=file.name, folder=folder))
            return
        self.say(_("It could not be written anywhere; plug in a stick"), Tone.STOP)

    def open_recording(self) -> None:
        """A recording in place of a scale."""
        self.go(Replaying(self))

    def settled(self, one: Found, hearing: Hearing) -> None:
        """Both weights agreed: that, and the scale, is kept on this PC."""
        variant = hearing.comparison.best
        assert variant is not None
        recorded = recordings.is_recording(one.port.port) and not self.shop.settings.practice
        try:
            if recorded:
                keep_wire(self.shop, None, variant, compared={})
            else:
                keep_scale(self.shop, one.port, variant, hearing.agreed)
        except Trouble as ended:
            self.say(sentence(ended), Tone.STOP)
            return
        self.go(Done(self, None if recorded else one.port, variant, hearing.agreed))
        self.give_back()

    # ---- shown

    def refresh(self) -> None:
        self.show_all()

    def seen(self) -> None:
        super().seen()
        if not self._timer.isActive():
            self._timer.start()

    def show_all(self) -> None:
        """Let every card show what the step says."""
        part, right, lines = self.part, self._right(), self.part.lines()
        self.steps.go(part.step)
        wire = None if lines is not None else part.wire()
        before = (self.lines.isHidden(), self.wire.isHidden())
        self.lines.setVisible(lines is not None)
        self.found.setVisible(lines is None)
        self.wire.setVisible(wire is not None)
        if lines is not None:
            self.lines.show_view(lines)
        else:
            self.found.show_view(part.found())
        if wire is not None:
            self.wire.show_view(wire)
        self._show_right(right)
        if before != (self.lines.isHidden(), self.wire.isHidden()) or self.steps.scale != self._scale:
            self._place()

    def _show_right(self, right: Right) -> None:
        cards: tuple[tuple[Any, type], ...] = (
            (self.compare, CompareView),
            (self.teach, TeachView),
            (self.knobs, KnobsView),
            (self.sheet, ChoiceList),
        )
        for card, kind in cards:
            card.setVisible(isinstance(right, kind))
            if isinstance(right, kind):
                card.show_view(right)

    def _right(self) -> Right:
        return help_view() if self.helping else self.part.right()

    def _tick(self) -> None:
        before = self.part.title(), self.part.keys() is None
        if self.part.poll(monotonic()):
            self.show_all()
            if (self.part.title(), False) != before:
                self.headed.emit()

    def conclusion(self) -> tuple[str, str]:
        return self.part.title()

    def aside(self) -> tuple[str, str] | None:
        """The footer's quiet sentence."""
        aside = self.part.aside
        return (aside[0], _(aside[1])) if aside else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    @property
    def _scale(self) -> float:
        """Pixels a unit: the frame's, and in a low window what lets everything stand there."""
        given = self.measure.scale
        least = min(self.width() / LEAST_WIDTH, self.height() / LEAST_HEIGHT)
        return max(SMALLEST_SCALE, min(given, least))

    def _place(self) -> None:
        scale = self._scale
        width, height = self.width() / scale, self.height() / scale
        left = (width - GAP) * (LEFT_SHARE if self.lines.isHidden() else LINES_SHARE)
        upper = min(UPPER, (height - STRIP) * 0.58)
        self.steps.place(QRectF(0, 0, width, 44), scale)
        self.found.place(QRectF(0, STRIP, left, upper if not self.wire.isHidden() else height - STRIP), scale)
        self.wire.place(QRectF(0, STRIP + upper + 12, left, height - STRIP - upper - 12), scale)
        self.lines.place(QRectF(0, STRIP, left, height - STRIP), scale)
        for card in (self.compare, self.teach, self.knobs, self.sheet):
            card.place(QRectF(left + GAP, STRIP, width - left - GAP, height - STRIP), scale)

    # ---- keys

    def offered(self) -> tuple[Action, ...]:
        return self.part.keys()

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("F1", N_("wiring")), *self.part.hints())

    def rest(self) -> None:
        self.setFocus()

    def press(self, key: str) -> bool:
        if key == "F1":
            self.helping = not self.helping
        elif key == "Enter" and self.helping:
            self.helping = False
        elif not self.part.press(key) and not super().press(key):
            return False
        self.show_all()
        self.headed.emit()
        return True

    def _clicked(self, action: str) -> None:
        if action.startswith("choose:"):
            action = f"row:{action.removeprefix('choose:')}"
        self.press(action)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        name = TYPED.get(Qt.Key(event.key()), event.text().upper() if event.text().isprintable() else "")
        if not (plain and name and self.press(name)):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese letters of a maker's name."""
        for letter in event.commitString():
            self.press(letter)
        event.accept()

    def back(self) -> bool:
        if self.helping:
            self.helping = False
        elif not self.part.back():
            self.give_back()
            self.part = Plug(self)
            return False
        self.show_all()
        self.headed.emit()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the counter: the port goes back, and the wizard begins anew the next time."""
        if event.spontaneous():  # the window was made small: the search goes on
            return
        self._timer.stop()
        self.give_back()
        self.case = Case()
        self.part, self.helping = Plug(self), False


def help_view() -> TeachView:
    """F1: which plug, which entry of the scale's menu."""
    lines = (
        _("Yaohua: menu tF=0 (or 3), 9600. Keli: tF 0, 2 or 3. Hengtian: tF=0."),
        _("Excell, T-Scale, Jadever: RS232 “continuous” (Cont, P-COM 1). Toledo: continuous."),
        _("Counter scales (Pinnacle, CAS, Dahua): as they are; they answer when asked."),
    )
    return TeachView(icon="help", title=_("Wiring, and the scale's menu"), lines=lines, wiring=True, key="Enter", verb=_("Go on"))
