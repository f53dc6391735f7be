"""`sim://SLUG?weight=6.235kg`: a scale inside this program, opened like a port, at the end of a wire with real bits.

For practice and for trying the detection: opened with other line settings than its own it sends what a UART makes of that,
an asked head answers only what reached it whole, and noise is per cent of the bytes. Runs by any clock that it is given.
"""

import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from scale_driver.head import TICK_S, Head
from scale_driver.lines import line_of
from scale_driver.protocols.protocol import BadSetting
from scale_driver.script import Step, Weight, act, parse_script, parse_weight
from scale_driver.uart import Receiver, Wire

SCHEME = "sim://"
MOST_TICKS_A_READ = 500
MOST_BYTES_A_TICK = 512
ANSWERS_AFTER_S = 0.03
LIVELY = "0 empty; 1.5 put {weight}; 4 empty; 5 put {half}; 7.5 empty"
LIVELY_S = 8.0


class SimScale:
    """The scale that a `sim://` URL describes. open() it as often as you like: it goes on living between.

    Parameters: weight (6.235kg), line (9600+8N1), set.NAME, noise (per cent of bytes), rate (frames a second), seed, do (one of
    script.ACTIONS, at once), steps (`2 put 1kg; 5 empty`), lively=1 (somebody puts things on and takes them off;
    3: three times as slowly).
    ValueError, in words, for a URL that says something else.
    """

    def __init__(self, url: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        parts = urlsplit(url)
        slug, given = unquote(parts.netloc), dict(parse_qsl(parts.query, keep_blank_values=True))
        settings = {name.removeprefix("set."): given.pop(name) for name in list(given) if name.startswith("set.")}
        self._clock = clock
        weight = parse_weight(given.pop("weight", "0.000kg"))
        seed = int(_number(given, "seed", 1))
        try:
            self._head = Head(
                slug,
                settings,
                unit=weight.unit,
                decimals=weight.decimals,
                frames_per_s=_number(given, "rate", 10, least=0.1),
                settle_s=0.3,
                seed=seed,
            )
        except (KeyError, BadSetting) as error:
            raise ValueError(f"no such simulated scale: {error}") from error
        self.line = line_of(given.pop("line", self._head.protocol.lines[0]))
        self._noise = _number(given, "noise", 0, most=100) / 100
        self._random = random.Random(seed)
        self._play(weight, given)
        self._to_scale, self._to_pc = Wire(), Wire()
        self._ear = Receiver(self.line, strict=True)
        self._now_s = self._start_s = clock()
        self._plugged = True

    def _play(self, weight: Weight, given: dict[str, str]) -> None:
        lively = _number(given, "lively", 0)
        steps = given.pop("steps", "")
        if lively:
            half = f"{weight.digits // 2 / 10**weight.decimals:.{weight.decimals}f}{weight.unit}"
            whole = f"{weight.digits / 10**weight.decimals:.{weight.decimals}f}{weight.unit}"
            steps = LIVELY.format(weight=whole, half=half)
        else:
            self._head.put(weight.grams)
        script = parse_script(steps.split(";"))
        self._steps: deque[Step] = deque(replace(step, at_s=step.at_s * lively) if lively else step for step in script)
        self._again_s = LIVELY_S * lively if lively else None
        deed = given.pop("do", "")
        if deed:
            self._steps.extendleft(parse_script([f"0 {deed}"]))
        if given:
            raise ValueError(f"a simulated scale has no {', '.join(given)}")

    def open(self, url: str, line: str) -> "SimPort":
        """A port at the scale's cable, opened with these settings; the URL is this scale's, whatever it says."""
        if not self._plugged:
            raise FileNotFoundError(2, "unplugged")
        self.advance()
        return SimPort(self, Receiver(line_of(line), since_s=self._now_s), line)

    # What a script does with a scale.
    def put(self, weight_g: int) -> None:
        self._head.put(weight_g)

    def empty(self) -> None:
        self._head.empty()

    def wobble(self) -> None:
        self._head.wobble()

    def fault(self, kind: str | None) -> None:
        self._head.fault(kind)

    def calm(self) -> None:
        self._head.calm()

    def unplug(self) -> None:
        self._plugged = False

    def plug(self) -> None:
        self._plugged = True

    def advance(self) -> None:
        """Live up to the clock's now; after a long sleep only its last seconds."""
        now_s = self._clock()
        self._now_s = max(self._now_s, now_s - MOST_TICKS_A_READ * TICK_S)
        while self._now_s + TICK_S <= now_s:
            self._now_s += TICK_S
            self._tick()

    def _tick(self) -> None:
        self._follow()
        self._head.hear(self._ear.hear(self._to_scale, self._now_s))
        if self._head.is_asked or self._to_pc.free_s <= self._now_s:
            data = self._head.tick()[:MOST_BYTES_A_TICK]
            if data and self._plugged:
                self._to_pc.send(data, self.line, self._now_s + (ANSWERS_AFTER_S if self._head.is_asked else 0))

    def _follow(self) -> None:
        """What somebody does at the pan by now."""
        since_s = self._now_s - self._start_s
        while self._steps and self._steps[0].at_s <= since_s:
            step = self._steps.popleft()
            act(step, self) if step.action != "end" else self._steps.clear()
            if self._again_s:
                self._steps.append(Step(step.at_s + self._again_s, step.action, step.weight))

    def heard(self, receiver: Receiver) -> bytes:
        """What came to the PC since, noise and all."""
        self.advance()
        if not self._plugged:
            raise OSError(5, "unplugged")
        data = receiver.hear(self._to_pc, self._clock())
        return self._with_noise(data) if self._noise else data

    def _with_noise(self, data: bytes) -> bytes:
        noisy = bytearray()
        for byte in data:
            if self._random.random() >= self._noise:
                noisy.append(byte)
                continue
            how = self._random.randrange(3)
            if how == 0:
                noisy.append(byte ^ 1 << self._random.randrange(8))
            elif how == 1:
                noisy += bytes((byte, self._random.randrange(256)))
        return bytes(noisy)

    def say(self, data: bytes, line: str) -> None:
        """Bytes from the PC to the scale."""
        if not self._plugged:
            raise OSError(5, "unplugged")
        self.advance()
        self._to_scale.send(data, line_of(line), self._clock())


class SimPort:
    """An open port of a simulated scale. What a real one does on unplugging it does too: it raises."""

    def __init__(self, scale: SimScale, receiver: Receiver, line: str) -> None:
        self._scale, self._receiver, self._line = scale, receiver, line
        self._waiting = b""
        self._open = True

    def read(self, size: int, /) -> bytes:
        if not self._open:
            raise OSError(9, "closed")
        self._waiting += self._scale.heard(self._receiver)
        data, self._waiting = self._waiting[:size], self._waiting[size:][-65536:]
        return data

    def write(self, data: bytes, /) -> int:
        self._scale.say(data, self._line)
        return len(data)

    def reset_input_buffer(self) -> None:
        self._scale.heard(self._receiver)
        self._waiting = b""

    def close(self) -> None:
        self._open = False


def _number(given: dict[str, str], name: str, otherwise: float, *, least: float = 0, most: float = 1_000_000) -> float:
    """A parameter that is a number. ValueError where it is none, or none that a scale can have."""
    written = given.pop(name, "") or str(otherwise)
    try:
        number = float(written)
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise ValueError(f"a simulated scale's {name} is a number from {least:g} to {most:g}, not {written!r}")
    return number


def open_sim(url: str, line: str) -> SimPort:
    """A port of a new scale, as the URL says. ValueError where it says nothing that can be."""
    return SimScale(url).open(url, line)
