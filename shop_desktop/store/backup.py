"""Copies of the books, taken while they are open and written in small steps, so that no posting waits.

A copy counts only once it lies on the disk, was opened again, held against itself and against the books; then it gets its
name. Knows files, not days or places.
"""

import errno
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NoReturn
from urllib.parse import quote

from sqlalchemy import Connection, case, create_engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import FILE, Books, one_moment
from shop_desktop.store.copying import carry
from shop_desktop.store.migrations import upgrade
from shop_desktop.store.schema import balances, documents, entries, head, lines
from shop_desktop.store.trouble import say_trouble, trouble_of, trouble_of_disk
from shop_desktop.store.verify import verify_books

STEP_PAGES, STEPS_A_FLUSH = 200, 10
"""A step is 0.8 MB; after 8 MB the disk is waited for, so that it never holds so much that a posting has to."""
CHUNK = STEP_PAGES * STEPS_A_FLUSH * 4096
GONE = "backup-gone"
LEFT, DEAD = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}), frozenset({errno.EIO})
OF_THE_PLACE = {"disk-full": "backup-full", "read-only": "backup-read-only", "disk-io": "backup-disk"}
"""What a disk says of itself, and what that means of the place for backups."""

WHOLE = 1000
"""Progress is told in thousandths of the whole work."""
COPIED = 200
"""So many are done when a snapshot's copy lies there; the rest is opening and checking it."""

Progress = Callable[[int, int], None]
"""Hears how much is done, of how much; whoever wants the work to stop raises inside it."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What a copy must say as its books do. `seal` is the head's hash; a balance is (ledger, accounts, sum above zero)."""

    documents: int
    seal: str
    lines: int
    entries: int
    balances: tuple[tuple[str, int, int], ...]


def totals(connection: Connection) -> Totals:
    """The totals of some books; head and documents are counted apart, and differ in no whole book."""
    above = func.sum(case((balances.c.amount > 0, balances.c.amount), else_=0))
    sums = select(balances.c.ledger, func.count(), above).group_by(balances.c.ledger).order_by(balances.c.ledger)
    counted = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (documents, lines, entries)]
    return Totals(
        documents=counted[0],
        seal=str(connection.execute(select(head.c.hash)).scalar_one()),
        lines=counted[1],
        entries=counted[2],
        balances=tuple((ledger, count, int(most or 0)) for ledger, count, most in connection.execute(sums)),
    )


def head_of(connection: Connection) -> tuple[int, str]:
    """How many documents there are, and the chain's head."""
    count, seal = connection.execute(select(head.c.count, head.c.hash)).one()
    return int(count), str(seal)


def seal_at(connection: Connection, count: int) -> str:
    """The chain's head when there were so many documents; "" where there never were."""
    return str(connection.execute(select(documents.c.hash).where(documents.c.id == count)).scalar() or "")


