"""The narrow waist: roles, references, all or nothing, and the clock."""

from datetime import timedelta

import pytest

from shop_desktop.domain.refused import Refused
from shop_desktop.operations.table import OPERATIONS
from tests.shop import Said, Shop, price_of, ticket_of

OPS = [kind.__struct_config__.tag for kind, _ in OPERATIONS]
MINIMAL: dict[str, Said] = {
    "village.set": {"name": "村", "township": "乡"},
    "village.add": {"name": "村"},
    "user.add": {"name": "x", "role": "operator"},
    "user.change": {"name": "cashier", "shown": "新"},
    "user.pin": {"name": "cashier", "pin": "1234"},
    "household.add": {"code": "H9", "name": "甲", "group": "1组"},
    "household.register": {"name": "甲"},
    "household.opening": {"household": "H1", "civic": 1, "reason": "旧册"},
    "material.add": {"code": "oil", "name": "油", "unit": "kg"},
    "price.set": {"material": "steel", "from": "2026-12-01", "yuan": "1", "per": 1, "unit": "kg"},
    "rate.set": {"points_per_yuan": 100, "from": "2026-12-01"},
    "rule.set": {"key": "spend_first", "value": "civic", "from": "2026-12-01", "decided_by": "会"},
    "good.add": {"code": "cup", "name": "杯", "points": 1},
    "good.price": {"good": "soap", "points": 1, "from": "2026-12-01"},
    "goods.receive": {"good": "soap", "quantity": 1},
    "goods.count": {"counts": [{"good": "soap", "quantity": 1}], "reason": "盘点"},
    "scale.set": {"max_g": 150_000, "e_g": 50},
    "scale.check": {"known_g": 1, "shown_g": 1},
    "container.add": {"code": "box", "name": "筐", "tare_g": 1},
    "ticket.post": {"household": "H1", "lines": [{"material": "steel", "gross_g": 1}]},
    "document.void": {"document": "T20261124-0001", "reason": "错"},
    "clock.confirm": {},
    "sale.post": {"buyer": "站", "lines": [{"material": "steel", "net_g": 1, "yuan": "1"}]},
    "sale.paid": {"sale": "S20261124-0001", "amount_fen": 1},
    "handover.post": {"to": "乡", "lines": [{"material": "steel", "net_g": 1}]},
    "fund.receive": {"source": "other", "from": "村", "amount_fen": 1},
    "fund.pay": {"kind": "other", "to": "店", "amount_fen": 1},
    "fund.count": {"counted_fen": 1000},
    "rent.contract": {"host": "房东", "fen": 1, "from": "2026-11-01"},
    "vendor.settle": {"vendor": "王店", "month": "2026-10"},
    "voucher.use": {"voucher": "2200000000019"},
    "pad.add": {"first": "001", "last": "050"},
    "day.close": {},
    "month.close": {"month": "2026-10"},
    "month.certify": {"month": "2026-09", "signed_by": "主任", "paper": "1"},
    "household.change": {"household": "H1", "name": "新"},
    "household.card": {"household": "H1"},
    "household.state": {"household": "H1", "state": "away", "reason": "外出"},
    "household.merge": {"household": "H1", "into": "H2", "reason": "重了"},
    "household.split": {"household": "H1", "into": "H2", "recycling": 1, "reason": "分家"},
    "person.add": {"household": "H1", "name": "小满"},
    "material.change": {"material": "steel", "name": "铁"},
    "material.count": {"counts": [{"material": "steel", "net_g": 1}], "reason": "盘点"},
    "meeting.add": {"on": "2026-11-01", "kind": "council", "members": 9, "attended": 9, "votes_for": 9, "text": "定了"},
    "good.repay": {"good": "salt", "vendor_fen": 1, "from": "2026-12-01"},
    "good.change": {"good": "soap", "minimum": 3},
}
BEFORE: tuple[Said, ...] = (
    {"op": "household.register", "name": "早来的", "at": "2026-09-10T09:00:00+08:00"},
    {"op": "month.close", "month": "2026-09", "at": "2026-10-01T00:00:00+08:00"},
    {"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1000},
    ticket_of("H1", steel_g=1000),
    ticket_of("H1", steel_g=9000, goods={"haircut": 1}),
    {"op": "sale.post", "buyer": "站", "lines": [{"material": "steel", "net_g": 5, "yuan": "9"}], "paid": False},
)
"""What some of the operations above need to find."""
OPERATORS_OWN = {"household.register", "scale.check", "ticket.post", "document.void", "voucher.use", "day.close"}


@pytest.mark.parametrize("op", OPS)
def test_every_operation_knows_who_may(shop: Shop, op: str) -> None:
    shop.post(ticket_of("H1", steel_g=1, more={"by": "cashier"}))
    for said in BEFORE:
        shop.post(said)
    for by in ("scorer", "checker", *(() if op in OPERATORS_OWN else ("cashier",))):
        assert shop.code_and_field({"op": op, "by": by, **MINIMAL[op]}) == ("not-allowed", "by")
    if op in OPERATORS_OWN:
        assert shop.post({"op": op, "by": "cashier", **MINIMAL[op]}).document
    else:
        assert shop.post({"op": op, **MINIMAL[op]}).document


def test_what_was_not_allowed_stands_in_the_security_log(shop: Shop) -> None:
    shop.refusal({**price_of("steel", "2026-12-01", "9.00"), "by": "cashier"})
    assert shop.rows('SELECT at, "user", what, code FROM security_log') == [
        ("2026-11-24T12:00:00+08:00", "cashier", "price.set", "not-allowed")
    ]


def test_the_log_names_who_was_refused_also_in_a_list(shop: Shop) -> None:
    with pytest.raises(Refused):
        shop.post_all(ticket_of("H1", steel_g=1), {**price_of("steel", "2026-12-01", "9.00"), "by": "cashier"})
    assert shop.rows('SELECT "user", what FROM security_log') == [("cashier", "price.set")]


def test_nobody_posts_as_nobody(shop: Shop) -> None:
    assert shop.code_and_field(ticket_of("H1", steel_g=1, more={"by": "ghost"})) == ("unknown", "by")


def test_without_a_name_it_is_the_managers(shop: Shop) -> None:
    outcome = shop.post(ticket_of("H1", steel_g=1))
    assert shop.rows(f"SELECT \"user\" FROM documents WHERE number = '{outcome.document}'") == [("manager",)]


def test_the_same_reference_answers_again_and_posts_nothing(shop: Shop) -> None:
    said = ticket_of("H1", steel_g=1000, more={"ref": "intent-1"})
    first = shop.post(said)
    shop.later(hours=1)
    second = shop.post(said)
    assert (second.document, second.answer) == (first.document, first.answer)
    assert shop.balance("H1").recycling == 200


def test_a_reference_of_something_else_is_refused(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000, more={"ref": "intent-1"}))
    assert shop.code_and_field(ticket_of("H1", steel_g=1001, more={"ref": "intent-1"})) == ("ref-reused", "ref")
    assert shop.code_and_field(ticket_of("H2", steel_g=1000, more={"ref": "intent-1"})) == ("ref-reused", "ref")


