"""Row `verify`: the books held against themselves: chain, sums, balances and all else, of 100,000 documents.

Floor: reading the same rows bare, and hashing the same bytes with hashlib.
"""

import hashlib
import sqlite3
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from shop_desktop.bench.figures import Figure
from shop_desktop.bench.village import lived
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.verify import verify_books
from shop_desktop.store.walk import every_document

AT_MOST = 3.0
_ROWS = (
    "SELECT * FROM documents ORDER BY id",
    "SELECT * FROM lines ORDER BY document_id, position",
    "SELECT * FROM entries ORDER BY document_id, position",
    "SELECT * FROM balances",
)


def run(folder: Path, quick: bool) -> list[Figure]:
    """Ours and the floor in turn."""
    books = lived(folder, quick=quick)
    hashed = _hashed(books)
    raw = sqlite3.connect(books.folder / FILE)
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(5 if quick else 3):
        started = time.perf_counter()
        found = verify_books(books.reader)
        ours.append(time.perf_counter() - started)
        assert not found, found
        floor.append(_bare(raw, hashed))
    raw.close()
    books.close()
    took, took_bare = (statistics.median(seconds) * 1000 for seconds in (ours, floor))
    return [Figure(row="verify", what="the whole books", ours=took, floor=took_bare, unit="ms", goal=AT_MOST)]


def _hashed(books: Books) -> list[bytes]:
    """The bytes of which every document's hash is made."""
    walk = every_document(books.reader, {"lines": [], "entries": []})
    return [f"{whole.row.prev_hash}\n".encode() + whole.written() for whole in walk]


def _bare(raw: sqlite3.Connection, hashed: Sequence[bytes]) -> float:
    """Seconds to read every row and to hash every document."""
    started = time.perf_counter()
    for sql in _ROWS:
        for _row in raw.execute(sql):
            pass
    for said in hashed:
        hashlib.sha256(said).hexdigest()
    return time.perf_counter() - started
