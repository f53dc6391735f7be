"""The households' page by keys: found as at the counter, added, opened once, told by a statement."""

from collections.abc import Callable

import pytest

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.households import HouseholdsPage
from shop_desktop.store.queries import households

Show = Callable[[str], Manager]


@pytest.fixture
def page(manager: Show) -> HouseholdsPage:
    window = manager("manager")
    window.open("households")
    assert isinstance(window.page, HouseholdsPage)
    return window.page


@pytest.mark.parametrize(("typed", "found"), [("zhouguixiang", "036"), ("0417", "036"), ("036", "036"), ("2901700036017", "036")])
def test_initials_phone_code_and_card_find(page: HouseholdsPage, keys: Callable[..., None], typed: str, found: str) -> None:
    keys(typed)
    assert page.table.current == found


def test_nobody_found_says_what_to_do(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("qqq")
    assert page.table.rows == []
    assert page.table.empty is page.nobody


def test_esc_clears_the_search(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("qqq", "Esc")
    assert len(page.table.rows) == page.count


def test_a_household_is_added_with_the_next_code_and_card(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("Ins", "Enter", "Wu", "F12")
    added = households.by_code(page.shop.reader, "151")
    assert added is not None
    assert (added.name, added.card, added.party_member, added.resident) == ("Wu", "2901700151017", False, True)
    assert page.table.current == "151"


def test_a_code_that_is_taken_is_named_under_its_field(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("Ins", "Backspace", "Backspace", "Backspace", "001", "Enter", "Wu", "F12")
    assert "001" in page.cards["add"].form.rows["code"].error.wrong
    assert page.filling


def test_a_member_household_is_noted(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("Ins", "Enter", "Wu", *["Enter"] * 4, "Up", "Enter", "Enter")
    added = households.by_code(page.shop.reader, "151")
    assert added is not None
    assert added.party_member


def test_points_of_before_are_written_with_a_reason(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("005", "F4", "120", "Enter", "30", "Enter", "old book", "Enter")
    household = households.by_code(page.shop.reader, "005")
    assert household is not None
    assert (household.purses.recycling, household.purses.civic) == (120, 30)
    assert not page.filling


def test_points_of_before_are_written_once(page: HouseholdsPage, keys: Callable[..., None], said: Callable[[], str]) -> None:
    keys("001", "F4", "120", "Enter", "Enter", "again", "Enter")
    assert "001" in said()
    assert page.filling


def test_enter_opens_the_statement_and_esc_closes_it(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("036", "Enter")
    told = [row.cells for row in page.statement.rows]
    keys("Esc")
    assert (told[0][2:4], told[0][5]) == (("T20261124-0001", "+873"), "2,159")
    assert not page._telling
    assert page.search.text() == "036"


def test_a_voided_ticket_is_told_twice(page: HouseholdsPage, keys: Callable[..., None]) -> None:
    keys("019", "Enter")
    assert [row.cells[3] for row in page.statement.rows][:2] == ["−1,750", "+1,750"]
