"""What a breaker once got through the front door, each shut."""

import json
import sqlite3
from pathlib import Path

import pytest

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange import founding
from shop_desktop.operations.requests import read_command
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.verify import verify_books
from tests.shop import Shop, ticket_of


def refused(said: dict[str, object]) -> str | None:
    with pytest.raises(Refused) as caught:
        read_command(json.dumps(said).encode())
    assert caught.value.code == "bad-request"
    return caught.value.field


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"op": "user.pin", "name": "manager", "pin": "1111\n"}, "pin"),
        ({"op": "household.add", "code": "X1\n", "name": "x", "group": "g"}, "code"),
        ({"op": "household.add", "code": "X1", "name": "x", "group": "g", "card": "2900100012027\n"}, "card"),
        ({"op": "ticket.post", "household": "H1", "slip": " 000777"}, "slip"),
        ({"op": "household.register", "name": "x", "note": "a\0b"}, "note"),
        ({"op": "household.register", "name": "x", "ref": "a\0b"}, "ref"),
        (
            {"op": "rule.set", "key": "rezero_divisions", "value": "0" * 5000 + "1", "from": "2026-12-01", "decided_by": "x"},
            "value",
        ),
    ],
)
def test_a_line_end_a_blank_or_endless_digits_are_no_value(said: dict[str, object], field: str) -> None:
    assert refused(said) == field


def test_no_line_is_worth_more_than_the_books_can_hold(shop: Shop) -> None:
    shop.post({"op": "material.add", "code": "gold", "name": "gold", "unit": "piece"})
    shop.post({"op": "price.set", "material": "gold", "from": "2026-01-01", "yuan": "1000000.00", "per": 1, "unit": "piece"})
    said = {"op": "ticket.post", "household": "H1", "lines": [{"material": "gold", "pieces": 1_000_000_000}]}
    assert shop.refusal(said).code == "bad-weight"
    assert shop.findings() == ()


def test_the_same_ref_with_another_pin_is_not_answered_as_done(shop: Shop) -> None:
    said = {"op": "user.pin", "name": "manager", "pin": "1111", "ref": "P"}
    first = shop.post(said)
    assert shop.post(said).document == first.document
    assert shop.refusal({**said, "pin": "2222"}).code == "ref-reused"


def test_founding_that_is_cut_off_leaves_nothing_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shop: Shop
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(founding, "perform_all", _no_more_room)
        with pytest.raises(Trouble, match="disk-full"):
            founding.found(tmp_path / "new shop", now=shop.now)
    assert not (tmp_path / "new shop" / FILE).exists()
    founding.found(tmp_path / "new shop", now=shop.now).close()


def _no_more_room(*_: object, **__: object) -> None:
    raise Trouble("disk-full")


@pytest.mark.sqlite_only("an index on a page of the file")
def test_an_index_that_disagrees_with_its_table_is_found(shop: Shop, tmp_path: Path) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / FILE).write_bytes(_snapshot(shop, tmp_path))
    file = sqlite3.connect(folder / FILE)
    root = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_balances_1'").fetchone()[0]
    size = file.execute("PRAGMA page_size").fetchone()[0]
    file.close()
    data = bytearray((folder / FILE).read_bytes())
    at = data.index(b"recycling:1", (root - 1) * size)
    data[at + 10] ^= 2
    (folder / FILE).write_bytes(data)
    books = open_books(folder, write=False)
    assert ("index", "sqlite_autoindex_balances_1") in {(one.code, one.where) for one in verify_books(books.reader)}
    books.close()


def _snapshot(shop: Shop, folder: Path) -> bytes:
    copy = sqlite3.connect(folder / "snapshot.sqlite")
    source = sqlite3.connect(shop.books.folder / FILE)
    source.backup(copy)
    source.close()
    copy.close()
    return (folder / "snapshot.sqlite").read_bytes()
