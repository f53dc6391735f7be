"""Whatever is done in whatever order: ledgers at zero, balances equal to sums, the chain whole, nothing lost by a void."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_desktop.domain.refused import Refused
from shop_desktop.store.books import open_books
from tests.shop import Said, Shop, copied, ticket_of

HOUSEHOLDS = st.sampled_from(["H1", "H2"])
LOADS = st.fixed_dictionaries(
    {},
    optional={
        "steel_g": st.integers(-1, 200_000),
        "cardboard_g": st.integers(1, 9999),
        "battery": st.integers(0, 12),
        "can": st.integers(1, 9),
    },
)
GOODS = st.dictionaries(st.sampled_from(["soap", "salt", "haircut"]), st.integers(1, 4), max_size=2)
TICKETS = st.builds(lambda household, loads, goods: ticket_of(household, goods=goods, **loads), HOUSEHOLDS, LOADS, GOODS)
POINTS = st.integers(0, 900)
OPENINGS = st.builds(
    lambda household, recycling, civic: {
        "op": "household.opening",
        "household": household,
        "recycling": recycling,
        "civic": civic,
        "reason": "旧册",
    },
    HOUSEHOLDS,
    POINTS,
    POINTS,
)
COUNTS = st.builds(
    lambda soap: {"op": "goods.count", "counts": [{"good": "soap", "quantity": soap}], "reason": "盘点"}, st.integers(0, 30)
)
RECEIPTS = st.builds(lambda n: {"op": "goods.receive", "good": "salt", "quantity": n}, st.integers(1, 9))
DAYS = st.integers(1, 30).map(lambda day: f"2026-11-{day:02}")
PRICES = st.builds(
    lambda day, fen: {"op": "price.set", "material": "steel", "from": day, "yuan": f"0.{fen:02}", "per": 1, "unit": "kg"},
    DAYS,
    st.integers(0, 99),
)
SHARES = st.builds(
    lambda day, points, per: {
        "op": "price.set",
        "material": "battery",
        "from": day,
        "points": points,
        "per": per,
        "unit": "piece",
    },
    DAYS,
    st.integers(0, 5),
    st.integers(1, 7),
)
RULES = st.builds(
    lambda day, purse: {"op": "rule.set", "key": "spend_first", "value": purse, "from": day, "decided_by": "会"},
    DAYS,
    st.sampled_from(["civic", "recycling"]),
)
POSTINGS = st.one_of(TICKETS, TICKETS, TICKETS, OPENINGS, COUNTS, RECEIPTS, PRICES, SHARES, RULES)
VOIDS = st.tuples(st.integers(0, 40), st.booleans())
RUNS = st.lists(POSTINGS | VOIDS, min_size=1, max_size=25)
SLOW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def fresh(founded: Path) -> Shop:
    return Shop(open_books(copied(founded / "village", Path(tempfile.mkdtemp()))))


def closed(shop: Shop) -> None:
    shop.books.close()
    shutil.rmtree(shop.books.folder)


def try_to(shop: Shop, step: Said | tuple[int, bool]) -> None:
    """Post, or void the n-th document there is; what is refused changes nothing, which verify then says."""
    with suppress(Refused):
        if isinstance(step, dict):
            shop.post(step)
        else:
            numbers = shop.rows("SELECT number FROM documents ORDER BY id DESC")
            shop.void(numbers[step[0] % len(numbers)][0], allow_debt=step[1])


@SLOW
@given(run=RUNS)
def test_any_run_of_operations_leaves_clean_books(founded: Path, run: list[Said | tuple[int, bool]]) -> None:
    shop = fresh(founded)
    for step in run:
        try_to(shop, step)
    assert shop.findings() == ()
    sums = shop.rows("SELECT ledger, item, sum(amount) FROM entries GROUP BY ledger, item HAVING sum(amount) <> 0")
    assert sums == []
    closed(shop)


@SLOW
@given(run=RUNS, last=POSTINGS)
def test_a_posting_and_its_void_are_nothing_after_any_run(founded: Path, run: list[Said | tuple[int, bool]], last: Said) -> None:
    shop = fresh(founded)
    for step in run:
        try_to(shop, step)
    before = standing(shop)
    with suppress(Refused):
        shop.void(shop.post(last), allow_debt=True)
    assert standing(shop) == before
    closed(shop)


def standing(shop: Shop) -> list[list[tuple[object, ...]]]:
    """All that a posting can change, but the journal itself."""
    tables = ("prices", "rules", "good_prices", "slips", "goods", "households")
    return [shop.moved(), *(shop.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables)]
