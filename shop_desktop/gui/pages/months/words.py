"""What each check before the close says to a person, and where it is settled. Words of values alone; decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shop_desktop.domain.calendar import month_days, next_month
from shop_desktop.domain.months import Check, MonthFigures
from shop_desktop.domain.quantities import half_up, kg_text, points_text, yuan_text
from shop_desktop.gui.widgets.account import Figure, FiguresView
from shop_desktop.gui.widgets.checks import CheckRow
from shop_desktop.gui.widgets.table import TableColumn, TableRow
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.printing.amounts import count, kg, quantity, yuan
from shop_desktop.printing.glance import month_name
from shop_desktop.text import N_, _

COUNTER = "counter"
"""Not a page: the way to the counter."""
DONE, TO_DO, FIRST, LEFT = N_("done"), N_("to do"), N_("see to it first"), N_("left as it is")
SETTLED_AT = {
    "parked": (COUNTER, N_("To the counter")),
    "goods-counted": ("goods", N_("Count it")),
    "yard-counted": ("sales", N_("Count it")),
    "vendors": ("fund", N_("Pay them")),
}
"""Where a check is settled: a page's name, and the button's word."""


def named(month: str, today: date) -> str:
    """A month as one says it; with its year where that is not this one."""
    year = month[:4]
    return month_name(month) if year == f"{today.year:04}" else _("{month} {year}", month=month_name(month), year=year)


def month_after(month: str) -> str:
    """The month after, YYYY-MM.

    >>> month_after("2026-12")
    '2027-01'
    """
    return next_month(month_days(month)[0]).isoformat()[:7]


def day_text(day: date) -> str:
    """A day of the year: 11 月 29 日."""
    return _("{day} {month}", day=day.day, month=month_name(day.isoformat()))


def row_of(check: Check, month: str) -> CheckRow:
    """A check with its sentence and its reason; the button is given by whoever knows which pages there are."""
    title, below = SAYS[check.code](check, month)
    todo = check.state == "todo"
    return CheckRow(
        code=check.code, title=title, below=below, badge=_(TO_DO if todo else DONE), tone=Tone.TODO if todo else Tone.OK
    )


def tally(rows: Sequence[CheckRow], left: int = 0) -> str:
    """How many are done, and how many were left as they are; what is under way is neither."""
    told = {"fine": sum(row.tone is Tone.OK for row in rows), "count": len(rows)}
    if left:
        return _("{fine} of {count} are done, {left} left as they are", **told, left=left)
    return _("{fine} of {count} are done", **told)


def whole(check: Check, fact: str) -> int:
    """A whole number among a check's facts; 0 where it is not told."""
    told = check.facts.get(fact, 0)
    return told if isinstance(told, int) else 0


def _parked(check: Check, _month: str) -> tuple[str, str]:
    title = _("Tickets lie half done") if check.state == "todo" else _("No ticket lies half done")
    drafts, parked = whole(check, "drafts"), whole(check, "parked")
    return title, _("{drafts} open at the counter, {parked} put aside", drafts=drafts, parked=parked)


def _goods(check: Check, month: str) -> tuple[str, str]:
    if check.state == "todo":
        return _("The shelf is not counted"), _left_out(check, month)
    if not check.facts["day"]:
        return _("Nothing on the shelf to count"), _("Nothing lies there")
    return _("The shelf is counted"), _counted(check)


def _yard(check: Check, month: str) -> tuple[str, str]:
    if check.state == "todo":
        return _("The yard is not counted"), _left_out(check, month)
    if not check.facts["day"]:
        return _("Nothing in the yard to count"), _("Nothing lies there")
    return _("The yard is counted"), _counted(check)


def _left_out(check: Check, month: str) -> str:
    many = whole(check, "left")
    if check.facts["day"]:
        return _("{count} kinds are left, the others were counted on {day}", count=many, day=_day_of(check))
    return _("{count} kinds lie there, none was counted in {month}", count=many, month=month)


