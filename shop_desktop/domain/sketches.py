"""Where the marks of a chart lie: bars standing or lying, lines with their names at the end, the beam with its weight.

Pure: value, size, words and the width of a text come in, marks come out. Labels never lie on each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shop_desktop.domain.chart_words import ChartWords
from shop_desktop.domain.charts import LONGEST_TENTHS, Bars, Chart, Gauge, Lines, Series, Zone, axis, folded, spread
from shop_desktop.domain.marks import (
    FILLS,
    STROKES,
    Disc,
    Fill,
    Mark,
    Measure,
    Patch,
    Point,
    Rule,
    Side,
    Tint,
    Track,
    U,
    Weight,
    Words,
)
from shop_desktop.domain.quantities import half_up

LABEL_PX, VALUE_PX, SAID_PX, WEIGHT_PX = 16, 18, 17, 20
ROW, BAR, NAMES_GAP = 22 * U, 64 * U, 23 * U
"""The lowest row of a lying bar, the widest bar, how far apart the names at lines' ends are."""


def to_whole(value: int, per: int) -> int:
    """A value to the whole unit, so that no tenths stand beside figures without; what is less than one keeps them.

    >>> to_whole(8204, 1000), to_whole(-8704, 1000), to_whole(400, 1000)
    (8000, -9000, 400)
    """
    size = half_up(abs(value), per) * per
    return value if abs(value) < per else -size if value < 0 else size


