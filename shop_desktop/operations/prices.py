"""Prices of recyclables and the rate of points to a yuan: rows from a date on, never a change to an old one."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, field
from sqlalchemy import select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Count, Name, Outcome, amount_of, post
from shop_desktop.store import schema
from shop_desktop.store.journal import Act, Posting, Row

MOST_FEN = 100_000_000
"""A million yuan: no price is higher."""

Per = Annotated[int, Meta(ge=1, le=1_000_000)]


class SetPrice(Command, frozen=True, kw_only=True, tag="price.set"):
    """A material's price from a day on: yuan, or points, for `per` kilograms or pieces; `decided_by`: which meeting."""

    material: Code
    since: date = field(name="from")
    per: Per
    unit: Unit
    yuan: str | None = None
    points: Count | None = None
    decided_by: Name | None = None


class SetRate(Command, frozen=True, kw_only=True, tag="rate.set"):
    """Points for one yuan from a day on."""

    points_per_yuan: Annotated[int, Meta(ge=1, le=1_000_000)]
    since: date = field(name="from")
    decided_by: Name | None = None


def set_price(command: SetPrice, act: Act) -> Outcome:
    """Refused: `bad-request` unless yuan or points is given, `unknown`, `bad-unit`, `duplicate` for the same day."""
    if (command.yuan is None) == (command.points is None):
        raise Refused("bad-request", field="yuan")
    fen = None if command.yuan is None else amount_of(command.yuan, "yuan")
    if fen is not None and fen > MOST_FEN:
        raise Refused("bad-request", field="yuan")
    materials, prices = schema.materials, schema.prices
    unit = act.connection.execute(select(materials.c.unit).where(materials.c.code == command.material)).scalar()
    if unit is None:
        raise Refused("unknown", field="material", what=command.material)
    if unit != command.unit:
        raise Refused("bad-unit", field="unit", material=command.material)
    key = {"material": command.material, "from": command.since.isoformat()}
    here = (prices.c.material == key["material"]) & (prices.c["from"] == key["from"])
    if act.connection.execute(select(prices.c.per).where(here)).first():
        raise Refused("duplicate", field="from", what=key["from"])
    values = {"fen": fen, "points": command.points, "per": command.per * (1000 if command.unit == "kg" else 1)}
    return _posted(act, Row(table="prices", key=key, values=values), command.decided_by)


def set_rate(command: SetRate, act: Act) -> Outcome:
    """Refused: `duplicate` for the same day."""
    since = command.since.isoformat()
    if act.connection.execute(select(schema.rates).where(schema.rates.c["from"] == since)).first():
        raise Refused("duplicate", field="from", what=since)
    values: dict[str, Any] = {"points_per_yuan": command.points_per_yuan}
    return _posted(act, Row(table="rates", key={"from": since}, values=values), command.decided_by)


def _posted(act: Act, row: Row, decided_by: str | None) -> Outcome:
    content = {"decided_by": decided_by} if decided_by else {}
    return post(act, Posting(kind=document_kind(act.op), content=content, rows=(row,)), "prices")
