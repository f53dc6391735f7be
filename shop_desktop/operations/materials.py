"""Recyclables the shop takes in: added, changed, counted in the yard."""

from typing import Annotated, Any

from msgspec import Meta, Struct
from sqlalchemy import func, select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Count, Many, Name, Outcome, Sentence, post, reason_of
from shop_desktop.store import schema
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.queries import materials


class AddMaterial(Command, frozen=True, kw_only=True, tag="material.add"):
    """A recyclable, weighed in kg or counted in pieces."""

    code: Code
    name: Name
    unit: Unit
    hazardous: bool = False


class ChangeMaterial(Command, frozen=True, kw_only=True, tag="material.change"):
    """Another name, picture, place in the shop's order; typed weights allowed; a note of what is refused; in use or not."""

    material: Code
    name: Name | None = None
    picture: Code | None = None
    position: Many | None = None
    typed_allowed: bool | None = None
    refusal_note: Sentence | None = None
    active: bool | None = None


class CountedMaterial(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What one found of a material in the yard: grams or pieces."""

    material: Code
    net_g: Count | None = None
    pieces: Count | None = None


class CountMaterials(Command, frozen=True, kw_only=True, tag="material.count"):
    """A count of the yard: the differences are posted, with a reason where there are any."""

    counts: Annotated[list[CountedMaterial], Meta(min_length=1, max_length=1000)]
    reason: Sentence


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
    return post(act, Posting(kind=document_kind(act.op), rows=(row,)), "materials")


def change_material(command: ChangeMaterial, act: Act) -> Outcome:
    """What is not said stays; unit and danger never change. Refused: `unknown`."""
    table = schema.materials
    before = act.connection.execute(select(table).where(table.c.code == command.material)).mappings().first()
    if before is None:
        raise Refused("unknown", field="material", what=command.material)
    said = {
        name: value
        for name in ("name", "picture", "position", "typed_allowed", "refusal_note", "active")
        if (value := getattr(command, name)) is not None
    }
    values = {key: value for key, value in before.items() if key != "code"} | said
    row = Row(table="materials", key={"code": command.material}, values=values)
    return post(act, Posting(kind=document_kind(act.op), rows=(row,)), "materials")


def count_materials(command: CountMaterials, act: Act) -> Outcome:
    """Posts counted − booked for each material. Refused: `unknown`, `bad-unit`, `duplicate`, `reason-needed`."""
    lying = {material.code: (material, quantity) for material, quantity in materials.stock(act.connection)}
    lines: list[dict[str, Any]] = []
    entries: list[Entry] = []
    for n, counted in enumerate(command.counts):
        if counted.material not in lying:
            raise Refused("unknown", field=f"counts[{n}].material", what=counted.material)
        material, booked = lying[counted.material]
        found = counted.net_g if material.unit == "kg" else counted.pieces
        if found is None or (counted.net_g is not None) == (counted.pieces is not None):
            raise Refused("bad-unit", field=f"counts[{n}].material", what=material.name)
        if any(line["item"] == material.code for line in lines):
            raise Refused("duplicate", field=f"counts[{n}].material", what=material.name)
        lines.append(
            {
                "side": "counted",
                "item": material.code,
                "name": material.name,
                "unit": material.unit,
                "net_g": counted.net_g,
                "pieces": counted.pieces,
            }
        )
        if difference := found - booked:
            entries += [
                Entry("materials", material.code, "counted", -difference),
                Entry("materials", material.code, "yard", difference),
            ]
    reason = reason_of(command.reason) if entries else command.reason.strip()
    posting = Posting(kind=document_kind(act.op), content={"reason": reason}, lines=tuple(lines), entries=tuple(entries))
    return post(act, posting, "materials")
