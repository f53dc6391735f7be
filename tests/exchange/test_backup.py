"""Daily backups in a place: a day's file, whose place it is, and what is never overwritten."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shop_desktop.domain.backups import kept
from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER, MARK, Backup, Daily, back_up, backups_in, find, mark_of, settle
from shop_desktop.store.backup import check
from shop_desktop.store.books import FILE, open_books
from tests.shop import NOON, Shop, found_books, ticket_of

TODAY = "2026-11-24.sqlite"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Shop]:
    """Another village's shop."""
    found_books(tmp_path / "other", ({"op": "village.set", "name": "下坪村", "township": "云溪乡", "number": 2},))
    books = open_books(tmp_path / "other", write=False)
    yield Shop(books)
    books.close()


def backed_up(shop: Shop, away: Path | None = None) -> Daily:
    return back_up(shop.books, away, now=shop.now)


def good(made: Backup | Trouble | None) -> Backup:
    assert isinstance(made, Backup), made
    return made


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_day_has_its_file_in_both_places(shop: Shop, stick: Path) -> None:
    made = backed_up(shop, stick)
    own, away = good(made.own), good(made.away)
    assert (own.file, away.file) == (shop.books.folder / FOLDER / TODAY, stick / TODAY)
    assert check(own.file) == check(away.file)
    assert names(stick) == [TODAY, MARK]
    assert made.trouble is None


def test_a_later_backup_of_the_day_takes_the_earlier_ones_place(shop: Shop, stick: Path) -> None:
    before = good(backed_up(shop, stick).away)
    shop.post(ticket_of("H1", steel_g=1000))
    after = good(backed_up(shop, stick).away)
    assert (after.file, after.documents) == (before.file, before.documents + 1)
    assert check(stick / TODAY).documents == after.documents


