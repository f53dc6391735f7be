"""Opening the books: the folder, the lock, the one writing connection and the reading one.

Turns the database's complaints into `Trouble`. Posts nothing; `journal.py` does.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.schema import SCHEMA_VERSION

FILE = "books.sqlite"


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
        """One transaction that holds the write lock from its first moment; Trouble or any error rolls it back whole."""
        if self._writer is None:
            raise Trouble("busy")
        try:
            with self._writer.begin():
                yield self._writer
        except DBAPIError as e:
            raise trouble_of(e) from e

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
    if not (folder / FILE).exists():
        raise Trouble("no-books", folder=str(folder))
    try:
        lock = Lock(folder) if write else None
    except PermissionError as e:
        raise Trouble("read-only") from e
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
        raise Trouble("read-only") from e
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
    if version > SCHEMA_VERSION:
        raise Trouble("newer-books", version=version)
    if not write:
        raise Trouble("older-books", version=version)
    from shop_desktop.store.backup import snapshot
    from shop_desktop.store.migrations import upgrade

    snapshot(folder, f"before-{SCHEMA_VERSION}")
    upgrade(folder / FILE)


def schema_version(file: Path) -> str:
    """The version that stands in the file; "" where it has none. Trouble: `damaged`."""
    try:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as e:
        if "no such table" in str(e):
            return ""
        raise Trouble("damaged") from e
    return str(row[0]) if row else ""


def _connect(file: Path, *, writing: bool) -> Connection:
    """A held connection. SQLAlchemy's documented recipe: we say BEGIN ourselves, since pysqlite's own leaves half-run work."""
    engine = create_engine(f"sqlite:///{file}", poolclass=StaticPool, connect_args={"timeout": 5})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")
        if writing:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        else:
            connection.execute("PRAGMA query_only=ON")

    if writing:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return engine.connect()
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def trouble_of(error: DBAPIError) -> Exception:
    """The Trouble that a database's complaint means to a person; the complaint itself where it is our bug."""
    said = str(error.orig).lower()
    for words, code in (
        ("disk is full", "disk-full"),
        ("readonly", "read-only"),
        ("unable to open", "read-only"),
        ("locked", "locked"),
        ("disk i/o", "disk-io"),
        ("malformed", "damaged"),
        ("not a database", "damaged"),
    ):
        if words in said:
            return Trouble(code)
    return error
