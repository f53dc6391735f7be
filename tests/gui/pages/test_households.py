"""The households' page by keys: found as at the counter, added, opened once, told by a statement."""

from collections.abc import Callable

import pytest

from shop_desktop.domain.persons import Person
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.households.page import STORY, HouseholdsPage
from shop_desktop.gui.print_preview import Preview
from shop_desktop.store.queries import households, persons
from shop_desktop.store.queries import shop as shop_queries
from tests.gui.pages.keys import press
from tests.journeys.person import words_on

Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def page(manager: Show) -> HouseholdsPage:
    window = manager("manager")
    window.open("households")
    assert isinstance(window.page, HouseholdsPage)
    return window.page


@pytest.mark.parametrize(("typed", "found"), [("zhouguixiang", "036"), ("0417", "036"), ("036", "036"), ("2901700036017", "036")])
def test_initials_phone_code_and_card_find(page: HouseholdsPage, keys: Keys, typed: str, found: str) -> None:
    keys(typed)
    assert page.table.current == found


def test_nobody_found_says_what_to_do(page: HouseholdsPage, keys: Keys) -> None:
    keys("qqq")
    assert page.table.rows == []
    assert page.table.empty is page.nobody


def test_a_click_on_group_sorts_groups_by_their_numbers(page: HouseholdsPage) -> None:
    page.table.sort_by(2)
    groups = list(dict.fromkeys(row.cells[2] for row in page.table.rows))
    assert groups == ["一组", "二组", "三组", "四组", "五组"]


def test_esc_clears_the_search(page: HouseholdsPage, keys: Keys) -> None:
    keys("qqq", "Esc")
    assert len(page.table.rows) == page.count


