"""The month at a glance: what the front page and its paper show. Weeks and families of materials are cut here.

Grams and points. Figures are those of the month's report; nothing here is counted twice.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.quantities import half_up
from shop_desktop.domain.solvency import Solvency

SAME_PERCENT = 5
"""Up to so many per cent more or less than the month before is "about the same"."""


class Family(StrEnum):
    """What a recyclable is made of, in the order of the chart."""

    PAPER = "paper"
    METAL = "metal"
    PLASTIC = "plastic"
    OTHER = "other"


FAMILIES: dict[str, Family] = {
    **dict.fromkeys(("cardboard", "paper", "newspaper", "carton", "book", "box"), Family.PAPER),
    **dict.fromkeys(
        ("steel", "iron", "can", "copper", "aluminium", "stainless", "tin", "cable", "brass", "lead", "nut", "coil"), Family.METAL
    ),
    **dict.fromkeys(("plastic", "pet", "hardplastic", "film", "foam", "bottle", "hdpe"), Family.PLASTIC),
}
"""Family by a material's code; the rest is other."""


class Trend(StrEnum):
    """A month so far, beside the same days of the month before."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    NEW = "new"


NOTHING_BEHIND = Solvency(outstanding=0, points_per_yuan=100, fund_fen=0, shelf_fen=0, unpaid_fen=0)


@dataclass(frozen=True)
class MonthPoints:
    """A month's points: given, spent, and what was outstanding at its end (or is now). `month` is YYYY-MM."""

    month: str
    issued: int
    spent: int
    outstanding: int


@dataclass(frozen=True)
class Part:
    """What the weeks' bars are made up of: a family of materials, or one material by its name."""

    name: Family | str
    codes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Week:
    """Days of a month that lie in one calendar week, and the grams taken in on them, part by part."""

    since: date
    until: date
    grams: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A month up to a day. `before_g`: taken in on the same days of the month before; None where nobody came then."""

    day: date
    month: MonthFigures
    before_g: int | None = None
    half_year: tuple[MonthPoints, ...] = ()
    solvency: Solvency = NOTHING_BEHIND

    @property
    def percent(self) -> int | None:
        """How many per cent more (or, below 0, less) was taken in than on the same days of the month before, rounded."""
        if not self.before_g or self.before_g < 0 or self.month.net_g < 0:
            return None
        return half_up(self.month.net_g * 100, self.before_g) - 100

    @property
    def trend(self) -> Trend:
        if self.percent is None:
            return Trend.NEW
        return Trend.MORE if self.percent >= SAME_PERCENT else Trend.LESS if self.percent <= -SAME_PERCENT else Trend.SAME


def family_of(code: str) -> Family:
    """The family of a material by its code.

    >>> family_of("hard-plastic"), family_of("clothes")
    (<Family.PLASTIC: 'plastic'>, <Family.OTHER: 'other'>)
    """
    return FAMILIES.get(code.replace("-", "").lower(), Family.OTHER)


def parts(month: MonthFigures) -> tuple[Part, ...]:
    """The families that were taken in; where we know the family of less than half, the three heaviest materials and the rest."""
    taken = {one.code: one.taken for one in month.materials if one.unit == "kg" and one.taken > 0}
    if sum(grams for code, grams in taken.items() if family_of(code) is not Family.OTHER) * 2 >= sum(taken.values()):
        codes = {family: frozenset(code for code in taken if family_of(code) is family) for family in Family}
        return tuple(Part(family, held) for family, held in codes.items() if held)
    names = {one.code: one.name for one in month.materials}
    heaviest = sorted(taken, key=lambda code: (-taken[code], code))
    rest = frozenset(heaviest[3:])
    return (*(Part(names[code], frozenset({code})) for code in heaviest[:3]), *((Part(Family.OTHER, rest),) if rest else ()))


def weeks(month: MonthFigures) -> tuple[Week, ...]:
    """The month's calendar weeks, Monday to Sunday, up to its last day asked about; one without tickets is there, with nothing.

    >>> [(w.since.day, w.until.day) for w in weeks(MonthFigures(label="", since=date(2026, 11, 1), until=date(2026, 11, 24)))]
    [(1, 1), (2, 8), (9, 15), (16, 22), (23, 24)]
    """
    split, found, since = parts(month), [], month.since
    while since <= month.until:
        until = min(month.until, since + timedelta(days=6 - since.weekday()))
        taken = [one for day in month.by_day if since <= day.day <= until for one in day.by_material]
        grams = tuple(sum(g for code, g in taken if code in part.codes) for part in split)
        found.append(Week(since=since, until=until, grams=grams))
        since = until + timedelta(days=1)
    return tuple(found)


def same_days_before(day: date) -> tuple[date, date]:
    """The first of the month before, and the day in it that is as far along; its last day where it is shorter.

    >>> same_days_before(date(2026, 3, 31))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last.replace(day=min(day.day, last.day))
