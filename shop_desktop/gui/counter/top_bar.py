"""The counter's top bar: seal, shop, today's tickets and weight, the state of scale, printer and backup, user, clock."""

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.counter.view import Chip, Tone, TopBar, plain, strong
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.lines import TONES, Looks, draw_parts, parts_width
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _

TODAY = Looks(plain=Style(16, theme.INK2), strong=Style(16, theme.INK, bold=True), points=Style(16, theme.INK), gap=6)


class TopBarPanel(Painted):
    """52 units high, as wide as the window."""

    view: TopBar | None = None

    def show_view(self, view: TopBar) -> None:
        if view != self.view:
            self.view = view
            self.update()

    def draw(self, ink: Ink) -> None:
        area = self.area
        ink.fill(area, theme.CARD)
        ink.rule(0, area.width(), 51, theme.LINE)
        ink.icon("seal", 16, 8, 36, theme.ZHU)
        if self.view is None:
            return
        clock = ink.text(area.width() - 16, 34, self.view.clock, Style(22, theme.INK, bold=True), Side.RIGHT)
        left = self._chips(ink, area.width() - 16 - clock - 18)
        self._today(ink, left - 18)

    def _today(self, ink: Ink, end: float) -> None:
        view = self.view
        assert view is not None
        today = (
            plain(_("Today")),
            strong(view.tickets),
            plain(_("tickets ·")),
            strong(view.weight),
            plain("kg"),
        )
        room = end - 70 - parts_width(today, TODAY) - 18 - (80 if view.practice else 0)
        x = 70 + ink.text(70, 34, view.shop, Style(20, theme.INK, bold=True), room=max(80.0, room)) + 18
        x = draw_parts(ink, x, 32, today, TODAY, end - x) + 18
        if view.practice:
            self._practice(ink, x)

    def _practice(self, ink: Ink, x: float) -> None:
        words = _("Practice")
        width = text_width(words, 16, bold=True) + 24
        ink.round(QRectF(x, 11, width, 30), 8, theme.GRAIN_B)
        ink.text(x + 12, 32, words, Style(16, theme.NIGHT, bold=True))

    def _chips(self, ink: Ink, right: float) -> float:
        assert self.view is not None
        for chip in reversed(self.view.chips):
            right = self._chip(ink, right, chip) - 18
        return right + 18

    def _chip(self, ink: Ink, right: float, chip: Chip) -> float:
        loud = chip.tone in (Tone.OK, Tone.STOP, Tone.TODO)
        token = TONES[chip.tone][1]
        width = ink.text(right, 32, chip.text, Style(16, token, bold=loud), Side.RIGHT)
        left = right - width - 26
        ink.icon(chip.icon, left, 16, 20, token)
        if chip.action:
            self.hot(QRectF(left - 9, 0, width + 44, 52), chip.action)
        return left
