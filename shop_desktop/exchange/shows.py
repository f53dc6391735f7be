"""What `shop-admin show` answers: plain rows with stable keys; whole grams, fen, points and pieces.

The window's pages ask the same queries, so that the figures are one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from shop_desktop.domain.households import Household
from shop_desktop.domain.prices import MoneyPrice, Price
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.rules import RULES
from shop_desktop.exchange import shows_books
from shop_desktop.store import schema
from shop_desktop.store.queries import fund, goods, households, materials, prices, shop, tickets

Shown = list[dict[str, Any]] | dict[str, Any]
Show = Callable[[Connection, str | None, date], Shown]


def _household(connection: Connection, code: str | None) -> Household:
    found = households.by_code(connection, code) if code else None
    if found is None:
        raise Refused("unknown", field="household", what=code or "–")
    return found


def _balance(household: Household) -> dict[str, Any]:
    purses = household.purses
    return {
        "household": household.code,
        "recycling": purses.recycling,
        "civic": purses.civic,
        "pending": purses.pending,
    }


def _balances(connection: Connection, code: str | None, _day: date) -> Shown:
    if code is not None:
        return _balance(_household(connection, code))
    return [_balance(household) for household in households.every(connection)]


def _statement(connection: Connection, code: str | None, _day: date) -> Shown:
    return [
        {
            "document": line.number,
            "op": line.op,
            "date": line.day.isoformat(),
            "recycling": line.recycling,
            "civic": line.civic,
            "after": line.after,
            "voids": line.voids,
        }
        for line in households.statement(connection, _household(connection, code).id)
    ]


def _of(key: str | None, field: str, rows: list[dict[str, Any]]) -> Shown:
    """All rows, or the one that is asked for. Refused: `unknown`."""
    if key is None:
        return rows
    found = [row for row in rows if row[field] == key]
    if not found:
        raise Refused("unknown", field=field, what=key)
    return found


def _households(connection: Connection, key: str | None, _day: date) -> Shown:
    listed = [
        {"household": h.code, "name": h.name, "group": h.group, "state": h.state, "spendable": h.purses.spendable}
        for h in households.every(connection)
    ]
    return _of(key, "household", listed)


def _tickets(connection: Connection, key: str | None, day: date) -> Shown:
    return [
        {
            "document": t.number,
            "at": t.at.isoformat(),
            "household": t.code,
            "points_in": t.points_in,
            "points_out": t.points_out,
            "by": t.user,
            "voided_by": t.voided_by,
        }
        for t in tickets.of_day(connection, shows_books.day_key(key, day))
    ]


def _stock(connection: Connection, key: str | None, _day: date) -> Shown:
    listed = [
        {"material": material.code, "grams" if material.unit == "kg" else "pieces": quantity}
        for material, quantity in materials.stock(connection)
    ]
    return _of(key, "material", listed)


def _goods(connection: Connection, key: str | None, day: date) -> Shown:
    shelf = goods.shelf(connection, day)
    return _of(key, "good", [{"good": g.code, "name": g.name, "quantity": g.left, "points": g.points} for g in shelf])


def _price(price: Price | None) -> dict[str, Any]:
    if isinstance(price, MoneyPrice):
        return {"fen": price.fen, "points": None, "per": price.per}
    return {"fen": None, "points": price.points if price else None, "per": price.per if price else None}


def _prices(connection: Connection, key: str | None, day: date) -> Shown:
    listed = [
        {"material": m.code, "unit": m.unit, **_price(m.price), "from": m.price_from.isoformat() if m.price_from else None}
        for m in materials.offered(connection, day)
    ]
    return _of(key, "material", listed)


def _rules(connection: Connection, key: str | None, day: date) -> Shown:
    decided = [{"key": name, "value": prices.rule(connection, name, day), "default": RULES[name].default} for name in RULES]
    rate = prices.rate_in_force(connection, day).points_per_yuan
    return _of(key, "key", [{"key": "points_per_yuan", "value": str(rate), "default": "100"}, *decided])


def _users(connection: Connection, key: str | None, _day: date) -> Shown:
    return _of(key, "user", [{"user": u.login, "shown": u.shown, "role": u.role} for u in shop.users_of(connection)])


def _documents(connection: Connection, key: str | None, day: date) -> Shown:
    d, day = schema.documents, shows_books.day_key(key, day)
    statement = select(d.c.number, d.c.op, d.c.user, d.c.recorded_at, d.c.voids).where(d.c.business_date == day.isoformat())
    return [
        {"document": r.number, "op": r.op, "by": r.user, "recorded_at": r.recorded_at, "voids": r.voids}
        for r in connection.execute(statement.order_by(d.c.id))
    ]


def _fund(connection: Connection, _key: str | None, _day: date) -> Shown:
    sources, kinds = fund.by_source_and_kind(connection)
    return {
        "balance_fen": fund.balance(connection),
        "receivable_fen": fund.receivable(connection),
        "by_source": sources,
        "by_kind": kinds,
    }


SHOWS: dict[str, Show] = {
    "balances": _balances,
    "household-statement": _statement,
    "households": _households,
    "tickets": _tickets,
    "stock": _stock,
    "goods": _goods,
    "fund": _fund,
    "prices": _prices,
    "rules": _rules,
    "users": _users,
    "documents": _documents,
    **shows_books.SHOWS,
}
