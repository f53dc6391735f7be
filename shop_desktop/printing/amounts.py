"""Figures as papers write them: grouped by thousands, a true minus sign, the unit beside or in the column's head.

Periods and days in words. Computes nothing.
"""

from datetime import date, datetime
from typing import NamedTuple

from shop_desktop.domain.calendar import SHOP_ZONE, month_days, month_of
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.printing.glance import month_name
from shop_desktop.text import _


class Amount(NamedTuple):
    """A figure and its unit, apart, so that figures of a column stand below each other."""

    number: str
    unit: str = ""

    @property
    def text(self) -> str:
        return f"{self.number} {self.unit}".strip()


def yuan(fen: int, *, plus: bool = False) -> str:
    """Yuan with two decimals.

    >>> yuan(-943670), yuan(5, plus=True)
    ('−9,436.70', '+0.05')
    """
    sign = "−" if fen < 0 else "+" if plus and fen else ""
    return sign + yuan_text(abs(fen), group=True)


def kg(grams: int) -> str:
    """Kilograms with three decimals.

    >>> kg(-1960420)
    '−1,960.420'
    """
    return ("−" if grams < 0 else "") + kg_text(abs(grams), group=True)


def count(number: int) -> str:
    """Tickets, pieces, households."""
    return points_text(number)


points = points_text


def quantity(value: int, unit: Unit) -> Amount:
    """Grams as kilograms, pieces as pieces."""
    return Amount(kg(value), "kg") if unit == "kg" else Amount(count(value), _("pcs"))


def money(fen: int) -> Amount:
    return Amount(yuan(fen), _("yuan"))


def permille(value: int) -> Amount:
    """Tenths of a per cent as per cent.

    >>> permille(7).text
    '0.7 %'
    """
    return Amount(f"{value // 10}.{value % 10}", "%")


def blank(text: str, value: int) -> str:
    """A dash where there is nothing, so that what moved is seen."""
    return text if value else "–"


def amount_or_dash(amount: Amount, value: int) -> Amount:
    return amount if value else Amount("–")


def period(label: str) -> str:
    """A month YYYY-MM, a year YYYY or a day YYYY-MM-DD in words."""
    if len(label) == 4:
        return _("{year}", year=label)
    if len(label) == 7:
        return _("{month} {year}", month=month_name(label), year=label[:4])
    return day(date.fromisoformat(label))


def day(of: date) -> str:
    """A day with its year."""
    return _("{day} {month} {year}", day=of.day, month=month_name(of.isoformat()), year=of.year)


def days(since: date, until: date) -> str:
    """From a day to a day; a whole month by its name."""
    if (since, until) == month_days(month_of(since)):
        return period(month_of(since))
    return day(since) if since == until else _("{since} to {until}", since=day(since), until=day(until))


def moment(at: datetime) -> str:
    """An instant in the shop's time, to the minute."""
    return at.astimezone(SHOP_ZONE).strftime("%Y-%m-%d %H:%M")
