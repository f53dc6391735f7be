"""The weigh gate: Readings in, a Taken out, once per load. The rules of weighing that decide what may be taken.

Leaves ports to scale.py, stillness to stillness.py, sentences and prices to the shop. Reads no clock: times are monotonic
seconds given by the caller. Belongs to the pan: no line, product, window or restart may re-arm it.
"""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass, replace
from datetime import datetime
from enum import StrEnum

from scale_driver.reading import Mode, Reading, Status
from scale_driver.stillness import STARS, Stillness

STALE_AFTER_S = 1.0
DEFAULT_MIN_DIVISIONS = 20
# Kilograms and what divides them. Pounds and ounces are read exactly, and never taken.
TAKEABLE_UNITS = frozenset({"kg", "g", "t", "jin"})


class State(StrEnum):
    """What the pan is doing. Only SETTLED has a weight to show."""

    ABSENT = "absent"
    STALE = "stale"
    MOVING = "moving"
    OVER = "over"
    UNDER = "under"
    EMPTY = "empty"
    SETTLED = "settled"
    NOT_REARMED = "not-rearmed"
    """Settled, but its load was taken (or something of it still lies there): please empty, please zero."""


class Reason(StrEnum):
    """Why something is refused now. The shop makes the sentence."""

    ABSENT = "absent"
    STALE = "stale"
    UNREAD = "unread"
    """Bytes come, but no weight that is understood: not a loose plug."""
    MOVING = "moving"
    OVER = "over"
    UNDER = "under"
    EMPTY = "empty"
    SCALE_ERROR = "scale-error"
    """The scale reports a fault of its own."""
    UNIT = "unit"
    """The scale weighs in a unit that is never taken."""
    SCALE_TARE = "scale-tare"
    """The scale itself holds a tare, so what it sends is no gross: clear it there."""
    NOT_EMPTIED = "not-emptied"
    PLEASE_ZERO = "please-zero"
    """Nothing to weigh lies there, yet the scale does not come back to zero."""
    BELOW_MIN = "below-min"
    NO_NET = "no-net"
    SAME_AGAIN = "same-again"
    """Soft: the same material and gross as last time; confirmed by taking again with again=True."""
    TARE_FALLS = "tare-falls"
    TARE_FIXED = "tare-fixed"
    """A tare was weighed on this pan; a preset one can replace it only when the pan was empty."""
    LOAD_CHANGED = "load-changed"
    """Some of the taken load was lifted off: what lies there is no tare for the next material."""
    BAD_TARE = "bad-tare"


FAULT_STATES = {Reason.OVER: State.OVER, Reason.UNDER: State.UNDER}


class TareKind(StrEnum):
    """How a tare came about; on the slip 皮重 or 预置."""

    NONE = "none"
    TAKEN = "taken"
    PRESET = "preset"


@dataclass(frozen=True, slots=True)
class Limits:
    """The scale's plate. min_g None: 20 e. d_g None: e. rezero_divisions (1..5): how near to zero an empty pan must be."""

    max_g: int
    e_g: int
    _: KW_ONLY
    min_g: int | None = None
    d_g: int | None = None
    rezero_divisions: int = 1

    def __post_init__(self) -> None:
        if self.e_g < 1 or self.max_g < self.e_g or not 1 <= self.rezero_divisions <= 5:
            raise ValueError(f"no scale has these limits: {self}")

    @property
    def least_g(self) -> int:
        """The least gross that may be taken."""
        return DEFAULT_MIN_DIVISIONS * self.e_g if self.min_g is None else self.min_g


@dataclass(frozen=True, slots=True)
class Wire:
    """Where the readings come from; part of a weight's proof. weak and net_only as in Protocol."""

    protocol: str
    port: str
    _: KW_ONLY
    weak: bool = False
    net_only: bool = False


@dataclass(frozen=True, slots=True)
class LastTaken:
    """The last taking, to be kept outside and given back after a restart. emptied: the pan was empty since."""

    gross_g: int
    material: str
    _: KW_ONLY
    emptied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One weight, taken once, with its proof. net_g = gross_g - tare_g > 0; frame is the wire's own bytes."""

    gross_g: int
    tare_g: int
    tare_kind: TareKind
    net_g: int
    frame: bytes
    protocol: str
    port: str
    e_g: int
    same_again: bool
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing happened, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """All a screen needs; equal views need no repainting. gross_g and net_g are None in every state but SETTLED.

    stars 0..6. reason: why can_take is false. overloads counts times above Max since the gate was made;
    not_empty_since_s is when the pan was last seen empty and left that state, None while it is empty or was never so.
    """

    state: State
    stars: int
    gross_g: int | None
    tare_g: int
    tare_kind: TareKind
    net_g: int | None
    can_take: bool
    reason: Reason | None
    overloads: int
    not_empty_since_s: float | None


