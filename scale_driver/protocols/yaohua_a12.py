"""Yaohua A12 and A12E, the usual heads of a one-tonne floor scale: the checked frame and the `ww` lines.

Leaves stability to the gate: neither says it. A tare line is told from a weighing by its letter.
"""

import re

from scale_driver.framing import Decoder, Lines, Shape, check_texts, frames, measure, xor
from scale_driver.protocols.protocol import Options, Protocol, Shown, minus, shown_number
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

MAKERS = ("Yaohua 耀华 A12 A12E A15",)
LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1", "9600 8E1")
WG_MODES = {b"G": Mode.GROSS, b"N": Mode.NET}
LIMITS = {b"OL": Status.OVERLOAD, b"LO": Status.UNDERLOAD}
W_MODES = {b"w": Mode.GROSS, b"n": Mode.NET, b"t": Mode.TARE}


def read_wg15(match: re.Match[bytes]) -> Event:
    raw = match[0]
    if raw[11:13] not in check_texts(xor(raw[:11])):
        return Rejected("checksum", raw)
    # A minus takes the first place of the number; where there is no point the last place is a blank.
    number = match["number"].removesuffix(b" ")
    return measure(raw, number, match["unit"], mode=WG_MODES[match["mode"]])


def read_limit(match: re.Match[bytes]) -> Event:
    """`OL` and `LO` share their check: only the letters tell over from under."""
    raw = match[0]
    if raw[11:13] not in check_texts(xor(raw[:11])) or raw[9:11] not in LIMITS:
        return Rejected("checksum", raw)
    return Reading(raw, LIMITS[raw[9:11]])


def wg15(options: Options) -> Decoder:
    """`W`, `G` or `N`, seven characters, `kg`, XOR of bytes 1-11 as two characters, CR LF: 15 bytes.

    Manual: XK3190-A12(E), p. 12. Quirks: beyond Max + 9e nine blanks and `OL`, below -20d nine blanks and `LO`, both with
    the check 23. Cannot know: stable.
    """
    weight = Shape(
        rb"W (?P<mode>[GN]) (?P<number>[\x20\d.\-]{7}) (?P<unit>[A-Za-z\x20]{2}) [0-?A-F]{2} \r \n",
        read_wg15,
    )
    limit = Shape(rb"\x20{9} [OL]{2} [0-?A-F]{2} \r \n", read_limit)
    return Decoder(frames(weight, limit))


def encode_wg15(shown: Shown, options: Options) -> bytes:
    number = shown_number(shown, 6, zeros=True)
    if shown.fault or (b"." not in number and len(number.lstrip(b"0")) > 5):
        body = b" " * 9 + (b"LO" if shown.fault is Status.UNDERLOAD else b"OL")
    else:
        number = number if b"." in number else number[1:] + b" "
        body = b"WG" + minus(shown, b"0") + number + b"kg"
    return body + check_texts(xor(body))[0] + b"\r\n"


# A number of seven places, its minus among them, or one more where the minus has a place of its own.
W_LINE = re.compile(rb"w([wnt])((?:[+-](?=.{7}[A-Za-z]))?[\d. -]{7})([A-Za-z]{1,3}) *")


def read_w(line: bytes, raw: bytes) -> Event | None:
    match = W_LINE.fullmatch(line)
    return measure(raw, match[2], match[3], mode=W_MODES[match[1]]) if match else None


def a12e_w(options: Options) -> Decoder:
    """`ww` gross, `wn` net, `wt` tare, seven characters (eight with a minus in front), unit, CR LF.

    From programs that read it. Quirks: the minus stands among the seven (`wn-003.17kg`) or before them (`wn-0000.1kg`). A
    cut line has lost its letters and is no weight. No check. Cannot know: stable, overload.
    """
    return Decoder(Lines(read_w, 16, head=re.compile(rb"w[wnt]")).scan)


def encode_w(shown: Shown, options: Options) -> bytes:
    return b"ww" + minus(shown, b"0") + shown_number(shown, 6, zeros=True) + b"kg\r\n"


PROTOCOLS = (
    Protocol(
        "yaohua-a12-wg15",
        wg15,
        about="WG and WN frames of 15 bytes with XOR: A12, A12E, A15",
        makers=MAKERS,
        lines=LINES,
        encode=encode_wg15,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        weak=True,
    ),
    Protocol(
        "yaohua-a12e-w",
        a12e_w,
        about="ww, wn and wt lines: A12E",
        makers=MAKERS,
        lines=("4800 8N1", "9600 8N1", "2400 8N1", "1200 8N1"),
        encode=encode_w,
        says_mode=True,
        says_unit=True,
        weak=True,
    ),
)
