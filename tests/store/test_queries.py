"""Questions to the books: receipts, the day's list and counts, statements."""

from datetime import date

import pytest

from shop_desktop.domain.refused import Refused
from shop_desktop.store.queries import households, months, shop, tickets
from tests.shop import Shop, ticket_of


def receipt(at: Shop, number: str) -> object:
    return tickets.receipt(at.books.reader, number, shop="青秤兑换超市")


def test_a_receipt_says_before_this_and_after(shop: Shop) -> None:
    shop.post({"op": "household.opening", "household": "H1", "recycling": 100, "civic": 50, "reason": "旧册"})
    number = shop.post(ticket_of("H1", steel_g=2000, battery=6, goods={"soap": 1}, more={"by": "cashier"})).document
    paper = tickets.receipt(shop.books.reader, number, shop="青秤兑换超市")
    assert (paper.spendable_before, paper.points_in, paper.points_out, paper.spendable) == (150, 402, 300, 252)
    assert (paper.spending.civic, paper.spending.recycling, paper.operator) == (50, 250, "小兰")
    assert [(line.name, line.points, line.waiting) for line in paper.lines] == [("废铁", 400, None), ("废电池", 2, 1)]
    assert shop.balance("H1").spendable == paper.spendable


def test_a_receipt_is_the_same_after_prices_names_and_people_changed(shop: Shop) -> None:
    number = shop.post(ticket_of("H1", steel_g=2000)).document
    before = receipt(shop, number)
    shop.post({"op": "price.set", "material": "steel", "from": "2026-11-01", "yuan": "9.00", "per": 1, "unit": "kg"})
    shop.post({"op": "good.price", "good": "soap", "points": 1, "from": "2026-11-01"})
    shop.post(ticket_of("H1", steel_g=1))
    assert receipt(shop, number) == before


def test_a_voided_tickets_receipt_names_its_void(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=2000))
    void = shop.void(ticket)
    assert tickets.receipt(shop.books.reader, ticket.document, shop="").voided_by == void.document


@pytest.mark.parametrize("number", ["T20990101-0001", "H20261124-0001", ""])
def test_there_is_no_receipt_of_what_is_no_ticket(shop: Shop, number: str) -> None:
    with pytest.raises(Refused):
        receipt(shop, number)


def test_the_days_list_has_the_newest_first_and_the_voided_too(shop: Shop) -> None:
    first, second = (shop.post(ticket_of(code, steel_g=1000)) for code in ("H1", "H2"))
    void = shop.void(first)
    listed = tickets.of_day(shop.books.reader, shop.now.date())
    assert [(row.number, row.code, row.voided_by) for row in listed] == [
        (second.document, "H2", None),
        (first.document, "H1", void.document),
    ]


def test_the_top_bar_counts_what_stands(shop: Shop) -> None:
    from shop_desktop.store.queries.shop import Today, today

    shop.void(shop.post(ticket_of("H1", steel_g=9000)))
    shop.post(ticket_of("H1", steel_g=1500, battery=2))
    shop.post(ticket_of("H1", steel_g=7, more={"at": "2026-11-23T12:00:00+08:00"}))
    assert today(shop.books.reader, shop.now.date()) == Today(tickets=1, net_g=1500)


def test_a_statement_runs_to_the_balance(shop: Shop) -> None:
    shop.post({"op": "household.opening", "household": "H1", "civic": 500, "reason": "旧册"})
    shop.void(shop.post(ticket_of("H1", steel_g=1000, goods={"soap": 1})))
    lines = households.statement(shop.books.reader, shop.household("H1").id)
    assert [line.after for line in lines] == [500, 400, 500]
    assert lines[2].voids == lines[1].number


def test_a_statement_from_a_day_on_counts_late_slips_of_before_in_its_balance(shop: Shop) -> None:
    shop.post({**ticket_of("H1", steel_g=1000), "at": "2026-11-01T09:00:00+08:00"})
    shop.post(ticket_of("H1", steel_g=2000))
    shop.post({**ticket_of("H1", steel_g=3000), "at": "2026-11-02T09:00:00+08:00"})
    shop.post(ticket_of("H1", steel_g=4000, goods={"soap": 1}))
    lines = households.statement(shop.books.reader, shop.household("H1").id, since=shop.now.date())
    assert [(line.recycling, line.after) for line in lines] == [(400, 600), (500, 1700)]
    every = households.statement(shop.books.reader, shop.household("H1").id)
    assert [line.after for line in every] == [200, 600, 1200, 1700]
    assert households.statement(shop.books.reader, shop.household("H2").id, since=shop.now.date()) == ()


def test_users_are_listed_with_who_manages_first(bare_shop: Shop) -> None:
    bare_shop.post({"op": "user.add", "name": "a", "role": "operator", "pin": "1234"})
    assert [(u.login, u.has_pin) for u in shop.users_of(bare_shop.books.reader)] == [("manager", False), ("a", True)]


def test_groups_stand_in_the_order_of_their_numbers(shop: Shop) -> None:
    for number, group in enumerate(("十组", "二组", "12组", "一组", "三组"), 1):
        shop.post({"op": "household.add", "code": f"G{number}", "name": "雷田", "group": group})
    told = months.figures(shop.books.reader, date(2026, 11, 1), date(2026, 11, 30), label="2026-11").by_group
    assert [one.name for one in told] == ["1组", "一组", "2组", "二组", "三组", "十组", "12组"]