def whole_grams(weight_mg: int) -> int:
    """Milligrams in whole grams, half up: the one rounding, at taking.

    >>> whole_grams(245_500), whole_grams(245_499)
    (246, 245)
    """
    return (weight_mg + 500) // 1000


class Gate:
    """One pan. Tell it what came with hear() at every tick, ask view(), and take() when a person says so."""

    def __init__(self, limits: Limits, wire: Wire, *, last_taken: LastTaken | None = None, one_shot_tare: bool = True) -> None:
        self._limits = limits
        self._wire = wire
        self._one_shot_tare = one_shot_tare
        self._last = last_taken
        self._armed = last_taken is None or last_taken.emptied
        self._taken_since_empty = not self._armed
        self._tare_g = 0
        self._tare_kind = TareKind.NONE
        self._connected = False
        self._heard_s: float | None = None
        self._unread = False
        self._before_mg: int | None = None
        self._fault: Reason | None = None
        self._still = self._new_stillness()
        self._over_seen = False
        self._overloads = 0
        self._left_empty_s: float | None = None

    @property
    def last_taken(self) -> LastTaken | None:
        """To be stored by the caller in the same step as the taking, and handed back to the next Gate."""
        return self._last

    def use(self, limits: Limits, wire: Wire) -> None:
        """Another port, protocol or plate from now on. What the pan holds and whether it may be taken stays."""
        self._limits, self._wire = limits, wire
        self._still = self._new_stillness()
        self._fault, self._heard_s = None, None

    def hear(self, readings: Iterable[Reading], now_s: float, *, connected: bool = True, unread: bool = False) -> None:
        """What a poll brought, perhaps nothing. connected False: the scale is gone, which loses nothing.

        unread: bytes have been coming that nobody understands, which tells a stale scale from a loose plug.
        """
        self._connected, self._unread = connected, unread
        if not connected:
            self._still.reset()
            self._fault, self._heard_s = None, None
            return
        for reading in readings:
            if reading.mode is not Mode.TARE:
                self._hear_weight(reading, now_s)

    def state(self, now_s: float) -> State:
        """The state at now_s, which is at or after the last hear()."""
        if not self._connected:
            return State.ABSENT
        if self._heard_s is None or now_s - self._heard_s > STALE_AFTER_S:
            return State.STALE
        if self._fault:
            return FAULT_STATES.get(self._fault, State.MOVING)
        weight_mg = self._settled_mg()
        if weight_mg is None:
            return State.MOVING
        if abs(weight_mg) <= self._band_mg():
            return State.EMPTY
        if weight_mg < 0:
            return State.UNDER
        return State.SETTLED if self._armed else State.NOT_REARMED

    def view(self, now_s: float) -> GateView:
        """What to show at now_s."""
        state, reason = self.state(now_s), self._why_not(now_s)
        gross_g = self._gross_g() if state is State.SETTLED else None
        return GateView(
            state=state,
            stars=self._stars(state),
            gross_g=gross_g,
            tare_g=self._tare_g,
            tare_kind=self._tare_kind,
            net_g=None if gross_g is None else gross_g - self._tare_g,
            can_take=reason is None,
            reason=reason,
            overloads=self._overloads,
            not_empty_since_s=self._left_empty_s,
        )

    def take(self, material: str, now_s: float, *, taken_at: datetime | None = None, again: bool = False) -> Taken | Refusal:
        """Take what lies there, once. material only serves the same-again question; again=True answers it with yes.

        After a Taken the pan must have been empty and settled (or its load tared) before the next.
        """
        reason = self._why_not(now_s)
        if reason:
            return Refusal(reason)
        gross_g, reading = self._gross_g(), self._still.reading
        assert reading is not None
        same = self._is_same(material, gross_g)
        if same and not again:
            return Refusal(Reason.SAME_AGAIN)
        self._last = LastTaken(gross_g, material)
        self._armed, self._taken_since_empty = False, True
        return Taken(
            gross_g=gross_g,
            tare_g=self._tare_g,
            tare_kind=self._tare_kind,
            net_g=gross_g - self._tare_g,
            frame=reading.raw,
            protocol=self._wire.protocol,
            port=self._wire.port,
            e_g=self._limits.e_g,
            same_again=same,
            taken_at=taken_at,
        )

    def take_tare(self, now_s: float) -> Refusal | None:
        """What lies there is tare: a container, or a load already taken, on which the next material comes (that re-arms).

        Only settled and above zero; may rise, not fall, until the pan was empty. None: done.
        """
        state = self.state(now_s)
        if state not in (State.SETTLED, State.NOT_REARMED):
            return Refusal(self._why_not(now_s) or Reason(state))
        # The whole taken load must lie there still: else lifting, taring and putting back would count it twice.
        least_g = self._tare_g if self._armed or self._last is None else self._last.gross_g
        gross_g = self._gross_g()
        if gross_g < least_g - self._limits.e_g:
            return Refusal(Reason.TARE_FALLS if self._armed else Reason.LOAD_CHANGED)
        self._tare_g, self._tare_kind = max(gross_g, least_g), TareKind.TAKEN
        self._armed = True
        return None

    def preset_tare(self, tare_g: int, now_s: float) -> Refusal | None:
        """The known weight of a container; 0 takes it back. May rise, not fall, until the pan was empty. None: done."""
        if not 0 <= tare_g < self._limits.max_g:
            return Refusal(Reason.BAD_TARE)
        if not self._armed:
            return Refusal(Reason.NOT_EMPTIED)
        if self.state(now_s) is not State.EMPTY:
            if self._tare_kind is TareKind.TAKEN:
                return Refusal(Reason.TARE_FIXED)
            if tare_g < self._tare_g:
                return Refusal(Reason.TARE_FALLS)
        self._tare_g, self._tare_kind = tare_g, TareKind.PRESET if tare_g else TareKind.NONE
        return None

    def clear_tare(self, now_s: float) -> Refusal | None:
        """No tare any more; only on an empty pan. None: done."""
        return self.preset_tare(0, now_s)

    def _new_stillness(self) -> Stillness:
        d_g = self._limits.e_g if self._limits.d_g is None else self._limits.d_g
        return Stillness(d_g * 1000, weak=self._wire.weak)

    def _hear_weight(self, reading: Reading, now_s: float) -> None:
        if self._heard_s is not None and now_s - self._heard_s > STALE_AFTER_S:
            self._still.reset()
        self._heard_s = now_s
        self._fault = self._fault_of(reading)
        seen_twice = reading.weight_mg is None or reading.weight_mg == self._before_mg
        self._before_mg = reading.weight_mg
        if self._fault is Reason.OVER and self._wire.weak and not seen_twice:
            # One frame of a weak wire is no overload, and no weight either.
            self._fault = None
            self._still.reset()
        elif self._fault:
            self._still.reset()
        else:
            self._still.hear(reading, now_s)
        self._note(now_s)

    def _fault_of(self, reading: Reading) -> Reason | None:
        if reading.weight_mg is None:
            by_wire = {Status.OVERLOAD: Reason.OVER, Status.UNDERLOAD: Reason.UNDER}
            return by_wire.get(reading.status, Reason.SCALE_ERROR)
        if reading.unit not in TAKEABLE_UNITS:
            return Reason.UNIT
        if reading.mode is Mode.NET and not (reading.untared or self._wire.net_only):
            return Reason.SCALE_TARE
        return Reason.OVER if reading.weight_mg > self._limits.max_g * 1000 else None

    def _note(self, now_s: float) -> None:
        """What a frame changes for good: an overload counted, an emptied pan armed, its one-shot tare gone."""
        state = self.state(now_s)
        over = state is State.OVER
        self._overloads += over and not self._over_seen
        self._over_seen = over
        if state is not State.EMPTY:
            if self._left_empty_s is None:
                self._left_empty_s = now_s
            return
        self._left_empty_s = None
        if self._taken_since_empty:
            self._armed, self._taken_since_empty = True, False
            self._last = replace(self._last, emptied=True) if self._last else None
            if self._one_shot_tare:
                self._tare_g, self._tare_kind = 0, TareKind.NONE

    def _settled_mg(self) -> int | None:
        reading = self._still.reading
        return reading.weight_mg if reading and self._still.settled else None

    def _gross_g(self) -> int:
        weight_mg = self._settled_mg()
        assert weight_mg is not None, "asked for a gross that is not settled"
        return whole_grams(weight_mg)

    def _band_mg(self) -> int:
        return self._limits.rezero_divisions * self._limits.e_g * 1000

    def _stars(self, state: State) -> int:
        if state is State.MOVING:
            return min(self._still.stars, STARS - 1)
        return STARS if state in (State.SETTLED, State.NOT_REARMED) else 0

    def _why_not(self, now_s: float) -> Reason | None:
        """The first thing, from far to near, that forbids taking now."""
        state = self.state(now_s)
        if state is State.NOT_REARMED:
            return Reason.PLEASE_ZERO if self._gross_g() < self._limits.least_g else Reason.NOT_EMPTIED
        if state is State.STALE:
            return Reason.UNREAD if self._unread else Reason.STALE
        if state is not State.SETTLED:
            return self._fault or Reason(state)
        if self._gross_g() < self._limits.least_g:
            return Reason.BELOW_MIN
        return Reason.NO_NET if self._gross_g() <= self._tare_g else None

    def _is_same(self, material: str, gross_g: int) -> bool:
        """Gross with gross: with a tare, net would never be equal."""
        last = self._last
        return last is not None and last.emptied and last.material == material and abs(gross_g - last.gross_g) <= self._limits.e_g