def test_the_mark_says_whose_they_are(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    told = json.loads((stick / MARK).read_text(encoding="utf-8"))
    first = shop.rows("SELECT hash FROM documents WHERE id = 1")[0][0]
    assert told == {"village": "上坪村", "number": 1, "first": first}


def test_another_shops_backups_are_left_alone(shop: Shop, other: Shop, stick: Path) -> None:
    backed_up(other, stick)
    before = {file.name: file.read_bytes() for file in stick.iterdir()}
    made = good(backed_up(shop, stick).away)
    assert (made.file, made.beside) == (stick / "上坪村-001" / TODAY, "下坪村")
    assert {name: (stick / name).read_bytes() for name in before} == before
    assert good(backed_up(shop, stick).away).file == made.file
    assert good(backed_up(other, stick).away).file == stick / TODAY


def test_a_lost_mark_is_read_off_the_backups(shop: Shop, other: Shop, stick: Path) -> None:
    backed_up(other, stick)
    (stick / MARK).unlink()
    assert good(backed_up(shop, stick).away).beside == "下坪村"
    (stick / "上坪村-001" / MARK).write_text("{", encoding="utf-8")
    assert good(backed_up(shop, stick).away).file == stick / "上坪村-001" / TODAY


def test_backups_that_nobody_can_read_are_somebodys(shop: Shop, stick: Path) -> None:
    (stick / "2026-11-01.sqlite").write_bytes(b"?" * 100)
    assert good(backed_up(shop, stick).away).file == stick / "上坪村-001" / TODAY


def test_a_village_may_get_another_name(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    shop.post({"op": "village.set", "name": "上坪新村", "township": "云溪乡", "number": 3})
    assert good(backed_up(shop, stick).away).file == stick / TODAY
    assert json.loads((stick / MARK).read_text(encoding="utf-8"))["village"] == "上坪新村"


@pytest.mark.sqlite_only("copies the folder")
def test_a_copied_pc_that_became_another_shop_is_another_shop(shop: Shop, stick: Path, tmp_path: Path) -> None:
    shop.books.close()
    copied = Shop(open_books(shutil.copytree(shop.books.folder, tmp_path / "copied")))
    copied.post({"op": "village.set", "name": "下坪村", "township": "云溪乡", "number": 2})
    backed_up(copied, stick)
    copied.books.close()
    again = Shop(open_books(shop.books.folder))
    assert good(backed_up(again, stick).away).beside == "下坪村"
    again.books.close()


def test_a_shop_of_the_same_name_is_another_shop(shop: Shop, stick: Path) -> None:
    reader = shop.books.reader
    twin_mark = {"village": "上坪村", "number": 1, "first": "f" * 64}
    for folder in (stick, stick / "上坪村-001"):
        folder.mkdir(exist_ok=True)
        (folder / MARK).write_text(json.dumps(twin_mark), encoding="utf-8")
    there, beside = settle(stick, reader)
    assert (there.name, beside) == (f"上坪村-001-{mark_of(reader).first[:8]}", "上坪村")
    (there / MARK).write_text(json.dumps(twin_mark), encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        settle(stick, reader)
    assert caught.value.code == "backup-other-shop"


@pytest.mark.sqlite_only("copies the folder")
def test_what_the_books_do_not_hold_is_not_overwritten(shop: Shop, stick: Path, tmp_path: Path) -> None:
    """Books restored from yesterday do not wipe out what was backed up this morning."""
    shop.books.close()
    yesterday = shutil.copytree(shop.books.folder, tmp_path / "yesterday")
    lived = Shop(open_books(shop.books.folder))
    lived.post(ticket_of("H1", steel_g=1000))
    backed_up(lived, stick)
    before = (stick / TODAY).read_bytes()
    again = Shop(open_books(yesterday))
    again.post(ticket_of("H2", steel_g=500))
    made = good(backed_up(again, stick).away)
    assert made.file.name == "2026-11-24-2.sqlite"
    assert (stick / TODAY).read_bytes() == before
    assert good(backed_up(again, stick).away).file == made.file
    for one in (lived, again):
        one.books.close()


def test_a_torn_file_of_today_gives_way(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    (stick / TODAY).write_bytes(b"torn")
    assert check(good(backed_up(shop, stick).away).file)


def test_a_place_that_is_not_there_does_not_stop_the_other(shop: Shop, tmp_path: Path) -> None:
    made = backed_up(shop, tmp_path / "nowhere")
    assert good(made.own).file.exists()
    assert isinstance(made.away, Trouble)
    assert made.away.code == "backup-gone"
    assert not (tmp_path / "nowhere").exists()


def test_a_first_place_without_room_does_not_stop_the_stick(shop: Shop, stick: Path) -> None:
    (shop.books.folder / FOLDER).write_bytes(b"a file where the folder should be")
    made = backed_up(shop, stick)
    assert isinstance(made.own, Trouble)
    assert check(good(made.away).file)


def test_old_ones_thin_out_and_the_rest_is_not_ours(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    whole = (stick / TODAY).read_bytes()
    every = [NOON.date() - timedelta(days=n) for n in range(100)]
    for day in every[1:]:
        (stick / f"{day}.sqlite").write_bytes(whole)
    for name in ("letters.sqlite", "2026-02-30.sqlite", "2020-01-01.txt"):
        (stick / name).write_bytes(b"not ours")
    backed_up(shop, stick)
    assert [day for day, _file in backups_in(stick)] == sorted(kept(every, NOON.date()))
    assert {"letters.sqlite", "2026-02-30.sqlite", "2020-01-01.txt"} < set(names(stick))


def test_nothing_thins_out_while_the_clock_is_wrong(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    for n in range(1, 60):
        shutil.copy(stick / TODAY, stick / f"{NOON.date() - timedelta(days=n)}.sqlite")
    shop.now = NOON.replace(year=2099)
    backed_up(shop, stick)
    assert len(backups_in(stick)) == 61


def test_what_a_power_cut_left_is_swept_later(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    old, new = stick / "2026-11-20.sqlite.77.part", stick / "2026-11-24.sqlite.78.part"
    for file, minutes in ((old, 90), (new, 5)):
        file.write_bytes(b"half")
        then = (shop.now - timedelta(minutes=minutes)).timestamp()
        os.utime(file, (then, then))
    backed_up(shop, stick)
    assert (old.exists(), new.exists()) == (False, True)


def test_ours_are_found_beside_anothers(shop: Shop, other: Shop, stick: Path) -> None:
    assert find(stick, shop.books.reader) is None
    backed_up(other, stick)
    assert find(stick, shop.books.reader) is None
    backed_up(shop, stick)
    assert find(stick, shop.books.reader) == stick / "上坪村-001"


@pytest.mark.sqlite_only("a process of its own has its own server")
def test_a_second_program_backs_up_beside_an_open_counter(shop: Shop, stick: Path) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    call = [sys.executable, "-m", "shop_desktop.admin", "--data", str(shop.books.folder), "backup", "--to", str(stick), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    *steps, told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [step["done"] for step in steps] == sorted(step["done"] for step in steps)
    documents = shop.rows("SELECT count(*) FROM documents")[0][0]
    assert (told["own"]["documents"], told["away"]["documents"]) == (documents, documents)
    assert shop.findings() == ()
    assert (shop.books.folder / FILE).exists()
