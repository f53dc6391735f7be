"""Goods for points: taken by digit, quantity, barcode and letters; too few points, an empty shelf; removed and brought back."""

import pytest

from tests.journeys.person import Person

SOAP, EGGS = "6900000000052", "2000000000046"


@pytest.fixture
def giving(person: Person) -> Person:
    """At the goods, with a household of 1,286 points."""
    person.scan(person.card("036"))
    person.press("*")
    return person


def goods(person: Person) -> dict[str, int]:
    return {row.good: row.quantity for row in person.desk.draft.goods}


def test_a_digit_takes_one_and_again_is_one_more(giving: Person) -> None:
    giving.press("9", "9")
    assert goods(giving) == {"salt": 2}
    giving.until_sees("食盐 400 g × 2", "250 分 × 2", "786", "−500")


def test_a_quantity_is_typed_after_enter(giving: Person) -> None:
    giving.press("9", "Enter", "4", "Enter")
    assert goods(giving) == {"salt": 4}
    giving.until_sees("1,286+0−1,000", "286")


def test_a_quantity_of_nought_takes_the_good_off(giving: Person) -> None:
    giving.press("9", "Enter", "0", "Enter")
    assert goods(giving) == {}


def test_a_barcode_is_typed(giving: Person) -> None:
    giving.press(".", *SOAP, "Enter")
    assert goods(giving) == {"soap": 1}


def test_a_barcode_is_scanned_at_any_time_after_the_household(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("5")
    person.scan(SOAP)
    person.scan(SOAP)
    person.until_sees("洗衣皂 × 2", "686")
    assert goods(person) == {"soap": 2}


def test_an_in_store_code_is_a_good_too(person: Person) -> None:
    person.scan(person.card("036"))
    person.scan(EGGS)
    assert goods(person) == {"eggs": 1}


def test_an_empty_shelf_says_so_and_gives_nothing(giving: Person) -> None:
    giving.until_sees("没货")
    giving.press("2")
    giving.until_sees("牙刷没货了。")
    assert goods(giving) == {}


def test_too_few_points_say_how_many_are_short(person: Person) -> None:
    person.scan(person.card("041"))
    person.press("*", "9")
    person.until_sees("积分不够，还差 172 分。少拿一样，或再称一点。", "差172")
    assert goods(person) == {}


def test_three_points_short_is_short(person: Person) -> None:
    person.manager_posts({"op": "good.price", "good": "salt", "points": 81, "from": "2026-11-24"})
    person.scan(person.card("041"))
    person.press("*", "9")
    person.until_sees("还差 3 分")


def test_a_household_that_cannot_pay_for_the_goods_is_told_and_cannot_finish(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("*", "9", "/", "z", "g", "y", "Enter", "*")
    person.until_sees("张高远", "积分不够，还差 172 分。少拿一样，或再称一点。")
    person.press("+")
    assert person.tickets == []
    assert person.lit == []


def test_points_of_this_ticket_can_be_spent_on_it(person: Person) -> None:
    person.scan(person.card("041"))
    person.take("5", 2000)
    person.press("*", "9", "+")
    person.until(lambda: person.tickets)
    assert person.household("041").purses.spendable == 78 + 280 - 250


def test_more_goods_than_nine_lie_on_further_pages(giving: Person) -> None:
    giving.press("0")
    giving.until_sees("牙膏 120 g", "菜籽油 1.8 L")
    giving.press("0", "0")
    giving.until_sees("毛巾")


def test_first_letters_turn_to_the_good_and_say_its_key(giving: Person) -> None:
    giving.press("x", "y", "f")
    giving.until_sees("按 3 拿洗衣粉 1 kg。")
    giving.press("3")
    assert goods(giving) == {"detergent": 1}


def test_letters_of_no_good_say_so(giving: Person) -> None:
    giving.press("v")
    giving.until_sees("没有这个首字母开头的。")


def test_first_letters_choose_a_material_on_a_further_page(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("d", "x")
    assert person.desk.material == "cable"
    person.until_sees("电线")


def test_a_removed_line_comes_back_and_is_posted_once(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "-")
    person.until_sees("去掉了第 1 行", "撤回F8", "本单空的")
    person.press("F8", "+")
    person.until(lambda: person.tickets)
    assert "removed" not in person.content(person.tickets[0]) or person.content(person.tickets[0])["removed"] == []


def test_undo_goes_to_the_beginning_and_says_so(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "*", "9", "9", "F8", "F8", "F8", "F8")
    person.until_sees("已经退到这张单子的开头了。", "空的")


def test_what_was_removed_is_posted_as_removed(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "-", "3", "5", "Enter", "+")
    person.until(lambda: person.tickets)
    removed = person.content(person.tickets[0])["removed"]
    assert [(row["material"], row["pieces"]) for row in removed] == [("battery", 7)]


def test_the_selected_line_is_the_one_removed(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "3", "5", "Enter", "Up", "Up", "-")
    assert [line.load.pieces for line in person.desk.draft.lines] == [5]


def test_another_card_is_welcome_when_every_line_was_removed(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "-")
    person.scan(person.card("041"))
    person.until_sees("张高远")
