"""What the finding of a scale is tried with: plugs that the system lists, keys, and a person on the way there."""

from collections.abc import Callable
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scale_driver.simulator import Simulator
from shop_desktop.gui.settings import load_settings
from tests.journeys import test_managers_month as managers
from tests.journeys.person import Person

Plugs = Callable[..., None]
ARROWS = {"Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down, "Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right}


def tap(person: Person, *names: str) -> None:
    """Keys on the page, arrows too."""
    for name in names:
        if name in ARROWS:
            QTest.keyClick(person.in_focus, ARROWS[name])
        else:
            managers.tap(person, name)


def adapter(path: str, number: int = 0) -> SimpleNamespace:
    told = {"vid": 0x1A86, "pid": 0x7523, "serial_number": f"A{number}", "location": f"1-{number + 1}", "interface": None}
    words = {"manufacturer": "", "product": "USB 转串口 CH340", "description": "n/a"}
    hwid = f"USB VID:PID=1A86:7523 SER=A{number} LOCATION=1-{number + 1}"
    return SimpleNamespace(device=path, name=path, hwid=hwid, **words, **told)


def to_the_search(person: Person) -> Person:
    """The manager signs in and opens the search; Esc there would lead back to the settings."""
    person.press("F10", "1", "2", "3", "4", "5", "Enter")
    person.until_sees("去柜台")
    tap(person, "Alt+0", "Enter")
    person.until_sees("插好线", "先不接")
    return person


def at_the_number(newcomer: Person, scale: Simulator, plugged: Plugs) -> Person:
    """Somebody whose scale was found, with 6.235 on it: the window asks whether that is what it shows."""
    plugged(scale.path)
    person = to_the_search(newcomer.open(port="", protocol=""))
    scale.put(6235)
    person.until_sees("CH340")
    tap(person, "Enter")
    person.until_sees("一样，就是 6.235")
    return person


def connected(person: Person, scale: Simulator, *weights_g: int) -> None:
    """Through the search to the end, both weights the same on screen and scale."""
    for place, weight_g in enumerate(weights_g):
        scale.put(weight_g)
        if not place:
            person.until_sees("CH340")
            tap(person, "Enter")
        person.until_sees(f"一样，就是 {weight_g / 1000:.3f}")
        tap(person, "Enter")
    person.until_sees("秤接好了")


def settings_kept(person: Person) -> tuple[str, str, str]:
    kept = load_settings(person.books_folder)
    return kept.port, kept.protocol, kept.line


def checks(person: Person) -> list[tuple[str, ...]]:
    return person.rows("SELECT content, user FROM documents WHERE op = 'scale.check' ORDER BY id")
