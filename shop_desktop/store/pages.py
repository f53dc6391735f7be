"""SQLite's own check of a file's pages, and of its indexes against its tables: the shop reads by index.

Goes on beside whatever else is asked of the books, on a connection of its own. A server keeps its own pages.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

_CHECK = "PRAGMA integrity_check"


class PageCheck:
    """A check that is under way, or, where it cannot be beside, one that is made when it is asked for."""

    def __init__(self, connection: Connection, *, beside: bool) -> None:
        self._connection = connection
        self._said: list[str] | None = None
        self._thread: threading.Thread | None = None
        self._apart: sqlite3.Connection | None = None
        file = _file_of(connection) if beside else ""
        if file:
            self._thread = threading.Thread(target=self._ask_apart, args=(file,), daemon=True)
            self._thread.start()

    def said(self) -> list[str]:
        """What SQLite says; "ok" where all is well, nothing on a server."""
        if self._thread is not None:
            self._thread.join()
        if self._said is None and self._connection.dialect.name == "sqlite":
            self._said = [str(said) for (said,) in self._connection.exec_driver_sql(_CHECK)]
        return self._said or []

    def stop(self) -> None:
        """Nobody waits for it any more."""
        if self._apart is not None:
            self._apart.interrupt()

    def _ask_apart(self, file: str) -> None:
        try:
            with closing(sqlite3.connect(f"{Path(file).as_uri()}?mode=ro", uri=True, check_same_thread=False)) as apart:
                self._apart = apart
                self._said = [str(said) for (said,) in apart.execute(_CHECK)]
        except sqlite3.Error:
            self._said = None  # then it is asked on the books' own connection, which says why
        finally:
            self._apart = None


def _file_of(connection: Connection) -> str:
    """The file that a connection has open; "" where it is none."""
    if connection.dialect.name != "sqlite":
        return ""
    return next((str(file) for _n, name, file in connection.exec_driver_sql("PRAGMA database_list") if name == "main"), "")


@contextmanager
def pages_checked(connection: Connection, *, beside: bool) -> Iterator[PageCheck]:
    """A check of the pages that has begun; it ends with the block, whatever ends that."""
    check = PageCheck(connection, beside=beside)
    try:
        yield check
    finally:
        check.stop()
