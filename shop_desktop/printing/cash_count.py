"""The till counted: its notes and coins, or lines to fill them in by hand; beside what the books say, and two sign."""

from shop_desktop.domain.fund import CashCount
from shop_desktop.printing.amounts import count, day, yuan
from shop_desktop.printing.capitals import in_capitals
from shop_desktop.printing.sheet import MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Column, Table, figures, set_table, words
from shop_desktop.text import _

NOTES_FEN = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
"""Notes and coins in use."""


def cash_count_pdf(counted: CashCount, imprint: Imprint) -> bytes:
    """The record of a cash count."""
    sheet = Sheet(Head(title=_("Cash count"), period=day(counted.day), code=counted.number), imprint)
    difference = counted.counted_fen - counted.booked_fen
    sheet.text(_said(difference), 34, bold=True)
    sheet.gap(2 * MM)
    set_table(sheet, _figures(counted, difference), width=sheet.room * 2 // 3)
    sheet.gap(3 * MM)
    if capitals := in_capitals(counted.counted_fen):
        sheet.text(capitals)
    if counted.reason:
        sheet.text(_("Reason: {reason}", reason=counted.reason))
    if counted.by:
        sheet.text(_("Counted by {name}", name=counted.by))
    notes = _counted(counted) if counted.notes else _by_hand()
    set_table(sheet, notes, title=_("Counted by hand"), width=sheet.room * 2 // 3)
    sheet.signatures(_("Counting"), _("Manager"), _("Supervision"))
    return sheet.pdf()


def _said(difference: int) -> str:
    if difference == 0:
        return _("The till is right.")
    if difference < 0:
        return _("{fen} yuan are missing.", fen=yuan(-difference))
    return _("{fen} yuan are too much.", fen=yuan(difference))


def _figures(counted: CashCount, difference: int) -> Table:
    return Table(
        columns=(words(""), figures(_("Amount"), _("yuan"))),
        rows=[
            [_("In the till, counted"), yuan(counted.counted_fen)],
            [_("In the books"), yuan(counted.booked_fen)],
        ],
        total=[[_("Difference"), yuan(difference, plus=True)]],
        size=30,
    )


def _counted(counted: CashCount) -> Table:
    """What was counted of each note and coin, and what lies elsewhere."""
    rows = [[yuan(fen), count(pieces), yuan(fen * pieces)] for fen, pieces in counted.notes]
    if counted.elsewhere_fen:
        rows.append([_("On the account or phone"), "", yuan(counted.elsewhere_fen)])
    columns = figures(_("Note or coin"), _("yuan")), figures(_("How many")), figures(_("Comes to"), _("yuan"))
    return Table(columns=columns, rows=rows, total=[[_("Together"), "", yuan(counted.counted_fen)]])


def _by_hand() -> Table:
    """Empty lines for each note and coin."""
    return Table(
        columns=(
            figures(_("Note or coin"), _("yuan")),
            Column(title=_("How many"), figure=True, least=34 * MM),
            Column(title=_("Comes to"), figure=True, least=44 * MM),
        ),
        rows=[[yuan(fen), "", ""] for fen in NOTES_FEN],
        total=[[_("Together"), "", ""]],
        row_least=8 * MM,
    )
