"""What the parts of a frame are, found by asking the format's own encoder what changes with what. Knows no port and no Qt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from scale_driver.protocols.protocol import Options, Protocol, Shown
from scale_driver.reading import Reading

NUMBER = re.compile(rb"[+-]? *\d[\d.]*")
UNIT = re.compile(rb"[ ,(]*(kg|KG|Kg|lb|LB|oz|OZ|jin|g|G|t)")
PAD = b" +-0123456789."
LONG, FEW = 14, 3
HEX = b"0123456789ABCDEF"


class Part(StrEnum):
    START = "start"
    NUMBER = "number"
    DECIMALS = "decimals"
    FLAG = "flag"
    UNIT = "unit"
    CHECK = "check"
    ELSE = "else"
    END = "end"


@dataclass(frozen=True)
class Span:
    """Bytes from `first` up to `after` of a frame, and what they are."""

    part: Part
    first: int
    after: int


def spans(protocol: Protocol, options: Options, raw: bytes, reading: Reading | None) -> tuple[Span, ...]:
    """The parts of a frame in their order; by its look alone where the encoder writes it in another length."""
    marks = _by_encoder(protocol, options, raw, reading) if reading is not None and reading.display else None
    marks = marks or _by_look(raw)
    _tidy(marks, raw)
    places = [place for place, part in enumerate(marks) if part is not None]
    if not places:
        return ()
    for place in range(len(raw)):
        if marks[place] is None:
            marks[place] = Part.START if place < places[0] else Part.END if place > places[-1] else Part.ELSE
    return tuple(_joined(marks))


def _tidy(marks: list[Part | None], raw: bytes) -> None:
    """What the encoder's changes could not tell: a unit behind the figures, zeros behind them, a check's first figure."""
    after = 1 + max((place for place, part in enumerate(marks) if part is Part.NUMBER), default=-1)
    while 0 < after < len(raw) and raw[after] in b"0-" and marks[after] is None:
        marks[after] = Part.NUMBER
        after += 1
    unit = UNIT.match(raw, after) if after else None
    if unit and all(marks[place] in (None, Part.UNIT) for place in range(*unit.span(1))):
        _mark(marks, set(range(*unit.span(1))), Part.UNIT)
    first = next((place for place, part in enumerate(marks) if part is Part.CHECK), 0)
    if first and marks[first - 1] is None and raw[first - 1] in HEX and raw[first] in HEX:
        marks[first - 1] = Part.CHECK


def _joined(marks: list[Part | None]) -> Iterator[Span]:
    first = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] is not marks[first]:
            yield Span(marks[first] or Part.ELSE, first, place)
            first = place


def _by_encoder(protocol: Protocol, options: Options, raw: bytes, reading: Reading) -> list[Part | None] | None:
    whole, _, decimals = str(reading.display).lstrip("-").partition(".")
    shown = Shown(int(whole + decimals or "0"), len(decimals), unit=reading.unit or "kg", stable=reading.stable is not False)

    def other(**changed: object) -> set[int]:
        """Where the frame differs when the display shows something else."""
        try:
            base, told = protocol.encode(shown, options), protocol.encode(replace(shown, **changed), options)  # type: ignore[arg-type]
        except (ValueError, KeyError):
            return set()
        return {place for place in range(len(raw)) if base[place] != told[place]} if len(base) == len(told) == len(raw) else set()

    width = max(3, len(whole + decimals))
    single = [other(digits=shown.digits + step * 10**place) for place in range(width) for step in (_step(shown.digits, place),)]
    if not all(single):
        return None
    check = set.intersection(*single)
    figures = set.union(*single) - check
    if not figures:
        return None
    marks: list[Part | None] = [None] * len(raw)
    _mark(marks, other(stable=not shown.stable) - check - figures, Part.FLAG)
    _mark(marks, other(unit="g" if shown.unit == "kg" else "kg") - check - figures, Part.UNIT)
    first, last = min(figures), max(figures)
    while first > 0 and raw[first - 1] in PAD and marks[first - 1] is None:
        first -= 1
    _mark(marks, set(range(first, last + 1)), Part.NUMBER)
    point = other(decimals=shown.decimals + 1) - check
    if not point & figures:  # a point among the figures moves them: then no place of its own says the decimals
        _mark(marks, point - set(range(first, last + 1)), Part.DECIMALS)
    _mark(marks, check, Part.CHECK)
    return marks


def _step(digits: int, place: int) -> int:
    """What changes one figure and no other."""
    return -1 if digits // 10**place % 10 == 9 else 1


def _mark(marks: list[Part | None], places: set[int], part: Part) -> None:
    for place in places:
        marks[place] = part


def _by_look(raw: bytes) -> list[Part | None]:
    marks: list[Part | None] = [None] * len(raw)
    number = max(NUMBER.finditer(raw), key=lambda match: len(match[0]), default=None)
    if number is None:
        return marks
    _mark(marks, set(range(*number.span())), Part.NUMBER)
    unit = UNIT.match(raw, number.end())
    if unit:
        _mark(marks, set(range(*unit.span(1))), Part.UNIT)
    return marks


def shown_bytes(raw: bytes) -> str:
    """Bytes as people write them down.

    >>> shown_bytes(b"\\x02+1")
    '02 2B 31'
    """
    return raw.hex(" ").upper()


def readable(raw: bytes, parts: tuple[Span, ...] = ()) -> str:
    """What of a frame can be read: number and flags apart, marks and check left out.

    >>> readable(b"\\x02+0062353\\x31A\\x03", (Span(Part.NUMBER, 1, 8), Span(Part.DECIMALS, 8, 9)))
    '+006235 3'
    >>> readable(b"\\x02AB\\r")
    'AB'
    """
    kept = [raw[span.first : span.after] for span in parts if span.part not in (Part.START, Part.CHECK, Part.END)] or [raw]
    return " ".join("".join(chr(byte) for byte in piece if 0x20 <= byte < 0x7F).strip() for piece in kept).strip()


def written(piece: bytes) -> str:
    """A part as the line below the frames writes it: letters where there are any, else bytes.

    >>> written(b"+006235"), written(b"\\x02"), written(b"\\r\\n")
    ('+006235', '02', '0D 0A')
    """
    if piece.strip() and all(0x20 <= byte < 0x7F for byte in piece):
        text = piece.decode("ascii").strip(" ,")
        return text if len(text) <= LONG else f"{text[:LONG]}…"
    return shown_bytes(piece) if len(piece) <= FEW else f"{shown_bytes(piece[:FEW])} …"
