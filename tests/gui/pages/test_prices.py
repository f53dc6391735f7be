"""The prices' page by keys: a new price from Monday, N pieces for M points, the rate, and a price that counts as never set."""

from collections.abc import Callable
from datetime import date

import pytest

from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.prices.page import PricesPage
from shop_desktop.gui.print_preview import Preview
from shop_desktop.store.queries import materials, prices, rules
from tests.gui.pages.keys import press

Show = Callable[[str], Manager]
Keys = Callable[..., None]
MONDAY = date(2026, 11, 30)


@pytest.fixture
def page(manager: Show) -> PricesPage:
    window = manager("manager")
    window.open("prices")
    assert isinstance(window.page, PricesPage)
    return window.page


def price(page: PricesPage, code: str, day: date) -> object:
    found = prices.price_in_force(page.shop.reader, code, day)
    return found and found[0]


def test_a_price_holds_from_monday(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.20", "F12")
    assert price(page, "glass", MONDAY) == MoneyPrice(20, 1000)
    assert price(page, "glass", date(2026, 11, 29)) == MoneyPrice(10, 1000)
    assert page.table.rows[0].cells[3] == "下周一 2026-11-30  0.20 元/kg"
    assert page.conclusion()[0] == "1 个品类今天没有价"


def test_a_price_holds_from_a_day_that_is_typed(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.30", "Enter", "Enter", "End", "Enter", "2026.12.05", "F12")
    assert price(page, "glass", date(2026, 12, 5)) == MoneyPrice(30, 1000)


def test_another_day_must_be_typed(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.30", "Enter", "Enter", "End", "F12")
    assert page.cards["yuan"].form.rows["from"].error.wrong
    assert page.filling


@pytest.mark.parametrize("typed", ["1.005", "-1", "1.2.3"])
def test_what_is_no_amount_is_named(page: PricesPage, keys: Keys, typed: str) -> None:
    keys("F3", typed, "F12")
    assert page.cards["yuan"].form.rows["yuan"].error.wrong


def test_so_many_pieces_make_so_many_points(page: PricesPage, keys: Keys) -> None:
    keys("Down", "Down", "F4", "10", "Enter", "5", "F12")
    assert price(page, "battery", MONDAY) == PointsPrice(5, 10)


def test_a_new_price_is_taken_back_by_f8(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.20", "F12", "F8")
    assert price(page, "glass", MONDAY) == MoneyPrice(10, 1000)


def test_a_price_no_ticket_used_is_voided_with_a_reason(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.20", "F12", "Del", "Enter", "mistyped", "Enter")
    assert price(page, "glass", MONDAY) == MoneyPrice(10, 1000)
    assert not page.filling


def test_a_price_that_was_used_stays(page: PricesPage, keys: Keys, said: Callable[[], str]) -> None:
    steel = [row.key for row in page.table.rows].index("steel")
    keys(*["Down"] * steel, "Del", "Enter", "mistyped", "Enter")
    assert page.filling
    assert said()


def test_a_material_is_added_and_waits_for_its_price(page: PricesPage, keys: Keys) -> None:
    keys("Ins", "zinc", "Enter", "Zinc", "F12")
    added = materials.offered(page.shop.reader, page.shop.today())[-1]
    assert (added.code, added.name, added.unit, added.hazardous, added.price) == ("zinc", "Zinc", "kg", False, None)
    assert page.table.rows[-1].badge


def test_the_rate_holds_from_monday(page: PricesPage, keys: Keys) -> None:
    keys("F6", "Backspace", "Backspace", "Backspace", "120", "F12")
    assert prices.rate_in_force(page.shop.reader, MONDAY).points_per_yuan == 120
    assert prices.rate_in_force(page.shop.reader, page.shop.today()).points_per_yuan == 100


def test_who_decided_a_price_stands_beside_it(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.20", "Enter", "Enter", "Enter", "Enter", "meeting of 20 Nov", "F12")
    assert page.facts.view.rows[0].cells == ("2026-11-30", "0.20 元/kg", "meeting of 20 Nov")
    assert page.facts.view.rows[1].cells[2] == "苏月琴"


def test_two_versions_stand_side_by_side_with_what_changed(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.20", "F12", "2")
    told = {row.cells[0]: (row.cells[1:], row.badge) for row in page.table.rows}
    assert told["玻璃瓶"] == (("0.10 元/kg", "0.20 元/kg"), "涨了")
    assert told["废铁"][1] == ""
    assert page.conclusion()[0] == "2026-11-30 起，1 样换了价"


def test_another_rate_changes_all_and_is_told(page: PricesPage, keys: Keys) -> None:
    keys("F6", "Backspace", "Backspace", "Backspace", "80", "F12", "2")
    assert page.table.rows[-1].cells[1:] == ("100 分", "80 分")


def test_versions_are_chosen_by_their_days(page: PricesPage, keys: Keys, post: Callable[..., None]) -> None:
    for day, yuan in (("2026-12-07", "0.30"), ("2026-12-14", "0.40")):
        price_set = {"op": "price.set", "material": "glass", "from": day, "yuan": yuan, "per": 1, "unit": "kg"}
        post(page.shop, **price_set)
    keys("2", "Right")
    assert page.table.rows[0].cells[1:] == ("0.30 元/kg", "0.40 元/kg")
    keys("F3", "End", "Enter", "Home", "Enter")
    assert page.table.rows[0].cells[1:] == ("0.10 元/kg", "0.40 元/kg")


def test_a_material_gets_a_note_a_picture_and_hand_typing(page: PricesPage, keys: Keys) -> None:
    keys("Enter", *["Backspace"] * 3, "Flint glass", "Enter", "Enter", "Down", "Enter", "Down", "Enter", "broken", "F12")
    changed = materials.offered(page.shop.reader, page.shop.today())[0]
    assert (changed.name, changed.typed_allowed, changed.refusal_note) == ("Flint glass", True, "broken")
    assert changed.picture == "newspaper"


def test_a_material_moves_and_the_others_give_way(page: PricesPage, keys: Keys) -> None:
    keys("Enter", "Enter", "Backspace", "3", "F12")
    codes = [m.code for m in materials.offered(page.shop.reader, page.shop.today())]
    assert codes[:3] == ["clothes", "battery", "glass"]


def test_a_material_that_is_taken_no_more_stays_in_the_list(page: PricesPage, keys: Keys) -> None:
    keys("Enter", *["Enter"] * 5, "Down", "F12")
    assert page.table.rows[0].badge == "不收"
    assert "glass" not in [m.code for m in materials.offered(page.shop.reader, page.shop.today())]


def test_the_board_of_the_day_that_comes_is_shown(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.20", "F12", "F9", "F12")
    paper = next(child for child in page.window().findChildren(Preview))
    assert paper.title == "价目表 A3，2026-11-30"
    press(paper, "Esc")


# ---- rules and meetings


def test_a_rule_is_a_default_until_it_is_decided(page: PricesPage, keys: Keys) -> None:
    keys("3")
    assert [row.badge for row in page.table.rows] == ["默认，没定过"] * 4
    keys("Enter", "End", "Enter", "meeting", "F12")
    assert prices.rule(page.shop.reader, "spend_first", page.shop.today()) == "recycling"
    assert (page.table.rows[0].cells[1], page.table.rows[0].badge) == ("回收积分", "")
    assert [row.cells[2] for row in page.facts.view.rows] == ["meeting", "默认，没定过"]
    keys("F8")
    assert page.table.rows[0].badge == "默认，没定过"


@pytest.mark.parametrize(("typed", "kept"), [("4.5", "45"), ("7", "70")])
def test_a_share_is_typed_in_per_cent(page: PricesPage, keys: Keys, typed: str, kept: str) -> None:
    keys("3", "Down", "Down", "Enter", typed, "Enter", "meeting", "F12")
    assert prices.rule(page.shop.reader, "shrink_warn_permille", page.shop.today()) == kept


@pytest.mark.parametrize("typed", ["101", "4.25", "-1", "."])
def test_a_share_that_does_not_do_is_named_under_its_field(page: PricesPage, keys: Keys, typed: str) -> None:
    keys("3", "Down", "Down", "Enter", typed, "Enter", "meeting", "F12")
    assert page.cards["rule:shrink_warn_permille"].form.rows["value"].error.wrong == "在 0 到 100 之间"


def test_a_version_that_nothing_used_is_voided(page: PricesPage, keys: Keys) -> None:
    keys("3", "End", "Enter", "60", "Enter", "meeting", "F12", "Del", "Enter", "mistyped", "Enter")
    assert prices.rule(page.shop.reader, "voucher_days", page.shop.today()) == "90"


def test_a_default_has_nothing_to_void(page: PricesPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("3", "Del")
    assert said() == "还是默认，没什么可冲的"


def test_a_meeting_is_noted_and_proposed_as_who_decided(page: PricesPage, keys: Keys) -> None:
    numbers = ("Enter", "Enter", "30", "Enter", "21", "Enter", "15")
    keys("4", "Ins", *numbers, "Enter", "Enter", "Enter", "prices of December", "F12")
    (noted,) = rules.meetings_of(page.shop.reader)
    assert (noted.members, noted.attended, noted.votes_for, noted.text) == (30, 21, 15, "prices of December")
    assert page.table.rows[0].badge == "通过"
    keys("3", "Enter")
    assert page.cards["rule:spend_first"].form.values()["decided_by"] == "2026-11-24 村民代表会议"


def test_too_few_representatives_are_warned_of_not_stopped(page: PricesPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("4", "Ins", "Enter", "Enter", "30", "Enter", "19", "Enter", "15", "Enter", "Enter", "Enter", "prices", "F12")
    assert said() == "记下了。到会不足三分之二，不能算定"
    assert page.table.rows[0].badge == "人数不够"


def test_votes_that_do_not_add_up_are_named(page: PricesPage, keys: Keys) -> None:
    keys("4", "Ins", "Enter", "Enter", "30", "Enter", "19", "Enter", "25", "Enter", "Enter", "Enter", "prices", "F12")
    assert page.cards["meeting"].form.rows["attended"].error.wrong
