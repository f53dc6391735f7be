"""The test page on a thread of its own, so that a printer that hangs holds up nobody. Notes nothing in the books."""

import threading

from PySide6.QtCore import QObject, Signal

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.print_queue import SCHEME, QueuePrinter
from shop_desktop.printing.job import trial_job
from shop_desktop.printing.printers import open_printer
from shop_desktop.printing.roll import PAPERS


class TrialPrint(QObject):
    """`done`: handed over; `failed` carries the Trouble."""

    done = Signal()
    failed = Signal(object)

    def run(self, address: str, paper_mm: int) -> None:
        """Send the test page on its way."""
        threading.Thread(target=self._send, args=(address, paper_mm), name="print test page", daemon=True).start()

    def _send(self, address: str, paper_mm: int) -> None:
        paper = next((one for one in PAPERS if one.mm == paper_mm), PAPERS[0])
        try:
            open_printer(address, {SCHEME: QueuePrinter}).send(*trial_job(paper))
        except Trouble as trouble:
            self.failed.emit(trouble)
        else:
            self.done.emit()
