"""Books on a server: who is let in, who waits for whom, what a lost connection means, and how a shop moves there and back."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from shop_desktop import text
from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import back_up
from shop_desktop.exchange.restore import restore
from shop_desktop.operations.prints import record_print
from shop_desktop.store import books as opening
from shop_desktop.store import postgres
from shop_desktop.store.backup import check, totals
from shop_desktop.store.books import has_books, open_books, place_of
from shop_desktop.store.journal import Row, apply_rows
from shop_desktop.store.migrations import bring_up
from shop_desktop.store.queries.households import by_code
from shop_desktop.store.schema import SCHEMA_VERSION, metadata, villages
from shop_desktop.store.verify import verify_books
from tests.faults.process import Child, Say
from tests.postgres import DATABASES
from tests.shop import NOON, Shop, ticket_of

ADDRESS_OF = opening.address_of
"""As it is in the shop; the tests' own asks no environment."""

pytestmark = pytest.mark.skipif(DATABASES is None, reason="needs a server: make test-postgres")


@pytest.fixture
def second(shop: Shop) -> Iterator[Shop]:
    """Another counter on the same books."""
    other = Shop(open_books(shop.books.folder))
    yield other
    other.books.close()


def trouble(folder: Path) -> Trouble:
    with pytest.raises(Trouble) as caught:
        open_books(folder)
    return caught.value


def drop_connections(shop: Shop) -> None:
    """As when the server is started anew."""
    assert DATABASES is not None
    DATABASES.disconnect(shop.books.folder)


# ---- the way in


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql://shop:secret@127.0.0.1:9/books", "no-server"),
        ("postgresql://shop:secret@/nowhere?host={server}", "server-refused"),
        ("postgresql+psycopg://nobody:secret@/postgres?host={server}", "server-refused"),
        ("postgresql://shop:secret@/books?hots={server}", "server-address"),
        ("books", "server-address"),
        ("mysql://shop:secret@localhost/books", "server-address"),
        ("postgresql://shop@/postgres?host={server}", "no-books"),
    ],
)
def test_who_is_not_let_in_hears_why_and_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, code: str
) -> None:
    assert DATABASES is not None
    monkeypatch.setattr(opening, "address_of", lambda _folder: address.format(server=DATABASES.server))
    ended = trouble(tmp_path)
    assert ended.code == code
    assert "secret" not in text.sentence(ended)
    assert "–" not in text.sentence(ended)


def test_the_environment_names_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "address_of", ADDRESS_OF)
    monkeypatch.setenv("SHOP_DATABASE_URL", " postgresql://shop@till-1/books ")
    assert (place_of(tmp_path).shown, place_of(tmp_path).shared) == ("till-1/books", True)
    monkeypatch.delenv("SHOP_DATABASE_URL")
    assert not place_of(tmp_path).shared


def test_a_server_that_cannot_store_chinese_is_not_written_to(tmp_path: Path) -> None:
    assert DATABASES is not None
    DATABASES.make_of_letters(tmp_path, "SQL_ASCII")
    with pytest.raises(Trouble) as caught:
        opening.create_books(tmp_path)
    assert caught.value.code == "server-letters"
    assert not has_books(tmp_path)


def test_what_is_acknowledged_lies_on_the_disk_whatever_the_server_is_set_to(shop: Shop) -> None:
    with shop.books.transaction() as connection:
        connection.exec_driver_sql("SELECT 1")
        settings = ("synchronous_commit", "transaction_isolation", "transaction_read_only")
        assert [connection.exec_driver_sql(f"SHOW {s}").scalar() for s in settings] == ["on", "read committed", "off"]


def test_a_reader_cannot_write(shop: Shop) -> None:
    with pytest.raises(Trouble) as caught:
        shop.books.reader.exec_driver_sql("DELETE FROM balances")
    assert caught.value.code == "read-only"


# ---- many at once


def test_both_counters_write_and_see_each_other(shop: Shop, second: Shop) -> None:
    numbers = [counter.post(ticket_of("H1", steel_g=1000)).document for counter in (shop, second, second, shop)]
    assert numbers == [f"T20261124-{n:04}" for n in range(1, 5)]
    assert shop.balance("H1") == second.balance("H1")
    assert second.balance("H1").spendable == 800
    assert shop.findings() == ()


def test_a_balance_is_not_spent_twice(shop: Shop, second: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1500))
    second.post(ticket_of("H1", goods={"soap": 1}))
    assert shop.refusal(ticket_of("H1", goods={"soap": 1})).code == "insufficient-points"


