"""A household as years go by: other particulars, a new card, away and back, its persons, doubles merged, one split in two."""

from typing import Annotated, Any, Literal

from msgspec import Meta
from sqlalchemy import Connection, delete, func, insert, select

from shop_desktop.domain.codes import card_code, document_kind
from shop_desktop.domain.households import Household
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Count, Digits, Name, Outcome, Sentence, post, reason_of
from shop_desktop.store import schema
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.queries import households, shop
from shop_desktop.store.search_keys import index_household

MOST_ISSUES = 99


class ChangeHousehold(Command, frozen=True, kw_only=True, tag="household.change"):
    """Other particulars; what is not said stays. An empty phone or contact takes it away."""

    household: Code
    name: Name | None = None
    group: Name | None = None
    phone: Annotated[str, Meta(pattern=r"\A[0-9]{0,32}\Z")] | None = None
    party_member: bool | None = None
    resident: bool | None = None
    contact: Annotated[str, Meta(max_length=80, pattern=r"\A((?!\s)[^\x00-\x1f\x7f]+(?<!\s))?\Z")] | None = None


class IssueCard(Command, frozen=True, kw_only=True, tag="household.card"):
    """A new card ends the old one; without `card` the next in-store number is issued."""

    household: Code
    card: Digits | None = None


class SetState(Command, frozen=True, kw_only=True, tag="household.state"):
    """Away or closed: no new ticket until active again; the balance stays."""

    household: Code
    state: Literal["active", "away", "closed"]
    reason: Sentence


class AddPerson(Command, frozen=True, kw_only=True, tag="person.add"):
    """A member of the household; `active` false for one who left it."""

    household: Code
    name: Name
    party_member: bool = False
    active: bool = True


class MergeHouseholds(Command, frozen=True, kw_only=True, tag="household.merge"):
    """A double: everything of `household` goes to `into`, and it is closed as merged."""

    household: Code
    into: Code
    reason: Sentence


class SplitHousehold(Command, frozen=True, kw_only=True, tag="household.split"):
    """Some points of a household go to another that left it."""

    household: Code
    into: Code
    recycling: Count = 0
    civic: Count = 0
    reason: Sentence


def change_household(command: ChangeHousehold, act: Act) -> Outcome:
    """Refused: `unknown`, `bad-request` where nothing is said."""
    before = _one(act.connection, command.household, "household")
    values = _values(before)
    told = {"name": command.name, "group": command.group, "party_member": command.party_member, "resident": command.resident}
    said = {key: value for key, value in told.items() if value is not None}
    if not said and command.phone is None and command.contact is None:
        raise Refused("bad-request", field="household")
    rows = [Row(table="households", key={"id": before.id}, values=values | said)] if said else []
    if command.contact is not None:
        rows.append(_details(act.connection, before.id, contact=command.contact))
    content = {"household": before.id, "code": before.code} | ({"phone_changed": True} if command.phone is not None else {})
    outcome = post(act, Posting(kind=document_kind(act.op), content=content, rows=tuple(rows)), "households")
    if command.phone is not None:
        act.connection.execute(delete(schema.phones).where(schema.phones.c.household == before.id))
        if command.phone:
            act.connection.execute(insert(schema.phones), {"household": before.id, "phone": command.phone})
    index_household(act.connection, before.id)
    return outcome


def issue_card(command: IssueCard, act: Act) -> Outcome:
    """Answers the `card`. Refused: `unknown`, `duplicate` card, `bad-request` after a hundred cards."""
    connection, cards = act.connection, schema.cards
    household = _one(connection, command.household, "household")
    code = command.card or _next_card(connection, household.id)
    if connection.execute(select(cards.c.code).where(cards.c.code == code)).first():
        raise Refused("duplicate", field="card", what=code)
    content = {"household": household.id, "code": household.code}
    rows = [*_ended_cards(connection, household.id)]
    rows.append(Row(table="cards", key={"code": code}, values={"household": household.id, "active": True}))
    outcome = post(act, Posting(kind=document_kind(act.op), content=content, rows=tuple(rows)), "households", card=code)
    index_household(connection, household.id)
    return outcome


def set_state(command: SetState, act: Act) -> Outcome:
    """Refused: `unknown`, `reason-needed`, `household-merged`."""
    reason = reason_of(command.reason)
    before = _one(act.connection, command.household, "household")
    content = {"household": before.id, "code": before.code, "reason": reason}
    row = Row(table="households", key={"id": before.id}, values=_values(before) | {"state": command.state})
    return post(act, Posting(kind=document_kind(act.op), content=content, rows=(row,)), "households")


def add_person(command: AddPerson, act: Act) -> Outcome:
    """The same name again changes the person. Refused: `unknown`."""
    household = _one(act.connection, command.household, "household")
    key = {"household": household.id, "name": command.name}
    row = Row(table="persons", key=key, values={"party_member": command.party_member, "active": command.active})
    return post(act, Posting(kind=document_kind(act.op), rows=(row,)), "households")


