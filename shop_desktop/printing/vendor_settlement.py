"""A vendor's month: what villagers took of their goods, what the fund repays, what is carried, and both sign."""

from shop_desktop.domain.vendors import VendorAccount, VendorMonth
from shop_desktop.printing.amounts import count, period, yuan
from shop_desktop.printing.capitals import in_capitals
from shop_desktop.printing.sheet import BODY, MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Cell, Table, figures, set_table, words
from shop_desktop.text import _


def vendor_settlement_pdf(month: VendorMonth, imprint: Imprint, *, account: VendorAccount | None = None) -> bytes:
    """The settlement of a vendor's month; `account` tells what is owed of all months together."""
    state = "" if month.settled else _("not settled yet")
    sheet = Sheet(Head(title=_("Consigned goods, settled"), period=period(month.month), state=state), imprint)
    sheet.text(_("Vendor: {vendor}", vendor=month.vendor), 30, bold=True)
    sheet.gap()
    set_table(sheet, _table(month))
    sheet.gap(4 * MM)
    sheet.text(_("To pay: {fen} yuan", fen=yuan(month.amount_fen)), 34, bold=True)
    if capitals := in_capitals(month.amount_fen):
        sheet.text(capitals, 30)
    if month.carried_fen:
        sheet.text(_("More came back than was taken: {fen} yuan are carried to the next month.", fen=yuan(-month.carried_fen)))
    if account is not None:
        sheet.text(_all_months(month, account), BODY)
    sheet.signatures(_("Vendor"), _("Manager"), _("Supervision"))
    return sheet.pdf()


def _all_months(month: VendorMonth, account: VendorAccount) -> str:
    """What is owed of settled months; to one that is not among them yet, what both come to."""
    if month.settled or account.owed_fen < 0:
        return _(
            "All settled months: {settled} yuan, of which {paid} were paid; {owed} yuan are owed.",
            settled=yuan(account.settled_fen),
            paid=yuan(account.paid_fen),
            owed=yuan(account.owed_fen),
        )
    if not account.owed_fen:
        return _("The months settled before are paid.")
    return _(
        "Of months settled before {owed} yuan are owed, without this one; with it {all} yuan.",
        owed=yuan(account.owed_fen),
        all=yuan(account.owed_fen + month.amount_fen),
    )


def _table(month: VendorMonth) -> Table:
    ends: list[list[Cell]] = [[_("This month"), count(month.quantity), "", yuan(sum(line.amount_fen for line in month.lines))]]
    if month.before_fen:
        ends.append([_("Carried from earlier months"), "", "", yuan(month.before_fen)])
        ends.append([_("Together"), "", "", yuan(month.total_fen)])
    return Table(
        columns=(
            words(_("Good"), bold=True),
            figures(_("Taken less brought back"), _("pcs")),
            figures(_("Each"), _("yuan")),
            figures(_("Amount"), _("yuan")),
        ),
        rows=[[line.name, count(line.pieces), yuan(line.fen), yuan(line.amount_fen)] for line in month.lines],
        total=ends,
        empty=_("Nothing of this vendor was taken."),
    )
