"""The chain as anyone can recompute it, the balances beside it, and the floors."""

import hashlib
import json

import pytest

from shop_desktop.domain.refused import Refused
from shop_desktop.store import journal
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.queries.shop import head_hash, user
from tests.shop import Shop, ticket_of


def post(shop: Shop, *entries: Entry, allow_debt: bool = False) -> journal.Document:
    """A document as an operation would post it, of entries alone."""
    with shop.books.transaction() as connection:
        manager = user(connection, "manager")
        assert manager is not None
        act = Act(
            connection=connection,
            actor=manager,
            at=shop.now,
            recorded_at=shop.now,
            measured_at=shop.now,
            business_date=shop.now.date(),
            op="fund.receive",
        )
        return journal.post(act, Posting(kind="F", entries=entries, allow_debt=allow_debt))


def test_the_hash_is_of_what_stands_in_the_file_by_the_published_recipe(shop: Shop) -> None:
    """Recomputed with nothing of ours: previous hash, line feed, canonical JSON without id, prev_hash, hash and nulls."""
    shop.post(ticket_of("H1", steel_g=1000, battery=6, more={"slip": "7", "note": "补"}))
    columns = shop.columns("documents")
    row = dict(zip(columns, shop.rows("SELECT * FROM documents ORDER BY id DESC LIMIT 1")[0], strict=True))
    said = {k: v for k, v in row.items() if k not in {"id", "prev_hash", "hash"} and v is not None}
    said["content"] = json.loads(row["content"])
    names = shop.columns("lines")[2:]
    lines = [r[2:] for r in shop.rows(f"SELECT * FROM lines WHERE document_id = {row['id']} ORDER BY position")]
    said["lines"] = [{k: v for k, v in zip(names, line, strict=True) if v is not None} for line in lines]
    said["entries"] = [
        list(r)
        for r in shop.rows(f"SELECT ledger, item, account, amount FROM entries WHERE document_id = {row['id']} ORDER BY position")
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(f"{row['prev_hash']}\n{text}".encode()).hexdigest() == row["hash"] == head_hash(shop.books.reader)


def test_the_chain_begins_at_sixty_four_zeros(bare_shop: Shop) -> None:
    assert bare_shop.rows("SELECT prev_hash FROM documents ORDER BY id LIMIT 1") == [("0" * 64,)]


def test_entries_that_do_not_balance_are_our_own_bug(shop: Shop) -> None:
    with pytest.raises(AssertionError):
        post(shop, Entry("fund", "", "fund", 5))
    assert shop.findings() == ()


@pytest.mark.parametrize(
    ("ledger", "account", "code"),
    [
        ("materials", "yard", "out-of-stock"),
        ("goods", "shelf", "out-of-stock"),
        ("fund", "fund", "insufficient-fund"),
        ("points", "pending:1", "insufficient-points"),
        ("points", "recycling:1", "insufficient-points"),
        ("points", "civic:1", "insufficient-points"),
    ],
)
def test_no_floor_is_broken(shop: Shop, ledger: str, account: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        post(shop, Entry(ledger, "x", account, -1), Entry(ledger, "x", "elsewhere", 1))
    assert caught.value.code == code


@pytest.mark.parametrize(("account", "held"), [("recycling:1", False), ("civic:1", False), ("pending:1", True)])
def test_leave_for_debt_is_for_the_two_purses_alone(shop: Shop, account: str, held: bool) -> None:
    moved = (Entry("points", "", account, -1), Entry("points", "", "elsewhere", 1))
    if held:
        with pytest.raises(Refused):
            post(shop, *moved, allow_debt=True)
    else:
        assert post(shop, *moved, allow_debt=True).number


def test_a_purse_below_zero_may_be_filled_and_not_lowered(shop: Shop) -> None:
    post(shop, Entry("points", "", "civic:1", -5), Entry("points", "", "elsewhere", 5), allow_debt=True)
    post(shop, Entry("points", "", "civic:1", 2), Entry("points", "", "elsewhere", -2))
    with pytest.raises(Refused) as caught:
        post(shop, Entry("points", "", "civic:1", -1), Entry("points", "", "elsewhere", 1))
    assert caught.value.facts["short"] == 4


def test_one_documents_entries_meet_before_the_floor_is_asked(shop: Shop) -> None:
    moved = [Entry("goods", "x", "shelf", n) for n in (-3, 3)]
    assert post(shop, *moved).number == "F20261124-0001"


def test_a_registry_row_is_written_whole_from_its_document(shop: Shop) -> None:
    with shop.books.transaction() as connection:
        journal.apply_rows(connection, [Row(table="villages", key={"name": "甲"}, values={})])
        journal.apply_rows(connection, [Row(table="villages", key={"name": "甲"}, values=None)])
    assert shop.rows("SELECT * FROM villages") == []
