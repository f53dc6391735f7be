"""Pictures of papers go into the daily backup once each, stay while days are thinned out, and come back with the books."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from shop_desktop import text
from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER, Backup, back_up, backups_in
from shop_desktop.exchange.backup_pictures import pictures_in
from shop_desktop.exchange.restore import restore, try_restore
from tests.shop import Shop

TODAY = date(2026, 11, 24)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def pictured(shop: Shop, words: str) -> str:
    """Money with a picture of its paper; the picture's name."""
    content = b"\xff\xd8\xff\xe0 " + words.encode()
    digest = hashlib.sha256(content).hexdigest()
    (shop.books.folder / "photos").mkdir(exist_ok=True)
    (shop.books.folder / "photos" / f"{digest}.jpg").write_bytes(content)
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1, "scans": [digest]})
    return f"{digest}.jpg"


def backed_up(shop: Shop, away: Path) -> Backup:
    made = back_up(shop.books, away, now=shop.now)
    assert isinstance(made.own, Backup), made.own
    assert isinstance(made.away, Backup), made.away
    return made.away


def test_they_lie_beside_the_backup_and_come_back_with_the_books(shop: Shop, stick: Path, tmp_path: Path) -> None:
    name = pictured(shop, "一张收条")
    assert backed_up(shop, stick).pictures == 1
    for number, backup in enumerate((stick / f"{TODAY}.sqlite", shop.books.folder / FOLDER / f"{TODAY}.sqlite")):
        brought = restore(backup, tmp_path / f"new-{number}", today=TODAY)
        assert (brought.pictures, brought.missing) == (1, 0)
        there = tmp_path / f"new-{number}" / "photos" / name
        assert there.read_bytes() == (shop.books.folder / "photos" / name).read_bytes()


def test_each_is_copied_once(shop: Shop, stick: Path) -> None:
    first = pictured(shop, "一")
    backed_up(shop, stick)
    before = (stick / "photos" / first).stat().st_ino
    second = pictured(shop, "二")
    assert backed_up(shop, stick).pictures == 2
    assert (stick / "photos" / first).stat().st_ino == before
    assert sorted(pictures_in(stick)) == sorted([first, second])


def test_thinning_takes_days_away_and_no_picture(shop: Shop, stick: Path, tmp_path: Path) -> None:
    name = pictured(shop, "一张收条")
    for _month in range(4):
        backed_up(shop, stick)
        shop.later(days=40)
    backed_up(shop, stick)
    days = [file for _day, file in backups_in(stick)]
    assert TODAY + timedelta(days=160) == backups_in(stick)[-1][0]
    for number, backup in enumerate(days):
        assert restore(backup, tmp_path / f"new-{number}", today=TODAY).missing == 0
    assert list(pictures_in(stick)) == [name]


def test_a_spoilt_picture_is_not_taken_along_and_is_told(shop: Shop, stick: Path, tmp_path: Path) -> None:
    name = pictured(shop, "一张收条")
    (shop.books.folder / "photos" / name).write_bytes(b"rotten")
    made = backed_up(shop, stick)
    assert (made.pictures, made.spoilt, list(pictures_in(stick))) == (0, 1, [])
    brought = restore(stick / f"{TODAY}.sqlite", tmp_path / "new", today=TODAY)
    assert (brought.pictures, brought.missing) == (0, 1)


def test_a_picture_that_is_gone_before_it_was_backed_up_is_told(shop: Shop, stick: Path) -> None:
    pictured(shop, "一张收条")
    (shop.books.folder / "photos" / pictured(shop, "另一张")).unlink()
    made = back_up(shop.books, stick, now=shop.now)
    assert [(one.pictures, one.missing) for one in (made.own, made.away) if isinstance(one, Backup)] == [(1, 1), (1, 1)]


@pytest.mark.sqlite_only("a process of its own has its own server")
def test_the_command_line_says_how_many_are_gone(shop: Shop) -> None:
    (shop.books.folder / "photos" / pictured(shop, "一张收条")).unlink()
    call = [sys.executable, "-m", "shop_desktop.admin", "--data", str(shop.books.folder), "backup"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "1 pictures that the books name are not there and were not backed up\n")


