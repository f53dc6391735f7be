"""What a quantity is worth: money prices, "N units → M points", and the rate of points to a yuan.

Amounts are fen, quantities grams or pieces. Rules only; which price is in force is asked of the books.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from shop_desktop.domain.quantities import half_up

Unit = Literal["kg", "piece"]


@dataclass(frozen=True)
class MoneyPrice:
    """`fen` for `per` grams or pieces. 1.40 yuan per kg is MoneyPrice(140, 1000)."""

    fen: int
    per: int


@dataclass(frozen=True)
class PointsPrice:
    """`points` for every full `per` grams or pieces; what is left waits for the next time."""

    points: int
    per: int


Price = MoneyPrice | PointsPrice


@dataclass(frozen=True)
class Rate:
    """Points for one yuan; 100 where a village has decided nothing."""

    points_per_yuan: int = 100


class PricedLine(NamedTuple):
    """What a line is worth: fen (None under a points price), points, and the units waiting after it."""

    amount_fen: int | None
    points: int
    waiting: int | None = None


def price_line(quantity: int, price: MoneyPrice, rate: Rate) -> PricedLine:
    """What one line of a ticket is worth.

    amount = quantity × price.fen / price.per, half up to the fen; points = amount × rate.points_per_yuan / 100, half up to
    the point. Rounded in two steps on purpose: the slip shows both. quantity in grams or pieces, above zero.
    Source: the village's published example, 6 kg × 1.40 yuan = 8.40 yuan = 840 points.

    >>> price_line(6000, MoneyPrice(fen=140, per=1000), Rate(points_per_yuan=100))
    PricedLine(amount_fen=840, points=840, waiting=None)
    """
    amount_fen = half_up(quantity * price.fen, price.per)
    return PricedLine(amount_fen, half_up(amount_fen * rate.points_per_yuan, 100))


def price_units(quantity: int, price: PointsPrice, waiting: int) -> PricedLine:
    """ "N units → M points" with what waits: w = waiting + q; k = max(w, 0) // N; points = k·M; w − k·N wait on.

    waiting may be below zero after an early ticket was voided; the next pieces fill it.

    >>> price_units(4, PointsPrice(points=2, per=5), waiting=3)
    PricedLine(amount_fen=None, points=2, waiting=2)
    """
    total = waiting + quantity
    times = max(total, 0) // price.per
    return PricedLine(None, times * price.points, total - times * price.per)
