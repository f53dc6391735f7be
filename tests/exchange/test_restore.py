"""Restoring: checked on a scratch copy, never over existing books, and tried before it is needed."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from shop_desktop import text
from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER, back_up
from shop_desktop.exchange.restore import Monthly, restore, try_restore
from shop_desktop.operations.sign_in import sign_in
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.queries import households
from shop_desktop.store.verify import verify_books
from tests.shop import Shop, ticket_of

TODAY = date(2026, 11, 24)


@pytest.fixture
def backup(shop: Shop) -> Path:
    shop.post({"op": "user.pin", "name": "cashier", "pin": "1234"})
    shop.post(ticket_of("H1", steel_g=1000))
    back_up(shop.books, None, now=shop.now)
    return shop.books.folder / FOLDER / f"{TODAY}.sqlite"


def trouble_of(source: Path, folder: Path) -> Trouble:
    with pytest.raises(Trouble) as caught:
        restore(source, folder, today=TODAY)
    return caught.value


def code(source: Path, folder: Path) -> str:
    return trouble_of(source, folder).code


def spoken(trouble: Trouble) -> str:
    text.use("en")
    try:
        return text.sentence(trouble)
    finally:
        text.use("zh_CN")


def forge(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
        connection.commit()


def test_books_come_back_with_phones_and_pins(backup: Path, shop: Shop, tmp_path: Path) -> None:
    told = restore(backup, tmp_path / "new-pc", today=TODAY)
    assert (told.village, told.last_day, told.next_ticket) == ("上坪村", TODAY, "T20261124-0002")
    assert (told.documents, told.seal) == shop.rows("SELECT count, hash FROM head")[0]
    assert {file.name for file in (tmp_path / "new-pc").iterdir()} <= {"books.lock", FILE}
    books = open_books(tmp_path / "new-pc")
    assert verify_books(books.reader) == ()
    assert [found.code for found in households.find(books.reader, "1234")] == ["H1"]
    assert sign_in(books, "cashier", "1234", now=shop.now).shown == "小兰"
    books.close()


def test_the_next_ticket_has_the_number_that_was_told(backup: Path, shop: Shop, tmp_path: Path) -> None:
    told = restore(backup, tmp_path / "new-pc", today=TODAY)
    again = Shop(open_books(tmp_path / "new-pc"))
    assert again.post(ticket_of("H2", steel_g=10)).document == told.next_ticket
    again.books.close()


@pytest.mark.sqlite_only("compares the file")
def test_never_over_existing_books(backup: Path, shop: Shop, tmp_path: Path) -> None:
    before = (shop.books.folder / FILE).read_bytes()
    assert code(backup, shop.books.folder) == "exists"
    assert (shop.books.folder / FILE).read_bytes() == before
    restore(backup, tmp_path / "new-pc", today=TODAY)
    assert code(backup, tmp_path / "new-pc") == "exists"


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE lines SET amount_fen = 9999", "T20261124-0001"),
        ("DELETE FROM documents WHERE id = 5", "document 5"),
        ("UPDATE prices SET fen = 999 WHERE material = 'steel'", "prices steel/2026-01-01"),
        ("UPDATE balances SET amount = amount + 1", None),
        ("UPDATE users SET role = 'manager'", "users cashier"),
    ],
)
def test_a_forged_backup_is_refused_and_the_place_is_named(backup: Path, tmp_path: Path, sql: str, where: str | None) -> None:
    forge(backup, sql)
    with pytest.raises(Trouble) as caught:
        restore(backup, tmp_path / "new-pc", today=TODAY)
    assert (caught.value.code, caught.value.facts["file"]) == ("backup-damaged", backup.name)
    assert where is None or caught.value.facts["where"] == where or "lines" in sql
    assert not (tmp_path / "new-pc").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "backup-damaged"), (b"hello", "not-a-backup"), (b"SQLite format 3\0" + b"\xff" * 5000, "backup-damaged")],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "file").write_bytes(content)
    assert code(tmp_path / "file", tmp_path / "new-pc") == said


def test_no_key_is_asked_of_a_daily_backup(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        restore(backup, tmp_path / "new-pc", today=TODAY, monthly=Monthly(key="0" * 24))
    assert caught.value.code == "not-signed"


def test_a_backup_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert code(tmp_path / "nothing.sqlite", tmp_path / "new-pc") == "no-backup"


def test_a_folder_is_called_one_and_its_newest_backup_named(backup: Path, shop: Shop, tmp_path: Path) -> None:
    for place in (backup.parent, shop.books.folder):
        assert str(backup) in spoken(trouble_of(place, tmp_path / "new-pc"))
    assert "is a folder" in spoken(trouble_of(tmp_path, tmp_path / "new-pc"))


def test_what_fails_leaves_nothing_and_takes_away_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"hello")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_bytes(b"mine")
    for target in (tmp_path / "one" / "two", tmp_path / "kept"):
        code(tmp_path / "file", target)
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")) == ["file", "kept", "kept/mine.txt"]


def test_a_newer_backup_names_the_version(backup: Path, tmp_path: Path) -> None:
    forge(backup, "UPDATE alembic_version SET version_num = '9999'")
    assert code(backup, tmp_path / "new-pc") == "newer-books"


def test_a_folder_that_cannot_be_made_is_said(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    told = trouble_of(backup, tmp_path / "file" / "new-pc")
    assert (told.code, str(tmp_path / "file" / "new-pc") in spoken(told), "folder of the books" in spoken(told)) == (
        "read-only",
        True,
        False,
    )


def test_a_restore_that_is_stopped_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    def stop(done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(backup, tmp_path / "new-pc", today=TODAY, progress=stop)
    assert not (tmp_path / "new-pc").exists()


# ---- the trial


def tried(shop: Shop, place: Path | None = None) -> str:
    try:
        told = try_restore(shop.books.reader, shop.books.folder, place or shop.books.folder / FOLDER, today=TODAY)
    except Trouble as trouble:
        return trouble.code
    return f"{told.day} {told.documents}"


def test_the_newest_backup_is_tried_and_found_to_be_as_the_books(backup: Path, shop: Shop) -> None:
    documents = shop.rows("SELECT count(*) FROM documents")[0][0]
    shutil.copy(backup, backup.with_name("2026-11-23.sqlite"))
    shop.post(ticket_of("H2", steel_g=10))
    before = sorted(shop.books.folder.rglob("*"))
    assert tried(shop) == f"{TODAY} {documents}"
    assert sorted(shop.books.folder.rglob("*")) == before


def test_a_backup_that_the_books_have_left_is_found(backup: Path, shop: Shop, tmp_path: Path) -> None:
    shop.books.close()
    restore(backup, tmp_path / "new-pc", today=TODAY)
    one, other = Shop(open_books(shop.books.folder)), Shop(open_books(tmp_path / "new-pc"))
    one.post(ticket_of("H2", steel_g=10))
    other.post(ticket_of("H2", steel_g=20))
    back_up(one.books, None, now=one.now)
    assert tried(other, one.books.folder / FOLDER) == "backup-other-books"
    for shop_ in (one, other):
        shop_.books.close()


def test_a_place_without_backups_is_said(shop: Shop, tmp_path: Path) -> None:
    assert tried(shop, tmp_path) == "no-backup"
    assert tried(shop, tmp_path / "nowhere") == "backup-gone"
    assert tried(shop) == "no-backup"


@pytest.mark.parametrize("content", [None, b"", b"hello"])
def test_a_torn_backup_fails_the_trial_and_a_new_one_is_asked_for(backup: Path, shop: Shop, content: bytes | None) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2] if content is None else content)
    with pytest.raises(Trouble) as caught:
        try_restore(shop.books.reader, shop.books.folder, shop.books.folder / FOLDER, today=TODAY)
    assert caught.value.code == "backup-damaged"
    assert "Back up again now" in spoken(caught.value)


def test_another_programs_file_is_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        connection.execute("CREATE TABLE songs (name)")
        connection.commit()
    assert code(tmp_path / "other.sqlite", tmp_path / "new-pc") == "not-a-backup"
