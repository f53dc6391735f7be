"""Recyclables as the counter offers them. Codes are unique and never change."""

from dataclasses import dataclass
from datetime import date

from shop_desktop.domain.prices import Price, Unit


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
