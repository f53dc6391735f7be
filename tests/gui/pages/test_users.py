"""The users' page by keys: added with a PIN, changed, turned out and in again; PINs typed twice."""

from collections.abc import Callable

import pytest

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.users import UsersPage
from shop_desktop.operations.sign_in import sign_in
from tests.gui.pages.village import user

Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def page(manager: Show) -> UsersPage:
    window = manager("manager")
    window.open("users")
    assert isinstance(window.page, UsersPage)
    return window.page


def test_an_operator_is_added_and_can_sign_in(page: UsersPage, keys: Keys) -> None:
    keys("Ins", "Lan", "Enter", "lan", "Enter", "Enter", "1357", "Enter", "1357", "Enter")
    assert sign_in(page.shop.books, "lan", "1357", now=page.shop.clock()).role == "operator"


def test_two_different_pins_are_named(page: UsersPage, keys: Keys) -> None:
    keys("F4", "1357", "Enter", "7531", "Enter")
    assert page.cards["pin"].form.rows["again"].error.wrong == "两遍不一样"


def test_a_short_pin_is_named(page: UsersPage, keys: Keys) -> None:
    keys("F4", "13", "Enter", "13", "Enter")
    assert page.cards["pin"].form.rows["pin"].error.wrong == "要 4 到 8 位数字"


def test_a_new_pin_holds_at_once(page: UsersPage, keys: Keys) -> None:
    keys("Down", "F4", "9753", "Enter", "9753", "Enter")
    assert sign_in(page.shop.books, "chunsheng", "9753", now=page.shop.clock()).login == "chunsheng"


def test_who_leaves_signs_in_no_more_and_f8_brings_them_back(page: UsersPage, keys: Keys) -> None:
    keys("Down", "Del")
    assert "chunsheng" in page.left
    keys("F8")
    assert "chunsheng" in page.users


def test_nobody_shuts_themselves_out(page: UsersPage, keys: Keys) -> None:
    keys("Del")
    assert "manager" in page.users


def test_the_last_manager_stays_manager(page: UsersPage, keys: Keys) -> None:
    keys("F3", "Enter", "Up", "Enter")
    assert user(page.shop, "manager").role == "manager"
    assert page.cards["change"].form.rows["role"].error.wrong


def test_a_role_is_changed(page: UsersPage, keys: Keys) -> None:
    keys("Down", "F3", "Enter", "Down", "Enter")
    assert user(page.shop, "chunsheng").role == "manager"
