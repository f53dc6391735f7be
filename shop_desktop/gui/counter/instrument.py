"""The dark instrument: state badge, six stars, the weight or dashes, how the points come about, one sentence what now.

Shows digits only where the view gives a weight or an entry; a state's badge, edge and dashes come from one row.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from shop_desktop.gui import theme
from shop_desktop.gui.counter.gate_look import ENTRIES, GATES, GateLook
from shop_desktop.gui.counter.view import Gate, ScaleView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style
from shop_desktop.gui.widgets.lines import Looks, draw_parts
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import Look
from shop_desktop.text import _

FORMULA = Looks(
    plain=Style(18, theme.MIST),
    strong=Style(18, theme.WHITE, bold=True),
    points=Style(26, theme.GRAIN_B, bold=True),
    gap=9,
    drop=3,
)
PROMPT = Looks(
    plain=Style(20, theme.WHITE),
    strong=Style(20, theme.WHITE, bold=True),
    points=Style(20, theme.GRAIN_B, bold=True),
    cap=Cap.NIGHT,
)
NAME = Style(20, theme.WHITE, bold=True)
LEFT, BAND = 20.0, 46.0
FULL_HEIGHT = 254.0
BIG, SMALL, LOW = 124, 104, 98


class WeightDisplay(Painted):
    """616×254 at the design size; in a low window it gives up 38 and sets the weight in 104."""

    view = ScaleView(gate=Gate.ABSENT)
    caret_on = True

    def show_view(self, view: ScaleView) -> None:
        if view != self.view:
            self.view = view
            self.caret_on = True
            self.update()

    def blink(self) -> None:
        if self.view.entry is not None:
            self.caret_on = not self.caret_on
            self.update()

    @property
    def look(self) -> GateLook:
        entry = self.view.entry
        return ENTRIES[entry.kind] if entry is not None else GATES[self.view.gate]

    def draw(self, ink: Ink) -> None:
        self._ground(ink)
        end = self._badge(ink)
        if self.view.entry is None:
            self._stars(ink, end + 18)
        self._corner(ink, end + 18 + 164)
        self._number(ink)
        self._formula(ink)
        room = self.area.width() - 2 * LEFT
        draw_parts(ink, LEFT, self.area.height() - 14, self.view.prompt, PROMPT, room)

    def _ground(self, ink: Ink) -> None:
        inner = ink.box(self.area, 14, theme.NIGHT, self.look.edge, thick=3)
        shape = QPainterPath()
        shape.addRoundedRect(inner, 11, 11)
        band = QPainterPath()
        band.addRect(ink.snapped(QRectF(0, self.area.height() - BAND, self.area.width(), BAND)))
        ink.path(shape.intersected(band), theme.NIGHT2)

    def _badge(self, ink: Ink) -> float:
        look, words = self.look, _(self.look.word)
        if self.view.gate is Gate.EMPTY and self.view.entry is None:
            words = f"{words} {self.view.zero}"
        width = text_width(words, 22, bold=True) + 58
        ink.round(QRectF(LEFT, 14, width, 40), 9, look.ground)
        ink.icon(look.icon, LEFT + 10, 21.4, 26, look.text, 2.6)
        ink.text(LEFT + 44, 43, words, Style(22, look.text, bold=True))
        return LEFT + width

    def _stars(self, ink: Ink, left: float) -> None:
        draw_stars(ink, left, 32, self.view.stars, self.look.star, unit=1.0)

    def _corner(self, ink: Ink, left: float) -> None:
        view = self.view
        if view.port:
            words = view.port
        elif view.container:
            words = _("Net · {container} {tare}", container=view.container, tare=view.tare)
        else:
            words = _("Net · tare {tare}", tare=view.tare)
        right = self.area.width() - 20
        ink.text(right, 41, words, Style(17, theme.MIST), Side.RIGHT, room=right - left)

    # the number

    def _number(self, ink: Ink) -> None:
        view, base = self.view, self.area.height() - 91
        unit = view.entry.unit if view.entry is not None else view.unit
        right = self.area.width() - 97
        if (wide := text_width(unit, 40, bold=True)) > 60 and unit:
            ink.text(self.area.width() - 26, base - 2, unit, Style(30, theme.WHITE, bold=True), Side.RIGHT, room=110)
            right -= max(0.0, min(110.0, wide * 30 / 40) - 47)
        else:
            ink.text(self.area.width() - 26, base - 2, unit, Style(40, theme.WHITE, bold=True), Side.RIGHT)
        if view.entry is not None:
            self._entry(ink, right, base, view.entry.text)
        elif view.weight:
            jin = ink.text(self.area.width() - 26, base - 48, _("{jin} jin", jin=view.jin), Style(16, theme.MIST), Side.RIGHT)
            right = min(right + 7, self.area.width() - 26 - jin - 9)
            ink.text(right, base, view.weight, Style(self._size(view.weight), theme.WHITE, bold=True), Side.RIGHT)
        else:
            self._dashes(ink, base)

    def _size(self, text: str) -> int:
        low = self.area.height() < FULL_HEIGHT - 8
        px = LOW if low else SMALL if len(text.partition(".")[0]) > 2 or len(text) > 6 else BIG
        spare = max(0.0, self.area.height() - FULL_HEIGHT - 4)
        widest = px * (self.area.width() - 140) / max(1.0, text_width(text, px, bold=True))
        return round(min(px + spare * 0.8, max(px, widest)))

    def _entry(self, ink: Ink, right: float, base: float, text: str) -> None:
        px = self._size(text)
        if len(text) > 8:
            px = 44
        ink.text(right - 10, base, text, Style(px, theme.WHITE, bold=True), Side.RIGHT, room=right - 30)
        if self.caret_on:
            ink.fill(QRectF(right - 4, base - px * 0.78, 4, px * 0.84), theme.GRAIN_B)

    def _dashes(self, ink: Ink, base: float) -> None:
        right = self.area.width() - 97
        for index in range(3):
            left = right - 246.4 + 95.2 * index
            ink.painter.fillRect(QRectF(left, base - 41.7, 56.2, 11.8), theme.colour(self.look.dash))

    def _formula(self, ink: Ink) -> None:
        x, y, parts = LEFT, self.area.height() - 57, self.view.formula
        if self.view.icon and parts:
            ink.icon(self.view.icon, x, y - 20, 24, theme.MIST)
            x += 33
            if parts[0].look is Look.STRONG:
                x += ink.text(x, y + 1, parts[0].text, NAME) + FORMULA.gap
                parts = parts[1:]
        draw_parts(ink, x, y, parts, FORMULA, self.area.width() - 20 - x)


def draw_stars(ink: Ink, left: float, y: float, filled: int, token: str, unit: float) -> None:
    """The steelyard's six stars on their beam, 145 × unit wide, centred on y."""
    beam = QPainterPath()
    beam.addRoundedRect(QRectF(left, y - 1.5 * unit, 145.6 * unit, 3 * unit), 1.5 * unit, 1.5 * unit)
    ink.path(beam, token)
    for index in range(6):
        x = left + (11 + 25 * index) * unit
        ink.circle(x, y, 7.7 * unit, token)
        if index >= filled:
            ink.circle(x, y, 5.3 * unit, theme.NIGHT)
