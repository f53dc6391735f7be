"""Goods: points price of a day, and what is left on the shelf."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from shop_desktop.domain.goods import Good
from shop_desktop.store.queries.prices import newest_on
from shop_desktop.store.schema import balances, good_prices, goods


def shelf(connection: Connection, day: date, *, code: str | None = None) -> tuple[Good, ...]:
    """All goods in the shop's order (or the one with this code), with points of a day and pieces left."""
    price = newest_on(good_prices, "good", day)
    statement: Select[Any] = (
        select(goods, price.c.points, func.coalesce(balances.c.amount, 0).label("left"))
        .outerjoin(price, price.c.good == goods.c.code)
        .outerjoin(balances, and_(balances.c.ledger == "goods", balances.c.item == goods.c.code, balances.c.account == "shelf"))
        .order_by(goods.c.position)
    )
    if code is not None:
        statement = statement.where(goods.c.code == code)
    return tuple(
        Good(
            code=r.code,
            name=r.name,
            points=r.points,
            left=r.left,
            barcode=r.barcode or "",
            owner=r.owner,
            kind=r.kind,
            active=r.active,
            minimum=r.minimum,
        )
        for r in connection.execute(statement)
    )
