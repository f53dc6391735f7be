"""Row `search`: a key press in the household box among 20,000 households.

Floor: one bare LIKE over the key column, for the same text; neither sorted nor cut, and no household read.
"""

import sqlite3
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import built
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.queries.households import find

HOUSEHOLDS = 20_000
AT_MOST = 0.5
TYPED = ("initials", "one letter", "part of a name", "phone tail", "card", "code")


def run(folder: Path, quick: bool) -> list[Figure]:
    """Each kind of thing that is typed, by itself."""
    books = built(folder / "search", households=HOUSEHOLDS, tickets=0)
    raw = sqlite3.connect(books.folder / FILE)
    figures = []
    for what, typed in _typed(raw):
        ours, floor = side_by_side(_found(books, typed), _liked(raw, typed), rounds=3 if quick else 9, times=20 if quick else 100)
        figures.append(Figure(row="search", what=what, ours=ours.at(0.5), floor=floor.at(0.5), unit="µs", goal=AT_MOST))
    raw.close()
    books.close()
    return figures


def _found(books: Books, typed: list[str]) -> Call:
    left = cycle(typed)
    return lambda: find(books.reader, next(left))


def _liked(raw: sqlite3.Connection, typed: list[str]) -> Call:
    left = cycle(typed)
    sql = "SELECT household FROM search_keys WHERE key LIKE ?"
    return lambda: raw.execute(sql, (f"{next(left)}%",)).fetchall()


def _typed(raw: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """What a person would type for some households here and there in the village."""
    sql = (
        "SELECT h.name, p.phone, c.code, h.code, (SELECT min(key) FROM search_keys WHERE household = h.id "
        "AND key GLOB '[a-z][a-z]*' AND length(key) <= 4) FROM households h JOIN phones p ON p.household = h.id "
        "JOIN cards c ON c.household = h.id WHERE h.id % 997 = 1"
    )
    some = raw.execute(sql).fetchall()
    yield "initials", [row[4] for row in some if row[4]]
    yield "one letter", [row[4][:1] for row in some if row[4]]
    yield "part of a name", [row[0][-2:] for row in some]
    yield "phone tail", [row[1][-4:] for row in some]
    yield "card", [row[2] for row in some]
    yield "code", [row[3] for row in some]
