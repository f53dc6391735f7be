"""What the draft is worth now, by the same functions that post it. Values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass

from shop_desktop.domain.goods import Good
from shop_desktop.domain.households import Purses
from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import Rate
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.tickets import GoodLine, Load, MaterialLine, Spending, price_loads, spend
from shop_desktop.gui.counter.draft import Draft


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the shop takes and gives today, by code, and the rules that price a ticket."""

    materials: Mapping[str, Material]
    goods: Mapping[str, Good]
    rate: Rate
    spend_first: str


@dataclass(frozen=True, kw_only=True)
class Priced:
    """The draft priced. A line is None where its material has no price today; `short` is how many points are missing."""

    lines: tuple[MaterialLine | None, ...]
    goods: tuple[GoodLine, ...]
    on_scale: MaterialLine | None
    spending: Spending | None
    before: int
    short: int

    @property
    def points_in(self) -> int:
        return sum(line.points for line in self.lines if line)

    @property
    def points_out(self) -> int:
        return sum(good.points for good in self.goods)

    @property
    def net_g(self) -> int:
        return sum(line.load.quantity for line in self.lines if line and line.unit == "kg")

    @property
    def amount_fen(self) -> int:
        return sum(line.amount_fen or 0 for line in self.lines if line)

    @property
    def after(self) -> int:
        """Spendable points when this is posted."""
        return self.before + self.points_in - self.points_out

    def good_in_hand(self, cursor: int | None) -> GoodLine | None:
        """The good on the chosen row (lines and goods counted on), else the last; None where there is none."""
        if not self.goods:
            return None
        place = -1 if cursor is None else cursor - len(self.lines)
        return self.goods[place] if 0 <= place < len(self.goods) else self.goods[-1]


def price_draft(draft: Draft, offer: Offer, purses: Purses, waiting: Mapping[str, int], on_scale: Load | None) -> Priced:
    """Price lines in order, the load on the scale last; goods against what can be spent."""
    loads = [line.load for line in draft.lines]
    every = [*loads, on_scale] if on_scale else loads
    known = [load for load in every if _has_price(offer, load)]
    priced = dict(zip(map(id, known), price_loads(known, offer.materials, offer.rate, waiting), strict=True))
    lines = tuple(priced.get(id(load)) for load in loads)
    goods = tuple(_good_line(offer, g.good, g.quantity) for g in draft.goods if g.good in offer.goods)
    points_in = sum(line.points for line in lines if line)
    need = sum(good.points for good in goods)
    spending, short = None, 0
    try:
        spending = spend(need, civic=purses.civic, recycling=purses.recycling + points_in, spend_first=offer.spend_first)
    except Refused as refused:
        told = refused.facts["short"]
        short = told if isinstance(told, int) else 0
    return Priced(
        lines=lines,
        goods=goods,
        on_scale=priced.get(id(on_scale)) if on_scale else None,
        spending=spending,
        before=purses.spendable,
        short=short,
    )


def _has_price(offer: Offer, load: Load) -> bool:
    material = offer.materials.get(load.material)
    return material is not None and material.price is not None


def _good_line(offer: Offer, code: str, quantity: int) -> GoodLine:
    good = offer.goods[code]
    return GoodLine(good=code, name=good.name, quantity=quantity, points_each=good.points or 0)
