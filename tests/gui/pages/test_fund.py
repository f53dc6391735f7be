"""The fund's page by keys: money in and out with papers and pictures, the till, rents, vendors, donations; voids and papers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.fund.page import FundPage
from shop_desktop.gui.print_preview import Preview
from shop_desktop.store.queries import fund, vendors
from tests.gui.pages.keys import press

Show = Callable[[str], Manager]
Keys = Callable[..., None]
Said = Callable[[], str]
Compare = Callable[[QWidget, str], None]
DELETE = ("Backspace",) * 8


@pytest.fixture
def page(manager: Show) -> FundPage:
    """The village gave 500 yuan."""
    window = manager("manager")
    window.open("fund")
    assert isinstance(window.page, FundPage)
    window.page.post("fund.receive", source="village-subsidy", from_="青禾村", amount_fen=50000)
    return window.page


def there(page: FundPage) -> int:
    return fund.balance(page.shop.reader)


def papers(manager: Show) -> list[str]:
    return [one.title for one in manager("manager").findChildren(Preview) if one.isVisible()]


def test_a_donation_comes_in_and_is_taken_back(page: FundPage, keys: Keys) -> None:
    keys("Ins", "Enter", "Lei", "Enter", "200", "Enter", "Down", "F12")
    (given,) = fund.donations(page.shop.reader, page.shop.today(), page.shop.today())
    assert (there(page), given.who, given.unnamed) == (70000, "Lei", True)
    assert page.table.rows[0].cells[2] == "爱心人士"
    keys("F8")
    assert there(page) == 50000


def test_the_balance_runs_along_the_moves(page: FundPage, keys: Keys) -> None:
    keys("F3", "Enter", "Market", "Enter", "86.3", "Enter", "B-17", "F12")
    assert [row.cells[3:] for row in page.table.rows] == [("−86.30", "413.70"), ("+500.00", "500.00")]
    assert page.conclusion()[0] == "资金账上有 413.70 元"


def test_more_than_the_fund_holds_is_not_paid(page: FundPage, keys: Keys, said: Said) -> None:
    keys("F3", "Enter", "Market", "Enter", "501", "F12")
    assert (page.filling, there(page), said()) == (True, 50000, "资金账上没有这么多钱。")


def test_a_picture_of_the_paper_is_kept_beside_the_books(page: FundPage, keys: Keys, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "bill.png")
    keys("F3", "Enter", "Market", "Enter", "10", "Enter", "Enter", str(tmp_path / "bill.png"), "F12")
    move = fund.month_account(page.shop.reader, "2026-11").moves[-1]
    (kept,) = (Path(page.shop.books.folder) / "photos").iterdir()
    assert move.scans == (kept.stem,)
    assert page.table.rows[0].badge == "1 张图"


def test_what_is_no_picture_is_said_under_its_field(page: FundPage, keys: Keys, tmp_path: Path) -> None:
    (tmp_path / "bill.jpg").write_text("not a picture")
    keys("F3", "Enter", "Market", "Enter", "10", "Enter", "Enter", str(tmp_path / "bill.jpg"), "F12")
    assert page.cards["pay"].form.rows["picture"].error.wrong.startswith("bill.jpg 不是照片")
    assert there(page) == 50000


def test_a_payment_is_voided_with_a_reason(page: FundPage, keys: Keys) -> None:
    keys("F3", "Enter", "Market", "Enter", "10", "F12", "Del", "typed twice", "Enter")
    assert there(page) == 50000
    assert [row.cells[1] for row in page.table.rows] == ["冲正：进货", "进货", "村财补贴"]
    assert page.table.rows[1].badge == "已作废"


def test_the_till_is_counted_by_notes_and_its_record_shown(page: FundPage, keys: Keys, manager: Show) -> None:
    keys("F4", "4", "Enter", "2", "Enter")
    assert page.conclusion()[0] == "点了 500.00 元，和账上一样"
    keys("F12")
    assert [title[:3] for title in papers(manager)] == ["点钱单"]
    press(manager("manager"), "Esc")
    assert there(page) == 50000


def test_what_was_counted_of_each_note_is_on_the_paper(page: FundPage, keys: Keys, manager: Show) -> None:
    keys("F4", "3", "Enter", "2", "Enter", "End", "100", "F12")
    press(manager("manager"), "Esc")
    counted = fund.last_count(page.shop.reader, page.shop.today())
    assert counted is not None
    assert (counted.notes, counted.elsewhere_fen) == (((10_000, 3), (5_000, 2)), 10_000)


def test_the_reason_is_wanted_as_soon_as_the_till_differs(page: FundPage, keys: Keys) -> None:
    keys("F4")
    row = page.cards["till"].form.rows["reason"]
    assert row.label.text() == "原因（可以不填）"
    keys("4", "Enter", "F12")
    assert (row.label.text(), bool(row.error.wrong)) == ("原因（要写）", True)
    keys("Esc", "F4", "5")
    assert (row.label.text(), row.error.wrong, row.error.hint) == ("原因（可以不填）", "", "对不上才写")


def test_a_till_that_differs_asks_why(page: FundPage, keys: Keys, manager: Show) -> None:
    keys("F4", "4", "Enter", "F12")
    assert "500.00" in page.cards["till"].form.rows["reason"].error.wrong
    keys("lost", "F12")
    press(manager("manager"), "Esc")
    assert there(page) == 40000
    keys("F8")
    assert there(page) == 50000


def test_last_month_is_looked_at_by_the_arrows(page: FundPage, keys: Keys) -> None:
    page.post("fund.receive", source="other", from_="x", amount_fen=700, at="2026-10-05T09:00:00+08:00")
    keys("Left")
    assert (page.period, len(page.table.rows)) == ("2026 年 10 月", 1)
    keys("Right", "Right")
    assert page.period == "2026 年 11 月"


def test_rent_comes_due_and_is_paid_from_the_list(page: FundPage, keys: Keys) -> None:
    keys("2", "Ins", "Zhong", "Enter", "200", "Enter", "2026-10-01", "F12")
    assert states(page) == [("2026 年 10 月", "要付"), ("2026 年 11 月", "要付"), ("2026-10-01 起", "约定")]
    keys("F3", "F12")
    assert states(page) == [("2026 年 11 月", "要付"), ("2026 年 10 月", "已付"), ("2026-10-01 起", "约定")]
    assert there(page) == 30000
    keys("Home", "F3", *DELETE, "250", "F12")
    assert page.cards["pay-rent"].form.rows["amount"].error.wrong == "只要付 200.00 元"


def states(page: FundPage) -> list[tuple[str, str]]:
    return [(row.cells[0], row.badge) for row in page.table.rows]


def test_a_rent_that_was_paid_has_its_receipt_and_is_voided(page: FundPage, keys: Keys, manager: Show) -> None:
    page.post("rent.contract", host="Zhong", fen=20000, from_="2026-11-01")
    keys("2", "F3", "F12", "Home", "P")
    assert papers(manager) == ["租金收据 F20261124-0002"]
    press(manager("manager"), "Esc")
    keys("Del", "paid twice", "Enter")
    assert (states(page)[0], there(page)) == (("2026 年 11 月", "要付"), 50000)


def test_a_contract_is_taken_back_at_once_or_with_a_reason(page: FundPage, keys: Keys, said: Said) -> None:
    keys("2", "Ins", "Zhong", "Enter", "200", "Enter", "2026-11-01", "F12", "F8")
    assert fund.contracts(page.shop.reader) == ()
    keys("Ins", "Zhong", "Enter", "200", "Enter", "2026-11-01", "F12", "Home", "F3", "F12", "End", "Del", "not so", "Enter")
    assert said() == "Zhong 2026-11 的租金已按这份约定付过。先冲正付款 F20261124-0002，再收回约定。"
    keys("Esc", "Home", "Del", "too soon", "Enter", "End", "Del", "not so", "Enter")
    assert (page.table.rows, fund.contracts(page.shop.reader)) == ([], ())


def redeem(page: FundPage) -> None:
    """An egg box of October and one of November."""
    eggs = [{"good": "eggs", "quantity": 1}]
    page.post("ticket.post", household="002", goods=eggs, at="2026-10-20T09:00:00+08:00")
    page.post("ticket.post", household="004", goods=eggs)


def test_a_vendors_month_is_settled_then_paid(page: FundPage, keys: Keys) -> None:
    redeem(page)
    keys("3")
    assert [row.badge for row in page.table.rows] == ["要结", "还没过完"]
    keys("F3")
    assert [row.badge for row in page.table.rows] == ["要付", "还没过完", "已结"]
    keys("F4", "F12")
    (account,) = [one for one in vendors.accounts(page.shop.reader) if one.settled_fen]
    assert (account.owed_fen, there(page)) == (0, 48900)


def test_a_settlement_is_voided_with_a_reason_but_not_while_its_payment_stands(page: FundPage, keys: Keys, said: Said) -> None:
    redeem(page)
    keys("3", "F3", "F8")
    assert [row.badge for row in page.table.rows] == ["要结", "还没过完"]
    keys("Home", "F3", "End", "F4", "F12", "End", "Del", "counted wrong", "Enter")
    assert page.filling
    assert said() == "惠民小卖部 2026-10 的钱已经付过。先冲正付款 F20261124-0002，再冲正结算。"
    keys("Esc", "1", "Del", "paid too soon", "Enter", "3", "End", "Del", "counted wrong", "Enter")
    assert [row.badge for row in page.table.rows] == ["要结", "还没过完"]
    assert there(page) == 50000


def test_no_more_than_what_is_owed_is_paid_to_a_vendor(page: FundPage, keys: Keys) -> None:
    redeem(page)
    keys("3", "F3", "F4", *DELETE, "99", "F12")
    assert page.cards["pay-vendor"].form.rows["amount"].error.wrong == "只要付 11.00 元"


def test_every_paper_of_the_fund_is_shown_before_it_is_printed(page: FundPage, keys: Keys, manager: Show) -> None:
    redeem(page)
    page.post("fund.receive", source="elder-donation", from_="Lei", amount_fen=100)
    page.post("rent.contract", host="Zhong", fen=100, from_="2026-11-01")
    found = []
    for opening in (("1", "P"), ("2", "P"), ("3", "P"), ("4", "P"), ("L",)):
        keys(*opening)
        found += papers(manager)
        press(manager("manager"), "Esc")
    assert [title.split(" ")[0].rstrip("：") for title in found] == ["2026", "场地租金", "结算单：惠民小卖部", "收据", "感谢名单"]


def test_a_donation_is_noted_from_its_own_list(page: FundPage, keys: Keys) -> None:
    keys("4", "Ins", "Enter", "Lei", "Enter", "200", "F12")
    assert [row.cells[2] for row in page.table.rows] == ["200.00"]
    assert page.conclusion()[0] == "2026 年收到 1 笔捐赠，共值 200.00 元"


def test_account_and_till_look_as_drawn(page: FundPage, keys: Keys, golden: Compare) -> None:
    page.post("fund.pay", kind="goods", to="县城百货", amount_fen=8630, paper="B-17")
    golden(page, "fund-account")
    keys("F4", "4", "Enter", "1", "Enter")
    golden(page, "fund-till")


def test_the_months_end_leads_to_the_vendors_and_to_the_counts(page: FundPage, manager: Show) -> None:
    window = manager("manager")
    window.page.wanted.emit("goods", "goods-counted")
    assert window.page.sheets["count"].table.hasFocus()  # type: ignore[attr-defined]
    window.page.wanted.emit("fund", "vendors")
    assert page.view.key == "3"
