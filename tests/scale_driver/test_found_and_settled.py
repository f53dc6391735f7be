"""The whole way of a person with an unknown scale: it is found, two weights are compared, and it reads right from then on."""

import time
from collections.abc import Callable

import pytest

from scale_driver.comparison import Comparison, Outcome
from scale_driver.detection import Candidate, Detection
from scale_driver.lines import Port, Tapped
from scale_driver.protocols import PROTOCOLS
from scale_driver.reading import Reading
from scale_driver.scale import Scale
from scale_driver.simport import SimScale

POLL_S = 0.02
NOISE_PER_CENT = 2
LONG_BLOCKS = ("label-block", "jadever-block")
"""Hardly one in ten of these comes whole through such noise: they are compared on a clean line."""


class Person:
    """Has a scale of this protocol with a display, and a clock."""

    def __init__(self, slug: str) -> None:
        self.now_s = 0.0
        self.decimals = 0 if slug == "bilanciai-cb" else 2
        weight = "0kg" if self.decimals == 0 else "0.00kg"
        noise = 0 if slug in LONG_BLOCKS else NOISE_PER_CENT
        url = f"sim://{slug}?weight={weight}&noise={noise}"
        self.scale = SimScale(url, clock=lambda: self.now_s)

    def find(self) -> Candidate:
        detection = Detection("sim", opener=self.scale.open)
        self.scale.put(4_000)
        while not detection.done:
            detection.poll(self.now_s)
            if detection.opening:
                time.sleep(0.0003)
            else:
                self.now_s += POLL_S
        return detection.candidates[0]

    def listen(self, scale: Scale, seconds: float) -> list[Reading]:
        until_s, found = self.now_s + seconds, []
        while self.now_s < until_s:
            found += scale.poll(self.now_s)
            if scale.connected:
                self.now_s += POLL_S
        return found


@pytest.mark.parametrize("slug", [protocol.slug for protocol in PROTOCOLS if protocol.slug != "custom"])
def test_an_unknown_scale_is_found_compared_and_then_reads_right(slug: str) -> None:
    person = Person(slug)
    first = person.find()
    assert slug in (first.protocol, *(twin for twin, _ in first.twins))
    comparison = Comparison([first])
    scale = Scale("sim", first.protocol, first.settings, line=first.line, opener=tapping(person, comparison))
    outcomes = []
    for grams in (6_000, 2_000, 9_000):
        person.scale.put(grams)
        person.listen(scale, 4.0)
        outcomes.append(comparison.said(f"{grams / 1000:.{person.decimals}f}", "kg"))
        if comparison.settled:
            break
    scale.close()
    assert outcomes[-1] is Outcome.SETTLED, outcomes
    reads_right(person, comparison)


def test_a_display_in_jin_is_read_in_jin() -> None:
    person = Person("yaohua-tf0")
    comparison = Comparison([person.find()])
    best = comparison.best
    assert best
    scale = Scale("sim", best.protocol, best.settings, line=best.line, opener=tapping(person, comparison))
    for shown in (12_000, 4_000):
        # A display of kilograms that a person calls jin: the same digits, half the weight.
        person.scale.put(shown)
        person.listen(scale, 4.0)
        outcome = comparison.said(f"{shown / 1000:.2f}", "jin")
    scale.close()
    assert (outcome, comparison.best and comparison.best.settings["unit"]) == (Outcome.SETTLED, "jin")
    assert comparison.shown
    assert comparison.shown.weight_mg == 2_000_000


def tapping(person: Person, comparison: Comparison) -> Callable[[str, str], Port]:
    return lambda url, line: Tapped(person.scale.open(url, line), comparison.hear)


def reads_right(person: Person, comparison: Comparison) -> None:
    """The format that was settled reads another weight; noise may change single ones where nothing checks them."""
    best = comparison.best
    assert best
    scale = Scale("sim", best.protocol, best.settings, line=best.line, opener=person.scale.open)
    person.scale.put(3_000)
    person.listen(scale, 1.0)
    weights = [reading.weight_mg for reading in person.listen(scale, 4.0) if reading.weight_mg is not None]
    scale.close()
    assert weights.count(3_000_000) > 0.8 * len(weights) > 0
