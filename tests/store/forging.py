"""Books with a row in every table that a hash or a sum covers, and a hand that changes them as a forger would."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Table

from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.postgres import Server
from shop_desktop.store.schema import HASHED, balances, counters, head, seals, slips
from shop_desktop.store.verify import Finding, verify_books
from tests.shop import VILLAGE, Said, ticket_of

COVERED: tuple[Table, ...] = (*HASHED, balances, counters, head, seals, slips)
LIVED: tuple[Said, ...] = (
    *VILLAGE,
    {"op": "village.add", "name": "下坪村"},
    {"op": "household.add", "code": "H3", "name": "甲", "group": "1组", "card": "2900100003018"},
    {"op": "rate.set", "points_per_yuan": 100, "from": "2026-02-01"},
    {"op": "rule.set", "key": "spend_first", "value": "civic", "from": "2026-02-01", "decided_by": "会"},
    {"op": "scale.set", "max_g": 150_000, "e_g": 50, "plate": "TCS-150"},
    {"op": "container.add", "code": "box", "name": "筐", "tare_g": 800},
    ticket_of("H1", steel_g=5000, battery=7, goods={"soap": 1}, more={"slip": "000123", "ref": "r-1", "note": "补"}),
    ticket_of("H2", cardboard_g=333),
    {"op": "document.void", "document": "T20261124-0002", "reason": "错"},
    {"op": "person.add", "household": "H1", "name": "陈小满"},
    {"op": "household.change", "household": "H1", "contact": "钟党员"},
    ticket_of("H1", steel_g=9000, goods={"haircut": 1, "salt": 2}),
    {"op": "voucher.use", "voucher": "2200000000019"},
    {"op": "pad.add", "first": "000101", "last": "000150"},
    {"op": "rent.contract", "host": "房东", "fen": 20_000, "from": "2026-10-01", "until": "2026-12-31"},
    {
        "op": "meeting.add",
        "on": "2026-11-01",
        "kind": "representatives",
        "members": 30,
        "attended": 21,
        "votes_for": 20,
        "text": "定了价",
        "paper": "3",
        "filed_on": "2026-11-02",
    },
    {**ticket_of("H1", goods={"salt": 1}), "at": "2026-10-20T09:00:00+08:00"},
    {"op": "vendor.settle", "vendor": "王店", "month": "2026-10"},
    {"op": "month.close", "month": "2026-10"},
)


REFUSED = (sqlite3.IntegrityError, sqlite3.OperationalError, psycopg.Error)
"""What a forger hears where the table itself refuses a value."""


class Forged:
    """A copy of some books that is forged again and again, and each time made whole."""

    def __init__(self, made: Path, folder: Path) -> None:
        shutil.copy(made / FILE, folder / FILE)
        self._whole = sqlite3.connect(made / FILE)
        self._forger = sqlite3.connect(folder / FILE, isolation_level=None)
        self._forger.execute("PRAGMA synchronous = OFF")
        self._books = open_books(folder, write=False)

    def findings(self, forge: Callable[[sqlite3.Connection], object]) -> tuple[Finding, ...]:
        """What verify finds after a hand was at the file, its triggers dropped and put back."""
        try:
            with _without_triggers(self._forger):
                forge(self._forger)
            return verify_books(self._books.reader)
        finally:
            self._whole.backup(self._forger)

    def close(self) -> None:
        for opened in (self._books, self._whole, self._forger):
            opened.close()


class ForgedOnServer:
    """A server's books, forged by one who may everything, in a transaction that is never ended; verify reads inside it too."""

    def __init__(self, address: str) -> None:
        self._connection = Server(address).connect(writing=True)

    def findings(self, forge: Callable[[Any], object]) -> tuple[Finding, ...]:
        hand = Hand(self._connection.connection.driver_connection)
        self._connection.exec_driver_sql("BEGIN")
        try:
            self._connection.exec_driver_sql("SET LOCAL session_replication_role TO replica")  # no trigger, no foreign key
            forge(hand)
            return verify_books(self._connection, within=True)
        finally:
            self._connection.exec_driver_sql("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


class Hand:
    """Says to PostgreSQL what was written for SQLite; a statement that is refused leaves the others as they were."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> Any:
        with self._connection.transaction():
            return self._connection.execute(sql.replace("?", "%s").replace("rowid", "ctid"), values or None)


@contextmanager
def _without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
