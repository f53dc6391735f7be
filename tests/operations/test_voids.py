"""Voids: the opposite document, once; a price row that nobody used counts as never set."""

import pytest

from tests.shop import Said, Shop, price_of, ticket_of

DATED: tuple[tuple[Said, Said], ...] = (
    (price_of("steel", "2026-11-20", "9.00"), ticket_of("H1", steel_g=10)),
    ({"op": "rate.set", "points_per_yuan": 50, "from": "2026-11-20"}, ticket_of("H1", steel_g=10)),
    ({"op": "good.price", "good": "soap", "points": 1, "from": "2026-11-20"}, ticket_of("H1", steel_g=50, goods={"soap": 1})),
    (
        {"op": "rule.set", "key": "spend_first", "value": "recycling", "from": "2026-11-20", "decided_by": "会议"},
        ticket_of("H1", steel_g=1500, goods={"soap": 1}),
    ),
)
KINDS: tuple[Said, ...] = (
    ticket_of("H1", steel_g=1234, battery=7, can=2, goods={"soap": 1}),
    ticket_of("H1", goods={"haircut": 1}),
    ticket_of("H1", goods={"gift": 1}),
    ticket_of("H1", battery=1),
    {"op": "household.opening", "household": "H2", "recycling": 5, "civic": 6, "reason": "旧册"},
    {"op": "household.opening", "household": "H2", "reason": "旧册"},
    {"op": "goods.receive", "good": "soap", "quantity": 4},
    {"op": "goods.count", "counts": [{"good": "soap", "quantity": 9}, {"good": "salt", "quantity": 25}], "reason": "盘点"},
)


@pytest.mark.parametrize("said", KINDS, ids=lambda said: said["op"])
def test_a_document_and_its_void_are_nothing(shop: Shop, said: Said) -> None:
    shop.post({"op": "household.opening", "household": "H1", "recycling": 300, "civic": 400, "reason": "旧册"})
    shop.post({"op": "good.add", "code": "gift", "name": "倡议书", "points": 0, "kind": "service"})
    before = shop.moved()
    shop.void(shop.post(said))
    assert shop.moved() == before
    assert shop.findings() == ()


@pytest.mark.parametrize("said", [dated for dated, _ in DATED], ids=lambda said: said["op"])
def test_an_unused_row_is_voided_and_its_date_is_free(shop: Shop, said: Said) -> None:
    first = shop.post(said)
    assert shop.refusal(said).code == "duplicate"
    shop.void(first)
    assert shop.post(said).document != first.document
    assert shop.findings() == ()


@pytest.mark.parametrize(("said", "ticket"), DATED, ids=[dated["op"] for dated, _ in DATED])
def test_a_row_that_a_ticket_used_stays_until_the_ticket_is_voided(shop: Shop, said: Said, ticket: Said) -> None:
    row = shop.post(said)
    used_by = shop.post(ticket)
    assert shop.code_and_field({"op": "document.void", "document": row.document, "reason": "错"}) == ("not-allowed", "document")
    shop.void(used_by)
    assert shop.void(row).document


@pytest.mark.parametrize(("said", "ticket"), DATED, ids=[dated["op"] for dated, _ in DATED])
def test_a_ticket_of_another_day_does_not_use_the_row(shop: Shop, said: Said, ticket: Said) -> None:
    row = shop.post({**said, "from": "2026-11-25"})
    shop.post(ticket_of("H1", steel_g=90_000))
    shop.post(ticket)
    assert shop.void(row).document


def test_a_material_of_the_same_code_does_not_use_a_goods_price(shop: Shop) -> None:
    shop.post({"op": "material.add", "code": "soap", "name": "皂头", "unit": "kg"})
    shop.post(price_of("soap", "2026-01-01", "1.00"))
    row = shop.post({"op": "good.price", "good": "soap", "points": 1, "from": "2026-11-20"})
    shop.post(ticket_of("H1", soap_g=100))
    assert shop.void(row).document


def test_a_voided_price_gives_way_to_the_one_before(shop: Shop) -> None:
    shop.void(shop.post(price_of("steel", "2026-11-20", "9.00")))
    assert shop.post(ticket_of("H1", steel_g=1000)).answer["points_in"] == 200


@pytest.mark.parametrize("op", ["village.set", "user.add", "household.add", "material.add", "good.add"])
def test_what_moves_nothing_is_mended_by_its_change_and_not_voided(shop: Shop, op: str) -> None:
    ((number,),) = shop.rows(f"SELECT number FROM documents WHERE op = '{op}' ORDER BY id LIMIT 1")
    assert shop.code_and_field({"op": "document.void", "document": number, "reason": "错"}) == ("not-allowed", "document")


