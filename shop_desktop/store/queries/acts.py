"""Who did what on a day: every document with its user, what it was about, and what stood in the rows it wrote before.

Says nothing in words; those voided since are told too.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from shop_desktop.domain.acts import ActLine, Done, Wrote
from shop_desktop.store.queries.shop import shown_users
from shop_desktop.store.schema import REGISTRY, documents, entries, goods, households, lines, materials

_CHANGING = ("household.change", "household.state", "household.card", "good.change", "material.change", "user.change")
"""What is only understood beside what stood there before."""
_SET_ANEW = ("village.set", "person.add", "container.add")
_KEPT_IN = ("household.%", "person.%", "good.add", "good.change", "material.add", "material.change", "user.%", "village.%")
_KEPT_TOO = ("container.%", "document.void")
Books = dict[str, dict[str, Any]]
"""Table → key as text → the row's values."""


def done_on(connection: Connection, day: date, login: str = "") -> tuple[Done, ...]:
    """What was done on a business date, newest first; by one user where a login is given."""
    other = documents.alias("other")
    statement = (
        select(documents, other.c.number.label("voided_by"))
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.business_date == day.isoformat())
        .order_by(documents.c.id.desc())
    )
    if login:
        statement = statement.where(documents.c.user == login)
    found = connection.execute(statement).mappings().all()
    said = {r["id"]: json.loads(r["content"]) for r in found}
    shown, names, written = shown_users(connection), _Names(connection), _lines(connection, list(said))
    before = _before(connection, found, said)
    brought = _points(connection, list(said))
    return tuple(
        Done(
            number=r["number"],
            op=r["op"],
            at=datetime.fromisoformat(r["recorded_at"]),
            login=r["user"],
            by=shown.get(r["user"], r["user"]),
            said=said[r["id"]],
            household=names.household(said[r["id"]].get("household"), said[r["id"]].get("name", "")),
            points=brought.get(r["id"], 0),
            lines=tuple(written.get(r["id"], ())),
            wrote=tuple(
                names.wrote(row, before.get((r["id"], place))) for place, row in enumerate(said[r["id"]].get("rows", ()))
            ),
            voided_by=r["voided_by"] or "",
        )
        for r in found
    )


def day_beside(connection: Connection, day: date, by: int) -> date | None:
    """The nearest day before or after one on which anything was done; None where there is none."""
    column = documents.c.business_date
    wanted = func.max(column) if by < 0 else func.min(column)
    beyond = column < day.isoformat() if by < 0 else column > day.isoformat()
    found = connection.execute(select(wanted).where(beyond)).scalar()
    return date.fromisoformat(found) if found else None


class _Names:
    """Names as they are now, by code; households are asked for when one is met."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.materials = {r.code: (r.name, r.unit) for r in connection.execute(_MATERIALS)}
        self.goods = {r.code: r.name for r in connection.execute(_GOODS)}
        self._households: dict[int, str] = {}

    def household(self, number: Any, told: str = "") -> str:
        if not isinstance(number, int):
            return ""
        if number not in self._households:
            asked = select(households.c.name).where(households.c.id == number)
            self._households[number] = told or self.connection.execute(asked).scalar() or ""
        return self._households[number]

    def wrote(self, row: Mapping[str, Any], before: Mapping[str, Any] | None) -> Wrote:
        key, after, unit = row["key"], row["values"], ""
        if "material" in key:
            name, unit = self.materials.get(key["material"], (key["material"], ""))
        elif "good" in key or (after and "good" in after):
            code = key.get("good") or after["good"]
            name = self.goods.get(code, code)
        elif "household" in key or (after and isinstance(after.get("household"), int) and row["table"] == "cards"):
            name = self.household(key.get("household") or after["household"])
        else:
            told = after or before or {}
            name = str(told.get("name") or told.get("shown") or next(iter(sorted(key.items(), reverse=True)), ("", ""))[1])
        if before is None and "from" in key:
            before = self._held(row["table"], key)
        return Wrote(table=row["table"], key=key, name=name, unit=unit, before=before, after=after)

    def _held(self, name: str, key: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The row that held until the day of this one."""
        table = REGISTRY[name]
        same = [table.c[part] == value for part, value in key.items() if part != "from"]
        asked = select(table).where(*same, table.c["from"] < key["from"]).order_by(table.c["from"].desc()).limit(1)
        held = self.connection.execute(asked).mappings().first()
        return None if held is None else dict(held)


_MATERIALS = select(materials.c.code, materials.c.name, materials.c.unit)
_GOODS = select(goods.c.code, goods.c.name)


def _lines(connection: Connection, ids: list[int]) -> dict[int, list[ActLine]]:
    found: dict[int, list[ActLine]] = defaultdict(list)
    for r in connection.execute(select(lines).where(lines.c.document_id.in_(ids)).order_by(lines.c.position)):
        quantity = r.net_g if r.net_g is not None else r.pieces
        line = ActLine(side=r.side, name=r.name, unit=r.unit, quantity=quantity or 0, amount_fen=r.amount_fen, points=r.points)
        found[r.document_id].append(line)
    return found


def _points(connection: Connection, ids: list[int]) -> dict[int, int]:
    """By how much a document changed what households may spend; of one that moves points between two, what it moved."""
    came: dict[int, int] = defaultdict(int)
    moved: dict[int, int] = defaultdict(int)
    asked = select(entries.c.document_id, entries.c.amount).where(
        entries.c.document_id.in_(ids), or_(entries.c.account.like("recycling:%"), entries.c.account.like("civic:%"))
    )
    for document, amount in connection.execute(asked):
        came[document] += amount
        moved[document] += max(amount, 0)
    return {document: change or moved[document] for document, change in came.items()}


def _before(
    connection: Connection, found: Iterable[RowMapping], said: Mapping[int, Any]
) -> dict[tuple[int, int], Mapping[str, Any]]:
    """What stood in the rows that a day's changes wrote, by document and place; the registry is walked through once."""
    changes = [r["id"] for r in found if r["op"] in (*_CHANGING, *_SET_ANEW)]
    if not changes:
        return {}
    stood: dict[tuple[int, int], Mapping[str, Any]] = {}
    tables: Books = defaultdict(dict)
    walked = select(documents.c.id, documents.c.content).where(
        documents.c.id <= max(changes), or_(*(documents.c.op.like(op) for op in (*_KEPT_IN, *_KEPT_TOO)))
    )
    for number, content in connection.execute(walked.order_by(documents.c.id)):
        rows = said[number].get("rows", ()) if number in said else json.loads(content).get("rows", ())
        for place, row in enumerate(rows):
            key = json.dumps(row["key"], sort_keys=True)
            if number in said and (held := tables[row["table"]].get(key)) is not None:
                stood[number, place] = held
            tables[row["table"]][key] = row["values"]
    return stood
