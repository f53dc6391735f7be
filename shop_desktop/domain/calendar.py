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
