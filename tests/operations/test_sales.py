"""Recyclables leave the yard: for money at once or later, or to the township; never more than lies there."""

import pytest

from shop_desktop.store.queries import fund, sales
from tests.shop import Said, Shop, ticket_of


def sale_of(*, more: Said | None = None, **grams: int) -> Said:
    lines = [{"material": name.removesuffix("_g"), "net_g": n, "yuan": "2.30"} for name, n in grams.items()]
    return {"op": "sale.post", "buyer": "再生资源站", "lines": lines, **(more or {})}


def test_a_sale_moves_grams_out_and_money_in_rounded_by_line(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=20_000))
    assert shop.post(sale_of(steel_g=12_350)).answer == {"amount_fen": 2841}
    assert (shop.yard("steel"), fund.balance(shop.books.reader)) == (7650, 2841)


def test_the_margin_is_what_was_got_less_what_villagers_got(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=30_000))
    shop.post({"op": "sale.post", "buyer": "站", "lines": [{"material": "steel", "net_g": 12_345, "yuan": "2.30"}]})
    (line,) = sales.listed(shop.books.reader)[0].lines
    assert (line.amount_fen, line.cost_fen, line.margin_fen) == (2839, 2469, 370)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ({"material": "steel", "net_g": 1001, "yuan": "2"}, ("out-of-stock", None)),
        ({"material": "battery", "pieces": 1, "yuan": "2"}, ("hazardous", "lines[0].material")),
        ({"material": "steel", "pieces": 1, "yuan": "2"}, ("bad-unit", "lines[0].pieces")),
        ({"material": "steel", "net_g": 0, "yuan": "2"}, ("bad-weight", "lines[0].net_g")),
        ({"material": "steel", "net_g": 1, "yuan": "2.001"}, ("bad-request", "lines[0].yuan")),
        ({"material": "steel", "yuan": "2"}, ("bad-request", "lines[0].net_g")),
        ({"material": "gold", "net_g": 1, "yuan": "2"}, ("unknown", "lines[0].material")),
    ],
)
def test_a_sale_is_refused_and_nothing_moves(shop: Shop, line: Said, refused: tuple[str, str | None]) -> None:
    shop.post(ticket_of("H1", steel_g=1000, battery=3))
    before = shop.moved()
    assert shop.code_and_field({"op": "sale.post", "buyer": "站", "lines": [line]}) == refused
    assert shop.moved() == before


def test_a_sale_on_credit_is_paid_in_parts_and_never_beyond(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10_000))
    sold = shop.post(sale_of(steel_g=10_000, more={"paid": False}))
    assert (fund.balance(shop.books.reader), fund.receivable(shop.books.reader)) == (0, 2300)
    assert shop.post({"op": "sale.paid", "sale": sold.document, "amount_fen": 1000}).answer == {"left_fen": 1300}
    assert shop.code_and_field({"op": "sale.paid", "sale": sold.document, "amount_fen": 1301}) == ("already-paid", "amount_fen")
    shop.post({"op": "sale.paid", "sale": sold.document, "amount_fen": 1300})
    assert (fund.balance(shop.books.reader), fund.receivable(shop.books.reader)) == (2300, 0)
    assert fund.by_source_and_kind(shop.books.reader)[0] == {"recyclables": 2300}


def test_a_sale_that_was_paid_for_is_voided_after_its_payment(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10_000))
    before = shop.moved()
    sold = shop.post(sale_of(steel_g=10_000, more={"paid": False}))
    paid = shop.post({"op": "sale.paid", "sale": sold.document, "amount_fen": 2300})
    assert shop.code_and_field({"op": "document.void", "document": sold.document, "reason": "记错"})[0] == "already-paid"
    shop.void(paid)
    shop.void(sold)
    assert shop.moved() == before


def test_hazardous_pieces_leave_by_handing_over_without_money(shop: Shop) -> None:
    shop.post(ticket_of("H1", battery=9))
    shop.post({"op": "handover.post", "to": "乡环卫所", "lines": [{"material": "battery", "pieces": 6}]})
    assert (shop.yard("battery"), fund.balance(shop.books.reader)) == (3, 0)
    assert sales.handed_over(shop.books.reader)[0].lines[0].quantity == 6


def test_a_yard_that_counts_right_needs_no_reason(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    count = {"op": "material.count", "counts": [{"material": "steel", "net_g": 1000}], "reason": ""}
    shop.post(count)
    assert shop.code_and_field({**count, "counts": [{"material": "steel", "net_g": 999}]}) == ("reason-needed", "reason")


def test_a_ticket_is_voided_after_its_sale_only_when_the_yard_can_give_it_back(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1000))
    shop.post(sale_of(steel_g=1000))
    assert shop.code_and_field({"op": "document.void", "document": ticket.document, "reason": "错"})[0] == "out-of-stock"
