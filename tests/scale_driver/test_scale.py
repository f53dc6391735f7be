"""A scale at the end of a real pseudo-terminal: it comes, goes, floods, falls silent and comes back."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from scale_driver.gate import Gate, Limits, Reason, Refusal, State, Taken
from scale_driver.ports import open_port
from scale_driver.protocols import BadSetting
from scale_driver.reading import Reading
from scale_driver.scale import RETRY_AFTER_S, Scale
from scale_driver.script import ACTIONS, Step, act, parse_weight
from scale_driver.simulator import Simulator, TcpEnd

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs pseudo-terminals")


class Counter:
    """What a window does: polls a scale into a gate from a timer."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.gate = Gate(Limits(150_000, 5), scale.wire)
        self.readings: list[Reading] = []

    def tick(self) -> None:
        now_s = time.monotonic()
        new = self.scale.poll(now_s)
        self.readings += new
        self.gate.hear(new, now_s, connected=self.scale.connected)

    @property
    def state(self) -> State:
        return self.gate.state(time.monotonic())

    def until(self, true: Callable[[], bool], seconds: float = 6.0) -> None:
        end_s = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end_s, f"still {self.state} after {seconds} s, {self.scale.last_error}"
            self.tick()
            time.sleep(0.005)

    def until_state(self, state: State) -> None:
        self.until(lambda: self.state is state)


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator("st-gs", {"commands": "Z"}, frames_per_s=50, settle_s=0.1) as simulator:
        yield simulator


@pytest.fixture
def counter(sim: Simulator) -> Iterator[Counter]:
    scale = Scale(sim.path, "st-gs", {"commands": "Z"})
    yield Counter(scale)
    scale.close()


def take(counter: Counter) -> Taken | Refusal:
    return counter.gate.take("cardboard", time.monotonic())


def test_a_load_is_weighed_over_a_real_line(sim: Simulator, counter: Counter) -> None:
    counter.until_state(State.EMPTY)
    sim.put(6000)
    counter.until_state(State.SETTLED)
    taken = take(counter)
    assert isinstance(taken, Taken)
    assert (taken.gross_g, taken.frame, taken.port) == (6000, b"ST,GS,+  6.000kg\r\n", sim.path)


def test_unplugged_in_mid_frame_it_comes_back_by_itself_and_is_not_rearmed(sim: Simulator, counter: Counter) -> None:
    sim.put(6000)
    counter.until_state(State.SETTLED)
    assert isinstance(take(counter), Taken)
    sim.unplug(mid_frame=True)
    counter.until_state(State.ABSENT)
    sim.plug()
    counter.until_state(State.NOT_REARMED)
    assert take(counter) == Refusal(Reason.NOT_EMPTIED)
    assert {reading.weight_g for reading in counter.readings if reading.stable} <= {0, 6000}


def test_a_silent_scale_is_stale_and_a_noisy_one_too(sim: Simulator, counter: Counter) -> None:
    counter.until_state(State.EMPTY)
    sim.fault("silence")
    counter.until_state(State.STALE)
    sim.fault("noise")
    counter.until(lambda: len(counter.scale.last_bytes) == 256)
    assert counter.state is State.STALE
    assert counter.scale.connected


def test_faults_of_the_scale_are_seen(sim: Simulator, counter: Counter) -> None:
    sim.fault("overload")
    counter.until_state(State.OVER)
    sim.fault("underload")
    counter.until_state(State.UNDER)
    sim.wobble()
    sim.fault(None)
    counter.until_state(State.MOVING)


def test_a_flood_does_not_hold_the_caller_up(sim: Simulator, counter: Counter) -> None:
    counter.until_state(State.EMPTY)
    sim.fault("flood")
    counter.until(lambda: len(counter.readings) > 500)
    start_s = time.monotonic()
    most = max(len(counter.scale.poll(time.monotonic())) for _ in range(20))
    assert most <= 4096 // 18 + 1
    assert time.monotonic() - start_s < 2
    sim.put(6000)
    counter.until_state(State.SETTLED)


def test_what_was_sent_before_opening_is_dropped(sim: Simulator) -> None:
    sim.put(7000)
    time.sleep(0.4)
    sim.empty()
    time.sleep(0.2)
    scale = Scale(sim.path, "st-gs")
    counter = Counter(scale)
    counter.until(lambda: len(counter.readings) >= 3)
    scale.close()
    assert all(reading.weight_mg == 0 for reading in counter.readings if reading.stable)


