"""The sales' page by keys: sold with total and margin in view, owed and paid, handed over, counted, voided, printed."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.sales.page import SalesPage
from shop_desktop.gui.print_preview import Preview
from shop_desktop.store.queries import fund, materials, sales
from tests.gui.pages.keys import press

Show = Callable[[str], Manager]
Keys = Callable[..., None]
Said = Callable[[], str]
Compare = Callable[[QWidget, str], None]


@pytest.fixture
def page(manager: Show) -> SalesPage:
    """14.435 kg of cardboard and some steel lie in the yard, and 20 batteries."""
    window = manager("manager")
    window.open("sales")
    assert isinstance(window.page, SalesPage)
    window.page.post("ticket.post", household="001", lines=[{"material": "battery", "pieces": 12}])
    window.page.choose("cardboard")
    return window.page


def lies(page: SalesPage, code: str) -> int:
    return next(amount for material, amount in materials.stock(page.shop.reader) if material.code == code)


def sell(keys: Keys, *form: str) -> None:
    """Five kilograms of cardboard at 1.60."""
    keys("F3", "5", "Enter", "1.6", "Tab", "Recycler Lei", *form, "F12")


def test_a_sale_takes_from_the_yard_and_brings_money(page: SalesPage, keys: Keys) -> None:
    sell(keys)
    sale = sales.listed(page.shop.reader)[0]
    assert (sale.amount_fen, sale.margin_fen, lies(page, "cardboard")) == (800, 100, 9435)
    assert fund.balance(page.shop.reader) == 800
    assert (page.view.key, page.table.current) == ("2", sale.number)


def test_total_and_margin_are_on_top_while_typing(page: SalesPage, keys: Keys) -> None:
    keys("F3", "5", "Enter", "1.6")
    assert page.conclusion() == ("卖 1 样，一共 8.00 元", "付给村民 7.00 元，剩 +1.00 元")


def test_a_sale_is_taken_back_by_f8(page: SalesPage, keys: Keys) -> None:
    sell(keys)
    keys("F8")
    assert (lies(page, "cardboard"), fund.balance(page.shop.reader)) == (14435, 0)


def test_the_star_sells_all_of_it(page: SalesPage, keys: Keys) -> None:
    keys("F3", "*", "Enter", "1.5", "Tab", "Lei", "F12")
    assert lies(page, "cardboard") == 0


def test_last_times_price_stands_there_and_sells_nothing_alone(page: SalesPage, keys: Keys) -> None:
    sell(keys)
    keys("1", "F3")
    table = page.sheets["sell"].table
    assert table.text("cardboard", 3) == "1.60"
    keys("Tab", "Lei", "F12")
    assert page.cards["sell"].form.rows["buyer"].error.wrong


def test_more_than_the_yard_holds_is_refused_in_its_cell(page: SalesPage, keys: Keys) -> None:
    keys("F3", "99", "Enter", "1.6", "Tab", "Lei", "F12")
    table = page.sheets["sell"].table
    assert list(table.wrong) == [("cardboard", 2)]
    assert (table.hasFocus(), lies(page, "cardboard")) == (True, 14435)


def test_a_sale_that_cannot_be_made_says_how_much_is_missing(page: SalesPage, keys: Keys) -> None:
    keys("F3", "99", "Enter", "1.6")
    assert page.conclusion() == ("黄纸板只有 14.435 kg，还差 84.565 kg", "少写一点，或先盘一次场院")
    key, row = page.sheets["sell"].card.save, page.sheets["sell"].table.rows[0]
    assert (row.cells[4:], key.lit, key.waiting, key.words) == (("", ""), False, True, "没这么多")
    keys("Left", "5")
    assert page.conclusion()[0] == "卖 1 样，一共 8.00 元"
    assert (key.lit, key.waiting, key.words) == (True, False, "卖")


def test_a_weight_without_a_price_is_asked_for_in_its_cell(page: SalesPage, keys: Keys) -> None:
    keys("F3", "5", "Tab", "Lei", "F12")
    table = page.sheets["sell"].table
    assert list(table.wrong) == [("cardboard", 3)]
    assert table.hasFocus()


def test_hazardous_things_are_not_offered_for_sale(page: SalesPage, keys: Keys) -> None:
    keys("F3")
    assert {row.key for row in page.sheets["sell"].table.rows} == {"cardboard", "steel"}


def test_a_sale_on_credit_is_paid_in_parts(page: SalesPage, keys: Keys) -> None:
    sell(keys, "Enter", "Enter", "Down")
    assert (fund.balance(page.shop.reader), page.table.rows[0].badge) == (0, "还欠 8.00")
    keys("F3", *["Backspace"] * 4, "3", "Enter", "F3", *["Backspace"] * 4, "9", "F12")
    assert page.cards["paid"].form.rows["amount"].error.wrong == "只欠 5.00 元"
    keys(*["Backspace"] * 4, "5", "F12")
    assert (fund.balance(page.shop.reader), page.table.rows[0].badge) == (800, "")


def test_a_sale_is_voided_with_a_reason(page: SalesPage, keys: Keys) -> None:
    sell(keys)
    keys("Del", "wrong buyer", "Enter")
    assert (page.table.rows[0].badge, lies(page, "cardboard")) == ("已作废", 14435)


def test_batteries_are_handed_over_with_a_record(page: SalesPage, keys: Keys, manager: Show) -> None:
    keys("F4", "12", "Tab", "Township", "F12")
    assert (lies(page, "battery"), page.view.key) == (8, "3")
    keys("P")
    shown = manager("manager").findChildren(Preview)[0]
    assert shown.isVisible()
    press(manager("manager"), "Esc")
    keys("Del", "x", "Enter")
    assert lies(page, "battery") == 20


def test_the_slip_of_a_sale_is_shown_before_it_is_printed(page: SalesPage, keys: Keys, manager: Show) -> None:
    sell(keys)
    keys("P")
    assert manager("manager").findChildren(Preview)[0].title.startswith("出售单")


def test_the_yard_is_counted_on_one_sheet(page: SalesPage, keys: Keys) -> None:
    keys("F6", "14", "Enter", "Tab", "dried", "F12")
    assert lies(page, "cardboard") == 14000
    keys("F8")
    assert lies(page, "cardboard") == 14435


def test_an_auditor_looks_and_sells_nothing(manager: Show) -> None:
    window = manager("zhiming")
    window.open("sales")
    press(window, "F3")
    assert not window.page.filling  # type: ignore[attr-defined]


def test_yard_sale_and_preview_look_as_drawn(page: SalesPage, keys: Keys, golden: Compare, manager: Show) -> None:
    golden(page, "sales-yard")
    keys("F3", "5", "Enter", "1.6")
    golden(page, "sales-sell")
    keys("Esc")
    sell(keys)
    keys("P")
    shown = manager("manager").findChildren(Preview)[0]
    golden(shown.card, "sales-preview-card")
