"""The narrow waist: commands in, outcomes out; window, command line and tests come this way and no other.

Checks the role, opens one transaction, posts, extends the chain, commits. All of it happened or none. It and its table alone
know all operations.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, insert, select

from shop_desktop.domain.calendar import SHOP_ZONE, YEARS, business_date, clock_holds, month_of
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.users import User, may
from shop_desktop.operations.base import Command, Outcome
from shop_desktop.store import drafts, schema
from shop_desktop.store.books import Books
from shop_desktop.store.journal import CLOCK_CONFIRMED, Act
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries import shop

Told = Callable[[int, int], object]

MANAGER = "manager"
_PRIVATE = ("pin", "phone")


_ANSWER = Prepared(select(schema.answers.c.request, schema.answers.c.answer).where(schema.answers.c.ref == bindparam("ref")))
_POSTED = Prepared(select(schema.documents.c.id).where(schema.documents.c.ref == bindparam("ref")))
_KEEP_ANSWER = Prepared(insert(schema.answers))


def perform(books: Books, command: Command, *, now: datetime) -> Outcome:
    """Carry out one command. Raises Refused or Trouble; then nothing has changed."""
    return perform_all(books, [command], now=now)[0]


def perform_all(books: Books, commands: Sequence[Command], *, now: datetime, told: Told | None = None) -> tuple[Outcome, ...]:
    """Carry out a list, one document each, in one transaction or not at all.

    `told(done, of)` is called before each one and at the end; what it raises ends all of it, and nothing has changed.
    """
    outcomes: list[Outcome] = []
    operations()  # before the books are held
    try:
        with books.transaction() as connection:
            for command in commands:
                if told is not None:
                    told(len(outcomes), len(commands))
                outcomes.append(_carry_out(connection, command, now))
            if told is not None:
                told(len(outcomes), len(commands))
    except Refused as refused:
        if refused.code == "not-allowed" and "why" not in refused.facts:
            from shop_desktop.operations import sign_in

            culprit = commands[len(outcomes)]
            sign_in.record(books, user=culprit.by or MANAGER, what=culprit.op, code=refused.code, now=now)
        raise
    return tuple(outcomes)


@cache
def operations() -> Mapping[type[Command], Callable[[Any, Act], Outcome]]:
    """Every operation by its command; brought in with the first of them, so that a counter opens without."""
    from shop_desktop.operations.table import OPERATIONS

    return dict(OPERATIONS)


def _carry_out(connection: Connection, command: Command, now: datetime) -> Outcome:
    actor = shop.user(connection, command.by or MANAGER)
    if actor is None:
        raise Refused("unknown", field="by", what=command.by)
    if not may(actor.role, command.op):
        raise Refused("not-allowed", field="by")
    if command.ref is None:
        return operations()[type(command)](command, _act(connection, command, actor, now))
    drafts.drop(connection, command.ref)
    request = _fingerprint(command)
    before = _answered_before(connection, command.ref, request)
    if before is not None:
        _hold_pin(connection, command)
        return before
    outcome = operations()[type(command)](command, _act(connection, command, actor, now))
    answer = json.dumps({"op": outcome.op, "document": outcome.document, "answer": outcome.answer}, ensure_ascii=False)
    _KEEP_ANSWER.run(connection, {"ref": command.ref, "request": request, "answer": answer})
    return outcome


def _act(connection: Connection, command: Command, actor: User, now: datetime) -> Act:
    now = now.astimezone(SHOP_ZONE).replace(microsecond=0)
    last, closed = shop.measures(connection)
    sane = not last or clock_holds(now, datetime.fromisoformat(last))
    confirming = command.op == CLOCK_CONFIRMED
    if command.at is None and not sane and not confirming:
        raise Refused("clock", field="at", last=last, now=now.isoformat())
    if command.at is not None and command.at.year not in YEARS:
        raise Refused("bad-request", field="at")
    at = (command.at or now).astimezone(SHOP_ZONE)
    if month_of(business_date(at)) <= closed:
        why = {"why": "clock"} if confirming else {}
        raise Refused("month-closed", field="at", month=month_of(business_date(at)), **why)
    return Act(
        connection=connection,
        actor=actor,
        at=at,
        recorded_at=now,
        measured_at=now if sane or confirming else datetime.fromisoformat(last),
        business_date=business_date(at),
        op=command.op,
        ref=command.ref,
        note=command.note,
    )


def _hold_pin(connection: Connection, command: Command) -> None:
    """A PIN is in no fingerprint: a `ref` said again with another one does not mean the same."""
    from shop_desktop.operations import sign_in, users

    if isinstance(command, users.SetPin) and not sign_in.is_pin(connection, command.name, command.pin):
        raise Refused("ref-reused", field="ref", what=command.ref)


def _fingerprint(command: Command) -> str:
    """What a command said, hashed, so that the same `ref` is known to mean the same. No PIN or phone goes into it."""
    said = {key: value for key, value in msgspec.to_builtins(command).items() if key not in _PRIVATE}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _answered_before(connection: Connection, ref: str, request: str) -> Outcome | None:
    found = _ANSWER.first(connection, ref=ref)
    if found is None:
        if _POSTED.first(connection, ref=ref):
            raise Refused("ref-reused", field="ref", what=ref)
        return None
    if found[0] != request:
        raise Refused("ref-reused", field="ref", what=ref)
    return Outcome(**json.loads(found[1]))
