"""Sales of recyclables, what is still owed for them, and hand-overs."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from shop_desktop.domain.sales import HandOver, Sale, SoldLine
from shop_desktop.store.journal import Document
from shop_desktop.store.queries.shop import shown_users
from shop_desktop.store.schema import documents, lines


def owed_for(connection: Connection, sale: Document) -> int:
    """What the buyer still owes for a sale, in fen; nothing for one paid at once."""
    return 0 if sale.content["paid"] else int(sale.content["amount_fen"]) - _paid(connection).get(sale.number, 0)


def _paid(connection: Connection) -> dict[str, int]:
    """What came for each sale on credit, by payments that stand."""
    sums: dict[str, int] = {}
    for row in _documents(connection, "sale.paid", date.min, date.max):
        if row["voided_by"] is None:
            content = json.loads(row["content"])
            sums[content["sale"]] = sums.get(content["sale"], 0) + content["amount_fen"]
    return sums


def _documents(connection: Connection, op: str, since: date, until: date) -> Iterator[RowMapping]:
    """Documents of an operation within days, newest first, with who voided them."""
    other = documents.alias("other")
    days = documents.c.business_date.between(since.isoformat(), until.isoformat())
    statement = (
        select(documents, other.c.number.label("voided_by"))
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, days)
        .order_by(documents.c.id.desc())
    )
    yield from connection.execute(statement).mappings()


def listed(connection: Connection, since: date = date.min, until: date = date.max) -> tuple[Sale, ...]:
    """Sales within days, newest first, voided ones too."""
    paid, shown = _paid(connection), shown_users(connection)
    return tuple(_sale(connection, row, paid, shown) for row in _documents(connection, "sale.post", since, until))


def one(connection: Connection, number: str) -> Sale | None:
    """A sale by its number."""
    return next((sale for sale in listed(connection) if sale.number == number), None)


def _sale(connection: Connection, row: RowMapping, paid: dict[str, int], shown: dict[str, str]) -> Sale:
    content = json.loads(row["content"])
    costs = content["costs_fen"]
    return Sale(
        number=row["number"],
        day=date.fromisoformat(row["business_date"]),
        buyer=content["buyer"],
        kind=content["kind"],
        lines=tuple(_line(r, cost) for r, cost in zip(_lines(connection, row["id"]), costs, strict=True)),
        amount_fen=content["amount_fen"],
        paid_fen=content["amount_fen"] if content["paid"] else paid.get(row["number"], 0),
        paper=content.get("paper", ""),
        transport_saved_fen=content.get("transport_saved_fen", 0),
        by=shown.get(row["user"], row["user"]),
        note=row["note"] or "",
        voided_by=row["voided_by"] or "",
        hash=row["hash"],
    )


def _lines(connection: Connection, document: int) -> list[RowMapping]:
    mine = select(lines).where(lines.c.document_id == document).order_by(lines.c.position)
    return list(connection.execute(mine).mappings())


def _line(r: Any, cost_fen: int) -> SoldLine:
    return SoldLine(
        material=r["item"],
        name=r["name"],
        unit=r["unit"],
        quantity=r["net_g"] if r["net_g"] is not None else r["pieces"],
        price_fen=r["price_fen"] or 0,
        price_per=r["price_per"] or 1,
        amount_fen=r["amount_fen"] or 0,
        cost_fen=cost_fen,
    )


def handed_over(connection: Connection, since: date = date.min, until: date = date.max) -> tuple[HandOver, ...]:
    """Hand-overs within days, newest first, voided ones too."""
    shown = shown_users(connection)
    return tuple(
        HandOver(
            number=row["number"],
            day=date.fromisoformat(row["business_date"]),
            to=json.loads(row["content"])["to"],
            lines=tuple(_line(r, 0) for r in _lines(connection, row["id"])),
            paper=json.loads(row["content"]).get("paper", ""),
            by=shown.get(row["user"], row["user"]),
            voided_by=row["voided_by"] or "",
            hash=row["hash"],
        )
        for row in _documents(connection, "handover.post", since, until)
    )
