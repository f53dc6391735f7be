"""Recyclables that left the yard: sold, with what they had cost the shop, or handed over. Grams, pieces, fen."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shop_desktop.domain.prices import Unit
from shop_desktop.domain.quantities import half_up


@dataclass(frozen=True, kw_only=True)
class SoldLine:
    """Grams or pieces at a price; `cost_fen` is what villagers got for them, the yard's weighted average."""

    material: str
    name: str
    unit: Unit
    quantity: int
    price_fen: int = 0
    price_per: int = 1
    amount_fen: int = 0
    cost_fen: int = 0

    @property
    def margin_fen(self) -> int:
        return self.amount_fen - self.cost_fen


@dataclass(frozen=True, kw_only=True)
class Sale:
    """A sale as list, slip and page show it. `paid_fen` below `amount_fen` is still owed by the buyer."""

    number: str
    day: date
    buyer: str
    kind: Literal["recycler", "on-site"]
    lines: tuple[SoldLine, ...]
    amount_fen: int
    paid_fen: int
    paper: str = ""
    transport_saved_fen: int = 0
    by: str = ""
    note: str = ""
    voided_by: str = ""
    hash: str = ""

    @property
    def owed_fen(self) -> int:
        return 0 if self.voided_by else self.amount_fen - self.paid_fen

    @property
    def margin_fen(self) -> int:
        return sum(line.margin_fen for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """Materials that left to the township without money."""

    number: str
    day: date
    to: str
    lines: tuple[SoldLine, ...]
    paper: str = ""
    by: str = ""
    voided_by: str = ""
    hash: str = ""


def cost_of_part(part: int, whole: int, worth_fen: int) -> int:
    """What a part of a stock had cost: half_up(part × worth / whole), all of it for all; whole in grams or pieces, ≥ part.

    Source: the weighted average of everything taken in so far that is still there.

    >>> cost_of_part(12345, 30000, 6000)
    2469
    """
    return half_up(part * worth_fen, whole) if whole > 0 else 0
