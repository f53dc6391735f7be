"""Tables of papers: columns that fit whatever stands in them, ruled like an account book, with their head on every page.

Figures stand at the right and are never broken; words wrap. Adds nothing up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shop_desktop.printing import fonts
from shop_desktop.printing.amounts import Amount
from shop_desktop.printing.roll import wrapped
from shop_desktop.printing.sheet import HAIR, MM, RULE, THICK, Sheet, fit

SIZE, SMALLEST = 26, 18
"""Type of a table, in dots: the largest at which all columns have room."""
HEADED = 12 * MM
"""What a heading takes."""
APART = 5
"""Dots between the two rules below a sum; closer, a screen shows them as one."""
PAD = 10
"""Dots at each side of a cell."""

Cell = str | Amount


@dataclass(frozen=True, kw_only=True)
class Column:
    """`figure` columns stand at the right; `unit` below the title where all have the same; `least` dots to write in by hand;
    what is `whole` is never broken, as no figure is."""

    title: str
    unit: str = ""
    figure: bool = False
    bold: bool = False
    least: int = 0
    whole: bool = False


def codes(title: str) -> Column:
    """Numbers of documents, codes, days: at the left like words, never broken."""
    return Column(title=title, whole=True)


def words(title: str, *, bold: bool = False, least: int = 0) -> Column:
    return Column(title=title, bold=bold, least=least)


def figures(title: str, unit: str = "", *, bold: bool = False) -> Column:
    return Column(title=title, unit=unit, figure=True, bold=bold)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of cells, as many as columns; `total` rows stand at the end, between rules, in bold."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Sequence[Cell]] = ()
    empty: str = ""
    size: int = SIZE
    row_least: int = 0
    """Dots of a row at least, for rows that are written in by hand."""


@dataclass(frozen=True)
class Measured:
    """How a table is set: type size, each column's width, and the room for units in it."""

    size: int
    widths: tuple[int, ...]
    units: tuple[int, ...]
    longest: int = 1
    """About how many lines the longest cell takes."""


def set_table(sheet: Sheet, table: Table, *, title: str = "", beside: str = "", left: int = 0, width: int = 0) -> None:
    """Set a table below its title across the sheet, or `width` dots from `left` on; each page it goes on to has its head.

    A short one is not broken over pages.
    """
    _Setter(sheet, table, left or sheet.left, width or sheet.room).all(title, beside)


def set_beside(sheet: Sheet, one: Table, other: Table) -> None:
    """Two short tables beside each other."""
    gap = 6 * MM
    width = (sheet.room - gap) // 2
    sheet.need((max(len(one.rows), len(other.rows)) + 4) * 7 * MM)
    top = sheet.y
    set_table(sheet, one, width=width)
    bottom, sheet.y = sheet.y, top
    set_table(sheet, other, left=sheet.left + width + gap, width=width)
    sheet.y = max(bottom, sheet.y)


def measure(table: Table, room: int) -> Measured:
    """The largest type at which figures stand whole and words take two lines at most; else at which they have room at all."""
    fits = None
    for size in range(table.size, SMALLEST - 1, -2):
        found = _at(table, room, size)
        if found is not None and found.longest <= 2:
            return found
        fits = fits or found
    return fits or _squeezed(table, room, SMALLEST)


def _cells(table: Table, place: int) -> Iterable[tuple[Cell, bool]]:
    bold = table.columns[place].bold
    for row in table.rows:
        yield row[place], bold
    for row in table.total:
        yield row[place], True


def _number(cell: Cell) -> str:
    return cell.number if isinstance(cell, Amount) else cell


def _unit(cell: Cell) -> str:
    return cell.unit if isinstance(cell, Amount) else ""


def _natural(table: Table, place: int, size: int) -> tuple[int, int]:
    """A column's width where nothing is broken, and the room for units within it."""
    column, small = table.columns[place], size * 0.84
    cells = list(_cells(table, place))
    unit = max((fonts.width(_unit(cell), small) for cell, _bold in cells), default=0)
    unit += 6 if unit else 0
    wide = max((fonts.width(fonts.clean(_number(cell)), size, bold=bold) for cell, bold in cells), default=0)
    head = max(fonts.width(column.title, small, bold=True), fonts.width(column.unit, small))
    return round(max(wide + unit, head) + 0.5) + 2 * PAD, round(unit)


