"""Documents by what they did: which one set a row of a dated table, and the newest of some operations with their lines."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from shop_desktop.domain.prices import Unit
from shop_desktop.store.journal import compact
from shop_desktop.store.queries.shop import shown_users
from shop_desktop.store.schema import documents, entries, lines

STOCKS = ("yard", "shelf")


@dataclass(frozen=True, kw_only=True)
class ListedLine:
    """A line of a document: grams or pieces that it names, and by how many the yard or the shelf changed."""

    item: str
    name: str
    unit: Unit
    quantity: int
    amount_fen: int | None
    change: int


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A document as a list shows it; `content` is what its operation said."""

    number: str
    op: str
    day: date
    by: str
    content: Mapping[str, Any]
    lines: tuple[ListedLine, ...]
    voided_by: str = ""


def newest(connection: Connection, ops: tuple[str, ...], most: int = 300) -> tuple[Listed, ...]:
    """The newest documents of some operations, voided ones too, newest first."""
    other, shown = documents.alias("other"), shown_users(connection)
    found = (
        select(documents, other.c.number.label("voided_by"))
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op.in_(ops))
        .order_by(documents.c.id.desc())
        .limit(most)
    )
    rows = connection.execute(found).mappings().all()
    ids = [row["id"] for row in rows]
    changes: dict[tuple[int, str], int] = defaultdict(int)
    moved = select(entries.c.document_id, entries.c.item, entries.c.amount)
    moved = moved.where(entries.c.document_id.in_(ids), entries.c.account.in_(STOCKS))
    for document, item, amount in connection.execute(moved):
        changes[document, item] += amount
    written: dict[int, list[ListedLine]] = defaultdict(list)
    for line in connection.execute(select(lines).where(lines.c.document_id.in_(ids)).order_by(lines.c.position)):
        quantity = line.net_g if line.net_g is not None else line.pieces
        one = ListedLine(
            item=line.item,
            name=line.name,
            unit=line.unit,
            quantity=quantity or 0,
            amount_fen=line.amount_fen,
            change=changes[line.document_id, line.item],
        )
        written[line.document_id].append(one)
    return tuple(
        Listed(
            number=row["number"],
            op=row["op"],
            day=date.fromisoformat(row["business_date"]),
            by=shown.get(row["user"], row["user"]),
            content=json.loads(row["content"]),
            lines=tuple(written[row["id"]]),
            voided_by=row["voided_by"] or "",
        )
        for row in rows
    )


def that_set(connection: Connection, op: str, key: Mapping[str, str]) -> str | None:
    """The number of the document whose row has this key and stands; None where the row came another way."""
    other = documents.alias("other")
    statement = (
        select(documents.c.number, documents.c.content)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, other.c.id.is_(None))
        .order_by(documents.c.id.desc())
    )
    # Databases differ in how they look into JSON, so the text is asked first, and what has it is read.
    for name, value in key.items():
        statement = statement.where(documents.c.content.contains(compact({name: value})[1:-1], autoescape=True))
    for number, content in connection.execute(statement):
        if key.items() <= json.loads(content)["rows"][0]["key"].items():
            return str(number)
    return None


@dataclass(frozen=True, kw_only=True)
class SetBy:
    """The document that set a row of a dated table: its number, who posted it and when, and which meeting decided it."""

    number: str
    by: str
    day: date
    decided_by: str = ""


def who_set(connection: Connection, op: str) -> dict[tuple[str, ...], SetBy]:
    """Each row by its day and what it is of, such as ("2026-11-30", "steel"), with the unvoided document that set it."""
    other, shown = documents.alias("other"), shown_users(connection)
    statement = (
        select(documents.c.number, documents.c.user, documents.c.business_date, documents.c.content)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, other.c.id.is_(None))
        .order_by(documents.c.id)
    )
    found = {}
    for r in connection.execute(statement):
        said = json.loads(r.content)
        key = tuple(str(value) for _name, value in sorted(said["rows"][0]["key"].items()))
        decided_by = said.get("decided_by") or (said["rows"][0]["values"] or {}).get("decided_by", "")
        found[key] = SetBy(
            number=r.number, by=shown.get(r.user, r.user), day=date.fromisoformat(r.business_date), decided_by=decided_by
        )
    return found
