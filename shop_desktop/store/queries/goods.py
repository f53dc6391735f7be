"""Goods: points price of a day, and what is left on the shelf."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from shop_desktop.domain.goods import Good
from shop_desktop.store.queries.prices import newest_on
from shop_desktop.store.schema import balances, documents, good_prices, goods, lines


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


@dataclass(frozen=True, kw_only=True)
class PointsRow:
    """A good's points from a day on."""

    good: str
    since: date
    points: int


@dataclass(frozen=True, kw_only=True)
class Received:
    """A receipt onto the shelf; `amount_fen` is that of the whole receipt, None where none was told."""

    good: str
    day: date
    pieces: int
    amount_fen: int | None


def points_table(connection: Connection) -> tuple[PointsRow, ...]:
    """Every points price ever set, by good, newest first."""
    rows = connection.execute(select(good_prices).order_by(good_prices.c.good, good_prices.c["from"].desc())).mappings()
    return tuple(PointsRow(good=r["good"], since=date.fromisoformat(r["from"]), points=r["points"]) for r in rows)


def receipts(connection: Connection, good: str) -> tuple[Received, ...]:
    """A good's receipts that stand, newest first."""
    other = documents.alias("other")
    statement = (
        select(documents.c.business_date, lines.c.pieces, lines.c.amount_fen)
        .join(lines, lines.c.document_id == documents.c.id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "goods.receive", lines.c.item == good, other.c.id.is_(None))
        .order_by(documents.c.id.desc())
    )
    return tuple(
        Received(good=good, day=date.fromisoformat(r.business_date), pieces=r.pieces, amount_fen=r.amount_fen)
        for r in connection.execute(statement)
    )
