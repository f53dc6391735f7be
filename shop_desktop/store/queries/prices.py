"""Which price, rate, good's points, rule and scale row is in force on a day: the newest that begins on or before it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Subquery, Table, and_, bindparam, func, select

from shop_desktop.domain.prices import Price, Rate
from shop_desktop.domain.rules import RULES
from shop_desktop.domain.tickets import price_of
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import prices, rates, rules, scales


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    """A row of the price table, `until` the next one begins (None: still)."""

    material: str
    since: date
    price: Price


@dataclass(frozen=True, kw_only=True)
class ScaleRow:
    """The scale's name plate, grams: capacity, least load, verification division."""

    max_g: int
    min_g: int
    e_g: int
    verified_until: date | None = None
    plate: str = ""


PRICE_COLUMNS = (prices.c["from"], prices.c.fen, prices.c.points, prices.c.per)
"""When a price row begins, then what `price_of` wants."""


def in_force(table: Table, key: str, of: ColumnElement[str]) -> ColumnElement[bool]:
    """That a dated row is the one in force for one thing on the day bound as `day`."""
    dated = table.alias()
    newest = select(func.max(dated.c["from"])).where(dated.c[key] == of, dated.c["from"] <= bindparam("day"))
    return table.c["from"] == newest.scalar_subquery()


_PRICE = Prepared(
    select(*PRICE_COLUMNS).where(prices.c.material == bindparam("material"), in_force(prices, "material", bindparam("material")))
)
_RATE = Prepared(
    select(rates.c.points_per_yuan, rates.c["from"])
    .where(rates.c["from"] <= bindparam("d"))
    .order_by(rates.c["from"].desc())
    .limit(1)
)
_RULE = Prepared(
    select(rules.c.value)
    .where(rules.c.key == bindparam("k"), rules.c["from"] <= bindparam("d"))
    .order_by(rules.c["from"].desc())
    .limit(1)
)
_SCALE = select(scales).where(scales.c["from"] <= bindparam("d")).order_by(scales.c["from"].desc()).limit(1)


def price_in_force(connection: Connection, material: str, day: date) -> tuple[Price, date] | None:
    """A material's price on a day and since when it holds; None before the first."""
    row = _PRICE.first(connection, material=material, day=day.isoformat())
    return None if row is None else (price_of(*row[1:]), date.fromisoformat(row[0]))


def rate_in_force(connection: Connection, day: date) -> Rate:
    """Points for a yuan on a day; 100 where nothing was set."""
    row = _RATE.first(connection, d=day.isoformat())
    return Rate(row[0]) if row else Rate()


def rule(connection: Connection, key: str, day: date) -> str:
    """A village rule's value on a day, its default where nothing was decided."""
    row = _RULE.first(connection, k=key, d=day.isoformat())
    return RULES[key].default if row is None else str(row[0])


def scale_in_force(connection: Connection, day: date) -> ScaleRow | None:
    """The scale's settings of a day; None where none were ever set."""
    row = connection.execute(_SCALE, {"d": day.isoformat()}).mappings().first()
    if row is None:
        return None
    until = row["verified_until"]
    return ScaleRow(
        max_g=row["max_g"],
        min_g=row["min_g"],
        e_g=row["e_g"],
        verified_until=date.fromisoformat(until) if until else None,
        plate=row["plate"] or "",
    )


def price_table(connection: Connection) -> tuple[PriceRow, ...]:
    """Every price ever set, by material, newest first."""
    rows = connection.execute(select(prices).order_by(prices.c.material, prices.c["from"].desc())).mappings()
    return tuple(
        PriceRow(material=r["material"], since=date.fromisoformat(r["from"]), price=price_of(r["fen"], r["points"], r["per"]))
        for r in rows
    )


def rate_table(connection: Connection) -> tuple[tuple[date, int], ...]:
    """Every rate ever set, newest first: from, points per yuan."""
    rows = connection.execute(select(rates.c["from"], rates.c.points_per_yuan).order_by(rates.c["from"].desc()))
    return tuple((date.fromisoformat(r[0]), r[1]) for r in rows)


def newest_on(table: Table, key: str, day: date) -> Subquery:
    """A subquery: for each key, the `from` of the row in force on a day."""
    newest = (
        select(table.c[key], func.max(table.c["from"]).label("since"))
        .where(table.c["from"] <= day.isoformat())
        .group_by(table.c[key])
        .subquery()
    )
    return select(table).join(newest, and_(table.c[key] == newest.c[key], table.c["from"] == newest.c.since)).subquery()
