"""A service's voucher on roll paper: what it is for, whose it is, until when, and the barcode that uses it once."""

from shop_desktop.domain.goods import Voucher
from shop_desktop.printing.note import Note
from shop_desktop.printing.roll import PAPER_80, Paper
from shop_desktop.printing.sheet import Imprint
from shop_desktop.text import _


def voucher_pdf(voucher: Voucher, imprint: Imprint, paper: Paper = PAPER_80) -> bytes:
    """The voucher. One that was used or voided says so, so that a copy is worth nothing."""
    note = Note(paper, imprint, _("Voucher"))
    if voucher.state == "used":
        used = f" {voucher.used_on:%Y-%m-%d}" if voucher.used_on else ""
        note.band(_("Used") + used)
    elif voucher.state == "void":
        note.band(_("Void"))
    note.y += note.m.row
    note.title(voucher.good_name)
    note.line(voucher.household, _("No. {code}", code=voucher.household_code))
    note.line(_("Given on"), voucher.issued_on.isoformat())
    note.line(_("Good until"), voucher.expires_on.isoformat(), bold=True)
    note.part()
    note.bars(voucher.code)
    note.part()
    note.detail(_("Hand it in for the service; the code works once. Lost is lost, as with money."))
    note.foot("")
    return note.pdf(voucher.code)
