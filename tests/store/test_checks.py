"""What is looked at before a month is closed, as the books have it and as a person reads it."""

import pytest

from shop_desktop.domain.months import Check
from shop_desktop.gui.pages.months.words import row_of
from shop_desktop.store.queries import checks
from tests.shop import Said, Shop, ticket_of

NOVEMBER = "2026-11"


def check(shop: Shop, code: str) -> Check:
    return next(one for one in checks.before_close(shop.books.reader, NOVEMBER) if one.code == code)


def below(shop: Shop, code: str) -> str:
    return row_of(check(shop, code), "11 月").below


def scaled(grams: int) -> Said:
    proof = {"frame": "02", "protocol": "yaohua-a27", "port": "COM3", "taken_at": "2026-11-24T11:59:00+08:00", "e_g": 5}
    line = {"material": "steel", "gross_g": grams, "source": "scale", "proof": {**proof, "tare": "none"}}
    return {"op": "ticket.post", "household": "H1", "lines": [line]}


def typed(shop: Shop, by_hand: int, weighed: int) -> None:
    shop.post_all(*[ticket_of("H1", steel_g=1000)] * by_hand, *[scaled(1000)] * weighed)


@pytest.mark.parametrize(("by_hand", "state"), [(0, "ok"), (1, "ok"), (2, "todo")])
def test_more_than_a_twentieth_typed_by_hand_is_asked_about(shop: Shop, by_hand: int, state: str) -> None:
    typed(shop, by_hand, 20 - by_hand)
    found = check(shop, "typed")
    assert (found.state, found.facts["typed"], found.facts["all"]) == (state, by_hand, 20)


def test_the_share_typed_by_hand_is_named(shop: Shop) -> None:
    typed(shop, 2, 18)
    row = row_of(check(shop, "typed"), "11 月")
    assert (row.title, row.below) == ("手输的重量偏多：2 笔", "占称重 20 笔的 10%，平常不过 5%")


def test_slips_typed_in_late_and_voided_weights_are_not_typed_by_hand(shop: Shop) -> None:
    shop.post({**ticket_of("H1", steel_g=1000), "slip": "000123"})
    shop.void(shop.post(ticket_of("H1", steel_g=1000)))
    found = check(shop, "typed")
    assert (found.state, found.facts["typed"], found.facts["all"]) == ("ok", 0, 1)


def counted(shop: Shop, soap: int, salt: int) -> None:
    counts = [{"good": "soap", "quantity": soap}, {"good": "salt", "quantity": salt}]
    shop.post({"op": "goods.count", "counts": counts, "reason": "月末盘点"})


@pytest.mark.parametrize(
    ("soap", "salt", "words"),
    [
        (10, 20, "都盘过了，最后一次 11 月 24 日，和账上一样"),
        (9, 20, "都盘过了，最后一次 11 月 24 日：1 样比账上少"),
        (10, 22, "都盘过了，最后一次 11 月 24 日：1 样比账上多"),
        (9, 22, "都盘过了，最后一次 11 月 24 日：1 样少了，1 样多了"),
    ],
)
def test_a_count_says_whether_it_was_as_the_books_say(shop: Shop, soap: int, salt: int, words: str) -> None:
    counted(shop, soap, salt)
    assert below(shop, "goods-counted") == words


def test_the_newest_count_of_each_kind_is_told(shop: Shop) -> None:
    counted(shop, 9, 22)
    counted(shop, 9, 22)
    assert below(shop, "goods-counted") == "都盘过了，最后一次 11 月 24 日，和账上一样"


def test_a_count_of_the_yard_that_was_short_says_so(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=5000))
    shop.post({"op": "material.count", "counts": [{"material": "steel", "net_g": 4900}], "reason": "晾干了"})
    assert below(shop, "yard-counted") == "都盘过了，最后一次 11 月 24 日：1 样比账上少"


def sale(day: str, grams: int) -> Said:
    line = {"material": "steel", "net_g": grams, "yuan": "2.00"}
    return {"op": "sale.post", "buyer": "老郑", "lines": [line], "paid": True, "at": f"2026-11-{day}T18:00:00+08:00"}


def test_what_was_sold_before_it_was_taken_in_is_found_by_its_day(shop: Shop) -> None:
    shop.post({**ticket_of("H1", steel_g=5000), "at": "2026-11-20T09:00:00+08:00"})
    assert check(shop, "below-zero").state == "ok"
    shop.post(sale("12", 3200))
    row = row_of(check(shop, "below-zero"), "11 月")
    assert row.title == "11 月 12 日账上“废铁”成了负数"
    assert row.below == "当天结余 −3.200 kg。有单据补记晚了，或日期写错了"


def test_goods_and_money_are_walked_by_their_days_too(shop: Shop) -> None:
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1000})
    shop.post({"op": "fund.pay", "kind": "goods", "to": "店", "amount_fen": 300, "at": "2026-11-23T09:00:00+08:00"})
    row = row_of(check(shop, "below-zero"), "11 月")
    assert row.title == "11 月 23 日资金账成了负数"
    shop.post({**ticket_of("H1", steel_g=5000, goods={"soap": 2}), "at": "2026-11-22T09:00:00+08:00"})
    row = row_of(check(shop, "below-zero"), "11 月")
    assert (row.title, row.below) == ("11 月 22 日账上“肥皂”成了负数", "按单据日期，当天结余 −2 个；还有 1 样也这样")


def test_what_is_noted_late_within_its_day_is_no_matter(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=5000))
    shop.post({**sale("24", 5000), "at": "2026-11-24T08:00:00+08:00"})
    assert check(shop, "below-zero").state == "ok"
