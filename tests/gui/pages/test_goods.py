"""The goods' page by keys: added, changed, received and paid, counted as a whole, given, priced anew; vouchers; voids."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.goods import Good
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.goods.page import GoodsPage
from shop_desktop.gui.print_preview import Preview
from shop_desktop.store.queries import fund, goods, vouchers

Show = Callable[[str], Manager]
Keys = Callable[..., None]
Said = Callable[[], str]
Post = Callable[..., None]
Compare = Callable[[QWidget, str], None]


@pytest.fixture
def page(manager: Show) -> GoodsPage:
    window = manager("manager")
    window.open("goods")
    assert isinstance(window.page, GoodsPage)
    return window.page


def of_day(page: GoodsPage, code: str, day: date) -> Good:
    return next(good for good in goods.shelf(page.shop.reader, day) if good.code == code)


def now(page: GoodsPage, code: str) -> Good:
    return of_day(page, code, page.shop.today())


def left(page: GoodsPage, code: str) -> int:
    return now(page, code).left


def to(page: GoodsPage, code: str) -> None:
    page.choose(code)


def test_a_good_is_added_and_received(page: GoodsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Matches", "Enter", "50", "Enter", "6901234567892", "F12", "F4", "24", "Enter", "12", "F12")
    code = page.table.current
    good = now(page, code)
    assert (good.name, good.points, good.barcode, good.left) == ("Matches", 50, "6901234567892", 24)
    assert [(got.change, got.amount_fen) for got in goods.moves(page.shop.reader, code)] == [(24, 1200)]


def test_goods_bought_are_paid_from_the_fund_in_the_same_moment(page: GoodsPage, keys: Keys, post: Post) -> None:
    page.post("fund.receive", source="village-subsidy", from_="village", amount_fen=10000)
    keys("F4", "10", "Enter", "60", "Enter", "B-17", "Enter", "Market", "F12")
    assert (left(page, "towel"), fund.balance(page.shop.reader)) == (18, 4000)
    keys("F8")
    assert (left(page, "towel"), fund.balance(page.shop.reader)) == (8, 10000)


def test_what_the_fund_cannot_pay_is_not_received_either(page: GoodsPage, keys: Keys, said: Said) -> None:
    keys("F4", "10", "Enter", "60", "Enter", "Enter", "Enter", "Up", "F12")
    assert (page.filling, left(page, "towel"), said()) == (True, 8, "资金账上没有这么多钱。")


def test_consigned_goods_cost_the_shop_nothing(page: GoodsPage, keys: Keys) -> None:
    before = left(page, "eggs")
    to(page, "eggs")
    keys("F4", "5", "F12")
    assert left(page, "eggs") == before + 5


def test_a_receipt_is_voided_with_a_reason(page: GoodsPage, keys: Keys) -> None:
    keys("F4", "5", "F12", "2", "Del", "typed twice", "Enter")
    assert left(page, "towel") == 8
    assert page.table.rows[0].badge == "已作废"


def test_name_barcode_minimum_and_whether_it_is_offered_are_changed(page: GoodsPage, keys: Keys) -> None:
    keys("Enter", "s", "Enter", *["Backspace"] * 13, "Enter", "8", "Enter", "Down", "F12")
    good = now(page, "towel")
    assert (good.name, good.barcode, good.minimum, good.active) == ("毛巾s", "", 8, False)


def test_what_runs_short_is_said_on_top(page: GoodsPage) -> None:
    page.post("good.change", good="towel", minimum=8)
    row = next(row for row in page.table.rows if row.key == "towel")
    assert row.badge == "要补货"
    assert "毛巾" in page.conclusion()[1]


def test_the_whole_shelf_is_counted_on_one_sheet(page: GoodsPage, keys: Keys) -> None:
    to(page, "soap")
    before = left(page, "soap")
    keys("F6", "3", "Enter", "14", "Up", "Up", "Tab", "month's count", "F12")
    assert (left(page, "soap"), left(page, "tissue")) == (3, 14)
    keys("F8")
    assert left(page, "soap") == before


def test_differences_are_shown_while_counting(page: GoodsPage, keys: Keys) -> None:
    keys("F6", "7", "Enter")
    towel = page.sheets["count"].table.rows[0]
    assert towel.cells[3] == "−1"
    assert page.conclusion()[0].startswith("盘了 1 样")


def test_a_count_without_numbers_says_so_at_its_field(page: GoodsPage, keys: Keys) -> None:
    keys("F6", "F12", "Tab", "why", "F12")
    assert page.cards["count"].form.rows["reason"].error.wrong


def test_goods_are_given_with_their_worth(page: GoodsPage, keys: Keys) -> None:
    keys("2", "F5", "4", "Enter", "32.5", "Enter", "Tab", "Lei", "Enter", "Enter", "Down", "F12")
    assert left(page, "towel") == 12
    given = fund.donations(page.shop.reader, page.shop.today(), page.shop.today())[0]
    assert (given.value_fen, given.unnamed) == (3250, True)


def test_the_bar_goes_to_what_was_just_given(page: GoodsPage, keys: Keys) -> None:
    page.post("goods.receive", good="towel", quantity=2)
    keys("2", "F5", "4", "Enter", "32.5", "Enter", "Tab", "Lei", "Enter", "Enter", "Down", "F12")
    given = fund.donations(page.shop.reader, page.shop.today(), page.shop.today())[0]
    assert page.table.current == given.number


def test_the_chosen_good_is_in_view_beside_a_form_and_after_it(page: GoodsPage, keys: Keys) -> None:
    keys("End")
    while now(page, page.table.current).kind == "service":
        keys("Up")

    def in_view() -> bool:
        return page.table.first <= page.table.place_of_bar < page.table.first + page.table.seen

    keys("F4")
    assert in_view()
    keys("5", "F12")
    assert in_view()


def test_a_goods_card_adds_up_to_what_is_on_the_shelf(page: GoodsPage, keys: Keys, post: Post) -> None:
    keys("F4", "5", "F12", "2", "F5", "4", "Enter", "32.5", "Enter", "Tab", "Lei", "F12")
    post(page.shop, op="ticket.post", household="002", goods=[{"good": "towel", "quantity": 1}])
    keys("1", "F6", "15", "Tab", "broken", "F12")
    last = dict(row.cells for row in page.facts.view.rows)
    assert last["2026-11-24 盘点"] == "−1，剩 15"
    assert (last["2026-11-24 兑出"], last["2026-11-24 捐赠"], last["2026-11-24 进货"]) == ("−1，剩 16", "+4，剩 17", "+5，剩 13")
    keys("4")
    rows = [row.cells for row in page.table.rows]
    assert [int(row[4].replace("−", "-")) for row in rows[:4]] == [-1, -1, 4, 5]
    assert int(rows[0][5]) == left(page, "towel") == sum(int(row[4].replace("−", "-")) for row in rows)
    keys("Right")
    assert page.period != "毛巾"
    keys("1")
    assert page.table.current == page.thing != "towel"


def test_a_gift_without_its_worth_is_asked_for_in_its_cell(page: GoodsPage, keys: Keys) -> None:
    keys("2", "F5", "4", "Tab", "Lei", "F12")
    table = page.sheets["gift"].table
    assert table.wrong
    assert table.hasFocus()


def test_new_points_hold_from_monday(page: GoodsPage, keys: Keys) -> None:
    keys("F3", "800", "F12")
    assert (of_day(page, "towel", date(2026, 11, 30)).points, now(page, "towel").points) == (800, 750)


def test_a_vendor_gets_more_from_monday(page: GoodsPage, keys: Keys) -> None:
    to(page, "eggs")
    keys("F5", "12.00", "F12")
    assert goods.repayments(page.shop.reader)["eggs"][0] == (date(2026, 11, 30), 1200)


def test_a_service_has_no_shelf(page: GoodsPage, keys: Keys, said: Said) -> None:
    to(page, "haircut")
    keys("F4")
    assert (page.filling, said()) == (False, "服务没有库存")


def test_a_voucher_is_noted_by_its_number(page: GoodsPage, keys: Keys, post: Post) -> None:
    post(page.shop, op="ticket.post", household="002", goods=[{"good": "haircut", "quantity": 2}])
    code = vouchers.listed(page.shop.reader)[0].code
    keys("3", "F3", code, "Enter")
    assert [one.state for one in vouchers.listed(page.shop.reader)] == ["used", "issued"]
    keys("F3", code, "Enter")
    assert page.cards["voucher"].form.rows["voucher"].error.wrong
    keys("Esc", "Home", "Enter", "Enter")
    assert {one.state for one in vouchers.listed(page.shop.reader)} == {"used"}
    keys("F8")
    assert [one.state for one in vouchers.listed(page.shop.reader)] == ["used", "issued"]
    keys("End", "Del", "wrong one", "Enter")
    assert {one.state for one in vouchers.listed(page.shop.reader)} == {"issued"}


def test_a_barcode_that_is_taken_is_named_under_its_field(page: GoodsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Towel 2", "Enter", "5", "Enter", "6900000000014", "F12")
    assert page.cards["add"].form.rows["barcode"].error.wrong


def test_a_repayment_without_a_vendor_is_asked_about(page: GoodsPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Tofu", "Enter", "5", "Enter", "Enter", "Enter", "Enter", "3", "F12")
    assert page.cards["add"].form.rows["owner"].error.wrong


def test_esc_leaves_a_form_and_writes_nothing(page: GoodsPage, keys: Keys) -> None:
    keys("F4", "5", "Esc", "F6", "3", "Esc")
    assert (left(page, "towel"), page.filling) == (8, False)


def titles(manager: Show) -> list[str]:
    return [one.title for one in manager("manager").findChildren(Preview) if one.isVisible()]


def test_labels_are_printed_and_goods_without_a_code_get_one(page: GoodsPage, keys: Keys, manager: Show) -> None:
    page.perform_said({"op": "good.change", "good": "salt", "barcode": ""})
    keys("P", "Down", "F12")
    assert titles(manager) == ["货架标签"]
    assert now(page, "salt").barcode.startswith("20")


def test_a_counting_sheet_is_printed(page: GoodsPage, keys: Keys, manager: Show) -> None:
    keys("P", *["Down"] * 5, "F12")
    assert titles(manager) == ["货架盘点表"]


def test_the_shelf_and_its_count_look_as_drawn(page: GoodsPage, keys: Keys, golden: Compare) -> None:
    page.post("good.change", good="towel", minimum=10)
    golden(page, "goods-shelf")
    keys("F6", "12", "Enter", "0", "Enter")
    golden(page, "goods-count")


def test_the_key_for_what_a_vendor_gets_is_there_on_his_goods_alone(page: GoodsPage, manager: Show) -> None:
    footer = manager("manager").frame.footer
    assert "F5" not in {key.key for key in footer.keys}
    to(page, "eggs")
    assert "F5" in {key.key for key in footer.keys}
