"""DingSong DS822-X, D2, D4, D6: the weighing frame with its check, and the display frame, which is never a weight.

Leaves stability to the gate: the meaning of this head's status bits is not published.
"""

import re

from scale_driver.framing import Decoder, Shape, frames, is_zero, measure, with_point, xor
from scale_driver.protocols.protocol import Options, Protocol, Shown
from scale_driver.reading import Event, Mode, Rejected

CHECK_SET = 0x40


def wrong(raw: bytes) -> bool:
    """CHK: XOR of all before it, 02 included, with bit 6 set."""
    return xor(raw[:-2]) | CHECK_SET != raw[-2]


def read(match: re.Match[bytes]) -> Event:
    if wrong(match[0]):
        return Rejected("checksum", match[0])
    number = match["number"].lstrip(b" ").decode()
    if not number.isdigit():
        return Rejected("digits", match[0])
    text = with_point(number, int(match["decimals"])).encode()
    return measure(match[0], text, "kg", negative=match["sign"] == b"-", mode=Mode.NET, untared=is_zero(match["tare"]))


def dingsong(options: Options) -> Decoder:
    """02, address, `a` or `A`, sign, six figures, decimals, six figures of tare, three of status, CHK, 03: 22 bytes, Adr 1.

    Manual: DS822-X. Line 8N1, 7E1 or 7O1 by modE. Quirks: the weight is net; display frames (Adr 3, command C) are rejected,
    because manual and captures do not agree on them; `Adr 4` sends toledo-cont, Adr 2 yaohua-eq-rev9. Cannot know: stable and
    overload (three status characters that nobody explained), unit.
    """
    weighing = (
        rb"\x02 [A-Z] [aA] (?P<sign>[+\-\x20]) (?P<number>[\x20\d]{6}) (?P<decimals>[0-5]) (?P<tare>[\x20\d]{6}) [\x20-\x7e]{3} "
        rb"[\x40-\x7f] \x03"
    )
    display = Shape(rb"\x02 [A-Z] [cC] [\x20-\x7e]{12} [\x40-\x7f] \x03", lambda match: Rejected("no-weight", match[0]))
    return Decoder(frames(Shape(weighing, read), display))


def encode(shown: Shown, options: Options) -> bytes:
    digits = b"------" if shown.fault or abs(shown.digits) > 999_999 else b"%06d" % abs(shown.digits)
    sign = b"-" if shown.digits < 0 else b"+"
    frame = b"\x02Aa" + sign + digits + b"%d000000000" % shown.decimals
    return frame + bytes((xor(frame) | CHECK_SET,)) + b"\x03"


PROTOCOLS = (
    Protocol(
        "dingsong",
        dingsong,
        about="22 bytes with check, Adr 1: DS822-X, D2, D4, D6",
        makers=("DingSong 顶松",),
        lines=("9600 8N1", "9600 7E1", "9600 7O1", "4800 8N1", "2400 8N1"),
        encode=encode,
        says_mode=True,
        weak=True,
    ),
)
