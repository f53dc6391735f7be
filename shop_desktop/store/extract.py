"""The books as they stood when a month was closed, as a SQLite file of their own: what a month's file holds.

Made from the documents alone, in order, so that the same books give the same bytes; nothing private is in it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from shop_desktop.store.migrations import upgrade
from shop_desktop.store.registry import empty_registry, replay_text
from shop_desktop.store.schema import REGISTRY, balances, counters, documents, entries, head, lines, seals, slips
from shop_desktop.store.seals import closes
from shop_desktop.store.verify import measured_after

Progress = Callable[[int, int], None]
_MANY = 2000


def books_at_close(connection: Connection, month: str, target: Path, progress: Progress = lambda done, of: None) -> None:
    """Write the books up to a month's close into a new file. Raises LookupError where the month is not closed."""
    through = {one: (document, previous) for one, document, previous in closes(connection)}
    if month not in through:
        raise LookupError(month)
    last = through[month][0]
    upgrade(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("BEGIN")
        _documents(connection, copy, last, progress)
        for table in (lines, entries):
            number = table.c.document_id
            rows = connection.execute(select(table).where(number <= last).order_by(number, table.c.position))
            _put(copy, table, map(tuple, rows))
        _balances(copy)
        _slips(copy)
        kept = {one: previous for one, (_document, previous) in through.items()}
        _seals(connection, copy, kept, month)
        copy.execute("COMMIT")
        copy.execute("VACUUM")


def _put(copy: sqlite3.Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.c)
    marks = ", ".join("?" * len(table.c))
    copy.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)


def _documents(connection: Connection, copy: sqlite3.Connection, last: int, progress: Progress) -> None:
    """Documents, and what follows from them alone: registry, running numbers, the head."""
    registry = empty_registry()
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    measure, newest = "", ""

    def told() -> Iterator[tuple[Any, ...]]:
        nonlocal measure, newest
        statement = select(documents).where(documents.c.id <= last).order_by(documents.c.id)
        for done, row in enumerate(connection.execute(statement), 1):
            if '"rows":' in row.content:
                replay_text(row.content, registry)
            numbers[row.kind, row.business_date] += 1
            measure, newest = measured_after(row, measure), row.hash
            if done % _MANY == 0:
                progress(done, last)
            yield tuple(row)

    _put(copy, documents, told())
    _put(copy, counters, sorted((kind, day, count) for (kind, day), count in numbers.items()))
    copy.execute("DELETE FROM head")
    _put(copy, head, [(1, last, newest, measure)])
    for name, table in REGISTRY.items():
        rows = registry[name].values()
        _put(copy, table, sorted((tuple(row[c.name] for c in table.c) for row in rows), key=str))


def _balances(copy: sqlite3.Connection) -> None:
    sums = "SELECT ledger, item, account, SUM(amount) FROM entries GROUP BY ledger, item, account ORDER BY ledger, item, account"
    _put(copy, balances, copy.execute(sums).fetchall())


def _slips(copy: sqlite3.Connection) -> None:
    live = (
        "SELECT d.slip, d.number FROM documents d LEFT JOIN documents o ON o.voids = d.number "
        "WHERE d.slip IS NOT NULL AND o.id IS NULL ORDER BY d.slip"
    )
    _put(copy, slips, copy.execute(live).fetchall())


def _seals(connection: Connection, copy: sqlite3.Connection, previous: dict[str, str], month: str) -> None:
    kept = select(seals).where(seals.c.month.in_([one for one in previous if one <= month])).order_by(seals.c.month)
    _put(copy, seals, map(tuple, connection.execute(kept)))
