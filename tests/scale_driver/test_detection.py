"""Finding out which scale speaks: found on noisy lines, asked without harm, never stalled, whatever the port does."""

import itertools
import threading
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from scale_driver.asking import plan
from scale_driver.detection import Candidate, Detection, Verdict, formats
from scale_driver.lines import Port
from scale_driver.listening import Listening
from scale_driver.meaning import readings_of, untold
from scale_driver.protocols import PROTOCOLS, Shown, find
from scale_driver.protocols.protocol import Setting
from scale_driver.ranking import rank
from scale_driver.reading import Reading
from scale_driver.simport import SimScale
from scale_driver.simulator import Simulator, TcpEnd
from scale_driver.watching import monitor_words, next_step
from tests.scale_driver.detection_campaign import campaign, cases
from tests.scale_driver.test_vectors import VECTORS

POLL_S = 0.02
RIGHT_AT_LEAST = 0.95


class Bench:
    """A detection by a clock of its own, on a simulated scale or another opener."""

    def __init__(self, url: str = "sim", opener: Callable[[str, str], Port] | None = None, seconds: float = 10.0) -> None:
        self.now_s = 0.0
        self.scale = SimScale(url, clock=lambda: self.now_s) if opener is None else None
        self.detection = Detection(url, opener=opener or (self.scale.open if self.scale else None), seconds=seconds)  # type: ignore[arg-type]
        self.slowest_s = 0.0

    def step(self) -> None:
        start_s = time.perf_counter()
        self.detection.poll(self.now_s)
        self.slowest_s = max(self.slowest_s, time.perf_counter() - start_s)
        if self.detection.opening:
            time.sleep(0.0005)
        else:
            self.now_s += POLL_S

    def run(self) -> tuple[Candidate, ...]:
        while not self.detection.done:
            self.step()
        return self.detection.candidates

    def first(self) -> Candidate:
        return self.run()[0]


class Fed:
    """A port that gives what it is told, and remembers what was written, when."""

    def __init__(self, give: Callable[[int], bytes] = lambda size: b"") -> None:
        self.give = give
        self.closed = 0
        self.written: list[bytes] = []

    def read(self, size: int, /) -> bytes:
        return self.give(size)

    def write(self, data: bytes, /) -> int:
        self.written.append(data)
        return len(data)

    def reset_input_buffer(self) -> None:
        pass

    def close(self) -> None:
        self.closed += 1


def test_nineteen_of_twenty_scales_are_found_on_noisy_lines_in_ten_seconds() -> None:
    results = campaign(cases()[1::2], range(1), 5.0)
    wrong = [str(result.case) for result in results if not result.right]
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(results), wrong
    assert max(result.seconds for result in results) < 10.1


@pytest.mark.parametrize("line", ["9600 8N1", "9600 7E1", "2400 7E1", "1200 8N1"])
def test_a_sure_one_is_the_right_format_at_the_right_line(line: str) -> None:
    bench = Bench(f"sim://st-gs?weight=6.235kg&line={line.replace(' ', '+')}")
    first = bench.first()
    assert (first.protocol, first.line, first.verdict) == ("st-gs", line, Verdict.SURE)
    assert first.reading
    assert (first.reading.weight_mg, first.frames[-1]) == (6_235_000, b"ST,GS,+  6.235kg\r\n")
    assert bench.now_s < 5


def test_a_check_sum_is_told_and_wrong_ones_are_counted() -> None:
    assert Bench("sim://yaohua-tf0?weight=6.235kg").first().evidence.checked
    assert not Bench("sim://st-gs?weight=6.235kg").first().evidence.checked
    frames = find("yaohua-tf0").encode(Shown(6235, 3), find("yaohua-tf0").options()).replace(b"6", b"7")
    port = Fed(lambda size: frames)
    first = Bench(opener=lambda url, line: port, seconds=2).first()
    assert (first.verdict, first.evidence.frames) == (Verdict.NO, 0)
    assert first.evidence.rejected > 5


KNOWN = [vector for vector in VECTORS if not vector["expect"].get("rejected") and vector["protocol"] != "custom"]


def test_frames_of_manuals_and_real_lines_are_known_when_they_come_again_and_again() -> None:
    everybody, unknown = formats(PROTOCOLS), []
    for vector in KNOWN:
        listening = Listening("9600 8N1", everybody)
        listening.feed(bytes.fromhex(vector["hex"]) * 8)
        listening.quiet()
        for _ in range(8):
            candidates, _ = rank(listening, 1.0)
        first = candidates[0]
        if vector["protocol"] not in (first.protocol, *(twin for twin, _ in first.twins)):
            unknown.append(vector["id"])
    assert len(KNOWN) > 150
    assert unknown == []


def test_what_the_wire_cannot_tell_is_offered_as_twins() -> None:
    first = Bench("sim://gm8803?weight=6.235kg").first()
    assert (first.protocol, first.verdict) == ("ht9800", Verdict.LIKELY)
    assert ("gm8803", find("gm8803").options()) in first.twins
    eight = Bench("sim://yaohua-eq-rev8?weight=6.235kg").first()
    assert ("yaohua-eq-rev8", find("yaohua-eq-rev8").options({"reversed": "false"})) in eight.twins


