"""The left column: who stands at the counter and what is theirs; below it the tickets put aside."""

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.counter.view import CardNote, HouseholdState, HouseholdView, ParkedView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.lines import Looks, draw_badge, draw_parts, draw_plate
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import _

NOTE = Looks(plain=Style(17, theme.INK), strong=Style(17, theme.INK, bold=True), points=Style(17, theme.QING2), gap=4)
SMALL = Style(15, theme.INK2)
SECOND = Style(17, theme.INK2)
EDGE, RIGHT = 19.0, 19.0


class HouseholdCard(Painted):
    """304 wide. Emits "/" where another household is asked for."""

    view = HouseholdView()

    def show_view(self, view: HouseholdView) -> None:
        if view != self.view:
            self.view = view
            self.update()

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        if self.view.state is HouseholdState.NONE:
            self._nobody(ink)
            return
        self._who(ink)
        bottom = self._purses(ink)
        self._notes(ink, bottom + 10)
        if self.view.can_change:
            self._change(ink)

    def _nobody(self, ink: Ink) -> None:
        x, y = self.area.center().x(), self.area.center().y()
        ink.circle(x, y - 54, 46, theme.SUNK)
        ink.icon("user", x - 21.5, y - 75, 43, theme.INK2)
        ink.text(x, y + 34, _("Nobody yet"), Style(24, theme.INK, bold=True), Side.CENTRE, room=270)
        for index, line in enumerate(_("Points, small change in waiting,\nthe last visit: all of it shows here").split("\n")):
            ink.text(x, y + 67 + 27 * index, line, SECOND, Side.CENTRE, room=272)

    def _who(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - RIGHT
        ink.text(EDGE, 35, _("This household"), SMALL)
        if view.plate:
            draw_plate(ink, right, 17, view.plate)
        ink.text(EDGE, 85, view.name, Style(38, theme.INK, bold=True), room=right - EDGE)
        facts = (view.group, _("No. {code}", code=view.code) if view.code else "", self._tail())
        ink.text(EDGE, 113, " · ".join(fact for fact in facts if fact), SECOND, room=right - EDGE)
        ink.rule(EDGE, right, 130, theme.LINE)

    def _tail(self) -> str:
        if self.view.state is HouseholdState.NO_CARD:
            return _("no card")
        return _("tail {tail}", tail=self.view.phone_tail) if self.view.phone_tail else ""

    def _purses(self, ink: Ink) -> float:
        view, right = self.view, self.area.width() - RIGHT
        debt = view.state is HouseholdState.DEBT
        ink.text(EDGE, 157, _("Owes now") if debt else _("Can spend now"), SMALL)
        if debt:
            words = _("owes {points}", points=view.owed)
            draw_badge(ink, right - text_width(words, 16, bold=True) - 46, 141, words, Tone.STOP)
        token = theme.ZHU if debt else theme.INK
        width = ink.text(EDGE, 212, view.owed if debt else view.spendable, Style(50, token, bold=True), room=200)
        ink.text(EDGE + width + 9, 211, _("points"), Style(18, theme.INK))
        self._purse(ink, 242, _("Recycling points"), view.recycling, view.first == "recycling")
        self._purse(ink, 270, _("Civic points"), view.civic, view.first == "civic")
        ink.dashes(EDGE, right, 285)
        return 286

    def _purse(self, ink: Ink, y: float, name: str, value: str, first: bool) -> None:
        width = ink.text(EDGE, y, name, Style(17, theme.INK))
        if first:
            ink.text(EDGE + width + 4, y, _("spent first"), SMALL)
        ink.text(self.area.width() - RIGHT, y, value, Style(17, theme.INK, bold=True), Side.RIGHT)

    def _notes(self, ink: Ink, top: float) -> None:
        lowest = self.area.height() - (64 if self.view.can_change else 16)
        for note in self.view.notes:
            if top + (41 if note.below else 24) > lowest:
                return
            self._note(ink, top, note)
            top += 52.5 if note.below else 34

    def _note(self, ink: Ink, top: float, note: CardNote) -> None:
        ink.icon(note.icon, EDGE, top + 1.6, 20, theme.INK2)
        room = self.area.width() - RIGHT - EDGE - 28
        draw_parts(ink, EDGE + 28, top + 18, note.line, NOTE, room)
        ink.text(EDGE + 28, top + 38.4, note.below, SMALL, room=room)

    def _change(self, ink: Ink) -> None:
        y = self.area.height() - 43
        room = self.area.width() - RIGHT - EDGE - 38
        self.hot(QRectF(EDGE - 9, y - 9, self.area.width() - 20, 46), "/")
        ink.cap(EDGE, y, "/")
        hint = ink.text(self.area.width() - RIGHT, y + 20, _("or scan a card"), SMALL, Side.RIGHT, room=room * 0.5)
        ink.text(EDGE + 38, y + 21, _("Another one"), Style(17, theme.INK), room=room - hint - 8)


class ParkedCard(Painted):
    """304×76: how many tickets are put aside; emits F7."""

    view: ParkedView | None = None

    def show_view(self, view: ParkedView | None) -> None:
        if view != self.view:
            self.view = view
            self.update()

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        y, right, view = self.area.center().y(), self.area.width() - RIGHT, self.view
        cap = ink.cap(right, y - 14, "F7", side=Side.RIGHT)
        self.hot(self.area, "F7")
        room = right - cap - 8 - 57
        if view is None:
            ink.icon("bag", 19.5, y - 12.3, 25, theme.INK2)
            ink.text(57, y + 6, _("Nothing parked"), SECOND, room=room)
            return
        ink.icon("bag", 19.5, y - 12.3, 25, theme.GRAIN)
        ink.text(57, y - 3, _("{count} parked", count=view.count), Style(17, theme.INK, bold=True), room=room)
        ink.text(57, y + 18, _("{name} · {items} items", name=view.name, items=view.items), SMALL, room=room)
