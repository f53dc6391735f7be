"""The scale makers' two common languages of North America: SMA SCP-0499, and NCI SCP-01 of Weigh-Tronix and kin.

Leaves stability to the gate. Neither has a check; both have an end mark and states told apart from weights.
"""

import re

from scale_driver.framing import UNITS, Decoder, Shape, frames, measure
from scale_driver.protocols.protocol import (
    COMMANDS,
    Options,
    Protocol,
    Shown,
    if_on,
    poll_setting,
    polled,
    shown_number,
    shown_signed,
)
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

SMA_MODES = {b"G": Mode.GROSS, b"g": Mode.GROSS, b"N": Mode.NET, b"n": Mode.NET, b"T": Mode.TARE}
SMA_FAULTS = {b"O": Status.OVERLOAD, b"U": Status.UNDERLOAD, b"E": Status.ERROR, b"T": Status.ERROR}
SMA_POLLS = {"W": b"\nW\r", "R": b"\nR\r", "no": b""}


def refused(match: re.Match[bytes]) -> Event:
    return Rejected("no-weight", match[0])


def read_sma(match: re.Match[bytes]) -> Event:
    mode, status, stable = SMA_MODES[match["mode"]], match["status"], match["motion"] != b"M"
    if status in SMA_FAULTS:
        return Reading(match[0], SMA_FAULTS[status], stable=stable, mode=mode)
    return measure(match[0], match["number"], match["unit"], stable=stable, mode=mode)


def sma(options: Options) -> Decoder:
    """LF, status, range, mode, motion, one more, ten characters of weight, three of unit, CR: 20 bytes.

    Manual: Sartorius PR 5211, B-TEK T419S. Settings: poll, commands. Quirks: `?` is a command not known, `!` a line error; on
    a zero or tare error the field has dashes. g and n are the high resolution of G and N.
    """
    shape = (
        rb"\n (?P<status>[ZOUET\x20]) [\x20-\x7e] (?P<mode>[GNTgn]) (?P<motion>[M\x20]) [\x20-\x7e] "
        rb"(?P<number>[\x20-\x7e]{10}) (?P<unit>[\x20-\x7e]{3}) \r"
    )
    return Decoder(frames(Shape(shape, read_sma), Shape(rb"\n [?!] \r", refused)))


def encode_sma(shown: Shown, options: Options) -> bytes:
    faults = {fault: status for status, fault in SMA_FAULTS.items() if status != b"T"}
    status = faults[shown.fault] if shown.fault else b" " if shown.digits else b"Z"
    number = b"-" * 10 if shown.fault else shown_signed(shown, 10)
    return b"\n%b1G%b %bkg \r" % (status, b" " if shown.stable else b"M", number)


NCI_MOTION, NCI_AT_ZERO, NCI_BROKEN_1 = 0x01, 0x02, 0x0C
NCI_UNDER, NCI_OVER, NCI_BROKEN_2 = 0x01, 0x02, 0x0C
NCI_NET, NCI_BROKEN_3 = 0x04, 0x08
NCI_FIELD = re.compile(rb"( *-? *[\d.]+) *([A-Za-z]{1,3}) *")
NCI_FILLED = re.compile(rb"(\^+|_+|-+) *([A-Za-z]{1,3})? *")
NCI_FILLS = {b"^": Status.OVERLOAD, b"_": Status.UNDERLOAD, b"-": Status.ERROR}
NCI_POLLS = {"W": b"W\r", "no": b""}


def nci_status(bits: bytes) -> tuple[Status | None, bool, Mode]:
    """Fault, stable and mode of two to four status bytes."""
    first, second, third = bits[0], bits[1], bits[2] if len(bits) > 2 else 0
    fault = None
    if first & NCI_BROKEN_1 or second & NCI_BROKEN_2 or third & NCI_BROKEN_3:
        fault = Status.ERROR
    if second & NCI_UNDER:
        fault = Status.UNDERLOAD
    if second & NCI_OVER:
        fault = Status.OVERLOAD
    return fault, not first & NCI_MOTION, Mode.NET if third & NCI_NET else Mode.GROSS