def lying_rows(height: int, series: int = 1) -> int:
    """How many lying bars a box of so many tenths of a unit has room for."""
    return max(2, lying_foot(height, series) // ROW)


def lying_foot(height: int, series: int) -> int:
    """Where the axis of lying bars is: above its numbers, and above the legend where there is one."""
    return height - (48 if series > 1 else 26) * U


def sketch(chart: Chart, width: int, height: int, words: ChartWords, measure: Measure) -> tuple[Mark, ...]:
    """The marks of a chart in a box of so many tenths of a unit; of an empty one none, but the beam, which is there always."""
    board = Board(width, height, words, measure)
    if isinstance(chart, Gauge):
        return board.beam(chart)
    if chart.empty:
        return ()
    if isinstance(chart, Lines):
        return board.lines(chart)
    return board.lying(chart) if chart.lying else board.standing(chart)


@dataclass(frozen=True)
class Scale:
    """An axis of values from `low` to `high` laid between two places."""

    low: int
    high: int
    start: int
    end: int

    def at(self, value: int) -> int:
        return self.start + (value - self.low) * (self.end - self.start) // (self.high - self.low)


def bar_marks(bars: Bars, room: int) -> tuple[tuple[int, ...], int]:
    """The axis' marks and its upper end; a mark far above every bar is left out, and the highest bar ends the axis."""
    low, high = bars.reach
    marks = axis(low, high, least=bars.per, most=most_marks(room))
    if len(marks) > 2 and (marks[-1] - high) * 2 > marks[-1] - marks[-2]:
        marks = marks[:-1]
    return marks, max(high, marks[-1])


def most_marks(room: int) -> int:
    """How many steps an axis has room for: four, or fewer in a low box."""
    return max(1, min(4, room // (26 * U)))


@dataclass(frozen=True)
class Board:
    """The box a chart is laid out in."""

    width: int
    height: int
    words: ChartWords
    measure: Measure

    def widest(self, texts: Sequence[str], px: int, bold: bool = False) -> int:
        return max((self.measure(text, px, bold) for text in texts), default=0)

    # ---- standing bars

    def standing(self, bars: Bars) -> tuple[Mark, ...]:
        foot = self.height - (48 if len(bars.series) > 1 else 26) * U
        ticks, high = bar_marks(bars, foot - 28 * U)
        texts = [self.words.number(tick, bars.per) for tick in ticks]
        left = self.widest(texts, LABEL_PX) + 14 * U
        scale = Scale(min(ticks[0], bars.reach[0]), high, foot - (22 * U if bars.reach[0] < 0 else 0), 28 * U)
        marks = self.grid(ticks, texts, scale, left - 8 * U, self.width)
        pitch = (self.width - left) // len(bars.labels)
        middles = [left + pitch * place + pitch // 2 for place in range(len(bars.labels))]
        values: list[tuple[int, int, int, int]] = []
        for place, middle in enumerate(middles):
            if bars.stacked:
                marks += self.stack(bars.column(place), middle, min(BAR, pitch * 6 // 10), scale)
                values.append(self.above(sum(bars.column(place)), middle, self.tops(bars.column(place)), scale))
            else:
                each = min(BAR, pitch * 8 // 10 // len(bars.series))
                for one, value in enumerate(bars.column(place)):
                    x = middle + (2 * one - len(bars.series) + 1) * each // 2
                    marks += self.stack((value,), x, each - U, scale, one)
                    values.append(self.above(value, x, (max(value, 0), min(value, 0)), scale))
        marks += self.values(values, bars.per)
        marks += self.below(bars.labels, middles, pitch, foot + 22 * U)
        return (*marks, *self.legend(bars, left))

    def stack(self, values: Sequence[int], middle: int, wide: int, scale: Scale, first: int = 0) -> list[Mark]:
        """Values on each other from 0 upwards, those below 0 downwards; a paper-wide gap between."""
        marks: list[Mark] = []
        up = down = 0
        for place, value in enumerate(values, start=first):
            if not value:
                continue
            start = up if value > 0 else down
            ends = sorted((scale.at(start), scale.at(start + value)))
            gap = 15 if start and ends[1] - ends[0] > 40 else 0
            top = ends[0] + (gap if value < 0 else 0)
            marks.append(Patch(middle - wide // 2, top, wide, max(ends[1] - ends[0] - gap, U), FILLS[place % len(FILLS)]))
            up, down = (start + value, down) if value > 0 else (up, start + value)
        return marks

    @staticmethod
    def tops(values: Sequence[int]) -> tuple[int, int]:
        return sum(max(value, 0) for value in values), sum(min(value, 0) for value in values)

    @staticmethod
    def above(value: int, x: int, ends: tuple[int, int], scale: Scale) -> tuple[int, int, int, int]:
        """Value, place and baseline of the figure at a bar's end."""
        y = scale.at(ends[1]) + 19 * U if value < 0 else scale.at(ends[0]) - 9 * U
        return value, x, y, abs(value)

    def values(self, wanted: list[tuple[int, int, int, int]], per: int) -> list[Mark]:
        """Figures at the bars, the largest first; one that would lie on another is left out."""
        marks: list[Mark] = []
        taken: list[tuple[int, int, int]] = []
        px = VALUE_PX if len(wanted) <= 5 else LABEL_PX
        alike = any(size >= 10 * per for *_, size in wanted)
        for value, x, y, _size in sorted(wanted, key=lambda one: (-one[3], one[1])):
            text = self.words.number(to_whole(value, per) if alike else value, per)
            half = self.measure(text, px, True) // 2 + U
            free = all(x + half <= a or b <= x - half or abs(y - at) >= (px + 2) * U for a, b, at in taken)
            if value and free:
                taken.append((x - half, x + half, y))
                marks.append(Words(x=x, y=y, text=text, px=px, bold=True, tint=Tint.INK, side=Side.CENTRE, apart=True))
        return marks

    def grid(self, ticks: Sequence[int], texts: Sequence[str], scale: Scale, left: int, right: int) -> list[Mark]:
        marks: list[Mark] = []
        for tick, text in zip(ticks, texts, strict=True):
            y = scale.at(tick)
            marks.append(Words(x=left, y=y + 6 * U, text=text, px=LABEL_PX, side=Side.RIGHT))
            if tick:
                marks.append(Rule(left + 8 * U, y, right, y))
        zero = scale.at(0)
        return [*marks, Rule(left + 8 * U, zero, right, zero, Tint.QUIET, 2 * U)]

    def below(self, labels: Sequence[str], middles: Sequence[int], pitch: int, y: int) -> list[Mark]:
        """The names below; where there are many, as many as have room, the last one always."""
        need = self.widest(labels, LABEL_PX) + 10 * U
        every = 1 if need * 4 <= pitch * 5 else -(-need // max(pitch, 1))
        room = pitch * every - 6 * U
        shown = [place for place in range(len(labels)) if (len(labels) - 1 - place) % every == 0]
        return [
            Words(x=self.inside(middles[place], labels[place], room), y=y, text=labels[place], side=Side.CENTRE, room=room)
            for place in shown
        ]

    def inside(self, x: int, text: str, room: int) -> int:
        """The middle of a text, moved so that it stays in the box."""
        half = min(self.measure(text, LABEL_PX, False), room) // 2
        return max(half, min(x, self.width - half))

    def legend(self, bars: Bars, left: int) -> list[Mark]:
        if len(bars.series) < 2:
            return []
        marks: list[Mark] = []
        y = self.height - 4 * U
        needed = sum(self.measure(one.name, LABEL_PX, False) + 49 * U for one in bars.series) - 28 * U
        spare = self.width - left - needed
        gap = max(10 * U, 28 * U + min(0, spare) // max(1, len(bars.series) - 1))
        room = (self.width - left - gap * (len(bars.series) - 1)) // len(bars.series) - 21 * U if spare < 0 else 0
        x = left
        for place, one in enumerate(bars.series):
            marks.append(Patch(x, y - 12 * U, 15 * U, 12 * U, FILLS[place % len(FILLS)], True))
            marks.append(Words(x=x + 21 * U, y=y, text=one.name, px=LABEL_PX, room=room))
            width = self.measure(one.name, LABEL_PX, False)
            x += 21 * U + (min(width, room) if room else width) + gap
        return marks

    # ---- lying bars

    def lying(self, bars: Bars) -> tuple[Mark, ...]:
        foot = lying_foot(self.height, len(bars.series))
        bars = folded(bars, lying_rows(self.height, len(bars.series)), self.words.others)
        ticks, high = bar_marks(bars, self.width // 3)
        left = min(self.widest(bars.labels, LABEL_PX), self.width * 38 // 100) + 12 * U
        figures = [self.words.number(sum(bars.column(place)), bars.per) for place in range(len(bars.labels))]
        beyond = self.widest(figures, LABEL_PX, True) + 12 * U
        scale = Scale(min(ticks[0], bars.reach[0]), high, left, max(left + U, self.width - beyond))
        marks: list[Mark] = []
        last = -beyond
        for tick in ticks:
            text, x = self.words.number(tick, bars.per), scale.at(tick)
            marks.append(Rule(x, 0, x, foot, *((Tint.GRID, U) if tick else (Tint.QUIET, 2 * U))))
            half = self.measure(text, LABEL_PX, False) // 2 + 6 * U
            if x - half >= last:
                marks.append(Words(x=x, y=foot + 22 * U, text=text, side=Side.CENTRE))
                last = x + half
        pitch = min(40 * U, foot // len(bars.labels))
        for place, name in enumerate(bars.labels):
            y = pitch * place + pitch // 2
            marks.append(Words(x=left - 10 * U, y=y + 6 * U, text=name, tint=Tint.INK, side=Side.RIGHT, room=left - 12 * U))
            marks += self.row(bars.column(place), y, min(26 * U, pitch * 68 // 100), scale)
            end = scale.at(self.tops(bars.column(place))[0]) + 8 * U
            marks.append(Words(x=end, y=y + 6 * U, text=figures[place], bold=True, tint=Tint.INK, apart=True))
        return (*marks, *self.legend(bars, left))

    @staticmethod
    def row(values: Sequence[int], y: int, high: int, scale: Scale) -> list[Mark]:
        marks: list[Mark] = []
        up = down = 0
        for place, value in enumerate(values):
            start = up if value > 0 else down
            ends = sorted((scale.at(start), scale.at(start + value)))
            if value:
                gap = 15 if start and ends[1] - ends[0] > 40 else 0
                box = (ends[0] + gap, y - high // 2, max(ends[1] - ends[0] - gap, U), high)
                marks.append(Patch(*box, FILLS[place % len(FILLS)]))
            up, down = (start + value, down) if value > 0 else (up, start + value)
        return marks

    # ---- lines

    def lines(self, lines: Lines) -> tuple[Mark, ...]:
        low, high = lines.reach
        foot = self.height - 28 * U
        ticks = axis(low, high, least=lines.per, most=most_marks(foot - 12 * U))
        texts = [self.words.number(tick, lines.per) for tick in ticks]
        left = self.widest(texts, LABEL_PX) + 14 * U
        cut = [Series(one.name, one.values[: len(lines.labels)]) for one in lines.series]
        series = [one for one in enumerate(cut) if any(value is not None for value in one[1].values)]
        ends = [self.ending(one.name, one.values, lines.per) for _place, one in series]
        beyond = min(self.widest(ends, SAID_PX, True) + 14 * U, self.width * 45 // 100)
        right = self.width - beyond
        scale = Scale(ticks[0], ticks[-1], foot, 12 * U)
        marks = self.grid(ticks, texts, scale, left - 8 * U, right)
        middles = self.along(len(lines.labels), left + 14 * U, right - 8 * U)
        tracks = [self.points(one.values, middles, scale) for _place, one in series]
        for (place, _one), runs in zip(series, tracks, strict=True):
            tint, form, dashed = STROKES[place % len(STROKES)]
            marks += [Track(run, tint, form, dashed) for run in runs]
        marks += self.endings([place for place, _one in series], tracks, ends, right, (8 * U, foot))
        pitch = (right - left) // max(1, len(lines.labels))
        return (*marks, *self.below(lines.labels, middles, pitch, foot + 22 * U))

    def ending(self, name: str, values: Sequence[int | None], per: int) -> str:
        last = next(value for value in reversed(values) if value is not None)
        return f"{name} {self.words.number(last, per)}"

    @staticmethod
    def along(count: int, left: int, right: int) -> list[int]:
        if count == 1:
            return [right]
        return [left + (right - left) * place // (count - 1) for place in range(count)]

    @staticmethod
    def points(values: Sequence[int | None], middles: Sequence[int], scale: Scale) -> list[tuple[Point, ...]]:
        """The points of a line, cut where there is a gap."""
        runs: list[list[Point]] = [[]]
        for value, x in zip(values, middles, strict=False):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((x, scale.at(value)))
        return [tuple(run) for run in runs if run]

    def endings(
        self, places: list[int], tracks: list[list[tuple[Point, ...]]], texts: list[str], right: int, bounds: tuple[int, int]
    ) -> list[Mark]:
        """Each line's name and last figure at its end, moved apart where they would lie on each other."""
        lasts = [runs[-1][-1] for runs in tracks]
        marks: list[Mark] = []
        for place, text, last, y in zip(places, texts, lasts, spread([y for _x, y in lasts], NAMES_GAP, *bounds), strict=True):
            tint = STROKES[place % len(STROKES)][0]
            if abs(y - last[1]) > 12 * U:
                marks.append(Rule(last[0] + 6 * U, last[1], right + 4 * U, y, tint))
            room = self.width - right - 8 * U
            marks.append(Words(x=right + 8 * U, y=y + 6 * U, text=text, px=SAID_PX, bold=True, tint=tint, room=room))
        return marks

    # ---- the beam

    def beam(self, gauge: Gauge) -> tuple[Mark, ...]:
        """A steelyard 12 months long, a star for each, the weight hanging where fund and shelf end."""
        scale = Scale(0, LONGEST_TENTHS, 71 * U, self.width - 69 * U)
        y = 43 * U
        marks = [*self.zones(scale, y), Rule(29 * U, y, self.width - 43 * U, y, Tint.INK, 5 * U)]
        hangs = scale.at(LONGEST_TENTHS if gauge.holds else max(0, min(gauge.tenths or 0, LONGEST_TENTHS)))
        for month in range(13):
            x, even = scale.at(month * 10), month % 2 == 0
            marks.append(Disc(x, y, 65 if even else 45))
            if even:
                text = self.words.months(month) if month in (0, 12) else str(month)
                place = x if gauge.empty else self.clear_of(hangs, x, text)
                marks.append(Words(x=place, y=y + 36 * U, text=text, side=Side.CENTRE))
        if gauge.empty:
            said = self.words.nothing_yet
            return (*marks, Words(x=self.width // 2, y=y + 78 * U, text=said, px=SAID_PX, side=Side.CENTRE, room=self.width))
        return (*marks, *self.weight(gauge, hangs, y))

    def clear_of(self, string: int, x: int, text: str) -> int:
        """The middle of a mark's figure, moved aside where the weight's string would cross it."""
        reach = self.measure(text, LABEL_PX, False) // 2 + 6 * U
        if abs(x - string) >= reach:
            return x
        to_right = x * 2 > self.width if x == string else x > string
        if to_right and string + reach * 2 - 6 * U > self.width:
            to_right = False
        return string + reach if to_right else string - reach

    def zones(self, scale: Scale, y: int) -> list[Mark]:
        marks: list[Mark] = []
        parts = ((0, 20, Fill.WARN, Tint.RED), (20, 40, Fill.CARE, Tint.GRAIN), (40, 120, Fill.FINE, Tint.GREEN))
        for (start, end, fill, tint), name in zip(parts, self.words.zones, strict=True):
            x, wide = scale.at(start), scale.at(end) - scale.at(start)
            marks.append(Patch(x, y - 15 * U, wide, 30 * U, fill))
            marks.append(Words(x=x + 10 * U, y=y - 24 * U, text=name, bold=True, tint=tint, room=wide - 12 * U))
        return marks

    def weight(self, gauge: Gauge, x: int, y: int) -> list[Mark]:
        """The weight on its string, and beside it what it means, at the side where there is room."""
        text = self.words.zones[2] if gauge.holds else gauge.months
        half = max(13 * U, self.measure(text, WEIGHT_PX, True) // 2)
        tint = {Zone.SHORT: Tint.RED, Zone.CAREFUL: Tint.GRAIN}.get(gauge.zone, Tint.GREEN)
        top, foot = y + 41 * U, y + 89 * U
        sides = ((6 * U, top), (half, top + 13 * U), (half, foot))
        outline = (*((x + out, at) for out, at in sides), *((x - out, at) for out, at in reversed(sides)))
        before, strong = (self.words.holds, "") if gauge.holds else (self.words.lasts, self.words.how_long(gauge.months))
        first = self.measure(before, SAID_PX, False)
        needed = first + self.measure(strong, SAID_PX, True)
        start = x + half + 17 * U
        if start + needed > self.width:
            start = max(0, x - half - 17 * U - needed)
        base = y + 72 * U
        return [
            Rule(x, y, x, top, Tint.INK, 25),
            Weight(outline, tint),
            Words(x=x, y=y + 77 * U, text=text, px=WEIGHT_PX, bold=True, tint=Tint.WHITE, side=Side.CENTRE),
            Words(x=start, y=base, text=before, px=SAID_PX, tint=Tint.INK),
            Words(x=start + first, y=base, text=strong, px=SAID_PX, bold=True, tint=Tint.INK),
        ]