def test_a_document_is_voided_once_and_a_void_never(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1000))
    void = shop.void(ticket)
    for number in (ticket.document, void.document):
        assert shop.code_and_field({"op": "document.void", "document": number, "reason": "错"}) == ("already-void", "document")


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [({"document": "T20990101-0001"}, "unknown", "document"), ({"reason": "  "}, "reason-needed", "reason")],
)
def test_a_void_says_of_what_and_why(shop: Shop, more: Said, code: str, field: str) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1000))
    assert shop.code_and_field({"op": "document.void", "document": ticket.document, "reason": "错", **more}) == (code, field)


def test_a_void_answers_the_balance_after_it(shop: Shop) -> None:
    assert shop.void(shop.post(ticket_of("H1", steel_g=1000))).answer["balance"] == {"recycling": 0, "civic": 0, "pending": 0}


def test_spent_points_are_not_voided_away_without_a_managers_leave(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1500))
    shop.post(ticket_of("H1", goods={"soap": 1}))
    refused = shop.refusal({"op": "document.void", "document": ticket.document, "reason": "错"})
    assert (refused.code, refused.facts["short"]) == ("insufficient-points", 300)
    assert shop.void(ticket, allow_debt=True).answer["balance"]["recycling"] == -300
    assert shop.findings() == ()


def test_goods_that_left_the_shelf_keep_their_receipt(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=6000, goods={"soap": 4}))
    ((receipt,),) = shop.rows("SELECT number FROM documents WHERE op = 'goods.receive' ORDER BY id LIMIT 1")
    assert shop.refusal({"op": "document.void", "document": receipt, "reason": "错", "allow_debt": True}).code == "out-of-stock"


def test_a_voided_opening_may_be_posted_again(shop: Shop) -> None:
    said: Said = {"op": "household.opening", "household": "H1", "civic": 5, "reason": "旧册"}
    opening = shop.post(said)
    assert shop.code_and_field(said) == ("duplicate", "household")
    shop.void(opening)
    assert shop.post({**said, "civic": 7}).answer["balance"]["civic"] == 7


def test_an_opening_of_nothing_is_an_opening_too(shop: Shop) -> None:
    said: Said = {"op": "household.opening", "household": "H1", "reason": "旧册"}
    shop.post(said)
    assert shop.code_and_field({**said, "civic": 5}) == ("duplicate", "household")


def test_a_voided_slips_number_is_free_again(shop: Shop) -> None:
    said = ticket_of("H1", steel_g=10, more={"slip": "000123"})
    shop.void(shop.post(said))
    assert shop.post(said).document == "T20261124-0002"
    assert shop.findings() == ()


def test_waiting_units_go_below_zero_and_the_next_pieces_fill_them(shop: Shop) -> None:
    first = shop.post(ticket_of("H1", battery=7))
    shop.post(ticket_of("H1", battery=3))
    shop.void(first, allow_debt=True)
    assert shop.waiting("H1", "battery") == -2
    assert shop.post(ticket_of("H1", battery=7)).answer["points_in"] == 2
    assert (shop.waiting("H1", "battery"), shop.findings()) == (0, ())


def test_a_void_undoes_the_stored_numbers_not_todays_prices(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1000))
    shop.post(price_of("steel", "2026-06-01", "9.00"))
    shop.void(ticket)
    assert shop.balance("H1").recycling == 0


def test_an_operator_voids_the_own_tickets_of_the_day(shop: Shop) -> None:
    own = shop.post(ticket_of("H1", steel_g=10, more={"by": "cashier"}))
    assert shop.void(own, by="cashier").document


@pytest.mark.parametrize("by", ["second", "cashier"])
def test_an_operator_voids_no_others_and_no_older_ones(shop: Shop, by: str) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=10, more={"by": "cashier"}))
    if by == "cashier":
        shop.later(days=1)
    said = {"op": "document.void", "document": ticket.document, "reason": "错", "by": by}
    assert shop.code_and_field(said) == ("not-allowed", "document")


def test_an_operator_gives_no_leave_for_debt(shop: Shop) -> None:
    own = shop.post(ticket_of("H1", steel_g=10, more={"by": "cashier"}))
    said = {"op": "document.void", "document": own.document, "reason": "错", "by": "cashier", "allow_debt": True}
    assert shop.code_and_field(said) == ("not-allowed", "document")


def test_an_operator_voids_no_price(shop: Shop) -> None:
    row = shop.post(price_of("steel", "2026-11-20", "9.00"))
    said = {"op": "document.void", "document": row.document, "reason": "错", "by": "cashier"}
    assert shop.refusal(said).code == "not-allowed"
