"""The scale at the counter: a timer polls the port, the gate says what the pan is doing, a signal says when that changed.

The only place where the window touches `scale_driver`. Prices nothing and stores nothing.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from scale_driver.gate import Gate, GateView, LastTaken, Limits, Refusal, Taken, Wire

if TYPE_CHECKING:
    from scale_driver.scale import Scale  # with every maker's protocol: brought in where a scale is set up

POLL_MS = 20
NO_SCALE = Wire("", "")


class Weighing(QObject):
    """`changed` fires when the gate's view does. Without a scale the gate is absent, and says so."""

    changed = Signal(object)

    def __init__(self, limits: Limits, last_taken: LastTaken | None = None) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._limits = limits
        self._scale: Scale | None = None
        self._gate = Gate(limits, NO_SCALE, last_taken=last_taken)
        self.view: GateView = self._gate.view(self._now_s())
        self._gone_s: float | None = None
        self._timer = QTimer(self, interval=POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    def use_scale(self, scale: "Scale | None") -> None:
        """Weigh with this scale from now on; what the pan held, and whether it may be taken, stays."""
        self.close()
        self._scale = scale
        self._gate.use(self._limits, scale.wire if scale else NO_SCALE)
        self._poll()

    def moved(self, port: str) -> None:
        """The scale that is open was found under another port's name."""
        if self._scale is not None:
            self._scale.url = port
            self._gate.use(self._limits, self._scale.wire)

    def use_limits(self, limits: Limits) -> None:
        """Another name plate."""
        self._limits = limits
        self._gate.use(limits, self._scale.wire if self._scale else NO_SCALE)

    @property
    def limits(self) -> Limits:
        return self._limits

    @property
    def wire(self) -> Wire:
        """Protocol and port, for a person to read; empty words without a scale."""
        return self._scale.wire if self._scale else NO_SCALE

    @property
    def line(self) -> str:
        """The line's settings, as `9600 8N1`."""
        return self._scale.line if self._scale else ""

    @property
    def silent_s(self) -> int:
        """Whole seconds since the scale was last heard; 0 while it speaks."""
        return 0 if self._gone_s is None else int(self._now_s() - self._gone_s)

    @property
    def last_taken(self) -> LastTaken | None:
        """What the caller stores in the same step as a taking."""
        return self._gate.last_taken

    def take(self, material: str, at: datetime, *, again: bool = False) -> Taken | Refusal:
        """Take what lies there, once."""
        taken = self._gate.take(material, self._now_s(), taken_at=at, again=again)
        self._look()
        return taken

    def take_tare(self) -> Refusal | None:
        """What lies there is tare."""
        return self._after(self._gate.take_tare(self._now_s()))

    def preset_tare(self, tare_g: int) -> Refusal | None:
        """A container of known weight, grams; 0 takes it back."""
        return self._after(self._gate.preset_tare(tare_g, self._now_s()))

    def zero(self) -> bool:
        """Ask the scale to zero itself. False: it cannot be asked by cable."""
        return self.ask("zero")

    def ask(self, command: str) -> bool:
        """Send `zero`, `tare` or `clear`. False: it cannot be asked for that by cable, or is not there."""
        return self._scale is not None and self._scale.request(command)

    def close(self) -> None:
        """Give the port back."""
        if self._scale is not None:
            self._scale.close()
            self._scale = None

    def end(self) -> None:
        """Weigh no more: the window closes."""
        self._timer.stop()
        self.close()

    def _after(self, refusal: Refusal | None) -> Refusal | None:
        self._look()
        return refusal

    def _now_s(self) -> float:
        return self._clock.nsecsElapsed() / 1e9

    def _poll(self) -> None:
        now_s = self._now_s()
        readings = self._scale.poll(now_s) if self._scale else []
        self._gate.hear(readings, now_s, connected=self._scale is not None and self._scale.connected)
        if readings:
            self._gone_s = None
        elif self._gone_s is None:
            self._gone_s = now_s
        self._look()

    def _look(self) -> None:
        view = self._gate.view(self._now_s())
        if view != self.view:
            self.view = view
            self.changed.emit(view)
