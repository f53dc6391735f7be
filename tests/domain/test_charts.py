"""Axes and labels of charts: round steps that hold every value, names that never lie on each other, nothing outside its box."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shop_desktop.domain.chart_words import ChartWords, written
from shop_desktop.domain.charts import Bars, Gauge, Lines, Series, axis, folded, spread
from shop_desktop.domain.marks import Mark, Measure, Patch, Track, U, Words
from shop_desktop.domain.sketches import NAMES_GAP, sketch
from tests.domain.chart_samples import Samples

LARGE = 10**13
values = some.one_of(some.none(), some.integers(-LARGE, LARGE), some.integers(-300, 300))
labels = some.lists(some.text(max_size=8), max_size=40).map(tuple)
sizes = some.integers(1, 20_000)


@some.composite
def series(draw: some.DrawFn, most: int = 8) -> tuple[Series, ...]:
    rows = draw(some.lists(some.lists(values, max_size=40), max_size=most))
    return tuple(Series(draw(some.text(max_size=6)), tuple(row)) for row in rows)


def measure(text: str, px: int, bold: bool) -> int:
    return len(text) * px * (7 if bold else 6)


WORDS = ChartWords(
    number=lambda value, per: str(value // per),
    zones=("short", "careful", "enough"),
    months=lambda count: f"{count} m",
    lasts="lasts ",
    how_long=lambda months: f"{months} m",
    holds="it lasts",
    nothing_yet="not yet",
    others="others",
)


def drawn(chart: Bars | Lines | Gauge, width: int = 5600, height: int = 2300, width_of: Measure = measure) -> tuple[Mark, ...]:
    return sketch(chart, width, height, WORDS, width_of)


@given(low=some.integers(-LARGE, 0), high=some.integers(0, LARGE), least=some.sampled_from((1, 100, 1000)))
def test_an_axis_has_few_round_steps_that_hold_every_value(low: int, high: int, least: int) -> None:
    marks = axis(low, high, least=least)
    step = marks[1] - marks[0]
    assert {after - before for before, after in pairwise(marks)} == {step}
    assert str(step).strip("0") in {"1", "2", "5"}
    assert step >= least
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 0 in marks
    assert 2 <= len(marks) <= 6
    assert low - marks[0] < step
    assert marks[-1] - high < step or high == marks[0] == 0


@given(wanted=some.lists(some.integers(-500, 3000), max_size=12), gap=some.integers(1, 400))
def test_labels_are_spread_apart_in_their_order(wanted: list[int], gap: int) -> None:
    places = spread(wanted, gap, 0, 2000)
    assert all(0 <= place <= 2000 for place in places)
    room = min(gap, 2000 // max(1, len(wanted) - 1))
    ordered = [place for _want, _at, place in sorted(zip(wanted, range(len(wanted)), places, strict=True))]
    assert all(after - before >= room for before, after in pairwise(ordered))


@given(wanted=some.lists(some.integers(0, 200).map(lambda n: n * 10), max_size=8, unique=True))
def test_labels_that_have_room_stay_where_they_are(wanted: list[int]) -> None:
    assert spread(wanted, 10, 0, 2000) == tuple(wanted)


@given(labels=labels, series=series(), stacked=some.booleans(), lying=some.booleans(), width=sizes, height=sizes)
def test_any_bars_are_drawn_in_any_box(
    labels: tuple[str, ...], series: tuple[Series, ...], stacked: bool, lying: bool, width: int, height: int
) -> None:
    bars = Bars(labels=labels, series=series, unit="kg", per=1000, stacked=stacked, lying=lying)
    assert bool(drawn(bars, width, height)) is not bars.empty


@given(labels=labels, series=series(), width=sizes, height=sizes)
def test_any_lines_are_drawn_in_any_box(labels: tuple[str, ...], series: tuple[Series, ...], width: int, height: int) -> None:
    lines = Lines(labels=labels, series=series, unit="points")
    assert bool(drawn(lines, width, height)) is not lines.empty


@given(series=series(6), count=some.integers(1, 40))
def test_names_at_the_ends_of_lines_never_lie_on_each_other(series: tuple[Series, ...], count: int) -> None:
    marks = drawn(Lines(labels=("m",) * count, series=series, unit="points"))
    names = sorted(mark.y for mark in marks if isinstance(mark, Words) and mark.px == 17)
    assert all(after - before >= NAMES_GAP for before, after in pairwise(names))


@given(series=series(4), count=some.integers(1, 31), stacked=some.booleans())
def test_figures_at_bars_never_lie_on_each_other(series: tuple[Series, ...], count: int, stacked: bool) -> None:
    marks = drawn(Bars(labels=("m",) * count, series=series, unit="kg", stacked=stacked))
    boxes = [
        (mark.x - measure(mark.text, mark.px, True) // 2, mark.x + measure(mark.text, mark.px, True) // 2, mark.y)
        for mark in marks
        if isinstance(mark, Words) and mark.apart
    ]
    for place, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[:place]:
            assert right <= other_left or other_right <= left or abs(y - other_y) >= 16 * U


@given(
    rows=some.lists(some.lists(some.integers(0, 10**6), min_size=5, max_size=5), min_size=1, max_size=4), lying=some.booleans()
)
def test_bars_stay_in_their_box(rows: list[list[int]], lying: bool) -> None:
    bars = Bars(
        labels=tuple("abcde"), series=tuple(Series(str(n), tuple(row)) for n, row in enumerate(rows)), unit="kg", lying=lying
    )
    for mark in drawn(bars):
        if isinstance(mark, Patch):
            assert mark.x >= 0
            assert mark.y >= 0
            assert mark.x + mark.width <= 5600
            assert mark.y + mark.height <= 2300


@given(tenths=some.integers(-1000, 100_000), width=some.integers(6000, 15_000))
def test_the_beams_words_stay_in_its_box_and_off_the_string(tenths: int, width: int) -> None:
    marks = drawn(Gauge(tenths), width)
    words = [mark for mark in marks if isinstance(mark, Words)]
    string = next(mark for mark in words if mark.tint == "white").x
    for mark in words:
        wide = measure(mark.text, mark.px, mark.bold)
        left = mark.x - (wide // 2 if mark.side == "centre" else 0)
        assert left >= 0
        assert left + wide <= width
        if mark.side == "centre" and mark.tint != "white":
            assert not left < string < left + wide


def test_a_gap_cuts_a_line_and_its_name_stands_at_the_last_value() -> None:
    marks = drawn(Lines(labels=("9", "10", "11", "12"), series=(Series("a", (5, None, 7, None)),), unit="points"))
    assert [len(mark.points) for mark in marks if isinstance(mark, Track)] == [1, 1]
    assert "a 7" in {mark.text for mark in marks if isinstance(mark, Words)}


def test_series_differ_by_pattern_or_by_form_and_dashes() -> None:
    fills = {mark.fill for mark in drawn(Samples().weeks()) if isinstance(mark, Patch)}
    tracks = {(mark.form, mark.dashed) for mark in drawn(Samples().points()) if isinstance(mark, Track)}
    assert len(fills) == 4
    assert len(tracks) == 3


def test_what_has_no_room_among_lying_bars_is_added_up() -> None:
    bars = Bars(labels=("h",) * 40, series=(Series("", (1,) * 40),), unit="kg", lying=True)
    marks = drawn(bars)
    shown = [mark.text for mark in marks if isinstance(mark, Words)]
    figures = [int(mark.text) for mark in marks if isinstance(mark, Words) and mark.apart]
    assert shown.count("others") == 1
    assert sum(figures) == 40


@given(values=some.lists(some.integers(-50, 50), min_size=1, max_size=30), most=some.integers(1, 12))
def test_folding_keeps_the_sum(values: list[int], most: int) -> None:
    bars = Bars(labels=("x",) * len(values), series=(Series("", tuple(values)),), unit="kg")
    kept = folded(bars, most, "others")
    assert len(kept.labels) == min(most, len(values))
    assert sum(value or 0 for value in kept.series[0].values) == sum(values)


@pytest.mark.parametrize(
    ("value", "per", "tenths", "decimals"),
    [(0, 1000, 0, 0), (49, 1000, 0, 0), (50, 1000, 1, 1), (9949, 1000, 99, 1), (9950, 1000, 100, 0), (10_499, 1000, 100, 0)],
)
def test_a_figure_below_ten_has_one_decimal(value: int, per: int, tenths: int, decimals: int) -> None:
    assert written(value, per) == (tenths, decimals)


def test_figures_at_bars_have_no_tenths_beside_figures_without() -> None:
    def said(*grams: int) -> list[str]:
        bars = Bars(labels=tuple(map(str, grams)), series=(Series("", grams),), unit="kg", per=1000)
        words = replace(WORDS, number=lambda value, per: f"{value / per:g}")
        marks = sketch(bars, 5600, 2300, words, measure)
        return sorted(mark.text for mark in marks if isinstance(mark, Words) and mark.bold)

    assert said(8_200, 72_000) == ["72", "8"]
    assert said(8_200, 1_500) == ["1.5", "8.2"]
