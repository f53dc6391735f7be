"""A period's figures as report, workbook, screen and file all show them: one value, filled by one query.

Grams or pieces, points, fen. Figures go by business date; corrections of earlier, closed months stand on their own lines.
"""

from dataclasses import dataclass, field
from datetime import date

from shop_desktop.domain.prices import Unit
from shop_desktop.domain.quantities import half_up


@dataclass(frozen=True, kw_only=True)
class MaterialFigures:
    """A material's balance: opening + taken − sold − handed − loss + gain + corrected = closing, in grams or pieces."""

    code: str
    name: str
    unit: Unit
    hazardous: bool
    opening: int
    taken: int
    sold: int
    handed: int
    loss: int
    gain: int
    corrected: int
    closing: int
    tickets: int = 0
    amount_fen: int = 0
    points: int = 0
    sold_fen: int = 0
    cost_fen: int = 0

    @property
    def shrink_permille(self) -> int:
        """Loss out of what there was, half up to the per mille.

        >>> shrink_permille(345, 49845)
        7
        """
        return shrink_permille(self.loss, self.opening + self.taken)

    @property
    def margin_fen(self) -> int:
        return self.sold_fen - self.cost_fen


def shrink_permille(loss: int, there_was: int) -> int:
    """Loss / (opening + in) in tenths of a per cent, half up; nothing where there was nothing.

    >>> shrink_permille(345, 49845), shrink_permille(3000, 49845)
    (7, 60)
    """
    return half_up(loss * 1000, there_was) if there_was > 0 else 0


def shrinks_too_much(loss: int, there_was: int, warn_permille: int) -> bool:
    """Whether a loss is above the village's limit, held exactly.

    >>> shrinks_too_much(345, 49845, 50), shrinks_too_much(3000, 49845, 50)
    (False, True)
    """
    return loss * 1000 > warn_permille * there_was


TYPED_WARN_PERMILLE = 50
"""Above this share of weights typed by hand a month's end asks why; the villages' rules say none of their own."""


def typed_too_often(typed: int, weighed: int) -> bool:
    """Whether too many weights were typed by hand, out of all that were weighed, held exactly.

    >>> typed_too_often(1, 20), typed_too_often(2, 39), typed_too_often(0, 0)
    (False, True, False)
    """
    return typed * 1000 > TYPED_WARN_PERMILLE * weighed


@dataclass(frozen=True, kw_only=True)
class GoodFigures:
    """A good's balance: opening + received + donated − redeemed − loss + gain + corrected = closing, in pieces."""

    code: str
    name: str
    owner: str
    service: bool
    opening: int
    received: int
    donated: int
    redeemed: int
    loss: int
    gain: int
    corrected: int
    closing: int
    points: int = 0
    received_fen: int = 0
    donated_fen: int = 0


@dataclass(frozen=True, kw_only=True)
class HouseholdFigures:
    """A household's points: opening + came_in − went_out + other = closing, of what can be spent; `other` are openings, moves."""

    code: str
    name: str
    group: str
    party_member: bool
    tickets: int
    net_g: int
    opening: int
    came_in: int
    went_out: int
    other: int
    closing: int


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """A village group's households, those that came, and what they brought and took."""

    name: str
    households: int
    visited: int
    tickets: int
    net_g: int
    points_in: int
    points_out: int


@dataclass(frozen=True, kw_only=True)
class DayFigures:
    """A business day's tickets."""

    day: date
    tickets: int
    net_g: int
    points_in: int
    points_out: int
    by_material: tuple[tuple[str, int], ...] = ()
    """Material's code → grams, of what is weighed."""


@dataclass(frozen=True, kw_only=True)
class PointsFigures:
    """Points outstanding: opening + issued + opened − spent − deducted − expired + corrected = closing."""

    opening: int = 0
    issued: int = 0
    opened: int = 0
    spent: int = 0
    deducted: int = 0
    expired: int = 0
    corrected: int = 0
    closing: int = 0


@dataclass(frozen=True, kw_only=True)
class FundFigures:
    """The fund: opening + in − out = closing, by source and by kind; corrections included where the money moved."""

    opening_fen: int = 0
    by_source: tuple[tuple[str, int], ...] = ()
    by_kind: tuple[tuple[str, int], ...] = ()
    closing_fen: int = 0
    receivable_fen: int = 0

    @property
    def in_fen(self) -> int:
        return sum(fen for _name, fen in self.by_source)

    @property
    def out_fen(self) -> int:
        return sum(fen for _name, fen in self.by_kind)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A void in this period of a document of an earlier, closed month."""

    number: str
    day: date
    voids: str
    of_day: date
    reason: str
    points: int
    by: str


@dataclass(frozen=True, kw_only=True)
class MonthFigures:
    """Everything a period's report says. `label` is the month YYYY-MM, a year YYYY, or a day; `closed` once the books are."""

    label: str
    since: date
    until: date
    closed: bool = False
    seal: str = ""
    village: str = ""
    township: str = ""
    rules_since: date | None = None
    """The newest day from which a rule that the village decided holds; None where all are defaults."""
    tickets: int = 0
    taken_tickets: int = 0
    """Those that brought something; the others handed out goods alone."""
    voided: int = 0
    net_g: int = 0
    pieces: int = 0
    households: int = 0
    visited: int = 0
    sales: int = 0
    sold_fen: int = 0
    typed_lines: int = 0
    weighed_lines: int = 0
    paper_slips: int = 0
    documents: int = 0
    points: PointsFigures = field(default_factory=PointsFigures)
    fund: FundFigures = field(default_factory=FundFigures)
    materials: tuple[MaterialFigures, ...] = ()
    goods: tuple[GoodFigures, ...] = ()
    by_household: tuple[HouseholdFigures, ...] = ()
    by_group: tuple[GroupFigures, ...] = ()
    by_day: tuple[DayFigures, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing looked at before a month is closed. `state`: ok, todo (settle it, or leave it with a reason), stop."""

    code: str
    state: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DayEnd:
    """A business day as it is closed: what the books say, what was counted, and the seal of that moment."""

    day: date
    tickets: int
    voided: int
    net_g: int
    points_in: int
    points_out: int
    fund_in_fen: int
    fund_out_fen: int
    fund_fen: int
    counted_fen: int | None = None
    counted_slips: int | None = None
    reason: str = ""
    number: str = ""
    seal: str = ""
    by: str = ""
    village: str = ""
