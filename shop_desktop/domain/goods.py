"""Goods and services on the shelf as the counter offers them."""

from dataclasses import dataclass
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
