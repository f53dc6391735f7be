"""A scratch copy made fit to be opened: any released version, search keys, and what stands in it."""

import lzma
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.backup import check, reading, snapshot
from shop_desktop.store.books import FILE
from shop_desktop.store.queries import households
from shop_desktop.store.restore import bring_up, index_missing, read_out
from tests.shop import Shop, ticket_of

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sqlite.xz"))
"""Books as each released version wrote them: a small village that lived a little."""


@pytest.fixture
def copy(shop: Shop, tmp_path: Path) -> Path:
    shop.post(ticket_of("H1", steel_g=1000))
    snapshot(shop.books, tmp_path / "copy.sqlite")
    return tmp_path / "copy.sqlite"


def run(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(sql)
        connection.commit()


def code(file: Path) -> str:
    with pytest.raises(Trouble) as caught:
        bring_up(file)
    return caught.value.code


@pytest.mark.parametrize("released", RELEASED, ids=lambda file: file.name.partition(".")[0])
def test_books_of_every_released_version_are_brought_up_and_verify(released: Path, tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite"
    file.write_bytes(lzma.decompress(released.read_bytes()))
    bring_up(file)
    assert check(file).documents == 30
    assert read_out(file, date(2026, 11, 24)).next_ticket == "T20261124-0003"


def test_there_is_a_book_of_the_first_version() -> None:
    assert RELEASED[0].name == "0001.sqlite.xz"


def test_newer_books_name_the_version_to_install(copy: Path) -> None:
    run(copy, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Trouble) as caught:
        bring_up(copy)
    assert (caught.value.code, caught.value.facts["version"]) == ("newer-books", "9999")


@pytest.mark.parametrize("sql", ["DELETE FROM alembic_version", "DROP TABLE alembic_version", "DROP TABLE lines"])
def test_what_is_no_book_is_damaged(copy: Path, sql: str) -> None:
    run(copy, sql)
    assert code(copy) == "backup-damaged"


def test_torn_pages_are_damaged(copy: Path) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    assert code(copy) == "backup-damaged"


@pytest.mark.sqlite_only("the log beside the file")
def test_the_log_beside_a_copied_file_is_taken_in(shop: Shop, tmp_path: Path) -> None:
    number = shop.post(ticket_of("H1", steel_g=1000)).document
    for name in (FILE, f"{FILE}-wal"):
        shutil.copy(shop.books.folder / name, tmp_path / name)
    bring_up(tmp_path / FILE)
    assert check(tmp_path / FILE).seal == shop.rows("SELECT hash FROM documents ORDER BY id DESC LIMIT 1")[0][0]
    assert number == "T20261124-0001"
    assert not (tmp_path / f"{FILE}-wal").exists()


def test_missing_search_keys_are_filled_in(copy: Path) -> None:
    run(copy, "DELETE FROM search_keys")
    assert (index_missing(copy), index_missing(copy)) == (2, 0)
    with reading(copy) as connection:
        assert [found.code for found in households.find(connection, "cg")] == ["H1"]


def test_what_stands_in_it_is_told(copy: Path, shop: Shop) -> None:
    told = read_out(copy, date(2026, 11, 24))
    assert (told.village, told.last_day, told.next_ticket) == ("上坪村", date(2026, 11, 24), "T20261124-0002")
    assert (told.documents,) == shop.rows("SELECT count(*) FROM documents")[0]
    assert read_out(copy, date(2026, 11, 25)).next_ticket == "T20261125-0001"


def test_a_copy_of_today_needs_nothing(copy: Path) -> None:
    before = copy.read_bytes()
    bring_up(copy)
    assert (copy.read_bytes(), index_missing(copy)) == (before, 0)
