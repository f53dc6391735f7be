"""A paper of A4 or A3: the house's head on top, page numbers and seal at the foot, and in between what its maker sets down.

Lengths are dots, eight to a millimetre, as on a roll. Knows places and pages, not what is written on them.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.domain.charts import Chart
from shop_desktop.places import resources
from shop_desktop.printing import fonts
from shop_desktop.printing.amounts import moment
from shop_desktop.printing.charts import Box, draw_chart
from shop_desktop.printing.roll import POINT, Align, Paper, Strip, draw, wrapped
from shop_desktop.text import _

MM = 8
SMALL, BODY, HEADING, TITLE = 21, 26, 32, 56
LEADING = 1.5
HAIR, RULE, THICK = 1, 2, 4
"""Strokes: between rows, below heads, around what counts."""
ZHU = "#8F1A13"
SIGNED = 16 * MM
STAMPED = 36 * MM
"""What a line of signatures takes, and a stamp."""
BIND, EDGE = 18 * MM, 14 * MM
"""Margins at the left, where papers are bound, and at the right."""


@dataclass(frozen=True)
class Size:
    """A page in dots."""

    name: Literal["A3", "A4", "A5"]
    width: int
    height: int

    @property
    def across(self) -> "Size":
        return Size(self.name, self.height, self.width)


A5 = Size("A5", 148 * MM, 210 * MM)
A4 = Size("A4", 210 * MM, 297 * MM)
A3 = Size("A3", 297 * MM, 420 * MM)


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Whose paper it is, who printed it and when; time is told, never asked. `practice` writes 练习 across."""

    village: str
    township: str = ""
    printed_at: datetime | None = None
    by: str = ""
    practice: bool = False

    @property
    def shop(self) -> str:
        return _("{village} Exchange Shop", village=self.village) if self.village else _("Exchange Shop")


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands on top: the paper's name, the period or day it is about, its number or seal, and whether it is a draft."""

    title: str
    period: str = ""
    code: str = ""
    state: str = ""


Drawn = Callable[[Canvas, int], None]


@dataclass
class Page:
    """One page: marks of ink, and what is drawn with colours below them."""

    strip: Strip
    drawn: list[Drawn] = field(default_factory=list)