def part_of(progress: Progress, first: int, last: int) -> Progress:
    """Progress of a part of the work, that goes from `first` to `last` thousandths of the whole."""
    return lambda done, of: progress(first + (last - first) * done // max(of, 1), WHOLE)


def unheard(_done: int, _of: int) -> None:
    """Nobody asks how far it is."""


# ---- taking a copy


def snapshot(books: Books, target: Path, progress: Progress = unheard) -> Totals:
    """Copy the open books to a file whose folder is there, and check the copy; an earlier file gives way to a good one alone.

    Trouble: `backup-gone`, `backup-full`, `backup-read-only`, `backup-disk` (the place); `backup-differs` (the copy is not what
    was written); `backup-unsound` (the books themselves do not verify), `damaged`, … (the books).
    """
    reader = books.read_only()
    try:
        with being_written(target) as part:
            with one_moment(reader):
                wanted = totals(reader)
                progress(0, WHOLE)
                COPIES.get(reader.dialect.name, copy_tables)(reader, part, part_of(progress, 0, COPIED))
            flush(part)
            _hold_against(part, wanted, part_of(progress, COPIED, WHOLE), reader)
        return wanted
    finally:
        reader.close()
        reader.engine.dispose()


@contextmanager
def being_written(target: Path) -> Iterator[Path]:
    """A name beside the target to write under; it takes the target's place at the end, or is gone. Trouble of the place."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        yield part
        part.replace(target)
        flush_folder(target.parent)
    except (OSError, sqlite3.Error, DBAPIError, Trouble) as e:
        raise place_trouble(target.parent, e) from e
    finally:
        with suppress(OSError):  # the place itself may be gone; what lies there is swept the next time
            part.unlink(missing_ok=True)


def place_trouble(place: Path, error: Exception) -> Trouble:
    """What a place says that cannot be written to or read. A trouble that is not of the place stays what it is."""
    if isinstance(error, Trouble):
        code = error.code
        if code not in OF_THE_PLACE:
            return error
    elif isinstance(error, OSError):
        code = GONE if error.errno in LEFT else "disk-io" if error.errno in DEAD else trouble_of_disk(error).code
    else:
        trouble = trouble_of(error if isinstance(error, sqlite3.Error) else error.__cause__ or error)
        code = trouble.code if trouble else "disk-io"
    if code == GONE or not place.is_dir():
        return Trouble(GONE, place=str(place))
    return Trouble(OF_THE_PLACE.get(code, "backup-disk"), place=str(place), said=str(error))


def copy_pages(reader: Connection, part: Path, progress: Progress) -> None:
    """SQLite → SQLite, page by page. No log and no waiting for the disk but ours: a copy that breaks off is thrown away."""
    steps = 0

    def told(_status: int, remaining: int, of: int) -> None:
        nonlocal steps
        steps += 1
        if steps % STEPS_A_FLUSH == 0:
            flush(part)
        progress(of - remaining, of)

    source = reader.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=10"):  # a page is written as it comes
            copy.execute(f"PRAGMA {pragma}")
        source.backup(copy, pages=STEP_PAGES, progress=told)
        copy.execute("PRAGMA journal_mode=DELETE")


def copy_tables(reader: Connection, part: Path, progress: Progress) -> None:
    """Any database → SQLite: tables made by the same migrations, filled row by row in the order of their keys."""
    upgrade(part)
    with opened(part, writing=True) as copy:
        copy.exec_driver_sql("BEGIN")
        carry(reader, copy, progress)
        copy.exec_driver_sql("COMMIT")


COPIES: dict[str, Callable[[Connection, Path, Progress], None]] = {"sqlite": copy_pages}


def copy_file(checked: Path, target: Path, progress: Progress = unheard) -> None:
    """Copy a checked copy to another place and read it back: byte for byte the same. Trouble as `snapshot` says."""
    with being_written(target) as part:
        size, said = checked.stat().st_size, hashlib.sha256()
        with checked.open("rb") as source, part.open("xb") as copy:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
                said.update(chunk)
                progress(copy.tell(), 2 * size)
            _forget(copy.fileno())
        if _digest(part, lambda done: progress(size + done, 2 * size)) != said.hexdigest():
            raise Trouble("backup-differs", place=str(target.parent))


def _digest(file: Path, told: Callable[[int], object]) -> str:
    said = hashlib.sha256()
    with file.open("rb") as again:
        while chunk := again.read(CHUNK):
            said.update(chunk)
            told(again.tell())
    return said.hexdigest()


def flush(file: Path) -> None:
    """Wait until what was written to a file lies on the disk. Raises OSError."""
    with file.open("r+b") as handle:
        os.fsync(handle.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until a new name in a folder lies on the disk too, where the system has a way to."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _forget(handle: int) -> None:
    """Have a file read back from the disk and not from memory, where the system has a way to."""
    if sys.platform == "linux":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


# ---- checking a copy


def address_of(file: PurePath) -> str:
    """A file as SQLite is told it; another PC's folder, which begins with two strokes, needs two more before them."""
    path = quote((file.resolve() if isinstance(file, Path) else file).as_posix(), safe="/:")
    return f"file://{path}" if path.startswith("/") else f"file:///{path}"


@contextmanager
def opened(file: Path, *, writing: bool = False) -> Iterator[Connection]:
    """A copy, opened by itself; to read it nothing is written beside it."""
    how = "" if writing else "?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address_of(file) + how, uri=True, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    say_trouble(engine)
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")
    engine.dispose()


@contextmanager
def reading(file: Path) -> Iterator[Connection]:
    """A backup opened to be read. Trouble: `backup-damaged` where it is no book or cannot be read."""
    try:
        with opened(file) as connection:
            yield connection
    except (DBAPIError, sqlite3.Error, OSError) as e:
        raise Trouble("backup-damaged", file=file.name, where=FILE, why="pages", said=str(e)) from e
    except Trouble as trouble:
        if trouble.code.startswith("backup-"):
            raise
        raise Trouble("backup-damaged", file=file.name, where=FILE, why="pages", said=trouble.code) from trouble


def check(file: Path, progress: Progress = unheard) -> Totals:
    """Open a file of books at the newest version and hold it against itself. Trouble: `backup-damaged`, what is wrong where."""
    with reading(file) as connection:
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            _damaged(file, str(row[0]), "foreign-key")
        for finding in verify_books(connection, progress):
            _damaged(file, finding.where, finding.code)
        return totals(connection)


def _damaged(file: Path, where: str, what: str) -> NoReturn:
    raise Trouble("backup-damaged", file=file.name, where=where, what=what)


def _hold_against(part: Path, wanted: Totals, progress: Progress, reader: Connection) -> None:
    """The copy is whole and says what the books said; where it is not, the books tell whose fault it is."""
    try:
        found = check(part, progress)
    except Trouble as trouble:
        if not part.is_file():
            raise Trouble(GONE, place=str(part.parent)) from trouble
        own = verify_books(reader)
        if own:
            raise Trouble("backup-unsound", where=own[0].where, what=own[0].code) from trouble
        raise Trouble("backup-differs", place=str(part.parent), **_about(trouble)) from trouble
    if found != wanted:
        raise Trouble("backup-differs", place=str(part.parent))


def _about(trouble: Trouble) -> dict[str, Any]:
    return {key: trouble.facts[key] for key in ("where", "what") if key in trouble.facts}


# ---- before the tables change


def keep_before(folder: Path, name: str) -> Path:
    """Copy books of an older version to `backups/NAME.sqlite` beside them, before they are brought up; its pages are checked.

    Trouble: `disk-full`, `read-only`, `damaged`.
    """
    target = folder / "backups" / f"{name}.sqlite"
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        source, copy = sqlite3.connect(folder / FILE), sqlite3.connect(part)
        try:
            source.backup(copy)
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            source.close()
            copy.close()
    except (OSError, sqlite3.Error) as e:
        part.unlink(missing_ok=True)
        raise trouble_of_disk(e) if isinstance(e, OSError) else trouble_of(e) or Trouble("damaged") from e
    if found != "ok":
        part.unlink(missing_ok=True)
        raise Trouble("damaged")
    flush(part)
    part.replace(target)
    return target


def keep_tables_before(reader: Connection, folder: Path, name: str, version: str) -> Path:
    """The same for a server's books: rows into a file of their own version, its pages checked. Trouble of the place."""
    target = folder / "backups" / f"{name}.sqlite"
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as e:
        raise place_trouble(folder, e) from e
    with being_written(target) as part:
        upgrade(part, version)
        with one_moment(reader), opened(part, writing=True) as copy:
            copy.exec_driver_sql("BEGIN")
            carry(reader, copy, unheard)
            copy.exec_driver_sql("COMMIT")
            if copy.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                raise Trouble("backup-differs", place=str(target.parent))
        flush(part)
    return target
