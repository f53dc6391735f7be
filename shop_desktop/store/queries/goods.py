"""Goods: points price of a day, what is left on the shelf, and what stands behind it: prices so far, receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from shop_desktop.domain.goods import Good
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.prices import in_force, newest_on
from shop_desktop.store.schema import balances, documents, good_prices, good_repayments, goods, lines

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


def repayments(connection: Connection) -> dict[str, tuple[tuple[date, int], ...]]:
    """What vendors get for one piece of each of their goods, in fen, from which day on, newest first."""
    found: dict[str, tuple[tuple[date, int], ...]] = {}
    for r in connection.execute(select(good_repayments).order_by(good_repayments.c["from"].desc())).mappings():
        found[r["good"]] = (*found.get(r["good"], ()), (date.fromisoformat(r["from"]), r["vendor_fen"]))
    return found


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
