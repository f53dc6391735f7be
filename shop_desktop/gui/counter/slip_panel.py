"""The right column: the ticket as a torn slip of paper, its lines, its totals; three steps while it is empty.

Lines in and out, the row on the scale, marks in words. Emits "row:<n>" for a line clicked, "-" and "F8" in the foot.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QWheelEvent

from shop_desktop.gui import theme
from shop_desktop.gui.counter.slip_lines import SlipLines
from shop_desktop.gui.counter.view import TicketView, TotalsView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style, rounded_pen
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _

EDGE = 19.0
TEETH = 9.0
SMALL = Style(15, theme.INK2)


@dataclass(frozen=True)
class Step:
    key: str
    verb: str
    below: str


class TicketTable(Painted):
    """386 wide. `first` is the first line seen; the newest stays in view unless the wheel moved it."""

    view = TicketView()

    def __init__(self) -> None:
        super().__init__()
        self.lines = SlipLines()

    def show_view(self, view: TicketView) -> None:
        if view != self.view:
            self.view = view
            self.lines.show(view.lines)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.lines.scroll(-1 if event.angleDelta().y() > 0 else 1)
        self.update()

    @property
    def paper(self) -> QRectF:
        """The slip without its teeth, whose tips end 2 above the widget's."""
        return QRectF(0, 0, self.area.width(), self.area.height() - TEETH - 2)

    def draw(self, ink: Ink) -> None:
        empty = not self.view.lines
        self._sheet(ink)
        self._head(ink, empty)
        if empty:
            self._steps(ink)
            self._foot(ink)
        else:
            totals = self.view.totals
            top = self.paper.bottom() - (146 if self.lines.dense else 162) if totals else self.paper.bottom()
            self.lines.draw(ink, QRectF(1, 51, self.area.width() - 2, top - 51), self)
            if totals:
                self._totals(ink, top, totals)

    def _sheet(self, ink: Ink) -> None:
        right, bottom = self.area.width(), self.paper.bottom()
        edge = QPolygonF([QPointF(0.5, bottom)])
        count = round(right / 12)
        step = right / (2 * count)
        for tooth in range(2 * count):
            edge.append(QPointF(0.5 + step * (tooth + 1) - (0.5 if tooth == 2 * count - 1 else 0), bottom + _depth(tooth)))
        sheet = QPainterPath(QPointF(0.5, bottom))
        sheet.addPolygon(edge)
        sheet.lineTo(right - 0.5, 12.5)
        sheet.arcTo(QRectF(right - 24.5, 0.5, 24, 24), 0, 90)
        sheet.lineTo(12.5, 0.5)
        sheet.arcTo(QRectF(0.5, 0.5, 24, 24), 90, 90)
        sheet.closeSubpath()
        ink.path(sheet, theme.CARD)
        ink.stroke(sheet, theme.LINE, 1)
        teeth = QPainterPath()
        teeth.addPolygon(edge)
        ink.painter.strokePath(teeth, rounded_pen(theme.LINE2, 1.4))

    def _head(self, ink: Ink, empty: bool) -> None:
        right = self.area.width() - EDGE
        title = ink.text(EDGE, 34, _("This ticket"), Style(21, theme.INK, bold=True), room=190)
        if empty:
            ink.text(right, 31, _("empty"), SMALL, Side.RIGHT)
        elif self.view.saved:
            words = _("Draft stored on disk")
            room = right - EDGE - title - 40
            width = ink.text(right, 31, words, SMALL, Side.RIGHT, room=room)
            ink.icon("save", right - width - 25, 16, 18, theme.INK2)
        ink.rule(1, self.area.width() - 1, 49, theme.INK, 2)

    # empty

    def _steps(self, ink: Ink) -> None:
        ink.text(27, 114, _("A ticket in three steps"), Style(21, theme.INK, bold=True), room=340)
        steps = (
            Step("5", _("Choose a kind by its digit"), _("The tiles lie as your number pad lies")),
            Step("Enter", _("Take it when it is steady"), _("One by one; clear the pan in between")),
            Step("+", _("Finish, get the slip"), _("Stored first, printed then")),
        )
        pitch = min(77.0, (self.paper.bottom() - 75 - 143) / 3)
        for index, step in enumerate(steps):
            y = 143 + pitch * index
            ink.cap(99, y, step.key, side=Side.RIGHT)
            ink.text(113, y + 23, step.verb, Style(19, theme.INK, bold=True), room=260)
            ink.text(113, y + 47, step.below, Style(16, theme.INK2), room=260)

    def _foot(self, ink: Ink) -> None:
        y, right = self.paper.bottom() - 31, self.area.width() - EDGE
        ink.rule(1, self.area.width() - 1, self.paper.bottom() - 75, theme.LINE2, 2)
        style = Style(16, theme.INK)
        x = right
        for key, word in (("F8", _("undo")), ("-", _("remove a line"))):
            width = ink.text(x, y + 6, word, style, Side.RIGHT, room=120)
            cap = ink.cap(x - width - 10, y - 14, key, side=Side.RIGHT)
            self.hot(QRectF(x - width - cap - 14, y - 22, width + cap + 18, 44), key)
            x -= width + cap + 19.5
        ink.icon("undo", 19, y - 11, 22, theme.INK2)
        ink.text(51, y + 6, _("No worry about slips"), Style(16, theme.INK2), room=max(60, x - 55))

    # totals

    def _totals(self, ink: Ink, top: float, totals: TotalsView) -> None:
        right, dense = self.area.width() - EDGE, self.lines.dense
        ink.rule(1, self.area.width() - 1, top, theme.INK, 2)
        style = Style(17, theme.INK2)
        if dense:
            ink.text(EDGE, top + 30, _("In {kg} kg", kg=totals.kg), style)
            ink.text(right, top + 30, _("{yuan} yuan", yuan=totals.yuan), style, Side.RIGHT)
        else:
            ink.text(EDGE, top + 29, _("{items} items", items=totals.items), style)
            width = ink.text(right, top + 30, _("{yuan} yuan", yuan=totals.yuan), style, Side.RIGHT)
            ink.text(right - width - 33, top + 30, f"{totals.kg} kg", style, Side.RIGHT)
        self._sum(ink, top + (82 if dense else 90), totals)
        self._after(ink, totals)

    def _sum(self, ink: Ink, y: float, totals: TotalsView) -> None:
        right = self.area.width() - EDGE
        token = theme.ZHU if totals.minus or totals.short else theme.QING2
        unit = ink.text(right, y - 1 if self.lines.dense else y, _("points"), Style(19, theme.INK), Side.RIGHT)
        label = _("Ticket points")
        style = Style(46 if self.lines.dense else 54, token, bold=True)
        width = text_width(totals.points, style.px, bold=True)
        ink.text(right - unit - 8, y + (0 if self.lines.dense else 1), totals.points, style, Side.RIGHT)
        ink.text(EDGE, y + 1, label, Style(19, theme.INK, bold=True), room=right - unit - width - 20 - EDGE)

    def _after(self, ink: Ink, totals: TotalsView) -> None:
        right, bottom = self.area.width() - EDGE, self.paper.bottom()
        band = QRectF(1, bottom - (53 if self.lines.dense else 57), self.area.width() - 2, 0)
        band.setBottom(bottom)
        ink.fill(band, theme.ZHU_T if totals.short else theme.QING_T)
        y = bottom - (20 if self.lines.dense else 22)
        if totals.short:
            ink.icon("octagon", EDGE, y - 20, 24, theme.ZHU)
            words = _("{points} points short", points=totals.short)
            ink.text(EDGE + 32, y + 1, words, Style(22, theme.ZHU, bold=True), room=right - EDGE - 32)
            return
        unit = ink.text(right, y, _("points"), Style(17, theme.INK), Side.RIGHT)
        after = ink.text(right - unit - 6, y + 7, totals.after, Style(30, theme.INK, bold=True), Side.RIGHT)
        room = right - unit - after - 20 - EDGE
        words = _("Had {before}  →  then", before=totals.before)
        ink.text(EDGE, y + 1, words, Style(17, theme.INK), room=room)


def _depth(tooth: int) -> float:
    return 8.2 if tooth % 2 == 0 else 0.0
