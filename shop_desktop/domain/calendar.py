"""Business dates: the shop's local day in Asia/Shanghai (UTC+8, no summer time). Reads no clock; instants come in."""

from datetime import date, datetime, timedelta, timezone

SHOP_ZONE = timezone(timedelta(hours=8))


def business_date(at: datetime) -> date:
    """The shop's day of an aware instant.

    >>> business_date(datetime.fromisoformat("2026-11-09T16:00:00+00:00"))
    datetime.date(2026, 11, 10)
    """
    return at.astimezone(SHOP_ZONE).date()


def instant_text(at: datetime) -> str:
    """ISO 8601 with offset, to the second: what the books store."""
    return at.isoformat(timespec="seconds")


def month_of(day: date) -> str:
    """The month a day belongs to.

    >>> month_of(date(2026, 11, 3))
    '2026-11'
    """
    return day.strftime("%Y-%m")
