"""The shop's operating fund: where money comes from, what it is paid for, and how an account page lists it. Amounts in fen."""

from dataclasses import dataclass
from datetime import date

SOURCES = ("recyclables", "elder-donation", "enterprise-donation", "village-subsidy", "other")
CORRECTIONS = "corrections"
"""Among a period's sources: what voids of documents of earlier months moved, below zero where it went out."""
PAYMENT_KINDS = ("goods", "rent", "vendor", "labour", "transport", "other")


@dataclass(frozen=True, kw_only=True)
class FundMove:
    """One document that moved money: `amount_fen` signed, `what` a source or a kind, `who` the other side, as it may be shown."""

    number: str
    op: str
    day: date
    what: str
    who: str
    amount_fen: int
    after_fen: int
    paper: str = ""
    note: str = ""
    scans: tuple[str, ...] = ()
    unnamed: bool = False
    voids: str = ""
    voided_by: str = ""


@dataclass(frozen=True, kw_only=True)
class FundAccount:
    """A period's account page: what was there, what came and went, what is there."""

    since: date
    until: date
    opening_fen: int
    moves: tuple[FundMove, ...]
    by_source: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    closing_fen: int
    receivable_fen: int = 0


@dataclass(frozen=True, kw_only=True)
class Gift:
    """A gift of goods: pieces of one good with their stated value."""

    name: str
    pieces: int
    value_fen: int


@dataclass(frozen=True, kw_only=True)
class Donation:
    """A donation, for the receipt and the list of thanks. `who` is how it may be shown; goods in kind with money or without."""

    number: str
    day: date
    source: str
    who: str
    amount_fen: int
    goods: tuple[Gift, ...] = ()
    unnamed: bool = False
    paper: str = ""

    @property
    def value_fen(self) -> int:
        """Money and stated value together."""
        return self.amount_fen + sum(gift.value_fen for gift in self.goods)


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One payment that stands, as its receipt says it; `month` is the month it was paid for, "" where it names none."""

    number: str
    day: date
    to: str
    amount_fen: int
    month: str = ""
    paper: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Rent:
    """What the host is to get: fen a month within its days; `number` of the document that agreed it."""

    host: str
    since: date
    until: date | None
    fen: int
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class RentDue:
    """A month's rent that is not paid in full yet."""

    host: str
    month: str
    due_fen: int
    paid_fen: int


@dataclass(frozen=True, kw_only=True)
class CashCount:
    """What was counted in the till beside what the books said; `notes` as (fen, pieces), empty where none were told."""

    number: str
    day: date
    counted_fen: int
    booked_fen: int
    reason: str
    by: str
    notes: tuple[tuple[int, int], ...] = ()

    @property
    def elsewhere_fen(self) -> int:
        """What was not counted in notes: on an account, on a phone."""
        return self.counted_fen - sum(fen * pieces for fen, pieces in self.notes)
