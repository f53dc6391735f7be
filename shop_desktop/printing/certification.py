"""The month's list for the committee to certify: every household's points from the start to the end, sums, and who signs.

The liaison receives it, the committee signs it, and it is registered with its paper number.
"""

from collections.abc import Sequence

from shop_desktop.domain.months import HouseholdFigures, MonthFigures
from shop_desktop.printing.amounts import blank, count, points
from shop_desktop.printing.month_report import foot_of, head_of
from shop_desktop.printing.sheet import BODY, MM, SIGNED, Imprint, Sheet
from shop_desktop.printing.tables import Cell, Table, codes, figures, set_table, words
from shop_desktop.text import _


def certification_pdf(month: MonthFigures, imprint: Imprint, *, rules: str = "") -> bytes:
    """The list of a month; households without any points are counted, not listed."""
    sheet = Sheet(head_of(month, _("Points to be certified")), imprint, foot=foot_of(month, rules))
    listed = [one for one in month.by_household if any((one.opening, one.came_in, one.went_out, one.other, one.closing))]
    sheet.text(_summary(month, listed), BODY, bold=True)
    sheet.text(_("start + credited − spent + other = balance; other: brought over, merged, corrections of earlier months."))
    sheet.gap(2 * MM)
    set_table(sheet, _table(listed))
    _sign(sheet)
    return sheet.pdf()


def _summary(month: MonthFigures, listed: Sequence[HouseholdFigures]) -> str:
    said = _(
        "{count} households with points: {came} credited, {went} spent, {closing} left.",
        count=count(len(listed)),
        came=points(sum(one.came_in for one in listed)),
        went=points(sum(one.went_out for one in listed)),
        closing=points(sum(one.closing for one in listed)),
    )
    silent = len(month.by_household) - len(listed)
    rest = _("{count} more have none.", count=count(silent))
    return f"{said} {rest}" if silent else said


def _table(listed: Sequence[HouseholdFigures]) -> Table:
    pts = _("pts")
    return Table(
        columns=(
            codes(_("Household no.")),
            words(_("Head of household"), bold=True),
            words(_("Group")),
            figures(_("At the start"), pts),
            figures(_("Credited"), pts),
            figures(_("Spent"), pts),
            figures(_("Other"), pts),
            figures(_("Balance"), pts, bold=True),
        ),
        rows=[[one.code, one.name, one.group, *_figures(one)] for one in listed],
        total=[[_("Together"), "", "", *_sums(listed)]],
        empty=_("No household has points."),
    )


def _figures(one: HouseholdFigures) -> list[Cell]:
    return [
        points(one.opening),
        blank(points(one.came_in), one.came_in),
        blank(points(-one.went_out), one.went_out),
        blank(points(one.other), one.other),
        points(one.closing),
    ]


def _sums(listed: Sequence[HouseholdFigures]) -> list[Cell]:
    return [
        points(sum(one.opening for one in listed)),
        points(sum(one.came_in for one in listed)),
        points(-sum(one.went_out for one in listed)),
        points(sum(one.other for one in listed)),
        points(sum(one.closing for one in listed)),
    ]


def _sign(sheet: Sheet) -> None:
    """Who received it and who confirms it, each with a day, and the number under which it is registered."""
    sheet.need(3 * SIGNED + 11 * MM)
    sheet.gap(5 * MM)
    sheet.text(_("The points of this list are certified."), BODY, bold=True)
    sheet.signatures(_("Manager"), _("Shop liaison"))
    sheet.signatures(_("Village committee"), _("Supervision"))
    sheet.signatures(_("Registered under no."), date=True)
