"""What all decoders share: cutting a stream into frames and noise, check sums, numbers as text.

A protocol gives a scanner, a pure look at one place of the buffer; the Decoder moves it along. Leaves every
grammar to protocols/. May not read a port or a clock; the same bytes, however cut, give the same events.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from scale_driver.reading import MG_PER_UNIT, Event, Mode, Reading, Rejected, Status, milligrams

STX, ETX, CR, LF = 0x02, 0x03, 0x0D, 0x0A
NOISE_KEPT = 64

Found = tuple[int, Event | None]
Scanner = Callable[[bytes, int, bool], Found | None]
"""scan(buffer, pos, at_end) looks at buffer[pos:] (never empty) and answers

    (n, event)  the next n bytes are a frame that means event;
    (n, None)   the next n bytes are no frame;
    None        more bytes are needed to tell. With at_end, no more will come soon: say what is whole already.

Whatever it answers but None, it must answer for every longer buffer too: that is what makes cuts harmless.
"""


class Decoder:
    """A stream cut by a scanner. feed() any bytes in any pieces; it never raises and keeps at most one frame of them.

    A run of bytes that are no frame becomes one Rejected("noise"), given when the next frame is whole or at flush().
    filler: bytes that may stand between frames and are not worth a word.
    """

    def __init__(self, scan: Scanner, filler: bytes = b"\r\n") -> None:
        self._scan = scan
        self._filler = filler
        self._buffer = b""
        self._noise = b""

    def feed(self, data: bytes) -> list[Event]:
        """The frames and noise runs that these bytes complete, in order."""
        self._buffer += data
        return self._drain(at_end=False)

    def flush(self) -> list[Event]:
        """What is whole though nothing followed it: the line went quiet or ended. An open tail gives nothing and stays."""
        events = self._drain(at_end=True)
        self._end_noise(events)
        return events

    def _drain(self, *, at_end: bool) -> list[Event]:
        events: list[Event] = []
        buffer, pos = self._buffer, 0
        while pos < len(buffer):
            found = self._scan(buffer, pos, at_end)
            if found is None:
                break
            length, event = found
            if event is None:
                self._hear_noise(buffer[pos : pos + length])
            else:
                self._end_noise(events)
                events.append(event)
            pos += length
        self._buffer = buffer[pos:]
        return events

    def _hear_noise(self, data: bytes) -> None:
        if not self._noise:
            data = data.lstrip(self._filler)
        if len(self._noise) < NOISE_KEPT:
            self._noise = (self._noise + data)[:NOISE_KEPT]

    def _end_noise(self, events: list[Event]) -> None:
        if self._noise:
            events.append(Rejected("noise", self._noise))
        self._noise = b""


class Shape:
    """One form of a frame, for frames(): a regular expression whose parts stand apart by blanks.

    Each part is one byte (a class, an escape or a character), perhaps with a count, perhaps named; a blank on the wire is
    written \\x20. A look-ahead is a part too: it needs the next byte and leaves it. read makes the event of a match.

    >>> shape = Shape(rb"\\x02 (?P<number>\\d{2,3}) \\x03", lambda match: None)
    >>> [bool(shape.begun.fullmatch(some)) for some in (b"\\x02", b"\\x0212", b"\\x02123", b"\\x021234", b"\\x021\\x03")]
    [True, True, True, False, False]
    """

    PART = re.compile(
        rb"(?:\(\?P<\w+>)?(\(\?=.+\)|\[(?:\\.|[^\]\\])+\]|\\x..|\\.|[^\[\\])(?:\{(\d+)(?:,(\d+))?\})?\)?", re.DOTALL
    )

    def __init__(self, pattern: bytes, read: Callable[[re.Match[bytes]], Event | None]) -> None:
        self.whole, self.begun, self.first = understood(pattern)
        self.read = read


@cache
def understood(pattern: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes], bytes]:
    """A shape's text as what fits it whole, what fits its beginning, and its first part. The same texts come again and again."""
    parts = [part_of(text) for text in pattern.split()]
    begun = b""
    for one, least, most in reversed(parts):
        some = b"" if one.startswith(b"(?=") else b"%b{0,%d}" % (one, most)
        begun = b"(?:%b{%d,%d}%b|%b)" % (one, least, most, begun, some)
    return (
        re.compile(b"".join(pattern.split()), re.DOTALL),
        re.compile(begun.replace(b"{1,1}", b""), re.DOTALL),
        parts[0][0],
    )


def part_of(text: bytes) -> tuple[bytes, int, int]:
    match = Shape.PART.fullmatch(text)
    assert match, f"no part of a frame: {text!r}"
    least = int(match[2] or 1)
    return match[1], least, int(match[3] or least)


def frames(*shapes: Shape) -> Scanner:
    """A scanner of frames that begin with a mark of their own, wherever they stand. The first shape that fits is it.

    A shape that is begun is waited for before a later one is asked: put the longer of two first.
    """
    starts = re.compile(b"|".join(shape.first for shape in shapes), re.DOTALL)

    def scan(buffer: bytes, pos: int, at_end: bool) -> Found | None:
        begun = False
        for shape in shapes:
            match = shape.whole.match(buffer, pos)
            if match:
                return match.end() - pos, shape.read(match)
            begun = begun or bool(shape.begun.fullmatch(buffer, pos))
            if begun and not at_end:
                return None
        if begun:
            return None
        start = starts.search(buffer, pos + 1)
        return (start.start() if start else len(buffer)) - pos, None

    return scan


