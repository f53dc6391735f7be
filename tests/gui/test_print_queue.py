"""The system's print queue gets the slip on a page of its own size, its code readable."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.print_queue import QueuePrinter, draw_slip
from shop_desktop.printing.job import slip_job
from shop_desktop.printing.raster import rasterise, to_png
from shop_desktop.printing.roll import PAPER_80
from tests.printing.reading import qr_of
from tests.printing.receipts import receipt


def test_the_queue_prints_a_slip_whose_code_still_reads(qapp: object, tmp_path: Path) -> None:
    job = slip_job(receipt(), PAPER_80)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    draw_slip(printer, job.raster, job.name)
    back = rasterise((tmp_path / "out.pdf").read_bytes(), job.raster.width)
    assert abs(back.height - job.raster.height) <= 2
    assert qr_of(to_png(back), tmp_path) == qr_of(to_png(job.raster), tmp_path)


def test_a_queue_that_is_gone_is_said(qapp: object) -> None:
    job = slip_job(receipt(), PAPER_80)
    with pytest.raises(Trouble, match="printer-off"):
        QueuePrinter("queue:No such printer").send(*job)
