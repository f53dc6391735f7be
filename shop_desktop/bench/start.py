"""Row `start`: the program from its first instruction to the counter painted, to weighing and posting, and its memory.

Floor: a bare PySide6 window with one label, the whole process. The books hold 100,000 tickets; then empty ones beside them.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from shop_desktop.bench.figures import Figure, answered
from shop_desktop.bench.village import built, lived

PAINTED_AT_MOST, READY_AT_MOST, MEMORY_AT_MOST, FLAT = 1.5, 3.5, 2.0, 1.1

_BARE = """
import resource, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("0.000"))
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


class Bare(NamedTuple):
    """The bare window: milliseconds of its whole process, and its peak."""

    ms: float
    mib: float


def run(folder: Path, quick: bool) -> list[Figure]:
    """Full books, empty books and the bare window started in turn."""
    books = lived(folder, quick=quick)
    books.close()
    built(folder / "start-empty", households=0, tickets=0).close()
    full: list[dict[str, float]] = []
    empty: list[dict[str, float]] = []
    bare: list[Bare] = []
    for turn in range(4 if quick else 12):
        told = _started(books.folder), _started(folder / "start-empty"), _bare()
        if turn:
            for all_of_them, one in zip((full, empty, bare), told, strict=True):
                all_of_them.append(one)  # type: ignore[attr-defined]
    floor_ms = statistics.median(one.ms for one in bare)
    floor_mib = statistics.median(one.mib for one in bare)
    ready, ready_empty = _median(full, "ready_ms"), _median(empty, "ready_ms")
    return [
        Figure(row="start", what="painted", ours=_median(full, "painted_ms"), floor=floor_ms, unit="ms", goal=PAINTED_AT_MOST),
        Figure(row="start", what="ready", ours=ready, floor=floor_ms, unit="ms", goal=READY_AT_MOST),
        Figure(row="start", what="peak", ours=_median(full, "peak_mib"), floor=floor_mib, unit="MiB", goal=MEMORY_AT_MOST),
        Figure(row="start", what="ready, beside empty books", ours=ready, floor=ready_empty, unit="ms", goal=FLAT),
    ]


def _median(runs: list[dict[str, float]], key: str) -> float:
    return statistics.median(one[key] for one in runs)


def _surroundings() -> dict[str, str]:
    """Where no screen is, Qt paints into memory, for both alike."""
    screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return dict(os.environ) if screen else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _started(books: Path) -> dict[str, float]:
    """What the program says of its own start."""
    call = [sys.executable, "-m", "shop_desktop.app", "--data", str(books), "--report-start"]
    told: dict[str, float] = json.loads(answered(call, _surroundings()))
    return told


def _bare() -> Bare:
    started = time.perf_counter()
    mib = float(answered([sys.executable, "-c", _BARE], _surroundings()))
    return Bare((time.perf_counter() - started) * 1000, mib)
