"""Backups of the books, taken while they are open, and checked.

A copy counts only once it lies on the disk, was opened again, held against itself and against the books; then it gets its
name. Knows files, not days or places.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, case, func, select
from sqlalchemy.exc import DBAPIError

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.copying import COPIES, GONE, WHOLE, Progress, being_written, copy_tables, flush, opened, part_of, unheard
from shop_desktop.store.moment import one_moment
from shop_desktop.store.queries.shop import head_of
from shop_desktop.store.schema import balances, documents, entries, lines
from shop_desktop.store.verify import verify_books

COPIED = 200
"""So many are done when a snapshot's copy lies there; the rest is opening and checking it."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What a copy must say as its books do. `seal` is the head's hash; a balance is (ledger, accounts, sum above zero)."""

    documents: int
    seal: str
    lines: int
    entries: int
    balances: tuple[tuple[str, int, int], ...]


def totals(connection: Connection) -> Totals:
    """The totals of some books; head and documents are counted apart, and differ in no whole book. Trouble: `damaged`."""
    above = func.sum(case((balances.c.amount > 0, balances.c.amount), else_=0))
    sums = select(balances.c.ledger, func.count(), above).group_by(balances.c.ledger).order_by(balances.c.ledger)
    counted = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (documents, lines, entries)]
    return Totals(
        documents=counted[0],
        seal=head_of(connection)[1],
        lines=counted[1],
        entries=counted[2],
        balances=tuple((ledger, count, int(most or 0)) for ledger, count, most in connection.execute(sums)),
    )


def seal_at(connection: Connection, count: int) -> str:
    """The chain's head when there were so many documents; "" where there never were."""
    return str(connection.execute(select(documents.c.hash).where(documents.c.id == count)).scalar() or "")


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


# ---- checking a copy


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
