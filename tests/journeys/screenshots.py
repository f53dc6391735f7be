"""Every state of the window as a picture, in out/screenshots/<language>/<size>/: `python -m tests.journeys.screenshots [WORD]`.

The real window is driven by keys and loads. Words that are cut off, and Latin words on a Chinese screen, are named; in Chinese
it then ends with 1. WORD: only pictures whose name has it.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from scale_driver.simulator import Simulator
from shop_desktop.domain.refused import Trouble
from shop_desktop.gui import theme
from shop_desktop.gui.counter.keys import LONE_KEY_MS
from shop_desktop.gui.manager import PAGES
from shop_desktop.gui.pages.settings.find.part import COMPARE
from shop_desktop.gui.rooms import open_rooms, show_trouble
from shop_desktop.gui.window import Window
from shop_desktop.places import resources
from shop_desktop.text import LANGUAGES, use
from tests.gui.pages.keys import press
from tests.journeys.person import PROTOCOL, Person, words_on
from tests.journeys.scenes import SCENES, Scene, weighing
from tests.shop import copied, found_books

OUT = Path("out") / "screenshots"
SIZES = ((1366, 768), (1920, 1080))
CUSTOMER_SIZES = ((1024, 600), (1920, 1080))
NAMED = re.compile(r"scale · |F\d+|PgUp|PgDn|Enter|Esc|Ins|Alt|NumLock|kg|ml|mm|[A-Z]\d[\d-]*|COM\d|USB|ST,GS|PIN|W|L|g")
"""Keys, units, numbers of documents, and the port: what stands in Latin letters on a Chinese screen."""
OWN_LETTERS = re.compile("manager-|scale-")
"""Pictures on which Latin letters stand as they do on a scale's case, on its line, or in a file's name."""
LATIN = re.compile(r"[A-Za-z]{2,}")


class Bot:
    """What `Person` needs of pytest-qt, without pytest."""

    def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:
        loop, end = QEventLoop(), QDeadlineTimer(timeout)
        while not condition():
            if end.hasExpired():
                raise TimeoutError("it never came to that")
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def addWidget(self, widget: QWidget) -> None:
        """The person closes the window."""


class Camera:
    """Takes pictures at each size, and reads what stands on them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.found: dict[str, str] = {}

    def take(self, widget: QWidget, name: str, sizes: tuple[tuple[int, int], ...] = SIZES) -> None:
        for width, height in sizes:
            widget.resize(width, height)
            folder = OUT / self.language / f"{width}x{height}"
            folder.mkdir(parents=True, exist_ok=True)
            QApplication.processEvents()
            widget.grab().save(str(folder / f"{name}.png"))
            self._read(widget, f"{self.language} {width}x{height} {name}")

    def _read(self, widget: QWidget, where: str) -> None:
        """Note what is wrong with the words, once each."""
        for text in words_on(widget):
            if text.endswith("…") and text.strip("…"):
                self.found.setdefault(f"cut off: {text}", where)
            elif self.language == "zh_CN" and not OWN_LETTERS.search(where) and LATIN.search(NAMED.sub("", text)):
                self.found.setdefault(f"not Chinese: {text}", where)


def counter(person: Person, camera: Camera, name: str, deed: Scene) -> None:
    """One state of the counter."""
    deed(person)
    person.counter.show_now()
    camera.take(person.window, f"counter-{name}")


def customer(person: Person, camera: Camera) -> None:
    """The customer's screen through one ticket."""
    screen = person.counter.customer

    def shot(name: str) -> None:
        person.counter.show_now()
        camera.take(screen, f"customer-{name}", CUSTOMER_SIZES)

    shot("rest")
    weighing(person)
    shot("settled")
    person.scale.wobble()
    person.until_gate("moving")
    shot("moving")
    person.scale.fault("overload")
    person.until_gate("over")
    shot("over")
    person.scale.unplug()
    person.until_gate("absent")
    shot("absent")
    person.press("Esc", "*", "9", "4")
    shot("goods")
    person.press("+")
    person.until(lambda: person.posted)
    shot("thanks")


def sign_in(person: Person, camera: Camera) -> None:
    """Names, a PIN that is wrong, then each of the manager's pages."""
    person.press("F10")
    person.until(lambda: person.window.currentWidget() is not person.counter)
    camera.take(person.window, "sign-in-names")
    type_to_page(person, "1")
    camera.take(person.window, "sign-in-pin")
    type_to_page(person, "9999\r")
    camera.take(person.window, "sign-in-wrong")
    type_to_page(person, "2345\r")
    person.until(lambda: hasattr(person.window.currentWidget(), "pages"))
    manager = person.window.currentWidget()
    for name in (kind.name for kind in PAGES if kind.in_rail):
        manager.open(name)
        camera.take(person.window, f"manager-{name}")