class Sheet:
    """Sets a paper from the top down, page by page. `y` is where the next thing may begin."""

    def __init__(self, head: Head, imprint: Imprint, *, size: Size = A4, foot: str = "", bare: bool = False) -> None:
        """`bare` pages have neither head nor foot, and no margin: labels and cards to be cut out."""
        self.head, self.imprint, self.size, self.foot, self.bare = head, imprint, size, foot, bare
        self.left, self.right = (0, size.width) if bare else (BIND, size.width - EDGE)
        self.bottom = size.height if bare else size.height - 19 * MM
        self.pages: list[Page] = []
        self.y = 0
        self.turn()

    @property
    def strip(self) -> Strip:
        """The page that is being set."""
        return self.pages[-1].strip

    @property
    def room(self) -> int:
        return self.right - self.left

    @property
    def rest(self) -> int:
        """What is left of this page."""
        return self.bottom - self.y

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append(Page(Strip(Paper(self.size.width // MM, self.size.width))))
        if self.bare:
            self.y = 0
        elif len(self.pages) == 1:
            self._first_head()
        else:
            self._next_head()

    def need(self, height: int) -> bool:
        """Turn the page unless so much is left on it; whether it was turned."""
        if height <= self.rest:
            return False
        self.turn()
        return True

    def gap(self, height: int = 2 * MM) -> None:
        self.y += height

    # What is set down, from the top on.

    def heading(self, text: str, beside: str = "", *, keep: int = 0, width: int = 0) -> None:
        """A part's name, with a word at the right of `width`; not alone at a page's end: `keep` below it stay with it."""
        self.need(12 * MM + keep)
        self.y += 5 * MM
        baseline = self.y + HEADING
        room = width or self.room
        beside_room = self.write(self.left + room, baseline, beside, SMALL, align="right", room=room // 2)
        self.write(self.left, baseline, text, HEADING, bold=True, room=room - beside_room - 2 * MM)
        self.y = baseline + 12

    def text(self, text: str, size: int = BODY, *, bold: bool = False, align: Align = "left", indent: int = 0) -> None:
        """A paragraph, broken into lines and over pages."""
        step = round(size * LEADING)
        x = {"left": self.left + indent, "centre": (self.left + self.right) // 2, "right": self.right}[align]
        for line in wrapped(text, size, self.room - indent, bold=bold, prose=True):
            self.need(step)
            self.strip.words(x, self.y + round(size * 1.1), line, size, bold=bold, align=align)
            self.y += step

    def write(
        self, x: float, baseline: float, text: str, size: float, *, bold: bool = False, align: Align = "left", room: float = 0
    ) -> float:
        """One line at a place; wider than `room` it is set smaller. Answers how wide it became."""
        if room:
            text, size = fit(text, size, room, bold=bold)
        self.strip.words(x, baseline, text, size, bold=bold, align=align)
        return fonts.width(fonts.clean(text), size, bold=bold)

    def rule(self, thick: int = HAIR) -> None:
        self.strip.fill(self.left, self.y, self.room, thick)
        self.y += thick

    def draw(self, drawn: Drawn) -> None:
        """Have something drawn on this page in its own colours; it gets the canvas, in dots, and the page's height."""
        self.pages[-1].drawn.append(drawn)

    def chart(
        self, chart: Chart, *, title: str, detail: str = "", empty: str = "", height: int, part: tuple[int, int] = (0, 1)
    ) -> None:
        """A chart in the n-th of so many columns. The last column moves on; callers ask for the height first, by `need`."""
        place, columns = part
        gap = 6 * MM
        width = (self.room - gap * (columns - 1)) // columns
        box = Box(x=self.left + place * (width + gap), y=self.size.height - self.y - height, width=width, height=height)

        def drawn(canvas: Canvas, _height: int) -> None:
            draw_chart(canvas, chart, box, title=title, detail=detail, empty=empty, unit=1.5)

        self.draw(drawn)
        if place == columns - 1:
            self.y += height

    def signatures(self, *roles: str, date: bool = True) -> None:
        """A line to sign on for each, with room for the day."""
        self.need(SIGNED)
        self.y += SIGNED - 4 * MM
        names = [*roles, _("Date")] if date else list(roles)
        width = self.room // len(names)
        for place, role in enumerate(names):
            x = self.left + place * width
            wide = self.write(x, self.y, role, BODY, room=width * 0.5)
            start = round(x + wide) + 8
            self.strip.fill(start, self.y + 8, x + width - start - 3 * MM, HAIR)
        self.y += 4 * MM

    def stamp(self, by: str, beside: Sequence[tuple[str, bool]] = ()) -> None:
        """At the right a ring to put the stamp into, and whose it is below; at its left lines, bold or not."""
        radius = 14 * MM
        self.need(STAMPED)
        top = self.y
        x, middle = self.right - radius - 6 * MM, top + radius

        def drawn(canvas: Canvas, height: int) -> None:
            canvas.setDash([10, 8])
            canvas.setLineWidth(2)
            canvas.circle(x, height - middle, radius, stroke=1, fill=0)

        self.draw(drawn)
        self.strip.words(x, middle + 8, _("stamp"), SMALL, align="centre")
        self.write(self.right, top + STAMPED - 2 * MM, by, BODY, align="right", room=self.room // 2)
        for text, bold in beside:
            for line in wrapped(text, BODY, self.room - 46 * MM, bold=bold, prose=True):
                self.strip.words(self.left, self.y + round(BODY * 1.1), line, BODY, bold=bold)
                self.y += round(BODY * LEADING)
        self.y = max(top + STAMPED, self.y)

    # Heads and feet.

    def _first_head(self) -> None:
        head, strip, top = self.head, self.strip, 12 * MM
        side = 12 * MM
        self.draw(lambda canvas, height: draw_seal(canvas, self.left, height - top - side, side))
        x = self.left + side + 3 * MM
        small, big = top + 26, top + side - 8
        place = self.imprint.township + self.imprint.shop
        code = self.write(self.right, small, head.code, BODY, bold=True, align="right", room=self.room // 2)
        self.write(x, small, place, BODY, room=self.right - x - code - 3 * MM)
        period = self.write(self.right, big, head.period, HEADING, bold=True, align="right", room=self.room // 2)
        room = self.right - x - period - 4 * MM
        if head.state:
            room -= fonts.width(head.state, SMALL) + 5 * MM
        wide = self.write(x, big, head.title, TITLE, bold=True, room=room)
        if head.state:
            self._badge(round(x + wide) + 2 * MM, big, head.state)
        self.y = top + side + 3 * MM
        strip.fill(self.left, self.y, self.room, THICK)
        strip.fill(self.left, self.y + 9, self.room, HAIR)
        self.y += 5 * MM

    def _badge(self, x: int, baseline: int, text: str) -> None:
        wide = round(fonts.width(text, SMALL)) + 20
        self.strip.frame(x, baseline - SMALL - 6, wide, SMALL + 18, RULE)
        self.strip.words(x + 10, baseline, text, SMALL)

    def _next_head(self) -> None:
        baseline = 14 * MM
        head = self.head
        right = "  ".join(part for part in (head.period, head.code) if part)
        wide = self.write(self.right, baseline, right, SMALL, align="right", room=self.room // 2)
        left = f"{self.imprint.shop} · {head.title}" + (f" · {head.state}" if head.state else "")
        self.write(self.left, baseline, left, SMALL, bold=True, room=self.room - wide - 2 * MM)
        self.strip.fill(self.left, baseline + 12, self.room, RULE)
        self.y = baseline + 12 + 4 * MM

    def _foot(self, page: Page, number: int) -> None:
        if self.imprint.practice:
            self._practice(page.strip)
        if self.bare:
            return
        strip, top = page.strip, self.size.height - 15 * MM
        strip.fill(self.left, top, self.room, HAIR)
        printed = ""
        if self.imprint.printed_at is not None:
            printed = _("printed {at}", at=moment(self.imprint.printed_at))
            printed += f" {self.imprint.by}" if self.imprint.by else ""
        left = " · ".join(part for part in (self.foot, printed) if part)
        right = _("page {number} of {count}", number=number, count=len(self.pages))
        baseline = top + SMALL + 10
        strip.words(self.right, baseline, right, SMALL, align="right")
        room = self.room - fonts.width(right, SMALL) - 4 * MM
        left, size = fit(left, SMALL, room)
        strip.words(self.left, baseline, left, size)

    def _practice(self, strip: Strip) -> None:
        word = _("Practice")
        size = min(self.size.width * 0.32, self.size.height * 0.7 / fonts.width(word, 1, bold=True))
        strip.across(self.size.width / 2, self.size.height / 2, word, size, 55)

    def pdf(self) -> bytes:
        """The pages as a PDF; the same bytes for the same paper."""
        for number, page in enumerate(self.pages, start=1):
            self._foot(page, number)
        with fonts.TURN:
            fonts.register()
            file = io.BytesIO()
            size = (self.size.width * POINT, self.size.height * POINT)
            canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR)
            canvas.setTitle(" ".join(part for part in (self.head.title, self.head.period) if part))
            canvas.setAuthor(self.imprint.shop)
            for page in self.pages:
                self._page(canvas, page)
            canvas.save()
            return file.getvalue()

    def _page(self, canvas: Canvas, page: Page) -> None:
        canvas.scale(POINT, POINT)
        draw(canvas, page.strip.marks, self.size.height)
        for drawn in page.drawn:
            canvas.saveState()
            drawn(canvas, self.size.height)
            canvas.restoreState()
        canvas.showPage()


def fit(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, float]:
    """A line as it fits a room, set smaller where it must be. Characters without a glyph stand for themselves with their codes
    as long as there is room for those, which cannot shrink; else as empty boxes."""
    text = fonts.clean(text)
    for said in (text, "".join(run.text if run.known else "□" for run in fonts.runs(text))):
        needed = fonts.width(said, size, bold=bold)
        small = size if needed <= room else size * room / needed
        if fonts.width(said, small, bold=bold) <= room + 0.5:
            return said, small
    return said, small


Move = tuple[str, tuple[float, ...]]


@cache
def _seal() -> tuple[Move, ...]:
    """The characters of the house's seal as moves on a grid of 36, from its picture."""
    picture = (resources() / "icons" / "seal.svg").read_text(encoding="utf-8")
    found = re.search(r'<path [^>]*d="([^"]+)"', picture)
    assert found is not None
    moves = re.findall(r"([MLC])([\d. ]+)", found[1])
    return tuple((letter, tuple(float(number) for number in numbers.split())) for letter, numbers in moves)


def draw_seal(canvas: Canvas, x: float, y: float, side: float) -> None:
    """The house's seal with its lower left corner at a place; it lies in the file once."""
    if not canvas.hasForm("seal"):
        canvas.beginForm("seal", 0, 0, 36, 36)
        _draw_seal(canvas)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(x, y + side)
    canvas.scale(side / 36, -side / 36)
    canvas.doForm("seal")
    canvas.restoreState()


def _draw_seal(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(ZHU))
    canvas.roundRect(0, 0, 36, 36, 5, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFDF7"))
    path = canvas.beginPath()
    steps = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
    for letter, numbers in _seal():
        steps[letter](*numbers)
    canvas.drawPath(path, stroke=0, fill=1)