@pytest.mark.parametrize(
    ("url", "number", "named"),
    [
        ("yaohua-eq-rev8?weight=6.646kg&set.reversed=false", "6.646", "reversed"),
        ("bilanciai-cb?weight=4.130kg&set.decimals=3", "4.130", "decimals"),
    ],
)
def test_a_point_or_direction_that_the_wire_cannot_tell_is_among_the_twins(url: str, number: str, named: str) -> None:
    first = Bench(f"sim://{url}").first()
    numbers = [Fraction(reading.display or "") for reading in readings_of(first)]
    assert any(abs(each - Fraction(number)) < Fraction(number) / 10 for each in numbers), "it may still have swung a little"
    assert len(numbers) > 1
    assert named in untold(first)
    call, next_ = monitor_words("COM3", first), next_step_of(first)
    assert f"{named}={first.settings[named]}" in call
    assert "two different weights" in next_


def test_a_weight_that_the_wire_tells_is_named_alone() -> None:
    first = Bench("sim://st-gs?weight=6.235kg").first()
    assert len(readings_of(first)) == 1
    assert untold(first) == {}
    assert "two different weights" not in next_step_of(first)


def next_step_of(first: Candidate) -> str:
    detection = Detection("COM3")
    detection.candidates = (first,)
    return next_step(detection)


def test_an_asked_scale_is_told_from_one_that_sends_by_itself() -> None:
    assert Bench("sim://pinnacle-ps1x?weight=6.235kg").first().settings["poll"] == "yes"
    assert Bench("sim://pinnacle-ps1x?weight=6.235kg&set.poll=no").first().settings["poll"] == "no"
    for slug, setting in (("st-gs", ""), ("ohaus-std", "no"), ("pinnacle-ps1x", "no")):
        slow = Bench(f"sim://{slug}?weight=6.235kg&rate=1" + (f"&set.poll={setting}" if setting else "")).first()
        assert (slow.protocol, slow.settings.get("poll", "")) == (slug, setting)


def test_nothing_is_found_where_nothing_or_only_noise_is_heard() -> None:
    for url in ("sim://st-gs?do=silence", "sim://st-gs?do=noise"):
        assert not [each for each in Bench(url).run() if each.verdict in (Verdict.SURE, Verdict.LIKELY)]


def test_no_word_that_is_asked_is_a_command_of_any_scale() -> None:
    commands = set()
    for protocol in PROTOCOLS:
        for setting in protocol.settings:
            for told in choices(setting):
                commands |= set(protocol.commands({**protocol.options(), **told}).values())
    for ask in plan(PROTOCOLS):
        said = bytes(byte & 0x7F for byte in ask.words)
        assert not [command for command in commands if command in said], ask
    assert b"Z" in commands
    assert b"t" in commands


def choices(setting: Setting) -> list[dict[str, str]]:
    return [{setting.name: choice} for choice in setting.choices]


def test_there_is_a_pause_between_two_words() -> None:
    port = Fed()
    bench = Bench(opener=lambda url, line: port)
    said_s: list[float] = []
    while not bench.detection.done:
        before = len(port.written)
        bench.step()
        said_s += [bench.now_s] * (len(port.written) - before)
    assert len(said_s) > 40
    assert min(later - sooner for sooner, later in itertools.pairwise(said_s)) > 0.19
    assert port.closed >= 5


def test_what_shows_changes_while_it_runs() -> None:
    bench = Bench("sim://toledo-8217?weight=6.235kg&line=4800+7E1")
    seen: set[tuple[str, str | None]] = set()
    progress = [0.0]
    while not bench.detection.done:
        bench.step()
        seen.add((bench.detection.trying, bench.detection.asking))
        progress.append(bench.detection.progress)
    assert {("9600 8N1", None), ("9600 8N1", "toledo-8217"), ("4800 8N1", "toledo-8217")} <= seen
    assert progress == sorted(progress)
    assert (progress[-1], bench.detection.asking) == (1.0, None)
    assert bench.detection.heard[-1:] == b"\x8d"


@pytest.mark.parametrize("kind", ["flood", "random"])
def test_a_flood_stalls_no_poll_and_fills_no_memory(kind: str) -> None:
    block = b"\x02=00.000\rST,GS,+  6.235kg\r\n" * 200
    noise = bytes(byte * 167 % 251 for byte in range(4096))
    port = Fed(lambda size: (block if kind == "flood" else noise)[:size])
    bench = Bench(opener=lambda url, line: port, seconds=2)
    tracemalloc.start()
    bench.run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000
    assert bench.slowest_s < 1.0
    assert bench.detection.bytes_total > 4096


def test_a_port_that_is_not_there_ends_it_in_the_systems_words() -> None:
    def failing(url: str, line: str) -> Port:
        raise OSError(2, "no such port")

    bench = Bench(opener=failing)
    assert bench.run() == ()
    assert bench.detection.error == "No such file or directory"


