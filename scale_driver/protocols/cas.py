"""CAS indicators: the 22-byte line with its lamp byte, and the bare ten-byte line.

Leaves stability to the gate. The lamp byte has bit 7 set: these lines need eight data bits.
"""

import re

from scale_driver.framing import Decoder, Lines, Shape, frames, measure
from scale_driver.protocols.protocol import UNIT, Options, Protocol, Shown, shown_signed
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

MODES = {b"GS": Mode.GROSS, b"NT": Mode.NET}
HEADS = (b"ST", b"US", b"OL")
LAMP_ALWAYS, LAMP_STABLE = 0x80, 0x40
LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1")


def read_22(match: re.Match[bytes]) -> Event:
    raw, head, lamp = match[0], match["head"], match["lamp"][0]
    if head not in HEADS or match["mode"] not in MODES:
        return Rejected("head", raw)
    mode, data = MODES[match["mode"]], match["data"]
    if head == b"OL":
        return Reading(raw, Status.UNDERLOAD if b"-" in data else Status.OVERLOAD, stable=False, mode=mode)
    stable = head == b"ST"
    if not lamp & LAMP_ALWAYS or stable != bool(lamp & LAMP_STABLE):
        # The letters and the lamps contradict each other: believe neither.
        return Rejected("lamp", raw)
    return measure(raw, data, match["unit"], stable=stable, mode=mode)


def cas22(options: Options) -> Decoder:
    """`ST,GS,`, device byte, lamp byte, `,`, eight characters, blank, unit, CR LF: 22 bytes.

    Manual: CI-600D, CI-400, CI-150A, PDI. Quirks: lamp bit 6 must agree with ST or US; the place of the blank may hold any
    byte (relays); bit 5 is constant, but not the same on all. Cannot know: over from under, unless the filler has a minus.
    """
    shape = (
        rb"(?P<head>[A-Z]{2}) , (?P<mode>[A-Z]{2}) , [\x21-\xff] (?P<lamp>[\x00-\xff]) , "
        rb"(?P<data>[\x20-\x7e]{8}) [\x00-\xff] (?P<unit>[A-Za-z\x20]{2}) \r \n"
    )
    return Decoder(frames(Shape(shape, read_22)))


def encode_22(shown: Shown, options: Options) -> bytes:
    head, lamp = (b"ST", 0xC4) if shown.stable else (b"US", 0x84)
    if shown.fault:
        data = b"-" * 8 if shown.fault is Status.UNDERLOAD else b" " * 8
        return b"OL,GS,1\x84," + data + b" kg\r\n"
    return head + b",GS,1" + bytes((lamp,)) + b"," + shown_signed(shown, 8) + b" kg\r\n"


def cas10(options: Options) -> Decoder:
    """A number in eight characters, CR LF: no status, no unit.

    Manual: CAS indicators. Settings: unit. Quirks: a cut line is shorter and no weight. Cannot know: stable, net or gross,
    overload.
    """

    def read(line: bytes, raw: bytes) -> Event | None:
        event = measure(raw, line, options["unit"])
        return event if len(line) == 8 and isinstance(event, Reading) else None

    return Decoder(Lines(read, 8).scan)


def encode_10(shown: Shown, options: Options) -> bytes:
    return shown_signed(shown, 8) + b"\r\n"


PROTOCOLS = (
    Protocol(
        "cas-22",
        cas22,
        about="ST,GS lines of 22 bytes with device and lamp byte: CI and NT indicators",
        makers=("CAS",),
        lines=LINES,
        encode=encode_22,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
    ),
    Protocol(
        "cas-10",
        cas10,
        about="a number in 8 characters and nothing else",
        makers=("CAS",),
        lines=LINES,
        settings=(UNIT,),
        encode=encode_10,
        weak=True,
    ),
)
