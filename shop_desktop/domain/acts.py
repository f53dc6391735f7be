"""What somebody did, as a value: a document with its lines, and the rows it wrote beside what stood there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shop_desktop.domain.prices import Unit


@dataclass(frozen=True, kw_only=True)
class ActLine:
    """A line of a document: how many grams or pieces of what, for how many fen or points."""

    side: str
    name: str
    unit: Unit
    quantity: int
    amount_fen: int | None
    points: int | None


@dataclass(frozen=True, kw_only=True)
class Wrote:
    """A row that a document wrote: whose it is, and what stood there before, None where nothing did.

    `after` is None where the row was taken away. Of a row from a day on, `before` is the one that held until then.
    """

    table: str
    key: Mapping[str, Any]
    name: str
    unit: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Done:
    """A document as an act of somebody's. `said` is what it says; `household` whose it is; `points` what it brought there."""

    number: str
    op: str
    at: datetime
    login: str
    by: str
    said: Mapping[str, Any]
    household: str = ""
    points: int = 0
    lines: tuple[ActLine, ...] = ()
    wrote: tuple[Wrote, ...] = ()
    voided_by: str = ""
