"""The backups' rows of the settings page by keys: where they go, one now, and the newest one tried; all of it real."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui.backup_keeper import BackupKeeper
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.settings import backup
from shop_desktop.gui.pages.settings.page import SettingsPage
from shop_desktop.gui.settings import load_settings
from shop_desktop.gui.shop import Shop
from shop_desktop.operations.requests import read_command
from tests.gui.pages.keys import press
from tests.gui.pages.village import open_shop
from tests.journeys.person import words_on

ENDS_MS = 20_000


@pytest.fixture
def shop(practice: Path, tmp_path: Path) -> Iterator[Shop]:
    shop = open_shop(practice, tmp_path / "own", "manager")
    shop.keeper = BackupKeeper(shop)
    yield shop
    shop.keeper.close()
    shop.worker.close()
    shop.books.close()


@pytest.fixture
def window(shop: Shop, qtbot: QtBot) -> Iterator[Manager]:
    window = Manager(shop)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.setFocus()
    window.open("settings")
    yield window
    window.hide()


@pytest.fixture
def page(window: Manager) -> SettingsPage:
    assert isinstance(window.page, SettingsPage)
    return window.page


@pytest.fixture
def go(window: Manager, page: SettingsPage) -> Callable[..., None]:
    """To a setting, and on with these keys."""

    def goes(key: str, *keys: str) -> None:
        place = [row.key for row in page.table.rows].index(key)
        press(window, "Home", *["Down"] * place, *keys)

    return goes


@pytest.fixture
def said(window: Manager) -> Callable[[], str]:
    return lambda: window.frame.notice.view.text if window.frame.notice.view else ""


def test_without_a_second_place_it_is_a_thing_to_see_to(page: SettingsPage) -> None:
    row = page.settings["backup"]
    assert (row.value, row.badge) == ("只在这台电脑，硬盘坏了就一起没了", "没设")


def test_a_folder_that_is_typed_is_made_and_gets_a_backup_at_once(
    window: Manager, page: SettingsPage, go: Callable[..., None], said: Callable[[], str], tmp_path: Path, qtbot: QtBot
) -> None:
    go("backup", "Enter", "End", "Enter", str(tmp_path / "stick"), "Enter", "Down", "F12")
    assert said() == "正在备份，柜台照常用"
    qtbot.waitUntil(lambda: said() == "备份好了，打开核过，完好", timeout=ENDS_MS)
    kept = load_settings(page.shop.books.folder)
    assert (kept.backup_folder, kept.backup_reminder_days) == (str(tmp_path / "stick"), 7)
    assert kept.backup_at == kept.backup_away_at != ""
    assert len(list((tmp_path / "stick").glob("*.sqlite"))) == 1
    assert window.frame.footer.said == ("shield", "今天下午 12:00 已备份到 stick")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "写上文件夹"), ("backups", "写全路径，比如 E:\\备份"), ("/nowhere/at/all", "没有这个地方。先把 U 盘插上。")],
)
def test_a_folder_that_cannot_be_is_said_under_its_field(
    page: SettingsPage, go: Callable[..., None], typed: str, words: str
) -> None:
    go("backup", "Enter", "End", "Enter", *([typed] if typed else []), "F12")
    assert page.cards["backup"].form.rows["other"].error.wrong == words
    assert page.shop.settings.backup_folder == ""


def test_a_stick_that_is_plugged_in_is_offered(
    page: SettingsPage, go: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(backup, "plugged_in", lambda: [tmp_path])
    go("backup", "Enter", "Down", "F12")
    assert page.shop.settings.backup_folder == str(tmp_path / "青秤备份")
    qtbot.waitUntil(lambda: not page.shop.worker.running, timeout=ENDS_MS)


def test_one_now_and_the_newest_tried(page: SettingsPage, go: Callable[..., None], said: Callable[[], str], qtbot: QtBot) -> None:
    go("backup-now", "Enter")
    qtbot.waitUntil(lambda: "打开核过" in said(), timeout=ENDS_MS)
    go("backup-trial", "Enter")
    qtbot.waitUntil(lambda: "打得开" in said(), timeout=ENDS_MS)
    assert said().endswith("，和账本一样")
    assert page.settings["backup-trial"].badge == "好的"
    assert not (page.shop.books.folder / "trial").exists()


def test_pictures_that_are_gone_are_said(
    page: SettingsPage, go: Callable[..., None], said: Callable[[], str], qtbot: QtBot
) -> None:
    scans = {"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1, "scans": ["0" * 64]}
    page.shop.perform(read_command(json.dumps(scans).encode()))
    go("backup-now", "Enter")
    qtbot.waitUntil(lambda: "1 张单据照片不见了" in said(), timeout=ENDS_MS)
    assert page.settings["backup-now"].badge == "缺照片"
    go("backup-trial", "Enter")
    qtbot.waitUntil(lambda: said().endswith("有 1 张单据照片哪儿都没有"), timeout=ENDS_MS)
    assert page.settings["backup-trial"].badge == "缺照片"


def test_what_runs_can_be_stopped(page: SettingsPage, go: Callable[..., None], said: Callable[[], str], qtbot: QtBot) -> None:
    go("backup-now", "Enter")
    assert "Del" in {action.key for action in page.offered()}
    go("backup-now", "Del")
    qtbot.waitUntil(lambda: said() == "这次备份停了，以前的都还在。", timeout=ENDS_MS)
    assert list((page.shop.books.folder / "backups").glob("*.sqlite")) == []


def test_without_a_backup_there_is_nothing_to_try(
    page: SettingsPage, go: Callable[..., None], said: Callable[[], str], qtbot: QtBot, tmp_path: Path
) -> None:
    page.shop.keep(replace(page.shop.settings, backup_folder=str(tmp_path)))
    go("backup-trial", "Enter")
    qtbot.waitUntil(lambda: said() == f"{tmp_path} 里还没有这本账的备份。先备份一次，再来试。", timeout=ENDS_MS)


def test_a_stick_that_stays_away_is_said_on_every_page(window: Manager) -> None:
    shop = window.shop
    shop.keep(replace(shop.settings, backup_folder="/media/stick/x", backup_away_at="2026-11-20T08:00:00+08:00"))
    window.open("goods")
    assert window.frame.footer.said == ("triangle", "U 盘：4 天没插了，插上备份")


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("E:\\青秤备份", "U 盘 · 青秤备份"),
        ("/media/somebody/KINGSTON-DATA-TRAVELER/青秤备份", "U 盘 · 青秤备份"),
        ("C:\\Users\\shop\\backups", "backups"),
        ("", ""),
    ],
)
def test_the_second_place_is_said_without_its_path(folder: str, words: str) -> None:
    assert backup.place_words(folder) == words


def test_a_long_folder_stands_whole_beside_its_row(page: SettingsPage, go: Callable[..., None]) -> None:
    folder = "/media/somebody/KINGSTON-DATA-TRAVELER/青秤备份"
    page.shop.settings = replace(page.shop.settings, backup_folder=folder)
    page.refresh()
    go("backup")
    assert page.settings["backup"].value == "U 盘 · 青秤备份"
    assert ("文件夹", folder) in page.settings["backup"].facts
    assert not [words for words in words_on(page) if words.endswith("…") and words.strip("…")]
