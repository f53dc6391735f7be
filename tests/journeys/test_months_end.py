"""The month's end in the real window, by keys: a warning left with a reason, the seal, and a ticket of that month refused."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shop_desktop.domain.refused import Refused
from shop_desktop.store.queries import goods
from tests.journeys.person import Person, squeezed

DECEMBER = {"days": 8}


def enter_as_manager(person: Person) -> None:
    """The manager signs in and opens the month's page."""
    person.press("F10", "1", "2", "3", "4", "5", "Enter")
    person.until_sees("去柜台")
    manager = person.window.currentWidget()
    manager.open("months")  # type: ignore[attr-defined]
    person.until(lambda: not person.rooms.shop.worker.running)


def tap(person: Person, *names: str) -> None:
    """Keys on a page, where none begins a scan."""
    named = {"Enter": Qt.Key.Key_Return, "F4": Qt.Key.Key_F4, "F12": Qt.Key.Key_F12, "Down": Qt.Key.Key_Down}
    for name in names:
        if name in named:
            QTest.keyClick(person.in_focus, named[name])
        else:
            person.compose(name)


def in_december(person: Person) -> Person:
    """A ticket of November, the shelf counted; then it is December, and a stick is there."""
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "+")
    person.until(lambda: person.tickets)
    shelf = [one for one in goods.shelf(person.rooms.books.reader, person.rooms.shop.today()) if one.kind == "thing" and one.left]
    counts = [{"good": one.code, "quantity": one.left} for one in shelf]
    person.manager_posts({"op": "goods.count", "counts": counts, "reason": "月末盘点"})
    person.clock.move(**DECEMBER)
    stick = person.folder / "stick"
    stick.mkdir()
    shop = person.rooms.shop
    shop.settings = replace(shop.settings, backup_folder=str(stick))
    return person


def test_a_month_is_closed_with_one_warning_left_and_takes_no_ticket_after(person: Person) -> None:
    enter_as_manager(in_december(person))
    person.until_sees("11 月还差 1 件事就能封账", "场院还没盘", "货架盘过了", "账对得上")
    tap(person, "F4", "雨天，下月一起称", "Enter")
    person.until_sees("11 月可以封账了", "雨天，下月一起称")
    tap(person, "F12")
    person.until_sees("看一遍 11 月的数字，再封账", "期初")
    tap(person, "F12")
    person.until(lambda: not person.rooms.shop.worker.running)
    ((seal,),) = person.rows("SELECT seal FROM seals WHERE month = '2026-11'")
    person.until_sees("11 月封好了", squeezed(f"{seal[:4]}{seal[4:8]}".upper()))
    lines = [{"material": "cardboard", "gross_g": 1000}]
    with pytest.raises(Refused) as refused:
        person.manager_posts({"op": "ticket.post", "at": "2026-11-24T10:00:00+08:00", "household": "036", "lines": lines})
    assert refused.value.code == "month-closed"
    assert person.findings == 0


def test_the_report_is_seen_and_the_file_lies_on_the_stick(person: Person) -> None:
    enter_as_manager(in_december(person))
    tap(person, "F4", "雨天", "Enter", "F12", "F12")
    person.until_sees("11 月封好了", "月报还没印")
    tap(person, "F12")
    person.until_sees("11 月月报")
    tap(person, "Enter")
    person.until_sees("月报存成文件了", "确认清单还没印")
    person.press("3")
    person.until(lambda: not person.rooms.shop.worker.running)
    person.until_sees("可以拔 U 盘了")
    assert [file.name for file in (person.folder / "stick").iterdir()] == ["青禾村-2026-11.zip"]
