"""A ticket: loads and goods in, priced lines and a Receipt out. One function prices what screen, books and slip show.

Grams, pieces, fen and points are whole numbers. Which prices are in force, and what a purse holds, comes in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Price, Rate, Unit, price_line, price_units
from shop_desktop.domain.refused import Refused

MOST_WORTH = 10**12
"""Fen or points of one line: more is a slip of the hand, and far below what the books can hold."""

Source = Literal["scale", "typed", "paper"]
TareKind = Literal["none", "taken", "preset"]


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Where a scale weight came from. `frame` is hex as received; `e_g` the scale's verification division in grams."""

    frame: str
    protocol: str
    port: str
    taken_at: str
    e_g: int
    tare: TareKind


@dataclass(frozen=True, kw_only=True)
class Load:
    """What was weighed or counted, before it is priced: grams for a kg material, pieces for a counted one."""

    material: str
    gross_g: int | None = None
    tare_g: int = 0
    pieces: int | None = None
    source: Source = "typed"
    typed_reason: str = ""
    proof: Proof | None = None
    same_again: bool = False

    @property
    def quantity(self) -> int:
        """Net grams or pieces."""
        return self.pieces if self.pieces is not None else (self.gross_g or 0) - self.tare_g


@dataclass(frozen=True, kw_only=True)
class MaterialLine:
    """A priced line. `waiting_before` and `waiting` are None under a money price, `amount_fen` under a points price."""

    load: Load
    name: str
    unit: Unit
    price: Price
    price_from: date
    amount_fen: int | None
    points: int
    waiting_before: int | None = None
    waiting: int | None = None


@dataclass(frozen=True, kw_only=True)
class GoodLine:
    """Goods handed out: pieces, points each and together."""

    good: str
    name: str
    quantity: int
    points_each: int
    service: bool = False

    @property
    def points(self) -> int:
        return self.quantity * self.points_each


class Spending(NamedTuple):
    """How a ticket's goods are paid: points out of each purse, both ≥ 0."""

    civic: int
    recycling: int


def check_load(load: Load, material: Material, max_g: int | None, field: str) -> None:
    """Refuse a load that no scale or hand can mean: `bad-unit`, `bad-weight`. `max_g` holds for scale lines alone."""
    if (load.pieces is not None) != (material.unit == "piece"):
        raise Refused("bad-unit", field=field, material=material.name)
    if load.pieces is not None:
        if load.pieces < 1:
            raise Refused("bad-weight", field=f"{field}.pieces")
        return
    gross_g = load.gross_g or 0
    if gross_g <= 0:
        raise Refused("bad-weight", field=f"{field}.gross_g")
    if load.tare_g < 0 or load.tare_g >= gross_g:
        raise Refused("bad-weight", field=f"{field}.tare_g")
    if load.source == "scale" and max_g is not None and gross_g > max_g:
        raise Refused("bad-weight", field=f"{field}.gross_g", max_g=max_g)


def price_loads(
    loads: Iterable[Load], materials: Mapping[str, Material], rate: Rate, waiting: Mapping[str, int]
) -> tuple[MaterialLine, ...]:
    """Price a ticket's loads in order, rounding per line, so that what is printed adds up. Units wait per material.

    Refused: `unknown` material, `no-price`. Source: domain rules §2 and §4.
    """
    left = dict(waiting)
    lines = []
    for index, load in enumerate(loads):
        field = f"lines[{index}].material"
        material = materials.get(load.material)
        if material is None:
            raise Refused("unknown", field=field, what=load.material)
        if material.price is None or material.price_from is None:
            raise Refused("no-price", field=field, material=material.name)
        line = _priced(load, material, material.price, material.price_from, rate, left)
        if max(line.amount_fen or 0, line.points) > MOST_WORTH:
            raise Refused("bad-weight", field=field)
        lines.append(line)
    return tuple(lines)


def _priced(load: Load, material: Material, price: Price, price_from: date, rate: Rate, left: dict[str, int]) -> MaterialLine:
    before: int | None = None
    if isinstance(price, MoneyPrice):
        worth = price_line(load.quantity, price, rate)
    else:
        before = left.get(load.material, 0)
        worth = price_units(load.quantity, price, before)
        assert worth.waiting is not None
        left[load.material] = worth.waiting
    return MaterialLine(
        load=load,
        name=material.name,
        unit=material.unit,
        price=price,
        price_from=price_from,
        amount_fen=worth.amount_fen,
        points=worth.points,
        waiting_before=before,
        waiting=worth.waiting,
    )


def spend(need: int, *, civic: int, recycling: int, spend_first: str = "civic") -> Spending:
    """Which purse pays for goods; `recycling` already holds this ticket's points. The rest comes from the other purse.

    Refused: `insufficient-points` where need > recycling + civic (a debt in one lowers the other's use).

    >>> spend(300, civic=250, recycling=500)
    Spending(civic=250, recycling=50)
    """
    if need > civic + recycling and need > 0:
        raise Refused("insufficient-points", field="goods", short=need - civic - recycling)
    first, second = (civic, recycling) if spend_first == "civic" else (recycling, civic)
    from_first = min(max(first, 0), need)
    from_second = min(max(second, 0), need - from_first)
    return Spending(from_first, from_second) if spend_first == "civic" else Spending(from_second, from_first)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """All that a slip shows, and the screen after posting. `copy` 0 is the first print; `spendable_before` + net = after."""

    shop: str
    township: str
    village: str
    number: str
    at: datetime
    household: str
    group: str
    code: str
    lines: tuple[MaterialLine, ...]
    goods: tuple[GoodLine, ...]
    spending: Spending
    spendable_before: int
    pending: int
    rate: Rate
    operator: str
    seal: str
    slip: str = ""
    weighed_on: date | None = None
    voided_by: str = ""
    copy: int = 0
    practice: bool = False

    @property
    def net_g(self) -> int:
        return sum(line.load.quantity for line in self.lines if line.unit == "kg")

    @property
    def amount_fen(self) -> int:
        return sum(line.amount_fen or 0 for line in self.lines)

    @property
    def points_in(self) -> int:
        return sum(line.points for line in self.lines)

    @property
    def points_out(self) -> int:
        return sum(good.points for good in self.goods)

    @property
    def spendable(self) -> int:
        """Spendable points when this ticket was posted, after it."""
        return self.spendable_before + self.points_in - self.points_out


class TicketLineRow(NamedTuple):
    """A line of a ticket in a long list; a void tells the lines of what it undoes once more, below zero."""

    number: str
    at: str
    day: str
    code: str
    household: str
    group: str
    side: Literal["in", "out"]
    item: str
    name: str
    gross_g: int | None
    tare_g: int | None
    net_g: int | None
    pieces: int | None
    source: str
    price_fen: int | None
    price_points: int | None
    price_per: int
    amount_fen: int | None
    points: int
    by: str
    voids: str


def price_of(fen: int | None, points: int | None, per: int) -> Price:
    """The price a row of the books holds: fen, or points, for `per` grams or pieces."""
    if fen is not None:
        return MoneyPrice(fen, per)
    assert points is not None
    return PointsPrice(points, per)
