"""Row `balance`: a household's purses, in books of a million entries and in small ones.

Floor: one bare look-up by primary key.
"""

import sqlite3
from itertools import count
from pathlib import Path

from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import HOUSEHOLDS, built, lived
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.queries.households import purses

AT_MOST, FLAT = 5.0, 1.25


def run(folder: Path, quick: bool) -> list[Figure]:
    """Ours beside the floor, then the large books beside the small ones."""
    small = built(folder / "balance-small", households=HOUSEHOLDS, tickets=1000)
    large = lived(folder, quick=quick)
    raw = sqlite3.connect(large.folder / FILE)
    calls = (_purses(large), _purses(small), _looked_up(raw))
    ours, in_small, floor = side_by_side(*calls, rounds=3 if quick else 9, times=500 if quick else 3000)
    entries = raw.execute("SELECT count(*) FROM entries").fetchone()[0]
    for opened in (raw, large, small):
        opened.close()
    half = 0.5
    return [
        Figure(row="balance", what=f"{entries:,} entries", ours=ours.at(half), floor=floor.at(half), unit="µs", goal=AT_MOST),
        Figure(row="balance", what="beside 10,000", ours=ours.at(half), floor=in_small.at(half), unit="µs", goal=FLAT),
    ]


def _purses(books: Books) -> Call:
    numbers = count(1)
    return lambda: purses(books.reader, next(numbers) % HOUSEHOLDS + 1)


def _looked_up(raw: sqlite3.Connection) -> Call:
    numbers = count(1)
    sql = "SELECT amount FROM balances WHERE ledger = ? AND item = ? AND account = ?"
    return lambda: raw.execute(sql, ("points", "", f"recycling:{next(numbers) % HOUSEHOLDS + 1}")).fetchone()
