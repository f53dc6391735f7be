"""Row `wire`: the last byte of a frame until the display is painted with the state it means; and the cost of listening.

Floor: a bare 20 ms Qt timer that repaints one label when it finds something new. Through a real pseudo-terminal.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from scale_driver import protocols
from scale_driver.gate import Limits
from scale_driver.protocols.protocol import Shown
from scale_driver.reading import Status
from scale_driver.scale import Scale
from scale_driver.simulator import PtyEnd
from shop_desktop.bench.figures import Figure
from shop_desktop.gui import theme
from shop_desktop.gui.counter.instrument import WeightDisplay
from shop_desktop.gui.counter.view import Gate, ScaleView
from shop_desktop.gui.counter.weigh import POLL_MS, Weighing

AT_MOST, CPU_AT_MOST = 1.5, 0.02
PROTOCOL = "st-gs"


def run(folder: Path, quick: bool) -> list[Figure]:
    """Latency at p99, and the share of one core at ten frames a second."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    assert app is not None
    theme.load_fonts()
    times = 100 if quick else 600
    line = _Line()
    bare = _Bare()
    ours_ms, floor_ms = [], []
    for n in range(times):
        ours_ms.append(line.latency_ms(n))
        floor_ms.append(bare.latency_ms(n))
    cpu = line.share_of_a_core(3.0 if quick else 10.0)
    line.close()
    p99 = [sorted(all_ms)[int(len(all_ms) * 0.99) - 1] for all_ms in (ours_ms, floor_ms)]
    return [
        Figure(row="wire", what="p99", ours=p99[0], floor=p99[1], unit="ms", goal=AT_MOST),
        Figure(row="wire", what="cpu", ours=cpu, floor=1.0, unit="cores", goal=CPU_AT_MOST),
    ]


def _turn_until(done: Callable[[], bool], most_ms: int = 2000) -> None:
    """Let Qt work until something is so."""
    loop, began = QEventLoop(), time.perf_counter()
    watch = QTimer(interval=0)
    watch.timeout.connect(lambda: loop.quit() if done() or (time.perf_counter() - began) * 1000 > most_ms else None)
    watch.start()
    loop.exec()
    watch.stop()


class _Display(WeightDisplay):
    """The counter's own display; tells which state it was last painted with."""

    painted: Gate | None = None

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        self.painted = self.view.gate


class _Line:
    """A pseudo-terminal with our scale, gate and display at its end."""

    def __init__(self) -> None:
        self._end = PtyEnd()
        self._protocol = protocols.find(PROTOCOL)
        self._weighing = Weighing(Limits(150_000, 5))
        self._weighing.use_scale(Scale(self._end.path, PROTOCOL))
        self._display = _Display()
        self._display.resize(616, 254)
        self._display.show()
        self._weighing.changed.connect(self._show)
        _turn_until(lambda: self._weighing._scale is not None and self._weighing._scale.connected)

    def _show(self, view: object) -> None:
        over = self._weighing.view.state.value == "over"
        self._display.show_view(ScaleView(gate=Gate.OVER if over else Gate.MOVING))

    def latency_ms(self, n: int) -> float:
        """One frame, overload and moving by turns, until it is on the display."""
        over = n % 2 == 0
        shown = Shown(0, 3, fault=Status.OVERLOAD) if over else Shown(1000 + n, 3, stable=False)
        wanted = Gate.OVER if over else Gate.MOVING
        began = time.perf_counter()
        self._end.write(self._protocol.encode(shown, self._protocol.options()))
        _turn_until(lambda: self._display.painted is wanted)
        return (time.perf_counter() - began) * 1000

    def share_of_a_core(self, seconds: float) -> float:
        """CPU seconds of this process a second, with ten steady frames a second."""
        frame = self._protocol.encode(Shown(6235, 3), self._protocol.options())
        timer = QTimer(interval=100)
        timer.timeout.connect(lambda: self._end.write(frame))
        timer.start()
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        began = time.process_time()
        loop.exec()
        timer.stop()
        return (time.process_time() - began) / seconds

    def close(self) -> None:
        self._weighing.close()
        self._display.close()
        self._end.close()


class _Bare:
    """The floor: a timer of the same pace, a label."""

    def __init__(self) -> None:
        self._label = _Label()
        self._label.resize(616, 254)
        self._label.show()
        self._new: str | None = None
        self._timer = QTimer(interval=POLL_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        if self._new is not None:
            self._label.setText(self._new)
            self._new = None

    def latency_ms(self, n: int) -> float:
        """A new text until the label is painted with it."""
        began = time.perf_counter()
        self._new = str(n)
        _turn_until(lambda: self._label.painted == str(n))
        return (time.perf_counter() - began) * 1000


class _Label(QLabel):
    painted = ""

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        self.painted = self.text()
