"""Row `commit`: a ticket of two lines and one good, checked, priced, hashed and safe on the disk.

Floor: the same rows put in, and the same sums kept, by bare sqlite3 in one durable transaction on a copy of the books.
"""

import sqlite3
from itertools import count, cycle
from pathlib import Path
from typing import Any

from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import HOUSEHOLDS, NOW, built, ticket
from shop_desktop.operations.perform import perform
from shop_desktop.store.books import FILE, Books

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
    """A copy of some books, with the rows of its last tickets ready to be put in again, one household after the other."""

    def __init__(self, books: Books, folder: Path) -> None:
        folder.mkdir()
        copied(books, folder)
        self.connection = sqlite3.connect(folder / FILE, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        last = self._rows("SELECT * FROM documents WHERE kind = 'T' ORDER BY id DESC LIMIT ?", HOUSEHOLDS)
        self._next = last[0][0] + 1
        self._tickets = cycle([(row, self._of("lines", row[0]), self._of("entries", row[0])) for row in last])
        document, lines, entries = next(self._tickets)
        self._put = [_insert("documents", document), _insert("lines", lines[0]), _insert("entries", entries[0])]

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()

    def _of(self, table: str, document: int) -> list[tuple[Any, ...]]:
        return self._rows(f"SELECT * FROM {table} WHERE document_id = ?", document)

    def post(self) -> None:
        """One transaction with the rows of one ticket."""
        (document, lines, entries), at = next(self._tickets), self._next
        self._next += 1
        execute, many = self.connection.execute, self.connection.executemany
        execute("BEGIN IMMEDIATE")
        execute(_COUNT_ON, (document[7],))
        execute(self._put[0], (at, f"T20261124-R{at}", *document[2:]))
        many(self._put[1], [(at, *row[1:]) for row in lines])
        many(self._put[2], [(at, *row[1:]) for row in entries])
        many(_MOVE, [row[2:] for row in entries])
        execute("UPDATE head SET count = ?, hash = ?, recorded_at = ? WHERE id = 1", (at, document[-1], document[6]))
        execute("COMMIT")


def _insert(table: str, row: tuple[Any, ...]) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"


def copied(books: Books, folder: Path) -> None:
    """The same books in another folder."""
    source, copy = sqlite3.connect(books.folder / FILE), sqlite3.connect(folder / FILE)
    source.backup(copy)
    source.close()
    copy.close()
