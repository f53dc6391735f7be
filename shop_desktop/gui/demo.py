"""The practice village with a simulated scale at the end of a pseudo-terminal: to try out, or to sell once by itself.

Without a screen the same window is driven by key events through one sale; what it leaves lies in the demo's folder.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from scale_driver.gate import State
from scale_driver.simulator import PtyEnd, Simulator, TcpEnd
from shop_desktop import text
from shop_desktop.domain.quantities import points_text
from shop_desktop.domain.tickets import Receipt
from shop_desktop.exchange.founding import found
from shop_desktop.gui.counter.counter import Counter
from shop_desktop.gui.practice_scale import PracticeScale
from shop_desktop.gui.rooms import Rooms, open_rooms, system_clock
from shop_desktop.gui.settings import Settings, load_settings, save_settings
from shop_desktop.gui.window import Window
from shop_desktop.places import resources
from shop_desktop.store.books import has_books
from shop_desktop.store.queries import households
from shop_desktop.store.verify import verify_books

PROTOCOL = "yaohua-tf0"
OPERATOR = "chunsheng"
HOUSEHOLD = "036"
STEP_MS = 20
PATIENCE_MS = 30_000

Wait = Callable[[], object]


def run_demo(app: QApplication, folder: Path, *, alone: bool, language: str) -> int:
    """Make the practice village in a folder and open its counter; `alone`: sell once and end. Answers the exit status."""
    if alone:
        shutil.rmtree(folder, ignore_errors=True)
    books = folder / "books"
    books.mkdir(parents=True, exist_ok=True)
    if not has_books(books):
        found(books, (resources() / "practice" / "village.jsonl").read_bytes().splitlines(), now=system_clock()).close()
    end = PtyEnd() if hasattr(os, "openpty") else TcpEnd(0)  # Windows has no pseudo-terminals
    with Simulator(PROTOCOL, end=end) as simulator:
        settings = _settings(books, folder, simulator.path, language)
        text.use(settings.language)
        window = Window(books, settings, practice_user=OPERATOR)
        window.resize(1366, 768)
        window.show()
        control = PracticeScale(simulator, window)
        sale = Sale(app, simulator, folder)
        rooms = open_rooms(window)
        if not alone:
            control.show()
        elif rooms is None:
            return 1
        else:
            sale.begin(rooms)
        status = app.exec()
        window.close()
    return sale.report() if alone and not status else status


def _settings(books: Path, folder: Path, port: str, language: str) -> Settings:
    settings = replace(
        load_settings(books),
        language=language,
        port=port,
        protocol=PROTOCOL,
        printer=f"folder:{folder / 'slips'}",
        practice=True,
        sound=False,
    )
    save_settings(books, settings)
    return settings


class Sale(QObject):
    """One sale by key presses: a card, two materials, one good, finish; each step waits for what a person would see."""

    def __init__(self, app: QApplication, simulator: Simulator, folder: Path) -> None:
        super().__init__()
        self._app = app
        self._simulator = simulator
        self._folder = folder
        self._keys: list[str] = []
        self._receipt: Receipt | None = None
        self._printed = False
        self._findings = -1
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._go_on)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    def begin(self, rooms: Rooms) -> None:
        """Start with the first key."""
        self._books = rooms.books
        counter = rooms.counter
        assert counter is not None
        counter.slip_sent.connect(self._posted)
        counter.slips.printed.connect(self._slip_is_out)
        self._steps = self._sell(counter)
        self._wait: Wait = lambda: True
        self._timer.start()
        self._patience.start()

    def _posted(self, receipt: Receipt) -> None:
        self._receipt = receipt

    def _slip_is_out(self, _number: str, _paper: bool) -> None:
        self._printed = True

    def _go_on(self) -> None:
        if not self._wait():
            return
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self._app.exit(0)
        else:
            self._wait = step

    def _give_up(self) -> None:
        sys.stderr.write("the practice sale did not get to its end\n")
        self._app.exit(1)

    def _sell(self, counter: Counter) -> Iterator[Wait]:
        """The sale; each yield waits until that is true."""
        desk = counter.desk
        card = households.by_code(desk.shop.reader, HOUSEHOLD)
        assert card is not None
        yield lambda: desk.gate.state is State.EMPTY
        self._type(counter, *card.card, "Enter")
        yield lambda: desk.card is not None
        for digit, weight_g in (("5", 6235), ("4", 4160)):
            self._simulator.put(weight_g)
            self._type(counter, digit)
            yield lambda: desk.gate.can_take and desk.material
            counter.show_now()
            counter.grab().save(str(self._folder / "counter.png"))
            self._type(counter, "Enter")
            yield lambda: not desk.material
            self._simulator.empty()
            yield lambda: desk.gate.state is State.EMPTY
        self._type(counter, "*")
        yield lambda: desk.stage.value == "goods"
        self._type(counter, "4")
        yield lambda: bool(desk.draft.goods)
        self._type(counter, "+")
        yield lambda: self._printed
        self._findings = len(verify_books(self._books.reader))

    def _type(self, counter: Counter, *names: str) -> None:
        """Key events as the keyboard (or a card scanner, in a burst) sends them."""
        for name in names:
            key = Qt.Key.Key_Enter if name == "Enter" else Qt.Key(ord(name))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                said = "\r" if name == "Enter" else name
                QApplication.sendEvent(counter, QKeyEvent(kind, key, Qt.KeyboardModifier.KeypadModifier, said))
        self._keys += ["scan"] if len(names) > 1 else names

    def report(self) -> int:
        """Lay the slip beside the picture and say what was done; answers the exit status."""
        receipt = self._receipt
        if receipt is None:
            return 1
        for ending in ("pdf", "png", "escpos"):
            shutil.copyfile(self._folder / "slips" / f"{receipt.number}.{ending}", self._folder / f"slip.{ending}")
        shutil.rmtree(self._folder / "slips")
        net = points_text(receipt.points_in - receipt.points_out, plus=True)
        told = (
            f"ticket {receipt.number} for household {receipt.code}, {len(self._keys)} keys: {' '.join(self._keys)}",
            f"in {points_text(receipt.points_in)}, out {points_text(receipt.points_out)}, together {net} points",
            f"balance {points_text(receipt.spendable_before)} → {points_text(receipt.spendable)}, seal {receipt.seal}",
            f"the books verify: {'yes' if self._findings == 0 else 'no'}",
            f"in {self._folder}: slip.pdf slip.png slip.escpos counter.png books/",
        )
        sys.stdout.write("\n".join(told) + "\n")
        return 0 if self._findings == 0 else 1
