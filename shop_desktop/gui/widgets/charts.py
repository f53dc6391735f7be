"""Charts on the screen: the marks of a chart drawn with the window's ink, in a card with its title, figures and state.

Told a value and drawn again only when it or the size changes. Knows neither books nor where the figures come from.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.chart_words import ChartWords
from shop_desktop.domain.charts import Chart, Zone
from shop_desktop.domain.marks import (
    Disc,
    Fill,
    Form,
    Mark,
    Patch,
    Rule,
    Tint,
    Track,
    U,
    Weight,
    Words,
    dots,
    hatching,
)
from shop_desktop.domain.sketches import lying_rows, sketch
from shop_desktop.gui import theme
from shop_desktop.gui.theme import colour, font, text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.lines import Looks, badge_width, draw_badge, draw_parts, parts_width
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import draw_empty
from shop_desktop.gui.widgets.table import Empty
from shop_desktop.gui.widgets.values import Part, Tone
from shop_desktop.text import _, chart_words

TINTS = {
    Tint.INK: theme.INK,
    Tint.QUIET: theme.INK2,
    Tint.GRID: theme.LINE,
    Tint.GREEN: theme.QING,
    Tint.RED: theme.ZHU,
    Tint.BLUE: theme.DIAN,
    Tint.GRAIN: theme.GRAIN,
    Tint.WHITE: "#FFFFFF",
}
HATCHED, STRIPE, SAND = "#74B08A", "#0F4632", "#CFC4AE"
FILLS = {
    Fill.SOLID: (theme.QING, ""),
    Fill.HATCH: (HATCHED, STRIPE),
    Fill.DOTS: (theme.GRAIN_B, theme.GRAIN),
    Fill.PLAIN: (SAND, ""),
    Fill.BACK: (theme.DIAN_N, theme.DIAN),
    Fill.GRID: (theme.ZHU_N, theme.ZHU),
    Fill.WARN: (theme.ZHU_T, theme.ZHU),
    Fill.CARE: (theme.GRAIN_T, ""),
    Fill.FINE: (theme.QING_T, ""),
}
"""Ground of each fill, and the colour of what lies on it."""
ZONE_TONES = {Zone.ENOUGH: Tone.OK, Zone.CAREFUL: Tone.TODO, Zone.SHORT: Tone.STOP, Zone.UNKNOWN: Tone.QUIET}
HEAD, EDGE = 44.0, 17.0
FIGURES = Looks(plain=Style(17, theme.INK2), strong=Style(17, theme.INK, bold=True), points=Style(17, theme.INK), gap=0)


@cache
def text_tenths(text: str, px: int, bold: bool) -> int:
    """How wide a text of a chart is, in tenths of a unit."""
    return round(text_width(text, px, bold) * U + 0.5)


class ChartPen:
    """Draws marks at an offset; one for each paint."""

    def __init__(self, ink: Ink, left: float, top: float) -> None:
        self.ink, self.left, self.top = ink, left, top

    def draw(self, marks: tuple[Mark, ...]) -> None:
        for mark in marks:
            match mark:
                case Words():
                    self._words(mark)
                case Rule():
                    self._rule(mark)
                case Patch():
                    self._patch(mark)
                case Track():
                    self._track(mark)
                case Disc():
                    self.ink.circle(self._x(mark.x), self._y(mark.y), mark.radius / U, theme.INK)
                    self.ink.circle(self._x(mark.x), self._y(mark.y), mark.radius / U - 1.8, theme.GRAIN_B)
                case Weight():
                    self._weight(mark)

    def _x(self, x: int) -> float:
        return self.left + x / U

    def _y(self, y: int) -> float:
        return self.top + y / U

    def _point(self, point: tuple[int, int]) -> QPointF:
        return QPointF(self._x(point[0]), self._y(point[1]))

    def _words(self, mark: Words) -> None:
        style = Style(mark.px, TINTS[mark.tint], mark.bold)
        if mark.apart:
            self._ground(mark)
        self.ink.text(self._x(mark.x), self._y(mark.y), mark.text, style, Side(mark.side.value), room=mark.room / U)

    def _ground(self, mark: Words) -> None:
        """The ground's colour around the letters."""
        left = mark.x / U - {"left": 0.0, "centre": 0.5, "right": 1.0}[mark.side] * text_width(mark.text, mark.px, mark.bold)
        letters = QPainterPath()
        letters.addText(QPointF(self.left + left, self._y(mark.y)), font(mark.px, mark.bold), mark.text)
        self.ink.stroke(letters, theme.CARD, 5)

    def _rule(self, mark: Rule) -> None:
        thick, token = mark.thick / U, TINTS[mark.tint]
        if mark.y == mark.to_y:
            self.ink.rule(self._x(mark.x), self._x(mark.to_x), self._y(mark.y) - (thick - 1) / 2, token, thick)
        elif mark.x == mark.to_x:
            self.ink.fill(QRectF(self._x(mark.x) - thick / 2, self._y(mark.y), thick, (mark.to_y - mark.y) / U), token)
        else:
            line = QPainterPath(self._point((mark.x, mark.y)))
            line.lineTo(self._point((mark.to_x, mark.to_y)))
            self.ink.stroke(line, token, thick)

    def _patch(self, mark: Patch) -> None:
        ground, upon = FILLS[mark.fill]
        box = self.ink.snapped(QRectF(self._x(mark.x), self._y(mark.y), mark.width / U, mark.height / U))
        painter = self.ink.painter
        painter.save()
        if mark.edged:
            path = QPainterPath()
            path.addRoundedRect(box, 2, 2)
            painter.setClipPath(path)
        else:
            painter.setClipRect(box)
        painter.fillRect(box, colour(ground))
        if upon:
            self._pattern(mark, upon)
        painter.restore()
        if mark.edged:
            painter.strokePath(path, QPen(colour(theme.INK2), 1))

    def _pattern(self, mark: Patch, token: str) -> None:
        area = (mark.x, mark.y, mark.width, mark.height)
        if mark.fill is Fill.DOTS:
            for x, y in dots(*area, 6 * U):
                self.ink.circle(self._x(x), self._y(y), 1.1, token)
            return
        strokes = [] if mark.fill is Fill.BACK else hatching(*area, 6 * U)
        if mark.fill in (Fill.BACK, Fill.GRID):
            strokes += hatching(*area, 6 * U, back=True)
        path = QPainterPath()
        for start, end in strokes:
            path.moveTo(self._point(start))
            path.lineTo(self._point(end))
        self.ink.painter.strokePath(path, QPen(colour(token), 1.6))

    def _track(self, mark: Track) -> None:
        points = [self._point(point) for point in mark.points]
        pen = QPen(colour(TINTS[mark.tint]), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        if mark.dashed:
            pen.setDashPattern([2.6, 1.7])
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        self.ink.painter.strokePath(path, pen)
        for point in points:
            form = form_path(mark.form, point)
            self.ink.stroke(form, theme.CARD, 2.4)
            self.ink.path(form, TINTS[mark.tint])

    def _weight(self, mark: Weight) -> None:
        outline = QPainterPath()
        outline.addPolygon(QPolygonF([self._point(point) for point in mark.points]))
        outline.closeSubpath()
        self.ink.stroke(outline, TINTS[mark.tint], 8)
        self.ink.path(outline, TINTS[mark.tint])


def form_path(form: Form, at: QPointF) -> QPainterPath:
    """What stands at a line's point: circle, triangle, square or diamond."""
    path, x, y = QPainterPath(), at.x(), at.y()
    if form is Form.CIRCLE:
        path.addEllipse(at, 4.6, 4.6)
    elif form is Form.SQUARE:
        path.addRect(QRectF(x - 4.5, y - 4.5, 9, 9))
    else:
        corners = {
            Form.TRIANGLE: ((0, -5.2), (5.2, 4.0), (-5.2, 4.0)),
            Form.DIAMOND: ((0, -6.0), (6.0, 0), (0, 6.0), (-6.0, 0)),
        }[form]
        path.addPolygon(QPolygonF([QPointF(x + right, y + down) for right, down in corners]))
        path.closeSubpath()
    return path


class ChartCard(Painted):
    """A chart under its title; at the right its unit or figures, beside the title a state. Without values: what will be here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.chart: Chart | None = None
        self.detail: tuple[Part, ...] = ()
        self.badge: tuple[str, Tone] | None = None
        self.empty = Empty(words="", icon="chart")
        self._drawn: tuple[object, tuple[Mark, ...]] | None = None

    def show_chart(
        self,
        chart: Chart,
        *,
        title: str,
        detail: tuple[Part, ...] = (),
        badge: tuple[str, Tone] | None = None,
        empty: Empty | None = None,
    ) -> None:
        """Show a chart; `empty` is what is said while it has no values."""
        self.chart, self.title, self.detail, self.badge = chart, title, detail, badge
        self.empty = empty or self.empty
        self.setAccessibleName(" ".join((title, *(part.text for part in detail))))
        self.update()

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        right = self.area.width() - EDGE
        room = right - EDGE
        badge = badge_width(self.badge[0]) + 12 if self.badge else 0.0
        titled = min(text_width(self.title, 18, bold=True), room * 0.6)
        detail = self._detail(room - titled - badge - 14)
        wide = min(parts_width(detail, FIGURES), room - titled - badge - 14)
        ink.text(EDGE, 31, self.title, Style(18, theme.INK, bold=True), room=titled + 1)
        if self.badge is not None:
            draw_badge(ink, EDGE + titled + 12, 10, *self.badge)
        if detail:
            draw_parts(ink, right - wide, 30, detail, FIGURES, wide + 1)
        self._body(ink, QRectF(EDGE, HEAD, room, self.area.height() - HEAD - 12))

    def _detail(self, room: float) -> tuple[Part, ...]:
        """The figures at the right, without the last ones where they do not fit."""
        detail = self.detail
        while len(detail) > 1 and parts_width(detail, FIGURES) > room * 1.12:
            detail = detail[:-1]
        return detail

    @property
    def rows(self) -> int:
        """How many lying bars there is room for."""
        return lying_rows(round((self.area.height() - HEAD - 12) * U))

    def _body(self, ink: Ink, box: QRectF) -> None:
        if self.chart is None:
            return
        marks = self._marks(self.chart, round(box.width() * U), round(box.height() * U))
        if marks:
            ChartPen(ink, box.left(), box.top()).draw(marks)
        else:
            draw_empty(ink, box, self.empty.icon, _(self.empty.words), self.empty.key)

    def _marks(self, chart: Chart, width: int, height: int) -> tuple[Mark, ...]:
        words: ChartWords = chart_words()
        told = (chart, width, height, words.zones)
        if self._drawn is None or self._drawn[0] != told:
            self._drawn = (told, sketch(chart, width, height, words, text_tenths))
        return self._drawn[1]
