"""The month on the notice board, on one sheet that is read standing: what came in, what points did, what the fund did.

No household is named on it, and no giver who does not want to be.
"""

from collections.abc import Sequence

from shop_desktop.domain.fund import Donation
from shop_desktop.domain.months import MonthFigures
from shop_desktop.printing import fund_words
from shop_desktop.printing import month_parts as parts
from shop_desktop.printing.amounts import Amount, blank, count, kg, points, quantity, yuan
from shop_desktop.printing.month_report import Figure, conclusion, foot_of, head_of, set_figures
from shop_desktop.printing.public_account import Posted, posted_below
from shop_desktop.printing.sheet import MM, Imprint, Sheet
from shop_desktop.printing.tables import Cell, Table, figures, set_beside, set_table, words
from shop_desktop.text import _

LARGE = 36
"""Type of the notice, in dots: read from a step away."""


def month_notice_pdf(
    month: MonthFigures, imprint: Imprint, *, donations: Sequence[Donation] = (), posted: Posted | None = None, rules: str = ""
) -> bytes:
    """The public notice of a month; `donations` are thanked for."""
    sheet = Sheet(head_of(month, _("The shop this month")), imprint, foot=foot_of(month, rules))
    sheet.text(conclusion(month), LARGE, bold=True)
    sheet.gap(3 * MM)
    set_figures(sheet, _top(month), columns=3, scale=1.35)
    sheet.gap(5 * MM)
    set_table(sheet, _materials(month))
    sheet.gap(5 * MM)
    set_beside(sheet, parts.fund_in(month, size=30), parts.fund_out(month, size=30))
    if donations:
        thanks = _thanks(donations)
        sheet.gap(4 * MM)
        sheet.text(_("Thank you: {names}", names=thanks), 30, bold=True)
    posted_below(sheet, posted)
    return sheet.pdf()


def _top(month: MonthFigures) -> tuple[Figure, ...]:
    fund = month.fund
    change = yuan(fund.closing_fen - fund.opening_fen, plus=True)
    return (
        Figure(_("Taken in"), kg(month.net_g), "kg", _("{count} tickets", count=count(month.taken_tickets))),
        Figure(_("Points given"), points(month.points.issued), _("pts"), _("{points} spent", points=points(month.points.spent))),
        Figure(_("Households that came"), count(month.visited), _("households"), _("of {count}", count=count(month.households))),
        Figure(_("In the fund"), yuan(fund.closing_fen), _("yuan"), _("in this period {fen}", fen=change)),
        Figure(_("Sold"), yuan(month.sold_fen), _("yuan"), _("{count} sales", count=count(month.sales))),
        Figure(_("Points outstanding"), points(month.points.closing), _("pts"), _("what the shop still has to honour")),
    )


def _materials(month: MonthFigures) -> Table:
    rows = [m for m in month.materials if m.taken or m.points]
    return Table(
        columns=(words(_("Material"), bold=True), figures(_("Taken in")), figures(_("Points given"), _("pts"))),
        rows=[[m.name, _taken(quantity(m.taken, m.unit), m.taken), blank(points(m.points), m.points)] for m in rows],
        empty=_("Nothing was taken in."),
        size=30,
    )


def _taken(amount: Amount, value: int) -> Cell:
    return amount if value else Amount("–")


def _thanks(donations: Sequence[Donation]) -> str:
    """Each giver once, in the order of giving."""
    names = dict.fromkeys(fund_words.other_side(one.who, unnamed=one.unnamed) for one in donations)
    return _(", ").join(names)
