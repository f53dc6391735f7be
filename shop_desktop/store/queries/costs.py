"""What lies in the yard and on the shelf, at what it cost: moving averages, walked from the last closed month on.

A month's close keeps the stock it left behind, so that a walk begins there and stays short as years add up.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, select, text

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.domain.sales import cost_of_part
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import documents, goods, months

Worth = dict[str, tuple[int, int]]
"""Item → (grams or pieces there, fen they cost)."""


@dataclass(kw_only=True)
class Stock:
    """Yard and shelf at cost; of the walk, what goods handed out had cost, good → fen, and what counts found missing, fen."""

    yard: Worth = field(default_factory=dict)
    shelf: Worth = field(default_factory=dict)
    redeemed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lost_fen: int = 0


def take(worth: Worth, item: str, quantity: int) -> int:
    """Take a quantity out at its average; answers its cost. What is not there costs nothing."""
    return -_moved(worth, item, -quantity, None)


def yard_worth(connection: Connection) -> Worth:
    """The yard now."""
    return stock(connection, ledger="materials").yard


def shelf_worth(connection: Connection, until: date = date.max) -> Worth:
    """The shelf at the end of a day."""
    return stock(connection, until, ledger="goods").shelf


def stock(connection: Connection, until: date = date.max, *, ledger: str = "") -> Stock:
    """Yard and shelf at the end of a day, walked from the last month closed before it; with `ledger`, the one alone."""
    month, found = _closed(connection, until)
    since = month_days(month)[1].isoformat() if month else ""
    _walk(connection, found, {"after": since, "until": until.isoformat(), "ledger": ledger})
    return found


# A document and its void, both within the walk, are left out: neither ever cost anything.
_WITHIN = (
    "WITH k AS MATERIALIZED (SELECT d.id, o.op, o.id AS undone FROM documents d LEFT JOIN documents o ON o.number = d.voids "
    "LEFT JOIN documents v ON v.voids = d.number AND v.business_date <= :until "
    "WHERE d.business_date > :after AND d.business_date <= :until AND v.id IS NULL "
    "AND (o.id IS NULL OR o.business_date <= :after)) "
)
_MOVES = Prepared(
    text(
        _WITHIN + "SELECT k.id, e.ledger, e.item, e.account, e.amount FROM k CROSS JOIN entries e WHERE e.document_id = k.id "
        "AND e.account IN ('yard', 'shelf', 'redeemed', 'counted') AND (:ledger = '' OR e.ledger = :ledger)"
    )
)
_TOLD = Prepared(
    text(
        _WITHIN + "SELECT k.id, l.side, l.item, l.amount_fen FROM k CROSS JOIN lines l WHERE l.document_id = k.id "
        "AND (:ledger <> 'goods' AND l.side = 'in' OR :ledger <> 'materials' AND l.side IN ('received', 'donated'))"
    )
)
_UNSOLD = Prepared(
    text(
        _WITHIN + "SELECT k.id, o.content, l.position, l.item FROM k JOIN documents o ON o.id = k.undone "
        "JOIN lines l ON l.document_id = o.id WHERE k.op = 'sale.post' AND :ledger <> 'goods'"
    )
)

Key = tuple[str, str]
"""Ledger, item."""


def _walk(connection: Connection, found: Stock, days: Mapping[str, str]) -> None:
    """Move a stock through the documents dated after one day, up to another, in the order of recording."""
    ours = frozenset(connection.execute(select(goods.c.code).where(goods.c.owner == OWNED_BY_FUND)).scalars())
    told = _told(connection, days)
    moves = sorted(_MOVES.each(connection, **days), key=itemgetter(0))  # nearly so already, which the database does not know
    for document, rows in groupby(moves, key=itemgetter(0)):
        held: dict[Key, int] = {}
        beside: set[tuple[str, str, str]] = set()
        for _document, ledger, item, account, amount in rows:
            if account in _PLACES:
                held[ledger, item] = held.get((ledger, item), 0) + amount
            else:
                beside.add((ledger, item, account))
        for (ledger, item), delta in held.items():
            if ledger == "materials" or item in ours:
                worth = found.yard if ledger == "materials" else found.shelf
                change = _moved(worth, item, delta, told.get((document, ledger, item)))
                if (ledger, item, "redeemed") in beside:
                    found.redeemed[item] -= change
                if (ledger, item, "counted") in beside:
                    found.lost_fen -= change


_PLACES = frozenset({"yard", "shelf"})


def _told(connection: Connection, days: Mapping[str, str]) -> dict[tuple[int, str, str], int]:
    """What documents say that things cost: materials what was given for them, goods what was paid or stated."""
    told: dict[tuple[int, str, str], int] = {}
    for document, side, item, fen in _TOLD.each(connection, **days):
        if side == "in" or fen is not None:
            key = (document, "materials" if side == "in" else "goods", item)
            told[key] = told.get(key, 0) + (fen or 0)
    for document, content, position, item in _UNSOLD.each(connection, **days):
        key = (document, "materials", item)
        told[key] = told.get(key, 0) + int(json.loads(content)["costs_fen"][position - 1])
    return told


def _moved(worth: Worth, item: str, delta: int, told_fen: int | None) -> int:
    """Move one item; answers the signed change of what it is worth, which never falls below nothing."""
    there, fen = worth.get(item, (0, 0))
    left = there + delta
    if delta < 0:
        change = -cost_of_part(min(-delta, max(there, 0)), there, fen)
    elif told_fen is None:
        change = cost_of_part(delta, there, fen)
    else:
        change = told_fen
    if delta > 0 and there < 0:
        change = cost_of_part(max(left, 0), delta, change)
    worth[item] = (left, fen + change if left > 0 else 0)
    return worth[item][1] - fen


def _closed(connection: Connection, until: date) -> tuple[str, Stock]:
    """The newest month closed that ended before a day, with the stock its close kept; "" where there is none."""
    last = select(months.c.month).where(months.c.month <= f"{until:%Y-%m}").order_by(months.c.month.desc())
    for month in connection.execute(last).scalars():
        if month_days(month)[1] <= until:
            return month, _kept(connection, month)
    return "", Stock()


def _kept(connection: Connection, month: str) -> Stock:
    closes = select(documents.c.content).where(documents.c.op == "month.close").order_by(documents.c.id.desc())
    for written in connection.execute(closes).scalars():
        content = json.loads(written)
        if content["month"] == month:
            yard, shelf = ({item: (n, fen) for item, n, fen in content[name]} for name in ("yard", "shelf"))
            return Stock(yard=yard, shelf=shelf)
    raise AssertionError(month)


def kept(worth: Worth) -> list[list[object]]:
    """A stock as a month's close keeps it: item, quantity, fen."""
    return [[item, quantity, fen] for item, (quantity, fen) in sorted(worth.items()) if quantity or fen]
