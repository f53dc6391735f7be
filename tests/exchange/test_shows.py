"""What `show` answers: stable keys, whole numbers, and the books' own figures."""

from datetime import date
from typing import Any

import pytest

from shop_desktop.domain.refused import Refused
from shop_desktop.exchange.shows import SHOWS
from tests.shop import Shop, ticket_of

DAY = date(2026, 11, 24)


def show(shop: Shop, what: str, key: str | None = None, day: date = DAY) -> Any:
    return SHOWS[what](shop.books.reader, key, day)


@pytest.fixture
def busy_shop(shop: Shop) -> Shop:
    shop.post(ticket_of("H1", steel_g=2000, battery=3, goods={"soap": 1}, more={"by": "cashier"}))
    return shop


@pytest.mark.parametrize(
    ("what", "key", "row"),
    [
        ("households", None, {"household": "H1", "name": "陈谷", "group": "1组", "state": "active", "spendable": 100}),
        ("stock", None, {"material": "steel", "grams": 2000}),
        ("stock", None, {"material": "battery", "pieces": 3}),
        ("goods", None, {"good": "soap", "name": "肥皂", "quantity": 9, "points": 300}),
        ("prices", None, {"material": "steel", "unit": "kg", "fen": 200, "points": None, "per": 1000, "from": "2026-01-01"}),
        ("rules", None, {"key": "points_per_yuan", "value": "100", "default": "100"}),
        ("rules", None, {"key": "spend_first", "value": "civic", "default": "civic"}),
        ("users", None, {"user": "cashier", "shown": "小兰", "role": "operator"}),
        ("balances", None, {"household": "H1", "recycling": 100, "civic": 0, "pending": 0}),
        ("household-statement", "H1", {"document": "T20261124-0001", "op": "ticket.post", "date": "2026-11-24",
                                       "recycling": 100, "civic": 0, "after": 100, "voids": None}),
    ],
)  # fmt: skip
def test_a_listing_has_its_row(busy_shop: Shop, what: str, key: str | None, row: dict[str, Any]) -> None:
    assert row in show(busy_shop, what, key)


def test_one_households_balances_are_an_object(busy_shop: Shop) -> None:
    assert show(busy_shop, "balances", "H1") == {"household": "H1", "recycling": 100, "civic": 0, "pending": 0}


@pytest.mark.parametrize("what", ["balances", "household-statement"])
def test_an_unknown_household_is_refused(shop: Shop, what: str) -> None:
    with pytest.raises(Refused):
        show(shop, what, "H9")


def test_tickets_and_documents_are_a_days(busy_shop: Shop) -> None:
    (row,) = show(busy_shop, "tickets")
    assert (row["document"], row["points_in"], row["points_out"], row["by"]) == ("T20261124-0001", 400, 300, "cashier")
    assert show(busy_shop, "tickets", day=date(2026, 11, 23)) == []
    assert show(busy_shop, "documents")[-1]["document"] == "T20261124-0001"


def test_a_price_of_a_day_to_come_is_shown_on_that_day(shop: Shop) -> None:
    shop.post({"op": "price.set", "material": "steel", "from": "2026-12-01", "yuan": "3.00", "per": 1, "unit": "kg"})
    assert [show(shop, "prices", day=day)[0]["fen"] for day in (DAY, date(2026, 12, 1))] == [200, 300]
