"""The scale's daily checks with a known weight."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shop_desktop.store.schema import documents


@dataclass(frozen=True, kw_only=True)
class ScaleCheck:
    """A known weight was put on, and what the scale showed, grams."""

    day: date
    known_g: int
    shown_g: int
    user: str


def last_check(connection: Connection) -> ScaleCheck | None:
    """The newest check, right or wrong; None before the first."""
    statement = select(documents).where(documents.c.op == "scale.check").order_by(documents.c.id.desc()).limit(1)
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    said = json.loads(row["content"])
    day = date.fromisoformat(row["business_date"])
    return ScaleCheck(day=day, known_g=said["known_g"], shown_g=said["shown_g"], user=row["user"])
