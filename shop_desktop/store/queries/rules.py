"""What a village decided of a rule, by whom and since when; nothing where the default holds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shop_desktop.store.schema import rules


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A rule's row in force."""

    value: str
    since: date
    decided_by: str


def decided(connection: Connection, key: str, day: date) -> Decided | None:
    """The row in force on a day; None where nothing was decided and the default holds."""
    statement = (
        select(rules).where(rules.c.key == key, rules.c["from"] <= day.isoformat()).order_by(rules.c["from"].desc()).limit(1)
    )
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    return Decided(value=row["value"], since=date.fromisoformat(row["from"]), decided_by=row["decided_by"])
