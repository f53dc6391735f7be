"""Goods and services on the shelf as the counter offers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shop_desktop.domain.codes import good_code

Kind = Literal["thing", "service"]


@dataclass(frozen=True, kw_only=True)
class Good:
    """A good with its points price on a day (None where it has none yet) and what is left on the shelf, in pieces."""

    code: str
    name: str
    points: int | None
    left: int
    barcode: str = ""
    owner: str = "fund"
    kind: Kind = "thing"
    active: bool = True
    minimum: int = 0

    @property
    def to_order(self) -> bool:
        """Offered from the shelf, and no more left than the minimum; without a minimum, only where it is sold out.

        >>> Good(code="soap", name="洗衣皂", points=300, left=5, minimum=5).to_order
        True
        """
        return self.active and self.kind == "thing" and self.left <= self.minimum


OWNED_BY_FUND = "fund"
"""The owner of what the shop itself bought or was given; every other owner is a vendor's name."""


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """A numbered slip for a service, used once."""

    code: str
    good: str
    good_name: str
    household: str
    household_code: str
    issued_on: date
    expires_on: date
    state: Literal["issued", "used", "void"]
    used_on: date | None = None

    def expired(self, day: date) -> bool:
        """No longer good on a day: its last day is `expires_on`."""
        return self.state == "issued" and day > self.expires_on


def label_codes(goods: Iterable[Good]) -> dict[str, str]:
    """In-store barcodes for the goods that have none: code → the next free 13 digits, for `good.change` to keep.

    >>> salt = Good(code="salt", name="", points=150, left=0, barcode="2000000000015")
    >>> label_codes((Good(code="soap", name="", points=300, left=0), salt))
    {'soap': '2000000000022'}
    """
    known = tuple(goods)
    used = {good.barcode for good in known}
    free = (code for number in range(1, len(known) + len(used) + 1) if (code := good_code(number)) not in used)
    return {good.code: next(free) for good in known if not good.barcode}
