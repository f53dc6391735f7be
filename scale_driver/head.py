"""A simulated scale's head, without iron, wire or clock: what lies on it, what ails it, what it says at each tick.

For simulator.py (a pseudo-terminal, real time) and simport.py (a `sim://` port, any time). Leaves frames to the protocols'
encoders. The same calls in the same order give the same bytes.
"""

import random

from scale_driver import protocols
from scale_driver.protocols.protocol import Options, Shown
from scale_driver.reading import MG_PER_UNIT, Status

TICK_S = 0.01
FAULTS = ("overload", "underload", "negative", "silence", "noise", "flood")
"""What ails the present load: ends when something else is put on."""
HABITS = ("restless", "drift", "stuck", "wrong-unit", "half-frames")
"""What is wrong with the head, whatever is put on: never settles, zero creeps, keeps its value, shows pounds, cuts frames."""
FLOOD_BYTES = 1 << 20
WRONG_UNIT = "lb"
DRIFT_TICKS = 100
BELOW_ZERO_G = -500


def shown_digits(weight_g: int, unit: str, decimals: int) -> int:
    """The digits that a display of so many decimals shows for grams, half away from zero."""
    mg, below = MG_PER_UNIT[unit]
    scaled = 2 * abs(weight_g) * 1000 * below * int(10**decimals)
    digits = (scaled + mg) // (2 * mg)
    return -digits if weight_g < 0 else digits


class Head:
    """Empty and still at first, sending frames_per_s frames a second, or answering. KeyError, BadSetting as protocols say."""

    def __init__(
        self,
        protocol: str,
        settings: Options | None = None,
        *,
        unit: str = "kg",
        decimals: int = 3,
        frames_per_s: float = 10.0,
        settle_s: float = 0.3,
        seed: int = 1,
    ) -> None:
        self.protocol = protocols.find(protocol)
        self._options = self.protocol.options(settings)
        self._commands = self.protocol.commands(self._options)
        self._words = self._asked_with()
        self._unit, self._decimals = unit, decimals
        self._ticks_a_frame = max(1, round(1 / (frames_per_s * TICK_S)))
        self._settle_ticks = round(settle_s / TICK_S)
        self._random = random.Random(seed)
        self._load_g = self._zero_g = 0
        self._fault: str | None = None
        self._habits: set[str] = set()
        self._moving_ticks = self._ticks = self._drifted = 0
        self._wobbling = False
        self._stuck: Shown | None = None
        self._heard = b""
        self._word = b""

    @property
    def is_asked(self) -> bool:
        """Whether it says nothing unless asked."""
        return bool(self._words)

    def put(self, weight_g: int) -> None:
        """This lies on the pan now, in all; it settles after settle_s. Ends wobbling and faults."""
        self._load_g, self._fault, self._wobbling = weight_g, None, False
        self._moving_ticks = self._settle_ticks

    def empty(self) -> None:
        """Nothing lies on the pan."""
        self.put(0)

    def wobble(self) -> None:
        """The load moves until the next put() or empty()."""
        self._wobbling = True

    def fault(self, kind: str | None) -> None:
        """One of FAULTS until the next put(), or one of HABITS until calm(); None ends all. ValueError for another word."""
        if kind is None:
            self._fault = None
            self._habits.clear()
        elif kind in HABITS:
            self._stuck = self._shown() if kind == "stuck" else self._stuck
            self._habits.add(kind)
        elif kind in FAULTS:
            self._fault = kind
        else:
            raise ValueError(f"no such fault: {kind!r}; there are {', '.join((*FAULTS, *HABITS))}")

    def calm(self) -> None:
        """Nothing ails it any more; what lies on it stays."""
        self.fault(None)
        self._wobbling, self._drifted = False, 0

    def hear(self, data: bytes) -> None:
        """Bytes that came by cable."""
        self._heard = (self._heard + data)[-64:]

    def tick(self) -> bytes:
        """TICK_S later: what it sends now. Obeys first what was heard."""
        self._ticks += 1
        self._moving_ticks = max(0, self._moving_ticks - 1)
        if "drift" in self._habits and self._ticks % DRIFT_TICKS == 0:
            self._drifted += 1
        if self._commands.get("zero", b"\0") in self._heard:
            self._zero_g, self._heard = self._load_g, b""
        if not self._words:
            due = self._ticks % self._ticks_a_frame == 0
            return self._output() if due or self._fault == "flood" else b""
        return self._answer()

    def frame(self) -> bytes:
        """What it would send now."""
        options = {**self._options, **self._words.get(self._word, {})}
        frame = self.protocol.encode(self._shown(), options)
        return frame[: len(frame) // 2] if "half-frames" in self._habits else frame

    def _asked_with(self) -> dict[bytes, Options]:
        """Every word that it answers, longest first, with the setting that it stands for; none where it sends by itself."""
        ask, options = self.protocol.request, self._options
        if not ask or not ask(options):
            return {}
        words: dict[bytes, Options] = {ask(options): {}}
        for setting in self.protocol.settings:
            if setting.name in ("poll", "ask"):
                words |= {ask({**options, setting.name: choice}): {setting.name: choice} for choice in setting.choices}
        return dict(sorted(((word, told) for word, told in words.items() if word), key=lambda pair: -len(pair[0])))

    def _answer(self) -> bytes:
        """What was asked for: the frame, or first the sign that it heard."""
        hands = self.protocol.handshake
        shaken = any(answer in self._heard for answer in hands.values())
        asked = next((word for word in self._words if word in self._heard), b"")
        if not asked and not shaken:
            return self._output() if self._fault == "flood" else b""
        self._heard, self._word = b"", asked or self._word
        if asked and hands and not shaken:
            return b"" if self._fault == "silence" else next(iter(hands))
        return self._output()

    def _output(self) -> bytes:
        if self._fault == "silence":
            return b""
        if self._fault == "noise":
            return self._random.randbytes(20)
        if self._fault == "flood":
            frame = self.frame()
            return frame * (FLOOD_BYTES // len(frame))
        return self.frame()

    def _shown(self) -> Shown:
        if "stuck" in self._habits and self._stuck:
            return self._stuck
        restless = "restless" in self._habits
        moving = self._wobbling or restless or self._moving_ticks > 0
        unit = WRONG_UNIT if "wrong-unit" in self._habits else self._unit
        weight_g = self._load_g - self._zero_g
        if self._fault == "negative":
            weight_g = -abs(weight_g) or BELOW_ZERO_G
        digits = shown_digits(weight_g, unit, self._decimals) + self._drifted
        if moving:
            digits += self._random.randint(-50, 50)
        fault = Status(self._fault) if self._fault in ("overload", "underload") else None
        return Shown(digits, self._decimals, unit=unit, stable=not moving, fault=fault)
