"""Who works here: users with their roles, and their PINs, which are kept beside the journal and never in it."""

from nacl import pwhash
from sqlalchemy import Connection, delete, insert, select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.users import Role
from shop_desktop.operations.base import Code, Command, Name, Outcome, Pin
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Posting, Row

ARGON_PASSES = 2
ARGON_BYTES = 19 * 1024 * 1024


class AddUser(Command, frozen=True, kw_only=True, tag="user.add"):
    """A new user. `name` is the login: unique, never changed; `shown` is what slips say."""

    name: Code
    role: Role
    shown: Name | None = None
    pin: Pin | None = None
    household: Code | None = None


class ChangeUser(Command, frozen=True, kw_only=True, tag="user.change"):
    """Another shown name or role, or no longer active. The login stays."""

    name: Code
    shown: Name | None = None
    role: Role | None = None
    active: bool | None = None
    household: Code | None = None


class SetPin(Command, frozen=True, kw_only=True, tag="user.pin"):
    """A new PIN of 4–8 digits."""

    name: Code
    pin: Pin


def add_user(command: AddUser, act: Act) -> Outcome:
    """Refused: `duplicate` login, `unknown` household."""
    if act.connection.execute(select(schema.users).where(schema.users.c.login == command.name)).first():
        raise Refused("duplicate", field="name", what=command.name)
    values = {
        "shown": command.shown or command.name,
        "role": command.role,
        "household": _household(act.connection, command.household),
        "active": True,
    }
    row = Row(table="users", key={"login": command.name}, values=values)
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    if command.pin is not None:
        store_pin(act.connection, command.name, command.pin)
    return Outcome(op=act.op, document=document.number, changed=frozenset({"users"}))


def change_user(command: ChangeUser, act: Act) -> Outcome:
    """Refused: `unknown`; `not-allowed` where no active manager would be left."""
    before = _row(act.connection, command.name)
    values = {
        "shown": command.shown or before["shown"],
        "role": command.role or before["role"],
        "household": _household(act.connection, command.household) if command.household else before["household"],
        "active": before["active"] if command.active is None else command.active,
    }
    if before["role"] == "manager" and (values["role"] != "manager" or not values["active"]):
        others = select(schema.users).where(
            schema.users.c.role == "manager", schema.users.c.active, schema.users.c.login != command.name
        )
        if act.connection.execute(others).first() is None:
            raise Refused("not-allowed", field="role", why="last-manager")
    row = Row(table="users", key={"login": command.name}, values=values)
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"users"}))


def set_pin(command: SetPin, act: Act) -> Outcome:
    """The document says that a PIN was set, by whom and when; not which. Refused: `unknown`."""
    _row(act.connection, command.name)
    document = journal.post(act, Posting(kind=document_kind(act.op), content={"user": command.name}))
    store_pin(act.connection, command.name, command.pin)
    return Outcome(op=act.op, document=document.number, changed=frozenset({"users"}))


def store_pin(connection: Connection, login: str, pin: str) -> None:
    """Keep a PIN as its argon2id hash (19 MiB, 2 passes), wrong tries forgotten."""
    hashed = pwhash.argon2id.str(pin.encode(), opslimit=ARGON_PASSES, memlimit=ARGON_BYTES).decode()
    connection.execute(delete(schema.pins).where(schema.pins.c.login == login))
    connection.execute(insert(schema.pins), {"login": login, "hash": hashed, "wrong": 0, "locked_until": None})


def _row(connection: Connection, login: str) -> dict[str, object]:
    row = connection.execute(select(schema.users).where(schema.users.c.login == login)).mappings().first()
    if row is None:
        raise Refused("unknown", field="name", what=login)
    return dict(row)


def _household(connection: Connection, code: str | None) -> int | None:
    if code is None:
        return None
    found = connection.execute(select(schema.households.c.id).where(schema.households.c.code == code)).scalar()
    if found is None:
        raise Refused("unknown", field="household", what=code)
    return int(found)
