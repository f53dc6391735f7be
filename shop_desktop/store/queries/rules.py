"""What a village decided of a rule, by whom and since when; nothing where the default holds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shop_desktop.store.schema import meetings, rules


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


def versions(connection: Connection, key: str) -> tuple[Decided, ...]:
    """Every row of a rule, newest first."""
    rows = connection.execute(select(rules).where(rules.c.key == key).order_by(rules.c["from"].desc())).mappings()
    return tuple(Decided(value=r["value"], since=date.fromisoformat(r["from"]), decided_by=r["decided_by"]) for r in rows)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting that decided something; votes as they were counted."""

    id: int
    on: date
    kind: str
    members: int
    attended: int
    votes_for: int
    against: int
    abstained: int
    text: str
    paper: str = ""
    filed_on: date | None = None


def meetings_of(connection: Connection) -> tuple[Meeting, ...]:
    """All meetings, newest first."""
    rows = connection.execute(select(meetings).order_by(meetings.c.date.desc(), meetings.c.id.desc())).mappings()
    return tuple(
        Meeting(
            id=r["id"],
            on=date.fromisoformat(r["date"]),
            filed_on=date.fromisoformat(r["filed_on"]) if r["filed_on"] else None,
            **{name: r[name] for name in ("kind", "members", "attended", "votes_for", "against", "abstained", "text", "paper")},
        )
        for r in rows
    )
