"""Opening the books: one writer, always a reader, and a plain word where the disk, a lock or the file itself says no."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from shop_desktop import text
from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import FILE, create_books, open_books
from shop_desktop.store.copying import keep_before
from shop_desktop.store.migrations import upgrade
from shop_desktop.store.queries.shop import village_of
from shop_desktop.store.verify import verify_books
from tests.shop import NOBODY, Shop, nobody_can_run_us, ticket_of

sqlite_only = pytest.mark.sqlite_only
as_nobody = pytest.mark.skipif(
    not nobody_can_run_us(), reason="needs root, to become someone who may not write, and a checkout that others may read"
)


def trouble(folder: Path, *, write: bool = True) -> Trouble:
    with pytest.raises(Trouble) as caught:
        open_books(folder, write=write)
    return caught.value


def test_a_folder_without_books_says_so(tmp_path: Path) -> None:
    assert trouble(tmp_path).code == "no-books"


def test_new_books_are_never_made_over_old_ones(shop: Shop) -> None:
    shop.books.close()
    with pytest.raises(Trouble) as caught:
        create_books(shop.books.folder)
    assert caught.value.code == "exists"


@sqlite_only("a server lets many write")
def test_one_program_writes_and_the_second_is_told(shop: Shop) -> None:
    assert trouble(shop.books.folder).code == "busy"


def test_reading_is_possible_beside_the_writer(shop: Shop) -> None:
    beside = open_books(shop.books.folder, write=False)
    shop.post(ticket_of("H1", steel_g=10))
    assert village_of(beside.reader).name == "上坪村"
    assert verify_books(beside.reader) == ()
    with pytest.raises(Trouble), beside.transaction():
        pass
    beside.close()


def test_two_threads_write_in_turn(shop: Shop) -> None:
    def post(_number: int) -> str:
        return shop.post(ticket_of("H1", steel_g=10)).document

    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(post, range(40)))
    assert len(set(numbers)) == 40
    assert shop.findings() == ()


def test_the_lock_goes_with_its_holder(shop: Shop) -> None:
    shop.books.close()
    again = open_books(shop.books.folder)
    assert again.writes
    again.close()


@sqlite_only("junk in the place of the file")
@pytest.mark.parametrize("junk", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_book_is_called_damaged(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / FILE).write_bytes(junk)
    assert trouble(tmp_path).code == "damaged"


def test_books_of_a_newer_program_name_the_version(shop: Shop) -> None:
    call_the_version("9999", shop)
    refused = trouble(shop.books.folder)
    assert (refused.code, refused.facts["version"]) == ("newer-books", "9999")


def call_the_version(version: str, shop: Shop) -> None:
    with shop.books.transaction() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
    shop.books.close()


def test_an_odd_folder_name_is_a_folder_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "村 50% #1?x=é"
    create_books(folder).close()
    books = open_books(folder)
    assert verify_books(books.reader) == ()
    books.close()


@sqlite_only("its own words for what is durable")
def test_the_writer_is_durable(shop: Shop) -> None:
    with shop.books.transaction() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous", "foreign_keys")]
    assert pragmas == ["wal", 2, 1]


def test_journal_rows_refuse_to_change(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10))
    for table, column in (("documents", "id"), ("lines", "position"), ("entries", "position")):
        for sql in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(Exception, match="only ever added"), shop.books.transaction() as connection:
                connection.exec_driver_sql(sql)


@sqlite_only("pages copied as they lie")
def test_a_snapshot_is_opened_and_whole(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10))
    restored = shop.books.folder / "restored"
    restored.mkdir()
    shutil.copy(keep_before(shop.books.folder / FILE, "today"), restored / FILE)
    opened = open_books(restored)
    assert verify_books(opened.reader) == ()
    opened.close()


def test_the_newest_schema_is_what_the_program_thinks(tmp_path: Path, shop: Shop) -> None:
    """Tables made by the migrations are the tables of schema.py, column for column."""
    from sqlalchemy import create_engine, inspect

    from shop_desktop.store.schema import metadata

    upgrade(tmp_path / "new.sqlite")
    inspector = inspect(create_engine(f"sqlite:///{tmp_path / 'new.sqlite'}"))
    made = {name: [c["name"] for c in inspector.get_columns(name)] for name in inspector.get_table_names()}
    made.pop("alembic_version")
    assert made == {table.name: [c.name for c in table.columns] for table in metadata.sorted_tables}


READ = (
    "import sys, pathlib\n"
    "from shop_desktop.domain.refused import Trouble\n"
    "from shop_desktop.store.books import open_books\n"
    "from shop_desktop.store.verify import verify_books\n"
    "try:\n"
    "    books = open_books(pathlib.Path(sys.argv[1]), write=sys.argv[2] == 'write')\n"
    "    print('clean' if verify_books(books.reader) == () else 'findings')\n"
    "except Trouble as trouble:\n"
    "    print(trouble.code)\n"
)


@as_nobody
@sqlite_only("who may do what with folder and file")
@pytest.mark.parametrize(
    ("mode", "how", "said"),
    [
        (0o555, "write", "read-only"),
        (0o555, "read", "clean"),
        (0o755, "write", "read-only"),
        (0o755, "read", "clean"),
        (0o700, "write", "read-only"),
        (0o700, "read", "read-only"),
        (0o777, "write", "read-only"),
    ],
)
def test_whoever_may_not_write_may_still_read(shop: Shop, mode: int, how: str, said: str) -> None:
    shop.books.close()
    for above in shop.books.folder.parents:
        if above.is_relative_to(tempfile.gettempdir()) and above != Path(tempfile.gettempdir()):
            above.chmod(0o755)
    shop.books.folder.chmod(mode)
    call = [*NOBODY, sys.executable, "-c", READ]
    done = subprocess.run([*call, str(shop.books.folder), how], capture_output=True, text=True, check=False)
    assert done.stdout.split() == [said], done.stderr


def test_a_version_that_never_was_is_damage_and_is_said(shop: Shop) -> None:
    call_the_version("0000", shop)
    assert trouble(shop.books.folder).code == "damaged"


@pytest.mark.sqlite_only("a file of another program")
@pytest.mark.parametrize("sql", ["CREATE TABLE songs (name)", "CREATE TABLE alembic_version AS SELECT 'a1b2c3d4' AS version_num"])
def test_another_programs_file_is_not_called_damaged_books(tmp_path: Path, sql: str) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute(sql)
        connection.commit()
    with pytest.raises(Trouble) as caught:
        open_books(tmp_path)
    assert (caught.value.code, caught.value.facts["why"]) == ("damaged", "not-books")
    assert str(tmp_path) in text.sentence(caught.value)
