"""Books made once and copied for each test: the practice village, and a shop that has only its first manager."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.shop import Shop
from shop_desktop.operations.requests import read_command
from tests.gui.pages.keys import press
from tests.gui.pages.village import found_bare, found_practice, open_shop

Open = Callable[[str], Shop]
Show = Callable[[str], Manager]


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_practice(tmp_path_factory.mktemp("practice") / "books")


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_bare(tmp_path_factory.mktemp("bare") / "books")


@pytest.fixture
def open_as(practice: Path, tmp_path: Path) -> Iterator[Open]:
    """The practice village, signed in as a login ("" for nobody)."""
    opened: list[Shop] = []

    def open_one(login: str) -> Shop:
        opened.append(open_shop(practice, tmp_path / f"shop{len(opened)}", login))
        return opened[-1]

    yield open_one
    for shop in opened:
        shop.books.close()


@pytest.fixture
def bare_shop(bare: Path, tmp_path: Path) -> Iterator[Shop]:
    shop = open_shop(bare, tmp_path / "bare")
    yield shop
    shop.books.close()


@pytest.fixture
def manager(open_as: Open, qtbot: QtBot) -> Iterator[Show]:
    """The manager's window of the practice village, signed in as a login, active."""
    shown: list[Manager] = []

    def show(login: str) -> Manager:
        if not shown:
            window = Manager(open_as(login))
            qtbot.addWidget(window)
            window.resize(1366, 768)
            with qtbot.waitActive(window):
                window.show()
                window.activateWindow()
            window.setFocus()
            shown.append(window)
        return shown[0]

    yield show
    for window in shown:
        window.hide()


@pytest.fixture
def keys(manager: Show) -> Callable[..., None]:
    """Keys pressed in the manager's window."""
    return lambda *names: press(manager("manager"), *names)


@pytest.fixture
def said(manager: Show) -> Callable[[], str]:
    """What the line above the footer says."""

    def words() -> str:
        view = manager("manager").frame.notice.view
        return view.text if view else ""

    return words


@pytest.fixture
def post() -> Callable[..., None]:
    """A command from elsewhere, as another window or the counter would send it."""

    def posted(shop: Shop, **said: Any) -> None:
        shop.perform(read_command(json.dumps(said).encode()))

    return posted