def _counted(check: Check) -> str:
    """When it was counted, and whether it was as the books said; what was not, was put right by the count."""
    short, over, day = whole(check, "short"), whole(check, "over"), _day_of(check)
    if short and over:
        return _("All of it, the last on {day}; {short} kinds were short, {over} over", day=day, short=short, over=over)
    if short:
        return _("All of it, the last on {day}; {count} kinds were short", day=day, count=short)
    if over:
        return _("All of it, the last on {day}; {count} kinds were over", day=day, count=over)
    return _("All of it, the last on {day}; as the books say", day=day)


def _day_of(check: Check) -> str:
    return day_text(date.fromisoformat(str(check.facts["day"])))


def _shrink(check: Check, _month: str) -> tuple[str, str]:
    limit = per_cent(whole(check, "limit_permille"))
    if check.state != "todo":
        return _("Nothing shrank too much"), _("The village allows {limit} per cent", limit=limit)
    title = _("{material} shrank a lot", material=check.facts["material"])
    lost = per_cent(whole(check, "permille"))
    if (many := whole(check, "count")) > 1:
        return title, _("{lost} per cent, {limit} are allowed; {more} more like it", lost=lost, limit=limit, more=many - 1)
    return title, _("{lost} per cent are missing; the village allows {limit}", lost=lost, limit=limit)


def per_cent(permille: int) -> str:
    """Tenths of a per cent as people write them.

    >>> per_cent(7), per_cent(50)
    ('0.7', '5')
    """
    return f"{permille // 10}" + (f".{permille % 10}" if permille % 10 else "")


def _vendors(check: Check, _month: str) -> tuple[str, str]:
    if check.state != "todo":
        return _("Every vendor is settled with"), _("No month of theirs is open")
    facts = {
        "vendor": check.facts["vendor"],
        "month": month_name(str(check.facts["month"])),
        "pieces": count(whole(check, "pieces")),
        "yuan": yuan(whole(check, "fen")),
    }
    below = _("{vendor}: {pieces} redeemed in {month}, {yuan} yuan to pay", **facts)
    if (many := whole(check, "count")) > 1:
        below = _("{first}; {more} more", first=below, more=many - 1)
    return _("Vendors are not settled with"), below


def _typed(check: Check, _month: str) -> tuple[str, str]:
    typed, weighed = whole(check, "typed"), whole(check, "all")
    if check.state == "todo":
        told = {"share": per_cent(half_up(typed * 1000, weighed)), "limit": per_cent(whole(check, "limit_permille"))}
        below = _("{share} per cent of {count} that were weighed; up to {limit} is usual", count=count(weighed), **told)
        return _("Many weights were typed by hand: {count}", count=count(typed)), below
    title = _("Weights typed by hand: {count}", count=count(typed)) if typed else _("No weight was typed by hand")
    return title, _("Out of {count} that were weighed", count=count(weighed))


def _slips(check: Check, _month: str) -> tuple[str, str]:
    if check.state != "todo":
        used = whole(check, "used")
        return _("No paper slip is missing"), _("{count} typed in afterwards", count=count(used)) if used else _("None was used")
    many, first = whole(check, "count"), check.facts["first"]
    return _("Paper slips missing: {count}", count=count(many)), _(
        "The first is {number}. Type it in, or say what became of it", number=first
    )


def _below_zero(check: Check, _month: str) -> tuple[str, str]:
    if check.state != "todo":
        return _("No day ends below zero"), _("Yard, shelf and fund, by the days of their papers")
    amount, day = whole(check, "amount"), _day_of(check)
    if check.facts["place"] == "fund":
        title, left = _("On {day} the fund is below zero", day=day), _("{yuan} yuan", yuan=yuan(amount))
    else:
        title = _("On {day} there is less than nothing of {name}", day=day, name=check.facts["name"])
        left = quantity(amount, "kg" if check.facts["unit"] == "kg" else "piece").text
    if (many := whole(check, "count")) > 1:
        return title, _("{left} at the day's end, as papers noted late have it; {more} more", left=left, more=many - 1)
    return title, _("{left} at the day's end; some paper was noted late, or has a wrong day", left=left)


