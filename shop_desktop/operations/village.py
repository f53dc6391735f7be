"""This shop's own village, and the villages of its township."""

from typing import Annotated

from msgspec import Meta
from sqlalchemy import select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Command, Name, Outcome
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Posting, Row


class SetVillage(Command, frozen=True, kw_only=True, tag="village.set"):
    """Name this shop's village and township; the number (1–999) stands on cards."""

    name: Name
    township: Name
    number: Annotated[int, Meta(ge=1, le=999)] | None = None


class AddVillage(Command, frozen=True, kw_only=True, tag="village.add"):
    """A village of the township."""

    name: Name


def set_village(command: SetVillage, act: Act) -> Outcome:
    """Write the village's row; a number once given stays unless another is given."""
    before = act.connection.execute(select(schema.village.c.number)).scalar()
    values = {"name": command.name, "township": command.township, "number": command.number or before or 1}
    row = Row(table="village", key={"id": 1}, values=values)
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"village"}))


def add_village(command: AddVillage, act: Act) -> Outcome:
    """A village's name stands once. Refused: `duplicate`."""
    names = schema.villages
    if act.connection.execute(select(names).where(names.c.name == command.name)).first():
        raise Refused("duplicate", field="name", what=command.name)
    row = Row(table="villages", key={"name": command.name}, values={})
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"village"}))
