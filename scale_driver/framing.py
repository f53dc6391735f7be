"""What all decoders share: cutting a stream into frames and noise, check sums, and numbers as text.

A protocol gives a scanner, a pure look at one place of the buffer; the Decoder moves it along. Leaves every
grammar to protocols/. May not read a port or a clock; the same bytes, however cut, give the same events.
"""

import re
from collections.abc import Callable

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
) -> Reading:
    """A Reading of unsigned number text (digits, one point at most) in a unit of MG_PER_UNIT."""
    assert unit in MG_PER_UNIT
    whole, _, fraction = number.partition(".")
    digits = int(whole + fraction)
    return Reading(
        raw,
        Status.OK if digits else Status.ZERO,
        weight_mg=milligrams(-digits if negative else digits, len(fraction), unit),
        display=as_displayed(number, negative=negative),
        unit=unit,
        stable=stable,
        mode=mode,
    )
