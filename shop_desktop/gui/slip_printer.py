"""Slips on a worker of their own: what is printed was stored first, and a printer that hangs holds up nobody.

Notes each print, so that a second paper says it is a copy. Knows no page.
"""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from shop_desktop.domain.refused import Trouble
from shop_desktop.domain.tickets import Receipt
from shop_desktop.gui.shop import Shop
from shop_desktop.operations.prints import record_print
from shop_desktop.store.queries import tickets


class _Worker(QObject):
    """Lives on the printing thread."""

    done = Signal(str, bool)
    failed = Signal(str, object)

    @Slot()
    def warm_up(self) -> None:
        """Load what the first slip needs, before it is needed."""
        from shop_desktop.printing import fonts, job  # noqa: F401

        fonts.register()

    @Slot(object, str, int)
    def run(self, receipt: Receipt, address: str, paper_mm: int) -> None:
        """Make the paper and hand it to the printer. All that a printer may say is told by `failed`."""
        from shop_desktop.gui.print_queue import SCHEME, QueuePrinter
        from shop_desktop.printing.job import slip_job
        from shop_desktop.printing.printers import open_printer
        from shop_desktop.printing.roll import PAPERS

        told = False
        try:
            paper = next((p for p in PAPERS if p.mm == paper_mm), PAPERS[0])
            printer = open_printer(address, {SCHEME: QueuePrinter})
            printer.send(*slip_job(receipt, paper))
        except Trouble as trouble:
            told = True
            self.failed.emit(receipt.number, trouble)
        else:
            told = True
            self.done.emit(receipt.number, printer.prints)
        finally:
            # A fault of our own goes to the log; nobody may wait for a slip that does not come.
            if not told:
                self.failed.emit(receipt.number, Trouble("printer-unforeseen"))


class SlipPrinter(QObject):
    """`printed`: number, whether paper came out; `failed`: number, Trouble. `receipt` is what the slip says."""

    printed = Signal(str, bool)
    failed = Signal(str, object)
    _asked = Signal(object, str, int)
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
        self._asked.emit(receipt, self._address(), settings.paper)
        return receipt

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
