"""Counter scales that a till asks by ENQ, ACK, DC1: CAS and its copies, and Pinnacle PS1X; 01 02 … 03 04 with a check byte.

Leaves stability to the gate, which gets the letter S or U. XOR is a weak check: swapped digits share one.
"""

import re
from collections.abc import Callable

from scale_driver.framing import UNITS, Decoder, Shape, frames, measure, with_point, xor
from scale_driver.protocols.protocol import (
    COMMANDS,
    DECIMALS,
    Options,
    Protocol,
    Shown,
    if_on,
    minus,
    poll_setting,
    polled,
    shown_number,
)
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

ENQ, ACK, DC1, NAK = b"\x05", b"\x06", b"\x11", b"\x15"
POLLS = {"yes": ENQ, "no": b""}
PS1X_UNITS = UNITS | {"SJ": "jin", "G": "g"}
START_XOR = 0x01 ^ 0x02
FLAG_TARE, FLAG_OUT = 0x20, 0x40


def word(name: str) -> Callable[[re.Match[bytes]], Event]:
    return lambda match: Rejected(name, match[0])


SAYS = (Shape(rb"\x06", word("ack")), Shape(rb"\x15", word("nak")))


def checked(match: re.Match[bytes]) -> int:
    """The check byte against the bytes from status to unit: 0 where they agree."""
    return xor(match.string[match.start("status") : match.end("unit")]) ^ match["check"][0]


def read_ps1x(match: re.Match[bytes]) -> Event:
    raw, status, unit = match[0], match["status"], match["unit"]
    if checked(match) not in (0, START_XOR):
        return Rejected("checksum", raw)
    flag = match.groupdict().get("flag")
    mode = None if flag is None else Mode.NET if flag[0] & FLAG_TARE else Mode.GROSS
    if flag is not None and flag[0] & FLAG_OUT:
        return Reading(raw, Status.UNDERLOAD if match["sign"] == b"-" else Status.OVERLOAD, mode=mode)
    if status == b"F":
        # Out of range, or not at zero when it was switched on: it does not say which.
        return Reading(raw, Status.ERROR, mode=mode)
    negative = match["sign"] == b"-"
    return measure(raw, match["number"], unit, units=PS1X_UNITS, negative=negative, stable=status == b"S", mode=mode)


def ps1x(options: Options) -> Decoder:
    """01 02, S U or F, sign, five or six characters, unit, check byte, 03 04; in active mode one more byte.

    Manual: OS2CX; recorded lines. Settings: poll, commands. Quirks: the check leaves 01 02 out, or takes them in as the
    manual words it; an ACK may be glued to the frame. Cannot know: over from under where it says F; net or gross when asked.
    """
    frame = (
        rb"\x01 \x02 (?P<status>[SUF]) (?P<sign>[\x20\-]) (?P<number>[\x20\d.]{5,6}) (?P<unit>[A-Za-z\x20]{1,2}) "
        rb"(?P<check>[\x00-\xff]) \x03 \x04"
    )
    flagged = frame + rb" (?P<flag>[\x00\x10\x20\x30\x40\x50\x60\x70])"
    return Decoder(frames(Shape(flagged, read_ps1x), Shape(frame, read_ps1x), *SAYS))


def body(shown: Shown) -> bytes:
    return (b"S" if shown.stable else b"U") + minus(shown) + shown_number(shown, 6, zeros=True) + b"kg"


def encode_ps1x(shown: Shown, options: Options) -> bytes:
    text = b"F" + minus(shown) + b"      kg" if shown.fault else body(shown)
    flag = b"\x40" if shown.fault else b"\x10" if shown.digits == 0 else b"\x00"
    return b"\x01\x02" + text + bytes((xor(text),)) + b"\x03\x04" + (b"" if options["poll"] == "yes" else flag)


def cas_ecr(options: Options) -> Decoder:
    """01 02, S or U, sign, six characters with the point, unit, XOR from 02 to here, 03 04: 15 bytes.

    Manual: CAS AP-1, Ohaus Aviator. Settings: poll, decimals. Quirks: F in the sign's place is overflow; Elicom heads leave
    01 out; one program knows six bare digits: they are read only where decimals are set. Cannot know: net or gross.
    """

    def read(match: re.Match[bytes]) -> Event:
        raw, number, unit = match[0], match["number"], match["unit"].strip()
        if checked(match):
            return Rejected("checksum", raw)
        stable = match["status"] == b"S"
        if match["sign"] == b"F":
            return Reading(raw, Status.OVERLOAD, stable=stable)
        if b"." not in number and number.strip().isdigit():
            if options["decimals"] == "as-sent" and unit.lower() != b"g":
                return Rejected("decimals", raw)
            decimals = 0 if options["decimals"] == "as-sent" else int(options["decimals"])
            number = with_point(number.decode().replace(" ", "0"), decimals).encode()
        negative = match["sign"] == b"-"
        return measure(raw, number, unit, units=PS1X_UNITS, negative=negative, stable=stable, zeros=True)

    frame = (
        rb"\x02 (?P<status>[SU]) (?P<sign>[\x20\-F]) (?P<number>[\x20\d.\-]{6}) (?P<unit>[A-Za-z\x20]{2}) "
        rb"(?P<check>[\x00-\xff]) \x03 \x04"
    )
    return Decoder(frames(Shape(rb"\x01 " + frame, read), Shape(frame, read), *SAYS))


def encode_cas(shown: Shown, options: Options) -> bytes:
    text = b"SF      kg" if shown.fault else body(shown)
    return b"\x01\x02" + text + bytes((xor(text),)) + b"\x03\x04"


LINES = ("9600 8N1", "4800 8N1", "2400 8N1")

PROTOCOLS = (
    Protocol(
        "pinnacle-ps1x",
        ps1x,
        about="01 02 … 03 04 with stability and check byte: PS1X, OS2X, OS2CX counter scales, asked or active",
        makers=("Pinnacle 顶尖 PS1X OS2X OS2CX", "ACLAS 顶尖"),
        lines=LINES,
        settings=(poll_setting(POLLS), COMMANDS),
        encode=encode_ps1x,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        weak=True,
        request=polled(POLLS),
        handshake={ACK: DC1},
        commands=if_on(zero=b"<ZK>\x09", tare=b"<TK>\x09"),
    ),
    Protocol(
        "cas-ecr",
        cas_ecr,
        about="ENQ, DC1 and 15 bytes with stability and check byte: AP, ER, PR, PD counter scales and copies",
        makers=("CAS", "Elicom", "Datecs", "Ohaus Aviator"),
        lines=LINES,
        settings=(poll_setting(POLLS), DECIMALS),
        encode=encode_cas,
        says_stable=True,
        says_unit=True,
        says_overload=True,
        weak=True,
        request=polled(POLLS),
        handshake={ACK: DC1},
    ),
)
