"""Goods: points price of a day, and what is left on the shelf."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from shop_desktop.domain.goods import Good
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.prices import in_force, newest_on
from shop_desktop.store.schema import balances, good_prices, goods

_LEFT = and_(balances.c.ledger == "goods", balances.c.item == goods.c.code, balances.c.account == "shelf")
_GOOD = Prepared(
    select(goods, func.coalesce(balances.c.amount, 0), good_prices.c.points)
    .select_from(goods)
    .outerjoin(balances, _LEFT)
    .outerjoin(good_prices, and_(good_prices.c.good == goods.c.code, in_force(good_prices, "good", goods.c.code)))
    .where(goods.c.code == bindparam("code"))
)


def shelf(connection: Connection, day: date) -> tuple[Good, ...]:
    """All goods in the shop's order, with points of a day and pieces left."""
    price = newest_on(good_prices, "good", day)
    statement = (
        select(goods, func.coalesce(balances.c.amount, 0), price.c.points)
        .outerjoin(price, price.c.good == goods.c.code)
        .outerjoin(balances, _LEFT)
        .order_by(goods.c.position)
    )
    return tuple(_good(row[:-1], row[-1]) for row in connection.execute(statement))


def one(connection: Connection, code: str, day: date) -> Good | None:
    """The good with this code, as the shelf has it."""
    row = _GOOD.first(connection, code=code, day=day.isoformat())
    return None if row is None else _good(row[:-1], row[-1])


def _good(row: Sequence[Any], points: int | None) -> Good:
    """A row of the table in the order of its columns, then what is left."""
    code, _position, name, barcode, owner, kind, minimum, active, left = row
    return Good(
        code=code,
        name=name,
        points=points,
        left=left,
        barcode=barcode or "",
        owner=owner,
        kind=kind,
        active=bool(active),
        minimum=minimum,
    )
