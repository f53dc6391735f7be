"""Draft tickets and the gate's last taking, kept beside the journal so that they outlive a kill. JSON in, JSON out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, insert, select

from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import drafts, takings

DraftState = Literal["open", "parked"]


@dataclass(frozen=True, kw_only=True)
class StoredDraft:
    """A draft as it was last saved; `id` is the `ref` of the ticket it becomes."""

    id: str
    pc: str
    state: DraftState
    saved_at: str
    content: Mapping[str, Any]


_DROP = Prepared(delete(drafts).where(drafts.c.id == bindparam("id")))
_SAVE = Prepared(insert(drafts))


def save(connection: Connection, draft: StoredDraft) -> None:
    """Write a draft over what stood there."""
    row = {"id": draft.id, "pc": draft.pc, "state": draft.state, "saved_at": draft.saved_at}
    drop(connection, draft.id)
    _SAVE.run(connection, {**row, "content": json.dumps(draft.content, ensure_ascii=False)})


def drop(connection: Connection, draft_id: str) -> None:
    """Take a draft away: it was posted, or emptied."""
    _DROP.run(connection, {"id": draft_id})


def all_of(connection: Connection, pc: str) -> tuple[StoredDraft, ...]:
    """This PC's drafts, oldest first."""
    rows = connection.execute(select(drafts).where(drafts.c.pc == pc).order_by(drafts.c.saved_at, drafts.c.id))
    return tuple(StoredDraft(id=r.id, pc=r.pc, state=r.state, saved_at=r.saved_at, content=json.loads(r.content)) for r in rows)


def save_taking(connection: Connection, pc: str, content: Mapping[str, Any]) -> None:
    """Remember the gate's last taking, which outlives draft, ticket and restart."""
    connection.execute(delete(takings).where(takings.c.pc == pc))
    connection.execute(insert(takings), {"pc": pc, "content": json.dumps(content, ensure_ascii=False)})


def last_taking(connection: Connection, pc: str) -> Mapping[str, Any] | None:
    """The gate's last taking on this PC, or None."""
    found = connection.execute(select(takings.c.content).where(takings.c.pc == pc)).scalar()
    return json.loads(found) if found else None
