"""The month's report: top figures, charts, materials and goods balanced, fund, points, groups, corrections, seal, signatures.

The same figures as the page, the workbook and the monthly file; a year's or a day's figures make the same paper.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shop_desktop.domain.glance import Glance, MonthPoints
from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.solvency import Solvency
from shop_desktop.printing import glance as glance_words
from shop_desktop.printing import month_parts as parts
from shop_desktop.printing.amounts import count, day, days, kg, period, points, yuan
from shop_desktop.printing.sheet import BODY, HAIR, MM, SMALL, THICK, Head, Imprint, Sheet
from shop_desktop.printing.tables import set_beside, set_table
from shop_desktop.text import _

CHART = 58 * MM
BEAM = 34 * MM
"""Heights of the charts, and of the beam."""
NOTHING = Solvency(outstanding=0, points_per_yuan=100, fund_fen=0, shelf_fen=0, unpaid_fen=0)


class Figure(NamedTuple):
    """One of the top figures: what, how much, in which unit, and what stands below it."""

    label: str
    number: str
    unit: str
    below: str = ""


def month_report_pdf(
    month: MonthFigures,
    imprint: Imprint,
    *,
    half_year: Sequence[MonthPoints] = (),
    solvency: Solvency | None = None,
    rules: str = "",
    key: str = "",
) -> bytes:
    """The report of a period. `half_year` draws six months of points, `solvency` the beam; `rules` names the rules' versions;
    `key` is the fingerprint of what signs the monthly file."""
    title = _("Month report") if is_month(month) else _("Report")
    sheet = Sheet(head_of(month, title), imprint, foot=foot_of(month, rules))
    sheet.text(conclusion(month), 30, bold=True)
    sheet.gap()
    set_figures(sheet, top_figures(month))
    _charts(sheet, Glance(day=month.until, month=month, half_year=tuple(half_year), solvency=solvency or NOTHING))
    if solvency is not None:
        _beam(sheet, solvency)
    _materials(sheet, month)
    _goods(sheet, month)
    _fund_and_points(sheet, month)
    if month.by_group:
        set_table(sheet, parts.groups(month), title=_("By group"))
    if month.corrections:
        told = _("closed months stay as they were; this month bears it")
        set_table(sheet, parts.corrections(month), title=_("Corrections of earlier months"), beside=told)
    _seal(sheet, month, key)
    sheet.signatures(_("Prepared by"), _("Manager"), _("Supervision"))
    return sheet.pdf()


def head_of(month: MonthFigures, title: str) -> Head:
    """The head of a paper about a period: the seal where it is closed, else that it is not."""
    code = _("seal {code}", code=month.seal) if month.seal else ""
    state = _("not closed yet") if is_month(month) and not month.closed else ""
    return Head(title=title, period=period(month.label), code=code, state=state)


def is_month(month: MonthFigures) -> bool:
    """Whether the figures are a month's: days and years are not closed, and have no seal."""
    return len(month.label) == 7


def foot_of(month: MonthFigures, rules: str = "") -> str:
    """The seal or the days, and which rules held: those that the village decided, by their newest day."""
    if not rules and month.rules_since is not None:
        rules = _("rules as decided from {day}", day=day(month.rules_since))
    seal = _("seal {code}", code=month.seal) if month.seal else days(month.since, month.until)
    return " · ".join(part for part in (seal, rules) if part)


def conclusion(month: MonthFigures) -> str:
    """What the period comes to, in a sentence."""
    return _(
        "{kg} kg taken in, {issued} points given, {spent} spent; {fen} yuan are in the fund.",
        kg=kg(month.net_g),
        issued=points(month.points.issued),
        spent=points(month.points.spent),
        fen=yuan(month.fund.closing_fen),
    )


def top_figures(month: MonthFigures) -> tuple[Figure, ...]:
    """Eight figures of a period."""
    fund, told = month.fund, month.points
    pieces = _("and {count} pcs", count=count(month.pieces)) if month.pieces else ""
    change = yuan(fund.closing_fen - fund.opening_fen, plus=True)
    typed = _("of {count} weighed lines", count=count(month.weighed_lines))
    return (
        Figure(_("Taken in"), kg(month.net_g), "kg", pieces),
        Figure(_("Tickets made"), count(month.tickets), _("tickets"), _("{count} voided", count=count(month.voided))),
        Figure(_("Households that came"), count(month.visited), _("households"), _("of {count}", count=count(month.households))),
        Figure(_("Typed weights"), count(month.typed_lines), _("lines"), typed),
        Figure(_("Points given"), points(told.issued), _("pts"), _("{points} spent", points=points(told.spent))),
        Figure(_("Points outstanding"), points(told.closing), _("pts"), _("at the start {points}", points=points(told.opening))),
        Figure(_("Sold"), yuan(month.sold_fen), _("yuan"), _("{count} sales", count=count(month.sales))),
        Figure(_("In the fund"), yuan(fund.closing_fen), _("yuan"), _("in this period {fen}", fen=change)),
    )