def _least(table: Table, place: int, size: int) -> int:
    """The least width of a column of words: five characters, or all of it where it is shorter, or what its hand needs."""
    return max(min(_natural(table, place, size)[0], 5 * size + 2 * PAD), table.columns[place].least)


def _at(table: Table, room: int, size: int) -> Measured | None:
    places = range(len(table.columns))
    natural, units = zip(*(_natural(table, place, size) for place in places), strict=True)
    widths = [max(wide, table.columns[place].least) for place, wide in enumerate(natural)]
    if sum(widths) > room:
        loose = {
            place: _least(table, place, size) for place, column in enumerate(table.columns) if not (column.figure or column.whole)
        }
        if sum(loose.get(place, wide) for place, wide in enumerate(widths)) > room:
            return None
        _lower(widths, loose, room)
    longest = max(-(-wide // width) for wide, width in zip(natural, widths, strict=True))
    _spread(widths, table, room)
    return Measured(size, tuple(widths), units, longest)


def _lower(widths: list[int], least: dict[int, int], room: int) -> None:
    """Cut the widest columns of words to one width, at which all fit; none below its least."""
    level = max(widths[place] for place in least)
    while sum(widths) > room:
        level -= 4
        for place, floor in least.items():
            widths[place] = max(min(widths[place], level), floor)


def _spread(widths: list[int], table: Table, room: int) -> None:
    """What is left over goes to all columns, words twice as much."""
    shares = [1 if column.figure or column.whole else 2 for column in table.columns]
    left = room - sum(widths)
    for place, share in enumerate(shares):
        widths[place] += left * share // sum(shares)
    widths[next((place for place, share in enumerate(shares) if share == 2), 0)] += room - sum(widths)


def _squeezed(table: Table, room: int, size: int) -> Measured:
    """More than fits: each column gets its part, and what stands in it is set smaller."""
    natural, units = zip(*(_natural(table, place, size) for place in range(len(table.columns))), strict=True)
    wanted = [
        wide if column.figure or column.whole else _least(table, place, size)
        for place, (wide, column) in enumerate(zip(natural, table.columns, strict=True))
    ]
    widths = [wide * room // sum(wanted) for wide in wanted]
    return Measured(size, tuple(widths), units)


Piece = tuple[Sequence[Cell], list[list[str]]]
"""A row, and the lines of each of its cells."""


class _Setter:
    """Sets one table."""

    def __init__(self, sheet: Sheet, table: Table, left: int, width: int) -> None:
        self.sheet, self.table, self.left, self.width = sheet, table, left, width
        self.m = measure(table, width)
        self.step = round(self.m.size * 1.32)
        self.pad = round(self.m.size * 0.34)
        self.small = self.m.size * 0.84

    def all(self, title: str, beside: str) -> None:
        rows, ends = self._pieces(self.table.rows, total=False), self._pieces(self.table.total, total=True)
        ending = sum(self._height(lines) for _row, lines in ends) + 12
        self._begin([lines for _row, lines in rows], ending, HEADED if title else 0)
        if title:
            self.sheet.heading(title, beside, width=self.width)
        self._head()
        for place, (row, lines) in enumerate(rows):
            last = place == len(rows) - 1
            if self.sheet.need(self._height(lines) + (min(ending, self.sheet.size.height // 4) if last else 0)):
                self._head()
            self._row(row, lines)
            if not last:
                self._rule(HAIR)
        if not rows and self.table.empty:
            self._text_row(self.table.empty)
        self._end(ends)

    def _pieces(self, rows: Sequence[Sequence[Cell]], *, total: bool) -> list[Piece]:
        """Rows with their cells' lines; one that is taller than half a page in as many pieces as it takes."""
        most, found = self.sheet.size.height // 2 // self.step, []
        for row in rows:
            lines = self._lines(row, total=total)
            while any(len(cell) > most for cell in lines):
                found.append((row, [cell[:most] for cell in lines]))
                row, lines = [""] * len(row), [cell[most:] for cell in lines]
            found.append((row, lines))
        return found

    def _begin(self, rows: list[list[list[str]]], ending: int, headed: int) -> None:
        """Turn the page where a short table would be broken, or of a long one no three rows would stand here."""
        fixed = headed + self._head_height()
        whole = fixed + sum(self._height(lines) for lines in rows) + ending
        short = whole < self.sheet.size.height * 0.4
        first = fixed + sum(self._height(lines) for lines in rows[:3])
        self.sheet.need(whole if short else min(first, self.sheet.size.height // 3))

    def _end(self, ends: list[Piece]) -> None:
        self._rule(RULE)
        for row, lines in ends:
            if self.sheet.need(self._height(lines)):
                self._head()
            self._row(row, lines, total=True)
            self._rule(RULE)
        if ends:
            self.sheet.y += APART
            self._rule(RULE)

    def _rule(self, thick: int) -> None:
        self.sheet.strip.fill(self.left, self.sheet.y, self.width, thick)
        self.sheet.y += thick

    def _titles(self) -> list[list[str]]:
        return [
            [*wrapped(column.title, self.small, width - 2 * PAD, bold=True), *([column.unit] if column.unit else [])]
            for column, width in zip(self.table.columns, self.m.widths, strict=True)
        ]

    def _head_height(self) -> int:
        if not self._headed:
            return THICK
        return max(len(title) for title in self._titles()) * round(self.small * 1.3) + 2 * self.pad + THICK + RULE

    @property
    def _headed(self) -> bool:
        return any(column.title for column in self.table.columns)

    def _head(self) -> None:
        self._rule(THICK)
        if not self._headed:
            return
        titles, step = self._titles(), round(self.small * 1.3)
        most = max(len(title) for title in titles)
        x = self.left
        for column, width, title in zip(self.table.columns, self.m.widths, titles, strict=True):
            for number, line in enumerate(title):
                baseline = self.sheet.y + self.pad + step * (most - len(title) + number) + round(self.small)
                bold = not (column.unit and number == len(title) - 1)
                self._place(line, x, width, baseline, self.small, bold=bold, figure=column.figure)
            x += width
        self.sheet.y += most * step + 2 * self.pad
        self._rule(RULE)

    def _place(self, text: str, x: int, width: int, baseline: int, size: float, *, bold: bool, figure: bool) -> None:
        text, size = fit(text, size, max(width - 2 * PAD, 1), bold=bold)
        if figure:
            self.sheet.strip.words(x + width - PAD, baseline, text, size, bold=bold, align="right")
        else:
            self.sheet.strip.words(x + PAD, baseline, text, size, bold=bold)

    def _lines(self, row: Sequence[Cell], *, total: bool) -> list[list[str]]:
        """Each cell's lines: words are broken, figures are one line."""
        found = []
        for cell, column, width in zip(row, self.table.columns, self.m.widths, strict=True):
            if column.figure or column.whole:
                found.append([_number(cell)])
            else:
                found.append(wrapped(_number(cell), self.m.size, width - 2 * PAD, bold=column.bold or total))
        return found

    def _height(self, lines: list[list[str]]) -> int:
        return max(max(len(cell) for cell in lines) * self.step + 2 * self.pad, self.table.row_least) + RULE

    def _row(self, row: Sequence[Cell], lines: list[list[str]], *, total: bool = False) -> None:
        x, height = self.left, self._height(lines) - RULE
        self._write_in(height)
        text = max(len(cell) for cell in lines) * self.step
        first = self.sheet.y + (height - text) // 2 + round(self.m.size * 1.02)
        for place, cell in enumerate(row):
            column, width = self.table.columns[place], self.m.widths[place]
            bold = column.bold or total
            unit = self.m.units[place]
            for number, line in enumerate(lines[place]):
                baseline = first + number * self.step
                self._place(line, x, width - unit, baseline, self.m.size, bold=bold, figure=column.figure)
            if _unit(cell):
                self.sheet.strip.words(x + width - PAD - unit + 6, first, _unit(cell), self.small)
            x += width
        self.sheet.y += height

    def _write_in(self, height: int) -> None:
        """A line before each column that is written in by hand."""
        x = self.left
        for column, width in zip(self.table.columns, self.m.widths, strict=True):
            if column.least and x > self.left:
                self.sheet.strip.fill(x, self.sheet.y, HAIR, height)
            x += width

    def _text_row(self, text: str) -> None:
        self.sheet.strip.words(self.left + PAD, self.sheet.y + self.pad + self.m.size, text, self.m.size)
        self.sheet.y += self.step + 2 * self.pad