def test_who_comes_second_waits_for_the_first(shop: Shop, second: Shop) -> None:
    order: list[str] = []
    with shop.books.transaction() as connection:
        waiting = threading.Thread(target=lambda: order.append(second.post(ticket_of("H1", steel_g=1)).document))
        waiting.start()
        connection.exec_driver_sql("SELECT pg_sleep(0.3)")
        order.append("first")
    waiting.join()
    assert order == ["first", "T20261124-0001"]


def test_who_waits_too_long_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_SESSION", postgres._SESSION.replace("'5s'", "'100ms'"))
    other = Shop(open_books(shop.books.folder))
    with shop.books.transaction(), pytest.raises(Trouble) as caught:
        other.post(ticket_of("H1", steel_g=1))
    assert (caught.value.code, other.post(ticket_of("H1", steel_g=1)).document) == ("locked", "T20261124-0001")
    other.books.close()


def post_many(folder: Path, household: str, tickets: int, say: Say) -> None:
    counter = Shop(open_books(folder))
    for _ in range(tickets):
        say(counter.post(ticket_of(household, steel_g=1000, battery=3)).document)
    counter.books.close()


def test_two_programs_post_together_and_the_numbers_have_no_gap(shop: Shop) -> None:
    each = 200
    children = [Child(lambda say, h=h: post_many(shop.books.folder, h, each, say)) for h in ("H1", "H2")]
    said = [child.rest() for child in children]
    assert [len(numbers) for numbers in said] == [each, each]
    assert sorted(said[0] + said[1]) == [f"T20261124-{n:04}" for n in range(1, 2 * each + 1)]
    assert said[0][0] < said[1][-1]
    assert said[1][0] < said[0][-1]
    assert shop.findings() == ()
    assert shop.rows("SELECT count FROM head")[0][0] == shop.rows("SELECT count(*) FROM documents")[0][0]


# ---- connections that break


def test_a_connection_that_broke_meanwhile_is_opened_anew_before_anyone_notices(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    drop_connections(shop)
    assert shop.balance("H1").spendable == 200
    drop_connections(shop)
    assert shop.post(ticket_of("H1", steel_g=1000)).document == "T20261124-0002"
    assert shop.findings() == ()


def add_village(connection: Connection) -> None:
    apply_rows(connection, [Row(table="villages", key={"name": "甲"}, values={})])


@pytest.mark.parametrize("ask", [lambda c: by_code(c, "H1"), lambda c: c.execute(select(villages))])
def test_a_connection_that_breaks_in_mid_posting_stores_nothing_and_says_so(
    shop: Shop, ask: Callable[[Connection], object]
) -> None:
    def post() -> None:
        with shop.books.transaction() as connection:
            add_village(connection)
            drop_connections(shop)
            ask(connection)

    with pytest.raises(Trouble) as caught:
        post()
    assert (caught.value.code, caught.value.facts["why"]) == ("connection-lost", "server")
    assert shop.rows("SELECT * FROM villages") == []
    assert shop.post(ticket_of("H1", steel_g=1000)).document == "T20261124-0001"


def test_who_loses_the_connection_while_storing_is_told_that_nobody_knows(shop: Shop) -> None:
    with pytest.raises(Trouble) as caught, shop.books.transaction():
        drop_connections(shop)
    assert (caught.value.code, caught.value.facts["why"]) == ("connection-lost", "unsure")
    assert "Look whether" in text.SENTENCES["connection-lost/unsure"]
    assert shop.findings() == ()


def test_verify_that_loses_the_connection_says_so_and_finds_nothing_wrong(shop: Shop) -> None:
    shop.post_all(*[{"op": "scale.check", "known_g": 1, "shown_g": 1}] * 500)
    with pytest.raises(Trouble) as caught:
        verify_books(shop.books.reader, lambda _done, _of: drop_connections(shop))
    assert caught.value.code == "connection-lost"
    assert shop.findings() == ()


def test_a_failed_statement_that_was_swallowed_is_never_taken_for_stored(shop: Shop) -> None:
    """PostgreSQL answers the COMMIT of a broken transaction with ROLLBACK, and calls that no error."""

    def post() -> None:
        with shop.books.transaction() as connection:
            add_village(connection)
            with pytest.raises(Exception, match="nowhere"):
                connection.exec_driver_sql("SELECT * FROM nowhere")

    with pytest.raises(AssertionError, match="ROLLBACK"):
        post()
    assert shop.rows("SELECT * FROM villages") == []
    assert shop.post(ticket_of("H1", steel_g=1000)).document == "T20261124-0001"


# ---- the same as in a file


def test_the_tables_are_those_of_the_program(shop: Shop) -> None:
    for table in metadata.sorted_tables:
        assert shop.columns(table.name) == [column.name for column in table.columns]
    kinds = shop.rows("SELECT DISTINCT data_type, collation_name FROM information_schema.columns WHERE table_schema = 'books'")
    assert set(kinds) == {("bigint", None), ("boolean", None), ("text", "C")}


def test_words_are_ordered_by_code_point(shop: Shop) -> None:
    names = ["Z", "a", "B", "_", "é", "字", "𬀩", "~", "村 1", "村1"]
    with shop.books.transaction() as connection:
        apply_rows(connection, [Row(table="villages", key={"name": name}, values={}) for name in names])
    assert [name for (name,) in shop.rows("SELECT name FROM villages ORDER BY name")] == sorted(names)
    assert shop.rows("SELECT name FROM villages WHERE name >= '村' AND name < '村\U0010ffff' ORDER BY 1") == [("村 1",), ("村1",)]


def test_sums_are_whole_numbers_also_beyond_32_bits(shop: Shop) -> None:
    shop.post({"op": "material.add", "code": "gold", "name": "gold", "unit": "piece"})
    shop.post({"op": "price.set", "material": "gold", "from": "2026-01-01", "yuan": "1000000.00", "per": 1, "unit": "piece"})
    for _ in range(2):
        shop.post({"op": "ticket.post", "household": "H1", "lines": [{"material": "gold", "pieces": 1000}]})
    ((total,),) = shop.rows("SELECT sum(amount) FROM entries WHERE account = 'recycling:1'")
    assert (total, type(total), shop.balance("H1").spendable) == (200_000_000_000, int, 200_000_000_000)
    assert shop.findings() == ()


@pytest.mark.parametrize("table", ["documents", "lines", "entries"])
def test_no_table_of_the_journal_is_emptied(shop: Shop, table: str) -> None:
    with pytest.raises(Exception, match="only ever added"), shop.books.transaction() as connection:
        connection.exec_driver_sql(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("DROP TRIGGER lines_update_refused ON lines", "lines_update_refused"),
        ("ALTER TABLE lines DISABLE TRIGGER lines_delete_refused", "lines_delete_refused"),
        ("CREATE OR REPLACE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$", "refused"),
        ("CREATE TRIGGER more BEFORE INSERT ON lines EXECUTE FUNCTION refused()", "more"),
    ],
)
def test_a_guard_that_is_gone_hollow_or_none_of_ours_is_found(shop: Shop, sql: str, where: str) -> None:
    with shop.books.transaction() as connection:
        connection.exec_driver_sql(sql)
    assert [(finding.code, finding.where) for finding in shop.findings()] == [("trigger", where)]


