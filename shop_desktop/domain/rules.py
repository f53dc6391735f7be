"""Rules a village decides, with workable defaults and ranges. A row of the rule table overrides a default from a date on."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RuleKey:
    """One decidable rule. Whole numbers have a range; words have choices; some have both ("none" or a number)."""

    default: str
    low: int = 0
    high: int = -1
    choices: tuple[str, ...] = ()

    def accepts(self, value: str) -> bool:
        if value in self.choices:
            return True
        whole = value.isascii() and value.isdigit() and len(value) <= 6
        return whole and self.low <= int(value) <= self.high


def _whole(default: int, low: int, high: int) -> RuleKey:
    return RuleKey(default=str(default), low=low, high=high)


_NAMES = ("full", "surname", "group")
MOST_POINTS = 100_000

RULES: dict[str, RuleKey] = {
    "spend_first": RuleKey(default="civic", choices=("civic", "recycling")),
    "rezero_divisions": _whole(1, 1, 5),
    "shrink_warn_permille": _whole(50, 0, 1000),
    "voucher_days": _whole(90, 1, 3650),
    "publicity_days": _whole(7, 0, 60),
    "appraisal_points_per_score": _whole(10, 0, 100),
    "appraisal_award_floor": RuleKey(default="none", low=0, high=100, choices=("none",)),
    "appraisal_warn_sheets": _whole(2, 1, 9),
    "appraisal_warn_kinds": _whole(3, 1, 5),
    "black_board_deduction": _whole(0, 0, MOST_POINTS),
    "civic_expiry_months": _whole(0, 0, 1200),
    "expiry_notice_days": _whole(60, 0, 3650),
    "red_board_top": _whole(20, 0, 999),
    "red_board_min_score": _whole(80, 0, 100),
    "black_board_last": _whole(5, 0, 999),
    "black_board_below": _whole(60, 0, 100),
    "red_board_names": RuleKey(default="full", choices=_NAMES),
    "black_board_names": RuleKey(default="surname", choices=_NAMES),
    "show_unmended": RuleKey(default="true", choices=("true", "false")),
    "volunteer_block_minutes": _whole(120, 1, 1440),
    "volunteer_block_points": _whole(200, 0, MOST_POINTS),
    "deed_points_max": _whole(500, 0, MOST_POINTS),
    "contact_min": _whole(5, 0, 999),
    "contact_max": _whole(20, 0, 999),
    "remark_days": _whole(15, 0, 3650),
    "plate_green_from": _whole(90, 0, 100),
    "plate_yellow_from": _whole(75, 0, 100),
    "contractor_threshold": _whole(90, 0, 100),
    "contractor_withhold_permille": _whole(100, 0, 1000),
    "certificate_days": _whole(30, 0, 3650),
}
"""Every rule of the table, its default and range. Source: domain rules §14."""


@dataclass(frozen=True)
class Decided:
    """Whether enough representatives came, and whether enough of those who came agreed."""

    quorum: bool
    carried: bool


def representatives_decide(members: int, attended: int, votes_for: int) -> Decided:
    """Two thirds attend, more than half of those agree. Short figures are warned and printed, not blocked.

    Source: Organic Law of Villagers' Committees, arts. 22-27.

    >>> representatives_decide(30, 20, 11), representatives_decide(30, 19, 10)
    (Decided(quorum=True, carried=True), Decided(quorum=False, carried=True))
    """
    return Decided(attended * 3 >= members * 2, votes_for * 2 > attended)
