"""Rules a village decides, with workable defaults and ranges. A row of the rule table overrides a default from a date on."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RuleKey:
    """One decidable rule. Whole numbers have a range; words have choices."""

    default: str
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()

    def accepts(self, value: str) -> bool:
        if self.choices:
            return value in self.choices
        return value.isascii() and value.isdigit() and self.low <= int(value) <= self.high


RULES: dict[str, RuleKey] = {
    "spend_first": RuleKey(default="civic", choices=("civic", "recycling")),
    "rezero_divisions": RuleKey(default="1", low=1, high=5),
}
