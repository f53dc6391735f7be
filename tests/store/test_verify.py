"""Whatever a hand changes in the file is found and named: every column of every table that a hash or a sum covers."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.schema import APPEND_ONLY
from shop_desktop.store.verify import Finding, verify_books
from tests.postgres import DATABASES
from tests.shop import Shop, found_books
from tests.store.forging import COVERED, LIVED, REFUSED, Forged, ForgedOnServer

PLAIN_YES = pytest.mark.sqlite_only("PostgreSQL knows yes and no by themselves")
COLUMNS = [(table.name, column.name) for table in COVERED for column in table.columns]


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books with a row in every table that is covered."""
    folder = tmp_path_factory.mktemp("lived") / "books"
    found_books(folder, LIVED)
    return folder


Tamper = Callable[[Callable[[Any], object]], tuple[Finding, ...]]


@pytest.fixture(scope="session")
def tampered(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tamper]:
    """What verify finds after a hand was at the file; then all is as before."""
    forged: Forged | ForgedOnServer
    if DATABASES is None:
        forged = Forged(lived_in, tmp_path_factory.mktemp("forged"))
    else:
        forged = ForgedOnServer(DATABASES.url(lived_in, "postgres"))
    yield forged.findings
    forged.close()


def test_books_as_posted_are_clean_and_every_table_has_rows(tampered: Tamper) -> None:
    empty: list[str] = []

    def look(connection: Any) -> None:
        empty[:] = [t.name for t in COVERED if not connection.execute(f"SELECT count(*) FROM {t.name}").fetchone()[0]]

    assert (tampered(look), empty) == ((), [])


@pytest.mark.parametrize("value", ["NULL", "x'ff00'", "-1"])
@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table}.{column}" for table, column in COLUMNS])
def test_a_changed_value_is_found_unless_the_table_refuses_it(tampered: Tamper, table: str, column: str, value: str) -> None:
    changes: list[bool] = []

    def forge(connection: Any) -> None:
        last = f"(SELECT max(rowid) FROM {table})"
        stands, wanted = connection.execute(f'SELECT "{column}", {value} FROM {table} WHERE rowid = {last}').fetchone()
        changes.append(stands != wanted)
        try:
            connection.execute(f'UPDATE {table} SET "{column}" = {value} WHERE rowid = {last}')
        except REFUSED:
            changes[:] = [False]

    assert bool(tampered(forge)) == changes[0]


@pytest.mark.parametrize("table", [table.name for table in COVERED])
def test_a_row_taken_away_is_found(tampered: Tamper, table: str) -> None:
    for which in ("min", "max"):
        assert tampered(lambda c, w=which: c.execute(f"DELETE FROM {table} WHERE rowid = (SELECT {w}(rowid) FROM {table})"))


@pytest.mark.parametrize(
    ("sql", "code", "where"),
    [
        ("UPDATE lines SET amount_fen = amount_fen + 1 WHERE item = 'steel'", "hash", "T20261124-0001"),
        ("UPDATE entries SET amount = amount + 1 WHERE account = 'yard' AND item = 'steel'", "sums", "T20261124-0001"),
        ("UPDATE documents SET \"user\" = 'second' WHERE number = 'T20261124-0001'", "hash", "T20261124-0001"),
        ("DELETE FROM documents WHERE number = 'T20261124-0001'", "missing-document", "document 28"),
        ("UPDATE balances SET amount = 9999 WHERE account = 'recycling:1'", "balance", "points//recycling:1"),
        ("INSERT INTO balances VALUES ('points', '', 'recycling:9', 0)", "balance", "points//recycling:9"),
        ("UPDATE prices SET fen = 900 WHERE material = 'steel'", "registry", "prices steel/2026-01-01"),
        ("UPDATE users SET role = 'manager' WHERE login = 'cashier'", "registry", "users cashier"),
        pytest.param("UPDATE users SET active = 2 WHERE login = 'cashier'", "registry", "users cashier", marks=PLAIN_YES),
        ("INSERT INTO users VALUES ('ghost', 'ghost', 'manager', NULL, TRUE)", "registry", "users ghost"),
        ("UPDATE counters SET last = 9 WHERE kind = 'T'", "counter", "T/2026-11-24"),
        ("INSERT INTO slips VALUES ('000999', 'T20261124-0001')", "slip", "000999"),
        ("UPDATE head SET recorded_at = '2030-01-01T00:00:00+08:00'", "head", "head"),
        ("DELETE FROM head", "head", "head"),
        ("INSERT INTO lines SELECT 999, position, side, item, name, unit, gross_g, tare_g, net_g, pieces, source, typed_reason, "
         "proof, same_again, price_fen, price_points, price_per, price_from, amount_fen, points, waiting_before, waiting "
         "FROM lines LIMIT 1", "stray-rows", "document 999"),
    ],
)  # fmt: skip
def test_what_was_forged_is_named(tampered: Tamper, sql: str, code: str, where: str) -> None:
    assert (code, where) in [(f.code, f.where) for f in tampered(lambda connection: connection.execute(sql))]


