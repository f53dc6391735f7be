"""Opening the books: the folder, the lock, the one writing connection and the reading one.

Turns the database's complaints into `Trouble`. Posts nothing; `journal.py` does.
"""

import errno
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.schema import SCHEMA_VERSION

FILE = "books.sqlite"
TURN_S = 5.0
"""How long one thread waits for another's transaction."""


class Lock:
    """An operating-system lock on `books.lock`, gone with the process that holds it.

    Source: a lock *file* left by a crash makes people decide; a lock that dies with the process does not.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "books.lock").open("a+b")
        try:
            _lock(self._file.fileno())
        except OSError as e:
            self._file.close()
            raise Trouble("busy") from e

    def release(self) -> None:
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Books:
    """The open books of one folder. `reader` always sees what is committed; only the holder of the lock may write."""

    def __init__(self, folder: Path, *, lock: Lock | None) -> None:
        self.folder = folder
        self._lock = lock
        self._turn = threading.Lock()
        self.reader = self.read_only()
        self._writer = _connect(folder / FILE, writing=True) if lock else None

    @property
    def writes(self) -> bool:
        return self._writer is not None

    def read_only(self) -> Connection:
        """A further reading connection, for a worker of one's own."""
        return _connect(self.folder / FILE, writing=False)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its first moment; Trouble or any error rolls it back whole.

        Threads take turns. Trouble: `busy`, where another's does not end within seconds.
        """
        if self._writer is None:
            raise Trouble("busy")
        if not self._turn.acquire(timeout=TURN_S):
            raise Trouble("busy", why="writing")
        try:
            _say(self._writer, "BEGIN IMMEDIATE")
            try:
                yield self._writer
                _say(self._writer, "COMMIT")
            except BaseException:
                self._writer.connection.rollback()
                raise
        finally:
            self._turn.release()

    def close(self) -> None:
        for connection in (self.reader, self._writer):
            if connection is not None:
                connection.close()
                connection.engine.dispose()
        if self._lock is not None:
            self._lock.release()


def open_books(folder: Path, *, write: bool = True) -> Books:
    """Open the books in a folder, bringing an older schema up first (after a snapshot).

    Trouble: `no-books`, `busy` (another program writes), `newer-books`, `damaged`, `read-only`, `disk-full`.
    """
    try:
        if not (folder / FILE).exists():
            raise Trouble("no-books", folder=str(folder))
        lock = Lock(folder) if write else None
    except OSError as e:
        raise trouble_of_disk(e) from e
    try:
        _bring_up(folder, write)
        return Books(folder, lock=lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def create_books(folder: Path) -> Books:
    """New, empty books in a folder, which is made if need be. Trouble: `exists`, `read-only`, `disk-full`, `busy`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder)
    except OSError as e:
        raise trouble_of_disk(e) from e
    try:
        if (folder / FILE).exists():
            raise Trouble("exists", folder=str(folder))
        from shop_desktop.store.migrations import upgrade

        upgrade(folder / FILE)
        return Books(folder, lock=lock)
    except BaseException:
        lock.release()
        raise


def _bring_up(folder: Path, write: bool) -> None:
    version = schema_version(folder / FILE)
    if version == SCHEMA_VERSION:
        return
    if not version:
        raise Trouble("damaged")
    if version > SCHEMA_VERSION:
        raise Trouble("newer-books", version=version)
    if not write:
        raise Trouble("older-books", version=version)
    from shop_desktop.store.backup import keep_before
    from shop_desktop.store.migrations import upgrade

    keep_before(folder, f"before-{SCHEMA_VERSION}")
    upgrade(folder / FILE)


def schema_version(file: Path) -> str:
    """The version that stands in the file; "" where it has none. Trouble: `damaged`, `read-only`, …"""
    try:
        connection = sqlite3.connect(_address(file, writing=False), uri=True)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as e:
        if "no such table" in str(e):
            return ""
        raise trouble_of(e) or Trouble("damaged") from e
    return str(row[0]) if row else ""


def _address(file: Path, *, writing: bool) -> str:
    """The file as SQLite is to open it. In a folder where nothing can be made, a closed book is read as it lies."""
    address = file.resolve().as_uri()
    if writing:
        return address
    lies_still = not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-wal").exists()
    return f"{address}?mode=ro{'&immutable=1' if lies_still else ''}"


def _connect(file: Path, *, writing: bool) -> Connection:
    """A held connection on which nobody begins or commits but `transaction`: pysqlite's own way leaves half-run work."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            _address(file, writing=writing), uri=True, timeout=5, isolation_level=None, check_same_thread=False
        )
        wanted = ("journal_mode=WAL", "synchronous=FULL") if writing else ("query_only=ON",)
        for pragma in ("foreign_keys=ON", "busy_timeout=5000", *wanted):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    say_trouble(engine)
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _say(connection: Connection, words: str) -> None:
    try:
        connection.connection.cursor().execute(words)
    except connection.dialect.loaded_dbapi.Error as e:
        raise trouble_of(e) or e from e


def say_trouble(engine: Engine) -> None:
    """From now on whatever the database complains of reaches the caller as the Trouble it means to a person."""

    @event.listens_for(engine, "handle_error")
    def told(context: ExceptionContext) -> None:
        trouble = trouble_of(context.original_exception)
        if trouble is not None:
            raise trouble from context.original_exception


_COMPLAINTS = (
    ("disk is full", "disk-full"),
    ("readonly", "read-only"),
    ("unable to open", "read-only"),
    ("locked", "locked"),
    ("disk i/o", "disk-io"),
    ("malformed", "damaged"),
    ("not a database", "damaged"),
    ("decode to utf-8", "damaged"),
)


def trouble_of(error: BaseException) -> Trouble | None:
    """The Trouble that a database's complaint means to a person; None where it is our bug."""
    said = str(error).lower()
    found = [code for words, code in _COMPLAINTS if words in said]
    return Trouble(found[0], said=said) if isinstance(error, sqlite3.Error) and found else None


def trouble_of_disk(error: OSError) -> Trouble:
    """The Trouble that a file which could not be made or written means."""
    return Trouble("disk-full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "read-only", said=str(error))
