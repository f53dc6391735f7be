"""What a chart shows, as values: bars, lines and the beam of how long the shop can pay. Screen and paper draw the same one.

Whole numbers alone; steps of an axis are counted here. Names arrive in the reader's language. Places no stroke.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

SHORT_TENTHS, CAREFUL_TENTHS, LONGEST_TENTHS = 20, 40, 120
"""Below 2 months the shop cannot pay, below 4 it has to be careful; the beam is 12 months long."""


@dataclass(frozen=True)
class Series:
    """One row of figures under the chart's labels; None where there is none."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars over labels, on each other or beside each other; `lying` for names that need room.

    `per`: how many of the values' units make one that is written: 1000 for grams in kilograms, 100 for fen in yuan.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    per: int = 1
    stacked: bool = True
    lying: bool = False

    @property
    def empty(self) -> bool:
        return not any(value for one in self.series for value in one.values[: len(self.labels)])

    def column(self, place: int) -> tuple[int, ...]:
        """Every series' value under one label, 0 where there is none."""
        return tuple((one.values[place] or 0) if place < len(one.values) else 0 for one in self.series)

    @property
    def reach(self) -> tuple[int, int]:
        """The lowest and the highest that the bars come to; 0 lies between."""
        columns = [self.column(place) for place in range(len(self.labels))]
        if not self.stacked:
            ends = [value for column in columns for value in column]
        else:
            ends = [sum(max(value, 0) for value in column) for column in columns]
            ends += [sum(min(value, 0) for value in column) for column in columns]
        return min(0, *ends, 0), max(0, *ends, 0)


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines over labels; a gap where a value is None. `per` as with Bars."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    per: int = 1

    @property
    def empty(self) -> bool:
        return all(value is None for one in self.series for value in one.values[: len(self.labels)])

    @property
    def reach(self) -> tuple[int, int]:
        values = [value for one in self.series for value in one.values[: len(self.labels)] if value is not None]
        return min(0, *values, 0), max(0, *values, 0)


class Zone(StrEnum):
    """Where the weight hangs on the beam."""

    SHORT = "short"
    CAREFUL = "careful"
    ENOUGH = "enough"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Gauge:
    """For how many months fund and shelf pay for the points out there: `tenths` of a month, None before three months'
    figures are there; `holds` where more comes in than goes out, and it lasts.

    >>> [gauge.zone.value for gauge in (Gauge(19), Gauge(20), Gauge(74), Gauge(), Gauge(holds=True))]
    ['short', 'careful', 'enough', 'unknown', 'enough']
    """

    tenths: int | None = None
    holds: bool = False

    @property
    def empty(self) -> bool:
        return self.tenths is None and not self.holds

    @property
    def zone(self) -> Zone:
        if self.holds:
            return Zone.ENOUGH
        if self.tenths is None:
            return Zone.UNKNOWN
        return Zone.SHORT if self.tenths < SHORT_TENTHS else Zone.CAREFUL if self.tenths < CAREFUL_TENTHS else Zone.ENOUGH

    @property
    def months(self) -> str:
        """The months with one decimal.

        >>> Gauge(74).months, Gauge(-3).months
        ('7.4', '0.0')
        """
        whole, rest = divmod(max(self.tenths or 0, 0), 10)
        return f"{whole}.{rest}"


Chart = Bars | Lines | Gauge


def axis(low: int, high: int, *, least: int = 1, most: int = 4) -> tuple[int, ...]:
    """The marks of an axis from `low` (at most 0) to `high` (at least 0): steps of 1, 2 or 5 times a power of ten, at least
    `least`, at most `most` of them (one more where the axis crosses 0), the ends at or beyond low and high.

    >>> axis(0, 621), axis(0, 467368), axis(-30, 95), axis(0, 0)
    ((0, 200, 400, 600, 800), (0, 200000, 400000, 600000), (-50, 0, 50, 100), (0, 1))
    """
    assert low <= 0 <= high, (low, high)
    crossing = int(low < 0 < high)
    power = 1
    while True:
        for digit in (1, 2, 5):
            step = digit * power
            first, last = low // step, -(-high // step)
            if step >= least and last - first <= most + crossing:
                last = max(last, first + 1)
                return tuple(step * place for place in range(first, last + 1))
        power *= 10


def spread(wanted: Sequence[int], gap: int, low: int, high: int) -> tuple[int, ...]:
    """Places as near as can be to those wanted, in the same order, `gap` apart and between low and high; where there is no room
    for that, as far apart as there is.

    >>> spread((100, 104, 20), 20, 0, 200), spread((0, 0, 0), 50, 0, 60)
    ((92, 112, 20), (0, 30, 60))
    """
    count = len(wanted)
    if count > 1:
        gap = min(gap, (high - low) // (count - 1))
    order = sorted(range(count), key=lambda place: (wanted[place], place))
    pools: list[tuple[int, int]] = []
    for rank, place in enumerate(order):
        total, size = wanted[place] - rank * gap, 1
        while pools and pools[-1][0] * size >= total * pools[-1][1]:
            before, of = pools.pop()
            total, size = total + before, size + of
        pools.append((total, size))
    found, rank = [0] * count, 0
    for total, size in pools:
        for _each in range(size):
            start = max(low, min(total // size, high - (count - 1) * gap))
            found[order[rank]] = start + rank * gap
            rank += 1
    return tuple(found)


def folded(bars: Bars, most: int, others: str) -> Bars:
    """At most `most` labels: the last one, `others`, adds up what else there is. For bars sorted by size.

    >>> folded(Bars(labels=("a", "b", "c"), series=(Series("", (5, 3, 2)),), unit="kg"), 2, "others").series
    (Series(name='', values=(5, 5)),)
    """
    if len(bars.labels) <= most:
        return bars
    kept = most - 1
    series = tuple(
        Series(one.name, (*one.values[:kept], sum(value or 0 for value in one.values[kept : len(bars.labels)])))
        for one in bars.series
    )
    return replace(bars, labels=(*bars.labels[:kept], others), series=series)
