"""The light instrument while goods are chosen: what may still be spent, how it comes about, one sentence what now."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from shop_desktop.gui import theme
from shop_desktop.gui.counter.gate_look import ENTRIES, GATES
from shop_desktop.gui.counter.view import GoodsView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.lines import Looks, draw_parts
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import Look
from shop_desktop.text import _

FORMULA = Looks(
    plain=Style(18, theme.INK2), strong=Style(18, theme.INK, bold=True), points=Style(18, theme.QING2, bold=True), gap=12
)
PROMPT = Looks(plain=Style(20, theme.INK), strong=Style(20, theme.INK, bold=True), points=Style(20, theme.QING2, bold=True))
LEFT, BAND = 21.0, 47.0


class GoodsPanel(Painted):
    """Lies where the instrument lies; the scale's state stays as a chip in its corner."""

    view = GoodsView(left="")
    caret_on = True

    def show_view(self, view: GoodsView) -> None:
        if view != self.view:
            self.view = view
            self.caret_on = True
            self.update()

    def blink(self) -> None:
        if self.view.entry is not None:
            self.caret_on = not self.caret_on
            self.update()

    def draw(self, ink: Ink) -> None:
        ground = theme.ZHU_T if self.view.short else theme.QING_T
        self._ground(ink, ground)
        self._badge(ink, ground)
        self._scale(ink)
        if self.view.entry is not None:
            self._entry(ink)
        else:
            self._number(ink)
        self._formula(ink)
        draw_parts(ink, LEFT, self.area.height() - 15, self.view.prompt, PROMPT, self.area.width() - 2 * LEFT)

    def _ground(self, ink: Ink, ground: str) -> None:
        inner = ink.box(self.area, 14, theme.CARD, theme.LINE)
        shape = QPainterPath()
        shape.addRoundedRect(inner, 13, 13)
        band = QPainterPath()
        band.addRect(ink.snapped(QRectF(0, self.area.height() - BAND, self.area.width(), BAND)))
        ink.path(shape.intersected(band), ground)

    def _badge(self, ink: Ink, ground: str) -> None:
        entry = self.view.entry
        words = _(ENTRIES[entry.kind].word) if entry is not None else _("Choose goods")
        token = theme.ZHU if self.view.short else theme.QING2
        ink.round(QRectF(LEFT, 15, text_width(words, 22, bold=True) + 58, 40), 9, ground)
        ink.icon(ENTRIES[entry.kind].icon if entry is not None else "basket", LEFT + 10, 22.4, 26, token, 2.4)
        ink.text(LEFT + 44, 44, words, Style(22, token, bold=True))

    def _scale(self, ink: Ink) -> None:
        look = GATES[self.view.scale]
        words = _(look.chip)
        width = text_width(words, 17, bold=True) + 51
        right = self.area.width() - 21
        quiet = look.ground == theme.NIGHT3
        ink.round(QRectF(right - width, 15, width, 40), 8, theme.NIGHT if quiet else look.ground)
        text = theme.WHITE if quiet else look.text
        ink.icon("tick" if quiet else look.icon, right - width + 12.5, 24.8, 20, theme.QING_L if quiet else text, 2.4)
        ink.text(right - 12.5, 42, words, Style(17, text, bold=True), Side.RIGHT)

    def _number(self, ink: Ink) -> None:
        view, base = self.view, self.area.height() - 98
        token = theme.ZHU if view.short else theme.QING2
        low = self.area.height() < 246
        ink.text(
            LEFT, base - (36 if low else 50), _("Still missing") if view.short else _("Can still spend"), Style(18, theme.INK2)
        )
        ink.text(LEFT, base - (10 if low else 21), view.arithmetic, Style(16, theme.INK2), room=200)
        word = _("points")
        style = Style(34 if text_width(word, 34, bold=True) < 60 else 24, theme.INK, bold=True)
        unit = ink.text(self.area.width() - 25, base - 2, word, style, Side.RIGHT)
        number = view.short or view.left
        right = self.area.width() - 25 - unit - 13
        ink.text(right, base, number, Style(76 if low else 110, token, bold=True), Side.RIGHT, room=right - 236)

    def _entry(self, ink: Ink) -> None:
        entry, base = self.view.entry, self.area.height() - 98
        assert entry is not None
        unit = ink.text(self.area.width() - 25, base + 1, entry.unit, Style(33, theme.INK, bold=True), Side.RIGHT)
        right = self.area.width() - 25 - unit - 22
        px = 44 if len(entry.text) > 6 else 76 if self.area.height() < 246 else 104
        ink.text(right, base, entry.text, Style(px, theme.INK, bold=True), Side.RIGHT, room=right - LEFT)
        if self.caret_on:
            ink.fill(QRectF(right + 6, base - px * 0.78, 4, px * 0.84), theme.QING)

    def _formula(self, ink: Ink) -> None:
        x, y, parts = LEFT, self.area.height() - 57, self.view.formula
        if self.view.icon and parts:
            ink.icon(self.view.icon, x, y - 20, 24, theme.QING2)
            x += 35
            if parts[0].look is Look.STRONG:
                x += ink.text(x, y + 2, parts[0].text, Style(20, theme.INK, bold=True)) + 13
                parts = parts[1:]
        draw_parts(ink, x, y + 1, parts, FORMULA, self.area.width() - 20 - x)
