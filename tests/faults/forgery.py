"""Hands and cosmic rays at the file: any value changed by SQL, any byte flipped."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.schema import HASHED
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row, Villages
from tests.shop import found_books
from tests.store.forging import COVERED, LIVED, Forged

_VALUES = ("x'00'", "-1", "'forged'", "9999999", "'2020-01-01'")


def tampering(folder: Path, full: bool, times: int = 200) -> Row:
    """A random value of a random row of a random table, by SQL with the triggers dropped: found by verify."""
    row, chance = Row("a value changed by hand"), random.Random()
    found_books(folder / "lived", LIVED)
    forged = Forged(folder / "lived", folder)
    for _ in range(2000 if full else times):
        table = chance.choice(COVERED)
        column = chance.choice(list(table.columns)).name
        some_row = f"rowid IN (SELECT rowid FROM {table.name} ORDER BY random() LIMIT 1)"
        sql = f'UPDATE {table.name} SET "{column}" = {chance.choice(_VALUES)} WHERE {some_row}'
        changed: list[int] = []
        found = forged.findings(lambda c, sql=sql, seen=changed: seen.append(_changes(c, sql)))
        row.tried += changed[0]
        row.expect(bool(found) or not changed[0])
    forged.close()
    return row


def _changes(connection: sqlite3.Connection, sql: str) -> int:
    """1 where the statement changed what stands there; 0 where the table refused it or it stood there already."""
    before = _dump(connection)
    try:
        connection.execute(sql)
    except (sqlite3.IntegrityError, sqlite3.OperationalError):
        return 0
    return int(_dump(connection) != before)


def _dump(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [connection.execute(f"SELECT * FROM {table.name}").fetchall() for table in COVERED]


def flipped_bytes(folder: Path, full: bool, times: int = 150) -> Row:
    """One byte of the file flipped: the books say that they are damaged, verify finds it, or no hashed value changed."""
    row, chance = Row("a byte of the books flipped"), random.Random()
    made = Villages(folder).new()
    found_books(folder / "whole", LIVED)
    whole = (folder / "whole" / FILE).read_bytes()
    standing = _hashed(folder / "whole")
    for _ in range(2000 if full else times):
        at = chance.randrange(len(whole))
        flipped = bytes([whole[at] ^ (1 << chance.randrange(8))])
        (made / FILE).write_bytes(whole[:at] + flipped + whole[at + 1 :])
        row.tried += 1
        try:
            books = open_books(made, write=False)
        except Trouble as trouble:
            row.told(trouble)
            continue
        found = verify_books(books.reader)
        books.close()
        row.expect(bool(found) or _hashed(made) == standing)
    return row


def _hashed(folder: Path) -> list[list[tuple[object, ...]]]:
    """Every row that a hash covers."""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.text_factory = bytes
        return [connection.execute(f"SELECT * FROM {table.name}").fetchall() for table in HASHED]
