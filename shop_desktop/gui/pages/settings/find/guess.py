"""A format of one's own guessed from bytes alone: where lines break, where the figures stand, which byte says steady.

Answers settings of the protocol `custom`; a person corrects them. Knows no port and no Qt.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scale_driver.protocols import BadSetting, find
from scale_driver.protocols.custom import LONGEST, Frame, from_hex
from scale_driver.reading import Reading, Rejected

BREAKS: tuple[tuple[str, str], ...] = (
    ("none", "0d0a"),
    ("none", "0d"),
    ("none", "0a"),
    ("02", "03"),
    ("02", "0d"),
    ("3d", "next"),
    ("02", "next"),
    ("none", "03"),
)
"""Start and end marks that occur, the usual first."""
FIGURES = re.compile(rb"[+-]? *\d[\d.]*")
UNIT = re.compile(rb" ?(kg|KG|Kg|lb|LB|oz|g|G|t)(?![A-Za-z])")
FEWEST, SHORTEST, MOST_MARKS = 3, 4, 4


@dataclass(frozen=True)
class Line:
    """One piece between marks: its bytes with the marks, and what the settings read of it."""

    raw: bytes
    reading: Reading | None
    reason: str = ""


def split(data: bytes, start: str, end: str) -> list[bytes]:
    """Whole pieces between the marks, each with its marks; the first and the last, which may be cut, are left out."""
    opening, closing = from_hex(start), from_hex(end)
    if opening and end == "next":
        return [opening + piece for piece in data.split(opening)[1:-1]]
    if opening:
        whole = re.compile(re.escape(opening) + rb"[^" + re.escape(closing[:1]) + rb"]{1,64}" + re.escape(closing), re.DOTALL)
        return whole.findall(data)
    return [piece + closing for piece in data.split(closing)[1:-1] if 0 < len(piece) <= LONGEST] if closing else []


def breaks_of(data: bytes) -> tuple[tuple[str, str], ...]:
    """Start and end marks that may cut these bytes: the usual ones, then bytes that come back at equal distances."""
    found = []
    for byte, count in Counter(data).items():
        if count < FEWEST or byte in b" +-.0123456789":
            continue
        places = [at for at, other in enumerate(data) if other == byte]
        gaps = Counter(after - at for at, after in pairwise(places))
        gap, times = gaps.most_common(1)[0]
        if gap >= SHORTEST and times >= 0.9 * (count - 1):
            found.append((-times, data.index(byte), f"{byte:02x}"))
    others = tuple((mark, "next") for _times, _place, mark in sorted(found)[:MOST_MARKS] if (mark, "next") not in BREAKS)
    return (*BREAKS, *others)


def body_of(raw: bytes, options: Mapping[str, str]) -> bytes:
    """A piece without its end mark, as the settings' places count it."""
    closing = from_hex(options["end"])
    return raw[: len(raw) - len(closing)] if closing and raw.endswith(closing) else raw


def read_lines(data: bytes, options: Mapping[str, str]) -> list[Line]:
    """Every whole piece with what these settings make of it."""
    try:
        frame = Frame(find("custom").options(options))
    except BadSetting:
        return []
    found = []
    for raw in split(data, options["start"], options["end"]):
        event = frame.read(body_of(raw, options), raw)
        rejected = isinstance(event, Rejected)
        found.append(
            Line(raw, event if isinstance(event, Reading) else None, event.reason if isinstance(event, Rejected) else "")
        )
        assert rejected or found[-1].reading is not None
    return found


def guess(data: bytes) -> dict[str, str]:
    """Settings under which most of these bytes are weights; the defaults where nothing is regular."""
    options = find("custom").options()
    best: tuple[float, dict[str, str]] = (0.0, options)
    for start, end in breaks_of(data):
        pieces = split(data, start, end)
        if len(pieces) < FEWEST:
            continue
        told = _guess_places(pieces, {**options, "start": start, "end": end})
        lines = read_lines(data, told)
        right = sum(len(line.raw) for line in lines if line.reading is not None)
        score = right / max(1, len(data))
        if score > best[0] * 1.05:
            best = (score, told)
    return best[1]


def _guess_places(pieces: Sequence[bytes], options: dict[str, str]) -> dict[str, str]:
    """The figures' place, order, unit and steady flag of pieces that are cut rightly."""
    bodies = [body_of(piece, options) for piece in pieces]
    length = Counter(map(len, bodies)).most_common(1)[0][0]
    same = [body for body in bodies if len(body) == length]
    place = figures_of(same, len(from_hex(options["start"])))
    if place is None:
        return options
    told = {**options, "digits": f"{place.start + 1}+{place.stop - place.start}"}
    if reversed_in(same, place):
        told["reversed"] = "true"
    unit = UNIT.match(same[-1], place.stop)
    if unit:
        told["unit"] = f"{unit.start(1) + 1}+{len(unit[1])}"
    stable = stable_in(same, place)
    return {**told, "stable": stable} if stable else told


def figures_of(bodies: Sequence[bytes], first: int) -> slice | None:
    """Where figures stand in all of these bodies of one length: the run that changes most, else the longest."""
    length = len(bodies[0])
    fits = [all(body[at] in b" +-.0123456789" for body in bodies) for at in range(length)]
    runs: list[slice] = []
    at = first
    while at < length:
        after = at
        while after < length and fits[after]:
            after += 1
        if after > at and any(0x30 <= body[spot] <= 0x39 for body in bodies for spot in range(at, after)):
            runs.append(slice(at, after))
        at = max(after, at + 1)
    if not runs:
        return None

    def worth(run: slice) -> tuple[bool, int, int]:
        pointed = any(b"." in body[run] for body in bodies)
        return pointed, len({body[run] for body in bodies}), run.stop - run.start

    return _trimmed(bodies, max(runs, key=worth))


def _trimmed(bodies: Sequence[bytes], run: slice) -> slice:
    """Without blanks that stand behind the figures in every body."""
    stop = run.stop
    while stop > run.start + 1 and all(body[stop - 1] == 0x20 for body in bodies):
        stop -= 1
    return slice(run.start, stop)


def reversed_in(bodies: Sequence[bytes], place: slice) -> bool:
    """Whether the figures come the last first: the padding zeros stand at the right of the point's number."""
    texts = [body[place] for body in bodies if b"." in body[place]]
    behind = [text for text in texts if text.endswith(b"00") and not text.startswith((b"0", b" ", b"+", b"-"))]
    return bool(texts) and len(behind) > len(texts) / 2


def stable_in(bodies: Sequence[bytes], place: slice) -> str:
    """A byte of two values of which one stands wherever the figures change: the other says steady. "" where there is none."""
    moving = [now[place] != before[place] for before, now in pairwise(bodies)]
    if not any(moving) or all(moving):
        return ""
    for at in range(len(bodies[0])):
        values = Counter(body[at] for body in bodies)
        if place.start <= at < place.stop or len(values) != 2:
            continue
        while_moving = Counter(now[at] for now, moves in zip(bodies[1:], moving, strict=True) if moves)
        while_still = Counter(now[at] for now, moves in zip(bodies[1:], moving, strict=True) if not moves)
        still = while_still.most_common(1)[0][0]
        if while_moving.most_common(1)[0][0] != still and while_moving[still] * 3 <= sum(while_moving.values()):
            return f"{at + 1}={still:02x}"
    return ""


def text_share(data: bytes) -> float:
    """How much of it is plain letters, figures and line marks: a wrong speed makes rubbish."""
    plain = sum(0x20 <= byte < 0x7F or byte in b"\r\n\x02\x03" for byte in data)
    return plain / len(data) if data else 0.0
