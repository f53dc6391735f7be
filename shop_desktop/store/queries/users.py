"""Which household a user belongs to, and who did what on a day: every document with its user, also those voided since."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from shop_desktop.store.queries.shop import shown_users
from shop_desktop.store.schema import documents, households, users


@dataclass(frozen=True, kw_only=True)
class Done:
    """A document as an act of somebody's. `about` names what the act was about: a household, a good, a month."""

    number: str
    op: str
    at: datetime
    login: str
    by: str
    about: str = ""
    reason: str = ""
    voided_by: str = ""


ABOUT = ("name", "buyer", "to", "vendor", "from", "month", "document", "into_name", "user")
"""Where a document's content says what it is about, the first that is there."""


def homes(connection: Connection) -> dict[str, tuple[str, str]]:
    """Each user's own household, by login: its code and name."""
    statement = select(users.c.login, households.c.code, households.c.name).join(households, households.c.id == users.c.household)
    return {r.login: (r.code, r.name) for r in connection.execute(statement)}


def done_on(connection: Connection, day: date, login: str = "") -> tuple[Done, ...]:
    """What was done on a business date, newest first; by one user where a login is given."""
    other, shown = documents.alias("other"), shown_users(connection)
    statement = (
        select(documents, other.c.number.label("voided_by"))
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.business_date == day.isoformat())
        .order_by(documents.c.id.desc())
    )
    if login:
        statement = statement.where(documents.c.user == login)
    return tuple(
        Done(
            number=r["number"],
            op=r["op"],
            at=datetime.fromisoformat(r["recorded_at"]),
            login=r["user"],
            by=shown.get(r["user"], r["user"]),
            about=_about(json.loads(r["content"])),
            reason=str(json.loads(r["content"]).get("reason", "")),
            voided_by=r["voided_by"] or "",
        )
        for r in connection.execute(statement).mappings()
    )


def _about(said: dict[str, Any]) -> str:
    """What a document is about: what its content names, else the row that it writes."""
    for name in ABOUT:
        if isinstance(said.get(name), str) and said[name]:
            return str(said[name])
    for row in said.get("rows", ()):
        values = row["values"] or {}
        told = values.get("name") or values.get("shown") or next(iter(sorted(row["key"].items(), reverse=True)), ("", ""))[1]
        return str(told)
    return ""


def day_beside(connection: Connection, day: date, by: int) -> date | None:
    """The nearest day before or after one on which anything was done; None where there is none."""
    column = documents.c.business_date
    wanted = func.max(column) if by < 0 else func.min(column)
    beyond = column < day.isoformat() if by < 0 else column > day.isoformat()
    found = connection.execute(select(wanted).where(beyond)).scalar()
    return date.fromisoformat(found) if found else None
