"""A simulated scale behind `sim://`: it answers at its own settings only, lives by a given clock, ails as told."""

from collections.abc import Callable

import pytest

from scale_driver.head import FAULTS, HABITS
from scale_driver.ports import open_port
from scale_driver.protocols import PROTOCOLS, find
from scale_driver.reading import Event, Reading, Rejected, Status
from scale_driver.scale import Scale
from scale_driver.script import ACTIONS, Step, act
from scale_driver.simport import SimScale


class Bench:
    """A simulated scale, a clock and an open port."""

    def __init__(self, url: str, line: str = "") -> None:
        self.now_s = 0.0
        self.scale = SimScale(url, clock=lambda: self.now_s)
        self.port = self.scale.open(url, line or str(self.scale.line))

    def hear(self, seconds: float = 1.0) -> bytes:
        heard = b""
        for _ in range(round(seconds / 0.02)):
            self.now_s += 0.02
            heard += self.port.read(4096)
        return heard

    def ask(self, words: bytes, seconds: float = 0.3) -> bytes:
        self.port.write(words)
        return self.hear(seconds)


def readings(slug: str, data: bytes) -> list[Reading]:
    decoder = find(slug).new_decoder()
    return [event for event in (*decoder.feed(data), *decoder.flush()) if isinstance(event, Reading)]


def last(slug: str, data: bytes) -> Reading:
    return readings(slug, data)[-1]


def test_a_scale_sends_what_lies_on_it() -> None:
    bench = Bench("sim://st-gs?weight=6.235kg")
    assert last("st-gs", bench.hear()).weight_mg == 6_235_000


def test_an_asked_scale_answers_at_its_own_line_settings_only() -> None:
    url = "sim://toledo-8217?weight=6.235kg&line=9600+7E1"
    assert Bench(url).hear() == b""
    assert last("toledo-8217", Bench(url).ask(b"W") + Bench(url).ask(b"W")).status is not Status.OK
    bench = Bench(url)
    bench.hear()
    assert last("toledo-8217", bench.ask(b"W")).weight_mg == 6_235_000
    wrong = Bench(url, "9600 8N1")
    assert wrong.ask(b"W") == b""
    assert wrong.ask(b"\xd7")[-1:] == b"\x8d"
    assert Bench(url, "4800 7E1").ask(b"W") == b""


def test_noise_changes_loses_and_adds_bytes() -> None:
    clean, noisy = Bench("sim://st-gs?weight=6.235kg").hear(10), Bench("sim://st-gs?weight=6.235kg&noise=5").hear(10)
    assert 0.97 < len(noisy) / len(clean) < 1.03
    assert 0.2 < len(readings("st-gs", noisy)) / len(readings("st-gs", clean)) < 0.7


def test_somebody_comes_and_goes_where_it_is_lively() -> None:
    seen = {
        reading.weight_mg
        for reading in readings("st-gs", Bench("sim://st-gs?weight=6.000kg&lively=1").hear(20))
        if reading.stable
    }
    assert seen == {0, 6_000_000, 3_000_000}


def test_steps_are_played_by_the_clock() -> None:
    bench = Bench("sim://st-gs?steps=1+put+1.000kg;2+overload;3+empty")
    assert last("st-gs", bench.hear(0.9)).weight_mg == 0
    assert last("st-gs", bench.hear(1.0)).weight_mg == 1_000_000
    assert last("st-gs", bench.hear(1.0)).status is Status.OVERLOAD
    assert last("st-gs", bench.hear(1.0)).weight_mg == 0


def act_on(action: str) -> Callable[[Bench], None]:
    return lambda bench: act(Step(0, action), bench.scale)


@pytest.mark.parametrize("action", [action for action in ACTIONS if action not in ("put", "end", "unplug", "plug")])
def test_everything_that_can_happen_happens(action: str) -> None:
    bench = Bench("sim://st-gs?weight=6.000kg")
    bench.hear()
    act_on(action)(bench)
    heard = bench.hear(3.0)
    found = readings("st-gs", heard)
    stable = {reading.weight_mg for reading in found if reading.stable and reading.weight_mg is not None}
    expected: dict[str, bool] = {
        "empty": stable == {0},
        "wobble": len({reading.weight_mg for reading in found}) > 5,
        "restless": len({reading.weight_mg for reading in found}) > 5,
        "overload": found[-1].status is Status.OVERLOAD if found else False,
        "underload": found[-1].status is Status.UNDERLOAD if found else False,
        "negative": bool(found) and found[-1].weight_mg == -6_000_000,
        "silence": len(heard) < 40,
        "noise": len(found) < 3 and len(heard) > 100,
        "flood": len(heard) > 2500,
        "drift": len(stable) > 2,
        "stuck": stable == {6_000_000},
        "wrong-unit": bool(found) and found[-1].unit == "lb",
        "half-frames": len(found) < 3,
        "calm": stable == {6_000_000},
    }
    assert expected[action]


def test_a_habit_stays_whatever_is_put_on_and_a_fault_does_not() -> None:
    bench = Bench("sim://st-gs?weight=6.000kg")
    for fault in FAULTS:
        bench.scale.fault(fault)
        bench.scale.put(1000)
        bench.hear(0.6)
        assert last("st-gs", bench.hear()).weight_mg == 1_000_000
    bench.scale.fault("stuck")
    bench.scale.put(2000)
    assert last("st-gs", bench.hear()).weight_mg == 1_000_000
    bench.scale.calm()
    assert last("st-gs", bench.hear()).weight_mg == 2_000_000
    assert set(HABITS).isdisjoint(FAULTS)


def test_an_unplugged_scale_raises_as_a_port_does_and_comes_back() -> None:
    bench = Bench("sim://st-gs?weight=6.000kg")
    bench.scale.unplug()
    with pytest.raises(OSError, match="unplugged"):
        bench.port.read(10)
    with pytest.raises(OSError, match="unplugged"):
        bench.scale.open("", "9600 8N1")
    bench.scale.plug()
    bench.port = bench.scale.open("", "9600 8N1")
    assert last("st-gs", bench.hear()).weight_mg == 6_000_000


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sim://nobody", "no such simulated scale"),
        ("sim://st-gs?weight=heavy", "a weight looks like"),
        ("sim://st-gs?colour=red", "has no colour"),
        ("sim://st-gs?line=fast", "line settings look like"),
        ("sim://st-gs?set.unit=stone", "no such simulated scale"),
        ("sim://st-gs?do=fly", "write SECONDS ACTION"),
    ],
)
def test_a_url_that_says_nothing_that_can_be_is_refused_in_words(url: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        open_port(url, "9600 8N1")


@pytest.mark.parametrize("slug", [protocol.slug for protocol in PROTOCOLS])
def test_every_protocol_is_weighed_through_it(slug: str) -> None:
    decimals = "0" if slug == "bilanciai-cb" else "3"
    weight = "6kg" if decimals == "0" else "6.000kg"
    now_s = 0.0
    sim = SimScale(f"sim://{slug}?weight={weight}", clock=lambda: now_s)
    scale = Scale("sim", slug, opener=sim.open)
    found: list[Event] = []
    while now_s < 4:
        found += scale.poll_events(now_s)
        if scale.connected:
            now_s += 0.02
    scale.close()
    weights = [event.weight_mg for event in found if isinstance(event, Reading) and event.weight_mg is not None]
    assert weights[-1] == 6_000_000
    assert sum(isinstance(event, Rejected) and event.reason not in ("ack", "nak", "noise") for event in found) <= 1