def read_nci(match: re.Match[bytes]) -> Event:
    raw, field = match[0], match["field"]
    fault, stable, mode = nci_status(match["bits"])
    filled = NCI_FILLED.fullmatch(field)
    if filled:
        fault = NCI_FILLS[filled[1][:1]]
    if fault:
        return Reading(raw, fault, stable=stable, mode=mode)
    number = NCI_FIELD.fullmatch(field)
    if number:
        return measure(raw, number[1], number[2], units=UNITS | {"G": "g"}, stable=stable, mode=mode, zeros=True)
    # Pounds and ounces in two numbers: neither alone is the weight.
    return Reading(raw, Status.ERROR, stable=stable, mode=mode) if b"LB" in field.upper() else Rejected("digits", raw)


def read_nci_status(match: re.Match[bytes]) -> Event:
    """Status alone: moving, negative or over on some makes; or the answer to Z, which is no weight."""
    fault, stable, mode = nci_status(match["bits"])
    at_zero = match["bits"][0] & NCI_AT_ZERO and stable
    return Reading(match[0], fault or (Status.ZERO if at_zero else Status.ERROR), stable=stable, mode=mode)


def nci(options: Options) -> Decoder:
    """LF, weight, unit, CR, LF, perhaps `S`, two to four status bytes, CR, 03; or the status bytes alone.

    Manual: NCI 6702, Weigh-Tronix 7821, Ohaus Aviator, Brecknell 6712, Adam MDW, CAS CI-100A. Settings: poll, commands.
    Quirks: bit 6 of a status byte tells that another follows; `^` over, `_` under and `-` zero error fill the weight on NCI,
    other makes send the status alone; pounds and ounces in two numbers are an error.
    """
    bits = rb"S{0,1} (?P<bits>[0-?p-\x7f]{2,4}) \r \x03"
    return Decoder(
        frames(
            Shape(rb"\n (?P<field>[\x20-\x7e]{3,16}) \r \n " + bits, read_nci),
            Shape(rb"\n " + bits, read_nci_status),
            Shape(rb"\n \? \r \x03", refused),
        )
    )


def encode_nci(shown: Shown, options: Options) -> bytes:
    fills = {fault: fill for fill, fault in NCI_FILLS.items()}
    bits = b"%c0" % (0x30 | (0 if shown.stable else NCI_MOTION) | (0 if shown.digits else NCI_AT_ZERO))
    if shown.fault:
        return b"\n" + fills[shown.fault] * 6 + b"KG\r\n" + bits + b"\r\x03"
    number = shown_signed(shown, 6).strip() if shown.digits < 0 else shown_number(shown, 6)
    return b"\n" + number + b"KG\r\nS" + bits + b"\r\x03"


PROTOCOLS = (
    Protocol(
        "nci-scp01",
        nci,
        about="asked with W: SCP-01 with status bytes and ETX",
        makers=("Avery Weigh-Tronix", "Brecknell", "NCI", "Adam MDW", "CAS CI-100A", "Fairbanks", "Ohaus Aviator"),
        lines=("9600 7E1", "9600 8N1", "4800 7E1", "2400 7E1"),
        settings=(poll_setting(NCI_POLLS), COMMANDS),
        encode=encode_nci,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        request=polled(NCI_POLLS),
        commands=if_on(zero=b"Z\r", tare=b"T\r"),
    ),
    Protocol(
        "sma",
        sma,
        about="SMA SCP-0499, 20 bytes from LF to CR",
        makers=("Sartorius PR", "B-TEK", "Minebea Intec"),
        lines=("9600 8N1", "9600 7E1", "4800 8N1"),
        settings=(poll_setting(SMA_POLLS), COMMANDS),
        encode=encode_sma,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        request=polled(SMA_POLLS),
        commands=if_on(zero=b"\nZ\r"),
    ),
)