def test_a_household_is_added_with_the_next_code_and_card(page: HouseholdsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Wu", "F12")
    added = households.by_code(page.shop.reader, "151")
    assert added is not None
    assert (added.name, added.card, added.party_member, added.resident) == ("Wu", "2901700151017", False, True)
    assert page.table.current == "151"


def test_a_code_that_is_taken_is_named_under_its_field(page: HouseholdsPage, keys: Keys) -> None:
    keys("Ins", "Backspace", "Backspace", "Backspace", "001", "Enter", "Wu", "F12")
    assert "001" in page.cards["add"].form.rows["code"].error.wrong
    assert page.filling


def test_a_member_household_is_noted(page: HouseholdsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Wu", *["Enter"] * 4, "Up", "Enter", "Enter")
    added = households.by_code(page.shop.reader, "151")
    assert added is not None
    assert added.party_member


def test_points_of_before_are_written_with_a_reason(page: HouseholdsPage, keys: Keys) -> None:
    keys("005", "F4", "120", "Enter", "30", "Enter", "old book", "Enter")
    household = households.by_code(page.shop.reader, "005")
    assert household is not None
    assert (household.purses.recycling, household.purses.civic) == (120, 30)
    assert not page.filling


def test_points_of_before_are_written_once(page: HouseholdsPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("001", "F4", "120", "Enter", "Enter", "again", "Enter")
    assert "001" in said()
    assert page.filling


def test_enter_tells_the_whole_story_and_esc_comes_back(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter")
    told = [row.cells for row in page.story.table.rows]
    facts = dict(row.cells for row in page.facts.view.rows)
    keys("Esc")
    assert (told[0][2:4], told[0][5]) == (("T20261124-0001", "+873"), "2,159")
    assert (told[-1][1], told[-1][5]) == ("黄纸板、废电池；换 洗衣皂 × 1", "850")
    assert facts["攒着废电池"] == "3 个，满 5 个得 2 分"
    assert not page.telling
    assert page.search.text() == "036"


def test_figures_of_the_story_are_whole_beside_every_form(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter")
    for form in "123456":
        keys("F3", form)
        seen = words_on(page.story.table)
        assert {"2026-11-24", "2,159", "2026-11-18", "850"} <= set(seen)
        assert not [text for text in seen if text.endswith("…")]
        keys("Esc")


def test_particulars_are_changed_and_f8_takes_them_back(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "1", "Enter", "Enter", *["Backspace"] * 11, "13800009999", "Enter", "Li", "F12")
    household = households.by_code(page.shop.reader, "036")
    assert household is not None
    known = persons.known(page.shop.reader, household.id)
    assert (known.phone, known.contact) == ("13800009999", "Li")
    assert [one.code for one in households.find(page.shop.reader, "9999")] == ["036"]
    keys("F8")
    assert persons.known(page.shop.reader, household.id).contact == ""


def test_a_phone_is_taken_away(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "1", "Enter", "Enter", *["Backspace"] * 11, "F12")
    household = households.by_code(page.shop.reader, "036")
    assert household is not None
    assert household.phone_tail == ""


def test_nothing_changed_writes_nothing(page: HouseholdsPage, keys: Keys, said: Callable[[], str]) -> None:
    before = shop_queries.document_count(page.shop.reader)
    keys("036", "Enter", "F3", "1", "F12")
    assert (shop_queries.document_count(page.shop.reader), said()) == (before, "没有改动")


def test_a_new_card_ends_the_old_one_and_is_printed(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "2", "F12")
    old, new = (households.by_card(page.shop.reader, card) for card in ("2901700036017", "2901700036024"))
    assert old is None
    assert new is not None
    assert new.code == "036"
    paper = next(child for child in page.window().findChildren(Preview))
    press(paper, "Esc")


def test_a_card_of_another_household_is_named_under_its_field(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "2", "2901700008014", "Enter")
    assert "2901700008014" in page.cards["card"].form.rows["card"].error.wrong


def test_who_is_away_gets_no_ticket_until_back(page: HouseholdsPage, keys: Keys, post: Callable[..., None]) -> None:
    keys("036", "Enter", "F3", "4", "Enter", "with the son", "Enter")
    ticket = {"op": "ticket.post", "household": "036", "lines": [{"material": "cardboard", "gross_g": 1000}]}
    with pytest.raises(Refused):
        post(page.shop, **ticket)
    assert page.conclusion()[0] == "周桂香外出；2,159 分留着"
    keys("F3", "4", "End", "Enter", "is back", "Enter")
    post(page.shop, **ticket)


def test_persons_join_and_leave(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "3", "Zhou Ming", "Enter", "End", "F12", "F3", "3", "Zhou Ming", "Enter", "Enter", "End", "F12")
    household = households.by_code(page.shop.reader, "036")
    assert household is not None
    assert persons.known(page.shop.reader, household.id).persons == (Person(name="Zhou Ming", party_member=False, active=False),)


def test_a_double_is_seen_beside_the_other_then_merged_and_parted_again(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "5", "008", "Enter", "twice", "Enter")
    assert page.conclusion()[0] == "036 周桂香 并到 008 周国平"
    rows = {row.cells[0]: row.cells[1:] for row in page.joining.table.rows}
    assert rows["回收积分"] == ("1,759", "1,389", "3,148")
    keys("F12")
    kept = households.by_code(page.shop.reader, "008")
    assert kept is not None
    assert (kept.purses.recycling, page.story.code) == (3148, "008")
    keys("F8")
    back = households.by_code(page.shop.reader, "036")
    assert back is not None
    assert (back.state, back.purses.recycling) == ("active", 1759)


@pytest.mark.parametrize("into", ["999", "036"])
def test_a_double_needs_another_household(page: HouseholdsPage, keys: Keys, into: str) -> None:
    keys("036", "Enter", "F3", "5", into, "Enter", "twice", "Enter")
    assert page.cards["merge"].form.rows["into"].error.wrong


def test_esc_leaves_the_two_as_they_are(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "5", "008", "Enter", "twice", "Enter", "Esc")
    assert page.telling == STORY
    assert households.by_code(page.shop.reader, "036").state == "active"  # type: ignore[union-attr]


def test_a_household_that_divides_hands_points_over(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "6", "005", "Enter", "100", "Enter", "50", "Enter", "son moved out", "Enter")
    into = households.by_code(page.shop.reader, "005")
    assert into is not None
    assert (into.purses.recycling, into.purses.civic) == (100, 50)


def test_more_points_than_there_are_stay(page: HouseholdsPage, keys: Keys) -> None:
    keys("036", "Enter", "F3", "6", "005", "Enter", "99999", "Enter", "Enter", "son moved out", "Enter")
    assert page.filling


@pytest.mark.parametrize("opened", [("036", "Enter", "F9"), ("036", "Enter", "F11"), ("036", "F9", "1"), ("F9", "2")])
def test_papers_are_shown_before_they_are_printed(page: HouseholdsPage, keys: Keys, opened: tuple[str, ...]) -> None:
    keys(*opened)
    papers = [child for child in page.window().findChildren(Preview) if child.isVisible()]
    assert len(papers) == 1
    press(papers[0], "Esc")


def test_an_auditor_sees_the_story_and_changes_nothing(manager: Show) -> None:
    window = manager("zhiming")
    window.open("households")
    page = window.page
    assert isinstance(page, HouseholdsPage)
    press(window, "036", "Enter", "F3")
    assert page.menu == ()


def test_points_on_a_card_carry_their_unit(page: HouseholdsPage, keys: Keys) -> None:
    keys("0", "3", "6")
    assert dict(row.cells for row in page.facts.view.rows)["现在能用"] == "2,159 分"
