"""The month at a glance: its figures so far, the same days of the month before, and half a year of points."""

from datetime import date

from sqlalchemy import Connection, bindparam, text

from shop_desktop.domain.calendar import month_of, months_before
from shop_desktop.domain.glance import Glance, MonthPoints, same_days_before
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries import months, solvency

MONTHS = 6

_TAKEN = Prepared(
    text(
        "SELECT COUNT(*), SUM(CASE WHEN o.id IS NULL THEN l.net_g WHEN o.business_date < :since THEN 0 ELSE -l.net_g END) "
        "FROM documents d LEFT JOIN documents o ON o.number = d.voids JOIN lines l ON l.document_id = COALESCE(o.id, d.id) "
        "WHERE d.business_date BETWEEN :since AND :until AND l.side = 'in'"
    ).bindparams(bindparam("since"), bindparam("until"))
)
# As a month's report has it: a void of an earlier month's document neither lowers what was given nor what was spent.
_POINTS = Prepared(
    text(
        "SELECT substr(d.business_date, 1, 7), "
        "CASE WHEN substr(e.account, 1, 10) = 'recycling:' OR substr(e.account, 1, 6) = 'civic:' "
        "OR substr(e.account, 1, 8) = 'pending:' THEN 'purse' ELSE e.account END, "
        "CASE WHEN substr(o.business_date, 1, 7) < substr(d.business_date, 1, 7) "
        "OR d.op IN ('household.opening', 'household.merge', 'household.split') THEN 1 ELSE 0 END, SUM(e.amount) "
        "FROM documents d JOIN entries e ON e.document_id = d.id LEFT JOIN documents o ON o.number = d.voids "
        "WHERE d.business_date >= :since AND e.ledger = 'points' GROUP BY 1, 2, 3"
    ).bindparams(bindparam("since"))
)
_OUTSTANDING = Prepared(
    text(
        "SELECT COALESCE(SUM(amount), 0) FROM balances WHERE ledger = 'points' AND (substr(account, 1, 10) = 'recycling:' "
        "OR substr(account, 1, 6) = 'civic:' OR substr(account, 1, 8) = 'pending:')"
    )
)


def glance(connection: Connection, day: date) -> Glance:
    """The month of a day, up to it."""
    month = month_of(day)
    return Glance(
        day=day,
        month=months.figures(connection, day.replace(day=1), day, label=month),
        before_g=taken_g(connection, *same_days_before(day)),
        half_year=points_by_month(connection, month),
        solvency=solvency.solvency(connection, day),
    )


def taken_g(connection: Connection, since: date, until: date) -> int | None:
    """Grams taken in within days; None where nothing was weighed then."""
    ((count, grams),) = _TAKEN.all(connection, since=since.isoformat(), until=until.isoformat())
    return int(grams or 0) if count else None


def points_by_month(connection: Connection, last: str, count: int = MONTHS) -> tuple[MonthPoints, ...]:
    """Points of the months up to `last` (YYYY-MM), oldest first; months before the shop's first point are left out."""
    first = months_before(last, count - 1)
    given: dict[str, int] = {}
    spent: dict[str, int] = {}
    change: dict[str, int] = {}
    for month, account, apart, amount in _POINTS.all(connection, since=f"{first}-01"):
        sums = {"issued": given, "spent": spent, "purse": change}.get(account)
        if sums is not None and (account == "purse" or not apart):
            sums[month] = sums.get(month, 0) + int(amount)
    ((now,),) = _OUTSTANDING.all(connection)
    outstanding = int(now) - sum(amount for month, amount in change.items() if month > last)
    found: list[MonthPoints] = []
    for back in range(count):
        month = months_before(last, back)
        found.append(MonthPoints(month, -given.get(month, 0), spent.get(month, 0), outstanding))
        outstanding -= change.get(month, 0)
    while found and not (found[-1].issued or found[-1].spent or found[-1].outstanding):
        found.pop()
    return tuple(reversed(found))