def type_to_page(person: Person, said: str) -> None:
    """Keys at a person's speed to whatever page is there; ends when the last has acted."""
    for character in said:
        person.strike(Qt.Key.Key_Enter if character == "\r" else Qt.Key(ord(character)), character)
    QTest.qWait(2 * LONE_KEY_MS)


def find_scale(person: Person, camera: Camera) -> None:
    """The scale's search: plugs, what is found, two weights, done; a format of one's own; the makers."""
    manager = as_manager(person)
    manager.open("find-scale")
    page = manager.page
    QTest.qWait(400)
    camera.take(person.window, "scale-1-plug")
    person.scale.put(6235)
    page.press("Enter")
    person.until(lambda: page.part.step == COMPARE and page.part.hearing.gate.value == "settled")
    camera.take(person.window, "scale-3-compare")
    page.press("Enter")
    camera.take(person.window, "scale-4-again")
    page.press("8")
    QTest.qWait(600)
    camera.take(person.window, "scale-8-describe")
    page.press("9")
    camera.take(person.window, "scale-9-kept")
    manager.open("settings")
    manager.open("find-scale")
    QTest.qWait(400)
    page.press("7")
    camera.take(person.window, "scale-7-makers")
    page.press("F1")
    camera.take(person.window, "scale-help")


def as_manager(person: Person) -> Any:
    """The manager signs in; answers the window's frame of pages."""
    person.press("F10")
    person.until(lambda: person.window.currentWidget() is not person.counter)
    type_to_page(person, "1")
    type_to_page(person, "2345\r")
    person.until(lambda: hasattr(person.window.currentWidget(), "pages"))
    return person.window.currentWidget()


def trouble(person: Person, camera: Camera) -> None:
    """The page in place of books that cannot be opened."""
    for code in ("busy", "damaged", "newer-books", "read-only", "disk-io"):
        window = Window(person.books_folder, person.settings())
        show_trouble(window, Trouble(code, folder="D:\\账本", version="9"))
        window.show()
        camera.take(window, f"trouble-{code}")
        window.close()


def first_start(person: Person, camera: Camera) -> None:
    """The first page of a shop that has no books."""
    folder = person.folder / "new"
    folder.mkdir()
    window = Window(folder, person.settings())
    window.show()
    assert open_rooms(window, person.clock) is not None
    camera.take(window, "first-start")
    press(window, "F4")
    camera.take(window, "bring-back")
    window.close()


def photograph(language: str, word: str, village: Path) -> list[str]:
    """All pictures in one language whose name has the word."""
    use(language)
    camera = Camera(language)
    sets: dict[str, Scene] = {
        f"counter-{name}": lambda p, n=name, d=deed: counter(p, camera, n, d) for name, deed in SCENES.items()
    }
    sets |= {deed.__name__: lambda p, d=deed: d(p, camera) for deed in (customer, sign_in, find_scale, trouble, first_start)}
    for name, deed in sets.items():
        if word not in name:
            continue
        folder = Path(tempfile.mkdtemp(prefix="shots-"))
        copied(village, folder / "books")
        with Simulator(PROTOCOL, settle_s=0.05, frames_per_s=20) as scale:
            person = Person(Bot(), scale, folder).open(language=language)
            try:
                deed(person)
            except (AssertionError, TimeoutError) as failed:
                camera.found[f"not reached: {failed}"[:300]] = f"{language} {name}"
            person.close()
        shutil.rmtree(folder, ignore_errors=True)
    return [f"{where}: {what}" for what, where in camera.found.items()]


def main() -> int:
    QApplication.instance() or QApplication([])
    theme.load_fonts()
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    village = Path(tempfile.mkdtemp(prefix="village-"))
    found_books(village, tuple(map(json.loads, (resources() / "practice" / "village.jsonl").read_text("utf-8").splitlines())))
    found = [line for language in LANGUAGES for line in photograph(language, word, village)]
    shutil.rmtree(village, ignore_errors=True)
    print("\n".join(found))
    return 1 if any(line.startswith("zh_CN") for line in found) else 0


if __name__ == "__main__":
    sys.exit(main())
