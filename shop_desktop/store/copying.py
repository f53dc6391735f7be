"""Copies of the books in small steps, so that no posting waits: pages, rows or bytes, under a name that counts at the end.

Migrations have made the tables of both to the same version where rows are carried. What is copied is not looked at: whoever
copies holds it against itself afterwards (backup.py).
"""

import errno
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePath
from urllib.parse import quote

from sqlalchemy import Connection, MetaData, Table, create_engine, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.migrations import upgrade
from shop_desktop.store.moment import one_moment
from shop_desktop.store.trouble import say_trouble, trouble_of, trouble_of_disk

STEP_PAGES, STEPS_A_FLUSH = 200, 10
"""A step is 0.8 MB; after 8 MB the disk is waited for, so that it never holds so much that a posting has to."""
CHUNK = STEP_PAGES * STEPS_A_FLUSH * 4096
GONE = "backup-gone"
LEFT, DEAD = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}), frozenset({errno.EIO})
OF_THE_PLACE = {"disk-full": "backup-full", "read-only": "backup-read-only", "disk-io": "backup-disk"}
"""What a disk says of itself, and what that means of the place for backups."""

WHOLE = 1000
"""Progress is told in thousandths of the whole work."""

Progress = Callable[[int, int], None]
"""Hears how much is done, of how much; whoever wants the work to stop raises inside it."""

ROWS_A_STEP = 500
_COUNT_ON = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table} HAVING max(id) > 0"


def part_of(progress: Progress, first: int, last: int) -> Progress:
    """Progress of a part of the work, that goes from `first` to `last` thousandths of the whole."""
    return lambda done, of: progress(first + (last - first) * done // max(of, 1), WHOLE)


def unheard(_done: int, _of: int) -> None:
    """Nobody asks how far it is."""


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


# ---- row by row


def carry(source: Connection, target: Connection, progress: Callable[[int, int], None]) -> None:
    """Every row of the source into tables that hold only what migrations put there. `progress` hears (rows done, of how many)."""
    there = MetaData()
    there.reflect(target)
    tables = [table for table in there.sorted_tables if table.name != "alembic_version"]
    of = sum(source.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done = 0
    target.execute(there.tables["head"].delete())
    for table in tables:
        asked = select(table).order_by(*table.primary_key).execution_options(stream_results=True)
        for rows in source.execute(asked).mappings().partitions(ROWS_A_STEP):
            target.execute(insert(table), [dict(row) for row in rows])
            done += len(rows)
            progress(done, of)
        if target.dialect.name == "postgresql" and _counts(table):
            target.exec_driver_sql(_COUNT_ON.format(table=table.name))


def _counts(table: Table) -> bool:
    """Whether new rows get the next number by themselves, which then has to follow those that were carried."""
    return "id" in table.c and table.c.id.server_default is not None


# ---- before the tables change


def keep_before(file: Path, name: str) -> Path:
    """Copy books of an older version to `backups/NAME.sqlite` beside them, before they are brought up; its pages are checked.

    Trouble: `disk-full`, `read-only`, `damaged`.
    """
    target = file.parent / "backups" / f"{name}.sqlite"
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        source, copy = sqlite3.connect(file), sqlite3.connect(part)
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
