"""Row `statement`: one household's year, in books of a million entries.

Floor: the bare query by index that answers the same rows.
"""

import sqlite3
from datetime import timedelta
from itertools import count
from pathlib import Path

from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import HOUSEHOLDS, NOW, lived
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.queries.households import statement

AT_MOST = 1.8
_YEAR = NOW.date() - timedelta(days=365)
_ROWS = (
    "SELECT d.number, d.op, d.business_date, d.voids, e.account, e.amount "
    "FROM entries e JOIN documents d ON d.id = e.document_id "
    "WHERE e.account IN (?, ?) AND d.business_date >= ? ORDER BY d.id, e.position"
)


def run(folder: Path, quick: bool) -> list[Figure]:
    """One household after the other."""
    books = lived(folder, quick=quick)
    raw = sqlite3.connect(books.folder / FILE)
    ours, floor = side_by_side(_told(books), _rows(raw), rounds=3 if quick else 9, times=100 if quick else 600)
    raw.close()
    books.close()
    return [Figure(row="statement", what="a year", ours=ours.at(0.5), floor=floor.at(0.5), unit="µs", goal=AT_MOST)]


def _told(books: Books) -> Call:
    numbers = count(1)
    return lambda: statement(books.reader, next(numbers) % HOUSEHOLDS + 1, since=_YEAR)


def _rows(raw: sqlite3.Connection) -> Call:
    numbers = count(1)

    def rows() -> list[object]:
        household = next(numbers) % HOUSEHOLDS + 1
        return raw.execute(_ROWS, (f"recycling:{household}", f"civic:{household}", _YEAR.isoformat())).fetchall()

    return rows
