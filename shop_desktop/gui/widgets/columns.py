"""How wide a table's columns are: by their shares, but a figure is never cut, and what can be spared goes where room is short.

Measures words and places no stroke.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shop_desktop.gui.theme import SMALLEST, text_width
from shop_desktop.text import _

FIGURE = re.compile(r"[A-Z]?\d[\d ,.:+−–-]*|[+−]\d[\d,.]*")
LEAST_TEXT = 120.0
"""A column of words may be as narrow as this before another one is spared."""


@dataclass(frozen=True, kw_only=True)
class TableColumn:
    """`title` is an English source marked with N_; `share` its part of the width; `right` for numbers.

    `spare`: where room is short the column goes, with all that have this number, the highest first; 0 stays.
    """

    title: str
    share: int = 2
    right: bool = False
    strong: bool = False
    spare: int = 0


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a column asks for: figures all of it, words as much as can be had."""

    width: float
    whole: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A column that is shown: its place among all columns, its left and width."""

    place: int
    column: TableColumn
    left: float
    width: float


def needs(columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> tuple[Need, ...]:
    """What each column asks for, by the longest that stands in it."""
    found = []
    for place, column in enumerate(columns):
        longest = max((row[place] for row in rows if place < len(row)), key=len, default="")
        whole = bool(FIGURE.fullmatch(longest)) or (column.right and any(letter.isdigit() for letter in longest))
        width = text_width(longest, 18 if column.strong else 17, bold=column.strong) + 13
        found.append(Need(width=max(width, text_width(_(column.title), SMALLEST) + 11) if whole else width, whole=whole))
    return tuple(found)


def laid_out(columns: Sequence[TableColumn], asked: Sequence[Need], left: float, room: float) -> list[Cell]:
    """The columns that are shown in this much room, from left to right."""
    places = list(range(len(columns)))
    while True:
        widths = _widths([columns[n] for n in places], [asked[n] for n in places], room)
        spare = [n for n in places if columns[n].spare]
        short = any(width < _least(asked[n]) - 0.5 for n, width in zip(places, widths, strict=True))
        if not short or not spare:
            break
        first = max(columns[n].spare for n in spare)
        places = [n for n in places if columns[n].spare != first]
    cells = []
    for place, width in zip(places, widths, strict=True):
        cells.append(Cell(place=place, column=columns[place], left=left, width=width))
        left += width
    return cells


def _least(need: Need) -> float:
    return need.width if need.whole else min(need.width, LEAST_TEXT)


def _widths(columns: Sequence[TableColumn], asked: Sequence[Need], room: float) -> list[float]:
    """By share; a column that would cut a figure gets what it asks for, and the others share what is left."""
    given: dict[int, float] = {}
    while True:
        rest, shares = room - sum(given.values()), sum(c.share for n, c in enumerate(columns) if n not in given)
        widths = [given.get(n, rest * column.share / max(1, shares)) for n, column in enumerate(columns)]
        tight = [n for n, need in enumerate(asked) if n not in given and need.whole and widths[n] < need.width]
        if not tight:
            return widths
        if sum(given.values()) + sum(asked[n].width for n in tight) > room:
            return [room * column.share / max(1, sum(c.share for c in columns)) for column in columns]
        given |= {n: asked[n].width for n in tight}
