"""Vendors: owners of goods on the shelf or providers of services, repaid per piece for what was redeemed. Amounts in fen."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class VendorLine:
    """Pieces of one good redeemed (less voided) at one repayment; `pieces` may be below zero after a late void."""

    good: str
    name: str
    pieces: int
    fen: int

    @property
    def amount_fen(self) -> int:
        return self.pieces * self.fen


@dataclass(frozen=True, kw_only=True)
class VendorMonth:
    """A vendor's month: the lines, what was carried into it, and what is to pay; `paid_fen` of what was settled so far."""

    vendor: str
    month: str
    lines: tuple[VendorLine, ...]
    before_fen: int
    settled: bool = False

    @property
    def quantity(self) -> int:
        return sum(line.pieces for line in self.lines)

    @property
    def total_fen(self) -> int:
        """What the month comes to with what was carried into it; below zero it is carried on."""
        return sum(line.amount_fen for line in self.lines) + self.before_fen

    @property
    def amount_fen(self) -> int:
        """To pay.

        >>> VendorMonth(vendor="王店", month="2026-10", lines=(), before_fen=-300).amount_fen
        0
        """
        return max(self.total_fen, 0)

    @property
    def carried_fen(self) -> int:
        return min(self.total_fen, 0)


@dataclass(frozen=True, kw_only=True)
class VendorAccount:
    """All of a vendor: settled, paid, and redeemed since the last settlement."""

    vendor: str
    settled_fen: int
    paid_fen: int
    unsettled_fen: int

    @property
    def owed_fen(self) -> int:
        """What the fund owes for settled months."""
        return self.settled_fen - self.paid_fen
