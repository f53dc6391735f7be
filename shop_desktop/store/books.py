"""Opening the books, in the folder or on the server that `SHOP_DATABASE_URL` names: one way to write, and one to read.

Turns what databases and disks complain of into `Trouble`. Posts nothing; `journal.py` does.
"""

import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.schema import SCHEMA_VERSION
from shop_desktop.store.sqlite import BooksFile, Lock
from shop_desktop.store.trouble import trouble_of_place

FILE = "books.sqlite"
VERSION = re.compile(r"\d{4}")
TURN_S = 5.0
"""How long one thread waits for another's transaction."""


class Place(Protocol):
    """Where books lie, and all that differs between a file of one's own and a server that many share."""

    @property
    def shared(self) -> bool: ...
    @property
    def shown(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, object]: ...
    def there(self) -> bool: ...
    def lock(self) -> Lock | None: ...
    def version(self) -> str: ...
    def connect(self, *, writing: bool) -> Connection: ...
    def mended(self, connection: Connection) -> Connection: ...
    def transaction(self, connection: Connection) -> AbstractContextManager[None]: ...
    def migrating(self) -> Engine: ...
    def founding(self) -> AbstractContextManager["Place"]: ...


def address_of(folder: Path) -> str:
    """The server that holds a folder's books; "" where they lie in the folder itself."""
    return os.environ.get("SHOP_DATABASE_URL", "").strip()


def place_of(folder: Path) -> Place:
    """Where a folder's books lie. Trouble: `server-address`, `no-driver`."""
    address = address_of(folder)
    if not address:
        return BooksFile(folder / FILE)
    try:
        from shop_desktop.store.postgres import Server
    except ImportError as e:
        raise Trouble("no-driver", said=str(e)) from e
    return Server(address)


class Books:
    """The open books of one folder. `reader` always sees what is committed."""

    def __init__(self, folder: Path, place: Place, *, write: bool, lock: Lock | None = None) -> None:
        self.folder = folder
        self._place = place
        self._lock = lock
        self._turn = threading.Lock()
        self._reader = self.read_only()
        self._writer = place.connect(writing=True) if write else None

    @property
    def reader(self) -> Connection:
        """The connection that questions are asked on."""
        return self._place.mended(self._reader)

    @property
    def writes(self) -> bool:
        return self._writer is not None

    @property
    def shared(self) -> bool:
        """Whether others may write at the same time."""
        return self._place.shared

    def read_only(self) -> Connection:
        """A further reading connection, for a worker of one's own."""
        return self._place.connect(writing=False)

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
            writer = self._place.mended(self._writer)
            with self._place.transaction(writer):
                yield writer
        finally:
            self._turn.release()

    def close(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
                connection.engine.dispose()
        if self._lock is not None:
            self._lock.release()


def has_books(folder: Path) -> bool:
    """Whether a folder has books, here or on its server. Trouble: `no-server`, `server-refused`, `read-only`, …"""
    try:
        return place_of(folder).there()
    except OSError as e:
        raise trouble_of_place(e, folder) from e


def open_books(folder: Path, *, write: bool = True) -> Books:
    """Open the books of a folder, bringing an older schema up first (after a snapshot).

    Trouble: `no-books`, `busy` (another program writes), `newer-books`, `damaged`, `read-only`, `disk-full`, `no-server`, …
    """
    try:
        place = place_of(folder)
        if not place.there():
            raise Trouble("no-books", **place.facts)
        lock = place.lock() if write else None
    except OSError as e:
        raise trouble_of_place(e, folder) from e
    try:
        _bring_up(folder, place, write)
        return Books(folder, place, write=write, lock=lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


@contextmanager
def new_books(folder: Path) -> Iterator[Books]:
    """New, empty books to be filled inside the block, in a folder that is made if need be.

    They are made in a place of their own and put into theirs when the block ends well: a power cut leaves none, or all of them.
    Trouble: `exists`, `read-only`, `disk-full`, …
    """
    from shop_desktop.store.migrations import bring_up

    try:
        place = place_of(folder)
        if place.there():
            raise Trouble("exists", **place.facts)
        folder.mkdir(parents=True, exist_ok=True)
        with place.founding() as scratch:
            bring_up(scratch.migrating())
            books = Books(folder, scratch, write=True)
            try:
                yield books
            finally:
                books.close()
    except OSError as e:
        raise trouble_of_place(e, folder) from e


def create_books(folder: Path) -> Books:
    """New, empty books, open. Trouble: `exists`, `read-only`, `disk-full`, …"""
    with new_books(folder):
        pass
    return open_books(folder)


def _bring_up(folder: Path, place: Place, write: bool) -> None:
    version = place.version()
    if version == SCHEMA_VERSION:
        return
    if not VERSION.fullmatch(version):
        raise Trouble("damaged", **{**place.facts, "why": "not-books"}) if not place.shared else Trouble("damaged", why="server")
    if version > SCHEMA_VERSION:
        raise Trouble("newer-books", version=version)
    if not write:
        raise Trouble("older-books", version=version)
    from shop_desktop.store.copying import keep_before, keep_tables_before
    from shop_desktop.store.migrations import bring_up

    if place.shared:
        with place.connect(writing=False) as reader:
            keep_tables_before(reader, folder, f"before-{SCHEMA_VERSION}", version)
    else:
        keep_before(folder / FILE, f"before-{SCHEMA_VERSION}")
    bring_up(place.migrating())
