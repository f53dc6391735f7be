"""When a backup begins by itself, what is kept of it, and what happens when the window closes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.backup_keeper import BackupKeeper, Run
from shop_desktop.gui.beside import run_beside
from shop_desktop.gui.leaving import LeavingPage
from shop_desktop.gui.rooms import Rooms, open_rooms
from shop_desktop.gui.settings import load_settings, save_settings
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.window import Window
from shop_desktop.gui.worker import Told
from shop_desktop.operations.requests import read_command
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.queries import shop as shop_queries
from tests.gui.pages.village import Clock, found_bare, found_practice, open_shop

GOOD = {"documents": 400, "seal": "7f3a91c2" + "0" * 56, "beside": ""}


class Admin:
    """Stands where `shop-admin` stands: answers what a test wants, and writes down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.own: dict[str, Any] = dict(GOOD)
        self.away: dict[str, Any] = dict(GOOD)
        self.trouble: Trouble | None = None

    def __call__(self, _folder: Path, arguments: list[str], told: Told) -> dict[str, Any]:
        self.asked.append(arguments)
        told(1, 2)
        if self.trouble is not None:
            raise self.trouble
        return {"own": self.own, "away": self.away if "--to" in arguments else None}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_practice(tmp_path_factory.mktemp("practice") / "books")


@pytest.fixture
def admin() -> Admin:
    return Admin()


@pytest.fixture
def shop(practice: Path, tmp_path: Path) -> Iterator[Shop]:
    shop = open_shop(practice, tmp_path / "shop", "manager")
    yield shop
    shop.worker.close()
    shop.books.close()


@pytest.fixture
def keeper(shop: Shop, admin: Admin) -> Iterator[BackupKeeper]:
    keeper = BackupKeeper(shop, run=admin)
    yield keeper
    keeper.close()


@pytest.fixture
def later(shop: Shop, qtbot: QtBot) -> Callable[..., None]:
    """Time goes by, the keeper looks, and what it began ends."""

    def goes(keeper: BackupKeeper, **by: int) -> None:
        assert isinstance(shop.clock, Clock)
        shop.clock.later(**by)
        keeper.look()
        qtbot.waitUntil(lambda: not shop.worker.running)

    return goes


def away(shop: Shop, folder: Path | str) -> None:
    shop.keep(replace(shop.settings, backup_folder=str(folder)))


def test_it_begins_once_nobody_has_posted_for_two_minutes(
    keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop
) -> None:
    later(keeper, minutes=1)
    shop.perform(read_command(b'{"op":"scale.check","known_g":1000,"shown_g":1000}'))
    later(keeper, minutes=1)
    assert admin.asked == []
    later(keeper, minutes=1)
    assert admin.asked == [["backup"]]
    kept = load_settings(shop.books.folder)
    assert (kept.backup_at, kept.backup_documents) == ("2026-11-24T12:03:00+08:00", 400)
    later(keeper, minutes=60)
    assert len(admin.asked) == 1
    later(keeper, days=1)
    assert len(admin.asked) == 2


def test_a_busy_day_waits_half_an_hour_at_most(
    keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop
) -> None:
    for _minute in range(31):
        shop.perform(read_command(b'{"op":"scale.check","known_g":1000,"shown_g":1000}'))
        later(keeper, minutes=1)
    assert len(admin.asked) == 1


def test_the_stick_gets_it_in_the_same_go(
    keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop, tmp_path: Path
) -> None:
    away(shop, tmp_path)
    later(keeper, minutes=2)
    assert admin.asked == [["backup", "--to", str(tmp_path)]]
    assert shop.settings.backup_away_at == shop.settings.backup_at != ""


def test_a_stick_that_comes_later_gets_it_within_a_minute(
    keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop, tmp_path: Path, qtbot: QtBot
) -> None:
    away(shop, tmp_path / "stick")
    admin.away = {"error": {"code": "backup-gone", "place": "stick"}}
    later(keeper, minutes=2)
    assert (shop.settings.backup_at != "", shop.settings.backup_away_at) == (True, "")
    assert keeper.last is not None
    assert (keeper.last.own, keeper.last.trouble and keeper.last.trouble.code) == (None, "backup-gone")
    admin.away = dict(GOOD)
    later(keeper, minutes=1)
    assert len(admin.asked) == 1
    (tmp_path / "stick").mkdir()
    later(keeper, minutes=1)
    qtbot.waitUntil(lambda: shop.settings.backup_away_at != "")
    assert len(admin.asked) == 2


def test_one_that_failed_is_tried_again_later(keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop) -> None:
    admin.own = {"error": {"code": "backup-full", "place": "backups"}}
    later(keeper, minutes=2)
    later(keeper, minutes=5)
    assert (len(admin.asked), shop.settings.backup_at) == (1, "")
    later(keeper, minutes=5)
    assert len(admin.asked) == 2


def test_practice_and_a_shop_before_its_first_start_need_none(
    keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop, tmp_path: Path
) -> None:
    shop.keep(replace(shop.settings, practice=True))
    later(keeper, minutes=5)
    bare = open_shop(found_bare(tmp_path / "made"), tmp_path / "bare")
    assert (admin.asked, keeper.unsaved(), BackupKeeper(bare, run=admin).needed) == ([], False, False)
    bare.books.close()


def test_other_long_work_is_not_disturbed(keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop) -> None:
    shop.worker.start("export", lambda told: [told(n, 9) for n in range(9)], lambda _answer: None, lambda _ended: None)
    assert isinstance(shop.clock, Clock)
    shop.clock.later(minutes=5)
    keeper.look()
    assert admin.asked == []


