"""Recyclables the shop takes in."""

from sqlalchemy import func, select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Name, Outcome
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Posting, Row


class AddMaterial(Command, frozen=True, kw_only=True, tag="material.add"):
    """A recyclable, weighed in kg or counted in pieces."""

    code: Code
    name: Name
    unit: Unit
    hazardous: bool = False


def add_material(command: AddMaterial, act: Act) -> Outcome:
    """The new material stands last in the shop's order. Its code names its picture. Refused: `duplicate`."""
    table = schema.materials
    if act.connection.execute(select(table.c.code).where(table.c.code == command.code)).first():
        raise Refused("duplicate", field="code", what=command.code)
    values = {
        "position": act.connection.execute(select(func.count()).select_from(table)).scalar_one() + 1,
        "name": command.name,
        "unit": command.unit,
        "hazardous": command.hazardous,
        "picture": command.code,
        "typed_allowed": False,
        "refusal_note": "",
        "active": True,
    }
    row = Row(table="materials", key={"code": command.code}, values=values)
    document = journal.post(act, Posting(kind=document_kind(act.op), rows=(row,)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"materials"}))
