"""Which of a shop's daily backups stay, by their days alone."""

from collections.abc import Iterable
from datetime import date

DAYS, WEEKS, MONTHS = 14, 13, 36
MOST = 31 + WEEKS + 1 + MONTHS
"""More are never kept of days that are past."""


def kept(days: Iterable[date], today: date) -> frozenset[date]:
    """The days whose backups stay: each of the last 14 days and of this month, the last of each week for three months, the last
    of each month for three years, and always the newest. A day after today, of a clock that was wrong, stays until it is past.

    >>> sorted(kept([date(2026, 8, 3), date(2026, 8, 4), date(2026, 11, 24), date(2022, 1, 1)], date(2026, 11, 24)))
    [datetime.date(2026, 8, 4), datetime.date(2026, 11, 24)]
    """
    ordered = sorted(set(days))
    of_week = {day.isocalendar()[:2]: day for day in ordered if (today - day).days < 7 * WEEKS}
    of_month = {(day.year, day.month): day for day in ordered if _months(day, today) < MONTHS}
    each = (day for day in ordered if (today - day).days < DAYS or _months(day, today) <= 0)
    return frozenset({*each, *of_week.values(), *of_month.values(), *ordered[-1:]})


def _months(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month
