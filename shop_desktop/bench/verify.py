"""Row `verify`: the books held against themselves, chain, sums and balances of 100,000 documents.

Floor: reading the same rows bare, and hashing as many bytes with hashlib.
"""

import hashlib
import sqlite3
import statistics
import time
from pathlib import Path

from shop_desktop.bench.figures import Figure
from shop_desktop.bench.village import lived
from shop_desktop.store.books import FILE
from shop_desktop.store.verify import verify_books

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
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(3 if quick else 2):
        started = time.perf_counter()
        found = verify_books(books.reader)
        ours.append(time.perf_counter() - started)
        assert not found, found
        floor.append(_bare(books.folder / FILE))
    books.close()
    took, took_bare = (statistics.median(seconds) * 1000 for seconds in (ours, floor))
    return [Figure(row="verify", what="the whole books", ours=took, floor=took_bare, unit="ms", goal=AT_MOST)]


def _bare(file: Path) -> float:
    """Seconds to read every row and hash what stands in it."""
    started, connection = time.perf_counter(), sqlite3.connect(file)
    digest = hashlib.sha256()
    for sql in _ROWS:
        for row in connection.execute(sql):
            digest.update(repr(row).encode())
    connection.close()
    return time.perf_counter() - started