def test_the_first_wrong_document_is_named_first(tampered: Tamper) -> None:
    found = tampered(lambda c: c.execute("UPDATE lines SET points = points + 1 WHERE side = 'in'"))
    assert found[0].where == "T20261124-0001"


def test_two_documents_that_changed_places_are_found(tampered: Tamper) -> None:
    def swap(connection: Any) -> None:
        for old, new in ((28, 999), (29, 28), (999, 29)):
            for table, key in (("documents", "id"), ("lines", "document_id"), ("entries", "document_id")):
                connection.execute(f"UPDATE {table} SET {key} = {new} WHERE {key} = {old}")

    assert {"chain"} <= {finding.code for finding in tampered(swap)}


def test_a_key_said_twice_in_a_document_is_found(tampered: Tamper) -> None:
    """Readers differ in which of two equal keys they believe."""
    forged = 'UPDATE documents SET content = replace(content, \'"code":\', \'"code":"H9","code":\') WHERE kind = \'T\''
    assert tampered(lambda connection: connection.execute(forged))[0].code == "hash"


def test_a_chain_forged_to_the_end_still_fails_its_sums(lived_in: Path, tampered: Tamper) -> None:
    assert rehashed(tampered, "UPDATE lines SET amount_fen = 9999 WHERE item = 'steel'") == {"sums", "seal"}
    assert rehashed(tampered, "UPDATE lines SET net_g = -5, gross_g = -5 WHERE item = 'steel'") >= {"sums"}
    assert rehashed(tampered, "UPDATE lines SET points = 99 WHERE item = 'steel'") == {"sums", "seal"}
    assert rehashed(tampered, "UPDATE lines SET points = 1 WHERE side = 'out'") == {"sums", "seal"}


MOVED = "SELECT ledger, item, account, amount FROM entries WHERE document_id = ? ORDER BY position"


def named(cursor: Any) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def rehashed(tampered: Tamper, sql: str) -> set[str]:
    """What is left to find when a forger computes every hash anew."""
    from shop_desktop.store.journal import ZERO_HASH, Entry, canonical, chain_hash

    def forge(connection: Any) -> None:
        connection.execute(sql)
        previous = ZERO_HASH
        for row in named(connection.execute("SELECT * FROM documents ORDER BY id")):
            said = {k: value for k, value in row.items() if k not in {"id", "prev_hash", "hash"}}
            said["content"] = json.loads(said["content"])
            lines = named(connection.execute("SELECT * FROM lines WHERE document_id = ? ORDER BY position", (row["id"],)))
            entries = connection.execute(MOVED, (row["id"],)).fetchall()
            plain = [{k: v for k, v in line.items() if k not in {"document_id", "position"}} for line in lines]
            new = chain_hash(previous, canonical(said, plain, [Entry(*e) for e in entries]).encode())
            connection.execute("UPDATE documents SET prev_hash = ?, hash = ? WHERE id = ?", (previous, new, row["id"]))
            previous = new
        connection.execute("UPDATE head SET hash = ?", (previous,))

    return {finding.code for finding in tampered(forge)}


