"""What is said of the backups, from this PC's settings and the time alone."""

from datetime import datetime, timedelta

import pytest

from shop_desktop.gui import backup_words
from shop_desktop.gui.settings import Settings

NOW = datetime.fromisoformat("2026-11-24T12:30:00+08:00")
MORNING = "2026-11-24T08:02:11+08:00"
STICK = "/media/stick/青秤备份"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (MORNING, "今早 8:02"),
        ("2026-11-24T12:05:00+08:00", "今天下午 12:05"),
        ("2026-11-23T18:30:00+08:00", "昨天 18:30"),
        ("2026-11-23T23:30:00+00:00", "今早 7:30"),
        ("2026-11-03T09:00:00+08:00", "11 月 3 日 9:00"),
    ],
)
def test_a_time_is_said_as_one_says_it_today(at: str, said: str) -> None:
    assert backup_words.stored(Settings(backup_at=at), NOW) == f"{said} 已备份在这台电脑"


def test_the_stick_is_said_where_there_is_one() -> None:
    settings = Settings(backup_at=MORNING, backup_away_at=MORNING, backup_folder=STICK)
    assert backup_words.footer(settings, NOW) == ("shield", "今早 8:02 已备份到 U 盘")


@pytest.mark.parametrize(
    ("folder", "name"),
    [("D:\\青秤备份", "U 盘"), ("/run/media/lan/STICK", "U 盘"), ("C:\\backups", "backups"), ("/srv/shares/office", "office")],
)
def test_a_place_is_called_as_one_calls_it(folder: str, name: str) -> None:
    assert backup_words.place_name(folder).endswith(name)


@pytest.mark.parametrize(("days", "late"), [(0, False), (2, False), (3, True), (40, True)])
def test_a_stick_that_stays_away_is_said_after_the_days_that_are_set(days: int, late: bool) -> None:
    away = (NOW - timedelta(days=days)).isoformat()
    settings = Settings(backup_folder=STICK, backup_away_at=away, backup_at=MORNING, backup_reminder_days=3)
    assert backup_words.overdue(settings, NOW) == (f"U 盘：{days} 天没插了，插上备份" if late else "")
    assert backup_words.footer(settings, NOW)[0] == ("triangle" if late else "shield")


def test_a_stick_that_never_had_one_is_said_at_once() -> None:
    assert backup_words.overdue(Settings(backup_folder=STICK), NOW) == "还没备份到 U 盘，插上就备份"
    assert backup_words.overdue(Settings(backup_folder="/srv/copies"), NOW) == "还没备份到 copies，插上就备份"


def test_a_shop_without_a_second_place_hears_no_reminder() -> None:
    assert backup_words.overdue(Settings(), NOW) == ""
    assert backup_words.footer(Settings(), NOW) == ("shield", "还没备份过")


def test_practice_needs_none() -> None:
    assert backup_words.footer(Settings(practice=True), NOW) == ("", "")


@pytest.mark.parametrize("written", ["", "junk", "2026-11-24", "2026-11-24T08:00:00", "9999-99-99T00:00:00+08:00"])
def test_what_hands_wrote_into_the_settings_counts_as_never(written: str) -> None:
    assert backup_words.stored(Settings(backup_at=written), NOW) == "还没备份过"


def test_pictures_that_are_nowhere_are_counted() -> None:
    assert backup_words.lost(Settings(backup_lost=2)) == "有 2 张单据照片不见了或坏了，备份里也没有。看看旧 U 盘里有没有。"
    assert backup_words.lost(Settings()) == ""
