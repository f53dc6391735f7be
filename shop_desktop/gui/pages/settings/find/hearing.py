"""One way of reading, listened to: the weight now, whether it is still, the frames as they come, two weights compared."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scale_driver import protocols
from scale_driver.comparison import DIFFERENT_BY, Comparison, Kind, Other, Outcome, Variant, number_of
from scale_driver.evidence import Candidate
from scale_driver.reading import Reading, Rejected, Status
from scale_driver.scale import Scale
from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.pages.settings.find.explain import Span, spans
from shop_desktop.gui.pages.settings.find.tape import Tape, tapping
from shop_desktop.gui.pages.settings.find.words import number_text

STILL_S = 0.5
STALE_S = 1.5
RATE_S = 3.0
FRAMES_KEPT, PARTS_KEPT = 60, 200
FAULTS = {Status.OVERLOAD: Gate.OVER, Status.UNDERLOAD: Gate.UNDER}


@dataclass(frozen=True)
class Frame:
    """One frame with its time since the listening began; `wrong`: it was none."""

    at_s: float
    raw: bytes
    wrong: bool


@dataclass(frozen=True)
class Agreed:
    """A weight that the person said is right: as the display shows it, and in whole grams as it is read."""

    display: str
    unit: str
    grams: int


class Hearing:
    """poll() it from a timer; close() it to give the port back. Variants are kept or dropped by what the person says."""

    def __init__(self, url: str, candidates: Sequence[Candidate], tape: Tape | None = None) -> None:
        first = candidates[0]
        self.candidate = first
        self.comparison = Comparison(candidates)
        self.tape = tape or Tape(url)
        self.scale = Scale(url, first.protocol, first.settings, line=first.line, opener=tapping(self.tape, self.comparison.hear))
        self.frames: deque[Frame] = deque(maxlen=FRAMES_KEPT)
        self.bad = self.good = 0
        self.agreed: list[Agreed] = []
        self.tried: Variant | None = None
        self.began_anew = False  # the last answer fits none of those before it
        self._times: deque[float] = deque(maxlen=200)
        self._began_s = self._heard_s = -1.0
        self._last: Reading | None = None
        self._steady: tuple[object, float] = (None, 0.0)
        self._now_s = 0.0
        self._connected = False
        self._parts: dict[bytes, tuple[Span, ...]] = {}
        self._others: tuple[object, tuple[Other, ...]] = (None, ())

    def poll(self, now_s: float) -> bool:
        """Go on a little; true when a frame came or the line changed."""
        if self._began_s < 0:
            self._began_s = self._heard_s = now_s
        self._now_s = now_s
        events = self.scale.poll_events(now_s)
        for event in events:
            self._hear(event, now_s)
        changed = self.scale.connected is not self._connected
        if changed and self._connected:
            self.comparison.forget()
        self._connected = self.scale.connected
        self._settle(now_s)
        return changed or bool(events)

    def _hear(self, event: Reading | Rejected, now_s: float) -> None:
        wrong = isinstance(event, Rejected)
        if isinstance(event, Rejected) and event.reason in ("ack", "nak"):
            return
        self.frames.append(Frame(now_s - self._began_s, event.raw, wrong))
        if isinstance(event, Reading):
            self.good += 1
            self._last, self._heard_s = event, now_s
            self._times.append(now_s)
        elif self.good:
            self.bad += 1  # what came before the first frame is a cut one

    def _settle(self, now_s: float) -> None:
        reading = self.shown
        said = (reading.display, reading.unit) if reading else None
        if said != self._steady[0]:
            self._steady = (said, now_s)

    @property
    def variant(self) -> Variant | None:
        """The way of reading that is shown now: the one being tried, else the best."""
        return self.tried or self.comparison.best

    @property
    def shown(self) -> Reading | None:
        """What that variant reads now; None while nothing still is heard."""
        variant = self.variant
        return self.comparison.reading(variant) if variant else None

    @property
    def gate(self) -> Gate:
        """How the pan is, in the counter's words."""
        if not self.scale.connected:
            return Gate.ABSENT
        if self._now_s - self._heard_s > STALE_S:
            return Gate.STALE
        if self._last is not None and self._last.status in FAULTS:
            return FAULTS[self._last.status]
        reading = self.shown
        if reading is None or reading.weight_mg is None:
            return Gate.MOVING
        if reading.weight_mg == 0:
            return Gate.EMPTY
        return Gate.SETTLED if self._now_s - self._steady[1] >= STILL_S else Gate.MOVING

    @property
    def nearly_agreed(self) -> bool:
        """Whether what is shown weighs about as much as what was compared already: it would prove little."""
        reading = self.shown
        if reading is None or reading.display is None:
            return False
        now = number_of(reading.display) or Fraction(0)
        before = [number_of(one.display) or Fraction(0) for one in self.agreed]
        return any(abs(now - one) < DIFFERENT_BY * max(abs(now), abs(one)) for one in before)

    @property
    def rate(self) -> float:
        """Frames a second, of late."""
        late = [at for at in self._times if self._now_s - at <= RATE_S]
        return len(late) / min(RATE_S, max(0.5, self._now_s - self._began_s))

    def spans_of(self, raw: bytes) -> tuple[Span, ...]:
        """The parts of a frame."""
        if raw not in self._parts:
            variant, reading = self.variant, self.shown or self._last
            if variant is None:
                return ()
            if len(self._parts) > PARTS_KEPT:
                self._parts.clear()
            self._parts[raw] = spans(protocols.find(variant.protocol), variant.settings, raw, reading)
        return self._parts[raw]

    def others(self, kind: Kind) -> tuple[Other, ...]:
        """Other numbers of one kind that the bytes can mean, beside the best; looked for once for each weight."""
        best = self.comparison.shown
        if best is not None:
            key = (best.display, best.unit, len(self.comparison.left))
            if key != self._others[0]:
                self._others = (key, self.comparison.others(40))
        found = [other for other in self._others[1] if other.kind is kind]
        return tuple(sorted(found, key=lambda other: other.reading.unit != "jin") if kind is Kind.UNIT else found)

    def try_next(self, kind: Kind) -> bool:
        """Show the next number of this kind in place of the one shown, after the last the best; False where there is none."""
        found = [other.variant for other in self.others(kind)]
        if not found:
            return False
        here = found.index(self.tried) + 1 if self.tried in found else 0
        self.tried = found[here] if here < len(found) else None
        self._steady = (None, self._now_s)
        return True

    def say_same(self) -> Outcome:
        """The display shows the number that is shown here."""
        reading = self.shown
        if reading is None or reading.display is None:
            return Outcome.NOT_STILL
        return self.say(reading.display, reading.unit)

    def say(self, text: str, unit: str | None) -> Outcome:
        """The display shows this."""
        before = set(self.comparison.left)
        outcome = self.comparison.said(text, unit)
        self.began_anew = bool(self.agreed) and not before.issuperset(self.comparison.left)
        if self.began_anew:
            self.agreed = []
        if outcome in (Outcome.AGREED, Outcome.SETTLED, Outcome.SAME_AGAIN, Outcome.ZERO):
            self.tried = None
        reading = self.comparison.shown
        if outcome in (Outcome.AGREED, Outcome.SETTLED) and reading is not None and reading.weight_mg is not None:
            grams = (reading.weight_mg + 500) // 1000
            self.agreed = [*self.agreed, Agreed(number_text(reading), reading.unit or "", grams)][-2:]
        return outcome

    def close(self) -> None:
        self.scale.close()
