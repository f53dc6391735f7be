"""What a row of the benchmark says, and how ours and its floor are timed: turn by turn in one run, medians of rounds."""

import gc
import math
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure beside its floor. `goal` is the ratio wanted: at most, or with `at_least` at least."""

    row: str
    what: str
    ours: float
    floor: float
    unit: str
    goal: float
    at_least: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else math.inf

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal


@dataclass(frozen=True)
class Times:
    """Microseconds of many calls, by round."""

    rounds: tuple[tuple[float, ...], ...]

    def at(self, quantile: float) -> float:
        """The median over rounds of a quantile within each: 0.5 the usual call, 0.99 the slow one."""
        return statistics.median(_quantile(sorted(calls), quantile) for calls in self.rounds)


def _quantile(ordered: Sequence[float], quantile: float) -> float:
    return ordered[min(int(len(ordered) * quantile), len(ordered) - 1)]


def side_by_side(*calls: Call, rounds: int, times: int) -> tuple[Times, ...]:
    """Time some calls in turn, one after the other, so that a noisy machine is noisy for all of them alike."""
    told: list[list[tuple[float, ...]]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(rounds):
        gc.collect()
        taken: list[list[float]] = [[] for _ in calls]
        for _ in range(times):
            for call, mine in zip(calls, taken, strict=True):
                started = time.perf_counter_ns()
                call()
                mine.append((time.perf_counter_ns() - started) / 1000)
        for mine, all_mine in zip(taken, told, strict=True):
            all_mine.append(tuple(mine))
    return tuple(Times(tuple(mine)) for mine in told)


def answered(call: Sequence[str], surroundings: Mapping[str, str]) -> str:
    """The last line that a process says. A small shell stands in between: Linux counts a parent's memory as its child's first."""
    between = ["sh", "-c", '"$@"; exit $?', "sh"] if os.name == "posix" else []
    done = subprocess.run([*between, *call], env=surroundings, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]
