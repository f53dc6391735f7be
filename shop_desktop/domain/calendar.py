"""Business dates: the shop's local day in Asia/Shanghai (UTC+8, no summer time). Reads no clock; instants come in."""

from datetime import date, datetime, timedelta, timezone

SHOP_ZONE = timezone(timedelta(hours=8))
YEARS = range(1970, 9999)
"""Years in which something can have happened; the rest is a slip of the finger, and no zone's offset leaves the calendar."""

_CLOCK_BACK = timedelta(minutes=5)
_CLOCK_AHEAD = timedelta(days=366)


def business_date(at: datetime) -> date:
    """The shop's day of an aware instant.

    >>> business_date(datetime.fromisoformat("2026-11-09T16:00:00+00:00"))
    datetime.date(2026, 11, 10)
    """
    return at.astimezone(SHOP_ZONE).date()


def instant_text(at: datetime) -> str:
    """ISO 8601 with offset, to the second: what the books store."""
    return at.isoformat(timespec="seconds")


def clock_holds(now: datetime, last: datetime) -> bool:
    """Whether a PC's clock is believed beside the last recording: at most five minutes back, at most a year ahead.

    >>> last = datetime.fromisoformat("2026-11-24T12:00:00+08:00")
    >>> clock_holds(last - timedelta(minutes=5), last), clock_holds(last - timedelta(minutes=6), last)
    (True, False)
    """
    return -_CLOCK_BACK <= now - last <= _CLOCK_AHEAD


def month_of(day: date) -> str:
    """The month of a business date, as commands and files say it.

    >>> month_of(date(2026, 11, 9))
    '2026-11'
    """
    return f"{day.year:04}-{day.month:02}"


def month_days(month: str) -> tuple[date, date]:
    """First and last day of a month written YYYY-MM.

    >>> month_days("2026-02")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = date.fromisoformat(f"{month}-01")
    return first, next_month(first) - timedelta(days=1)


def next_month(first: date) -> date:
    """The first day of the month after.

    >>> next_month(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def months_before(month: str, count: int) -> str:
    """The month so many months before.

    >>> months_before("2026-02", 3)
    '2025-11'
    """
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - count, 12)
    return f"{year:04}-{number + 1:02}"
