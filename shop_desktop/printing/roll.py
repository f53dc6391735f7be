"""A strip of roll paper: words, rules, boxes and a QR code placed in printer dots from the top, then a PDF of that length.

Knows widths and ink, not what is written: slip.py and testpage.py say that. 8 dots are a millimetre.
"""

import io
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

import segno
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.printing import fonts

POINT = 72 / 203.2
QUIET = 8
_CLOSING = frozenset("，、。；：！？）》」”’·,.;:!?)×=%")
_OPENING = frozenset("（《「“‘(")
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Paper:
    """A roll: its width in millimetres, and the dots a printer can reach across it."""

    mm: int
    dots: int


PAPER_80 = Paper(80, 576)
PAPER_58 = Paper(58, 384)
PAPERS = (PAPER_80, PAPER_58)


class Words(NamedTuple):
    """Text with its left edge at x and its baseline at y. `copied` is what a reader copies instead, where it differs."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    white: bool = False
    copied: str | None = None


class Fill(NamedTuple):
    """A black or white rectangle, x and y its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    white: bool = False


class Across(NamedTuple):
    """Letters of sparse dots written upwards across the paper, their middle at x and y; drawn first, below all else."""

    x: float
    y: float
    text: str
    size: float
    degrees: float


Mark = Words | Fill | Across


@dataclass
class Strip:
    """What has been placed so far. Coordinates are dots; y grows downwards."""

    paper: Paper
    marks: list[Mark] = field(default_factory=list)

    def words(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, align: Align = "left", white: bool = False
    ) -> None:
        """Place one line of text at x: its left end, middle or right end. Nothing is cut; see `fitted` and `wrapped`."""
        text = fonts.clean(text)
        if align != "left":
            room = fonts.width(text, size, bold=bold)
            x -= room if align == "right" else room / 2
        for run in fonts.runs(text):
            if run.known:
                self.marks.append(Words(x, y, run.text, size, bold, white))
                x += fonts.width(run.text, size, bold=bold)
            else:
                self._missing(x, y, run.text, size, white)
                x += fonts.box_width(run.text, size)

    def _missing(self, x: float, y: float, char: str, size: float, white: bool) -> None:
        """A box with the code below it: whoever reads the slip sees that a character is missing, and which."""
        code, small = f"{ord(char):04X}", fonts.code_size(size)
        middle = x + fonts.box_width(char, size) / 2
        box = size * 0.72
        self.marks.append(Words(middle - box / 2, y - size * 0.22, "□", box, False, white, char))
        left = middle - fonts.width(code, small) / 2
        self.marks.append(Words(left, y + small * 0.42, code, small, False, white, ""))

    def fill(self, x: int, y: int, width: int, height: int, *, white: bool = False) -> None:
        self.marks.append(Fill(x, y, width, height, white))

    def frame(self, x: int, y: int, width: int, height: int, thick: int) -> None:
        """An outline whose outer edge is the rectangle."""
        self.fill(x, y, width, thick)
        self.fill(x, y + height - thick, width, thick)
        self.fill(x, y + thick, thick, height - 2 * thick)
        self.fill(x + width - thick, y + thick, thick, height - 2 * thick)

    def dashes(self, x: int, y: int, width: int, thick: int = 3, *, on: int = 6, off: int = 3) -> None:
        """A dashed rule; the last dash ends where the rule does or before."""
        for left in range(x, x + width, on + off):
            self.fill(left, y, min(on, x + width - left), thick)

    def across(self, x: float, y: float, text: str, size: float, degrees: float) -> None:
        self.marks.append(Across(x, y, text, size, degrees))

    def qr(self, x: int, y: int, payload: str, module: int) -> int:
        """A QR code of ASCII text, `module` dots a module, kept white around; gives its side in dots."""
        rows = _modules(payload)
        side = len(rows) * module
        self.fill(x - QUIET, y - QUIET, side + 2 * QUIET, side + 2 * QUIET, white=True)
        for number, row in enumerate(rows):
            for start, length in row:
                self.fill(x + start * module, y + number * module, length * module, module)
        return side

    def pdf(self, height: int, title: str) -> bytes:
        """The strip as a one-page PDF, as wide as the printer's dots reach and `height` dots long; the same each time."""
        with fonts.TURN:
            fonts.register()
            file = io.BytesIO()
            size = (self.paper.dots * POINT, height * POINT)
            canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=0, initialFontName=fonts.REGULAR)
            canvas.setTitle(title)
            canvas.scale(POINT, POINT)
            draw(canvas, self.marks, height)
            canvas.save()
            return file.getvalue()


