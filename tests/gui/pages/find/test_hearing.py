"""Two weights compared with the display: what is kept of each answer, and that a slip begins anew instead of connecting."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from scale_driver.comparison import Kind, Outcome
from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.protocols import find
from scale_driver.simulator import Simulator
from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.pages.settings.find.hearing import Hearing

SLUG = "yaohua-eq-rev8"


class Ears:
    """A hearing and the scale that it hears, polled until something is so."""

    def __init__(self, bot: QtBot, scale: Simulator) -> None:
        self.bot, self.scale, self.now_s = bot, scale, 0.0
        self.hearing = Hearing(scale.path, [Candidate(SLUG, find(SLUG).options(), "9600 8N1", Evidence(), Verdict.LIKELY)])

    def until(self, gate: Gate) -> None:
        def there() -> bool:
            self.now_s += 0.05
            self.hearing.poll(self.now_s)
            return self.hearing.gate is gate

        self.bot.waitUntil(there, timeout=8000)

    def put(self, weight_g: int, shown: str) -> None:
        """This lies on it, and is read as the wire says."""
        self.scale.put(weight_g)
        self.bot.waitUntil(lambda: self._reads(shown), timeout=8000)
        self.until(Gate.SETTLED)

    def _reads(self, shown: str) -> bool:
        self.now_s += 0.05
        self.hearing.poll(self.now_s)
        best = self.hearing.comparison.shown
        return best is not None and (best.display or "").replace(".", "").strip("0") == shown.replace(".", "").strip("0")


@pytest.fixture
def ears(qtbot: QtBot) -> Iterator[Ears]:
    """A head whose wire has no point."""
    with Simulator(SLUG, decimals=0, settle_s=0.05, frames_per_s=20) as scale:
        made = Ears(qtbot, scale)
        yield made
        made.hearing.close()


def test_a_number_with_its_point_is_kept_with_grams(ears: Ears) -> None:
    ears.put(6235_000, "6235")
    assert ears.hearing.say("62.35", "kg") is Outcome.AGREED
    assert [(one.display, one.grams) for one in ears.hearing.agreed] == [("62.35", 62_350)]
    assert ears.hearing.nearly_agreed
    ears.put(1201_000, "1201")
    assert ears.hearing.say("12.01", "kg") is Outcome.SETTLED
    assert [one.grams for one in ears.hearing.agreed] == [62_350, 12_010]


def test_an_answer_that_fits_no_other_begins_anew(ears: Ears) -> None:
    ears.put(6235_000, "6235")
    ears.hearing.say("62.35", "kg")
    ears.put(1201_000, "1201")
    assert ears.hearing.say("1.201", "kg") is Outcome.AGREED
    assert ears.hearing.began_anew
    assert [one.display for one in ears.hearing.agreed] == ["1.201"]


def test_keys_go_through_the_other_numbers_and_come_back(ears: Ears) -> None:
    ears.put(6235_000, "6235")
    seen = [ears.hearing.shown.display if ears.hearing.shown else ""]
    while ears.hearing.try_next(Kind.DECIMALS) and ears.hearing.tried is not None and len(seen) < 9:
        seen.append(ears.hearing.shown.display if ears.hearing.shown else "")
    assert {"62.35", "6.235", "623.5"} <= set(seen)
    assert ears.hearing.tried is None


def test_a_pulled_plug_is_said_and_nothing_can_be_agreed(ears: Ears) -> None:
    ears.put(6235_000, "6235")
    ears.scale.unplug()
    ears.until(Gate.ABSENT)
    assert ears.hearing.agreed == []


def test_silence_and_overload_show_no_number(ears: Ears) -> None:
    ears.put(6235_000, "6235")
    ears.scale.fault("silence")
    ears.until(Gate.STALE)
