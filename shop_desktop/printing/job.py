"""A paper made ready to send: its PDF, its dots and the printer's bytes, in the order in which a printer takes them.

The way is the same for a first print and a copy, and for every printer.
"""

from typing import NamedTuple

from shop_desktop.domain.months import DayEnd
from shop_desktop.domain.tickets import Receipt
from shop_desktop.printing.day_end import day_end_pdf
from shop_desktop.printing.escpos import escpos
from shop_desktop.printing.raster import Raster, rasterise
from shop_desktop.printing.roll import Paper
from shop_desktop.printing.sheet import Imprint
from shop_desktop.printing.slip import slip_pdf
from shop_desktop.printing.testpage import QR_PAYLOAD, trial_page_pdf


class Job(NamedTuple):
    """What `Printer.send(*job)` takes. `name` is the document's number, with the copy's number behind it."""

    pdf: bytes
    raster: Raster
    escpos: bytes
    name: str


def slip_job(receipt: Receipt, paper: Paper, *, cut: bool = True) -> Job:
    """A ticket's slip, ready for any printer. `cut` is the printer's setting."""
    name = f"{receipt.number}-{receipt.copy}" if receipt.copy else receipt.number
    return _job(slip_pdf(receipt, paper), paper, cut, name)


def day_job(end: DayEnd, imprint: Imprint, paper: Paper, *, cut: bool = True) -> Job:
    """A day's end, ready for any printer."""
    return _job(day_end_pdf(end, imprint, paper), paper, cut, end.number)


def trial_job(paper: Paper, *, cut: bool = True) -> Job:
    """The test page, ready for any printer."""
    return _job(trial_page_pdf(paper), paper, cut, QR_PAYLOAD.split()[0])


def _job(pdf: bytes, paper: Paper, cut: bool, name: str) -> Job:
    raster = rasterise(pdf, paper.dots)
    return Job(pdf, raster, escpos(raster, cut=cut), name)
