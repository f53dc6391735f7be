"""The wizard's card at the right: the number that was read, and whether the scale's own display says the same."""

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.counter.gate_look import GATES
from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.pages.settings.find.views import CompareView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _

INSTRUMENT, BUTTON, OTHER, GAP = 158.0, 64.0, 46.0, 8.0
FULL, TALLER = 545.0, 80.0
LEFT, MOST_OTHERS = 23.0, 4


class CompareCard(Painted):
    """558×545 at the design size. Emits Enter, 4, 5, 6 or "." as they are drawn."""

    view = CompareView(title="", gate=Gate.ABSENT)

    def show_view(self, view: CompareView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(" · ".join((view.title, f"{view.weight} {view.unit}", view.verb or view.waits)))
            self.update()

    def draw(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - LEFT
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        ink.text(LEFT, 35, view.title, Style(18, theme.INK, bold=True), room=right - LEFT)
        tall = INSTRUMENT + max(0.0, min(TALLER, self.area.height() - FULL))
        self._instrument(ink, QRectF(LEFT - 1, 50, right - LEFT + 2, tall))
        self._button(ink, QRectF(LEFT - 1, 50 + tall + 16, right - LEFT + 2, BUTTON))
        top = 50 + tall + 16 + BUTTON
        self._others(ink, top)
        if view.note and (len(view.others) < MOST_OTHERS or self.area.height() > FULL + TALLER):
            y = self.area.height() - 22
            ink.icon("shield", LEFT, y - 17, 21, theme.INK2)
            ink.text(LEFT + 30, y, view.note, Style(16, theme.INK2), room=right - LEFT - 30)

    def _instrument(self, ink: Ink, box: QRectF) -> None:
        view, look = self.view, GATES[self.view.gate]
        ink.round(box, 14, theme.NIGHT)
        words = _(look.word)
        width = text_width(words, 18, bold=True) + 54
        ink.round(QRectF(box.left() + 16, box.top() + 12, width, 36), 9, look.ground)
        ink.icon(look.icon, box.left() + 26, box.top() + 18, 24, look.text, 2.6)
        ink.text(box.left() + 59, box.top() + 37, words, Style(18, look.text, bold=True))
        base = box.bottom() - 14
        unit = (
            ink.text(box.right() - 24, base - 6, view.unit, Style(40, theme.WHITE, bold=True), Side.RIGHT) if view.weight else 0
        )
        if view.weight:
            most = 104.0 + (box.height() - INSTRUMENT) * 0.8
            px = min(most, 104.0 * (box.width() - unit - 84) / max(1.0, text_width(view.weight, 104, bold=True)))
            ink.text(box.right() - 24 - unit - 28, base, view.weight, Style(px, theme.WHITE, bold=True), Side.RIGHT)
            return
        for place in range(3):
            left = box.right() - 60 - 240 + 84 * place
            ink.painter.fillRect(QRectF(left, box.center().y() + 20, 52, 11), theme.colour(look.dash))

    def _button(self, ink: Ink, box: QRectF) -> None:
        view = self.view
        if view.typed is not None:
            self._typing(ink, box)
            return
        down, lit = self.hot(box, "Enter"), not view.waits
        face, edge, token = (theme.QING, theme.QING2, "#FFFFFF") if lit else (theme.SUNK, theme.LINE, theme.INK2)
        ink.box(box, 10, face, edge, bottom=1 if down else 3)
        words = view.verb if lit else view.waits
        cap = cap_width("Enter")
        px = 22 if lit else 18
        width = min(text_width(words, px, bold=True), box.width() - cap - 40)
        left, middle = box.center().x() - (cap + 10 + width) / 2, box.center().y() - 1 + (1 if down else 0)
        ink.cap(left, middle - 14, "Enter", Cap.PAPER)
        ink.text(left + cap + 10, middle + px * 0.37, words, Style(px, token, bold=True), room=width + 1)

    def _typing(self, ink: Ink, box: QRectF) -> None:
        """What the scale's display says, as it is being typed."""
        view = self.view
        label = ink.text(box.left(), box.center().y() + 6, _("The scale shows"), Style(17, theme.INK), room=box.width() * 0.4)
        field = QRectF(box.left() + label + 12, box.top() + 6, box.width() - label - 12, box.height() - 12)
        ink.box(field, 10, theme.CARD, theme.QING, thick=3)
        width = ink.text(field.left() + 16, field.center().y() + 9, view.typed or "", Style(24, theme.INK, bold=True))
        ink.fill(QRectF(field.left() + 19 + width, field.top() + 11, 3, 30), theme.QING)
        end = field.right() - 12
        end -= ink.cap(end, field.center().y() - 14, "Enter", Cap.LIT, Side.RIGHT) + 14
        ink.text(end, field.center().y() + 6, view.typed_unit, Style(17, theme.INK), Side.RIGHT)
        self.hot(field, "Enter")

    def _others(self, ink: Ink, top: float) -> None:
        view, right = self.view, self.area.width() - LEFT
        if view.said:
            ink.text(LEFT, top + 29, view.said, Style(16, theme.ZHU, bold=True), room=right - LEFT)
        else:
            words = _("Type what the scale shows")
            end = right - ink.text(right, top + 29, words, Style(16, theme.INK), Side.RIGHT) - 10
            end -= ink.cap(end, top + 9, ".", side=Side.RIGHT)
            self.hot(QRectF(end - 6, top + 1, right - end + 12, 44), ".")
            ink.text(LEFT, top + 29, _("Not the same? What differs?"), Style(16, theme.INK2), room=end - LEFT - 12)
        gap = GAP if len(view.others) < MOST_OTHERS else 4.0
        for place, other in enumerate(view.others[:MOST_OTHERS]):
            box = QRectF(LEFT - 1, top + 40 + (OTHER + gap) * place, right - LEFT + 2, OTHER)
            down = self.hot(box, other.key)
            ink.box(box, 10, theme.CARD, theme.LINE2, bottom=1 if down else 3)
            y = box.center().y() + (1 if down else -1)
            ink.cap(box.left() + 15, y - 14, other.key)
            shown = ink.text(box.right() - 15, y + 6, other.shown, Style(16, theme.INK2), Side.RIGHT, room=box.width() * 0.6)
            ink.text(box.left() + 55, y + 6, other.words, Style(17, theme.INK, bold=True), room=box.width() - 80 - shown)
