"""Reports: cut by material, group, household or good, by day, month or year; printed, and written as a workbook."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.reports.page import ReportsPage
from shop_desktop.gui.print_preview import FOLDER, Preview
from shop_desktop.text import use
from tests.gui.conftest import Compare
from tests.gui.pages.half_year import found_half_year
from tests.gui.pages.keys import press
from tests.gui.pages.village import open_shop
from tests.journeys.person import words_on

Keys = Callable[..., None]


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_half_year(tmp_path_factory.mktemp("half") / "books", closed=False)


@pytest.fixture
def window(half_year: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Manager]:
    """The manager's window over half a year of books, on the reports."""
    shop = open_shop(half_year, tmp_path / "shop", "manager")
    made = Manager(shop)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    made.open("reports")
    yield made
    made.hide()
    shop.worker.close()
    shop.books.close()


def page_of(window: Manager) -> ReportsPage:
    page = window.pages["reports"]
    assert isinstance(page, ReportsPage)
    return page


def title(window: Manager) -> str:
    return page_of(window).conclusion()[0]


@pytest.mark.parametrize(
    ("key", "name", "heading"),
    [
        ("1", "旧衣物", "收了 283.885 kg，旧衣物最多"),
        ("2", "二组", "二组送来最多：134.036 kg"),
        ("3", "邵雪松", "150 户里来过 34 户"),
        ("4", "洗衣皂", "兑出 1,500 分，洗衣皂兑得最多"),
    ],
)
def test_a_digit_cuts_the_month_another_way(window: Manager, key: str, name: str, heading: str) -> None:
    press(window, key)
    page = page_of(window)
    assert title(window) == heading
    assert page.subjects.chosen == key
    assert page.bars.chart is not None
    assert page.bars.chart.labels[0] == name  # type: ignore[union-attr]
    assert name in {row.cells[0] for row in page.table.rows}


def test_letters_choose_day_month_or_year(window: Manager) -> None:
    page = page_of(window)
    press(window, "y")
    assert (window.frame.head.shown[3], page.figures.label) == ("2026 年", "2026")
    press(window, "d")
    assert (window.frame.head.shown[3], page.figures.label) == ("11 月 24 日", "2026-11-24")
    assert page.trend.isHidden()
    press(window, "m")
    assert (window.frame.head.shown[3], page.figures.label) == ("11 月 1 日 – 24 日", "2026-11")


def test_arrows_go_to_earlier_days_and_not_beyond_today(window: Manager) -> None:
    page = page_of(window)
    window.press("page:reports")
    page.turn("←")
    assert (page.figures.label, window.frame.head.shown[3]) == ("2026-10", "2026 年 10 月")
    page.turn("→")
    page.turn("→")
    assert page.figures.label == "2026-11"


def test_the_days_of_a_month_and_the_months_of_a_year_add_up(window: Manager) -> None:
    page = page_of(window)
    for key in ("m", "y"):
        press(window, key)
        assert page.trend.chart is not None
        (series,) = page.trend.chart.series  # type: ignore[union-attr]
        assert sum(series.values) == page.figures.net_g
    assert len(page.trend.chart.labels) == 11  # type: ignore[union-attr]


def test_the_columns_add_up_to_the_figures_above(window: Manager) -> None:
    page, facts = page_of(window), page_of(window).figures
    press(window, "2")
    assert sum(int(row.sort[3]) for row in page.table.rows) == facts.net_g
    press(window, "3")
    assert sum(int(row.sort[3]) for row in page.table.rows) == facts.net_g
    assert sum(int(row.sort[2]) for row in page.table.rows) == facts.tickets


def test_f4_sorts_by_one_column_after_the_other(window: Manager) -> None:
    page = page_of(window)
    press(window, "3", "F4", "F4", "F4")
    assert page.table.sorted_by == (3, True)
    kilograms = [int(row.sort[3]) for row in page.table.rows]
    assert kilograms == sorted(kilograms, reverse=True)


@pytest.mark.parametrize(("height", "count"), [(768, 10), (690, 8)])
def test_the_first_of_many_are_as_many_as_is_written(window: Manager, height: int, count: int) -> None:
    window.resize(1366, height)
    press(window, "3", "y")
    bars = page_of(window).bars
    shown = words_on(bars)
    assert f"前 {count} · " in shown
    assert "其他" not in shown
    assert len(bars.chart.labels) == count  # type: ignore[union-attr]
    assert set(bars.chart.labels) <= set(shown)  # type: ignore[union-attr]


def test_days_without_anything_say_so_and_where_to_go(window: Manager) -> None:
    page = page_of(window)
    press(window, "y")
    page.turn("←")
    assert title(window) == "没有收过废品"
    assert page.table.rows == []
    assert not page.conclusion()[1].startswith("-")


def test_p_shows_the_period_as_a_paper(window: Manager) -> None:
    press(window, "p")
    (shown,) = window.findChildren(Preview)
    assert shown.title == "报表 11 月 1 日 – 24 日"
    press(window, "Esc")


def test_x_writes_a_workbook_whose_sums_are_the_figures(window: Manager, qtbot: QtBot) -> None:
    press(window, "x")
    place = Path(window.shop.books.folder) / FOLDER / "report-2026-11.xlsx"
    qtbot.waitUntil(lambda: place.exists() and not window.shop.worker.running, timeout=10_000)
    view = window.frame.notice.view
    assert view is not None
    assert place.name in view.text
    book = CalamineWorkbook.from_path(str(place))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert 283.885 in cells
    assert not list(place.parent.glob("*.part"))


@pytest.mark.parametrize(("language", "keys"), [("zh_CN", ("1",)), ("zh_CN", ("3", "y")), ("en", ("4",))])
def test_the_reports_look_as_drawn(window: Manager, golden: Compare, language: str, keys: tuple[str, ...]) -> None:
    use(language)
    for key in keys:
        press(window, key)
    golden(page_of(window), f"reports-{language}-{''.join(keys)}")


def test_in_a_narrow_window_the_table_takes_the_room(window: Manager) -> None:
    window.resize(911, 512)
    page = page_of(window)
    assert page.bars.isHidden()
    assert page.table.width() >= page.width() - 2
