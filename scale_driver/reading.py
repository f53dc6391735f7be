"""What a scale said, as values: a Reading (a whole frame) or a Rejected (bytes that were none).

Leaves framing to framing.py, trust (still or not, may it be taken) to gate.py. May not read a port or a clock.
"""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a frame says about its own weight."""

    OK = "ok"
    ZERO = "zero"
    OVERLOAD = "overload"
    UNDERLOAD = "underload"
    ERROR = "error"


class Mode(StrEnum):
    """Which weight a frame carries. A tare is the weight of a container: never booked."""

    GROSS = "gross"
    NET = "net"
    TARE = "tare"


WEIGHED = frozenset({Status.OK, Status.ZERO})

# Milligrams per unit, as numerator and denominator. lb and oz are exact by definition (0.45359237 kg).
MG_PER_UNIT: dict[str, tuple[int, int]] = {
    "kg": (1_000_000, 1),
    "g": (1_000, 1),
    "t": (1_000_000_000, 1),
    "jin": (500_000, 1),
    "lb": (45_359_237, 100),
    "oz": (28_349_523_125, 1_000_000),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One whole frame. A fault (overload, underload, error) never carries a weight.

    weight_mg is None where the frame gives none; stable and mode are None where the wire does not say.
    unit and display are what the wire (or the setting) calls it, display without leading zeros. untared: the frame itself
    says that its tare is zero, so that a net weight is the gross.
    """

    raw: bytes
    status: Status
    _: KW_ONLY
    weight_mg: int | None = None
    display: str | None = None
    unit: str | None = None
    stable: bool | None = None
    mode: Mode | None = None
    untared: bool = False

    def __post_init__(self) -> None:
        assert self.weight_mg is None or self.status in WEIGHED, "a fault never carries a weight"

    @property
    def weight_g(self) -> int | None:
        """Whole grams; None where there is no weight or it is no whole gram (then see weight_mg)."""
        if self.weight_mg is None or self.weight_mg % 1000:
            return None
        return self.weight_mg // 1000


@dataclass(frozen=True, slots=True)
class Rejected:
    """Bytes that are no reading. reason is a word such as `noise`, `checksum`, `digits`; raw keeps at most 64 bytes."""

    reason: str
    raw: bytes


Event = Reading | Rejected


def milligrams(digits: int, decimals: int, unit: str) -> int:
    """digits ÷ 10^decimals units in whole milligrams, half away from zero. KeyError for a unit that is no weight here.

    >>> milligrams(12345, 3, "kg"), milligrams(200, 0, "lb"), milligrams(123456, 3, "g")
    (12345000, 90718474, 123456)
    """
    numerator, denominator = MG_PER_UNIT[unit]
    below: int = denominator * 10**decimals
    magnitude = (2 * abs(digits) * numerator + below) // (2 * below)
    return -magnitude if digits < 0 else magnitude


def as_json(event: Event) -> dict[str, object]:
    """An event as the object that `decode --json` prints; its keys are stable."""
    if isinstance(event, Rejected):
        return {"kind": "rejected", "reason": event.reason, "raw": event.raw.hex()}
    whole_g = event.weight_g
    return {
        "kind": "reading",
        "weight_g": whole_g,
        "weight_mg": event.weight_mg if whole_g is None else None,
        "display": event.display,
        "unit": event.unit,
        "stable": event.stable,
        "mode": event.mode,
        "status": event.status,
        "raw": event.raw.hex(),
    }
