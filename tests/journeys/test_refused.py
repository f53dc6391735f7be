"""A ticket that cannot be stored now: a sentence, the draft as it was, and the next try posts it once."""

import sqlite3
import sys

import pytest

from shop_desktop import app
from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import FILE
from tests.journeys.person import Person
from tests.shop import price_of

sqlite_only = pytest.mark.sqlite_only


@pytest.fixture
def full(person: Person) -> Person:
    """A ticket ready to be finished."""
    person.scan(person.card("036"))
    person.press("3", "7", "Enter")
    return person


@pytest.mark.parametrize(
    ("error", "said"),
    [(Trouble("connection-lost", why="server"), "跟账本服务器的连接断了。"), (KeyError("x"), "有件事没办成，已经记下来")],
    ids=["the server is gone", "what nobody foresaw"],
)
def test_what_a_page_could_not_read_is_said_on_it_and_logged(
    person: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, said: str
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app._keep_a_log(person.window, person.books_folder)
    for _page in ("counter", "manager"):
        assert not person.sees(said)
        sys.excepthook(type(error), error, None)
        person.until_sees(said)
        person.press("F10", "1", "2", "3", "4", "5", "Enter")
    assert type(error).__name__ in caplog.text


def posts_once(person: Person) -> bool:
    person.press("+")
    person.until(lambda: person.tickets)
    return len(person.tickets) == 1 and person.findings == 0


def test_a_kind_whose_price_starts_tomorrow_cannot_be_chosen_today(person: Person) -> None:
    person.manager_posts({"op": "material.add", "code": "rope", "name": "绳子", "unit": "kg"})
    person.manager_posts(price_of("rope", "2026-11-25", "0.20"))
    person.scan(person.card("036"))
    person.press("s", "z")
    person.until_sees("绳子今天没有价。请负责人在“价目与规则”里定价，别的品类照常称。")
    assert person.desk.material == ""


def test_a_price_taken_back_while_the_ticket_is_open_stops_it_until_there_is_one(person: Person) -> None:
    person.manager_posts({"op": "material.add", "code": "rope", "name": "绳子", "unit": "piece"})
    price = person.manager_posts(price_of("rope", "2026-11-24", "1.00", "piece"))
    person.scan(person.card("036"))
    person.press("s", "z", "2", "Enter")
    person.manager_posts({"op": "document.void", "document": price.document, "reason": "定错了"})
    person.until_sees("绳子", "今天没价")
    person.press("+")
    person.until_sees("绳子今天没有价。")
    person.manager_posts(price_of("rope", "2026-11-24", "1.50", "piece"))
    assert posts_once(person)
    assert person.content(person.tickets[0])["points_in"] == 300


def test_a_clock_set_back_refuses_and_keeps_the_draft(full: Person) -> None:
    full.clock.move(days=-300)
    full.press("+")
    full.until_sees("电脑的日期跳了。先把日期改对；要是没错，请负责人确认。")
    full.until_sees("周桂香", "废电池")
    full.clock.move(days=300)
    assert posts_once(full)


@sqlite_only("the file is locked from outside")
def test_locked_books_say_so_and_the_next_try_posts(full: Person) -> None:
    other = sqlite3.connect(full.books_folder / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    full.press("+")
    full.until_sees("别的程序占着账本。关掉它，再来一次。")
    assert full.tickets == []
    other.execute("ROLLBACK")
    other.close()
    assert posts_once(full)


@sqlite_only("the file is locked from outside")
def test_a_line_that_could_not_be_stored_is_on_the_screen_and_the_warning_goes_with_its_cause(full: Person) -> None:
    other = sqlite3.connect(full.books_folder / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    full.press("3", "5", "Enter")
    full.until_sees("别的程序占着账本。", "2 项")
    other.execute("ROLLBACK")
    other.close()
    full.press("3", "6", "Enter")
    full.until(lambda: not full.sees("别的程序占着账本。"))
    full.until_sees("草稿已存")


def test_finish_pressed_twice_posts_once(full: Person) -> None:
    full.press("+", "+")
    full.until(lambda: full.tickets)
    assert len(full.tickets) == 1


def test_an_empty_ticket_is_not_finished(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("+")
    person.until_sees("这张单子还是空的。")
    assert person.tickets == []


def test_a_ticket_open_over_midnight_has_the_new_days_price_and_says_so(person: Person) -> None:
    person.manager_posts(price_of("steel", "2026-11-25", "2.00"))
    person.scan(person.card("036"))
    person.take("4", 1000)
    person.until_sees("1.000 kg × 1.80", "+180")
    person.clock.move(hours=13)
    person.until_sees("这一单是 2026-11-24 开的，按今天的价算。", "1.000 kg × 2.00", "+200")
    assert posts_once(person)
    assert person.content(person.tickets[0])["points_in"] == 200
