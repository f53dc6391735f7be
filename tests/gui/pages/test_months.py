"""The month's page by keys: what is to do, left with a reason or settled; closed, sealed, handed over, confirmed; files read."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.months.page import MonthsPage
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.store.queries import days, months
from shop_desktop.text import use
from tests.gui.conftest import Compare
from tests.gui.pages.keys import press
from tests.gui.pages.months_end import LEFT, close, idle, in_december, shown_paper, stick_in

Show = Callable[[str], Manager]
Keys = Callable[..., None]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return stick_in(tmp_path)


@pytest.fixture
def page(manager: Show, stick: Path, qtbot: QtBot) -> MonthsPage:
    return in_december(manager("manager"), stick, qtbot)


@pytest.fixture
def closed(page: MonthsPage, qtbot: QtBot) -> MonthsPage:
    return close(page, qtbot)


@pytest.fixture
def english() -> None:
    """Before the window is made."""
    use("en")


def tones(page: MonthsPage) -> dict[str, Tone]:
    return {row.code: row.tone for row in page.closing.rows}


def digit(page: MonthsPage, code: str) -> str:
    """The key on a check's button."""
    return next(row.key for row in page.closing.rows if row.code == code)


def closed_content(page: MonthsPage) -> dict[str, object]:
    text = page.shop.reader.exec_driver_sql("SELECT content FROM documents WHERE op = 'month.close'").scalar_one()
    found: dict[str, object] = json.loads(text)
    return found


def test_the_title_counts_what_is_to_do(page: MonthsPage) -> None:
    assert page.conclusion()[0] == "11 月还差 3 件事就能封账"
    todo = [code for code, tone in tones(page).items() if tone is Tone.TODO]
    assert todo == ["goods-counted", "yard-counted", "typed"]


@pytest.mark.parametrize(("code", "place"), [("goods-counted", "goods"), ("yard-counted", "sales")])
def test_a_digit_goes_where_it_is_settled(page: MonthsPage, manager: Show, keys: Keys, code: str, place: str) -> None:
    keys(digit(page, code))
    assert manager("manager").page.name == place
    assert manager("manager").page.back(), "its sheet is open"


def test_what_is_left_needs_a_sentence(page: MonthsPage, keys: Keys) -> None:
    keys("F4", "Enter")
    assert page.cards["leave"].form.rows["reason"].error.wrong
    keys("later", "Enter")
    assert tones(page)["goods-counted"] is Tone.QUIET
    keys("F8")
    assert tones(page)["goods-counted"] is Tone.TODO


def test_after_one_is_left_the_bar_is_on_the_next_to_do(page: MonthsPage, keys: Keys, manager: Show) -> None:
    shown = lambda: [key.key for key in manager("manager").frame.footer.keys]  # noqa: E731
    assert shown()[:3] == ["↑ ↓", "Enter", "F4"]
    keys("F4", "later", "Enter")
    assert page.closing.checks.current == "yard-counted"
    assert shown()[:3] == ["↑ ↓", "Enter", "F4"]
    keys("F4", "later too", "Enter")
    button = page.closing.checks.rows[page.closing.checks.place_of_bar]
    assert (button.code, button.key, button.verb) == ("typed", "F4", "留着")
    keys("F8")
    assert page.closing.checks.current == "yard-counted"


def test_what_waits_for_the_close_says_both_ways(page: MonthsPage) -> None:
    assert page.closing.account.seal.view.waits == "先把左边 3 件办完，或按 F4 留着并写明原因"


def test_what_is_left_as_it_is_is_not_counted_as_done(page: MonthsPage, keys: Keys) -> None:
    assert page.closing.checks.detail == "7 项里 4 项好了"
    keys(*LEFT)
    assert page.closing.checks.detail == "7 项里 4 项好了，3 项留着"
    assert page.conclusion()[0] == "11 月可以封账了，3 项留着"