@pytest.mark.sqlite_only("its own words for a trigger")
@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
def test_a_trigger_that_is_gone_or_hollow_is_found(shop: Shop, table: str) -> None:
    name = f"{table}_update_refused"
    for sql in (f"DROP TRIGGER {name}", f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END"):
        with shop.books.transaction() as connection:
            connection.exec_driver_sql(sql)
        assert [(finding.code, finding.where) for finding in shop.findings()] == [("trigger", name)]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("DROP INDEX ix_entries_account", ("index", "ix_entries_account", "is gone")),
        ("CREATE INDEX ix_lines_item ON lines (item)", ("index", "ix_lines_item", "is not as it was made")),
        ("CREATE INDEX swift ON lines (item)", ("index", "swift", "is none of ours")),
        ("CREATE TABLE songs (name TEXT)", ("table", "songs", "is none of ours")),
        ("CREATE VIEW songs AS SELECT 1", ("view", "songs", "is none of ours")),
        ("DROP TABLE vouchers", ("table", "vouchers", "is gone")),
        ("ALTER TABLE lines ADD COLUMN sung TEXT", ("table", "lines", "is not as it was made")),
    ],
)
def test_a_table_or_index_that_is_not_as_it_was_made_is_found(shop: Shop, sql: str, found: tuple[str, str, str]) -> None:
    with shop.books.transaction() as connection:
        if sql.startswith("CREATE INDEX ix"):
            connection.exec_driver_sql("DROP INDEX ix_lines_item")
        connection.exec_driver_sql(sql)
    assert found in {(one.code, one.where, one.detail) for one in shop.findings()}


@pytest.mark.sqlite_only("its own words")
@pytest.mark.parametrize("sql", ["DROP TABLE lines", "DROP TABLE balances", "ALTER TABLE head RENAME COLUMN count TO counted"])
def test_what_is_missing_is_told_in_words(shop: Shop, sql: str) -> None:
    with shop.books.transaction() as connection:
        connection.exec_driver_sql(sql)
    found = shop.findings()
    assert found
    assert not [one for one in found if "no such" in one.detail or "SELECT" in one.detail]


@pytest.mark.sqlite_only("an index of the file")
def test_an_index_that_does_not_fit_its_table_is_named(lived_in: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes((lived_in / FILE).read_bytes())
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'ix_lines_item') "
            "WHERE name = 'ix_entries_account'"
        )
        connection.commit()
    books = open_books(tmp_path, write=False)
    found = {(one.code, one.where) for one in verify_books(books.reader)}
    assert ("index", "ix_entries_account") in found or ("file", "books.sqlite") in found
    books.close()


@pytest.mark.sqlite_only("a page of the file")
def test_a_page_that_is_no_page_is_a_finding_and_not_the_end(lived_in: Path, tmp_path: Path) -> None:
    whole = bytearray((lived_in / FILE).read_bytes())
    with closing(sqlite3.connect(lived_in / FILE)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'").fetchone()
    whole[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\xff" * 64
    (tmp_path / FILE).write_bytes(whole)
    books = open_books(tmp_path, write=False)
    assert "file" in {finding.code for finding in verify_books(books.reader)}
    books.close()


@pytest.mark.sqlite_only("PostgreSQL keeps bytes out of numbers")
def test_bytes_in_a_voided_tickets_entries_are_findings_and_not_the_end(tampered: Tamper) -> None:
    found = tampered(lambda c: c.execute("UPDATE entries SET amount = x'00' WHERE document_id = 29"))
    assert {"hash", "value"} <= {finding.code for finding in found}


def test_progress_is_told_on_the_way(shop: Shop) -> None:
    heard: list[tuple[int, int]] = []
    shop.post_all(*[{"op": "scale.check", "known_g": 1, "shown_g": 1}] * 500)
    verify_books(shop.books.reader, lambda done, of: heard.append((done, of)))
    assert heard == [(500, 521)]
