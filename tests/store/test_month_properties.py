"""Whatever the shop does in three months, in whatever order: figures balance, months follow each other, closed ones stay."""

from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.refused import Refused
from shop_desktop.store.queries import costs, fund, months
from tests.shop import Said, Shop
from tests.store.test_properties import (
    COUNTS,
    HOUSEHOLDS,
    OPENINGS,
    RECEIPTS,
    SLOW,
    TICKETS,
    VOIDS,
    closed,
    fresh,
    standing,
)

GRAMS, FEN = st.integers(0, 50_000), st.integers(0, 30_000)
SALES = st.builds(
    lambda net_g, fen, paid: {
        "op": "sale.post",
        "buyer": "站",
        "lines": [{"material": "steel", "net_g": net_g, "yuan": f"{fen // 100}.{fen % 100:02}"}],
        "paid": paid,
    },
    GRAMS,
    st.integers(0, 500),
    st.booleans(),
)
PAID = st.builds(lambda n, fen: {"op": "sale.paid", "sale": n, "amount_fen": fen + 1}, st.integers(0, 9), FEN)
HANDED = st.builds(
    lambda n: {"op": "handover.post", "to": "乡", "lines": [{"material": "battery", "pieces": n}]}, st.integers(0, 12)
)
YARD = st.builds(lambda n: {"op": "material.count", "counts": [{"material": "steel", "net_g": n}], "reason": "盘点"}, GRAMS)
MONEY_IN = st.builds(
    lambda source, fen, pieces: {
        "op": "fund.receive",
        "source": source,
        "from": "谁",
        "amount_fen": fen,
        "goods": [{"good": "soap", "quantity": pieces, "value_fen": pieces * 211}] if pieces else [],
    },
    st.sampled_from(["elder-donation", "village-subsidy", "other"]),
    FEN,
    st.integers(0, 5),
)
MONEY_OUT = st.builds(
    lambda kind, fen: {"op": "fund.pay", "kind": kind, "to": "王店", "amount_fen": fen + 1},
    st.sampled_from(["goods", "rent", "vendor"]),
    FEN,
)
TILL = st.builds(lambda fen: {"op": "fund.count", "counted_fen": fen, "reason": "清点"}, FEN)
MOVED = st.builds(
    lambda op, one, other, n: {"op": op, "household": one, "into": other, "reason": "并户"} | ({"recycling": n} if n else {}),
    st.sampled_from(["household.split", "household.merge"]),
    HOUSEHOLDS,
    HOUSEHOLDS,
    st.integers(0, 300),
)
NAMED = st.one_of(
    st.builds(
        lambda one, name, group: {"op": "household.change", "household": one, "name": name, "group": group},
        HOUSEHOLDS,
        st.sampled_from(["周大爷", "周桂兰"]),
        st.sampled_from(["一组", "二组", "三组"]),
    ),
    st.builds(lambda name: {"op": "household.register", "name": name}, st.sampled_from(["新来的", "周大爷"])),
    st.builds(lambda name: {"op": "good.change", "good": "soap", "name": name}, st.sampled_from(["肥皂", "香皂"])),
)
"""Who is who, and what is called how: a closed month goes on saying what its paper says."""
BOUGHT = st.builds(lambda n, fen: {"op": "goods.receive", "good": "soap", "quantity": n, "cost_fen": fen}, st.integers(1, 9), FEN)
MONTHS = st.sampled_from(["2026-11", "2026-12", "2027-01"])
CLOSES = MONTHS.map(lambda month: {"op": "month.close", "month": month})
SETTLES = MONTHS.map(lambda month: {"op": "vendor.settle", "vendor": "王店", "month": month})
POSTINGS = st.one_of(
    TICKETS,
    TICKETS,
    TICKETS,
    OPENINGS,
    COUNTS,
    RECEIPTS,
    SALES,
    PAID,
    HANDED,
    YARD,
    MONEY_IN,
    MONEY_OUT,
    TILL,
    MOVED,
    BOUGHT,
    NAMED,
)
LATER = st.integers(1, 25)
RUNS = st.lists(POSTINGS | NAMED | VOIDS | CLOSES | SETTLES | LATER, min_size=5, max_size=40)


