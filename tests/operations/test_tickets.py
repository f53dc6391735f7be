"""Tickets: what they give, take, move and refuse."""

from typing import Any

import pytest

from tests.shop import Shop, price_of, ticket_of

PROOF = {
    "frame": "0277",
    "protocol": "yaohua-continuous",
    "port": "COM3",
    "taken_at": "2026-11-24T11:59:00+08:00",
    "e_g": 10,
    "tare": "none",
}


def scale_line(**more: Any) -> dict[str, Any]:
    return {"material": "steel", "gross_g": 1000, "source": "scale", "proof": PROOF, **more}


def test_a_ticket_answers_what_the_villager_wants_to_see(shop: Shop) -> None:
    answer = shop.post(ticket_of("H1", steel_g=2500, battery=6, goods={"soap": 1})).answer
    assert answer["lines"] == [
        {"net_g": 2500, "amount_fen": 500, "points": 500},
        {"pieces": 6, "amount_fen": None, "points": 2},
    ]
    assert (answer["points_in"], answer["points_out"]) == (502, 300)
    assert answer["balance"] == {"recycling": 202, "civic": 0, "pending": 0}


def test_the_answered_balance_is_the_one_in_the_books(shop: Shop) -> None:
    shop.post({"op": "household.opening", "household": "H1", "recycling": 40, "civic": 200, "reason": "旧册"})
    answer = shop.post(ticket_of("H1", steel_g=500, goods={"soap": 1})).answer
    purses = shop.balance("H1")
    assert answer["balance"] == {"recycling": purses.recycling, "civic": purses.civic, "pending": purses.pending}


def test_a_ticket_moves_yard_and_shelf(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=3000, goods={"soap": 2}))
    assert (shop.yard("steel"), shop.good("soap").left) == (3000, 8)


def test_net_is_gross_less_tare(shop: Shop) -> None:
    said = ticket_of("H1", steel_g=1200)
    said["lines"][0]["tare_g"] = 200
    assert shop.post(said).answer["lines"] == [{"net_g": 1000, "amount_fen": 200, "points": 200}]


def test_every_line_is_rounded_by_itself(shop: Shop) -> None:
    said = ticket_of("H1")
    said["lines"] = [{"material": "cardboard", "gross_g": 333}] * 3
    assert shop.post(said).answer["points_in"] == 141


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (ticket_of("H9", steel_g=1), "unknown", "household"),
        (ticket_of("H1"), "empty-ticket", "lines"),
        (ticket_of("H1", gold_g=1), "unknown", "lines[0].material"),
        (ticket_of("H1", steel_g=0), "bad-weight", "lines[0].gross_g"),
        (ticket_of("H1", steel_g=-5), "bad-weight", "lines[0].gross_g"),
        (ticket_of("H1", battery=0), "bad-weight", "lines[0].pieces"),
        (ticket_of("H1", steel=3), "bad-unit", "lines[0]"),
        (ticket_of("H1", battery_g=300), "bad-unit", "lines[0]"),
        (ticket_of("H1", steel_g=9, more={"at": "2025-12-31T12:00:00+08:00"}), "no-price", "lines[0].material"),
        (ticket_of("H1", goods={"gold": 1}), "unknown", "goods[0].good"),
        (ticket_of("H1", goods={"soap": 1}), "insufficient-points", "goods"),
        (ticket_of("H1", steel_g=90_000, goods={"soap": 11}), "out-of-stock", "goods"),
        (ticket_of("H1", steel_g=1, more={"weighed_on": "2026-11-20"}), "bad-request", "weighed_on"),
        (ticket_of("H1", steel_g=1, more={"slip": "7", "weighed_on": "2026-11-25"}), "bad-request", "weighed_on"),
    ],
)
def test_a_ticket_that_may_not_be_is_refused_by_name(shop: Shop, said: dict[str, Any], code: str, field: str) -> None:
    assert shop.code_and_field(said) == (code, field)


@pytest.mark.parametrize("tare_g", [1000, 1001, -1])
def test_a_tare_that_leaves_nothing_is_refused(shop: Shop, tare_g: int) -> None:
    said = ticket_of("H1", steel_g=1000)
    said["lines"][0]["tare_g"] = tare_g
    assert shop.code_and_field(said) == ("bad-weight", "lines[0].tare_g")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"material": "steel"}, "lines[0].gross_g"),
        ({"material": "steel", "gross_g": 5, "pieces": 1}, "lines[0].gross_g"),
        ({"material": "battery", "pieces": 5, "tare_g": 1}, "lines[0].tare_g"),
        ({"material": "steel", "gross_g": 5, "source": "scale"}, "lines[0].proof"),
        ({"material": "steel", "gross_g": 5, "proof": PROOF}, "lines[0].proof"),
        ({"material": "steel", "gross_g": 5, "source": "paper"}, "lines[0].source"),
    ],
)
def test_parts_of_a_line_that_do_not_go_together_are_a_bad_request(shop: Shop, line: dict[str, Any], field: str) -> None:
    assert shop.code_and_field({**ticket_of("H1"), "lines": [line]}) == ("bad-request", field)


