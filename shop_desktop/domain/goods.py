"""Goods and services on the shelf as the counter offers them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

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
