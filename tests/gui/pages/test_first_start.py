"""The first start by keys alone: four steps, each goes back, and nothing is written before the last one."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from shop_desktop.gui.first_start import FirstStart
from shop_desktop.gui.settings import load_settings
from shop_desktop.gui.shop import Shop
from shop_desktop.operations.sign_in import sign_in
from shop_desktop.store.queries import shop as shop_queries
from tests.gui.pages.keys import press

VILLAGE = ("Qinghe", "Enter", "Yunling", "Enter", "Backspace", "17", "Enter")
MANAGER = ("Su Yueqin", "Enter", "2345", "Enter", "2345", "Enter")


@pytest.fixture
def page(bare_shop: Shop, qtbot: QtBot) -> FirstStart:
    widget = FirstStart(bare_shop)
    qtbot.addWidget(widget)
    widget.resize(1366, 768)
    widget.show()
    widget.setFocus()
    return widget


def error(page: FirstStart, name: str) -> str:
    return page.cards[page.step.name].form.rows[name].error.wrong


def test_village_manager_and_pin_are_written(page: FirstStart, bare_shop: Shop, qtbot: QtBot) -> None:
    press(page, *VILLAGE, *MANAGER, "F6", "F6")
    village = shop_queries.village_of(bare_shop.reader)
    assert (village.name, village.township, village.number) == ("Qinghe", "Yunling", 17)
    with qtbot.waitSignal(page.done) as done:
        press(page, "Enter")
    assert done.args[0].shown == "Su Yueqin"
    assert sign_in(bare_shop.books, "manager", "2345", now=bare_shop.clock()).role == "manager"


def test_nothing_is_written_before_the_last_step(page: FirstStart, bare_shop: Shop) -> None:
    press(page, *VILLAGE, *MANAGER, "F6")
    assert page.step.name == "printer"
    assert shop_queries.village_of(bare_shop.reader).name == ""
    assert not bare_shop.someone_signed_in


def test_each_step_goes_back_and_keeps_what_was_typed(page: FirstStart) -> None:
    press(page, *VILLAGE, "Su", "Esc")
    assert page.step.name == "village"
    box = page.cards["village"].form.rows["name"].input
    assert isinstance(box, QLineEdit)
    assert box.text() == "Qinghe"
    press(page, "F12")
    assert page.cards["manager"].form.values()["shown"] == "Su"


def test_two_different_pins_are_named(page: FirstStart) -> None:
    press(page, *VILLAGE, "Su", "Enter", "2345", "Enter", "5432", "Enter")
    assert page.step.name == "manager"
    assert error(page, "again") == "两遍不一样"


def test_a_short_pin_is_named(page: FirstStart) -> None:
    press(page, *VILLAGE, "Su", "Enter", "23", "Enter", "23", "Enter")
    assert error(page, "pin")


def test_what_is_empty_is_named(page: FirstStart) -> None:
    press(page, "F12")
    assert error(page, "name") == "这里还空着。"


def test_a_number_of_the_township_ends_at_999(page: FirstStart) -> None:
    press(page, "A", "Enter", "B", "Enter", "000", "Enter")
    assert error(page, "number")


def test_a_printer_address_is_kept_for_this_pc(page: FirstStart, bare_shop: Shop) -> None:
    press(page, *VILLAGE, *MANAGER, "F6", "End", "Enter", "tcp://10.0.0.9", "Enter", "Down", "Enter")
    kept = load_settings(bare_shop.books.folder)
    assert (kept.printer, kept.paper, kept.port) == ("tcp://10.0.0.9", 58, "")


def test_another_address_must_be_typed(page: FirstStart) -> None:
    press(page, *VILLAGE, *MANAGER, "F6", "End", "F12")
    assert page.step.name == "printer"
    assert error(page, "address")
