"""Two counters on one set of books, each with its own PC and folder: the window works beside another that posts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_desktop.gui.rooms import open_rooms
from shop_desktop.gui.window import Window
from shop_desktop.store import books
from tests.journeys.person import OPERATOR, Person
from tests.postgres import DATABASES
from tests.shop import Shop, ticket_of

pytestmark = pytest.mark.skipif(DATABASES is None, reason="needs a server: make test-postgres")
CARD = "036"


@pytest.fixture
def other(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The other counter."""
    assert DATABASES is not None
    address = DATABASES.url(person.books_folder)
    monkeypatch.setattr(books, "address_of", lambda _folder: address)
    shop = Shop(books.open_books(tmp_path / "other-pc"))
    shop.now = person.clock()
    yield shop
    shop.books.close()


def sell(person: Person, cardboard_g: int) -> None:
    person.scan(person.card(CARD))
    person.take("5", cardboard_g)
    person.press("+")


def test_both_sell_to_one_household_and_their_numbers_follow_each_other(person: Person, other: Shop) -> None:
    before = person.household(CARD).purses.spendable
    sell(person, 1000)
    elsewhere = other.post(ticket_of(CARD, cardboard_g=1000))
    sell(person, 3000)
    assert [int(number[-4:]) for number in person.tickets] == [1, 2, 3]
    assert person.tickets[1] == elsewhere.document
    assert person.household(CARD).purses.spendable == before + 140 + 420 + elsewhere.answer["points_in"]
    assert person.findings == 0


def test_points_that_the_other_counter_took_meanwhile_are_not_there(person: Person, other: Shop) -> None:
    person.scan(person.card(CARD))
    person.press("*", "4")
    elsewhere = other.post(ticket_of(CARD, goods={"salt": 4}))
    person.press("+")
    person.until_sees("还差 564 分")
    assert person.tickets == [elsewhere.document]
    assert person.findings == 0


def test_a_counter_that_waits_too_long_says_so_and_keeps_the_ticket(person: Person, other: Shop) -> None:
    person.scan(person.card(CARD))
    person.take("5", 1000)
    with other.books.transaction():
        person.press("+")
        person.until_sees("另一个柜台正在记账，稍等再试。")
    person.press("+")
    person.until(lambda: person.tickets)
    assert person.findings == 0


def test_a_server_that_was_started_anew_between_two_sales_is_not_noticed(person: Person) -> None:
    assert DATABASES is not None
    sell(person, 1000)
    DATABASES.disconnect(person.books_folder)
    sell(person, 2000)
    person.until(lambda: len(person.tickets) == 2)
    assert person.findings == 0


def test_of_one_folder_there_is_one_window_all_the_same(person: Person) -> None:
    second = Window(person.books_folder, person.settings(), practice_user=OPERATOR)
    person.bot.addWidget(second)
    assert open_rooms(second, person.clock) is None
