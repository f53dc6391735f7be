"""The system's print queue as a printer of ours: the slip's dots on a page of the roll's width. Needs Qt, so it lives here."""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from shop_desktop.domain.refused import Trouble
from shop_desktop.printing.raster import Raster, to_png

SCHEME = "queue"
DOTS_PER_MM = 8


def queues() -> tuple[str, ...]:
    """The names of the system's printers."""
    return tuple(QPrinterInfo.availablePrinterNames())


@dataclass(frozen=True)
class QueuePrinter:
    """A printer of the system by its name; address `queue:NAME`."""

    address: str
    prints: bool = True

    def send(self, pdf: bytes, raster: Raster, escpos: bytes, name: str) -> None:
        """Put the slip in the queue. Trouble: `printer-off` where the system has no such printer or does not take it."""
        queue = self.address.partition(":")[2]
        if queue not in queues():
            raise Trouble("printer-off", address=self.address, cause="no such printer")
        printer = QPrinter(QPrinterInfo.printerInfo(queue), QPrinter.PrinterMode.HighResolution)
        draw_slip(printer, raster, name)
        if printer.printerState() == QPrinter.PrinterState.Error:
            raise Trouble("printer-off", address=self.address, cause="the queue reports an error")


def draw_slip(printer: QPrinter, raster: Raster, name: str) -> None:
    """The dots on one page as wide as the paper and as long as the slip. Trouble: `printer-off`."""
    size_mm = QSizeF(raster.width / DOTS_PER_MM, raster.height / DOTS_PER_MM)
    page = QPageSize(size_mm, QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setDocName(name)
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("printer-off", address=printer.printerName(), cause="the queue does not take it")
    try:
        image = QImage.fromData(to_png(raster))
        painter.drawImage(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), image)
    finally:
        painter.end()
