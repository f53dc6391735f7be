"""The month at a glance in words, cards and charts: what the front page says, and its paper says again.

Each figure is the value's; here it only gets its words.
"""

from dataclasses import dataclass
from datetime import date

from shop_desktop.domain.charts import Bars, Gauge, Lines, Series, Zone
from shop_desktop.domain.glance import Family, Glance, Part, Trend, Week, parts, weeks
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.solvency import MONTHS as MONTHS_LOOKED_BACK
from shop_desktop.domain.solvency import Solvency, Trial
from shop_desktop.text import N_, _

FAMILIES = {Family.PAPER: N_("Paper"), Family.METAL: N_("Metal"), Family.PLASTIC: N_("Plastic"), Family.OTHER: N_("Other")}
MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
ZONES = {
    Zone.SHORT: N_("too little"),
    Zone.CAREFUL: N_("take care"),
    Zone.ENOUGH: N_("enough"),
    Zone.UNKNOWN: N_("not known yet"),
}
TRENDS = {
    (Trend.MORE, Zone.ENOUGH): N_("More came in this month, and the points can be honoured"),
    (Trend.LESS, Zone.ENOUGH): N_("Less came in this month; the points can be honoured"),
    (Trend.SAME, Zone.ENOUGH): N_("As much came in as last month, and the points can be honoured"),
    (Trend.NEW, Zone.ENOUGH): N_("The points can be honoured"),
    (Trend.MORE, Zone.CAREFUL): N_("More came in this month; take care that the points can be honoured"),
    (Trend.LESS, Zone.CAREFUL): N_("Less came in this month; take care that the points can be honoured"),
    (Trend.SAME, Zone.CAREFUL): N_("As much came in as last month; take care that the points can be honoured"),
    (Trend.NEW, Zone.CAREFUL): N_("Take care that the points can be honoured"),
    (Trend.MORE, Zone.SHORT): N_("More came in this month, but the points can soon not be honoured"),
    (Trend.LESS, Zone.SHORT): N_("Less came in this month, and the points can soon not be honoured"),
    (Trend.SAME, Zone.SHORT): N_("As much came in as last month, but the points can soon not be honoured"),
    (Trend.NEW, Zone.SHORT): N_("The points can soon not be honoured"),
    (Trend.MORE, Zone.UNKNOWN): N_("More came in this month than last month"),
    (Trend.LESS, Zone.UNKNOWN): N_("Less came in this month than last month"),
    (Trend.SAME, Zone.UNKNOWN): N_("As much came in this month as last month"),
}
"""The title by how the month goes and where the weight hangs."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One figure with its unit, its name above, a second figure beside it."""

    icon: str
    label: str
    figure: str
    unit: str
    beside: str


def month_name(month: str) -> str:
    """A month written YYYY-MM, without its year."""
    return _(MONTHS[int(month[5:7]) - 1])


def days_text(since: date, until: date) -> str:
    """Days of one month: 1, 2–8."""
    if since == until:
        return _("{day}", day=since.day)
    return _("{first}–{last}", first=since.day, last=until.day)


def period_text(since: date, until: date) -> str:
    """From a day to a day: 11 月 1 日 – 24 日."""
    if since == until:
        return _("{day} {month}", day=since.day, month=month_name(since.isoformat()))
    if (since.year, since.month) == (until.year, until.month):
        return _("{first}–{last} {month}", first=since.day, last=until.day, month=month_name(since.isoformat()))
    return f"{since} – {until}"


def cards(glance: Glance) -> tuple[Card, Card, Card, Card]:
    """The four figures: taken in, points given, the fund, households that came."""
    month = glance.month
    change = month.fund.in_fen - month.fund.out_fen
    sign = "+" if change >= 0 else "−"
    return (
        Card(
            icon="scale",
            label=_("Taken in"),
            figure=kg_text(month.net_g, group=True),
            unit="kg",
            beside=_("{count} tickets", count=f"{month.taken_tickets:,}"),
        ),
        Card(
            icon="coins",
            label=_("Points given"),
            figure=points_text(month.points.issued),
            unit=_("points"),
            beside=_("{points} spent", points=points_text(month.points.spent)),
        ),
        Card(
            icon="save",
            label=_("In the fund"),
            figure=yuan_text(month.fund.closing_fen, group=True),
            unit=_("yuan"),
            beside=_("this month {fen}", fen=sign + yuan_text(abs(change), group=True)),
        ),
        Card(
            icon="user",
            label=_("Households that came"),
            figure=f"{month.visited:,}",
            unit=_("households"),
            beside=_("of {count}", count=f"{month.households:,}"),
        ),
    )


def part_name(part: Part) -> str:
    """A family's name, or a material's own."""
    return _(FAMILIES[part.name]) if isinstance(part.name, Family) else part.name


