"""Two weights and a person's eyes settle what the wire cannot tell: point, direction, unit, twin format."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scale_driver.comparison import Comparison, Kind, Outcome, Variant, number_of, read, still, variants_of
from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.protocols import PROTOCOLS, Shown, find

LINE = "9600 8N1"


def candidate(slug: str, told: dict[str, str] | None = None, *twins: tuple[str, dict[str, str]]) -> Candidate:
    return Candidate(slug, find(slug).options(told), LINE, Evidence(), Verdict.LIKELY, twins=twins)


class Head:
    """A head of one variant, and what its display shows."""

    def __init__(self, variant: Variant) -> None:
        self.variant = variant
        told = variant.settings.get("decimals", "")
        self.decimals = int(told) if told.isdigit() else 2
        unit = variant.settings.get("unit", "kg")
        self.unit = "kg" if unit == "as-sent" or "+" in unit else unit

    def sends(self, digits: int) -> bytes:
        shown = Shown(digits, self.decimals, unit=self.unit)
        protocol = find(self.variant.protocol)
        return protocol.encode(shown, protocol.options(self.variant.settings)) * 10

    def display(self, digits: int) -> str:
        return f"{digits / 10**self.decimals:.{self.decimals}f}"

    def reads_itself(self) -> bool:
        """Whether this variant is one that a head can be: it reads what it sends."""
        reading = still(read(self.variant, self.sends(623)))
        return bool(
            reading and reading.display and Fraction(reading.display) == number_of(self.display(623)) and self._unit(reading)
        )

    def _unit(self, reading: object) -> bool:
        return getattr(reading, "unit", None) == self.unit


def heads_of(slug: str) -> list[Head]:
    return [head for head in map(Head, variants_of(candidate(slug))) if head.reads_itself()]


HEADS = {protocol.slug: heads_of(protocol.slug) for protocol in PROTOCOLS}
MOST_HEADS = 4


def weigh(comparison: Comparison, head: Head, digits: int, said: str | None = None, *, unit: bool = True) -> Outcome:
    comparison.hear(head.sends(digits))
    return comparison.said(said or head.display(digits), head.unit if unit else None)


def is_right(comparison: Comparison, head: Head, digits: int) -> bool:
    best = comparison.best
    assert best
    reading = still(read(best, head.sends(digits)))
    own = still(read(head.variant, head.sends(digits)))
    return bool(reading and own and reading.weight_mg == own.weight_mg)


def test_every_protocol_has_a_head_to_compare() -> None:
    assert [slug for slug, heads in HEADS.items() if not heads] == []


@pytest.mark.parametrize("slug", HEADS)
def test_from_any_wrong_variant_the_displays_number_leads_to_the_right_one(slug: str) -> None:
    chance = random.Random(slug)
    for head in chance.sample(HEADS[slug], min(MOST_HEADS, len(HEADS[slug]))):
        for wrong in chance.sample(HEADS[slug], min(3, len(HEADS[slug]))):
            comparison = Comparison([candidate(slug, dict(wrong.variant.settings))])
            assert weigh(comparison, head, 623) in (Outcome.AGREED, Outcome.SETTLED)
            assert weigh(comparison, head, 137) is Outcome.SETTLED
            assert comparison.settled
            assert is_right(comparison, head, 418), (head.variant, comparison.best)


@pytest.mark.parametrize(
    ("truth", "taken"),
    [
        ("ht9800", "gm8803"),
        ("gm8803", "ht9800"),
        ("yaohua-eq-rev9", "yaohua-eq-fwd9"),
        ("yaohua-eq-fwd9", "yaohua-eq-rev9"),
        ("toledo-br-prt2", "toledo-8217"),
        ("gg-14", "shuangjie-14"),
    ],
)
def test_a_twin_that_was_taken_for_it_is_settled_too(truth: str, taken: str) -> None:
    for head in HEADS[truth][:: max(1, len(HEADS[truth]) // MOST_HEADS)]:
        comparison = Comparison([candidate(taken, None, (truth, find(truth).options()))])
        for digits in (623, 137, 418):
            outcome = weigh(comparison, head, digits)
        assert outcome in (Outcome.SETTLED, Outcome.AGREED)
        assert comparison.settled
        assert is_right(comparison, head, 905)


ANY_HEAD = some.sampled_from([head for heads in HEADS.values() for head in heads])
DIGITS = some.integers(100, 999)


@settings(max_examples=40, deadline=None)
@given(ANY_HEAD, some.data())
def test_a_wrong_number_never_settles_on_a_wrong_weight(head: Head, data: some.DataObject) -> None:
    comparison = Comparison([candidate(head.variant.protocol)])
    wrong_at = data.draw(some.integers(0, 3))
    for at in range(5):
        digits = data.draw(DIGITS)
        typed = data.draw(some.sampled_from([digits * 10, digits + 1, int(str(digits)[::-1])])) if at == wrong_at else digits
        said = head.display(typed)
        weigh(comparison, head, digits, said)
        if comparison.settled and typed == digits:
            assert is_right(comparison, head, data.draw(DIGITS))


@settings(max_examples=40, deadline=None)
@given(ANY_HEAD, DIGITS, DIGITS, DIGITS)
def test_whatever_is_settled_is_right_whatever_the_weights(head: Head, first: int, second: int, third: int) -> None:
    comparison = Comparison([candidate(head.variant.protocol)])
    for digits in (first, second):
        weigh(comparison, head, digits)
    assert not comparison.settled or is_right(comparison, head, third)


def test_two_weights_settle_nearly_always() -> None:
    chance = random.Random(14)
    heads = [head for heads in HEADS.values() for head in heads]
    settled = 0
    for head in chance.sample(heads, 60):
        comparison = Comparison([candidate(head.variant.protocol)])
        for digits in (chance.randrange(101, 500), chance.randrange(601, 999)):
            weigh(comparison, head, digits)
        settled += comparison.settled
    assert settled >= 54


def test_weights_that_read_alike_both_ways_settle_no_direction() -> None:
    head = Head(Variant("yaohua-eq-rev8", find("yaohua-eq-rev8").options({"reversed": "false"}), LINE))
    comparison = Comparison([candidate("yaohua-eq-rev8")])
    for bare in (b"=10.0.01", b"=005.500", b"=002.200"):
        comparison.forget()
        comparison.hear(bare * 10)
        comparison.said(bare[1:].decode().rstrip("0") if b".0." not in bare else "x", "kg")
    assert not comparison.settled
    assert weigh(comparison, head, 623) is Outcome.SETTLED
    assert is_right(comparison, head, 137)


def test_a_unit_that_nobody_said_is_asked_for() -> None:
    head = Head(Variant("yaohua-tf0", find("yaohua-tf0").options({"unit": "jin"}), LINE))
    comparison = Comparison([candidate("yaohua-tf0")])
    for digits in (623, 137):
        assert weigh(comparison, head, digits, unit=False) is Outcome.AGREED
    assert not comparison.settled
    assert {variant.settings["unit"] for variant in comparison.left} > {"kg", "jin"}
    assert weigh(comparison, head, 418) is Outcome.SETTLED
    assert comparison.shown
    assert (comparison.shown.unit, comparison.shown.weight_mg) == ("jin", 4_18 * 5000)


def test_the_same_weight_twice_proves_nothing_more() -> None:
    head = HEADS["yaohua-tf0"][0]
    comparison = Comparison([candidate("yaohua-tf0")])
    assert [weigh(comparison, head, digits) for digits in (600, 601, 480)] == [
        Outcome.AGREED,
        Outcome.SAME_AGAIN,
        Outcome.SETTLED,
    ]


def test_zero_and_moving_prove_nothing() -> None:
    head = HEADS["st-gs"][0]
    comparison = Comparison([candidate("st-gs")])
    assert weigh(comparison, head, 0) is Outcome.ZERO
    comparison.hear(find("st-gs").encode(Shown(623, 2, stable=False), {}) * 10)
    assert comparison.shown is None
    assert (comparison.said("6.23"), comparison.same(), comparison.said("six")) == (
        Outcome.NOT_STILL,
        Outcome.NOT_STILL,
        Outcome.NO_NUMBER,
    )


def test_the_other_numbers_that_the_bytes_can_mean_are_named() -> None:
    comparison = Comparison([candidate("yaohua-eq-rev8")])
    comparison.hear(b"=51.0700" * 10)
    others = {(other.kind, other.reading.display, other.reading.unit) for other in comparison.others(20)}
    assert comparison.shown
    assert comparison.shown.display == "70.15"
    assert (Kind.REVERSED, "51.0700", "kg") in others
    assert (Kind.UNIT, "70.15", "jin") in others
    assert comparison.said("51.07", "kg") is Outcome.AGREED
    assert comparison.best
    assert comparison.best.settings["reversed"] == "false"


def test_a_point_that_the_wire_does_not_send_is_found_by_the_display() -> None:
    comparison = Comparison([candidate("bilanciai-cb", {"unit": "kg"})])
    comparison.hear(b"$000623\r" * 10)
    assert {other.reading.display for other in comparison.others(20) if other.kind is Kind.DECIMALS} == {
        "62.3",
        "6.23",
        "0.623",
        "0.0623",
    }
    comparison.said("6.23", "kg")
    comparison.hear(b"$000137\r" * 10)
    assert comparison.said("1.37", "kg") is Outcome.SETTLED


def test_nothing_that_reads_the_number_leaves_all_as_it_was() -> None:
    head = HEADS["yaohua-tf0"][0]
    comparison = Comparison([candidate("yaohua-tf0")])
    weigh(comparison, head, 623)
    before = comparison.left
    assert comparison.said("77.7", "kg") is Outcome.NO_VARIANT
    assert comparison.left == before


def test_the_tail_that_is_kept_is_short_whatever_comes() -> None:
    comparison = Comparison([candidate("st-gs")])
    for _ in range(50):
        comparison.hear(b"ST,GS,+  6.235kg\r\n" * 1000)
    assert len(comparison._tail) < 1000
