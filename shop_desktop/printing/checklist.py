"""What was looked at before a month is closed, on a sheet to go through by hand: each check, how it stands, and why."""

from collections.abc import Sequence
from typing import NamedTuple

from shop_desktop.printing.sheet import MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Column, Table, set_table, words
from shop_desktop.text import _


class Looked(NamedTuple):
    """One check in words: what it says, its reason, how it stands."""

    title: str
    below: str
    state: str


def checklist_pdf(period: str, conclusion: str, looked: Sequence[Looked], imprint: Imprint) -> bytes:
    """The checks of a month, with a column to tick off and one to write in."""
    sheet = Sheet(Head(title=_("Before the close"), period=period), imprint)
    sheet.text(conclusion, 30, bold=True)
    sheet.gap()
    columns = (
        words(_("Check"), bold=True, least=52 * MM),
        words(_("How it stands"), least=60 * MM),
        Column(title=_("State"), whole=True),
        words(_("Noted by hand"), least=38 * MM),
    )
    set_table(sheet, Table(columns=columns, rows=[(*one, "") for one in looked], row_least=12 * MM))
    sheet.gap(4 * MM)
    sheet.signatures(_("Looked through by"), _("Manager"))
    return sheet.pdf()
