"""Long work beside the window: one job at a time, with progress and cancel; it says what runs. Knows no page.

The work runs on a thread of its own with connections of its own (`books.read_only()`); what it answers is told in the window's.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from shop_desktop.domain.refused import Refused, Trouble

TELL_S = 0.05
"""Progress is told twenty times a second at most."""
LEAVE_S = 8.0
"""How long closing waits for work that was told to stop."""

Told = Callable[[int, int], None]
"""How far the work is: done, of. Work hands it on to whatever takes a progress."""


class Cancelled(Exception):
    """Raised inside the work, by its own progress call, when someone wants it to stop."""


@dataclass(frozen=True, eq=False)
class _Job:
    """What runs, and who is told."""

    what: str
    done: Callable[[Any], object]
    failed: Callable[[Refused | Trouble], object]
    progress: Told | None
    cancelled: Callable[[], object] | None
    stop: threading.Event


class Worker(QObject):
    """`changed`: what runs or how far it is, is other now; see `running` and `so_far`."""

    changed = Signal()
    _moved = Signal(object, int, int)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.so_far = (0, 0)
        self._job: _Job | None = None
        self._thread: threading.Thread | None = None
        self._moved.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> str:
        """What runs now, in the words that `start` was given; "" while nothing does."""
        return self._job.what if self._job else ""

    @property
    def stopping(self) -> bool:
        """Whether the work was told to stop and has not yet."""
        return self._job is not None and self._job.stop.is_set()

    def start(
        self,
        what: str,
        work: Callable[[Told], Any],
        done: Callable[[Any], object],
        failed: Callable[[Refused | Trouble], object],
        progress: Told | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> None:
        """Run `work(told)` on its own thread; all others are called in the window's, as long as the page they belong to lives.

        `told(done, of)` tells progress and raises Cancelled once `cancel` was called. Trouble: `working` while another job runs.
        """
        if self._job is not None:
            raise Trouble("working", what=self._job.what)
        job = self._job = _Job(what, done, failed, progress, cancelled, threading.Event())
        self.so_far = (0, 0)
        self._thread = threading.Thread(target=self._run, args=(job, work), name="worker", daemon=True)
        self._thread.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Have the work stop at its next step; nothing happens where none runs."""
        if self._job is not None:
            self._job.stop.set()
            self.changed.emit()

    def close(self) -> None:
        """Have the work stop and wait for it, for some seconds at most; nobody is told."""
        self.cancel()
        self._job = None
        if self._thread is not None:
            self._thread.join(LEAVE_S)

    # ---- on the work's thread

    def _run(self, job: _Job, work: Callable[[Told], Any]) -> None:
        last = 0.0

        def told(done: int, of: int) -> None:
            nonlocal last
            if job.stop.is_set():
                raise Cancelled
            if (now := time.monotonic()) - last >= TELL_S or done == of:
                last = now
                self._moved.emit(job, done, of)

        answer: object
        try:
            answer = work(told)
        except (Refused, Trouble, Cancelled) as ended:
            answer = ended
        except Exception:
            logging.exception("unforeseen, in long work")
            answer = Trouble("unforeseen")
        if isValid(self):
            self._ended.emit(job, answer)

    # ---- in the window's thread

    def _tell(self, job: _Job, done: int, of: int) -> None:
        if job is not self._job:
            return
        self.so_far = (done, of)
        if job.progress is not None and _lives(job.progress):
            job.progress(done, of)
        self.changed.emit()

    def _end(self, job: _Job, answer: object) -> None:
        if job is not self._job:
            return
        self._job = self._thread = None
        if isinstance(answer, Cancelled):
            if job.cancelled is not None and _lives(job.cancelled):
                job.cancelled()
        elif isinstance(answer, (Refused, Trouble)):
            if _lives(job.failed):
                job.failed(answer)
        elif _lives(job.done):
            job.done(answer)
        self.changed.emit()


def _lives(callback: Callable[..., object]) -> bool:
    """Whether the page that a method belongs to has not been left and taken down meanwhile."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