def weekly_chart(glance: Glance) -> Bars:
    """What was taken in, week by week, in kilograms, by what it is made of."""
    found: tuple[Week, ...] = weeks(glance.month)
    series = tuple(
        Series(part_name(part), tuple(week.grams[place] for week in found)) for place, part in enumerate(parts(glance.month))
    )
    return Bars(labels=tuple(days_text(week.since, week.until) for week in found), series=series, unit=_("kg"), per=1000)


def points_chart(glance: Glance) -> Lines:
    """Half a year of points: outstanding, given, spent."""
    half = glance.half_year
    rows = (
        (_("outstanding"), tuple(one.outstanding for one in half)),
        (_("given"), tuple(one.issued for one in half)),
        (_("spent"), tuple(one.spent for one in half)),
    )
    return Lines(
        labels=tuple(month_name(one.month) for one in half),
        series=tuple(Series(name, values) for name, values in rows),
        unit=_("points"),
    )


def gauge_of(solvency: Solvency) -> Gauge:
    """The beam: how long fund and shelf pay for what goes out."""
    return Gauge(solvency.months_tenths, solvency.holds)


def zone_name(zone: Zone) -> str:
    """Where the weight hangs, in a word."""
    return _(ZONES[zone])


def standing(solvency: Solvency) -> tuple[tuple[str, bool], ...]:
    """The beam's line of figures, piece by piece; the figures themselves are strong."""
    cover = ("−" if solvency.cover_fen < 0 else "") + yuan_text(abs(solvency.cover_fen), group=True)
    said = [(_("Fund and shelf "), False), (cover, True), (_(" yuan"), False)]
    if solvency.net_fen is not None:
        words = _(" · a month takes about ") if solvency.net_fen > 0 else _(" · a month brings about ")
        said += [(words, False), (yuan_text(abs(solvency.net_fen), group=True), True), (_(" yuan"), False)]
    return (*said, (_(" · {points} points outstanding", points=points_text(solvency.outstanding)), False))


def title(glance: Glance) -> str:
    """What the month comes to so far."""
    if glance.month.tickets <= 0:
        return _("No ticket yet this month")
    words = TRENDS.get((glance.trend, gauge_of(glance.solvency).zone))
    return _(words) if words else _("{kg} kg taken in this month", kg=kg_text(glance.month.net_g, group=True))


def lasts(glance: Glance) -> str:
    """For how long fund and shelf pay, in a sentence; "" where that is not known."""
    gauge = gauge_of(glance.solvency)
    if gauge.holds:
        return _("More comes into the fund than goes out.")
    return "" if gauge.empty else _("Fund and shelf pay for {months} months.", months=gauge.months)


def below(glance: Glance) -> str:
    """The line below the title: what came in, and how that is beside the same days of the month before."""
    if glance.percent is None and gauge_of(glance.solvency).empty:
        return ""
    kg, month, percent = f"{glance.month.net_g // 1000:,}", month_name(glance.month.label), glance.percent
    if percent is None:
        return _("{month}: {kg} kg taken in.", month=month, kg=kg)
    if glance.trend is Trend.MORE:
        return _(
            "{month}: {kg} kg taken in, {percent} per cent more than on the same days of last month.",
            month=month,
            kg=kg,
            percent=percent,
        )
    if glance.trend is Trend.LESS:
        return _(
            "{month}: {kg} kg taken in, {percent} per cent less than on the same days of last month.",
            month=month,
            kg=kg,
            percent=-percent,
        )
    return _("{month}: {kg} kg taken in, about as much as on the same days of last month.", month=month, kg=kg)


def trial_gauge(trial: Trial) -> Gauge:
    """Where the weight would hang at the price tried; unknown before three months are closed."""
    if trial.months < MONTHS_LOOKED_BACK:
        return Gauge()
    return Gauge(trial.tenths(trial.net_after_fen), trial.net_after_fen <= 0)


def trial_standing(trial: Trial) -> tuple[tuple[str, bool], ...]:
    """The figures of a trial, before and after."""
    return (
        (_("A month, out more than in: "), False),
        (_signed(trial.net_before_fen), False),
        (" → ", False),
        (_signed(trial.net_after_fen), True),
        (_(" yuan"), False),
    )


def trial_said(trial: Trial) -> str:
    """What another price would have meant, in a sentence."""
    more = trial.points_more
    if not trial.points_before and not trial.points_after:
        return _("In the last {count} months nobody brought or took any of it; nothing would have changed.", count=trial.months)
    told = N_("In the last {count} months {before} points would have been {after}: {more} more. Nothing is written.")
    if more < 0:
        told = N_("In the last {count} months {before} points would have been {after}: {more} fewer. Nothing is written.")
    before, after = points_text(trial.points_before), points_text(trial.points_after)
    return _(told, count=trial.months, before=before, after=after, more=points_text(abs(more)))


def _signed(fen: int) -> str:
    return ("−" if fen < 0 else "") + yuan_text(abs(fen), group=True)
