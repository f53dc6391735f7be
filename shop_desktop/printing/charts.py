"""Charts on paper: the marks of a chart drawn on a reportlab canvas, told apart by pattern and form where there is no colour.

The same value as on the screen. A part of other papers; whoever draws a paper holds `fonts.TURN`.
"""

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.domain.charts import Chart
from shop_desktop.domain.marks import Disc, Fill, Form, Mark, Patch, Rule, Side, Tint, Track, U, Weight, Words, dots, hatching
from shop_desktop.domain.sketches import sketch
from shop_desktop.printing import fonts
from shop_desktop.text import chart_words

UNIT = 0.62
"""Points a design unit: text of 16 units is set in ten points."""
TITLE, HEAD = 18, 34
TINTS = {
    Tint.INK: "#1B2721",
    Tint.QUIET: "#3F4A44",
    Tint.GRID: "#CFC8B8",
    Tint.GREEN: "#14593F",
    Tint.RED: "#8F1A13",
    Tint.BLUE: "#1F4A7A",
    Tint.GRAIN: "#6B4400",
    Tint.WHITE: "#FFFFFF",
}
FILLS = {
    Fill.SOLID: ("#14593F", ""),
    Fill.HATCH: ("#C9E2D2", "#0F4632"),
    Fill.DOTS: ("#FBE2A0", "#6B4400"),
    Fill.PLAIN: ("#CFC4AE", ""),
    Fill.BACK: ("#D6E6F8", "#1F4A7A"),
    Fill.GRID: ("#FBE6E1", "#8F1A13"),
    Fill.WARN: ("#FBE6E1", "#8F1A13"),
    Fill.CARE: ("#FBEFCF", ""),
    Fill.FINE: ("#E2EDE2", ""),
}
"""Ground of each fill, and the colour of what lies on it; lighter than on the screen, so that grey prints keep the pattern."""
GOLD, WHITE = "#F5C451", "#FFFFFF"


@dataclass(frozen=True, kw_only=True)
class Box:
    """Where a chart goes: its lower left corner and its size, in points."""

    x: float
    y: float
    width: float
    height: float


def draw_chart(
    canvas: Canvas, chart: Chart, box: Box, *, title: str = "", detail: str = "", empty: str = "", unit: float = UNIT
) -> None:
    """Draw a chart into a box of the page, under its title, its unit or figures at the right; `empty` is said without values."""
    fonts.register()
    width, height = box.width / unit, box.height / unit
    head = HEAD if title or detail else 0
    canvas.saveState()
    canvas.translate(box.x, box.y + box.height)
    canvas.scale(unit, unit)
    pen = Pen(canvas)
    if head:
        room = width - fonts.width(detail, 16) - 12
        pen.text(0, -TITLE, title, TITLE, TINTS[Tint.INK], bold=True, room=room)
        pen.text(width, -TITLE, detail, 16, TINTS[Tint.QUIET], side=Side.RIGHT)
    marks = sketch(chart, round(width * U), round((height - head) * U), chart_words(), text_tenths)
    canvas.translate(0, -head)
    for mark in marks:
        pen.draw(mark)
    if not marks:
        middle = -(height - head) / 2
        pen.text(width / 2, middle, empty, 16, TINTS[Tint.QUIET], side=Side.CENTRE, room=width)
    canvas.restoreState()


def text_tenths(text: str, px: int, bold: bool) -> int:
    """How wide a text of a chart is, in tenths of a unit."""
    return round(fonts.width(fonts.clean(text), px, bold=bold) * U + 0.5)


