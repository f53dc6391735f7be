"""Row `start`: a process's start until the counter is painted, until one can weigh and post, and its peak memory.

Floor: a bare PySide6 window with one label, the whole process. On books of ten years, and on empty ones.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from shop_desktop.bench.figures import Figure
from shop_desktop.bench.village import built

PAINTED, READY, MEMORY, EMPTY = 1.5, 3.5, 2.0, 1.1
BARE = """
import json, os, resource, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("x"))
window.resize(1366, 768)
window.show()
def report():
    ticks = int(open("/proc/self/stat").read().rpartition(")")[2].split()[19])
    age_ms = (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000
    print(json.dumps({"painted_ms": age_ms, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    app.quit()
QTimer.singleShot(0, report)
app.exec()
"""


def run(folder: Path, quick: bool) -> list[Figure]:
    """Ours and the bare window, turn by turn; medians."""
    full, empty = folder / "start", folder / "start-empty"
    built(full, households=500, tickets=2_000 if quick else 100_000).close()
    built(empty, households=1, tickets=0).close()
    told: dict[str, list[dict[str, float]]] = {"bare": [], "full": [], "empty": []}
    for _ in range(5 if quick else 9):
        told["bare"].append(_run("-c", BARE))
        told["full"].append(_app(full))
        told["empty"].append(_app(empty))
    bare_ms, bare_mib = _median(told["bare"], "painted_ms"), _median(told["bare"], "peak_mib")
    rows = (
        ("painted", _median(told["full"], "painted_ms"), bare_ms, "ms", PAINTED),
        ("ready", _median(told["full"], "ready_ms"), bare_ms, "ms", READY),
        ("memory", _median(told["full"], "peak_mib"), bare_mib, "MiB", MEMORY),
        ("ready, to empty", _median(told["full"], "ready_ms"), _median(told["empty"], "ready_ms"), "ms", EMPTY),
    )
    return [
        Figure(row="start", what=what, ours=ours, floor=floor, unit=unit, goal=goal) for what, ours, floor, unit, goal in rows
    ]


def _app(books: Path) -> dict[str, float]:
    return _run("-m", "shop_desktop.app", "--data", str(books), "--report-start")


def _run(*arguments: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _median(runs: list[dict[str, float]], name: str) -> float:
    return statistics.median(run[name] for run in runs)