class Lines:
    """A scanner of text lines that end in CR or LF, or in end. read(line, raw) answers None for a line that is no frame.

    longest: bytes of a line without its end; a longer one is noise as a whole. head: what a frame begins with, where it
    has such a thing: then a frame is found behind noise, or behind a line that lost its end. whole_only: the first line
    counts only once a line end was seen, because a cut one would look like another weight.
    """

    END = re.compile(rb"[\r\n]")
    LONGEST_HEAD = 16

    def __init__(
        self,
        read: Callable[[bytes, bytes], Event | None],
        longest: int,
        *,
        head: re.Pattern[bytes] | None = None,
        whole_only: bool = False,
        end: re.Pattern[bytes] | None = None,
    ) -> None:
        self._end = end or self.END
        self._read = read
        self._longest = longest
        self._head = head
        self._lost = whole_only

    def scan(self, buffer: bytes, pos: int, at_end: bool) -> Found | None:
        """The line that begins at pos, with the first byte of its end."""
        if self._lost and self._head and self._head.match(buffer, pos):
            self._lost = False
        end = self._end.search(buffer, pos, pos + self._longest + 1)
        if end is None:
            return self._without_end(buffer, pos)
        lost, self._lost = self._lost, False
        length = end.end() - pos
        line = buffer[pos : end.start()]
        event = None if lost or not line else self._read(line, buffer[pos : end.end()])
        return (self._to_head(line) or length, None) if event is None else (length, event)

    def _without_end(self, buffer: bytes, pos: int) -> Found | None:
        if len(buffer) - pos <= self._longest:
            return None
        self._lost = True
        return self._to_head(buffer[pos : pos + self._longest]) or max(1, self._longest - self.LONGEST_HEAD), None

    def _to_head(self, line: bytes) -> int:
        head = self._head.search(line, 1) if self._head else None
        return head.start() if head else 0


def skip_to(mark: int, buffer: bytes, pos: int) -> Found:
    """No frame here: everything up to the next mark is noise. Never less than one byte."""
    at = buffer.find(mark, pos + 1)
    return (at if at != -1 else len(buffer)) - pos, None


def xor(data: bytes) -> int:
    """XOR of all bytes."""
    result = 0
    for byte in data:
        result ^= byte
    return result


def check_texts(value: int) -> tuple[bytes, bytes]:
    """A check byte as two characters, in both codings in use: nibbles 0-9A-F, and nibble + 30h (Yaohua A22).

    >>> check_texts(0x1B)
    (b'1B', b'1;')
    """
    return b"%02X" % value, bytes((0x30 + (value >> 4), 0x30 + (value & 15)))


NUMBER = re.compile(r"\d+(?:\.\d+)?")


def with_point(digits: str, decimals: int) -> str:
    """Bare digits with the point put in, counted from the right.

    >>> with_point("000205", 2), with_point("5", 3)
    ('0002.05', '0.005')
    """
    if not decimals:
        return digits
    digits = digits.zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def as_displayed(number: str, *, negative: bool = False) -> str:
    """A number without its leading zeros, with its minus.

    >>> as_displayed("000.876"), as_displayed("0000000"), as_displayed("0001.00", negative=True)
    ('0.876', '0', '-1.00')
    """
    bare = number.lstrip("0")
    if not bare or bare[0] == ".":
        bare = "0" + bare
    return "-" + bare if negative else bare


def weight(
    raw: bytes,
    number: str,
    *,
    unit: str,
    negative: bool = False,
    stable: bool | None = None,
    mode: Mode | None = None,
    display: str | None = None,
    untared: bool = False,
) -> Reading:
    """A Reading of unsigned number text (digits, one point at most) in a unit of MG_PER_UNIT. display without its minus."""
    assert unit in MG_PER_UNIT
    whole, _, fraction = number.partition(".")
    digits = int(whole + fraction)
    return Reading(
        raw,
        Status.OK if digits else Status.ZERO,
        weight_mg=milligrams(-digits if negative else digits, len(fraction), unit),
        display=("-" if negative else "") + display if display else as_displayed(number, negative=negative),
        unit=unit,
        stable=stable,
        mode=mode,
        untared=untared,
    )


FIELD = re.compile(rb" *([+-]?) *(\d+(?:\.\d+)?)")
UNITS = {name: name for name in MG_PER_UNIT} | {"KG": "kg", "Kg": "kg", "LB": "lb", "OZ": "oz"}


def is_zero(text: bytes) -> bool:
    """Whether a number field says nothing but zero.

    >>> is_zero(b"  00.000"), is_zero(b"0.010"), is_zero(b"")
    (True, False, False)
    """
    match = FIELD.fullmatch(text)
    return match is not None and not match[2].strip(b"0.")


def measure(
    raw: bytes,
    text: bytes,
    unit: bytes | str,
    *,
    units: Mapping[str, str] = UNITS,
    negative: bool = False,
    stable: bool | None = None,
    mode: Mode | None = None,
    zeros: bool = False,
    untared: bool = False,
) -> Event:
    """A Reading of a number field as it stands: blanks on its left, perhaps its sign, one point at most.

    unit is the wire's word; one that is no weight here is an error with that word, an empty one gives no weight.
    zeros: this head's display has leading zeros. Rejected where the field is no number: never a 0.
    """
    match = FIELD.fullmatch(text)
    if not match:
        return Rejected("digits", raw)
    negative, number = negative or match[1] == b"-", match[2].decode()
    word = unit if isinstance(unit, str) else unit.decode("latin-1").strip()
    display = number if zeros else None
    if word not in units:
        status = Status.ERROR if word else Status.OK
        shown = as_displayed(number, negative=negative)
        return Reading(raw, status, display=shown, unit=word or None, stable=stable, mode=mode)
    return weight(raw, number, unit=units[word], negative=negative, stable=stable, mode=mode, display=display, untared=untared)
