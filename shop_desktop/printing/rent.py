"""Rent of the room: months that are due, host by host, and the receipt that the host signs for what was paid."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from shop_desktop.domain.fund import Payment, RentDue
from shop_desktop.printing.amounts import blank, day, period, yuan
from shop_desktop.printing.capitals import in_capitals
from shop_desktop.printing.sheet import BODY, MM, SIGNED, Head, Imprint, Sheet
from shop_desktop.printing.tables import Table, figures, set_table, words
from shop_desktop.text import _


def rent_pdf(dues: Sequence[RentDue], today: date, imprint: Imprint) -> bytes:
    """The settlement of rents that are due on a day, with a line to sign for each host."""
    sheet = Sheet(Head(title=_("Rent of the room"), period=day(today)), imprint)
    if not dues:
        sheet.text(_("No rent is due."), 30, bold=True)
    by_host = sorted(dues, key=attrgetter("host", "month"))
    for host, months in groupby(by_host, key=attrgetter("host")):
        _host(sheet, host, list(months))
    return sheet.pdf()


def rent_receipt_pdf(paid: Payment, imprint: Imprint) -> bytes:
    """The receipt of one payment of rent: the host signs that it was received."""
    foot = _("paper no. {paper}", paper=paid.paper) if paid.paper else ""
    sheet = Sheet(Head(title=_("Receipt for rent"), period=day(paid.day), code=paid.number), imprint, foot=foot)
    sheet.gap(4 * MM)
    sheet.text(_("{host} received from the shop's fund", host=paid.to), 40, bold=True)
    sheet.gap(2 * MM)
    sheet.text(_("Rent of the room for {month}", month=period(paid.month)) if paid.month else _("Rent of the room"), BODY)
    sheet.gap(4 * MM)
    sheet.text(_("Money: {fen} yuan", fen=yuan(paid.amount_fen)), 34, bold=True)
    if capitals := in_capitals(paid.amount_fen):
        sheet.text(capitals, 30)
    sheet.gap(6 * MM)
    sheet.signatures(_("Host"), _("Paid by"), _("Manager"), date=False)
    sheet.gap(4 * MM)
    sheet.stamp(_("{village} village committee", village=imprint.village))
    return sheet.pdf()


def _host(sheet: Sheet, host: str, months: list[RentDue]) -> None:
    left = sum(one.due_fen - one.paid_fen for one in months)
    sheet.need((len(months) + 5) * 7 * MM + 2 * SIGNED)
    set_table(sheet, _table(months), title=_("Host: {host}", host=host))
    sheet.gap(2 * MM)
    sheet.text(_("To pay: {fen} yuan", fen=yuan(left)), 30, bold=True)
    if capitals := in_capitals(left):
        sheet.text(capitals)
    sheet.signatures(_("Host"), _("Manager"))


def _table(months: list[RentDue]) -> Table:
    yuan_unit = _("yuan")
    return Table(
        columns=(
            words(_("For the month"), bold=True),
            figures(_("Rent"), yuan_unit),
            figures(_("Paid already"), yuan_unit),
            figures(_("Still due"), yuan_unit),
        ),
        rows=[
            [period(one.month), yuan(one.due_fen), blank(yuan(one.paid_fen), one.paid_fen), yuan(one.due_fen - one.paid_fen)]
            for one in months
        ],
        total=[
            [
                _("Together"),
                yuan(sum(one.due_fen for one in months)),
                yuan(sum(one.paid_fen for one in months)),
                yuan(sum(one.due_fen - one.paid_fen for one in months)),
            ]
        ],
    )
