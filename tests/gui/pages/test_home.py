"""The front page: what it says in each state, its keys, and that trying a price writes nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.home import HomePage
from shop_desktop.gui.print_preview import Preview
from shop_desktop.gui.shop import Shop
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import use
from tests.domain import glance_samples
from tests.gui.conftest import Compare
from tests.gui.pages.half_year import found_half_year
from tests.gui.pages.keys import press
from tests.gui.pages.village import open_shop

Open = Callable[[str], Shop]
Show = Callable[[str], Manager]


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_half_year(tmp_path_factory.mktemp("half") / "books")


@pytest.fixture
def home(half_year: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Manager]:
    """The manager's window over half a year of books, on its front page."""
    shop = open_shop(half_year, tmp_path / "shop", "manager")
    window = Manager(shop)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.setFocus()
    yield window
    window.hide()
    shop.worker.close()
    shop.books.close()


def page_of(window: Manager) -> HomePage:
    page = window.pages["home"]
    assert isinstance(page, HomePage)
    return page


def said(window: Manager) -> str:
    view = window.frame.notice.view
    return view.text if view else ""


@pytest.mark.parametrize(("language", "size"), [("zh_CN", (1366, 768)), ("en", (1366, 768)), ("zh_CN", (1920, 1080))])
def test_the_front_page_looks_as_drawn(
    open_as: Open, qtbot: QtBot, golden: Compare, language: str, size: tuple[int, int]
) -> None:
    use(language)
    window = Manager(open_as("manager"))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    page = page_of(window)
    page.show_glance(glance_samples.glance())
    page.todo = ""
    golden(page, f"home-{size[0]}-{language}")


def test_its_title_says_how_the_month_goes_and_whether_the_shop_can_pay(home: Manager) -> None:
    title, below = page_of(home).conclusion()
    assert title == "这个月收得少些，积分兑得出去"
    assert below.startswith("11 月收了 283 kg，比上月同期少 8%。")


def test_a_shop_that_begins_is_told_the_first_step(bare_shop: Shop, qtbot: QtBot) -> None:
    shop_user = shop_queries.users_of(bare_shop.reader)[0]
    bare_shop.sign_in(shop_user)
    page = HomePage(bare_shop)
    qtbot.addWidget(page)
    page.seen()
    assert page.conclusion() == ("这个月还没有单子", "先加品类、定价：Alt+3")
    assert page.beam.badge is not None
    assert page.beam.badge[0] == "还看不出"


def test_p_shows_the_page_as_a_paper_and_esc_leaves_it(home: Manager) -> None:
    press(home, "p")
    (shown,) = home.findChildren(Preview)
    assert len(shown.pages.sizes_pt) == 1
    press(home, "Esc")
    assert shown.isHidden()
    assert home.page.name == "home"


def test_trying_a_price_says_what_it_would_have_meant_and_writes_nothing(home: Manager) -> None:
    before = shop_queries.head_hash(home.shop.reader)
    press(home, "t")
    page = page_of(home)
    page.trial.form.rows["what"].show_value("material:cardboard")
    page.trial.form.rows["price"].show_value("2.00")
    press(home, "F12")
    assert "最近 3 个月的 18,177 分会是 25,967 分，多 7,790 分" in said(home)
    assert page.beam.title == "黄纸板：1.40 元/kg，改成 2.00 元/kg"
    press(home, "Esc")
    assert not page.trying
    assert page.beam.title == "够不够兑"
    assert shop_queries.head_hash(home.shop.reader) == before


def test_a_goods_points_are_tried_by_keys_alone(home: Manager) -> None:
    press(home, "t", "End", "Enter", "6", "0", "0", "Enter")
    assert "账上什么都没改" in said(home) or "没人送过" in said(home)


@pytest.mark.parametrize("typed", ["0", "1.2.3", "-1"])
def test_a_price_that_is_none_is_refused_at_its_field(home: Manager, typed: str) -> None:
    press(home, "t", "Enter", *typed, "F12")
    assert page_of(home).trial.form.rows["price"].error.wrong


def test_before_a_month_is_closed_there_is_nothing_to_try(manager: Show) -> None:
    window = manager("manager")
    press(window, "t")
    assert not page_of(window).trying
    assert "封" in said(window)


def test_an_auditor_looks_at_it_all_and_may_try(manager: Show) -> None:
    window = manager("zhiming")
    shown = {key.key for key in window.frame.footer.keys}
    assert {"F5", "P", "T"} <= shown


def test_in_a_low_window_the_page_scrolls_by_keys(home: Manager) -> None:
    home.resize(1366, 560)
    bar = page_of(home).view.verticalScrollBar()
    assert bar.maximum() > 0
    press(home, "Down")
    assert bar.value() > 0
