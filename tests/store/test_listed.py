"""Documents as pages list them: the newest of some operations with what they changed, pads, repayments, settled months."""

from datetime import date

from shop_desktop.store.queries import documents, goods, vendors
from shop_desktop.store.queries import shop as shop_queries
from tests.shop import Shop, ticket_of


def test_a_count_says_what_was_counted_and_by_how_much_the_shelf_changed(shop: Shop) -> None:
    before = shop.good("soap").left
    shop.post({"op": "goods.count", "counts": [{"good": "soap", "quantity": 3}], "reason": "盘点"})
    (one,) = documents.newest(shop.books.reader, ("goods.count",))
    (line,) = one.lines
    assert (line.item, line.quantity, line.change) == ("soap", 3, 3 - before)


def test_every_move_of_a_goods_stock_is_told_with_what_it_left(shop: Shop) -> None:
    got = shop.post({"op": "goods.receive", "good": "soap", "quantity": 5, "cost_fen": 900, "supplier": "镇上"})
    shop.post({**ticket_of("H1", steel_g=9000, goods={"soap": 2})})
    shop.post(
        {
            "op": "fund.receive",
            "source": "other",
            "from": "雷姐",
            "amount_fen": 0,
            "goods": [{"good": "soap", "quantity": 4, "value_fen": 800}],
        }
    )
    shop.post({"op": "goods.count", "counts": [{"good": "soap", "quantity": 16}], "reason": "盘点"})
    shop.void(got)
    found = goods.moves(shop.books.reader, "soap")
    assert [(one.change, one.left) for one in found] == [(-5, 11), (-1, 16), (4, 17), (-2, 13), (5, 15), (10, 10)]
    assert [(one.who, one.amount_fen) for one in found[2:5]] == [("雷姐", 800), ("陈谷", None), ("镇上", 900)]
    assert found[0].voids == got.document
    assert found[0].left == shop.good("soap").left
    assert goods.moves(shop.books.reader, "soap", most=2) == found[:2]


def test_the_newest_come_first_and_voided_ones_say_so(shop: Shop) -> None:
    first = shop.post({"op": "goods.receive", "good": "soap", "quantity": 5})
    shop.post({"op": "goods.receive", "good": "soap", "quantity": 6})
    shop.void(first)
    found = documents.newest(shop.books.reader, ("goods.receive",))
    assert [one.lines[0].change for one in found[:2]] == [6, 5]
    assert [bool(one.voided_by) for one in found[:2]] == [False, True]
    assert len(documents.newest(shop.books.reader, ("goods.receive",), most=1)) == 1


def test_a_pad_counts_its_own_slips_alone(shop: Shop) -> None:
    shop.post({"op": "pad.add", "first": "0001", "last": "0100"})
    shop.post({"op": "pad.add", "first": "00001", "last": "00100"})
    shop.post({**ticket_of("H1", steel_g=1000), "slip": "0007"})
    shop.post({**ticket_of("H1", steel_g=1000), "slip": "0700"})
    assert {pad.first: pad.used for pad in shop_queries.pads_of(shop.books.reader)} == {"0001": 1, "00001": 0}


def test_repayments_stand_newest_first(shop: Shop) -> None:
    shop.post(
        {"op": "good.add", "code": "eggs", "name": "鸡蛋", "points": 9, "owner": "雷店", "vendor_fen": 8, "from": "2026-01-01"}
    )
    shop.post({"op": "good.repay", "good": "eggs", "vendor_fen": 9, "from": "2026-11-01"})
    assert goods.repayments(shop.books.reader)["eggs"] == ((date(2026, 11, 1), 9), (date(2026, 1, 1), 8))


def test_settled_months_are_listed_as_they_were_settled(shop: Shop) -> None:
    shop.post(
        {"op": "good.add", "code": "eggs", "name": "鸡蛋", "points": 9, "owner": "雷店", "vendor_fen": 8, "from": "2026-01-01"}
    )
    shop.post({"op": "goods.receive", "good": "eggs", "quantity": 5, "at": "2026-10-01T09:00:00+08:00"})
    shop.post({**ticket_of("H1", steel_g=1000, goods={"eggs": 2}), "at": "2026-10-02T09:00:00+08:00"})
    shop.post({"op": "vendor.settle", "vendor": "雷店", "month": "2026-10"})
    (month,) = vendors.settlements_of(shop.books.reader, 5)
    assert (month.vendor, month.month, month.amount_fen, month.settled) == ("雷店", "2026-10", 16, True)
