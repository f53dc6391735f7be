"""The last step of the month's end by keys: papers, the file with pictures or a passphrase, the committee's confirmation."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from shop_desktop.exchange.pictures import keep_picture
from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.months.page import MonthsPage
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.store.queries import days
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


def test_papers_and_file_are_handed_over_by_the_lit_key(closed: MonthsPage, stick: Path, qtbot: QtBot, keys: Keys) -> None:
    for _paper in range(2):
        keys("F12")
        paper = shown_paper(closed)
        assert paper is not None
        press(paper, "Enter")
        qtbot.waitUntil(lambda: shown_paper(closed) is None)
    keys("F12")
    idle(qtbot, closed)
    assert [file.name for file in stick.iterdir()] == ["青禾村-2026-11.zip"]
    assert [row.tone for row in closed.handing.rows] == [Tone.OK, Tone.OK, Tone.OK, Tone.TODO]
    assert closed.handing.fingerprint


def test_a_paper_kept_as_a_file_is_not_said_to_be_printed(closed: MonthsPage, keys: Keys, said: Callable[[], str]) -> None:
    keys("F12")
    paper = shown_paper(closed)
    assert paper is not None
    paper.queue = ""
    press(paper, "Enter")
    row = closed.handing.rows[0]
    assert (row.title, row.below) == ("月报存成文件了", "青禾村-2026-11-月报.pdf，在 papers 文件夹里")
    assert said() == "已存成 青禾村-2026-11-月报.pdf，在账本旁边的 papers 文件夹里"
    assert not closed.handing.papers.printed("report", "2026-11")
    keys("F12")
    assert shown_paper(closed) is not paper
    (Path(closed.shop.books.folder) / "papers" / "青禾村-2026-11-月报.pdf").unlink()
    closed.refresh()
    assert closed.handing.rows[0].title == "月报还没印"


def test_the_file_goes_out_with_pictures_or_under_a_passphrase(closed: MonthsPage, stick: Path, qtbot: QtBot, keys: Keys) -> None:
    keys("Home", "Down", "Down", "F4")
    assert closed.cards["file"].form.rows["photos"].field.pairs() == (("without", "不带"), ("with", "带上，0 张"))  # type: ignore[attr-defined]
    keys("Down", "Enter", "a long word", "Enter")
    idle(qtbot, closed)
    (file,) = stick.iterdir()
    assert file.name == "青禾村-2026-11.locked"
    assert closed.handing.rows[2].title == "月报文件写好了"
    keys("F7", "Enter")
    idle(qtbot, closed)
    keys("a long word", "Enter")
    idle(qtbot, closed)
    assert closed.conclusion()[0] == "青禾村 11 月的月报文件核过了，没有改动"


def test_the_pictures_of_the_months_papers_go_along(
    page: MonthsPage, tmp_path: Path, stick: Path, qtbot: QtBot, keys: Keys
) -> None:
    folder = Path(page.shop.books.folder)
    Image.new("RGB", (9, 9)).save(tmp_path / "bill.png")
    digest = keep_picture(tmp_path / "bill.png", folder)
    at = "2026-11-24T13:00:00+08:00"
    page.post("fund.receive", source="other", from_="x", amount_fen=700, scans=[digest], at=at)
    idle(qtbot, page)
    keys(*LEFT, "F12", "F12")
    idle(qtbot, page)
    keys("Home", "Down", "Down", "F4", "Down", "Enter", "Enter")
    idle(qtbot, page)
    with zipfile.ZipFile(stick / "青禾村-2026-11.zip") as members:
        assert [name for name in members.namelist() if digest in name]


def test_the_other_keys_work_in_the_last_step_too(closed: MonthsPage, keys: Keys) -> None:
    offered = {one.key for one in closed.offered()}
    assert {"F6", "F7"} <= offered
    keys("F6")
    assert closed.filling
    keys("Esc", "F7")
    assert closed.part is closed.reading


def test_the_signed_list_that_came_back_is_noted(closed: MonthsPage, keys: Keys) -> None:
    keys("4", "Committee", "Enter", "2026-7", "Enter", "2026.12.02", "Enter")
    certified = days.certified(closed.shop.reader, "2026-11")
    assert certified is not None
    assert (certified.signed_by, certified.paper) == ("Committee", "2026-7")
    keys("Esc", "F9")
    assert closed.table.rows[0].badge == ""


@pytest.mark.parametrize("there", [(), ("Esc", "F9")], ids=["in the last step", "in the list of closed months"])
def test_a_confirmation_is_voided_with_a_reason(closed: MonthsPage, keys: Keys, there: tuple[str, ...]) -> None:
    keys("4", "Committee", "Enter", "2026-7", "Enter", "2026-12-02", "Enter", *there)
    keys("End", "Del", "Enter")
    assert closed.cards["void"].form.rows["reason"].error.wrong
    keys("the wrong paper", "Enter")
    assert days.certified(closed.shop.reader, "2026-11") is None
    keys("Esc", "F9")
    assert closed.table.rows[0].badge == "没确认"


def test_a_confirmation_noted_by_mistake_is_taken_back_at_once(closed: MonthsPage, keys: Keys) -> None:
    keys("4", "Committee", "Enter", "2026-7", "Enter", "2026-12-02", "Enter", "F8")
    assert days.certified(closed.shop.reader, "2026-11") is None
    assert [row.tone for row in closed.handing.rows][-1] is Tone.TODO