def set_figures(sheet: Sheet, told: Sequence[Figure], *, columns: int = 4, scale: float = 1.0) -> None:
    """Figures in a grid between rules."""
    width, high = sheet.room // columns, round(17 * MM * scale)
    small, big = SMALL * scale, 38 * scale
    for first in range(0, len(told), columns):
        sheet.need(high)
        sheet.rule(THICK if first == 0 else HAIR)
        for place, figure in enumerate(told[first : first + columns]):
            x, top, room = sheet.left + place * width, sheet.y, width - 2 * MM
            sheet.write(x, top + round(34 * scale), figure.label, small, room=room)
            wide = sheet.write(x, top + round(80 * scale), figure.number, big, bold=True, room=room * 0.8)
            sheet.write(x + wide + 8, top + round(80 * scale), figure.unit, small, room=room - wide - 8)
            sheet.write(x, top + round(114 * scale), figure.below, small, room=room)
        sheet.y += high
    sheet.rule(THICK)


def _charts(sheet: Sheet, glance: Glance) -> None:
    """Kilograms week by week, for a month; beside it half a year of points, where there are such."""
    weekly = is_month(glance.month) and bool(glance.month.by_day)
    half = len(glance.half_year) > 1
    columns = int(weekly) + int(half)
    if not columns:
        return
    sheet.need(CHART + 6 * MM)
    sheet.gap(5 * MM)
    if weekly:
        title = _("Taken in, week by week")
        sheet.chart(glance_words.weekly_chart(glance), title=title, detail="kg", height=CHART, part=(0, columns))
    if half:
        title, unit = _("Points: given, spent, outstanding"), _("points")
        sheet.chart(glance_words.points_chart(glance), title=title, detail=unit, height=CHART, part=(columns - 1, columns))


def _beam(sheet: Sheet, solvency: Solvency) -> None:
    """How long fund and shelf pay for the points outstanding."""
    sheet.need(BEAM + 5 * MM)
    sheet.gap(4 * MM)
    detail = "".join(text for text, _strong in glance_words.standing(solvency))
    sheet.chart(glance_words.gauge_of(solvency), title=_("Can the shop pay"), detail=detail, height=BEAM)


def _materials(sheet: Sheet, month: MonthFigures) -> None:
    sums = _("start + taken in − sold − handed over − loss + gain = end")
    set_table(sheet, parts.materials_balance(month), title=_("Materials"), beside=sums)
    sheet.gap(4 * MM)
    set_table(sheet, parts.materials_worth(month))


def _goods(sheet: Sheet, month: MonthFigures) -> None:
    sums = _("start + bought + donated − handed out − loss + gain = end")
    set_table(sheet, parts.goods_balance(month), title=_("The goods"), beside=sums)
    if any(good.service and good.redeemed for good in month.goods):
        sheet.gap(4 * MM)
        set_table(sheet, parts.services(month), width=sheet.room // 2)


def _fund_and_points(sheet: Sheet, month: MonthFigures) -> None:
    fund = month.fund
    sheet.heading(_("Fund"), _("start + came in − paid = end"), keep=40 * MM)
    told = _(
        "At the start {opening} yuan, at the end {closing} yuan.", opening=yuan(fund.opening_fen), closing=yuan(fund.closing_fen)
    )
    if fund.receivable_fen:
        told += " " + _("Buyers still owe {fen} yuan; that is not in it.", fen=yuan(fund.receivable_fen))
    sheet.text(told)
    sheet.gap(1 * MM)
    set_beside(sheet, parts.fund_in(month), parts.fund_out(month))
    told = _("what the shop still has to honour")
    set_table(sheet, parts.points_table(month), title=_("Points"), beside=told, width=sheet.room // 2)


def _seal(sheet: Sheet, month: MonthFigures, key: str) -> None:
    """The seal, and how anyone holds the paper against the file."""
    if not is_month(month):
        return
    sheet.need(34 * MM)
    sheet.gap(7 * MM)
    if not month.seal:
        sheet.text(_("This month is not closed. Its figures may still change, and it has no seal yet."), BODY)
        return
    sheet.strip.frame(sheet.left, sheet.y, sheet.room, 25 * MM, 3)
    x, top = sheet.left + 4 * MM, sheet.y
    wide = sheet.write(x, top + 60, _("Seal code"), BODY)
    sheet.write(x, top + 130, month.seal, 52, bold=True)
    room = sheet.room - 82 * MM
    lines = (
        _("Hold this paper against the monthly file:"),
        _("certutil -hashfile journal.txt SHA256, or sha256sum journal.txt"),
        _("The first eight digits must be these. One changed digit gives quite another seal."),
    )
    for number, line in enumerate(lines):
        sheet.write(x + max(wide, 74 * MM), top + 56 + 46 * number, line, BODY, bold=number == 1, room=room)
    if key:
        sheet.write(x, top + 175, _("fingerprint of the key: {key}", key=key), SMALL, room=70 * MM)
    sheet.y += 25 * MM
