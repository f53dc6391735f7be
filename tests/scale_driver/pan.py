"""A gate with readings that come by a clock of the tests' own, ten frames a second."""

from datetime import UTC, datetime

from scale_driver.gate import Gate, GateView, LastTaken, Limits, Refusal, Taken, Wire
from scale_driver.reading import Mode, Reading, Status

LIMITS = Limits(150_000, 50)
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def weighed(
    weight_g: int, *, stable: bool | None = True, unit: str = "kg", mode: Mode | None = Mode.GROSS, untared: bool = False
) -> Reading:
    mg, frame = weight_g * 1000, b"frame %d" % weight_g
    return Reading(frame, Status.OK, weight_mg=mg, unit=unit, stable=stable, mode=mode, untared=untared)


class Pan:
    """A gate with a clock that tells ten frames a second."""

    def __init__(self, last_taken: LastTaken | None = None, *, limits: Limits = LIMITS, weak: bool = False) -> None:
        self.gate = Gate(limits, Wire("st-gs", "COM3", weak=weak), last_taken=last_taken)
        self.now_s = 100.0

    def hear(self, *readings: Reading) -> GateView:
        for reading in readings:
            self.now_s += 0.1
            self.gate.hear([reading], self.now_s)
        return self.view

    def lie(self, weight_g: int, seconds: float = 1.2, **how: object) -> GateView:
        return self.hear(*[weighed(weight_g, **how)] * round(seconds * 10))  # type: ignore[arg-type]

    @property
    def view(self) -> GateView:
        return self.gate.view(self.now_s)

    def take(self, material: str = "cardboard", *, again: bool = False) -> Taken | Refusal:
        return self.gate.take(material, self.now_s, taken_at=AT, again=again)

    def taken(self, weight_g: int, material: str = "cardboard", *, again: bool = False) -> Taken:
        self.lie(weight_g)
        taken = self.take(material, again=again)
        assert isinstance(taken, Taken)
        return taken
