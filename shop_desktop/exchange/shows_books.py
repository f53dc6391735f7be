"""What `shop-admin show` answers of the shop's books: months, days, sales, vendors, vouchers, solvency. Plain rows, stable keys.

The values are those of the papers and pages: one query feeds them all.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from shop_desktop.domain.calendar import month_of
from shop_desktop.domain.refused import Refused
from shop_desktop.exchange.monthly import totals
from shop_desktop.store.queries import checks, days, fund, months, sales, solvency, vendors, vouchers

Shown = list[dict[str, Any]] | dict[str, Any]
Show = Callable[[Connection, str | None, date], Shown]


def plain(value: Any) -> Any:
    """A value as JSON has it: days as text, tuples as lists, what a value computes left to whoever reads."""
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(one) for key, one in asdict(value).items()}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _month_key(key: str | None, day: date) -> str:
    """The month asked for, or the day's. Refused: `unknown`."""
    month = key or month_of(day)
    if not re.fullmatch(r"(19|20|21)\d{2}-(0[1-9]|1[0-2])", month):
        raise Refused("unknown", field="month", what=month)
    return month


def day_key(key: str | None, day: date) -> date:
    """The day asked for, or this one. Refused: `unknown`."""
    try:
        return date.fromisoformat(key) if key else day
    except ValueError:
        raise Refused("unknown", field="day", what=key) from None


def _month(connection: Connection, key: str | None, day: date) -> Shown:
    figures = months.month_figures(connection, _month_key(key, day))
    told = {name: value for name, value in plain(figures).items() if name != "by_household"}
    return {"month": figures.label, **told, "totals": totals(figures)}


def _month_households(connection: Connection, key: str | None, day: date) -> Shown:
    return [plain(one) for one in months.month_figures(connection, _month_key(key, day)).by_household]


def _months(connection: Connection, _key: str | None, _day: date) -> Shown:
    return [
        {"month": month, "seal": months.seal_of(connection, month).replace(" ", ""), "certified": _paper(connection, month)}
        for month in months.closed_months(connection)
    ]


def _paper(connection: Connection, month: str) -> str | None:
    found = days.certified(connection, month)
    return found.paper if found else None


def _checks(connection: Connection, key: str | None, day: date) -> Shown:
    found = checks.before_close(connection, _month_key(key, day))
    return [{"check": one.code, "state": one.state, **one.facts} for one in found]


def _day(connection: Connection, key: str | None, day: date) -> Shown:
    told: dict[str, Any] = plain(days.day_end(connection, day_key(key, day)))
    return told


def _sales(connection: Connection, _key: str | None, _day: date) -> Shown:
    return [
        {**plain(sale), "document": sale.number, "owed_fen": sale.owed_fen, "margin_fen": sale.margin_fen}
        for sale in sales.listed(connection)
    ]


def _vendors(connection: Connection, _key: str | None, _day: date) -> Shown:
    return [{**plain(one), "owed_fen": one.owed_fen} for one in vendors.accounts(connection)]


def _vouchers(connection: Connection, _key: str | None, day: date) -> Shown:
    return [{**plain(one), "expired": one.expired(day)} for one in vouchers.listed(connection)]


def _account(connection: Connection, key: str | None, day: date) -> Shown:
    told: dict[str, Any] = plain(fund.month_account(connection, _month_key(key, day)))
    return told


def _rents(connection: Connection, _key: str | None, day: date) -> Shown:
    return [plain(one) for one in fund.rents_due(connection, day)]


def _solvency(connection: Connection, _key: str | None, day: date) -> Shown:
    now = solvency.solvency(connection, day)
    return {
        **plain(now),
        "face_fen": now.face_fen,
        "at_cost_fen": now.at_cost_fen,
        "cover_fen": now.cover_fen,
        "net_fen": now.net_fen,
        "months_tenths": now.months_tenths,
        "holds": now.holds,
    }


SHOWS: dict[str, Show] = {
    "month": _month,
    "month-households": _month_households,
    "months": _months,
    "checks": _checks,
    "day": _day,
    "sales": _sales,
    "vendors": _vendors,
    "vouchers": _vouchers,
    "account": _account,
    "rents": _rents,
    "solvency": _solvency,
}