def test_zero_is_asked_for_only_where_the_protocol_has_it(sim: Simulator, counter: Counter) -> None:
    sim.put(100)
    counter.until_state(State.SETTLED)
    assert counter.scale.can == {"zero", "tare"}
    assert counter.scale.request("zero")
    counter.until_state(State.EMPTY)
    plain = Scale(sim.path, "yaohua-tf0")
    assert (plain.can, plain.request("zero")) == (frozenset(), False)


def test_a_polled_scale_is_asked_for_each_reading() -> None:
    with Simulator("yaohua-cmd", settle_s=0) as sim:
        counter = Counter(Scale(sim.path, "yaohua-cmd"))
        sim.put(6000)
        counter.until_state(State.SETTLED)
        counter.scale.close()
    assert counter.readings[-1].raw[1:3] == b"AB"


SENDING = ["yaohua-tf0", "yaohua-eq-rev8", "yaohua-eq-rev9", "yaohua-eq-fwd9", "toledo-cont", "ohaus-std", "custom"]
ASKED = ["pinnacle-ps1x", "cas-ecr", "dialog06", "toledo-8217", "mt-sics", "nci-scp01", "toledo-br-prt5"]


@pytest.mark.parametrize("slug", [*SENDING, *ASKED])
def test_every_kind_of_protocol_weighs_over_a_real_line(slug: str) -> None:
    with Simulator(slug, settle_s=0) as sim:
        sim.put(6000)
        counter = Counter(Scale(sim.path, slug))
        counter.until_state(State.SETTLED)
        counter.scale.close()
        assert counter.gate.view(time.monotonic()).gross_g == 6000


def test_a_scale_on_a_tcp_port_is_read_too() -> None:
    with Simulator("st-gs", end=TcpEnd(0), frames_per_s=50, settle_s=0) as sim:
        counter = Counter(Scale(sim.path, "st-gs"))
        counter.until_state(State.EMPTY)
        sim.unplug()
        counter.until_state(State.ABSENT)
        counter.scale.close()


def test_the_last_frames_are_kept_and_only_those(sim: Simulator, counter: Counter) -> None:
    counter.until(lambda: len(counter.readings) > 20)
    assert len(counter.scale.last_frames) == 8
    assert counter.scale.last_frames[-1] == counter.readings[-1].raw


def failing(url: str, line: str) -> object:
    raise OSError(2, "no such port")


def test_a_port_that_is_not_there_is_tried_after_half_a_second_then_later_and_later() -> None:
    tries: list[float] = []
    now_s = 0.0
    scale = Scale("COM9", "st-gs", opener=lambda url, line: tries.append(now_s) or failing(url, line))  # type: ignore[arg-type,func-returns-value]
    while now_s < 12:
        scale.poll(now_s)
        time.sleep(0.001)
        now_s += 0.05
    gaps = [later - sooner for sooner, later in pairwise(tries)]
    assert gaps[0] == pytest.approx(0.5, abs=0.3)
    assert gaps[1] == pytest.approx(1.0, abs=0.3)
    assert max(gaps) <= RETRY_AFTER_S[-1] + 0.3
    assert scale.last_error


def test_a_port_that_hangs_in_opening_does_not_hold_the_caller_up() -> None:
    release = threading.Event()
    closed = threading.Event()

    class Slow:
        def close(self) -> None:
            closed.set()

    def slow(url: str, line: str) -> object:
        release.wait(5)
        return Slow()

    scale = Scale("COM9", "st-gs", opener=slow)  # type: ignore[arg-type]
    start_s = time.monotonic()
    assert [scale.poll(0.1 * step) for step in range(5)] == [[]] * 5
    scale.close()
    assert time.monotonic() - start_s < 1
    release.set()
    assert closed.wait(2), "a port that nobody waits for any more must be given back"


@pytest.mark.parametrize("error", [TypeError("gone"), OSError(5, "gone")])
def test_every_kind_of_unplugging_means_gone(error: Exception) -> None:
    class Broken:
        def read(self, size: int) -> bytes:
            raise error

        def close(self) -> None:
            raise error

    scale = Scale("COM9", "st-gs", opener=lambda url, line: Broken())  # type: ignore[arg-type,return-value]
    now_s = 0.0
    while scale.last_error is None:
        now_s += 0.01
        assert scale.poll(now_s) == []
        time.sleep(0.001)
    assert not scale.connected


