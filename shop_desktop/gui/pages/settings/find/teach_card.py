"""The wizard's card at the right where there is nothing to compare: how to wire it, what is being done, what to do now."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from shop_desktop.gui import theme
from shop_desktop.gui.pages.settings.find.views import TeachView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.lines import TONES
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _

LEFT, BUTTON = 23.0, 60.0


class TeachCard(Painted):
    """Title, a picture or a bar, numbered lines, facts, and at the foot the lit key. Emits that key."""

    view = TeachView(icon="usb", title="")

    def show_view(self, view: TeachView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(" ".join((view.title, *view.lines)))
            self.update()

    def draw(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - LEFT
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        ground, token = TONES[view.tone]
        ink.circle(LEFT + 22, 42, 22, ground)
        ink.icon(view.icon, LEFT + 10, 30, 24, token)
        ink.text(LEFT + 58, 50, view.title, Style(22, theme.INK, bold=True), room=right - LEFT - 58)
        y = 84.0
        if view.wiring:
            draw_wiring(ink, QRectF(LEFT, y, right - LEFT, 190))
            y += 206
        if view.done is not None:
            y = self._bar(ink, y, view.done)
        y = self._facts(ink, y)
        self._lines(ink, y)
        if view.key:
            self._button(ink, QRectF(LEFT - 1, self.area.height() - BUTTON - 20, right - LEFT + 2, BUTTON))

    def _bar(self, ink: Ink, y: float, done: int) -> float:
        """How far the search has come, as six stars fill."""
        width = self.area.width() - 2 * LEFT
        ink.round(QRectF(LEFT, y, width, 12), 6, theme.SUNK)
        if done:
            ink.round(QRectF(LEFT, y, max(12.0, width * done / 1000), 12), 6, theme.QING)
        return y + 34

    def _facts(self, ink: Ink, y: float) -> float:
        right = self.area.width() - LEFT
        for word, told in self.view.facts:
            value = ink.text(right, y + 20, told, Style(17, theme.INK, bold=True), Side.RIGHT, room=(right - LEFT) * 0.68)
            ink.text(LEFT, y + 20, word, Style(16, theme.INK2), room=right - LEFT - value - 16)
            ink.rule(LEFT, right, y + 33, theme.LINE)
            y += 38
        return y + (10 if self.view.facts else 0)

    def _lines(self, ink: Ink, y: float) -> None:
        room, style = self.area.width() - 2 * LEFT - 40, Style(17, theme.INK)
        for place, line in enumerate(self.view.lines):
            if self.view.done is None:
                ink.circle(LEFT + 13, y + 12, 13, theme.SUNK)
                ink.text(LEFT + 13, y + 18, str(place + 1), Style(15, theme.INK2, bold=True), Side.CENTRE)
            for piece in ink.wrapped(line, style, room):
                ink.text(LEFT + 40, y + 18, piece, style, room=room)
                y += 25
            y += 11

    def _button(self, ink: Ink, box: QRectF) -> None:
        view, down = self.view, self.hot(box, self.view.key)
        ink.box(box, 10, theme.QING, theme.QING2, bottom=1 if down else 3)
        cap, width = cap_width(view.key), min(text_width(view.verb, 20, bold=True), box.width() - 120)
        left, middle = box.center().x() - (cap + 10 + width) / 2, box.center().y() - 1 + (1 if down else 0)
        ink.cap(left, middle - 14, view.key, Cap.PAPER)
        ink.text(left + cap + 10, middle + 7, view.verb, Style(20, "#FFFFFF", bold=True), room=width + 1)


def draw_wiring(ink: Ink, box: QRectF) -> None:
    """Scale, its 9-pin plug, the adapter, the PC; below which pin goes to which."""
    ink.round(box, 12, theme.SUNK)
    y = box.top() + 62
    places = [box.left() + box.width() * share for share in (0.12, 0.42, 0.66, 0.88)]
    ink.rule(places[0] + 30, places[3] - 30, y - 1.5, theme.INK2, 3)
    _thing(ink, places[0], y, "scale", _("Scale"))
    _plug(ink, places[1], y)
    ink.text(places[1], y + 48, _("9-pin plug"), Style(16, theme.INK), Side.CENTRE, room=box.width() * 0.24)
    _thing(ink, places[2], y, "usb", _("Adapter"))
    _thing(ink, places[3], y, "grid", _("This PC"))
    words = _("Scale TXD to PC 2 · scale RXD to PC 3 · ground GND to 5")
    ink.text(box.center().x(), box.bottom() - 36, words, Style(16, theme.INK, bold=True), Side.CENTRE, room=box.width() - 24)
    words = _("Silent? Swap 2 and 3: that is what a crossed cable does.")
    ink.text(box.center().x(), box.bottom() - 13, words, Style(16, theme.INK2), Side.CENTRE, room=box.width() - 24)


def _thing(ink: Ink, x: float, y: float, icon: str, words: str) -> None:
    ink.box(QRectF(x - 28, y - 28, 56, 56), 12, theme.CARD, theme.LINE2)
    ink.icon(icon, x - 16, y - 16, 32, theme.INK)
    ink.text(x, y + 48, words, Style(16, theme.INK), Side.CENTRE, room=110)


def _plug(ink: Ink, x: float, y: float) -> None:
    """A D-shaped plug with its nine pins; those that matter are filled."""
    shape = QPainterPath()
    shape.moveTo(x - 54, y - 25)
    shape.lineTo(x + 54, y - 25)
    shape.lineTo(x + 44, y + 25)
    shape.lineTo(x - 44, y + 25)
    shape.closeSubpath()
    ink.path(shape, theme.CARD)
    ink.stroke(shape, theme.LINE2, 2)
    for pin in range(1, 10):
        upper = pin <= 5
        left = x - 36 + 18 * (pin - 1) if upper else x - 27 + 18 * (pin - 6)
        top = y - 9 if upper else y + 9
        used = pin in (2, 3, 5)
        ink.circle(left, top, 8.5 if used else 4, theme.QING if used else theme.LINE2)
        if used:
            ink.text(left, top + 5.5, str(pin), Style(15, "#FFFFFF", bold=True), Side.CENTRE)