SAYS = {
    "parked": _parked,
    "goods-counted": _goods,
    "yard-counted": _yard,
    "shrink": _shrink,
    "vendors": _vendors,
    "typed": _typed,
    "slips": _slips,
    "below-zero": _below_zero,
}
QUIET = frozenset({"shrink", "slips", "below-zero"})
"""Shown only where there is something to do: while all is well, the yard's and the typed weights' rows say enough."""


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What the verification came to: of how many documents, and what did not hold, the first place by name."""

    documents: int
    wrong: int = 0
    where: str = ""


def verified_row(verified: Verified) -> CheckRow:
    """The books held against themselves."""
    if verified.wrong:
        below = _(
            "{count} places, the first is {where}. Change nothing; have someone look", count=verified.wrong, where=verified.where
        )
        return CheckRow(code="verify", title=_("The books do not add up"), below=below, badge=_(FIRST), tone=Tone.STOP)
    below = _("{count} documents looked at from the first; sums and balances agree", count=count(verified.documents))
    return CheckRow(code="verify", title=_("The books add up"), below=below, badge=_(DONE))


def figures_view(figures: MonthFigures, name: str) -> FiguresView:
    """A month's figures as the card shows them."""
    taken, alone = count(figures.taken_tickets), figures.tickets - figures.taken_tickets
    brought = _("Taken in on {count} tickets", count=taken)
    if alone > 0:
        brought = _("Taken in on {count} tickets, goods alone on {alone}", count=taken, alone=count(alone))
    rows = (
        Figure(brought, kg_text(figures.net_g, group=True), "kg"),
        Figure(_("Sold {count} times", count=count(figures.sales)), yuan_text(figures.sold_fen, group=True), _("yuan")),
        Figure(_("Points given"), points_text(figures.points.issued), _("points")),
        Figure(_("Points spent"), points_text(figures.points.spent), _("points")),
        Figure(_("Points outstanding"), points_text(figures.points.closing), _("points"), sum=True),
        Figure(_("In the fund"), yuan_text(figures.fund.closing_fen, group=True), _("yuan"), sum=True),
    )
    return FiguresView(title=_("Figures of {month}", month=name), detail=_("the same on paper and in the file"), rows=rows)


BALANCE = (
    TableColumn(title=N_("Kind of thing"), share=8, strong=True),
    TableColumn(title=N_("Before"), share=4, right=True),
    TableColumn(title=N_("In"), share=4, right=True),
    TableColumn(title=N_("Out"), share=4, right=True),
    TableColumn(title=N_("Other"), share=4, right=True),
    TableColumn(title=N_("After"), share=4, right=True),
)
"""Before + in − out + other = after; other is what was counted, brought over, put right. A line for each thing."""
Write = Callable[[int], str]


def balance_rows(figures: MonthFigures) -> tuple[TableRow, ...]:
    """The month's balance: points, fund, yard, shelf."""
    points, fund = figures.points, figures.fund
    other = points.opened - points.deducted - points.expired + points.corrected
    lines = [
        _line(
            "points", _("Points outstanding"), (points.opening, points.issued, points.spent, other, points.closing), points_text
        ),
        _line("fund", _("Fund, yuan"), (fund.opening_fen, fund.in_fen, fund.out_fen, 0, fund.closing_fen), yuan),
    ]
    for m in figures.materials:
        name, write = (_("{name}, kg", name=m.name), kg) if m.unit == "kg" else (_("{name}, pcs", name=m.name), points_text)
        moved = (m.opening, m.taken, m.sold + m.handed, m.gain - m.loss + m.corrected, m.closing)
        lines += [_line(f"material {m.code}", name, moved, write)] if any(moved) else []
    for g in figures.goods:
        moved = (g.opening, g.received + g.donated, g.redeemed, g.gain - g.loss + g.corrected, g.closing)
        lines += (
            [_line(f"good {g.code}", _("{name}, pcs", name=g.name), moved, points_text)] if any(moved) and not g.service else []
        )
    return tuple(lines)


def _line(key: str, name: str, moved: tuple[int, int, int, int, int], write: Write) -> TableRow:
    before, come, gone, other, after = moved
    signed = ("+" if other > 0 else "−") + write(abs(other)) if other else ""
    return TableRow(
        key=key, cells=(name, write(before), write(come) if come else "", write(gone) if gone else "", signed, write(after))
    )
