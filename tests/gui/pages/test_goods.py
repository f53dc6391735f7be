"""The goods' page by keys: added, received, counted, priced anew; a service has no shelf."""

from collections.abc import Callable
from datetime import date

import pytest

from shop_desktop.domain.goods import Good
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.goods import GoodsPage
from shop_desktop.store.queries import goods

Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def page(manager: Show) -> GoodsPage:
    window = manager("manager")
    window.open("goods")
    assert isinstance(window.page, GoodsPage)
    return window.page


def of_day(page: GoodsPage, code: str, day: date) -> Good:
    return next(good for good in goods.shelf(page.shop.reader, day) if good.code == code)


def left(page: GoodsPage, code: str) -> int:
    return of_day(page, code, page.shop.today()).left


def test_a_good_is_added_and_received(page: GoodsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Matches", "Enter", "50", "Enter", "6901234567892", "F12", "End", "F4", "24", "Enter", "12", "Enter")
    code = page.table.current
    assert (page.goods[code].name, page.goods[code].points, page.goods[code].barcode) == ("Matches", 50, "6901234567892")
    assert left(page, code) == 24
    assert [(got.pieces, got.amount_fen) for got in goods.receipts(page.shop.reader, code)] == [(24, 1200)]


def test_a_receipt_is_taken_back_by_f8(page: GoodsPage, keys: Keys) -> None:
    before = left(page, "towel")
    keys("F4", "5", "F12")
    assert left(page, "towel") == before + 5
    keys("F8")
    assert left(page, "towel") == before


def test_a_count_writes_the_difference_with_its_reason(page: GoodsPage, keys: Keys) -> None:
    keys("F6", "7", "Enter", "one broken", "Enter")
    assert left(page, "towel") == 7


def test_new_points_hold_from_monday(page: GoodsPage, keys: Keys) -> None:
    keys("F3", "800", "F12")
    later = of_day(page, "towel", date(2026, 11, 30))
    assert (later.points, page.goods["towel"].points) == (800, 750)


def test_a_service_has_no_shelf(page: GoodsPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("End", "F4")
    assert not page.filling
    assert said() == "服务没有库存"


def test_a_barcode_that_is_taken_is_named_under_its_field(page: GoodsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Towel 2", "Enter", "5", "Enter", "6900000000014", "F12")
    assert page.cards["add"].form.rows["barcode"].error.wrong


def test_esc_leaves_a_form_and_writes_nothing(page: GoodsPage, keys: Keys) -> None:
    before = left(page, "towel")
    keys("F4", "5", "Esc")
    assert (left(page, "towel"), page.filling) == (before, False)