def test_what_stands_in_todays_backup_is_known(keeper: BackupKeeper, shop: Shop) -> None:
    assert keeper.unsaved()
    count = shop_queries.document_count(shop.reader)
    shop.keep(replace(shop.settings, backup_at=shop.clock().isoformat(), backup_documents=count))
    assert not keeper.unsaved()
    shop.perform(read_command(b'{"op":"scale.check","known_g":1000,"shown_g":1000}'))
    assert keeper.unsaved()


def test_pictures_that_are_nowhere_are_said_once_and_kept(
    keeper: BackupKeeper, admin: Admin, later: Callable[..., None], shop: Shop, tmp_path: Path
) -> None:
    away(shop, tmp_path)
    admin.own, admin.away = {**GOOD, "spoilt": 1, "missing": 2}, {**GOOD, "spoilt": 1, "missing": 1}
    later(keeper, minutes=2)
    assert (shop.settings.backup_lost, keeper.last and keeper.last.lost) == (2, True)
    later(keeper, days=1)
    assert (shop.settings.backup_lost, keeper.last and keeper.last.lost) == (2, False)
    admin.own = admin.away = dict(GOOD)
    later(keeper, days=1)
    assert (load_settings(shop.books.folder).backup_lost, keeper.last and keeper.last.lost) == (0, False)


def test_a_trial_of_the_newest_is_remembered(
    keeper: BackupKeeper, admin: Admin, shop: Shop, qtbot: QtBot, tmp_path: Path
) -> None:
    away(shop, tmp_path)
    with qtbot.waitSignal(keeper.tried):
        keeper.try_newest()
    assert admin.asked == [["drill", "--from", str(tmp_path)]]
    admin.trouble = Trouble("no-backup", place="stick")
    with qtbot.waitSignal(keeper.tried):
        keeper.try_newest()
    assert isinstance(keeper.trial, Trouble)
    assert keeper.trial.code == "no-backup"


# ---- closing


@pytest.fixture
def opened(practice: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., tuple[Window, Rooms]]]:
    """The real window on a copy of the practice village's books, as a shop of one's own."""
    shown: list[Window] = []

    def open_one(admin: Run, **settings: Any) -> tuple[Window, Rooms]:
        folder = tmp_path / "own"
        folder.mkdir()
        (folder / FILE).write_bytes((practice / FILE).read_bytes())
        save_settings(folder, replace(load_settings(folder), **settings))
        window = Window(folder, load_settings(folder))
        qtbot.addWidget(window)
        rooms = open_rooms(window, Clock())
        assert rooms is not None
        assert rooms.keeper is not None
        rooms.keeper._run = admin
        window.show()
        shown.append(window)
        return window, rooms

    yield open_one
    for window in shown:
        window.close()


def test_the_window_closes_once_todays_books_are_backed_up(
    opened: Callable[..., tuple[Window, Rooms]], admin: Admin, qtbot: QtBot
) -> None:
    window, rooms = opened(admin)
    window.close()
    page = window.currentWidget()
    assert isinstance(page, LeavingPage)
    assert page.words.startswith("正在备份今天的账")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert admin.asked == [["backup"]]
    open_books(window.folder).close()
    assert load_settings(window.folder).backup_documents == 400
    assert not rooms.shop.worker.running


def test_a_real_backup_is_made_at_closing(opened: Callable[..., tuple[Window, Rooms]], qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    window, rooms = opened(run_beside, backup_folder=str(tmp_path / "stick"))
    documents = shop_queries.document_count(rooms.books.reader)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    kept = load_settings(window.folder)
    assert (kept.backup_documents, kept.backup_at, len(list((tmp_path / "stick").glob("*.sqlite")))) == (
        documents,
        kept.backup_away_at,
        1,
    )


def test_leaving_at_once_ends_the_backup(opened: Callable[..., tuple[Window, Rooms]], qtbot: QtBot) -> None:
    window, rooms = opened(run_beside)
    window.close()
    qtbot.keyClick(window.currentWidget(), Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert not rooms.shop.worker.running
    assert list((window.folder / "backups").glob("*.sqlite")) == []


def test_with_nothing_new_it_closes_at_once(opened: Callable[..., tuple[Window, Rooms]], admin: Admin) -> None:
    window, rooms = opened(admin, backup_at=Clock()().isoformat())
    count = shop_queries.document_count(rooms.books.reader)
    rooms.shop.keep(replace(rooms.shop.settings, backup_documents=count))
    window.close()
    assert (window.isVisible(), admin.asked) == (False, [])


def test_a_backup_that_fails_at_closing_is_read_before_the_window_goes(
    opened: Callable[..., tuple[Window, Rooms]], admin: Admin, qtbot: QtBot
) -> None:
    window, _rooms = opened(admin)
    admin.own = {"error": {"code": "backup-full", "place": "backups"}}
    window.close()
    page = window.currentWidget()
    assert isinstance(page, LeavingPage)
    qtbot.waitUntil(lambda: page.trouble is not None)
    assert (window.isVisible(), page.words.startswith("backups 满了"), page.help) == (True, True, "按 Enter 关窗口。")
    qtbot.keyClick(page, "\r")
    assert not window.isVisible()


def test_a_stick_that_is_not_there_keeps_nobody(
    opened: Callable[..., tuple[Window, Rooms]], admin: Admin, qtbot: QtBot, tmp_path: Path
) -> None:
    window, _rooms = opened(admin, backup_folder=str(tmp_path / "stick"))
    admin.away = {"error": {"code": "backup-gone", "place": "stick"}}
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
