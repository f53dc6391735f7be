"""Row `backup`: the books copied while tickets are posted, and how long the slowest of these postings took.

As the window does it: `shop-admin backup` in a process of its own, one ticket every 20 ms beside it. Floor: the file copied by
the system, as safe on the disk, with the same tickets beside it; and 50 ms, or as many tickets' slowest with nothing beside.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from shop_desktop.bench.commit import posting
from shop_desktop.bench.figures import Call, Figure
from shop_desktop.bench.village import lived
from shop_desktop.exchange.backup import BOOKS
from shop_desktop.store.backup import COPIED
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.copying import WHOLE

COPIED_AT_MOST, WAIT_MS = 2.0, 50.0
_COPIED = COPIED * BOOKS // WHOLE
EVERY_S = 0.02


def run(folder: Path, quick: bool) -> list[Figure]:
    """Copy, floor and the slowest posting, round by round; the first round warms up."""
    books = lived(folder, quick=quick)
    post = posting(books)
    ours: list[float] = []
    floor: list[float] = []
    waits: list[float] = []
    quiet: list[float] = []
    for turn in range(4):
        copied_ms, beside = _backed_up(books, post)
        bare_ms = _beside(lambda: _copied(books.folder), post)[0]
        alone = [_timed(post) for _ in beside]
        if turn:
            ours.append(copied_ms)
            floor.append(bare_ms)
            waits.append(max(beside))
            quiet.append(max(alone))
    books.close()
    copy, bare, wait, least = (statistics.median(times) for times in (ours, floor, waits, quiet))
    return [
        Figure(row="backup", what="copied, tickets beside it", ours=copy, floor=bare, unit="ms", goal=COPIED_AT_MOST),
        Figure(row="backup", what="slowest posting meanwhile", ours=wait, floor=max(WAIT_MS, least), unit="ms", goal=1.0),
    ]


def _backed_up(books: Books, post: Call) -> tuple[float, list[float]]:
    """How long the copy took within a whole backup, and each posting beside all of it, ms."""
    call = [sys.executable, "-m", "shop_desktop.admin", "--data", str(books.folder), "backup", "--json"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        lines = process.stdout
        return _beside(lambda: _until_copied(lines), post)


def _until_copied(lines: object) -> float:
    began = copied = 0.0
    for line in lines:  # type: ignore[attr-defined]
        now, done = time.perf_counter(), json.loads(line).get("done", _COPIED)
        began = began or now
        copied = copied or (now if done >= _COPIED else 0.0)
    return (copied - began) * 1000


def _copied(folder: Path) -> float:
    started = time.perf_counter()
    shutil.copyfile(folder / FILE, folder / "copy")
    with (folder / "copy").open("r+b") as copy:
        os.fsync(copy.fileno())
    return (time.perf_counter() - started) * 1000


def _beside(work: Callable[[], float], post: Call) -> tuple[float, list[float]]:
    """What the work says, and how long each of the postings took that went on beside it, ms."""
    said: list[float] = []
    worker = threading.Thread(target=lambda: said.append(work()))
    worker.start()
    times: list[float] = []
    while worker.is_alive() or not times:
        times.append(_timed(post))
    return said[0], times


def _timed(post: Call) -> float:
    time.sleep(EVERY_S)
    started = time.perf_counter()
    post()
    return (time.perf_counter() - started) * 1000