def test_nothing_is_closed_while_something_is_to_do(page: MonthsPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("F12", "F12")
    assert "货架还没盘" in said()
    assert months.closed_months(page.shop.reader) == ()


def test_a_month_is_closed_by_keys_and_shows_its_seal(page: MonthsPage, qtbot: QtBot, keys: Keys) -> None:
    keys(*LEFT, "F12")
    assert (page.part.step, months.closed_months(page.shop.reader)) == (1, ())
    keys("F12")
    assert (page.part.step, page.conclusion()[0]) == (2, "正在封 11 月的账")
    keys("Esc", "F12")
    idle(qtbot, page)
    assert months.closed_months(page.shop.reader) == ("2026-11",)
    assert closed_content(page)["left"] == {"goods-counted": "later", "yard-counted": "later too", "typed": "no scale yet"}
    assert page.handing.account.seal.view.code == months.seal_of(page.shop.reader, "2026-11")
    assert page.conclusion()[0] == "11 月封好了，还要办 4 件事"


def test_a_month_without_a_stick_is_closed_and_says_why(page: MonthsPage, stick: Path, qtbot: QtBot, keys: Keys) -> None:
    stick.rmdir()
    page.refresh()
    keys(*LEFT, "End", "F4", "broken", "Enter", "F12", "F12")
    idle(qtbot, page)
    note = page.shop.reader.exec_driver_sql("SELECT note FROM documents WHERE op = 'month.close'").scalar_one()
    assert note == "没插 U 盘：broken"


def test_a_stick_plugged_in_is_found_by_its_key(page: MonthsPage, stick: Path, keys: Keys, said: Callable[[], str]) -> None:
    stick.rmdir()
    page.refresh()
    keys(digit(page, "stick"))
    assert said() == "没找到 U 盘。拔下来再插一次。"
    stick.mkdir()
    keys(digit(page, "stick"))
    assert tones(page)["stick"] is Tone.OK


def test_esc_goes_back_from_the_figures(page: MonthsPage, keys: Keys) -> None:
    keys(*LEFT, "F12", "Esc")
    assert page.part is page.closing
    assert page.part.step == 0


def test_a_month_that_is_not_over_waits(manager: Show, qtbot: QtBot, keys: Keys, said: Callable[[], str]) -> None:
    window = manager("manager")
    window.open("months")
    assert isinstance(window.page, MonthsPage)
    idle(qtbot, window.page)
    keys("F12")
    assert said() == "11 月还没过完"
    assert window.page.conclusion()[0] == "11 月还没过完"


def test_books_that_do_not_add_up_cannot_be_closed_nor_left(page: MonthsPage, qtbot: QtBot, keys: Keys) -> None:
    writer = page.shop.books._writer
    assert writer is not None
    writer.exec_driver_sql("UPDATE balances SET amount = amount + 1 WHERE account = 'recycling:1'")
    page.closing.before.verify()
    idle(qtbot, page)
    page.refresh()
    assert tones(page)["verify"] is Tone.STOP
    keys("Up")
    assert not any(one.key == "F4" for one in page.offered())
    assert page.conclusion()[0] == "账对不上，11 月先不能封"


def test_a_verification_is_stopped_and_begun_again(page: MonthsPage, qtbot: QtBot) -> None:
    page.closing.before.verify()
    page.closing.settle("verify")
    idle(qtbot, page)
    assert tones(page)["verify"] in (Tone.TODO, Tone.OK)
    if tones(page)["verify"] is Tone.TODO:
        page.closing.settle("verify")
        idle(qtbot, page)
    assert tones(page)["verify"] is Tone.OK


def test_the_days_form_says_the_difference_while_typing(page: MonthsPage, keys: Keys) -> None:
    page.post("fund.receive", source="other", from_="x", amount_fen=700)
    keys("F6", "4")
    rows = page.cards["day"].form.rows
    assert rows["counted_fen"].error.hint == "少 3.00 元"
    keys("Backspace", "10", "Enter", "2")
    assert (rows["counted_fen"].error.hint, rows["counted_slips"].error.hint) == ("多 3.00 元", "多 2 张")
    assert rows["reason"].label.text() == "为什么对不上（要写）"
    keys("Backspace", "0")
    assert rows["counted_slips"].error.hint == "和账上一样"
    keys("Backspace")
    rows["counted_fen"].input.setText("7")  # type: ignore[union-attr]
    assert rows["reason"].label.text() == "为什么对不上（可以不填）"


def test_closed_months_are_listed_with_their_seals(closed: MonthsPage, keys: Keys) -> None:
    keys("Esc", "F9")
    assert closed.table.rows[0].cells[:2] == ("11 月", months.seal_of(closed.shop.reader, "2026-11"))
    keys("Enter")
    assert closed.part is closed.handing


def test_the_checklist_is_shown_before_it_is_printed(page: MonthsPage, keys: Keys) -> None:
    keys("p")
    paper = shown_paper(page)
    assert paper is not None
    press(paper, "Esc")


def test_a_file_is_held_against_itself_and_read(closed: MonthsPage, qtbot: QtBot, keys: Keys) -> None:
    keys("3")
    idle(qtbot, closed)
    keys("Esc", "F7", "Enter")
    idle(qtbot, closed)
    assert closed.conclusion()[0] == "青禾村 11 月的月报文件核过了，没有改动"
    assert closed.reading.account.seal.view.code == months.seal_of(closed.shop.reader, "2026-11")
    keys("F3")
    assert len(closed.reading.table.rows) == 150


def test_a_file_that_was_changed_says_where(closed: MonthsPage, stick: Path, qtbot: QtBot, keys: Keys) -> None:
    keys("3")
    idle(qtbot, closed)
    file = next(stick.iterdir())
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    keys("Esc", "F7", "Enter")
    idle(qtbot, closed)
    verdict = closed.reading.verdict
    assert verdict is None or not verdict.holds
    assert closed.reading.figures is None


def test_the_day_ends_with_what_was_counted(page: MonthsPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("F6", "0.00", "Enter", "3", "Enter", "Enter")
    assert page.cards["day"].form.rows["reason"].error.wrong
    keys("one was torn", "Enter")
    end = days.last_day_end(page.shop.reader, page.shop.today())
    assert end is not None
    assert (end.counted_fen, end.counted_slips, end.reason) == (0, 3, "one was torn")
    assert end.seal in said()


def test_an_auditor_looks_and_closes_nothing(manager: Show, qtbot: QtBot) -> None:
    window = manager("zhiming")
    window.shop.clock.later(days=8)  # type: ignore[attr-defined]
    window.open("months")
    assert isinstance(window.page, MonthsPage)
    idle(qtbot, window.page)
    press(window, "F4", "F12")
    assert not window.page.filling
    assert months.closed_months(window.shop.reader) == ()


def test_what_was_counted_meanwhile_is_seen_on_coming_back(page: MonthsPage, manager: Show) -> None:
    said = {"op": "goods.count", "counts": [{"good": "soap", "quantity": 29}], "reason": "damp"}
    outcome = perform(page.shop.books, read_command(json.dumps(said).encode()), now=page.shop.clock())
    page.shop.changed.emit(outcome.changed)
    said_below = next(row.below for row in page.closing.rows if row.code == "goods-counted")
    assert said_below.endswith("样没盘，别的 12 月 2 日盘过")


def test_an_auditor_closes_nothing_over_clean_checks(manager: Show, qtbot: QtBot, stick: Path) -> None:
    window = manager("zhiming")
    window.shop.clock.later(days=8)  # type: ignore[attr-defined]
    window.shop.settings = replace(window.shop.settings, backup_folder=str(stick))
    window.open("months")
    page = window.page
    assert isinstance(page, MonthsPage)
    idle(qtbot, page)
    for code in ("goods-counted", "yard-counted"):
        page.closing.before.leave(code, "later")
    page.closing._redraw()
    press(window, "F12", "F12")
    assert page.closing.account.seal.view.key == ""
    assert months.closed_months(page.shop.reader) == ()


def test_a_file_of_another_close_is_not_this_months(closed: MonthsPage, stick: Path, keys: Keys) -> None:
    (stick / "青禾村-2026-11.zip").write_bytes(b"PK")
    closed.refresh()
    assert closed.handing.rows[2].tone is Tone.TODO


def test_long_work_tells_nothing_to_a_page_that_is_gone(page: MonthsPage, manager: Show, qtbot: QtBot) -> None:
    page.closing.before.verify()
    window = manager("manager")
    window.pages.pop("months").deleteLater()
    window.page = window.pages["home"]
    qtbot.waitUntil(lambda: not window.shop.worker.running, timeout=20_000)


def test_f10_goes_to_the_counter_while_a_form_is_open(page: MonthsPage, manager: Show, qtbot: QtBot, keys: Keys) -> None:
    keys("F4")
    with qtbot.waitSignal(manager("manager").to_counter):
        keys("F10")


@pytest.mark.usefixtures("english")
def test_the_checks_look_as_drawn_in_english(page: MonthsPage, golden: Compare) -> None:
    golden(page, "months-checks-en")


def test_checks_figures_and_seal_look_as_drawn(page: MonthsPage, golden: Compare, qtbot: QtBot, keys: Keys) -> None:
    golden(page, "months-checks-zh_CN")
    keys(*LEFT, "F12")
    golden(page, "months-figures-zh_CN")
    keys("F12")
    idle(qtbot, page)
    assert page.part is page.handing


def test_what_the_books_refuse_meanwhile_is_said_and_nothing_is_closed(page: MonthsPage, qtbot: QtBot, keys: Keys) -> None:
    keys(*LEFT, "F12")
    writer = page.shop.books._writer
    assert writer is not None
    writer.exec_driver_sql("UPDATE balances SET amount = amount + 1 WHERE account = 'recycling:1'")
    keys("F12")
    idle(qtbot, page)
    assert months.closed_months(page.shop.reader) == ()
    assert page.part is page.closing
