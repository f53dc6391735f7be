"""Recyclables, their prices of a day, and what lies in the yard."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select

from shop_desktop.domain.materials import Material, PriceBoard
from shop_desktop.domain.tickets import price_of
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.prices import PRICE_COLUMNS, in_force, newest_on, rate_in_force
from shop_desktop.store.schema import balances, materials, prices

_PRICED = Prepared(
    select(materials.c.name, materials.c.unit, materials.c.hazardous, *PRICE_COLUMNS)
    .select_from(materials)
    .outerjoin(prices, and_(prices.c.material == materials.c.code, in_force(prices, "material", materials.c.code)))
    .where(materials.c.code == bindparam("code"))
)


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


def some(connection: Connection, codes: Iterable[str], day: date) -> dict[str, Material]:
    """The materials with these codes, with their prices of a day; an unknown code is left out."""
    found = {}
    for code in codes:
        row = _PRICED.first(connection, code=code, day=day.isoformat())
        if row is not None:
            name, unit, hazardous, since, *price = row
            found[code] = Material(
                code=code,
                name=name,
                unit=unit,
                hazardous=bool(hazardous),
                price=price_of(*price) if since else None,
                price_from=date.fromisoformat(since) if since else None,
            )
    return found


def stock(connection: Connection) -> tuple[tuple[Material, int], ...]:
    """What lies in the yard: each material with its grams or pieces."""
    lying = select(balances.c.item, balances.c.amount).where(balances.c.ledger == "materials", balances.c.account == "yard")
    amounts = {row.item: row.amount for row in connection.execute(lying)}
    return tuple((m, amounts.get(m.code, 0)) for m in offered(connection, date.max, all_of_them=True))


def price_board(connection: Connection, day: date) -> PriceBoard:
    """What is taken on a day: active materials that have a price then, and the rate."""
    priced = tuple(material for material in offered(connection, day) if material.price is not None)
    return PriceBoard(day=day, rate=rate_in_force(connection, day), materials=priced)