def test_a_refused_ticket_leaves_everything_as_it_was(shop: Shop) -> None:
    before, documents = shop.moved(), shop.rows("SELECT count(*) FROM documents")
    shop.refusal(ticket_of("H1", steel_g=1000, battery=7, goods={"soap": 1}))
    assert (shop.moved(), shop.rows("SELECT count(*) FROM documents")) == (before, documents)
    assert shop.post(ticket_of("H1", steel_g=1)).document == "T20261124-0001"


def test_two_rows_of_one_good_are_held_against_the_shelf_together(shop: Shop) -> None:
    said = {**ticket_of("H1", steel_g=50_000), "goods": [{"good": "soap", "quantity": 6}] * 2}
    refused = shop.refusal(said)
    assert (refused.code, refused.facts["left"], refused.facts["wanted"]) == ("out-of-stock", 10, 12)


def test_a_service_has_no_shelf_and_is_paid_in_points(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=5000, goods={"haircut": 2}))
    assert (shop.balance("H1").recycling, shop.good("haircut").left) == (0, 0)


@pytest.mark.parametrize(("first", "left"), [("civic", (150, 0)), ("recycling", (0, 150))])
def test_the_village_decides_which_purse_pays_first(shop: Shop, first: str, left: tuple[int, int]) -> None:
    shop.post({"op": "rule.set", "key": "spend_first", "value": first, "from": "2026-11-01", "decided_by": "村民代表会议"})
    shop.post({"op": "household.opening", "household": "H1", "recycling": 200, "civic": 250, "reason": "旧册"})
    shop.post(ticket_of("H1", goods={"soap": 1}))
    purses = shop.balance("H1")
    assert (purses.recycling, purses.civic) == left


def test_units_wait_for_the_next_full_share(shop: Shop) -> None:
    shop.post(ticket_of("H1", battery=3))
    answer = shop.post(ticket_of("H1", battery=4)).answer
    assert (answer["points_in"], shop.waiting("H1", "battery")) == (2, 2)


def test_waiting_units_are_each_households_own(shop: Shop) -> None:
    shop.post(ticket_of("H1", battery=4))
    assert shop.post(ticket_of("H2", battery=4)).answer["points_in"] == 0


def test_lines_of_one_ticket_fill_each_others_shares_in_order(shop: Shop) -> None:
    said = {**ticket_of("H1"), "lines": [{"material": "battery", "pieces": n} for n in (3, 3, 3)]}
    assert [line["points"] for line in shop.post(said).answer["lines"]] == [0, 2, 0]


def test_a_price_change_leaves_what_waits_as_units(shop: Shop) -> None:
    shop.post(ticket_of("H1", battery=4))
    shop.post({"op": "price.set", "material": "battery", "from": "2026-11-24", "points": 1, "per": 3, "unit": "piece"})
    assert (shop.post(ticket_of("H1", battery=2)).answer["points_in"], shop.waiting("H1", "battery")) == (2, 0)


def test_under_a_money_price_the_units_wait_on(shop: Shop) -> None:
    shop.post(ticket_of("H1", battery=4))
    shop.post(price_of("battery", "2026-11-24", "0.10", "piece"))
    assert (shop.post(ticket_of("H1", battery=5)).answer["points_in"], shop.waiting("H1", "battery")) == (50, 4)


def test_a_zero_price_books_the_mass(shop: Shop) -> None:
    shop.post(price_of("steel", "2026-11-24", "0.00"))
    assert shop.post(ticket_of("H1", steel_g=700)).answer["points_in"] == 0
    assert shop.yard("steel") == 700


def test_a_price_of_tomorrow_does_not_hold_today(shop: Shop) -> None:
    shop.post(price_of("steel", "2026-11-25", "9.00"))
    assert shop.post(ticket_of("H1", steel_g=1000)).answer["points_in"] == 200
    shop.later(hours=12)
    assert shop.post(ticket_of("H1", steel_g=1000)).answer["points_in"] == 900


@pytest.mark.parametrize(
    ("at", "document"),
    [
        ("2026-11-09T23:59:59+08:00", "T20261109-0001"),
        ("2026-11-09T16:00:00+00:00", "T20261110-0001"),
        ("2026-11-10T00:00:00+08:00", "T20261110-0001"),
    ],
)
def test_the_business_date_is_the_shops_own_day(shop: Shop, at: str, document: str) -> None:
    assert shop.post(ticket_of("H1", steel_g=1, more={"at": at})).document == document


