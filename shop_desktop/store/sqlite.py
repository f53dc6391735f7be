"""Books in a file of their own: the lock on its folder, the one writing connection and the reading ones.

One program holds them at a time. Knows nothing of what stands in them.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.trouble import say_trouble, told_by_driver, trouble_of

LOCK = "books.lock"


class Lock:
    """An operating-system lock on `books.lock`, gone with the process that holds it.

    Source: a lock *file* left by a crash makes people decide; a lock that dies with the process does not.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file = self._path.open("a+b")
        try:
            _lock(self._file.fileno())
        except OSError as e:
            self._file.close()
            raise Trouble("busy") from e

    def release(self, *, gone: bool = False) -> None:
        """Let others have it; `gone`: the folder was never one of books, and keeps no trace."""
        if gone and sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self._file.close()
        if gone and sys.platform == "win32":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BooksFile:
    """Books that lie in one file."""

    shared = False

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def shown(self) -> str:
        return str(self.file)

    @property
    def facts(self) -> Mapping[str, object]:
        """Where the books lie, for sentences."""
        return {"folder": str(self.file.parent)}

    def there(self) -> bool:
        return self.file.exists()

    def lock(self) -> Lock:
        """Trouble: `busy` while another program has it."""
        return Lock(self.file.parent)

    def version(self) -> str:
        """The version that stands in the file; "" where it has none. Trouble: `damaged`, `read-only`, …"""
        try:
            connection = sqlite3.connect(_address(self.file, writing=False), uri=True)
            try:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            finally:
                connection.close()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as e:
            if "no such table" in str(e):
                return ""
            raise trouble_of(e) or Trouble("damaged") from e
        return str(row[0]) if row else ""

    def connect(self, *, writing: bool) -> Connection:
        """A held connection on which nobody begins or commits but `transaction`: pysqlite's own way leaves half-run work."""

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(
                _address(self.file, writing=writing), uri=True, timeout=5, isolation_level=None, check_same_thread=False
            )
            wanted = ("journal_mode=WAL", "synchronous=FULL") if writing else ("query_only=ON",)
            for pragma in ("foreign_keys=ON", "busy_timeout=5000", *wanted):
                connection.execute(f"PRAGMA {pragma}")
            return connection

        engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        say_trouble(engine)
        return engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def mended(self, connection: Connection) -> Connection:
        """A file's connection breaks only with the program."""
        return connection

    @contextmanager
    def transaction(self, connection: Connection) -> Iterator[None]:
        """Holds the write lock from its first moment."""
        _say(connection, "BEGIN IMMEDIATE")
        try:
            yield
            _say(connection, "COMMIT")
        except BaseException:
            connection.connection.rollback()
            raise

    def migrating(self) -> Engine:
        """For `migrations`: each of its transactions takes the write lock, and tables are made inside it too."""
        engine = create_engine(URL.create("sqlite", database=str(self.file)))
        say_trouble(engine)
        event.listen(engine, "connect", lambda connection, _record: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return engine

    @contextmanager
    def founding(self) -> Iterator["BooksFile"]:
        """A place of its own for books that are being made; they take this place at the block's end, or are gone."""
        scratch = self.file.parent / "new"
        try:
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(parents=True)
            yield BooksFile(scratch / self.file.name)
            (scratch / self.file.name).replace(self.file)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _address(file: Path, *, writing: bool) -> str:
    """The file as SQLite is to open it. In a folder where nothing can be made, a closed book is read as it lies."""
    address = file.resolve().as_uri()
    if writing:
        return address
    lies_still = not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-wal").exists()
    return f"{address}?mode=ro{'&immutable=1' if lies_still else ''}"


def _say(connection: Connection, words: str) -> None:
    try:
        connection.connection.cursor().execute(words)
    except sqlite3.Error as e:
        raise told_by_driver(connection, e) from e
