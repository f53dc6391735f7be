"""Copies of open books: whole, checked, never half there, and what a place that says no means."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy import Connection, select

from shop_desktop.domain.refused import Trouble
from shop_desktop.store import backup, copying
from shop_desktop.store.backup import check, reading, snapshot, totals
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.copying import copy_file, copy_tables
from shop_desktop.store.moment import one_moment
from shop_desktop.store.schema import metadata
from tests.shop import Shop, copied, found_books, ticket_of
from tests.store.forging import LIVED


@pytest.fixture(scope="session")
def lived_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lived")
    found_books(folder, LIVED)
    return folder


@pytest.fixture
def lived(lived_books: Path, tmp_path: Path) -> Iterator[Shop]:
    """Books with a row in every table, and room for copies beside them."""
    books = open_books(copied(lived_books, tmp_path / "lived"))
    yield Shop(books)
    books.close()


def trouble(do: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as caught:
        do()
    return caught.value


def rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {t.name: sorted(map(tuple, connection.execute(select(t))), key=str) for t in metadata.sorted_tables}


def rows_in(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with reading(file) as connection:
        return rows(connection)


def test_a_copy_holds_every_row_and_is_one_file(lived: Shop, tmp_path: Path) -> None:
    said = snapshot(lived.books, tmp_path / "copy.sqlite")
    assert rows_in(tmp_path / "copy.sqlite") == rows(lived.books.reader)
    assert said == totals(lived.books.reader) == check(tmp_path / "copy.sqlite")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["copy.sqlite"]


def test_a_copy_is_of_one_moment_though_tickets_go_on(lived: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP_PAGES", 1)
    before, posted = totals(lived.books.reader), []

    def post(done: int, _of: int) -> None:
        if done < 200 and len(posted) < 5:
            posted.append(lived.post(ticket_of("H1", steel_g=1000)))

    assert snapshot(lived.books, tmp_path / "copy.sqlite", post) == before
    assert totals(lived.books.reader).documents == before.documents + len(posted) == before.documents + 5


def test_another_kind_of_database_is_copied_table_by_table(lived: Shop, tmp_path: Path) -> None:
    with one_moment(lived.books.reader):
        copy_tables(lived.books.reader, tmp_path / "copy.sqlite", lambda _done, _of: None)
    assert check(tmp_path / "copy.sqlite") == totals(lived.books.reader)
    assert rows_in(tmp_path / "copy.sqlite") == rows(lived.books.reader)


def test_progress_grows_up_to_the_whole(lived: Shop, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    snapshot(lived.books, tmp_path / "copy.sqlite", lambda done, of: heard.append((done, of)))
    assert heard == sorted(heard)
    assert {of for _done, of in heard} == {copying.WHOLE}


class Stopped(Exception):
    pass


@pytest.mark.parametrize("when", [0, 200])
def test_a_copy_that_is_stopped_leaves_the_one_before(
    lived: Shop, tmp_path: Path, when: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "STEP_PAGES", 1)
    target = tmp_path / "copy.sqlite"
    target.write_bytes(b"before")

    def stop(done: int, _of: int) -> None:
        if done >= when:
            raise Stopped

    with pytest.raises(Stopped):
        snapshot(lived.books, target, stop)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.glob("*.part*")) == []


def test_books_that_do_not_add_up_are_not_copied_over_good_ones(lived: Shop, tmp_path: Path) -> None:
    snapshot(lived.books, tmp_path / "copy.sqlite")
    good = (tmp_path / "copy.sqlite").read_bytes()
    with lived.books.transaction() as connection:
        connection.exec_driver_sql("UPDATE balances SET amount = amount + 1 WHERE ledger = 'fund' OR account = 'shelf'")
    said = trouble(lambda: snapshot(lived.books, tmp_path / "copy.sqlite"))
    assert (said.code, said.facts["what"]) == ("backup-unsound", "balance")
    assert (tmp_path / "copy.sqlite").read_bytes() == good


def test_a_copy_that_reads_back_otherwise_is_not_kept(lived: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that lies: what was flushed to it is not what one reads."""
    flush = copying.flush

    def lying(file: Path) -> None:
        flush(file)
        whole = file.read_bytes()
        file.write_bytes(whole[:-100] + bytes(100))

    monkeypatch.setattr(backup, "flush", lying)
    assert trouble(lambda: snapshot(lived.books, tmp_path / "copy.sqlite")).code == "backup-differs"
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (PureWindowsPath("//PC2/share/a b.sqlite"), "file:////PC2/share/a%20b.sqlite"),
        (PureWindowsPath("E:/100%#.sqlite"), "file:///E:/100%25%23.sqlite"),
        (PurePosixPath("/media/x?.sqlite"), "file:///media/x%3F.sqlite"),
    ],
)
def test_a_file_anywhere_has_its_address(file: PurePath, told: str) -> None:
    assert copying.address_of(file) == told


def test_a_copy_of_a_copy_is_the_same_bytes(lived: Shop, tmp_path: Path) -> None:
    snapshot(lived.books, tmp_path / "copy.sqlite")
    (tmp_path / "stick").mkdir()
    copy_file(tmp_path / "copy.sqlite", tmp_path / "stick" / "copy.sqlite")
    assert (tmp_path / "stick" / "copy.sqlite").read_bytes() == (tmp_path / "copy.sqlite").read_bytes()


def test_a_place_that_is_not_there_is_named(lived: Shop, tmp_path: Path) -> None:
    snapshot(lived.books, tmp_path / "copy.sqlite")
    for do in (
        lambda: snapshot(lived.books, tmp_path / "gone" / "copy.sqlite"),
        lambda: copy_file(tmp_path / "copy.sqlite", tmp_path / "gone" / "copy.sqlite"),
    ):
        said = trouble(do)
        assert (said.code, said.facts["place"]) == ("backup-gone", str(tmp_path / "gone"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_place_is_named(lived: Shop, tmp_path: Path) -> None:
    snapshot(lived.books, tmp_path / "copy.sqlite")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a small disk")
    try:
        assert trouble(lambda: snapshot(lived.books, disk / "copy.sqlite")).code == "backup-full"
        assert trouble(lambda: copy_file(tmp_path / "copy.sqlite", disk / "copy.sqlite")).code == "backup-full"
        assert trouble(lambda: copy_tables_to(lived, disk / "copy.sqlite")).code == "backup-full"
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=False)


def copy_tables_to(lived: Shop, target: Path) -> None:
    with copying.being_written(target) as part, one_moment(lived.books.reader):
        copy_tables(lived.books.reader, part, lambda _done, _of: None)


@pytest.mark.sqlite_only("pages copied as they lie")
def test_the_time_before_the_tables_change_is_kept(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10))
    kept = copying.keep_before(shop.books.folder / FILE, "before-9999")
    assert kept == shop.books.folder / "backups" / "before-9999.sqlite"
    assert check(kept) == totals(shop.books.reader)
