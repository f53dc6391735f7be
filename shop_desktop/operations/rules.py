"""Rules that a village decides: a value from a date on, with the meeting that decided it."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field
from sqlalchemy import func, select

from shop_desktop.domain.calendar import month_of
from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.rules import RULES, representatives_decide
from shop_desktop.operations.base import Code, Command, Count, Name, Outcome, Sentence, post
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Posting, Row
from shop_desktop.store.queries import months, prices


class SetRule(Command, frozen=True, kw_only=True, tag="rule.set"):
    """A rule's value from a day on; whole numbers may come as numbers."""

    key: Code
    value: Annotated[str, Meta(max_length=32)] | Count
    since: date = field(name="from")
    decided_by: Name


class AddMeeting(Command, frozen=True, kw_only=True, tag="meeting.add"):
    """A meeting that decided something: who came, how they voted, what was decided, its paper."""

    on: date
    kind: Literal["representatives", "assembly", "council", "committee"]
    members: Count
    attended: Count
    votes_for: Count
    against: Count = 0
    abstained: Count = 0
    text: Sentence
    paper: Annotated[str, Meta(max_length=64, pattern=r"\A[^\x00]*\Z")] = ""
    filed_on: date | None = None


def set_rule(command: SetRule, act: Act) -> Outcome:
    """Refused: `unknown` key, `bad-request` value, `duplicate` for the same day."""
    rule, value, since = RULES.get(command.key), str(command.value), command.since.isoformat()
    if month_of(command.since) <= months.closed_through(act.connection):
        raise Refused("month-closed", field="from", month=month_of(command.since))
    if rule is None:
        raise Refused("unknown", field="key", what=command.key)
    if not rule.accepts(value):
        raise Refused("bad-request", field="value")
    other = _CUTS.get(command.key)
    if other is not None and not _above(command.key, int(value), int(prices.rule(act.connection, other, command.since))):
        raise Refused("bad-request", field="value")
    table = schema.rules
    if act.connection.execute(select(table).where(table.c.key == command.key, table.c["from"] == since)).first():
        raise Refused("duplicate", field="from", what=since)
    row = Row(table="rules", key={"key": command.key, "from": since}, values={"value": value, "decided_by": command.decided_by})
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"rules"}))


_CUTS = {"plate_green_from": "plate_yellow_from", "plate_yellow_from": "plate_green_from"}
"""Green lies above yellow."""


def _above(key: str, value: int, other: int) -> bool:
    return value > other if key == "plate_green_from" else value < other


def add_meeting(command: AddMeeting, act: Act) -> Outcome:
    """Answers its number, and whether quorum and majority were there. Refused: `bad-request` where votes do not add up."""
    if command.attended > command.members or command.votes_for + command.against + command.abstained > command.attended:
        raise Refused("bad-request", field="attended")
    number = act.connection.execute(select(func.count()).select_from(schema.meetings)).scalar_one() + 1
    values = {
        "date": command.on.isoformat(),
        "kind": command.kind,
        "members": command.members,
        "attended": command.attended,
        "votes_for": command.votes_for,
        "against": command.against,
        "abstained": command.abstained,
        "text": command.text,
        "paper": command.paper,
        "filed_on": command.filed_on.isoformat() if command.filed_on else None,
    }
    row = Row(table="meetings", key={"id": number}, values=values)
    decided = representatives_decide(command.members, command.attended, command.votes_for)
    posting = Posting(kind=document_kind(act.op), rows=(row,))
    return post(act, posting, "rules", meeting=number, quorum=decided.quorum, carried=decided.carried)
