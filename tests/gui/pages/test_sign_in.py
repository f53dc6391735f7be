"""Signing in by keys alone: a digit, a PIN, Enter; wrong ones are counted, five lock, and nobody comes in without one."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui.shop import Shop
from shop_desktop.gui.sign_in import SignInPage
from shop_desktop.store.queries import shop as shop_queries
from tests.gui.pages.keys import press, settle

Open = Callable[[str], Shop]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., SignInPage]:
    def shown(shop: Shop, **look: bool) -> SignInPage:
        page = SignInPage(shop, **look)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        page.setFocus()
        return page

    return shown


def test_six_keys_sign_in(open_as: Open, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    page = show(open_as(""))
    with qtbot.waitSignal(page.signed_in) as signed_in:
        press(page, "2", "1", "2", "3", "4", "Enter")
    assert signed_in.args[0].login == "chunsheng"


def test_a_long_pin_typed_fast_is_no_scan(open_as: Open, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    shop = open_as("manager")
    page = show(shop)
    with qtbot.assertNotEmitted(page.signed_in):
        press(page, "1", "87654321", "Enter")
    assert "4" in page.widget.view.said


def test_a_wrong_pin_says_how_many_tries_are_left(open_as: Open, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    page = show(open_as(""))
    with qtbot.assertNotEmitted(page.signed_in):
        press(page, "2", "9999", "Enter")
    assert (page.widget.view.said, page.widget.view.wrong, page.widget.view.dots) == ("密码不对，还能试 4 次。", True, 0)


def test_five_wrong_pins_lock_for_a_minute(open_as: Open, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    shop = open_as("")
    page = show(shop)
    press(page, "2", *["9999", "Enter"] * 5)
    assert "60" in page.widget.view.said
    shop.clock.later(seconds=20)  # type: ignore[attr-defined]
    page._waited()
    assert "40" in page.widget.view.said
    with qtbot.assertNotEmitted(page.signed_in):
        press(page, "1234", "Enter")
    shop.clock.later(seconds=41)  # type: ignore[attr-defined]
    page._waited()
    with qtbot.waitSignal(page.signed_in):
        press(page, "1234", "Enter")


def test_a_short_pin_is_not_tried(open_as: Open, show: Callable[..., SignInPage]) -> None:
    page = show(open_as(""))
    press(page, "2", "123", "Enter", "Backspace")
    assert page.widget.view.dots == 2
    assert not page.widget.view.wrong


def test_esc_goes_back_to_the_names_and_then_to_the_counter(open_as: Open, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    page = show(open_as("chunsheng"), may_return=True)
    press(page, "1", "23", "Esc")
    assert (page.widget.view.chosen, page.widget.view.dots) == ("", 0)
    with qtbot.waitSignal(page.returned):
        press(page, "Esc")


def test_there_is_no_way_back_where_nobody_is_signed_in(open_as: Open, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    page = show(open_as(""))
    with qtbot.assertNotEmitted(page.returned):
        press(page, "Esc")


def test_someone_without_a_pin_hears_who_can_help(
    open_as: Open, show: Callable[..., SignInPage], post: Callable[..., None]
) -> None:
    shop = open_as("manager")
    post(shop, op="user.add", name="aaa", shown="小兰", role="operator")
    page = show(shop)
    press(page, "2")
    settle()
    assert page.widget.view.chosen == ""
    assert "负责人" in page.widget.view.said


def test_the_first_manager_sets_a_pin_here(bare_shop: Shop, show: Callable[..., SignInPage], qtbot: QtBot) -> None:
    page = show(bare_shop)
    press(page, "1", "2468", "Enter", "1357", "Enter")
    assert page.widget.view.wrong
    with qtbot.waitSignal(page.signed_in):
        press(page, "2468", "Enter", "2468", "Enter")
    assert [user.has_pin for user in shop_queries.users_of(bare_shop.reader)] == [True]


def test_more_than_nine_names_turn_over(open_as: Open, show: Callable[..., SignInPage], post: Callable[..., None]) -> None:
    shop = open_as("manager")
    for number in range(9):
        post(shop, op="user.add", name=f"zz{number}", role="operator")
    page = show(shop)
    before = page.widget.view.people
    press(page, "0")
    settle()
    assert len(before) == 9
    assert page.widget.view.people[0].name == shop_queries.users_of(shop.reader)[9].shown