def merge_households(command: MergeHouseholds, act: Act) -> Outcome:
    """Refused: `unknown`, `reason-needed`, `bad-request` into itself, `household-closed`, `insufficient-points` for a debt."""
    reason = reason_of(command.reason)
    connection = act.connection
    gone, into = _one(connection, command.household, "household"), _one(connection, command.into, "into")
    if gone.id == into.id:
        raise Refused("bad-request", field="into")
    _active(into)
    rows = [
        Row(table="households", key={"id": gone.id}, values=_values(gone) | {"state": "merged"}),
        _details(connection, gone.id, merged_into=into.id),
        *_ended_cards(connection, gone.id),
    ]
    content = _both(gone, into, reason) | {"state_before": gone.state}
    moved = _moved(gone.id, into.id, _held(connection, gone.id))
    posting = Posting(kind=document_kind(act.op), content=content, rows=tuple(rows), entries=tuple(moved))
    outcome = post(act, posting, "households")
    connection.execute(delete(schema.search_keys).where(schema.search_keys.c.household == gone.id))
    return outcome


def split_household(command: SplitHousehold, act: Act) -> Outcome:
    """Refused: `unknown`, `reason-needed`, `bad-request` for nothing or itself, `insufficient-points`."""
    reason = reason_of(command.reason)
    left, into = _one(act.connection, command.household, "household"), _one(act.connection, command.into, "into")
    held = [("points", "", purse, n) for purse, n in (("recycling", command.recycling), ("civic", command.civic)) if n]
    if left.id == into.id or not held:
        raise Refused("bad-request", field="into" if held else "recycling")
    _active(into)
    content = _both(left, into, reason)
    posting = Posting(kind=document_kind(act.op), content=content, entries=tuple(_moved(left.id, into.id, held)))
    return post(act, posting, "households")


def _one(connection: Connection, code: str, field: str) -> Household:
    found = households.by_code(connection, code)
    if found is None:
        raise Refused("unknown", field=field, what=code)
    if found.state == "merged":
        raise Refused("household-merged", field=field, household=found.name)
    return found


def _active(into: Household) -> None:
    if into.state != "active":
        raise Refused("household-closed", field="into", household=into.name)


def _values(household: Household) -> dict[str, Any]:
    names = ("code", "name", "group", "party_member", "resident", "state")
    return {name: getattr(household, name) for name in names}


def _details(connection: Connection, household: int, **changed: Any) -> Row:
    table = schema.household_details
    row = connection.execute(select(table).where(table.c.household == household)).mappings().first()
    before = {"contact": row["contact"], "merged_into": row["merged_into"]} if row else {"contact": "", "merged_into": None}
    return Row(table="household_details", key={"household": household}, values=before | changed)


def _ended_cards(connection: Connection, household: int) -> list[Row]:
    cards = schema.cards
    active = select(cards.c.code).where(cards.c.household == household, cards.c.active)
    return [
        Row(table="cards", key={"code": code}, values={"household": household, "active": False})
        for code in connection.execute(active).scalars()
    ]


def _next_card(connection: Connection, household: int) -> str:
    issued = select(func.count()).select_from(schema.cards).where(schema.cards.c.household == household)
    number = shop.village_of(connection).number or 1
    issue = connection.execute(issued).scalar_one() + 1
    taken = select(schema.cards.c.code)
    while issue <= MOST_ISSUES:
        code = card_code(number, household, issue)
        if connection.execute(taken.where(schema.cards.c.code == code)).first() is None:
            return code
        issue += 1
    raise Refused("bad-request", field="card")


Held = list[tuple[str, str, str, int]]
"""Ledger, item, account's name without the household, amount."""


def _held(connection: Connection, household: int) -> Held:
    """Everything that stands to a household's name: purses and what waits."""
    table = schema.balances
    names = [f"{name}:{household}" for name in (*households.PURSE_NAMES, "waiting")]
    rows = connection.execute(select(table).where(table.c.account.in_(names), table.c.amount != 0))
    return [(r.ledger, r.item, r.account.partition(":")[0], r.amount) for r in rows]


def _moved(gone: int, into: int, held: Held) -> list[Entry]:
    return [
        entry
        for ledger, item, name, amount in held
        for entry in (Entry(ledger, item, f"{name}:{gone}", -amount), Entry(ledger, item, f"{name}:{into}", amount))
    ]


def _both(gone: Household, into: Household, reason: str) -> dict[str, Any]:
    other = {"into": into.id, "into_code": into.code, "into_name": into.name}
    return {"household": gone.id, "code": gone.code, "name": gone.name, "reason": reason} | other
