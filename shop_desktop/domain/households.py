"""Households, their purses and what the counter says of them. The household is the account holder; points are whole."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

NO_GROUP = "未分组"
"""The group of a household registered at the counter, until the manager puts it into one."""

State = Literal["active", "away", "merged", "closed"]


@dataclass(frozen=True, kw_only=True)
class Purses:
    """A household's points. Only recycling and civic can be spent; a purse may be below zero after a void."""

    recycling: int = 0
    civic: int = 0
    pending: int = 0
    owed: int = 0

    @property
    def spendable(self) -> int:
        return self.recycling + self.civic


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Units of a material kept for the next "N → M": grams or pieces, with the price that they wait for."""

    material: str
    name: str
    unit: str
    quantity: int
    per: int
    points: int


@dataclass(frozen=True, kw_only=True)
class LastVisit:
    """The newest unvoided ticket: its day and the first thing on it."""

    day: date
    what: str
    quantity: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class Household:
    """A household as lists and the counter show it."""

    id: int
    code: str
    name: str
    group: str
    state: State = "active"
    party_member: bool = False
    resident: bool = True
    phone_tail: str = ""
    card: str = ""
    purses: Purses = Purses()


@dataclass(frozen=True, kw_only=True)
class HouseholdCard:
    """Everything the counter shows of the household in front of it."""

    household: Household
    waiting: tuple[Waiting, ...] = ()
    last_visit: LastVisit | None = None


def shown_to_customer(name: str) -> str:
    """A name as the customer's screen shows it: the first character, the rest as asterisks.

    >>> shown_to_customer("周桂香")
    '周**'
    """
    return name[:1] + "*" * (len(name) - 1)


@dataclass(frozen=True, kw_only=True)
class PurseMove:
    """A document that moved a household's points: signed points of both purses and what can be spent after it.

    `brought` names what was weighed or counted, `taken` goods with their pieces, of a ticket.
    """

    number: str
    op: str
    day: date
    recycling: int
    civic: int
    after: int
    voids: str = ""
    net_g: int = 0
    brought: tuple[str, ...] = ()
    taken: tuple[tuple[str, int], ...] = ()

    @property
    def points(self) -> int:
        return self.recycling + self.civic


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A household's points in a period: what it had, what moved it, what it has; `waiting` units as they stand now."""

    household: Household
    since: date
    until: date
    opening: int
    moves: tuple[PurseMove, ...]
    waiting: tuple[Waiting, ...] = ()

    @property
    def closing(self) -> int:
        """What can be spent at the end."""
        return self.moves[-1].after if self.moves else self.opening