class Fed:
    """A port that gives these pieces, one a read."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)
        self.resets = 0

    def read(self, size: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""

    def write(self, data: bytes) -> int:
        return len(data)

    def reset_input_buffer(self) -> None:
        self.resets += 1

    def close(self) -> None:
        self.pieces = []


def test_the_ends_of_a_cut_flood_are_never_joined_to_a_frame() -> None:
    port = Fed(b"=51.", b"9" * 4096, b"0700=" + b"=51.0800=" * 454 + b"=51.0", b"")
    scale = Scale("COM9", "yaohua-eq-rev8", opener=lambda url, line: port)
    found: list[Reading] = []
    for step in range(100):
        found += scale.poll(step / 100)
        time.sleep(0.001)
    assert {reading.display for reading in found} == {"80.15"}
    assert port.resets == 1


def unread(port: Fed, until_s: float, *, protocol: str = "st-gs", flat: Callable[[float], bool] = lambda now_s: False) -> float:
    """What is told as unread at the end, of a head whose bytes come ten times a second, until they no longer do."""
    held, port.pieces, now_s = port.pieces, [], 0.0
    scale = Scale("COM9", protocol, opener=lambda url, line: port)
    while not scale.connected:
        scale.poll(0.0)
        time.sleep(0.001)
    while now_s < until_s:
        port.pieces = [held.pop(0)] if held and not flat(now_s) else []
        scale.poll(now_s)
        now_s = round(now_s + 0.1, 3)
    told = scale.unread_s(now_s)
    scale.close()
    assert scale.unread_s(now_s) == 0.0
    return told


FRAME, RUBBISH = b"ST,GS,+  6.235kg\r\n", bytes.fromhex("78f80080f878")


def test_bytes_of_which_no_frame_is_understood_are_told_from_silence() -> None:
    assert unread(Fed(*[RUBBISH] * 50), 5.0) == pytest.approx(5.0)
    assert unread(Fed(*[FRAME] * 50), 5.0) < 0.2
    assert unread(Fed(*[b"SG,??,-  6.235kg\r\n"] * 50), 5.0) == pytest.approx(5.0), "frames of another grammar"
    assert unread(Fed(), 5.0) == 0.0, "silence"
    assert unread(Fed(*[RUBBISH] * 10), 5.0) == 0.0, "a burst, then silence"


def test_unread_bytes_count_from_the_last_frame_that_was_understood() -> None:
    assert unread(Fed(*[RUBBISH] * 20, FRAME, *[RUBBISH] * 29), 5.0) == pytest.approx(2.9)
    assert unread(Fed(*[RUBBISH] * 20, *[FRAME, RUBBISH] * 15), 5.0) < 0.2, "a noisy line"
    assert unread(Fed(*[RUBBISH] * 30), 6.0, flat=lambda now_s: 1.0 <= now_s < 4.5) == pytest.approx(1.5), "anew after silence"
    assert unread(Fed(*[b"\x15"] * 50), 5.0, protocol="cas-ecr") < 0.2, "it understood, and has no weight just now"


def test_opening_drops_what_the_system_had_buffered(monkeypatch: pytest.MonkeyPatch) -> None:
    port = Fed()
    monkeypatch.setattr("serial.serial_for_url", lambda url, **how: port)
    assert open_port("socket://nowhere:1", "9600 8N1") is port
    assert port.resets == 1


def test_wrong_settings_are_said_at_once() -> None:
    with pytest.raises(BadSetting, match="no setting"):
        Scale("COM1", "st-gs", {"colour": "red"})
    with pytest.raises(ValueError, match="9600 8N1"):
        Scale("COM1", "st-gs", line="fast")
    with pytest.raises(KeyError):
        Scale("COM1", "morse")


def test_a_pseudo_terminal_is_opened_whatever_the_line(sim: Simulator) -> None:
    open_port(sim.path, "2400 7E1").close()


def test_everything_that_a_list_of_actions_offers_can_be_done_to_a_scale_at_a_real_port(sim: Simulator) -> None:
    for action in ACTIONS:
        if action != "end":
            act(Step(0, action, parse_weight("1.000kg") if action == "put" else None), sim)
            time.sleep(0.02)
    sim.calm()
    sim.put(6000)
    counter = Counter(Scale(sim.path, "st-gs"))
    counter.until_state(State.SETTLED)
    counter.scale.close()