def live(shop: Shop, run: list[Said | tuple[int, bool] | int]) -> dict[str, MonthFigures]:
    """Carry a run out; the figures of each month as they were when it was closed."""
    told = {}
    for step in run:
        with suppress(Refused):
            if isinstance(step, int):
                shop.later(days=step)
            elif isinstance(step, tuple):
                numbers = shop.rows("SELECT number FROM documents ORDER BY id DESC")
                shop.void(numbers[step[0] % len(numbers)][0], allow_debt=step[1])
            else:
                step = step | ({"at": (shop.now - timedelta(days=late)).isoformat()} if (late := len(str(step)) % 7) > 4 else {})
                shop.post(step | ({"sale": sold(shop, step["sale"])} if "sale" in step else {}))
                if step["op"] == "month.close":
                    told[step["month"]] = months.month_figures(shop.books.reader, step["month"])
    return told


def sold(shop: Shop, n: int) -> str:
    numbers = shop.rows("SELECT number FROM documents WHERE op = 'sale.post' ORDER BY id DESC")
    return str(numbers[n % len(numbers)][0]) if numbers else "S20261124-0001"


@SLOW
@given(run=RUNS)
def test_figures_balance_follow_each_other_and_stay_once_closed(founded: Path, run: list[Said | tuple[int, bool] | int]) -> None:
    shop = fresh(founded)
    told = live(shop, run)
    reader = shop.books.reader
    for month, figures in told.items():
        assert months.month_figures(reader, month) == figures
    three = [months.month_figures(reader, month) for month in ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02")]
    for figures in three:
        balances(figures)
    for before, after in pairwise(three):
        follows(before, after)
    whole = months.figures(reader, month_days("2026-10")[0], shop.now.date() + timedelta(days=400), label="all")
    balances(whole)
    assert whole.fund.closing_fen == fund.balance(reader)
    assert shop.findings() == ()
    closed(shop)


def balances(f: MonthFigures) -> None:
    """What a report prints as a sum is one."""
    for m in f.materials:
        assert m.opening + m.taken - m.sold - m.handed - m.loss + m.gain + m.corrected == m.closing, m
    for g in f.goods:
        if not g.service:
            assert g.opening + g.received + g.donated - g.redeemed - g.loss + g.gain + g.corrected == g.closing, g
    for h in f.by_household:
        assert h.opening + h.came_in - h.went_out + h.other == h.closing, h
    p = f.points
    assert p.opening + p.issued + p.opened - p.spent - p.deducted - p.expired + p.corrected == p.closing, p
    assert p.closing == sum(h.closing for h in f.by_household)
    assert f.fund.opening_fen + f.fund.in_fen - f.fund.out_fen == f.fund.closing_fen
    assert f.net_g == sum(m.taken for m in f.materials if m.unit == "kg") == sum(d.net_g for d in f.by_day)
    assert f.tickets == sum(d.tickets for d in f.by_day) == sum(h.tickets for h in f.by_household)
    assert p.issued == sum(d.points_in for d in f.by_day)
    assert p.spent == sum(d.points_out for d in f.by_day) == sum(g.points for g in f.goods)


def follows(before: MonthFigures, after: MonthFigures) -> None:
    """What one month ends with, the next begins with."""
    assert [m.closing for m in before.materials] == [m.opening for m in after.materials]
    assert [g.closing for g in before.goods if not g.service] == [g.opening for g in after.goods if not g.service]
    assert {h.code: h.closing for h in before.by_household if h.closing} == {
        h.code: h.opening for h in after.by_household if h.opening
    }
    assert (before.points.closing, before.fund.closing_fen) == (after.points.opening, after.fund.opening_fen)


@SLOW
@given(run=RUNS)
def test_a_stock_walked_from_the_last_close_is_there_and_costs_nothing_less(
    founded: Path, run: list[Said | tuple[int, bool] | int]
) -> None:
    shop = fresh(founded)
    live(shop, run)
    there = costs.stock(shop.books.reader)
    for code in ("steel", "cardboard", "battery", "can"):
        assert there.yard.get(code, (0, 0))[0] == shop.yard(code)
    assert there.shelf.get("soap", (0, 0))[0] == shop.good("soap").left
    assert all(fen >= 0 and (quantity > 0 or not fen) for quantity, fen in [*there.yard.values(), *there.shelf.values()])
    closed(shop)


@SLOW
@given(run=RUNS, last=POSTINGS)
def test_any_posting_of_the_shop_and_its_void_are_nothing(
    founded: Path, run: list[Said | tuple[int, bool] | int], last: Said
) -> None:
    shop = fresh(founded)
    live(shop, run)
    before = standing(shop)
    with suppress(Refused):
        posted = shop.post(last | ({"sale": sold(shop, last["sale"])} if "sale" in last else {}))
        shop.void(posted, allow_debt=True)
    if shop.rows("SELECT op FROM documents ORDER BY id DESC LIMIT 1") == [("document.void",)]:
        assert standing(shop) == before
    closed(shop)
