"""What finding out about an unknown scale comes to: evidence on one line, and a candidate with its verdict.

Values only. Leaves listening to listening.py, weighing to ranking.py.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from scale_driver.reading import Reading


class Verdict(StrEnum):
    """How sure a candidate is. UNLIKELY: too little of what came fits it; NO: what came contradicts it."""

    SURE = "sure"
    LIKELY = "likely"
    UNLIKELY = "unlikely"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a candidate's line gave: whole frames (their check right where there is one), frames whose check or figures were
    wrong, bytes that fit nothing, all bytes; whether a wrong figure would have been noticed; how long was listened."""

    frames: int = 0
    rejected: int = 0
    noise_bytes: int = 0
    bytes: int = 0
    checked: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A format with settings and a line, and what speaks for it. reading is the last that carries a weight; frames the last
    raw ones; twins read the same bytes just as well: the wire cannot tell them apart."""

    protocol: str
    settings: dict[str, str]
    line: str
    evidence: Evidence
    verdict: Verdict
    reading: Reading | None = None
    frames: tuple[bytes, ...] = ()
    twins: tuple[tuple[str, dict[str, str]], ...] = ()
    score: float = field(default=0.0, compare=False)
