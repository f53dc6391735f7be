"""Goods: points price of a day, what is left on the shelf, and what stands behind it: prices so far, every move of its stock."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, bindparam, func, select

from shop_desktop.domain.goods import Good
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.prices import in_force, newest_on
from shop_desktop.store.queries.shop import shown_users
from shop_desktop.store.schema import balances, documents, entries, good_prices, good_repayments, goods, lines

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
class Moved:
    """A document that changed how many of a good are on the shelf: by how many, and what was left then.

    `who` brought or took it; `amount_fen` is what a receipt or gift was worth, None where nothing was told.
    """

    number: str
    op: str
    day: date
    by: str
    change: int
    left: int
    who: str = ""
    reason: str = ""
    voids: str = ""
    amount_fen: int | None = None


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


def moves(connection: Connection, good: str, most: int = 100_000) -> tuple[Moved, ...]:
    """The newest documents that changed a good's stock, voids too, newest first; what the first one left is the stock."""
    here = (entries.c.ledger == "goods", entries.c.item == good, entries.c.account == "shelf")
    moved = select(entries.c.document_id, func.sum(entries.c.amount).label("change")).where(*here)
    newest = moved.group_by(entries.c.document_id).order_by(entries.c.document_id.desc()).limit(most).subquery()
    worth = select(lines.c.document_id, func.sum(lines.c.amount_fen).label("fen")).where(
        lines.c.item == good, lines.c.side.in_(("received", "donated"))
    )
    paid = worth.where(lines.c.document_id.in_(select(newest.c.document_id))).group_by(lines.c.document_id).subquery()
    statement = (
        select(documents, newest.c.change, paid.c.fen)
        .join(newest, newest.c.document_id == documents.c.id)
        .outerjoin(paid, paid.c.document_id == documents.c.id)
        .order_by(documents.c.id.desc())
    )
    shelf_now = select(balances.c.amount).where(
        balances.c.ledger == "goods", balances.c.item == good, balances.c.account == "shelf"
    )
    left, shown, found = connection.execute(shelf_now).scalar() or 0, shown_users(connection), []
    for r in connection.execute(statement).mappings():
        found.append(_moved(r, left, shown))
        left -= int(r["change"])
    return tuple(found)


def _moved(r: RowMapping, left: int, shown: Mapping[str, str]) -> Moved:
    said = json.loads(r["content"])
    return Moved(
        number=r["number"],
        op=r["op"],
        day=date.fromisoformat(r["business_date"]),
        by=shown.get(r["user"], r["user"]),
        change=int(r["change"]),
        left=left,
        who=said.get("name") or said.get("supplier") or said.get("from") or "",
        reason=said.get("reason", ""),
        voids=r["voids"] or "",
        amount_fen=None if r["fen"] is None else int(r["fen"]),
    )