def test_a_port_that_goes_away_in_the_middle_keeps_what_was_found() -> None:
    frame = find("st-gs").encode(Shown(6235, 3), {})
    left = [frame[:9], frame[9:], frame]

    def give(size: int) -> bytes:
        if not left:
            raise OSError(5, "gone")
        return left.pop(0)

    bench = Bench(opener=lambda url, line: Fed(give))
    assert bench.first().protocol == "st-gs"
    assert bench.detection.error


def test_our_own_fault_in_a_decoder_is_not_told_as_a_plug_that_is_out() -> None:
    frame = find("st-gs").encode(Shown(6235, 3), {})
    broken = replace(find("st-gs"), decoder=lambda options: Broken())
    detection = Detection("COM3", opener=lambda url, line: Fed(lambda size: frame), protocols=(broken,))
    with pytest.raises(TypeError, match="our own fault"):
        polled(detection)
    pulled = Bench(opener=lambda url, line: Fed(pulled_out))
    pulled.run()
    assert pulled.detection.error, "pyserial says TypeError where a port was closed under it"


def polled(detection: Detection) -> None:
    for step in range(200):
        detection.poll(step / 50)
        time.sleep(0.001)


class Broken:
    """A decoder with a fault of its own."""

    def feed(self, data: bytes) -> list[Reading]:
        raise TypeError("our own fault")

    def flush(self) -> list[Reading]:
        return []


def pulled_out(size: int) -> bytes:
    raise TypeError("'NoneType' object cannot be interpreted as an integer")


def test_a_port_that_cannot_be_opened_anew_at_once_is_tried_again() -> None:
    bench = Bench("sim://st-gs?weight=6.235kg&line=2400+8N1")
    tries = itertools.count()
    assert bench.scale
    opened = bench.scale.open

    def busy(url: str, line: str) -> Port:
        if next(tries) == 1:
            raise OSError(16, "busy")
        return opened(url, line)

    bench.detection._opener = busy
    assert bench.first().protocol == "st-gs"


def test_a_speed_that_the_adapter_does_not_have_is_left_out() -> None:
    bench = Bench("sim://st-gs?weight=6.235kg&line=1200+8N1&noise=5")
    assert bench.scale
    opened = bench.scale.open

    def without_2400(url: str, line: str) -> Port:
        if line.startswith("2400"):
            raise ValueError("invalid baudrate")
        return opened(url, line)

    bench.detection._opener = without_2400
    assert bench.first().protocol == "st-gs"
    polled = Bench("sim://kern-18?weight=6.235kg&line=1200+8N1&set.poll=w")
    assert polled.scale
    opened = polled.scale.open
    polled.detection._opener = without_2400
    assert polled.first().line == "1200 8N1"
    assert polled.detection.error is None


def test_a_port_that_is_pulled_while_nothing_is_heard_ends_it() -> None:
    bench = Bench("sim://toledo-8217?weight=6.235kg&line=2400+7E1")
    assert bench.scale
    for _ in range(60):
        bench.step()
    bench.scale.unplug()
    assert bench.run() == ()
    assert bench.detection.error
    assert bench.now_s < 5


def test_a_port_that_hangs_in_opening_holds_nobody_up_and_is_given_back() -> None:
    release, port = threading.Event(), Fed()

    def slow(url: str, line: str) -> Port:
        release.wait(5)
        return port

    detection = Detection("COM9", opener=slow)
    start_s = time.monotonic()
    for step in range(20):
        detection.poll(step / 10)
    detection.close()
    assert time.monotonic() - start_s < 1
    assert (detection.done, detection.poll(3.0)) == (True, False)
    release.set()
    for _ in range(100):
        if port.closed:
            break
        time.sleep(0.01)
    assert port.closed == 1


def test_it_may_be_dropped_at_any_time() -> None:
    for steps in (1, 5, 40, 100):
        opened: list[Fed] = []

        def opener(url: str, line: str, opened: list[Fed] = opened) -> Port:
            opened.append(Fed())
            return opened[-1]

        bench = Bench(opener=opener)
        for _ in range(steps):
            bench.step()
        bench.detection.close()
        assert (bench.detection.done, bench.detection.poll(99.0)) == (True, False)
        until_s = time.monotonic() + 5
        while (not opened or not all(port.closed for port in opened)) and time.monotonic() < until_s:
            time.sleep(0.001)
        assert [port.closed for port in opened] == [1] * len(opened), "each port is given back, once"
        assert opened


@pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs pseudo-terminals")
@pytest.mark.parametrize("end", ["pty", "tcp"])
@pytest.mark.parametrize("slug", ["st-gs", "cas-ecr"])
def test_a_scale_on_a_real_port_is_found_too(end: str, slug: str) -> None:
    with Simulator(slug, settle_s=0, end=TcpEnd(0) if end == "tcp" else None) as sim:
        sim.put(6235)
        detection = Detection(sim.path)
        while not detection.done:
            detection.poll(time.monotonic())
            time.sleep(0.01)
    first = detection.candidates[0]
    assert slug in (first.protocol, *(twin for twin, _ in first.twins))
    assert first.reading
    assert first.reading.weight_mg == 6_235_000