def test_a_late_paper_slip_has_its_own_day_number_and_price(shop: Shop) -> None:
    shop.post(price_of("steel", "2026-11-20", "5.00"))
    more = {"at": "2026-11-19T10:00:00+08:00", "slip": "000123"}
    outcome = shop.post(ticket_of("H1", steel_g=1000, more=more))
    assert (outcome.document, outcome.answer["points_in"]) == ("T20261119-0001", 200)
    assert shop.rows("SELECT source FROM lines WHERE side = 'in'") == [("paper",)]


def test_a_slip_of_a_closed_month_is_priced_by_its_own_day(shop: Shop) -> None:
    shop.post(price_of("steel", "2026-11-01", "5.00"))
    outcome = shop.post(ticket_of("H1", steel_g=1000, more={"slip": "9", "weighed_on": "2026-10-31"}))
    assert (outcome.document, outcome.answer["points_in"]) == ("T20261124-0001", 200)


def test_a_paper_slip_counts_once_and_says_where(shop: Shop) -> None:
    first = shop.post(ticket_of("H1", steel_g=10, more={"slip": "000123"}))
    refused = shop.refusal(ticket_of("H2", steel_g=10, more={"slip": "000123"}))
    assert (refused.code, refused.field, refused.facts["document"]) == ("duplicate", "slip", first.document)


def test_a_scale_weight_keeps_its_proof(shop: Shop) -> None:
    shop.post({**ticket_of("H1"), "lines": [scale_line(same_again=True)]})
    ((proof, same_again),) = shop.rows("SELECT proof, same_again FROM lines WHERE side = 'in'")
    assert '"frame":"0277"' in proof
    assert '"port":"COM3"' in proof
    assert same_again == 1


def test_above_the_scales_capacity_is_refused_for_scale_lines_alone(shop: Shop) -> None:
    shop.post({"op": "scale.set", "max_g": 150_000, "e_g": 50})
    scale = {**ticket_of("H1"), "lines": [scale_line(gross_g=150_001)]}
    assert shop.code_and_field(scale) == ("bad-weight", "lines[0].gross_g")
    assert shop.post(ticket_of("H1", steel_g=150_001)).document


def test_removed_lines_and_overloads_are_told_in_the_document(shop: Shop) -> None:
    removed = [{"material": "steel", "net_g": 60_000, "at": "2026-11-24T11:58:00+08:00"}]
    shop.post(ticket_of("H1", steel_g=6000, more={"removed": removed, "overloads": 2}))
    ((content,),) = shop.rows("SELECT content FROM documents WHERE op = 'ticket.post'")
    assert '"net_g":60000' in content
    assert '"overloads":2' in content


def test_posted_lines_keep_the_price_they_were_made_with(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    before = shop.rows("SELECT * FROM lines")
    shop.post(price_of("steel", "2026-06-01", "7.00"))
    assert shop.rows("SELECT * FROM lines") == before


def test_a_debt_is_paid_back_by_the_next_points(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H1", steel_g=1500))
    shop.post(ticket_of("H1", goods={"soap": 1}))
    shop.void(ticket, allow_debt=True)
    assert shop.balance("H1").recycling == -300
    assert shop.post(ticket_of("H1", steel_g=1000)).answer["balance"]["recycling"] == -100
    assert shop.refusal(ticket_of("H1", goods={"salt": 1})).code == "insufficient-points"


def test_a_debt_in_one_purse_lowers_what_the_other_may_buy(shop: Shop) -> None:
    shop.post({"op": "household.opening", "household": "H1", "civic": 350, "reason": "旧册"})
    ticket = shop.post(ticket_of("H1", steel_g=500))
    shop.post({"op": "rule.set", "key": "spend_first", "value": "recycling", "from": "2026-11-24", "decided_by": "会议"})
    shop.post(ticket_of("H1", goods={"salt": 1}))
    shop.void(ticket, allow_debt=True)
    assert (shop.balance("H1").recycling, shop.balance("H1").civic) == (-100, 300)
    assert shop.refusal(ticket_of("H1", goods={"soap": 1})).facts["short"] == 100


def test_numbers_run_without_gaps_per_kind_and_day(shop: Shop) -> None:
    numbers = [shop.post(ticket_of("H1", steel_g=10)).document for _ in range(2)]
    shop.refusal(ticket_of("H1"))
    numbers.append(shop.post(ticket_of("H2", steel_g=10)).document)
    shop.later(days=1)
    numbers.append(shop.post(ticket_of("H2", steel_g=10)).document)
    assert numbers == ["T20261124-0001", "T20261124-0002", "T20261124-0003", "T20261125-0001"]


def test_more_than_9999_tickets_a_day_go_on_counting(bare_shop: Shop) -> None:
    with bare_shop.books.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO counters VALUES ('K', '2026-11-24', 9999)")
    assert bare_shop.post({"op": "scale.check", "known_g": 1, "shown_g": 1}).document == "K20261124-10000"
