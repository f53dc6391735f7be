"""Households: added with all particulars, registered at the counter by name alone, and their points of before."""

from sqlalchemy import Connection, bindparam, func, insert, select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.households import NO_GROUP
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Count, Digits, Name, Outcome, Sentence, reason_of
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries import households
from shop_desktop.store.search_keys import index_household


class AddHousehold(Command, frozen=True, kw_only=True, tag="household.add"):
    """A household with its own code. The name may repeat, code and card may not."""

    code: Code
    name: Name
    group: Name
    phone: Digits | None = None
    card: Digits | None = None
    party_member: bool = False
    resident: bool = True


class RegisterHousehold(Command, frozen=True, kw_only=True, tag="household.register"):
    """A household at the counter, by name; it gets the next free code."""

    name: Name
    group: Name = NO_GROUP


class OpenHousehold(Command, frozen=True, kw_only=True, tag="household.opening"):
    """Points from the system used before, once per household."""

    household: Code
    recycling: Count = 0
    civic: Count = 0
    reason: Sentence


_OTHER = schema.documents.alias("other")
_OPENING = Prepared(
    select(schema.documents.c.id)
    .join(schema.entries, schema.entries.c.document_id == schema.documents.c.id)
    .outerjoin(_OTHER, _OTHER.c.voids == schema.documents.c.number)
    .where(
        schema.documents.c.op == "household.opening",
        _OTHER.c.id.is_(None),
        schema.entries.c.account.in_([bindparam("recycling"), bindparam("civic")]),
    )
)
_CODE = Prepared(select(schema.households.c.id).where(schema.households.c.code == bindparam("code")))
_CARD = Prepared(select(schema.cards.c.household).where(schema.cards.c.code == bindparam("card")))
_LAST_ID = Prepared(select(func.coalesce(func.max(schema.households.c.id), 0)))
_KEEP_PHONE = Prepared(insert(schema.phones))


def add_household(command: AddHousehold, act: Act) -> Outcome:
    """Refused: `duplicate` code or card."""
    if _CODE.first(act.connection, code=command.code):
        raise Refused("duplicate", field="code", what=command.code)
    if command.card and _CARD.first(act.connection, card=command.card):
        raise Refused("duplicate", field="card", what=command.card)
    return _add(command, act)


def register_household(command: RegisterHousehold, act: Act) -> Outcome:
    """Answers the new `code`."""
    whole = AddHousehold(code=_next_code(act.connection), name=command.name, group=command.group)
    outcome = _add(whole, act)
    return Outcome(op=act.op, document=outcome.document, answer={"code": whole.code}, changed=outcome.changed)


def open_household(command: OpenHousehold, act: Act) -> Outcome:
    """Refused: `unknown`, `reason-needed`, `duplicate` where an opening stands that is not voided."""
    reason = reason_of(command.reason)
    household = households.by_code(act.connection, command.household)
    if household is None:
        raise Refused("unknown", field="household", what=command.household)
    if _is_open(act.connection, household.id):
        raise Refused("duplicate", field="household", what=command.household)
    entries = [
        entry
        for purse, points in (("recycling", command.recycling), ("civic", command.civic))
        if points or purse == "recycling"
        for entry in (Entry("points", "", "opening", -points), Entry("points", "", f"{purse}:{household.id}", points))
    ]
    content = {"household": household.id, "code": household.code, "name": household.name, "reason": reason}
    document = journal.post(act, Posting(kind=document_kind(act.op), content=content, entries=tuple(entries)))
    purses = households.purses(act.connection, household.id)
    balance = {"recycling": purses.recycling, "civic": purses.civic, "pending": purses.pending}
    return Outcome(op=act.op, document=document.number, answer={"balance": balance}, changed=frozenset({"households"}))


def _add(command: AddHousehold, act: Act) -> Outcome:
    connection = act.connection
    number = _last_id(connection) + 1
    values = {
        "code": command.code,
        "name": command.name,
        "group": command.group,
        "party_member": command.party_member,
        "resident": command.resident,
        "state": "active",
    }
    rows = [Row(table="households", key={"id": number}, values=values)]
    if command.card:
        rows.append(Row(table="cards", key={"code": command.card}, values={"household": number, "active": True}))
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=tuple(rows)))
    if command.phone:
        _KEEP_PHONE.run(connection, {"household": number, "phone": command.phone})
    index_household(connection, number)
    return Outcome(op=act.op, document=document.number, changed=frozenset({"households"}))


def _last_id(connection: Connection) -> int:
    ((number,),) = _LAST_ID.all(connection)
    return int(number)


def _next_code(connection: Connection) -> str:
    number = _last_id(connection) + 1
    while _CODE.first(connection, code=f"{number:03}"):
        number += 1
    return f"{number:03}"


def _is_open(connection: Connection, household: int) -> bool:
    return _OPENING.first(connection, recycling=f"recycling:{household}", civic=f"civic:{household}") is not None
