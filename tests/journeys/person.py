"""A person at the counter: the real window on real books, keys and scans by events, loads on a simulated scale at a real pty.

`Person` sees what is painted (the words that the window draws), and waits on conditions. No test reaches past it for a key.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError as Late
from pytestqt.qtbot import QtBot

from scale_driver.simulator import Simulator
from shop_desktop.domain.households import Household
from shop_desktop.domain.tickets import Receipt
from shop_desktop.gui.counter.counter import Counter
from shop_desktop.gui.counter.desk import Desk
from shop_desktop.gui.rooms import open_rooms
from shop_desktop.gui.settings import Settings, load_settings, save_settings
from shop_desktop.gui.window import Window
from shop_desktop.operations.base import Outcome
from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.printing.raster import Raster, to_png
from shop_desktop.store.queries import households
from shop_desktop.store.verify import verify_books
from tests.printing.reading import decode, qr_of, words_of
from tests.shop import NOON, Said

PROTOCOL = "st-gs"
OPERATOR = "chunsheng"
WAIT_MS = 8000
HUMAN_MS = 120
SCANNER_MS = 4

KEYS = {
    "Enter": (Qt.Key.Key_Enter, "\r"),
    "Esc": (Qt.Key.Key_Escape, "\x1b"),
    "Backspace": (Qt.Key.Key_Backspace, "\b"),
    "Ins": (Qt.Key.Key_Insert, ""),
    "Up": (Qt.Key.Key_Up, ""),
    "Down": (Qt.Key.Key_Down, ""),
    "PgUp": (Qt.Key.Key_PageUp, ""),
    "PgDn": (Qt.Key.Key_PageDown, ""),
    **{f"F{n}": (Qt.Key(Qt.Key.Key_F1 + n - 1), "") for n in range(1, 13)},
}


class Clock:
    """Starts at noon and goes on; a test may move it."""

    def __init__(self) -> None:
        self.noon, self._began = NOON, monotonic()

    def __call__(self) -> datetime:
        return self.noon + timedelta(seconds=int(monotonic() - self._began))

    def move(self, **by: int) -> None:
        self.noon += timedelta(**by)


class Person:
    """One who works at the counter. `keys` counts the keys pressed, `scans` the scans."""

    def __init__(self, bot: QtBot, scale: Simulator, folder: Path) -> None:
        self.bot, self.scale, self.folder = bot, scale, folder
        self.clock = Clock()
        self.keys = self.scans = 0
        self.posted: list[Receipt] = []
        self._at_ms = 0
        self._made = -1

    # ---- the window

    def open(self, **settings: Any) -> "Person":
        """Start the program on the books, up to the counter."""
        save_settings(self.books_folder, replace(self.settings(), **settings))
        self.window = Window(self.books_folder, self.settings(), practice_user=OPERATOR)
        self.bot.addWidget(self.window)
        self.window.show()
        opened = open_rooms(self.window, self.clock)
        assert opened is not None, "the books did not open"
        self.rooms = opened
        if self._made < 0:
            self._made = self.rows("SELECT max(id) FROM documents")[0][0]
        self.counter.slip_sent.connect(self.posted.append)
        self.until(lambda: QApplication.focusWidget() is self.counter)
        return self

    def settings(self) -> Settings:
        """A PC with the simulated scale, slips into a folder, no voice."""
        known = load_settings(self.books_folder)
        known = known if known.printer else self.folder_printer(known)
        return replace(known, port=self.scale.path, protocol=PROTOCOL, sound=False)

    def settings_with(self, **changed: Any) -> Settings:
        """The settings in force, some of them changed."""
        return replace(self.rooms.shop.settings, **changed)

    def folder_printer(self, settings: Settings) -> Settings:
        """The same PC, with slips into a folder."""
        return replace(settings, printer=f"folder:{self.folder / 'slips'}")

    def close(self) -> None:
        self.window.close()

    @property
    def books_folder(self) -> Path:
        return self.folder / "books"

    @property
    def counter(self) -> Counter:
        found = self.rooms.counter
        assert found is not None
        return found

    @property
    def desk(self) -> Desk:
        return self.counter.desk

    # ---- the keyboard, the scanner, the pan

    def press(self, *names: str) -> None:
        """Keys at a person's speed; comes back when the last has acted."""
        for name in names:
            key, said = KEYS.get(name) or (Qt.Key(ord(name.upper())), name)
            keypad = Qt.KeyboardModifier.KeypadModifier if name in "0123456789+-*/.Enter" else Qt.KeyboardModifier.NoModifier
            self.strike(key, said, keypad)
            self.keys += 1
        self.until(lambda: not self.counter.keys.waiting)

    def strike(
        self,
        key: Qt.Key,
        said: str,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        after_ms: int = HUMAN_MS,
        held: bool = False,
    ) -> None:
        """One key event, so long after the one before."""
        self._at_ms += after_ms
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, said, held)
            event.setTimestamp(self._at_ms)
            QApplication.sendEvent(self.in_focus, event)

    def scan(self, code: str) -> None:
        """A scanner's burst: quick characters, then Enter."""
        for character in code:
            self.strike(Qt.Key(ord(character.upper())), character, after_ms=SCANNER_MS)
        self.strike(Qt.Key.Key_Return, "\r", after_ms=SCANNER_MS)
        self.scans += 1

    def compose(self, words: str) -> None:
        """Words that an input method finished."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.in_focus, event)

    @property
    def in_focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def put(self, weight_g: int) -> None:
        """This lies on the pan, and is still."""
        self.scale.put(weight_g)
        self.until(lambda: self.desk.gate.gross_g == weight_g or self.desk.gate.state.value == "not-rearmed")

    def empty(self) -> None:
        self.scale.empty()
        self.until_gate("empty")

    def take(self, digit: str, weight_g: int) -> None:
        """Weigh one kind as people do: choose it, lay it on, take it, empty the pan."""
        self.put(weight_g)
        self.press(digit, "Enter")
        self.empty()

    # ---- what is seen

    def until(self, condition: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def until_gate(self, state: str) -> None:
        self.until(lambda: self.desk.gate.state.value == state)

    def sees(self, *words: str) -> bool:
        """Whether all these words stand on the screen, line breaks and spaces apart."""
        seen = self.screen()
        return all(squeezed(each) in seen for each in words)

    def until_sees(self, *words: str) -> None:
        """Wait until they stand there; tells what was there instead."""
        try:
            self.until(lambda: self.sees(*words))
        except Late as late:
            raise AssertionError(f"{words} not in: {self.screen()}") from late

    def screen(self) -> str:
        assert QApplication.activeModalWidget() is None, "a box lies over the counter"
        return squeezed("".join(words_on(self.window)))

    def customer_sees(self, *words: str) -> bool:
        seen = squeezed("".join(words_on(self.counter.customer)))
        return all(squeezed(each) in seen for each in words)

    @property
    def lit(self) -> list[str]:
        """The keys that are filled green; never more than one."""
        return [name for name, key in self.counter.page.pad.keys.items() if key.view.state.value == "lit"]

    # ---- paper and books

    def slip(self) -> "Slip":
        """The paper of the last print."""
        receipt = self.posted[-1]
        stem = f"{receipt.number}-{receipt.copy}" if receipt.copy else receipt.number
        paper = Slip(self.folder / "slips", stem)
        self.until(paper.is_out)
        return paper

    def household(self, code: str) -> Household:
        found = households.by_code(self.rooms.books.reader, code)
        assert found is not None, code
        return found

    def card(self, code: str) -> str:
        return self.household(code).card

    def manager_posts(self, said: Said) -> Outcome:
        """What the manager does elsewhere in the program meanwhile."""
        outcome = perform(self.rooms.books, read_command(json.dumps(said).encode()), now=self.clock())
        self.rooms.shop.changed.emit(outcome.changed)
        return outcome

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.rooms.books.reader.exec_driver_sql(sql)]

    def content(self, number: str) -> dict[str, Any]:
        """A document's content as it stands in the books."""
        told: dict[str, Any] = json.loads(self.rows(f"SELECT content FROM documents WHERE number = '{number}'")[0][0])
        return told

    @property
    def tickets(self) -> list[str]:
        """Numbers of the tickets posted since the books were made."""
        return [
            row[0]
            for row in self.rows(f"SELECT number FROM documents WHERE op = 'ticket.post' AND id > {self._made} ORDER BY id")
        ]

    @property
    def findings(self) -> int:
        return len(verify_books(self.rooms.books.reader))


class Slip:
    """A paper that came out into the folder, read by other eyes than ours."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder, self.stem = folder, stem

    def is_out(self) -> bool:
        return self._file("escpos").exists()

    def _file(self, ending: str) -> Path:
        return self.folder / f"{self.stem}.{ending}"

    @property
    def pdf(self) -> bytes:
        return self._file("pdf").read_bytes()

    @property
    def dots(self) -> Raster:
        """What a printer burns."""
        return decode(self._file("escpos").read_bytes())[0]

    @property
    def words(self) -> str:
        return words_of(self.pdf)

    @property
    def code(self) -> str:
        """What a scanner reads off the burnt dots: number and seal."""
        return qr_of(to_png(self.dots), self.folder)


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def words_on(widget: QWidget) -> list[str]:
    """Every run of text that a widget and its children paint now, as an SVG of it says."""
    said = QByteArray()
    buffer = QBuffer(said)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(QSize(widget.width(), widget.height()))
    painter = QPainter(drawing)
    widget.render(painter, QPoint())
    painter.end()
    return ["".join(node.itertext()) for node in ElementTree.fromstring(said.data()).iter() if node.tag.endswith("}text")]
