"""The counter's rules by themselves: rounding, prices, shares, purses, codes, days."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_desktop.domain.calendar import business_date, clock_holds, instant_text
from shop_desktop.domain.codes import DOCUMENT_KINDS, card_code, document_kind, ean13_check, read_scan, seal_code
from shop_desktop.domain.households import Purses, shown_to_customer
from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Rate, price_line, price_units
from shop_desktop.domain.quantities import half_up, jin_text, kg_text, parse_kg, parse_yuan, points_text, yuan_text
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.rules import RULES
from shop_desktop.domain.tickets import Load, check_load, price_loads, spend
from shop_desktop.domain.users import may

GRAMS = st.integers(1, 10**9)
FEN = st.integers(0, 10**6)


@given(st.integers(0, 10**15), st.integers(1, 10**9))
def test_half_up_is_the_nearest_and_the_upper_of_two(n: int, d: int) -> None:
    exact = Fraction(n, d)
    assert Fraction(-1, 2) < half_up(n, d) - exact <= Fraction(1, 2)


@given(GRAMS, FEN, st.integers(1, 1000))
def test_a_line_is_rounded_in_two_steps_each_within_a_half(grams: int, fen: int, rate: int) -> None:
    worth = price_line(grams, MoneyPrice(fen, 1000), Rate(rate))
    assert worth.amount_fen is not None
    assert abs(worth.amount_fen - Fraction(grams * fen, 1000)) <= Fraction(1, 2)
    assert abs(worth.points - Fraction(worth.amount_fen * rate, 100)) <= Fraction(1, 2)


@given(st.lists(GRAMS, min_size=1, max_size=20), FEN)
def test_many_lines_differ_from_one_by_less_than_half_a_fen_a_line(parts: list[int], fen: int) -> None:
    price, rate = MoneyPrice(fen, 1000), Rate()
    apart = sum(price_line(grams, price, rate).amount_fen or 0 for grams in parts)
    together = price_line(sum(parts), price, rate).amount_fen or 0
    assert abs(apart - together) <= Fraction(len(parts) + 1, 2)


@given(GRAMS, st.integers(1, 10**6), FEN)
def test_more_weight_is_never_worth_less(grams: int, more: int, fen: int) -> None:
    price, rate = MoneyPrice(fen, 1000), Rate()
    assert price_line(grams + more, price, rate).points >= price_line(grams, price, rate).points


@given(st.lists(st.integers(1, 50), max_size=20), st.integers(1, 30), st.integers(0, 10))
def test_in_shares_no_piece_is_lost_or_paid_twice(pieces: list[int], per: int, points: int) -> None:
    waiting, paid = 0, 0
    for quantity in pieces:
        worth = price_units(quantity, PointsPrice(points, per), waiting)
        assert worth.waiting is not None
        waiting, paid = worth.waiting, paid + worth.points
    assert (paid, waiting) == (sum(pieces) // per * points, sum(pieces) % per)


@given(st.integers(-1000, -1), st.integers(1, 2000), st.integers(1, 30))
def test_what_was_voided_early_is_filled_before_it_pays(waiting: int, quantity: int, per: int) -> None:
    worth = price_units(quantity, PointsPrice(2, per), waiting)
    assert worth.points == max(waiting + quantity, 0) // per * 2


@pytest.mark.parametrize(("text", "fen"), [("1.40", 140), ("0", 0), ("12", 1200), ("0.05", 5), ("999999999.99", 99999999999)])
def test_money_is_read(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize("text", ["", "1.", ".5", "1.005", "-1", "+1", "1,0", "1 ", "1e3", "¥1", "１", "1_000", "nan", "1" * 10])
def test_what_is_no_money_is_not_read(text: str) -> None:
    assert parse_yuan(text) is None
    assert parse_kg(text.replace("1.005", "1.0005")) is None


@given(st.integers(0, 10**8))
def test_what_is_shown_can_be_read_again(value: int) -> None:
    assert parse_yuan(yuan_text(value)) == value
    assert parse_kg(kg_text(value)) == value
    assert Fraction(jin_text(value)) == Fraction(value, 500)


def test_points_have_commas_and_a_true_minus() -> None:
    assert [points_text(n) for n in (0, 1622, -600)] == ["0", "1,622", "−600"]
    assert points_text(0, plus=True) == "+0"


@given(st.integers(0, 10**6), st.integers(-1000, 10**6), st.integers(-1000, 10**6), st.sampled_from(["civic", "recycling"]))
def test_goods_are_paid_whole_from_purses_that_stay_whole(need: int, civic: int, recycling: int, first: str) -> None:
    if need > 0 and need > civic + recycling:
        with pytest.raises(Refused):
            spend(need, civic=civic, recycling=recycling, spend_first=first)
        return
    paid = spend(need, civic=civic, recycling=recycling, spend_first=first)
    assert paid.civic + paid.recycling == need
    assert 0 <= paid.civic <= max(civic, 0)
    assert 0 <= paid.recycling <= max(recycling, 0)


def test_pending_and_owed_are_not_spendable() -> None:
    assert Purses(recycling=5, civic=7, pending=100, owed=50).spendable == 12


def test_capacity_is_held_against_scale_lines_alone() -> None:
    steel = Material(code="steel", name="废铁", unit="kg")
    check_load(Load(material="steel", gross_g=200, source="typed"), steel, 100, "lines[0]")
    with pytest.raises(Refused) as caught:
        check_load(Load(material="steel", gross_g=200, source="scale"), steel, 100, "lines[0]")
    assert caught.value.facts["max_g"] == 100


def test_a_line_is_priced_by_the_row_it_names() -> None:
    steel = Material(code="steel", name="废铁", unit="kg", price=MoneyPrice(200, 1000), price_from=date(2026, 1, 1))
    (line,) = price_loads([Load(material="steel", gross_g=1500, tare_g=500)], {"steel": steel}, Rate(), {})
    assert (line.amount_fen, line.points, line.price_from) == (200, 200, date(2026, 1, 1))


@given(st.integers(1, 999), st.integers(0, 99_999), st.integers(0, 99))
def test_a_card_is_read_as_it_was_made(village: int, household: int, issue: int) -> None:
    scan = read_scan(card_code(village, household, issue))
    assert (scan.kind, scan.village, scan.household, scan.issue) == ("card", village, household, issue)


@given(st.text(st.sampled_from("0123456789"), min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_of_an_in_store_code_is_seen(digits: str, place: int, off: int) -> None:
    code = "29" + digits[2:]
    whole = code + str(ean13_check(code))
    wrong = whole[:place] + str((int(whole[place]) + off) % 10) + whole[place + 1 :]
    assert read_scan(wrong).kind in ({"unknown"} if wrong[:2] in {"29", "20", "22"} else {"good"})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2000000000015", "good"),
        ("2200100000094", "voucher"),
        ("6901234567892", "good"),
        ("t20261124-0001", "slip"),
        ("T20261124-0001 7F3A91C2", "slip"),
        ("T20261124-00011", "slip"),
        ("2900100012028", "unknown"),
        ("２９００１０００１２０２７", "unknown"),
        ("abc", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_scan_is_told_by_its_beginning(text: str, kind: str) -> None:
    assert read_scan(text).kind == kind


@given(st.text(max_size=30))
def test_any_scan_is_something(text: str) -> None:
    assert read_scan(text).kind in {"card", "good", "voucher", "slip", "unknown"}


def test_a_seal_is_eight_digits_of_the_head() -> None:
    assert seal_code("0123456789abcdef") == "0123 4567"


def test_every_kind_of_document_has_its_letter() -> None:
    assert {document_kind(op) for op in ("ticket.post", "document.void", "month.close")} == {"T", "V", "M"}
    assert document_kind("container.add") == "R"
    assert all(len(letter) == 1 and letter.isupper() for letter in DOCUMENT_KINDS.values())


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-09T23:59:59+08:00", date(2026, 11, 9)),
        ("2026-11-09T15:59:59+00:00", date(2026, 11, 9)),
        ("2026-11-09T16:00:00+00:00", date(2026, 11, 10)),
        ("2026-12-31T23:00:00-05:00", date(2027, 1, 1)),
    ],
)
def test_the_day_is_the_shops(at: str, day: date) -> None:
    assert business_date(datetime.fromisoformat(at)) == day


def test_an_instant_is_kept_to_the_second() -> None:
    assert instant_text(datetime.fromisoformat("2026-11-09T09:30:00.999999+08:00")) == "2026-11-09T09:30:00+08:00"


def test_a_year_ahead_holds_and_more_does_not() -> None:
    last = datetime.fromisoformat("2027-11-24T12:00:00+08:00")
    ahead = [datetime.fromisoformat(f"{day}T12:00:00+08:00") for day in ("2028-11-24", "2028-11-26")]
    assert [clock_holds(now, last) for now in ahead] == [True, False]


@pytest.mark.parametrize(("key", "value", "holds"), [
    ("spend_first", "civic", True), ("spend_first", "CIVIC", False),
    ("rezero_divisions", "5", True), ("rezero_divisions", "6", False), ("rezero_divisions", "0", False),
    ("rezero_divisions", "-1", False), ("rezero_divisions", "１", False), ("rezero_divisions", "", False),
])  # fmt: skip
def test_a_rule_knows_what_it_may_be(key: str, value: str, holds: bool) -> None:
    assert RULES[key].accepts(value) == holds


def test_every_default_is_a_value_of_its_rule() -> None:
    assert all(rule.accepts(rule.default) for rule in RULES.values())


def test_an_auditor_and_an_assessor_change_nothing_at_the_counter() -> None:
    assert not any(may(role, op) for role in ("auditor", "assessor") for op in ("ticket.post", "document.void", "price.set"))


def test_the_customers_screen_shows_the_surname_alone() -> None:
    assert [shown_to_customer(name) for name in ("周桂香", "雷", "")] == ["周**", "雷", ""]
