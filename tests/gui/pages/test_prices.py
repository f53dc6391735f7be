"""The prices' page by keys: a new price from Monday, N pieces for M points, the rate, and a price that counts as never set."""

from collections.abc import Callable
from datetime import date

import pytest

from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.prices import PricesPage
from shop_desktop.store.queries import materials, prices

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
    assert "2026-11-30" in page.table.rows[0].cells[3]


def test_a_price_holds_from_a_day_that_is_typed(page: PricesPage, keys: Keys) -> None:
    keys("F3", "0.30", "Enter", "Enter", "End", "Enter", "2026.12.05", "Enter")
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
