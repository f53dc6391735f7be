"""The month's page in December, with November to close or closed: what its tests begin with."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shop_desktop.gui.manager import Manager
from shop_desktop.gui.pages.months.page import MonthsPage
from shop_desktop.gui.print_preview import Preview
from tests.gui.pages.keys import press

LEFT = ("F4", "later", "Enter", "F4", "later too", "Enter", "F4", "no scale yet", "Enter")
"""Shelf and yard left uncounted, and that weights were typed by hand, with a reason each."""


def stick_in(folder: Path) -> Path:
    """A stick, to be the shop's second place."""
    place = folder / "stick"
    place.mkdir()
    return place


def in_december(window: Manager, stick: Path, qtbot: QtBot) -> MonthsPage:
    """November is over, the books are held against themselves."""
    window.shop.clock.later(days=8)  # type: ignore[attr-defined]
    window.shop.settings = replace(window.shop.settings, backup_folder=str(stick))
    window.open("months")
    assert isinstance(window.page, MonthsPage)
    idle(qtbot, window.page)
    return window.page


def close(page: MonthsPage, qtbot: QtBot) -> MonthsPage:
    """November closed, with what was to do left for a reason."""
    press(page.window(), *LEFT, "F12", "F12")
    idle(qtbot, page)
    return page


def idle(qtbot: QtBot, page: MonthsPage) -> None:
    qtbot.waitUntil(lambda: not page.shop.worker.running, timeout=20_000)


def shown_paper(page: MonthsPage) -> Preview | None:
    return next(
        (child for child in page.window().findChildren(QWidget) if isinstance(child, Preview) and child.isVisible()), None
    )
