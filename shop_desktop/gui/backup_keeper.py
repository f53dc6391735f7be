"""Sees to it that each day has its backup: once the counter is quiet, when the stick is plugged in, and before the window closes.

Starts the work and keeps in the settings what came of it. Draws nothing; a practice village needs no backup.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from shop_desktop.domain.calendar import business_date, instant_text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui import backup_words
from shop_desktop.gui.beside import run_beside, trouble_told
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.worker import Told
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _

LOOK_MS = 60_000
QUIET, AT_LATEST, AGAIN = timedelta(minutes=2), timedelta(minutes=30), timedelta(minutes=10)
"""A backup begins after so long without a posting, or however busy it is after so long; one that failed, again after so long."""
BACKING_UP, TRYING = N_("Backing up"), N_("Trying the newest backup")

Run = Callable[[Path, list[str], Told], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What went wrong with a backup in either place; `beside`: whose backups lay in the second place already; `lost`: more
    pictures of papers than the last time are gone or spoilt, and whole in no place."""

    own: Trouble | None = None
    away: Trouble | None = None
    beside: str = ""
    lost: bool = False

    @property
    def trouble(self) -> Trouble | None:
        return self.own or self.away


class BackupKeeper(QObject):
    """`ended`: a backup was made, or not: `last`. `tried`: the newest one was restored for a trial, or not: `trial`.

    `run` is how `shop-admin` is asked.
    """

    ended = Signal(object)
    tried = Signal()
    _seen = Signal(bool)

    def __init__(self, shop: Shop, *, run: Run = run_beside) -> None:
        super().__init__()
        self.shop = shop
        self.last: Ended | None = None
        self.trial: dict[str, Any] | Trouble | None = None
        self._run = run
        self._busy_at = self._open_at = shop.clock()
        self._tried_at: datetime | None = None
        self._peek: threading.Thread | None = None
        self._seen.connect(self._peeked, Qt.ConnectionType.QueuedConnection)
        shop.changed.connect(self._posted)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def _posted(self, _nouns: object) -> None:
        self._busy_at = self.shop.clock()

    # ---- whether it is time

    def look(self) -> None:
        """Once a minute: today's backup is begun where it is missing and nobody is at work."""
        now = self.shop.clock()
        if not self.needed or self.shop.worker.running:
            return
        own, away = self._missing(now)
        if not own and not away:
            return
        if self._tried_at is not None and now - self._tried_at < AGAIN:
            if away and not own:
                self._look_for_stick()
        elif now - self._busy_at >= QUIET or now - max(self._open_at, self._midnight(now)) >= AT_LATEST:
            self.back_up()

    @property
    def needed(self) -> bool:
        """Whether these are a shop's own books, once its first start is done."""
        reader = self.shop.reader
        return not self.shop.settings.practice and any(user.has_pin for user in shop_queries.users_of(reader))

    def _missing(self, now: datetime) -> tuple[bool, bool]:
        """Whether today's backup is missing beside the books, and in the second place."""
        settings, today = self.shop.settings, business_date(now)
        own = backup_words.day_of(settings.backup_at) != today
        return own, bool(settings.backup_folder) and backup_words.day_of(settings.backup_away_at) != today

    @staticmethod
    def _midnight(now: datetime) -> datetime:
        return now.replace(hour=0, minute=0, second=0, microsecond=0)

    def _look_for_stick(self) -> None:
        """Whether the stick is there now, asked on a thread: a network's folder may take its time to say no."""
        if self._peek is None or not self._peek.is_alive():
            folder, seen = Path(self.shop.settings.backup_folder), self._seen
            self._peek = threading.Thread(target=lambda: seen.emit(folder.is_dir()), name="look for stick", daemon=True)
            self._peek.start()

    def _peeked(self, there: bool) -> None:
        gone = self.last is not None and self.last.away is not None and self.last.away.code == "backup-gone"
        if there and gone and not self.shop.worker.running:
            self.back_up()

    def unsaved(self) -> bool:
        """Whether more stands in the books than in today's backup, and it is worth a moment before the window closes."""
        if not self.needed:
            return False
        count = shop_queries.document_count(self.shop.reader)
        return self._missing(self.shop.clock())[0] or count != self.shop.settings.backup_documents

    # ---- the work

    @property
    def backing_up(self) -> bool:
        return self.shop.worker.running == _(BACKING_UP)

    @property
    def trying(self) -> bool:
        return self.shop.worker.running == _(TRYING)

    def back_up(self) -> None:
        """Begin now. Trouble: `working` while another long work runs."""
        away = self.shop.settings.backup_folder
        arguments = ["backup", *(["--to", away] if away else [])]
        folder, run = self.shop.books.folder, self._run
        self.shop.worker.start(
            _(BACKING_UP), lambda told: run(folder, arguments, told), self._done, self._failed, cancelled=self._cancelled
        )
        self._tried_at = self.shop.clock()

    def _done(self, answer: dict[str, Any]) -> None:
        own, away = answer["own"], answer["away"]
        now, settings = instant_text(self.shop.clock()), self.shop.settings
        if "error" not in own:
            settings = replace(settings, backup_at=now, backup_documents=own["documents"])
        if away is not None and "error" not in away:
            settings = replace(settings, backup_away_at=now)
        before, count = settings.backup_lost, _lost(own, away)
        settings = replace(settings, backup_lost=before if count is None else count)
        beside = away.get("beside", "") if away else ""
        ended = Ended(own=_trouble(own), away=_trouble(away), beside=beside, lost=settings.backup_lost > before)
        try:
            self.shop.keep(settings)
        except OSError:
            ended = replace(ended, own=Trouble("read-only"))
        self._end(ended)

    def _failed(self, trouble: Refused | Trouble) -> None:
        self._end(Ended(own=Trouble(trouble.code, **trouble.facts)))

    def _cancelled(self) -> None:
        self._end(Ended(own=Trouble("backup-stopped")))

    def _end(self, ended: Ended) -> None:
        self.last = ended
        self.ended.emit(ended)

    def try_newest(self) -> None:
        """Restore the newest backup for a trial, of the second place where there is one. Trouble: `working`."""
        place = self.shop.settings.backup_folder
        arguments = ["drill", *(["--from", place] if place else [])]
        folder, run = self.shop.books.folder, self._run
        self.trial = None
        self.shop.worker.start(
            _(TRYING),
            lambda told: run(folder, arguments, told),
            self._tried,
            self._not_tried,
            cancelled=lambda: self._tried(Trouble("trial-stopped")),
        )

    def _tried(self, answer: dict[str, Any] | Trouble) -> None:
        self.trial = answer
        self.tried.emit()

    def _not_tried(self, trouble: Refused | Trouble) -> None:
        self._tried(Trouble(trouble.code, **trouble.facts))

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()


def _lost(*places: dict[str, Any] | None) -> int | None:
    """How many pictures are whole in none of these places; what one of them has came back to the books from there."""
    counts = (one.get("spoilt", 0) + one.get("missing", 0) for one in places if one is not None and "error" not in one)
    return min(counts, default=None)


def _trouble(answer: dict[str, Any] | None) -> Trouble | None:
    return trouble_told(answer["error"]) if answer and "error" in answer else None
