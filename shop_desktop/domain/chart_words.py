"""What a chart says in words, and how a value is written in it. Apart from the charts, so that a counter opens without them."""

from collections.abc import Callable
from dataclasses import dataclass

from shop_desktop.domain.quantities import half_up


@dataclass(frozen=True, kw_only=True)
class ChartWords:
    """What a drawing says itself, in the reader's language. `number` writes a value whose unit is worth `per`."""

    number: Callable[[int, int], str]
    zones: tuple[str, str, str]
    months: Callable[[int], str]
    lasts: str
    how_long: Callable[[str], str]
    holds: str
    nothing_yet: str
    others: str


def written(value: int, per: int = 1) -> tuple[int, int]:
    """A value in the unit that is written, in tenths, and how many decimals it needs: one below ten where it is not whole.

    >>> written(58240, 1000), written(1245, 1000), written(2000, 1000), written(-300, 1000)
    ((580, 0), (12, 1), (20, 0), (-3, 1))
    """
    sign, size = (-1, -value) if value < 0 else (1, value)
    tenths = half_up(size * 10, per)
    if tenths >= 100 or tenths % 10 == 0:
        return sign * half_up(size, per) * 10, 0
    return sign * tenths, 1
