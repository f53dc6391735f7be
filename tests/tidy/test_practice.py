"""The practice village: invented, in the order of the pad, and accepted by the books."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shop_desktop.domain.calendar import SHOP_ZONE
from shop_desktop.domain.codes import read_scan
from shop_desktop.exchange.founding import found
from shop_desktop.store.books import Books
from shop_desktop.store.queries import goods, households, materials
from shop_desktop.store.verify import verify_books
from tests.tidy.tree import ROOT

LINES = (ROOT / "resources" / "practice" / "village.jsonl").read_bytes().splitlines()
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=SHOP_ZONE)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    opened = found(_folder(tmp_path_factory), LINES, now=NOW)
    yield opened
    opened.close()


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("practice") / "青禾村"


def _all(op: str) -> list[dict[str, Any]]:
    return [command for command in map(json.loads, LINES) if command["op"] == op]


def test_it_verifies(books: Books) -> None:
    assert verify_books(books.reader) == ()


def test_the_pad_has_the_nine_materials_of_the_picture(books: Books) -> None:
    names = [material.name for material in materials.offered(books.reader, NOW.date())]
    assert names[:9] == ["玻璃瓶", "旧衣物", "废电池", "废铁", "黄纸板", "塑料瓶", "书报纸", "易拉罐", "废铜"]


def test_the_pad_has_the_nine_goods_of_the_picture(books: Books) -> None:
    shelf = [(good.points, good.left) for good in goods.shelf(books.reader, NOW.date())]
    assert shelf[:9] == [(750, 8), (350, 0), (600, 6), (850, 9), (300, 31), (900, 15), (3200, 12), (680, 24), (250, 40)]


def test_the_household_of_the_picture_is_as_in_the_picture(books: Books) -> None:
    household = households.by_code(books.reader, "036")
    assert household is not None
    shown = (household.name, household.group, household.phone_tail, household.purses.recycling, household.purses.civic)
    assert shown == ("周桂香", "三组", "0417", 886, 400)


def test_two_initials_find_the_four_of_the_picture(books: Books) -> None:
    assert {household.name for household in households.find(books.reader, "zg")} == {"周桂香", "周国平", "钟贵生", "张高远"}


def test_it_has_150_households_in_five_groups_and_names_that_repeat() -> None:
    added = _all("household.add")
    assert [household["code"] for household in added] == [f"{number:03}" for number in range(1, 151)]
    assert len({household["group"] for household in added}) == 5
    assert Counter(household["name"] for household in added)["王秀英"] == 3


def test_no_phone_could_be_anybodys() -> None:
    assert {household["phone"][:3] for household in _all("household.add") if "phone" in household} == {"100"}


def test_every_card_and_barcode_can_be_scanned() -> None:
    cards = [household["card"] for household in _all("household.add") if "card" in household]
    assert {(read_scan(card).kind, read_scan(card).village) for card in cards} == {("card", 17)}
    assert {read_scan(good["barcode"]).kind for good in _all("good.add") if "barcode" in good} == {"good"}
