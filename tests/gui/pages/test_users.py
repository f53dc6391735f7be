"""The users' page by keys: added with a PIN, changed, turned out and in again; PINs typed twice."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.users.done import DID
from shop_desktop.gui.pages.users.page import UsersPage
from shop_desktop.gui.pages.users.people import People
from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.operations.sign_in import sign_in
from shop_desktop.operations.table import OPERATIONS
from tests.gui.pages.village import user

Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def page(manager: Show) -> UsersPage:
    window = manager("manager")
    window.open("users")
    assert isinstance(window.page, UsersPage)
    return window.page


def people(page: UsersPage) -> People:
    found = page.views[0]
    assert isinstance(found, People)
    return found


def test_an_operator_is_added_and_can_sign_in(page: UsersPage, keys: Keys) -> None:
    keys("Ins", "Lan", "Enter", "lan", "Enter", "Enter", "Enter", "1357", "Enter", "1357", "Enter")
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
    assert "chunsheng" in people(page).left
    keys("F8")
    assert "chunsheng" in people(page).users


def test_nobody_shuts_themselves_out(page: UsersPage, keys: Keys) -> None:
    keys("Del")
    assert "manager" in people(page).users


def test_the_last_manager_stays_manager(page: UsersPage, keys: Keys) -> None:
    keys("F3", "Enter", "Up", "F12")
    assert user(page.shop, "manager").role == "manager"
    assert page.cards["change"].form.rows["role"].error.wrong


def test_a_role_is_changed(page: UsersPage, keys: Keys) -> None:
    keys("Down", "F3", "Enter", "Down", "F12")
    assert user(page.shop, "chunsheng").role == "manager"


def test_an_assessors_own_household_is_noted(page: UsersPage, keys: Keys) -> None:
    place = [row.key for row in page.table.rows].index("shouyi")
    keys(*["Down"] * place, "F3", "Enter", "Enter", "008", "Enter")
    assert ("自家：008 周国平",) in [row.cells for row in page.facts.view.rows]
    keys("F3")
    assert page.cards["change"].form.values()["household"] == "008"


def test_a_household_that_is_none_is_named_under_its_field(page: UsersPage, keys: Keys) -> None:
    keys("Down", "F3", "Enter", "Enter", "999", "Enter")
    assert "999" in page.cards["change"].form.rows["household"].error.wrong


def test_who_did_what_is_seen_day_by_day(page: UsersPage, keys: Keys) -> None:
    keys("2")
    assert page.conclusion()[0] == "2026-11-24 有 4 张单子，2 个人记的"
    assert [row.cells[1:3] for row in page.table.rows][:2] == [("苏月琴", "冲正"), ("何春生", "开单")]
    assert page.table.rows[1].badge == "作废"
    keys("Left")
    assert page.period == "2026-11-23"
    keys("Right", "Right")
    assert page.period == "2026-11-24"


def test_one_persons_acts_alone(page: UsersPage, keys: Keys) -> None:
    keys("2", "Down", "F3")
    assert page.conclusion()[0] == "何春生 2026-11-24 记了 3 张单子"
    keys("F3")
    assert len(page.table.rows) == 4


def test_every_operation_has_its_words() -> None:
    ops = {str(command.__struct_config__.tag) for command, _operation in OPERATIONS}
    assert ops - DID.keys() == set()


def done_today(page: UsersPage) -> dict[str, str]:
    """What the list says each operation was about."""
    return {row.cells[2]: row.cells[3] for row in page.table.rows}


def test_what_was_changed_is_told_with_what_it_was_before(page: UsersPage, keys: Keys, post: Callable[..., None]) -> None:
    post(page.shop, op="good.price", good="towel", points=800, **{"from": "2026-11-30"})
    post(page.shop, op="price.set", material="cardboard", yuan="1.60", per=1, unit="kg", **{"from": "2026-11-30"})
    post(page.shop, op="household.change", household="036", group="四组")
    post(page.shop, op="good.change", good="towel", minimum=8)
    post(page.shop, op="user.change", name="chunsheng", active=False)
    keys("2")
    told = done_today(page)
    assert told["冲正"] == "陈木根、T20261124-0003、记错了户"
    assert told["商品换了分"] == "毛巾、750 分 → 800 分，2026-11-30 起"
    assert told["定了价"] == "黄纸板、1.40 元/kg → 1.60 元/kg，2026-11-30 起"
    assert told["改了资料"] == "周桂香、组 三组 → 四组"
    assert told["改了商品"] == "毛巾、补货线 0 → 8"
    facts = dict(row.cells for row in page.facts.view.rows)
    assert (facts["关于"], facts["可以登录"]) == ("何春生", "是 → 否")


def test_amounts_and_names_are_told(page: UsersPage, keys: Keys, post: Callable[..., None]) -> None:
    post(page.shop, op="fund.receive", source="village-subsidy", amount_fen=10000, **{"from": "village"})
    post(page.shop, op="goods.receive", good="towel", quantity=6, cost_fen=1250)
    post(page.shop, op="household.split", household="036", into="005", recycling=100, reason="son moved out")
    keys("2")
    told = list(done_today(page).values())
    assert told[0].startswith("周桂香、+100")
    assert "毛巾 6 个" in told[1]
    assert told[2] == "village、100.00 元"
    facts = dict(row.cells for row in page.facts.view.rows)
    assert (facts["转到"], facts["原因"]) == ("韩永康", "son moved out")


def test_after_midnight_the_new_day_is_shown_without_a_key(page: UsersPage, keys: Keys, manager: Show) -> None:
    keys("2")
    page.shop.clock.later(hours=13)  # type: ignore[attr-defined]
    manager("manager").look()
    assert (page.period, page.table.rows) == ("2026-11-25", [])


def test_what_another_counter_posts_comes_by_itself(page: UsersPage, keys: Keys, manager: Show) -> None:
    keys("2")
    posted = read_command(b'{"op": "ticket.post", "household": "036", "lines": [{"material": "steel", "gross_g": 900}]}')
    perform(page.shop.books, replace(posted, by="chunsheng"), now=page.shop.clock())
    assert len(page.table.rows) == 4
    manager("manager").look()
    assert len(page.table.rows) == 5