@pytest.mark.parametrize("gone", [True, False])
def test_a_picture_that_is_gone_or_spoilt_comes_back_from_where_it_is_whole(shop: Shop, stick: Path, gone: bool) -> None:
    photo = shop.books.folder / "photos" / pictured(shop, "一张收条")
    content = photo.read_bytes()
    backed_up(shop, stick)
    shop.later(days=8)
    if gone:
        photo.unlink()
    else:
        photo.write_bytes(content[:-1] + b"?")
    made = backed_up(shop, stick)
    assert (made.pictures, made.spoilt, made.missing, photo.read_bytes() == content) == (1, 0, 0, True)


def test_a_picture_that_rots_on_the_stick_is_laid_there_anew_within_a_week(shop: Shop, stick: Path) -> None:
    name = pictured(shop, "一张收条")
    backed_up(shop, stick)
    kept = stick / "photos" / name
    content, at = kept.read_bytes(), kept.stat().st_mtime
    kept.write_bytes(b"?" * len(content))
    os.utime(kept, (at, at))
    shop.later(days=6)
    backed_up(shop, stick)
    assert kept.read_bytes() != content
    shop.later(days=1)
    assert backed_up(shop, stick).pictures == 1
    assert kept.read_bytes() == content


def test_what_spoils_a_picture_in_place_leaves_the_backup_beside_it_whole(shop: Shop, stick: Path) -> None:
    name = pictured(shop, "一张收条")
    photo, kept = shop.books.folder / "photos" / name, shop.books.folder / FOLDER / "photos" / name
    kept.parent.mkdir(parents=True)
    os.link(photo, kept)  # as backups of before lie there
    backed_up(shop, stick)
    content = photo.read_bytes()
    with photo.open("r+b") as file:
        file.write(b"?")
    assert (kept.read_bytes(), (stick / "photos" / name).read_bytes()) == (content, content)


def test_the_trial_reads_every_picture_back(shop: Shop, stick: Path) -> None:
    name = pictured(shop, "一张收条")
    backed_up(shop, stick)
    assert try_restore(shop.books.reader, shop.books.folder, stick, today=TODAY).pictures == 1
    (stick / "photos" / name).write_bytes(b"rotten")
    with pytest.raises(Trouble) as caught:
        try_restore(shop.books.reader, shop.books.folder, stick, today=TODAY)
    assert caught.value.code == "backup-pictures"
    assert str(stick) in text.sentence(caught.value)


def test_the_trial_tells_pictures_that_the_place_lost(shop: Shop, stick: Path) -> None:
    pictured(shop, "一张收条")
    backed_up(shop, stick)
    shutil.rmtree(stick / "photos")
    with pytest.raises(Trouble) as caught:
        try_restore(shop.books.reader, shop.books.folder, stick, today=TODAY)
    assert (caught.value.code, caught.value.facts) == ("backup-pictures", {"why": "missing", "place": str(stick), "count": 1})
    assert "再试一次" in text.sentence(caught.value)
    backed_up(shop, stick)
    tried = try_restore(shop.books.reader, shop.books.folder, stick, today=TODAY)
    assert (tried.pictures, tried.missing) == (1, 0)


def test_the_trial_counts_pictures_that_are_nowhere(shop: Shop, stick: Path) -> None:
    (shop.books.folder / "photos" / pictured(shop, "一张收条")).unlink()
    pictured(shop, "另一张")
    backed_up(shop, stick)
    tried = try_restore(shop.books.reader, shop.books.folder, stick, today=TODAY)
    assert (tried.pictures, tried.missing) == (1, 1)


def test_the_trial_wants_no_picture_of_a_later_paper(shop: Shop, stick: Path) -> None:
    backed_up(shop, stick)
    pictured(shop, "一张收条")
    assert try_restore(shop.books.reader, shop.books.folder, stick, today=TODAY).missing == 0


def test_a_key_stays_at_home(shop: Shop, stick: Path) -> None:
    (shop.books.folder / "keys").mkdir()
    (shop.books.folder / "keys" / "signing.key").write_text("secret", encoding="utf-8")
    pictured(shop, "一")
    backed_up(shop, stick)
    for place in (stick, shop.books.folder / FOLDER):
        assert not any(b"secret" in file.read_bytes() for file in place.rglob("*") if file.is_file())