def test_a_refused_reference_may_be_tried_again(shop: Shop) -> None:
    said = ticket_of("H1", goods={"soap": 1}, more={"ref": "intent-1"})
    assert shop.refusal(said).code == "insufficient-points"
    shop.post(ticket_of("H1", steel_g=1500))
    assert shop.post(said).answer["points_out"] == 300


def test_a_list_is_posted_in_one_transaction(shop: Shop) -> None:
    outcomes = shop.post_all(ticket_of("H1", steel_g=10), ticket_of("H2", steel_g=10))
    assert [o.document for o in outcomes] == ["T20261124-0001", "T20261124-0002"]


def test_one_refusal_in_a_list_leaves_nothing_of_it(shop: Shop) -> None:
    before = shop.rows("SELECT * FROM head")
    with pytest.raises(Refused):
        shop.post_all({"op": "household.register", "name": "甲"}, ticket_of("H1", steel_g=10), ticket_of("H1"))
    assert shop.rows("SELECT * FROM head") == before
    assert (shop.yard("steel"), shop.rows("SELECT count(*) FROM households")) == (0, [(2,)])


@pytest.mark.parametrize("jump", [timedelta(minutes=-5, seconds=-1), timedelta(days=367), timedelta(days=3660)])
def test_a_clock_that_jumped_stops_postings_until_the_manager_confirms(shop: Shop, jump: timedelta) -> None:
    shop.post(ticket_of("H1", steel_g=10))
    shop.now += jump
    assert shop.code_and_field(ticket_of("H1", steel_g=10)) == ("clock", "at")
    shop.post({"op": "clock.confirm"})
    assert shop.post(ticket_of("H1", steel_g=10)).document
    assert shop.findings() == ()


@pytest.mark.parametrize("jump", [timedelta(minutes=-5), timedelta(days=365)])
def test_a_little_back_or_a_year_ahead_goes_on(shop: Shop, jump: timedelta) -> None:
    shop.post(ticket_of("H1", steel_g=10))
    shop.now += jump
    assert shop.post(ticket_of("H1", steel_g=10)).document


def test_a_given_time_is_not_held_against_the_clock_nor_moves_its_measure(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10))
    shop.later(days=-30)
    shop.post(ticket_of("H1", steel_g=10, more={"at": "2026-10-25T12:00:00+08:00"}))
    assert shop.refusal(ticket_of("H1", steel_g=10)).code == "clock"
    shop.later(days=30)
    assert shop.post(ticket_of("H1", steel_g=10)).document
    assert shop.findings() == ()


def test_a_given_time_of_next_year_does_not_stop_today(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=10, more={"at": "2028-01-01T12:00:00+08:00"}))
    assert shop.post(ticket_of("H1", steel_g=10)).document == "T20261124-0001"


def test_only_a_manager_confirms_the_clock(shop: Shop) -> None:
    shop.later(days=800)
    assert shop.code_and_field({"op": "clock.confirm", "by": "cashier"}) == ("not-allowed", "by")


@pytest.mark.parametrize(
    "at",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0033-04-03T15:00:00+08:00", "1969-12-31T23:59:59+08:00"],
)
def test_a_time_beyond_every_calendar_of_ours_is_a_bad_request(shop: Shop, at: str) -> None:
    assert shop.code_and_field(ticket_of("H1", steel_g=10, more={"at": at})) == ("bad-request", "at")


@pytest.mark.parametrize(
    ("at", "number"), [("1970-01-01T00:00:00+08:00", "K19700101"), ("2100-02-28T23:59:59+08:00", "K21000228")]
)
def test_the_first_and_a_far_day_are_days_like_any_other(shop: Shop, at: str, number: str) -> None:
    assert shop.post({"op": "scale.check", "known_g": 1, "shown_g": 1, "at": at}).document == f"{number}-0001"
    assert shop.findings() == ()


def test_the_documents_keep_both_times(shop: Shop) -> None:
    outcome = shop.post(ticket_of("H1", steel_g=10, more={"at": "2026-11-20T08:00:00+00:00", "note": "补录"}))
    told = f"SELECT happened_at, recorded_at, business_date, note FROM documents WHERE number = '{outcome.document}'"
    assert shop.rows(told) == [("2026-11-20T16:00:00+08:00", "2026-11-24T12:00:00+08:00", "2026-11-20", "补录")]
