"""The scale as the shop's books know it: its name plate, the daily check with a known weight, containers."""

from datetime import date

from sqlalchemy import func, select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Count, Many, Name, Outcome, Sentence
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Posting, Row

MIN_DIVISIONS = 20
"""Least load where none is given: 20 e (class III, OIML R 76)."""


class SetScale(Command, frozen=True, kw_only=True, tag="scale.set"):
    """The name plate, grams, from the day of posting on; a second one of a day takes the first one's place."""

    max_g: Many
    e_g: Many
    min_g: Count | None = None
    verified_until: date | None = None
    plate: Sentence | None = None


class CheckScale(Command, frozen=True, kw_only=True, tag="scale.check"):
    """A known weight was put on; what the scale showed, both in grams."""

    known_g: Many
    shown_g: Count


class AddContainer(Command, frozen=True, kw_only=True, tag="container.add"):
    """A container of known weight, grams."""

    code: Code
    name: Name
    tare_g: Many


def set_scale(command: SetScale, act: Act) -> Outcome:
    """Refused: `bad-request` where min ≥ max or e > max."""
    min_g = MIN_DIVISIONS * command.e_g if command.min_g is None else command.min_g
    if min_g >= command.max_g or command.e_g > command.max_g:
        raise Refused("bad-request", field="max_g")
    values = {
        "max_g": command.max_g,
        "min_g": min_g,
        "e_g": command.e_g,
        "verified_until": command.verified_until.isoformat() if command.verified_until else None,
        "plate": command.plate,
    }
    row = Row(table="scales", key={"from": act.business_date.isoformat()}, values=values)
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"scale"}))


def check_scale(command: CheckScale, act: Act) -> Outcome:
    """Recorded as it was, right or wrong."""
    content = {"known_g": command.known_g, "shown_g": command.shown_g}
    document = journal.post(act, Posting(kind=document_kind(act.op), content=content))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"scale"}))


def add_container(command: AddContainer, act: Act) -> Outcome:
    """Refused: `duplicate`."""
    table = schema.containers
    if act.connection.execute(select(table).where(table.c.code == command.code)).first():
        raise Refused("duplicate", field="code", what=command.code)
    position = act.connection.execute(select(func.count()).select_from(table)).scalar_one() + 1
    values = {"position": position, "name": command.name, "tare_g": command.tare_g, "active": True}
    row = Row(table="containers", key={"code": command.code}, values=values)
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"scale"}))
