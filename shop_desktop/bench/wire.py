"""Row `wire`: the last byte of a frame to the instrument repainted with the state it means; and what polling costs.

Floor: a bare 20 ms timer that repaints one label for something that happened at the same moment.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel

from scale_driver.gate import GateView, Limits, State
from scale_driver.protocols import Shown, find
from scale_driver.scale import Scale
from scale_driver.simulator import PtyEnd
from shop_desktop.bench.figures import Figure, Times
from shop_desktop.gui import theme
from shop_desktop.gui.counter.instrument import WeightDisplay
from shop_desktop.gui.counter.instrument_view import GATES
from shop_desktop.gui.counter.view import Gate, ScaleView
from shop_desktop.gui.counter.weigh import POLL_MS, Weighing

PROTOCOL = "toledo-cont"
P99_AT_MOST, CPU_AT_MOST = 1.5, 0.02
_LIMITS = Limits(150_000, 50)
_PATIENCE_S = 5.0
_OPENING_MS = 1500


class _Instrument(WeightDisplay):
    """The counter's instrument, which notes when it was painted as what."""

    painted = Signal()
    painted_ns, painted_as = 0, Gate.ABSENT

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_ns, self.painted_as = time.perf_counter_ns(), self.view.gate
        self.painted.emit()


class _Bare(QLabel):
    """The floor: whatever waits to be shown is shown by the next tick."""

    painted = Signal()
    waiting, painted_ns = "", 0

    def tick(self) -> None:
        if self.waiting:
            self.setText(self.waiting)
            self.waiting = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_ns = time.perf_counter_ns()
        self.painted.emit()


def run(folder: Path, quick: bool) -> list[Figure]:
    """Latency at p99, beside the bare timer's; then the share of a core while ten frames a second come."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(["bench"])
    theme.load_fonts()
    ours, floor = _latencies(rounds=3, times=40 if quick else 200)
    used = _share_of_a_core(3.0 if quick else 15.0)
    del app
    at = 0.99
    return [
        Figure(row="wire", what="frame to repaint, p99", ours=ours.at(at), floor=floor.at(at), unit="µs", goal=P99_AT_MOST),
        Figure(row="wire", what="share of a core at 10 frames/s", ours=used, floor=100, unit="%", goal=CPU_AT_MOST),
    ]


def _shown(weighing: Weighing, display: WeightDisplay) -> None:
    def show(view: GateView) -> None:
        display.show_view(ScaleView(gate=GATES[view.state], stars=view.stars))

    weighing.changed.connect(show)
    display.resize(616, 254)
    display.show()


def _latencies(*, rounds: int, times: int) -> tuple[Times, Times]:
    """Frames at odd moments, each meaning another state than the one before."""
    end, weighing, display, bare = PtyEnd(), Weighing(_LIMITS), _Instrument(), _Bare("0")
    weighing.use_scale(Scale(end.path, PROTOCOL))
    _shown(weighing, display)
    bare.show()
    _wait(_OPENING_MS)
    ticking = QTimer(interval=POLL_MS, timerType=Qt.TimerType.PreciseTimer)
    ticking.timeout.connect(bare.tick)
    ticking.start()
    protocol, odd = find(PROTOCOL), Random(1)
    options = protocol.options()
    over = protocol.encode(Shown(_LIMITS.max_g + 1000, 3, unit="kg", stable=True), options)
    moving = protocol.encode(Shown(5000, 3, unit="kg", stable=False), options)
    told: list[list[tuple[float, ...]]] = [[], []]
    for number in range(-1, rounds):
        taken: list[tuple[float, float]] = []
        for n in range(times):
            frame, state = ((over, State.OVER), (moving, State.MOVING))[n % 2]
            _wait(odd.uniform(25, 60))
            taken.append(_one(end, frame, state, display, bare))
        if number >= 0:
            for mine, all_mine in zip(zip(*taken, strict=True), told, strict=True):
                all_mine.append(mine)
    weighing.end()
    end.close()
    return Times(tuple(told[0])), Times(tuple(told[1]))


def _one(end: PtyEnd, frame: bytes, state: State, display: _Instrument, bare: _Bare) -> tuple[float, float]:
    """One frame: microseconds to both repaints."""
    bare.waiting = f"{time.perf_counter_ns()}"
    end.write(frame)
    sent_ns = time.perf_counter_ns()
    _until(
        lambda: display.painted_as == GATES[state] and display.painted_ns > sent_ns and bare.painted_ns > sent_ns,
        (display.painted, bare.painted),
    )
    return (display.painted_ns - sent_ns) / 1000, (bare.painted_ns - sent_ns) / 1000


def _until(true: Callable[[], bool], painted: Iterable[SignalInstance]) -> None:
    """Let the event loop run from painting to painting until it is true."""
    ended_s = time.monotonic() + _PATIENCE_S
    while not true():
        loop = QEventLoop()
        for signal in painted:
            signal.connect(loop.quit)
        QTimer.singleShot(1000, loop, loop.quit)
        loop.exec()
        if time.monotonic() > ended_s:
            raise TimeoutError("the instrument was not repainted")


def _wait(ms: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(ms), loop, loop.quit)
    loop.exec()


def _share_of_a_core(seconds: float) -> float:
    """Per cent of one core that this process uses while a scale in another process sends ten frames a second."""
    call = [sys.executable, "-m", "scale_driver.cli", "simulate", "--protocol", PROTOCOL, "--weight", "6.000kg"]
    scale = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
    try:
        assert scale.stdout is not None
        path = scale.stdout.readline().strip()
        weighing, display = Weighing(_LIMITS), _Instrument()
        weighing.use_scale(Scale(path, PROTOCOL))
        _shown(weighing, display)
        _wait(_OPENING_MS)
        started, used = time.perf_counter(), time.process_time()
        _wait(seconds * 1000)
        share = (time.process_time() - used) / (time.perf_counter() - started) * 100
        weighing.end()
    finally:
        scale.kill()
        scale.wait()
    return share
