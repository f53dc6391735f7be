"""The customer's screen: the same state, weight and points in the same moment, the name masked, thanks at the end."""

import pytest

from scale_driver.simulator import Simulator
from tests.journeys.person import Person

STATES = {"moving": "不稳", "over": "过载", "absent": "断开", "settled": "稳定", "empty": "空秤"}


@pytest.fixture
def shown(person: Person) -> Person:
    person.press("F11")
    person.until(lambda: person.counter.customer.isVisible())
    return person


def deeds(scale: Simulator, state: str) -> None:
    scale.put(0 if state == "empty" else 1245)
    if state == "moving":
        scale.wobble()
    elif state == "over":
        scale.fault("overload")
    elif state == "absent":
        scale.unplug()


@pytest.mark.parametrize("state", STATES)
def test_both_screens_say_the_same_in_the_same_moment(shown: Person, state: str) -> None:
    shown.scan(shown.card("036"))
    shown.press("5")
    deeds(shown.scale, state)
    shown.until_gate(state)
    shown.counter.show_now()
    assert shown.sees(STATES[state])
    assert shown.customer_sees(STATES[state])
    assert shown.sees("1.245") == shown.customer_sees("1.245") == (state == "settled")


def test_a_screen_with_nobody_there_shows_todays_prices(shown: Person) -> None:
    assert shown.customer_sees("今天收什么", "黄纸板", "1.40 元/kg")


def test_at_the_goods_it_says_what_the_scale_is(shown: Person) -> None:
    shown.scan(shown.card("036"))
    shown.press("*")
    shown.scale.unplug()
    shown.until_gate("absent")
    shown.until(lambda: shown.customer_sees("还能换", "断开") and shown.sees("还能换", "断开"))


def test_the_name_is_masked_and_the_worth_is_the_counters(shown: Person) -> None:
    shown.scan(shown.card("036"))
    shown.put(1245)
    shown.press("5")
    shown.until(lambda: shown.customer_sees("周**", "1.245", "174"))
    assert not shown.customer_sees("桂香")


def test_after_finishing_it_thanks_with_the_points(shown: Person) -> None:
    shown.scan(shown.card("036"))
    shown.press("3", "7", "Enter", "+")
    shown.until(lambda: shown.customer_sees("谢谢！", "+4 分", "1,290"))


def test_the_next_household_ends_the_thanks(shown: Person) -> None:
    shown.scan(shown.card("036"))
    shown.press("3", "7", "Enter", "+")
    shown.until(lambda: shown.customer_sees("谢谢！"))
    shown.scan(shown.card("041"))
    shown.until(lambda: shown.customer_sees("张**"))


def test_the_key_hides_it_again_and_the_counter_keeps_the_keys(shown: Person) -> None:
    shown.press("F11", "m")
    assert not shown.counter.customer.isVisible()
    assert shown.desk.query == "m"
