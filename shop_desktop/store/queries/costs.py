"""What lies in the yard and on the shelf, at what it cost: moving averages, walked from the last closed month on.

A month's close keeps the stock it left behind, so that a walk begins there and stays short as years add up.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, select

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.domain.sales import cost_of_part
from shop_desktop.store.schema import documents, entries, goods, lines, months

Worth = dict[str, tuple[int, int]]
"""Item → (grams or pieces there, fen they cost)."""


@dataclass(kw_only=True)
class Stock:
    """Yard and shelf at cost, and what left the shelf within the walk: item → fen."""

    yard: Worth = field(default_factory=dict)
    shelf: Worth = field(default_factory=dict)
    redeemed: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def take(worth: Worth, item: str, quantity: int) -> int:
    """Take a quantity out at its average; answers its cost. What is not there costs nothing."""
    there, fen = worth.get(item, (0, 0))
    cost = cost_of_part(min(quantity, there), there, fen) if fen > 0 else 0
    worth[item] = (there - quantity, fen - cost)
    return cost


def yard_worth(connection: Connection) -> Worth:
    """The yard now."""
    return stock(connection).yard


def stock(connection: Connection, until: date = date.max) -> Stock:
    """Yard and shelf at the end of a day, walked from the last month closed before it."""
    month, found = _closed(connection, until)
    since = month_days(month)[1].isoformat() if month else ""
    walk(connection, found, since, until.isoformat())
    return found


def walk(connection: Connection, found: Stock, after: str, until: str) -> None:
    """Move a stock through the documents dated after one day, up to another, in the order of recording."""
    ours = frozenset(connection.execute(select(goods.c.code).where(goods.c.owner == OWNED_BY_FUND)).scalars())
    cost_of_document: dict[str, dict[str, int]] = {}
    for number, voids, moved, redeemed, fen in _moves(connection, after, until):
        undone = cost_of_document.get(voids or "")
        costs: dict[str, int] = {}
        for (ledger, item), delta in moved.items():
            if ledger == "goods" and item not in ours:
                continue
            worth = found.yard if ledger == "materials" else found.shelf
            cost = _moved(worth, item, delta, fen.get((ledger, item)), undone.get(item) if undone is not None else None)
            costs[item] = cost
            if item in redeemed:
                found.redeemed[item] -= cost
        cost_of_document[number] = costs


def _moved(worth: Worth, item: str, delta: int, told_fen: int | None, undone_fen: int | None) -> int:
    """Move one item; answers the signed change of what it is worth."""
    there, fen = worth.get(item, (0, 0))
    if undone_fen is not None:
        change = -undone_fen
    elif delta < 0:
        change = -(cost_of_part(min(-delta, there), there, fen) if fen > 0 else 0)
    else:
        average = cost_of_part(delta, there, fen) if there > 0 else 0
        change = average if told_fen is None else told_fen
    left = there + delta
    worth[item] = (left, fen + change if left else 0)
    return worth[item][1] - fen


Key = tuple[str, str]
Move = tuple[str, str | None, dict[Key, int], set[str], Mapping[Key, int | None]]


def _moves(connection: Connection, after: str, until: str) -> Iterator[Move]:
    """Each document that moved yard or shelf: number, what it voids, change by item, items redeemed, fen told by its lines."""
    days = (documents.c.business_date > after, documents.c.business_date <= until)
    moved = (
        select(documents.c.id, documents.c.number, documents.c.voids, *_ENTRY)
        .join(entries, entries.c.document_id == documents.c.id)
        .where(*days, entries.c.account.in_(["yard", "shelf", "redeemed"]))
        .order_by(documents.c.id, entries.c.position)
    )
    told = _told(connection, days)
    for _id, rows in groupby(connection.execute(moved), key=attrgetter("id")):
        held: dict[Key, int] = {}
        redeemed: set[str] = set()
        for r in rows:
            if r.account == "redeemed":
                redeemed.add(r.item)
            else:
                held[r.ledger, r.item] = held.get((r.ledger, r.item), 0) + r.amount
        yield r.number, r.voids, held, redeemed, told.get(r.id, {})


_ENTRY = (entries.c.ledger, entries.c.item, entries.c.account, entries.c.amount)


def _told(connection: Connection, days: tuple[ColumnElement[bool], ...]) -> dict[int, dict[Key, int | None]]:
    """What lines say things cost, by document: materials what was given for them, goods what was paid or stated."""
    told: dict[int, dict[Key, int | None]] = defaultdict(dict)
    priced = (
        select(lines.c.document_id, lines.c.side, lines.c.item, lines.c.amount_fen)
        .join(documents, documents.c.id == lines.c.document_id)
        .where(*days, lines.c.side.in_(["in", "received", "donated"]))
    )
    for document, side, item, amount in connection.execute(priced):
        key = ("materials" if side == "in" else "goods", item)
        fen, before = (amount or 0) if side == "in" else amount, told[document].get(key)
        told[document][key] = fen if before is None else before + (fen or 0)
    return told


def _closed(connection: Connection, until: date) -> tuple[str, Stock]:
    """The newest month closed that ended before a day, with the stock its close kept; "" where there is none."""
    last = select(months.c.month).where(months.c.month <= f"{until:%Y-%m}").order_by(months.c.month.desc())
    for month in connection.execute(last).scalars():
        if month_days(month)[1] <= until:
            return month, _kept(connection, month)
    return "", Stock()


def _kept(connection: Connection, month: str) -> Stock:
    closes = select(documents.c.content).where(documents.c.op == "month.close").order_by(documents.c.id.desc())
    for text in connection.execute(closes).scalars():
        content = json.loads(text)
        if content["month"] == month:
            yard, shelf = ({item: (n, fen) for item, n, fen in content[name]} for name in ("yard", "shelf"))
            return Stock(yard=yard, shelf=shelf)
    raise AssertionError(month)


def kept(worth: Worth) -> list[list[object]]:
    """A stock as a month's close keeps it: item, quantity, fen."""
    return [[item, quantity, fen] for item, (quantity, fen) in sorted(worth.items()) if quantity or fen]
