"""Recyclables, their prices of a day, and what lies in the yard."""

from datetime import date

from sqlalchemy import Connection, select

from shop_desktop.domain.materials import Material
from shop_desktop.domain.tickets import price_of
from shop_desktop.store.queries.prices import newest_on
from shop_desktop.store.schema import balances, materials, prices


def offered(connection: Connection, day: date, *, all_of_them: bool = False) -> tuple[Material, ...]:
    """The active materials in the shop's order, with the price in force on a day (None where there is none)."""
    price = newest_on(prices, "material", day)
    statement = (
        select(materials, price.c["from"].label("since"), price.c.fen, price.c.points, price.c.per)
        .outerjoin(price, price.c.material == materials.c.code)
        .order_by(materials.c.position)
    )
    if not all_of_them:
        statement = statement.where(materials.c.active)
    return tuple(
        Material(
            code=r.code,
            name=r.name,
            unit=r.unit,
            hazardous=r.hazardous,
            active=r.active,
            typed_allowed=r.typed_allowed,
            refusal_note=r.refusal_note,
            picture=r.picture,
            price=price_of(r.fen, r.points, r.per) if r.since else None,
            price_from=date.fromisoformat(r.since) if r.since else None,
        )
        for r in connection.execute(statement)
    )


def stock(connection: Connection) -> tuple[tuple[Material, int], ...]:
    """What lies in the yard: each material with its grams or pieces."""
    amounts = dict(
        connection.execute(
            select(balances.c.item, balances.c.amount).where(balances.c.ledger == "materials", balances.c.account == "yard")
        )
        .tuples()
        .all()
    )
    return tuple((m, amounts.get(m.code, 0)) for m in offered(connection, date.max, all_of_them=True))
