"""Row `commit`: a ticket of two lines and one good, checked, priced, hashed and safe on the disk.

Floor: the same rows put in, and the same sums kept, by bare sqlite3 in one durable transaction on a copy of the books.
"""

import shutil
import sqlite3
from itertools import count
from pathlib import Path
from typing import Any

from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import NOW, built, ticket
from shop_desktop.operations.perform import perform
from shop_desktop.store.books import FILE, Books

HOUSEHOLDS = 300
P50_AT_MOST, P99_AT_MOST = 1.6, 2.5

_MOVE = (
    "INSERT INTO balances VALUES (?, ?, ?, ?) ON CONFLICT (ledger, item, account) DO UPDATE SET amount = amount + excluded.amount"
)
_COUNT_ON = "INSERT INTO counters VALUES ('T', ?, 1) ON CONFLICT (kind, business_date) DO UPDATE SET last = last + 1"


def run(folder: Path, quick: bool) -> list[Figure]:
    """The usual and the slow posting."""
    books = built(folder / "commit", households=HOUSEHOLDS, tickets=1000 if quick else 5000)
    raw = RawBooks(books, folder / "commit-raw")
    ours, floor = side_by_side(posting(books), raw.post, rounds=3 if quick else 9, times=150 if quick else 400)
    books.close()
    raw.connection.close()
    return [
        Figure(row="commit", what=what, ours=ours.at(at), floor=floor.at(at), unit="µs", goal=goal)
        for what, at, goal in (("p50", 0.5, P50_AT_MOST), ("p99", 0.99, P99_AT_MOST))
    ]


def posting(books: Books) -> Call:
    """Ours: each call posts one more ticket."""
    numbers = count(1)

    def post() -> None:
        n = next(numbers)
        perform(books, ticket(n % HOUSEHOLDS + 1, n), now=NOW)

    return post


class RawBooks:
    """A copy of some books, with the last ticket's own rows ready to be put in again and again."""

    def __init__(self, books: Books, folder: Path) -> None:
        folder.mkdir()
        perform(books, ticket(1, 1), now=NOW)
        with books.transaction() as connection:
            connection.exec_driver_sql("SELECT 1")
        snapshot(books, folder)
        self.connection = sqlite3.connect(folder / FILE, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        (self._document,) = self._rows("SELECT * FROM documents ORDER BY id DESC LIMIT 1")
        self._next = self._document[0] + 1
        self._lines = self._rows("SELECT * FROM lines WHERE document_id = ?", self._document[0])
        self._entries = self._rows("SELECT * FROM entries WHERE document_id = ?", self._document[0])
        self._sql = [_insert(rows, table) for rows, table in ((self._lines, "lines"), (self._entries, "entries"))]

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()

    def post(self) -> None:
        """One transaction with the rows of one ticket."""
        at, self._next = self._next, self._next + 1
        document = (at, f"T20261124-R{at}", *self._document[2:])
        execute, many = self.connection.execute, self.connection.executemany
        execute("BEGIN IMMEDIATE")
        execute(_COUNT_ON, (self._document[7],))
        execute(_insert([document], "documents"), document)
        many(self._sql[0], [(at, *row[1:]) for row in self._lines])
        many(self._sql[1], [(at, *row[1:]) for row in self._entries])
        many(_MOVE, [row[2:] for row in self._entries])
        execute("UPDATE head SET count = ?, hash = ?, recorded_at = ? WHERE id = 1", (at, document[-1], document[6]))
        execute("COMMIT")


def _insert(rows: list[tuple[Any, ...]], table: str) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})"


def snapshot(books: Books, folder: Path) -> None:
    """Another folder with the same books in it."""
    with sqlite3.connect(books.folder / FILE) as source, sqlite3.connect(folder / FILE) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    shutil.copystat(books.folder, folder)
