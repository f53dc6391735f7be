"""Two windows, or a command line, on the same books: the second says so and changes nothing; the first comes to the front."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from shop_desktop.gui.rooms import open_rooms
from shop_desktop.gui.window import Window
from tests.journeys.person import OPERATOR, Person, squeezed, words_on

ADMIN = "import sys; from shop_desktop.admin import main; sys.exit(main())"


@pytest.fixture
def second(person: Person) -> Window:
    """Another window on the books that are open already."""
    window = Window(person.books_folder, person.settings(), practice_user=OPERATOR)
    person.bot.addWidget(window)
    window.show()
    assert open_rooms(window, person.clock) is None
    return window


def press(window: Window, key: Qt.Key) -> None:
    page = window.currentWidget()
    QApplication.sendEvent(page, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def said(window: Window) -> str:
    return squeezed("".join(words_on(window)))


def test_the_second_window_says_that_there_is_another(second: Window) -> None:
    assert "这本账在另一个窗口开着" in said(second)
    assert "按Enter转到那个窗口" in said(second)


def test_enter_brings_the_first_window_to_the_front_and_closes_the_second(person: Person, second: Window) -> None:
    person.window.showMinimized()
    press(second, Qt.Key.Key_Enter)
    person.until(lambda: not second.isVisible())
    person.until(lambda: not person.window.isMinimized())


def test_enter_opens_the_books_once_the_first_window_is_gone(person: Person, second: Window) -> None:
    person.close()
    press(second, Qt.Key.Key_Enter)
    person.until(lambda: "先认户" in said(second))
    second.close()


@pytest.mark.sqlite_only("a server lets many write")
def test_a_posting_from_the_command_line_is_told_to_wait_and_reading_goes_on(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter")
    admin = [sys.executable, "-c", ADMIN, "--data", str(person.books_folder)]
    ticket = json.dumps({"op": "ticket.post", "household": "036", "lines": [{"material": "battery", "pieces": 5}]})
    posted = subprocess.run([*admin, "post", "-"], input=ticket, capture_output=True, text=True)
    read = subprocess.run([*admin, "show", "balances", "036", "--json"], capture_output=True, text=True)
    assert posted.returncode == 1
    assert "open in another window" in posted.stderr
    assert json.loads(read.stdout)["recycling"] == 886
    person.press("+")
    person.until(lambda: person.tickets)
