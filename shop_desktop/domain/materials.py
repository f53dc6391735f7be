"""Recyclables as the counter offers them. Codes are unique and never change."""

from dataclasses import dataclass
from datetime import date

from shop_desktop.domain.prices import Price, Rate, Unit


@dataclass(frozen=True, kw_only=True)
class Material:
    """A recyclable with the price in force on a day; `price` is None where there is none that day."""

    code: str
    name: str
    unit: Unit
    hazardous: bool = False
    active: bool = True
    typed_allowed: bool = False
    refusal_note: str = ""
    picture: str = ""
    price: Price | None = None
    price_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class PriceBoard:
    """What is taken on a day and what one gets for it: the materials that have a price, in the shop's order."""

    day: date
    rate: Rate
    materials: tuple[Material, ...]

    @property
    def since(self) -> date | None:
        """When the newest of its prices began."""
        return max((m.price_from for m in self.materials if m.price_from), default=None)
