"""What happens at a simulated scale, line by line: `SECONDS ACTION [WEIGHT]`, and weights as people write them.

Leaves the scale to simulator.py and files to the command line. Waits only through the function it is given.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from scale_driver.head import FAULTS, HABITS
from scale_driver.reading import MG_PER_UNIT, milligrams

WEIGHT = re.compile(r"(-?)(\d{1,6})(?:\.(\d{1,4}))? ?([a-z]+)")
ACTIONS = ("put", "empty", "wobble", *FAULTS, *HABITS, "calm", "unplug", "plug", "end")
"""All that can happen to a simulated scale, in the order in which a list shows it."""


class Scale(Protocol):
    """A simulated scale that a script plays on."""

    def put(self, weight_g: int) -> None: ...
    def empty(self) -> None: ...
    def wobble(self) -> None: ...
    def fault(self, kind: str | None) -> None: ...
    def calm(self) -> None: ...
    def unplug(self) -> None: ...
    def plug(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight with the unit and decimals that it was written with."""

    digits: int
    decimals: int
    unit: str

    @property
    def grams(self) -> int:
        return (milligrams(self.digits, self.decimals, self.unit) + 500) // 1000


@dataclass(frozen=True, slots=True)
class Step:
    """At this time after the start, this."""

    at_s: float
    action: str
    weight: Weight | None = None


def parse_weight(text: str) -> Weight:
    """`6.000kg`. ValueError with the form that is asked for.

    >>> parse_weight("6.000kg").grams
    6000
    """
    match = WEIGHT.fullmatch(text.strip())
    if not match or match[4] not in MG_PER_UNIT:
        raise ValueError(f"a weight looks like 6.000kg (units: {', '.join(MG_PER_UNIT)}), not {text!r}")
    decimals = match[3] or ""
    return Weight(int(match[1] + match[2] + decimals), len(decimals), match[4])


def parse_script(lines: Iterable[str]) -> tuple[Step, ...]:
    """The steps in order of time; blank lines and `#` are skipped. ValueError names the line."""
    steps = []
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].split()
        if words:
            try:
                steps.append(parse_step(words))
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from error
    return tuple(sorted(steps, key=lambda step: step.at_s))


def parse_step(words: list[str]) -> Step:
    if len(words) < 2 or words[1] not in ACTIONS:
        raise ValueError(f"write SECONDS ACTION, the action one of: {', '.join(ACTIONS)}")
    try:
        at_s = float(words[0])
    except ValueError:
        raise ValueError(f"{words[0]!r} is no number of seconds") from None
    if words[1] == "put":
        return Step(at_s, "put", parse_weight(" ".join(words[2:])))
    return Step(at_s, words[1])


def play(steps: Iterable[Step], scale: Scale, wait: Callable[[float], None]) -> None:
    """Do the steps at their times; wait(seconds) is called between them. Ends with the last or with `end`."""
    now_s = 0.0
    for step in steps:
        if step.at_s > now_s:
            wait(step.at_s - now_s)
            now_s = step.at_s
        if step.action == "end":
            return
        act(step, scale)


def act(step: Step, scale: Scale) -> None:
    if step.weight is not None:
        scale.put(step.weight.grams)
    elif step.action in (*FAULTS, *HABITS):
        scale.fault(step.action)
    else:
        deeds = {"empty": scale.empty, "wobble": scale.wobble, "calm": scale.calm, "unplug": scale.unplug, "plug": scale.plug}
        deeds[step.action]()