# ---- versions, backups, moving


def test_a_counter_of_an_older_program_stops_when_another_brings_the_books_up(shop: Shop, second: Shop) -> None:
    with second.books.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Trouble) as caught:
        shop.post(ticket_of("H1", steel_g=1000))
    assert (caught.value.code, caught.value.facts["version"]) == ("newer-books", "9999")


def test_older_books_are_kept_before_they_are_brought_up(tmp_path: Path) -> None:
    with place_of(tmp_path).founding() as scratch:
        bring_up(scratch.migrating(), "0001")
    open_books(tmp_path).close()
    assert place_of(tmp_path).version() == SCHEMA_VERSION
    kept = tmp_path / "backups" / f"before-{SCHEMA_VERSION}.sqlite"
    assert kept.read_bytes().startswith(b"SQLite format 3")


def test_the_daily_backup_is_a_file_that_opens_without_the_server(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000, battery=3))
    made = back_up(shop.books, None, now=shop.now).own
    assert not isinstance(made, Trouble)
    assert check(made.file) == totals(shop.books.reader)


def test_a_shop_moves_onto_the_server_and_goes_on(shop: Shop, tmp_path: Path) -> None:
    posted = shop.post(ticket_of("H1", steel_g=1000, battery=3))
    record_print(shop.books, posted.document, user="cashier", now=shop.now)
    made = back_up(shop.books, None, now=shop.now).own
    assert not isinstance(made, Trouble)
    told = restore(made.file, tmp_path / "moved", today=NOON.date())
    moved = Shop(open_books(tmp_path / "moved"))
    assert totals(moved.books.reader) == totals(shop.books.reader)
    assert moved.post(ticket_of("H1", steel_g=1000)).document == told.next_ticket == "T20261124-0002"
    record_print(moved.books, posted.document, user="cashier", now=shop.now)
    assert [row[0] for row in moved.rows("SELECT id FROM prints ORDER BY id")] == [1, 2]
    assert moved.findings() == ()
    moved.books.close()
    with pytest.raises(Trouble, match="exists"):
        restore(made.file, tmp_path / "moved", today=NOON.date())
