"""Lists of prices and of goods: units said in whatever place, money never rounded, nothing added twice."""

from datetime import date
from pathlib import Path

import pytest

from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.store.queries import materials
from tests.exchange.lists import english, faults, file, notes, table, taken
from tests.shop import Shop, price_of

__all__ = ["english", "file"]


def price(shop: Shop, code: str) -> MoneyPrice | PointsPrice | None:
    return materials.some(shop.books.reader, [code], date(2027, 1, 1))[code].price


@pytest.mark.parametrize(
    ("header", "row", "fen"),
    [
        ("品类,单价,单位", "废铁,1.05,公斤", 105),
        ("物品,价格,单位", "废铁,1.05,斤", 210),
        ("名称,单价（元/斤）", "废铁,￥1.05", 210),
        ("名称,单价(元/千克)", "废铁,1.05元", 105),
        ("名称,单价", "废铁,0.7元/斤", 140),
        ("名称,单价", "废铁,0.7 每公斤", 70),
        ("名称,单价,单位", "废铁,3,元/KG", 300),
        ("名称,单价,单位", "废铁,０．５,kg", 50),
    ],
)
def test_a_price_for_a_jin_is_twice_for_a_kg(shop: Shop, file: Path, header: str, row: str, fen: int) -> None:
    found = taken(shop, "prices", table(file, header, row))
    assert price(shop, "steel") == MoneyPrice(fen, 1000)
    assert any("jin" in said for _line, said in notes(found)) == (fen in {210, 140})


def test_a_material_that_is_new_is_added_under_a_code_with_a_picture(shop: Shop, file: Path) -> None:
    rows = ("品类,单位,单价,有害,从哪天起", "废铜,斤,15,,2026年12月1日", "奇物,个,0.5,是,2026/12/1", "废电池,节,0.1,,2026.12.1")
    assert taken(shop, "prices", table(file, *rows)).summary() == "3 prices, 2 materials that are new"
    assert (price(shop, "copper"), price(shop, "m06")) == (MoneyPrice(3000, 1000), MoneyPrice(50, 1))
    assert shop.rows("SELECT hazardous FROM materials WHERE code = 'm06'") == [(1,)]
    assert shop.rows("SELECT \"from\" FROM prices WHERE material = 'copper'") == [("2026-12-01",)]


def test_pieces_that_make_points_are_taken(shop: Shop, file: Path) -> None:
    taken(shop, "prices", table(file, "品类,单位,几个换,换几分", "易拉罐,个,3,2"))
    assert price(shop, "can") == PointsPrice(2, 3)


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("品类,单价,单位", "废铁,1.005,公斤", "单价"),
        ("品类,单价,单位", "废铁,0.333333333333333,公斤", "单价"),
        ("品类,单价,单位", "废铁,-1,公斤", "单价"),
        ("品类,单价,单位", "废铁,一元,公斤", "单价"),
        ("品类,单价,单位", "废铁,,公斤", "单价"),
        ("品类,单价,单位", "废铁,1,筐", "单位"),
        ("品类,单价,单位", "废铁,1,", "单位"),
        ("品类,单价,单位", "废铁,1,个", "单位"),
        ("品类,单价,单位", "易拉罐,1,斤", "单位"),
        ("品类,单价,单位", ",1,斤", "品类"),
        ("品类,换几分,单位", "废铁,3,斤", "单位"),
        ("品类,单价,日期", "易拉罐,1,明天", "日期"),
        ("品类,单价,日期", "易拉罐,1,2026-02-30", "日期"),
    ],
)
def test_a_price_is_never_rounded_or_guessed(shop: Shop, file: Path, header: str, row: str, column: str) -> None:
    found = faults(shop, "prices", table(file, header, row))
    assert [(line, where) for line, where, _there in found] == [(2, column)]


def test_a_price_that_stands_is_passed_over_and_another_for_that_day_refused(shop: Shop, file: Path) -> None:
    shop.post(price_of("steel", "2026-11-24", "3.00"))
    found = taken(shop, "prices", table(file, "品类,单价,单位", "废铁,1.5,斤", "纸板,1,公斤"))
    assert [wish.command.op for wish in found.wishes] == ["price.set"]
    assert faults(shop, "prices", table(file, "品类,单价,单位", "废铁,4,公斤")) == [(2, "单价", "4")]
    assert faults(shop, "prices", table(file, "品类,单价,单位", "废铜,4,公斤", "废铜,4,公斤")) == [(3, "品类", "废铜")]


def test_goods_are_added_with_what_stands_on_the_shelf(shop: Shop, file: Path) -> None:
    rows = (
        "商品,积分价,条码,数量,进价,货主,结算价",
        "牙膏,500,6900000000001,12,3.50,,",
        "挂面,400,,20,,王店,2.8",
        "盐罐,90,,,,本店,",
    )
    found = taken(shop, "goods", table(file, *rows))
    assert (shop.good("g04").left, shop.good("g05").owner, shop.good("g06").left) == (12, "王店", 0)
    assert shop.rows("SELECT amount_fen FROM lines ORDER BY document_id DESC LIMIT 2") == [(None,), (4200,)]
    assert shop.rows("SELECT vendor_fen FROM good_repayments WHERE good = 'g05'") == [(280,)]
    assert found.summary() == "3 goods, 32 pieces onto the shelf"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("肥皂,5,,,", "商品"),
        ("牙膏,,,,", "积分价"),
        ("牙膏,5,6901234567892,,", "条码"),
        ("牙膏,5,,1.5,", "数量"),
        ("牙膏,5,,,2", "结算价"),
    ],
)
def test_a_good_that_cannot_be_added_is_a_fault(shop: Shop, file: Path, row: str, column: str) -> None:
    found = faults(shop, "goods", table(file, "商品,积分价,条码,数量,结算价", row))
    assert [(line, where) for line, where, _there in found] == [(2, column)]


def test_a_good_stands_once_in_its_list(shop: Shop, file: Path) -> None:
    assert faults(shop, "goods", table(file, "商品,积分价", "牙膏,5", "牙膏,6")) == [(3, "商品", "牙膏")]