@lru_cache(maxsize=8)
def _modules(payload: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """A QR code's dark runs (start, length), row by row, by error level M or better. One mask for all: segno would weigh eight
    for two milliseconds, and every reader takes any."""
    assert payload.isascii(), payload
    rows = []
    for line in segno.make_qr(payload, error="m", mask=2).matrix:
        dark: list[tuple[int, int]] = []
        for at, bit in enumerate(line):
            if bit and dark and sum(dark[-1]) == at:
                dark[-1] = (dark[-1][0], dark[-1][1] + 1)
            elif bit:
                dark.append((at, 1))
        rows.append(tuple(dark))
    return tuple(rows)


def draw(canvas: Canvas, marks: list[Mark], height: int) -> None:
    """Put marks onto a canvas whose unit is a dot, and which is so many dots high; whoever draws holds `fonts.TURN`."""
    for mark in marks:
        if isinstance(mark, Across):
            _draw_across(canvas, mark, height)
    for mark in marks:
        if isinstance(mark, Fill):
            canvas.addLiteral(_rectangle(mark, height))
    _draw_words(canvas, [mark for mark in marks if isinstance(mark, Words)], height)


def _rectangle(mark: Fill, height: int) -> str:
    """A hair inside its dots: PDFium fills each dot that a rectangle touches, and a rounding would touch the next."""
    x, y = mark.x + 0.02, height - mark.y - mark.height + 0.02
    return f"{int(mark.white)} g {x:.2f} {y:.2f} {mark.width - 0.04:.2f} {mark.height - 0.04:.2f} re f"


def _draw_words(canvas: Canvas, words: list[Words], height: int) -> None:
    """Written as PDF operators: through reportlab's text objects it takes a millisecond more a slip."""
    lines = ["BT"]
    for mark in words:
        if mark.copied is not None:
            lines.append(f"/Span <</ActualText <FEFF{mark.copied.encode('utf-16-be').hex()}>>> BDC")
        lines.append(f"{int(mark.white)} g 1 0 0 1 {mark.x:.2f} {height - mark.y:.2f} Tm")
        for font, codes in fonts.embedded(mark.text, canvas, bold=mark.bold):
            lines.append(f"{font} {mark.size:.2f} Tf <{codes.hex()}> Tj")
        if mark.copied is not None:
            lines.append("EMC")
    canvas.addLiteral("\n".join([*lines, "ET"]))


def _draw_across(canvas: Canvas, mark: Across, height: int) -> None:
    """The letters clip rows of single dots that lie on the printer's grid: grey to the eye, and small print stays legible."""
    x, y = mark.x, height - mark.y
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(mark.degrees)
    pen = canvas.beginText(-fonts.width(mark.text, mark.size, bold=True) / 2, -mark.size * 0.36)
    pen.setFont(fonts.BOLD, mark.size)
    pen.setTextRenderMode(7)
    pen.textOut(mark.text)
    canvas.drawText(pen)
    canvas.rotate(-mark.degrees)
    canvas.translate(-x, -y)
    canvas.addLiteral("1 w")
    reach = round(mark.size * 1.4)
    longer = max(round(mark.size + fonts.width(mark.text, mark.size, bold=True) / 2) - reach, 0) // 8 * 8
    for row, at in enumerate(range(max(round(y) - reach, 0) - longer, round(y) + reach + longer, 4)):
        canvas.addLiteral(f"[1 3] {2 * (row % 2)} d 0 {at}.5 m 2400 {at}.5 l S")
    canvas.restoreState()


def fitted(text: str, size: float, room: float, *, bold: bool = False, least: float = 0.8) -> float | None:
    """The size at which a line fits the room: `size` or smaller, down to `least` of it; None where it does not fit."""
    need = fonts.width(fonts.clean(text), size, bold=bold)
    if need <= room:
        return size
    return size * room / need if need * least <= room else None


def wrapped(text: str, size: float, room: float, *, bold: bool = False, prose: bool = False) -> list[str]:
    """Cut a text into lines no wider than the room, at a comma or plus where the line stays long (but in `prose`), else where
    it may be cut: never after a figure, whose unit follows, never before closing or after opening marks."""
    lines: list[str] = []
    rest = fonts.clean(text).strip()
    while rest:
        end = _cut(rest, _longest(rest, size, room, bold), prose)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines or [""]


def _cut(text: str, longest: int, prose: bool) -> int:
    if longest == len(text):
        return longest
    places = [place for place in range(longest, 0, -1) if _may_cut(text, place)]
    clauses = [place for place in places if text[:place].rstrip()[-1] in ",，；" or text[place:].lstrip()[0] in "+＋"]
    clauses = [] if prose else clauses
    for place in (*clauses[:1], *places[:1]):
        if place * 2 > longest:
            return place
    return longest


def _may_cut(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " " or after in _CLOSING or before in _OPENING or text[:place].rstrip()[-1].isdigit():
        return False
    return before == " " or max(ord(before), ord(after)) > 0x2E7F


def _longest(text: str, size: float, room: float, bold: bool) -> int:
    used = 0.0
    for index, char in enumerate(text):
        used += fonts.width(char, size, bold=bold)
        if used > room:
            return max(index, 1)
    return len(text)
