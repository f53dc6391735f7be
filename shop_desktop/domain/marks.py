"""The marks a chart is made of: strokes, patches and words at places, in tenths of a design unit from the left top corner.

Screen and paper each have a pen for these marks, and so draw the same. Colours and type are the pens'.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

U = 10
"""Tenths in a design unit."""
Point = tuple[int, int]
Measure = Callable[[str, int, bool], int]
"""The width of a text, set so many units high, bold or not, in tenths."""


class Tint(StrEnum):
    """What colour a mark has; what that is, the pen says."""

    INK = "ink"
    QUIET = "quiet"
    GRID = "grid"
    GROUND = "ground"
    GREEN = "green"
    RED = "red"
    BLUE = "blue"
    GOLD = "gold"
    GRAIN = "grain"
    WHITE = "white"


class Fill(StrEnum):
    """How a patch is filled: told apart without colour."""

    SOLID = "solid"
    HATCH = "hatch"
    DOTS = "dots"
    PLAIN = "plain"
    BACK = "back"
    GRID = "grid"
    WARN = "warn"
    CARE = "care"
    FINE = "fine"


class Form(StrEnum):
    """What stands at a line's points."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


FILLS = (Fill.SOLID, Fill.HATCH, Fill.DOTS, Fill.PLAIN, Fill.BACK, Fill.GRID)
STROKES = (
    (Tint.INK, Form.CIRCLE, False),
    (Tint.GREEN, Form.TRIANGLE, False),
    (Tint.RED, Form.SQUARE, True),
    (Tint.BLUE, Form.DIAMOND, True),
    (Tint.GRAIN, Form.CIRCLE, True),
    (Tint.QUIET, Form.SQUARE, False),
)
"""Colour, form and whether dashed, of each series of lines in order."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Text on the baseline y, from, to or around x. Wider than `room` it is set smaller and then cut; 0 has no bound.

    `apart`: with the ground's colour around it, so that a stroke behind it does not cross it.
    """

    x: int
    y: int
    text: str
    px: int = 16
    bold: bool = False
    tint: Tint = Tint.QUIET
    side: Side = Side.LEFT
    room: int = 0
    apart: bool = False


@dataclass(frozen=True)
class Rule:
    """A straight stroke along or across, `thick` tenths."""

    x: int
    y: int
    to_x: int
    to_y: int
    tint: Tint = Tint.GRID
    thick: int = U


@dataclass(frozen=True)
class Patch:
    """A filled rectangle; `edged` with a hairline, for the legend."""

    x: int
    y: int
    width: int
    height: int
    fill: Fill
    edged: bool = False


@dataclass(frozen=True)
class Track:
    """A line through points, with its form at each; of one point only the form is seen."""

    points: tuple[Point, ...]
    tint: Tint
    form: Form
    dashed: bool


@dataclass(frozen=True)
class Disc:
    """A star of the beam: gold in an ink ring."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Weight:
    """The hanging weight: its outline."""

    points: tuple[Point, ...]
    tint: Tint


Mark = Words | Rule | Patch | Track | Disc | Weight


def hatching(x: int, y: int, width: int, height: int, gap: int, *, back: bool = False) -> list[tuple[Point, Point]]:
    """Slanting strokes across a rectangle, `gap` apart; their ends reach beyond it and are to be clipped.

    They lie on one grid for all rectangles, so that stripes of neighbours meet.
    """
    strokes = []
    start = (x - height) // gap * gap if not back else x // gap * gap
    for left in range(start, x + width + height, gap):
        if back:
            strokes.append(((left, y), (left - height, y + height)))
        else:
            strokes.append(((left, y + height), (left + height, y)))
    return strokes


def dots(x: int, y: int, width: int, height: int, gap: int) -> list[Point]:
    """Where dots lie in a rectangle: rows from its foot, every second one shifted."""
    found = []
    for row, at in enumerate(range(y + height - gap // 2, y, -gap)):
        start = x + gap // 2 + (gap // 2 if row % 2 else 0)
        found += [(left, at) for left in range(start, x + width, gap)]
    return found
