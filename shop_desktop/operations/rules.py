"""Rules that a village decides: a value from a date on, with the meeting that decided it."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field
from sqlalchemy import select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.rules import RULES
from shop_desktop.operations.base import Code, Command, Count, Name, Outcome
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Posting, Row


class SetRule(Command, frozen=True, kw_only=True, tag="rule.set"):
    """A rule's value from a day on; whole numbers may come as numbers."""

    key: Code
    value: Annotated[str, Meta(max_length=32)] | Count
    since: date = field(name="from")
    decided_by: Name


def set_rule(command: SetRule, act: Act) -> Outcome:
    """Refused: `unknown` key, `bad-request` value, `duplicate` for the same day."""
    rule, value, since = RULES.get(command.key), str(command.value), command.since.isoformat()
    if rule is None:
        raise Refused("unknown", field="key", what=command.key)
    if not rule.accepts(value):
        raise Refused("bad-request", field="value")
    table = schema.rules
    if act.connection.execute(select(table).where(table.c.key == command.key, table.c["from"] == since)).first():
        raise Refused("duplicate", field="from", what=since)
    row = Row(table="rules", key={"key": command.key, "from": since}, values={"value": value, "decided_by": command.decided_by})
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"rules"}))