class Pen:
    """Draws marks from the canvas' origin downwards."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def draw(self, mark: Mark) -> None:
        match mark:
            case Words():
                self._words(mark)
            case Rule():
                self._stroke([(mark.x, mark.y), (mark.to_x, mark.to_y)], TINTS[mark.tint], mark.thick / U)
            case Patch():
                self._patch(mark)
            case Track():
                self._track(mark)
            case Disc():
                self._circle(mark.x / U, -mark.y / U, mark.radius / U, TINTS[Tint.INK])
                self._circle(mark.x / U, -mark.y / U, mark.radius / U - 1.8, GOLD)
            case Weight():
                path = self._path(mark.points, close=True)
                self.canvas.setLineJoin(1)
                self._painted(path, TINTS[mark.tint], TINTS[mark.tint], 8)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        side: Side = Side.LEFT,
        room: float = 0,
    ) -> None:
        """One line on the baseline y; wider than `room` it is set smaller, down to four fifths, then cut."""
        text = fonts.clean(text)
        if room:
            size, text = _fitted(text, size, room, bold)
        wide = fonts.width(text, size, bold=bold)
        x -= wide if side is Side.RIGHT else wide / 2 if side is Side.CENTRE else 0
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, size)
        for run in fonts.runs(text):
            if run.known:
                self.canvas.drawString(x, y, run.text)
                x += fonts.width(run.text, size, bold=bold)
            else:
                self.canvas.drawString(x, y, "□")
                x += fonts.box_width(run.text, size)

    def _words(self, mark: Words) -> None:
        x, y = mark.x / U, -mark.y / U
        if mark.apart:
            wide = fonts.width(mark.text, mark.px, bold=mark.bold)
            left = x - {Side.LEFT: 0.0, Side.CENTRE: wide / 2, Side.RIGHT: wide}[mark.side]
            self.canvas.setFillColor(HexColor(WHITE))
            self.canvas.rect(left - 1, y - 1, wide + 2, mark.px * 0.8 + 1, stroke=0, fill=1)
        self.text(x, y, mark.text, mark.px, TINTS[mark.tint], bold=mark.bold, side=mark.side, room=mark.room / U)

    def _stroke(self, points: list[tuple[int, int]], colour: str, thick: float, dash: tuple[float, float] | None = None) -> None:
        self.canvas.setDash(list(dash) if dash else [])
        self._painted(self._path(points), colour, None, thick)
        self.canvas.setDash([])

    def _path(self, points: Any, *, close: bool = False) -> Any:
        path = self.canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(x / U, -y / U)
        if close:
            path.close()
        return path

    def _painted(self, path: Any, edge: str | None, face: str | None, thick: float = 1) -> None:
        if edge is not None:
            self.canvas.setStrokeColor(HexColor(edge))
            self.canvas.setLineWidth(thick)
        if face is not None:
            self.canvas.setFillColor(HexColor(face))
        self.canvas.drawPath(path, stroke=int(edge is not None), fill=int(face is not None))

    def _circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.circle(x, y, radius, stroke=0, fill=1)

    def _patch(self, mark: Patch) -> None:
        ground, upon = FILLS[mark.fill]
        box = (mark.x / U, -(mark.y + mark.height) / U, mark.width / U, mark.height / U)
        self.canvas.setFillColor(HexColor(ground))
        self.canvas.rect(*box, stroke=0, fill=1)
        if upon:
            self.canvas.saveState()
            clip = self.canvas.beginPath()
            clip.rect(*box)
            self.canvas.clipPath(clip, stroke=0, fill=0)
            self._pattern(mark, upon)
            self.canvas.restoreState()
        if mark.edged or upon:
            self.canvas.setStrokeColor(HexColor(TINTS[Tint.QUIET] if mark.edged else upon))
            self.canvas.setLineWidth(0.8)
            self.canvas.rect(*box, stroke=int(mark.fill is not Fill.WARN), fill=0)

    def _pattern(self, mark: Patch, colour: str) -> None:
        area = (mark.x, mark.y, mark.width, mark.height)
        if mark.fill is Fill.DOTS:
            for x, y in dots(*area, 6 * U):
                self._circle(x / U, -y / U, 1.1, colour)
            return
        strokes = [] if mark.fill is Fill.BACK else hatching(*area, 6 * U)
        if mark.fill in (Fill.BACK, Fill.GRID):
            strokes += hatching(*area, 6 * U, back=True)
        for start, end in strokes:
            self._stroke([start, end], colour, 1.6)

    def _track(self, mark: Track) -> None:
        colour = TINTS[mark.tint]
        if len(mark.points) > 1:
            self._stroke(list(mark.points), colour, 3, (7.8, 5.1) if mark.dashed else None)
        for x, y in mark.points:
            self._form(mark.form, x / U, -y / U, colour)

    def _form(self, form: Form, x: float, y: float, colour: str) -> None:
        corners = {
            Form.TRIANGLE: ((0, 5.2), (5.2, -4.0), (-5.2, -4.0)),
            Form.SQUARE: ((-4.5, 4.5), (4.5, 4.5), (4.5, -4.5), (-4.5, -4.5)),
            Form.DIAMOND: ((0, 6.0), (6.0, 0), (0, -6.0), (-6.0, 0)),
        }
        path = self.canvas.beginPath()
        if form is Form.CIRCLE:
            path.circle(x, y, 4.6)
        else:
            for place, (right, up) in enumerate(corners[form]):
                (path.lineTo if place else path.moveTo)(x + right, y + up)
            path.close()
        self._painted(path, WHITE, None, 2.4)
        self._painted(path, None, colour)


def _fitted(text: str, size: float, room: float, bold: bool) -> tuple[float, str]:
    """Size and text as they fit."""
    needed = fonts.width(text, size, bold=bold)
    if needed <= room:
        return size, text
    if needed * 0.8 <= room:
        return size * room / needed, text
    size *= 0.8
    while text and fonts.width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return size, text + "…"
