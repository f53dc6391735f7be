"""Refusals and figures of charts as the reader's language writes them."""

from collections.abc import Iterator

import pytest

from shop_desktop import text
from shop_desktop.domain.refused import Refused
from shop_desktop.places import resources
from shop_desktop.text import amount_text

CATALOGUE = resources() / "text" / "zh_CN" / "LC_MESSAGES" / "shop.po"


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    text.use("zh_CN")


def test_the_yard_has_one_name() -> None:
    assert "货场" not in CATALOGUE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("field", "said"),
    [("household", "没有 999 号这一户。"), ("goods[0].good", "没有编号 999 的商品。"), ("key", "没有这个：999")],
)
def test_what_is_not_known_is_named_with_its_kind(field: str, said: str) -> None:
    assert text.sentence(Refused("unknown", field=field, what="999")) == said


@pytest.mark.parametrize(
    ("value", "per", "chinese", "english"),
    [
        (0, 1, "0", "0"),
        (9999, 1, "9,999", "9,999"),
        (10_000, 1, "1 万", "10,000"),
        (467_368, 1, "46.7 万", "467,368"),
        (-248_050, 1, "−24.8 万", "−248,050"),
        (99_999_999, 1, "10,000 万", "99,999,999"),
        (250_000_000, 1, "2.5 亿", "250,000,000"),
        (621_400, 1000, "621", "621"),
        (8_450, 1000, "8.5", "8.5"),
        (128_350, 100, "1,284", "1,284"),
    ],
)
def test_a_figure_is_written_as_the_language_counts(value: int, per: int, chinese: str, english: str) -> None:
    text.use("zh_CN")
    assert amount_text(value, per) == chinese
    text.use("en")
    assert amount_text(value, per) == english
