"""Lists taken in by keys: chosen, gone through beside the window, shown line by line, and written whole by F12."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from shop_desktop.exchange.imports import KINDS, check
from shop_desktop.exchange.imports_forms import keep_form
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.imports.page import ImportsPage
from shop_desktop.gui.shop import Shop
from shop_desktop.store.queries import households
from tests.exchange.lists import table

Open = Callable[[str], Shop]
Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def page(manager: Show) -> ImportsPage:
    window = manager("manager")
    window.open("imports")
    assert isinstance(window.page, ImportsPage)
    return window.page


@pytest.fixture
def go_through(page: ImportsPage, qtbot: QtBot) -> Callable[[Path], None]:
    """A file chosen, and the check waited for."""

    def gone_through(file: Path) -> None:
        page.go_through(file)
        idle(page, qtbot)

    return gone_through


def idle(page: ImportsPage, qtbot: QtBot) -> None:
    """Waits in a real event loop: a polling wait keeps Python's lock, and the work would stand still meanwhile."""
    while page.shop.worker.running:
        qtbot.waitSignal(page.shop.worker.changed, timeout=20_000).wait()


def cells(page: ImportsPage) -> list[tuple[str, ...]]:
    return [row.cells for row in page.table.rows]


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    return table(tmp_path / "roll.csv", "户主,组,积分", "张三,一组,120", "李四,一组,", encoding="gbk")


@pytest.mark.parametrize(("name", "kind"), [("households", "households"), ("prices", "prices"), ("goods", "goods")])
def test_f7_leads_from_a_nouns_page_to_its_lists(manager: Show, keys: Keys, name: str, kind: str) -> None:
    window = manager("manager")
    window.open(name)
    keys("F7")
    assert (window.page.name, window.page.table.current) == ("imports", kind)
    keys("Esc")
    assert window.page.name == name


def test_the_page_stands_in_no_rail(manager: Show) -> None:
    assert "imports" not in [item.name for item in manager("manager").rail.items]


def test_enter_asks_for_the_file_without_holding_the_window(page: ImportsPage, keys: Keys, roll: Path, qtbot: QtBot) -> None:
    keys("Enter")
    asked = page.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(roll))
    asked.close()
    idle(page, qtbot)
    assert page.checked is not None


def test_a_good_list_is_shown_and_taken_in_by_one_key(
    page: ImportsPage, go_through: Callable[[Path], None], keys: Keys, roll: Path, qtbot: QtBot, said: Callable[[], str]
) -> None:
    go_through(roll)
    assert not page.take.isHidden()
    assert [row[0] for row in cells(page)[-3:]] == ["2", "2", "3"]
    assert households.by_code(page.shop.reader, "151") is None
    with qtbot.waitSignal(page.shop.changed) as changed:
        keys("F12")
    idle(page, qtbot)
    found = households.by_code(page.shop.reader, "151")
    assert found is not None
    assert (found.name, found.purses.recycling, changed.args) == ("张三", 120, [frozenset({"households"})])
    assert "2 户" in said()
    assert page.checked is None


def test_faults_stand_first_and_nothing_can_be_taken_in(
    page: ImportsPage, go_through: Callable[[Path], None], keys: Keys, tmp_path: Path
) -> None:
    file = table(tmp_path / "a.csv", "户主,户号,积分", "张三,001,1", "李四,A2,1.5")
    go_through(file)
    assert [row[:3] for row in cells(page)[:2]] == [("2", "户号", "001"), ("3", "积分", "1.5")]
    assert page.take.isHidden()
    keys("F12")
    assert not page.shop.worker.running
    assert households.by_code(page.shop.reader, "A2") is None


def test_a_list_that_was_mended_is_gone_through_again(
    page: ImportsPage, go_through: Callable[[Path], None], keys: Keys, tmp_path: Path, qtbot: QtBot
) -> None:
    go_through(table(tmp_path / "a.csv", "户主,积分", "张三,x"))
    table(tmp_path / "a.csv", "户主,积分", "张三,7")
    keys("Enter")
    idle(page, qtbot)
    assert page.checked is not None
    assert page.checked.good


