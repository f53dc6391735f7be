"""Slips on a worker of their own: what is printed was stored first, and a printer that hangs holds up nobody.

Notes each print, so that a second paper says it is a copy. Knows no page.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from shop_desktop.domain.refused import Trouble
from shop_desktop.domain.tickets import Receipt
from shop_desktop.gui.shop import Shop
from shop_desktop.operations.prints import record_print
from shop_desktop.store.queries import tickets
from shop_desktop.store.queries.shop import village_of

if TYPE_CHECKING:
    from shop_desktop.domain.months import DayEnd

Make = Callable[[Any], Any]
"""A paper's width → the job that `Printer.send` takes."""


def _slip(receipt: Receipt, paper: Any) -> Any:
    from shop_desktop.printing.job import slip_job

    return slip_job(receipt, paper)


def _day(end: "DayEnd", facts: dict[str, Any], paper: Any) -> Any:
    from shop_desktop.printing.job import day_job
    from shop_desktop.printing.sheet import Imprint

    return day_job(end, Imprint(**facts), paper)


class _Worker(QObject):
    """Lives on the printing thread."""

    done = Signal(str, bool)
    failed = Signal(str, object)

    @Slot()
    def warm_up(self) -> None:
        """Load what the first slip needs, before it is needed."""
        from shop_desktop.printing import fonts, job  # noqa: F401

        fonts.register()

    @Slot(str, object, str, int)
    def run(self, number: str, make: Make, address: str, paper_mm: int) -> None:
        """Make the paper and hand it to the printer. All that a printer may say is told by `failed`."""
        from shop_desktop.gui.print_queue import SCHEME, QueuePrinter
        from shop_desktop.printing.printers import open_printer
        from shop_desktop.printing.roll import PAPERS

        told = False
        try:
            paper = next((p for p in PAPERS if p.mm == paper_mm), PAPERS[0])
            printer = open_printer(address, {SCHEME: QueuePrinter})
            printer.send(*make(paper))
        except Trouble as trouble:
            told = True
            self.failed.emit(number, trouble)
        else:
            told = True
            self.done.emit(number, printer.prints)
        finally:
            # A fault of our own goes to the log; nobody may wait for a slip that does not come.
            if not told:
                self.failed.emit(number, Trouble("printer-unforeseen"))


class SlipPrinter(QObject):
    """`printed`: number, whether paper came out; `failed`: number, Trouble. `receipt` is what the slip says."""

    printed = Signal(str, bool)
    failed = Signal(str, object)
    _asked = Signal(str, object, str, int)
    _warm = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._thread = QThread()
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.run, Qt.ConnectionType.QueuedConnection)
        self._warm.connect(self._worker.warm_up, Qt.ConnectionType.QueuedConnection)
        self._worker.done.connect(self.printed)
        self._worker.failed.connect(self.failed)
        self._thread.start(QThread.Priority.LowPriority)

    def print_slip(self, number: str, shop_name: str) -> Receipt:
        """Note the print and send the slip on its way. Refused: `unknown`."""
        now: datetime = self._shop.clock()
        try:
            copy = record_print(self._shop.books, number, user=self._shop.user.login, now=now)
        except Trouble:
            copy = tickets.copies_printed(self._shop.reader, number)
        settings = self._shop.settings
        receipt = tickets.receipt(self._shop.reader, number, shop=shop_name, practice=settings.practice, copy=copy)
        self._asked.emit(number, partial(_slip, receipt), self._address(), settings.paper)
        return receipt

    def print_day(self, end: "DayEnd") -> None:
        """A day's end on its way."""
        settings, village = self._shop.settings, village_of(self._shop.reader)
        facts = {"village": village.name, "township": village.township, "practice": settings.practice}
        facts |= {"by": end.by, "printed_at": self._shop.clock()}
        self._asked.emit(end.number, partial(_day, end, facts), self._address(), settings.paper)

    def warm_up(self) -> None:
        """Have the printing thread load its fonts."""
        self._warm.emit()

    def _address(self) -> str:
        """Where slips go; a shop that has set no printer finds them as PDF in a folder beside its books."""
        return self._shop.settings.printer or f"folder:{Path(self._shop.books.folder) / 'slips'}"

    def close(self) -> None:
        """Let the slip under way end, for some seconds at most."""
        self._thread.quit()
        self._thread.wait(8000)