def test_a_file_that_is_no_list_is_said_and_another_can_be_chosen(
    page: ImportsPage, go_through: Callable[[Path], None], tmp_path: Path, said: Callable[[], str]
) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    go_through(tmp_path / "a.xls")
    assert "xlsx" in said()
    assert not page.busy
    assert len(page.table.rows) == len(KINDS)


def test_esc_stops_the_writing_and_nothing_is_left(
    page: ImportsPage, go_through: Callable[[Path], None], keys: Keys, tmp_path: Path, qtbot: QtBot, said: Callable[[], str]
) -> None:
    go_through(table(tmp_path / "a.csv", "户主", *(f"户{number}" for number in range(5000))))
    keys("F12", "Esc")
    idle(page, qtbot)
    assert said() == "停下了，什么也没导入"
    assert households.count(page.shop.reader) == 150
    assert page.checked is not None
    assert not page.busy


def test_a_list_is_written_although_the_pages_are_left_and_the_shop_is_told(open_as: Open, roll: Path, qtbot: QtBot) -> None:
    shop = open_as("manager")
    window = Manager(shop)
    window.open("imports")
    page = window.page
    assert isinstance(page, ImportsPage)
    page.go_through(roll)
    idle(page, qtbot)
    page.press("F12")
    window.deleteLater()
    qtbot.waitSignal(shop.changed, timeout=20_000).wait()
    assert (households.count(shop.reader), isValid(window)) == (152, False)


def test_esc_goes_back_to_the_kinds_and_then_away(
    page: ImportsPage, go_through: Callable[[Path], None], keys: Keys, manager: Show, roll: Path
) -> None:
    go_through(roll)
    keys("Esc")
    assert (page.checked, len(page.table.rows)) == (None, len(KINDS))
    keys("Esc")
    assert manager("manager").page.name == "home"


def test_who_may_not_write_brings_nothing_in(open_as: Open, qtbot: QtBot) -> None:
    window = Manager(open_as("zhiming"))
    qtbot.addWidget(window)
    window.open("imports")
    assert not any(window.page.allowed(action) for action in window.page.offered() if action.op)


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_list_is_one_that_we_read(page: ImportsPage, tmp_path: Path, kind: str) -> None:
    first, second = keep_form(kind, tmp_path / "stick"), keep_form(kind, tmp_path / "stick")
    assert first != second
    found = check(kind, first, page.shop.reader, day=page.shop.today())
    assert (found.left_out, len(found.columns)) == ((), len(KINDS[kind].columns))
    assert [fault.line for fault in found.faults] == [0]


def test_what_will_be_written_is_shown_in_names_and_units(
    page: ImportsPage, go_through: Callable[[Path], None], tmp_path: Path
) -> None:
    page.lead_to("prices")
    go_through(table(tmp_path / "p.csv", "品类,单位,单价,起始日期", "废铁,公斤,2.2,2026-12-01", "旧锅,公斤,1,2026-12-01"))
    said = [row[2] for row in cells(page) if row[1] in ("价", "新品类")]
    assert said[0] == "废铁  kg  2.20 元  2026-12-01 起"
    assert said[-1] == "旧锅  kg  1.00 元  2026-12-01 起"


def test_a_day_that_cannot_be_read_is_answered_with_todays(
    page: ImportsPage, go_through: Callable[[Path], None], tmp_path: Path
) -> None:
    page.shop.clock.later(days=40)  # type: ignore[attr-defined]
    page.lead_to("prices")
    go_through(table(tmp_path / "p.csv", "品类,单位,单价,起始日期", "废铁,公斤,2.2,12月"))
    assert page.table.rows[0].below == "写上年、月、日，比如 2027-01-03。"
