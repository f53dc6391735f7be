"""Mettler-Toledo scales that are asked: MT-SICS on benches and in laboratories, and 8217 at counters.

Leaves stability to the gate. 8217 has no check and no unit: what is set must be compared with the display.
"""

import re

from scale_driver.framing import UNITS, Decoder, Lines, Shape, frames, measure, with_point
from scale_driver.protocols.protocol import (
    COMMANDS,
    DECIMALS,
    UNIT,
    Options,
    Protocol,
    Setting,
    Shown,
    if_on,
    poll_setting,
    polled,
    shown_number,
    shown_signed,
)
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

SICS_POLLS = {"SI": b"SI\r\n", "S": b"S\r\n", "no": b""}
SICS_WEIGHT = re.compile(rb"S ([SD]) ([\d. +-]{10}) ([A-Za-z%][\w%/]*) *")
SICS_STATUS = {b"S I": Status.ERROR, b"S +": Status.OVERLOAD, b"S -": Status.UNDERLOAD}


def read_sics(line: bytes, raw: bytes) -> Event | None:
    match = SICS_WEIGHT.fullmatch(line)
    if match:
        return measure(raw, match[2], match[3], stable=match[1] == b"S", mode=Mode.NET)
    if line.rstrip() in SICS_STATUS:
        return Reading(raw, SICS_STATUS[line.rstrip()])
    return None


def mt_sics(options: Options) -> Decoder:
    """`S S` (stable) or `S D` (moving), ten characters, blank, unit, CR LF; `S I` not now, `S +` over, `S -` under.

    Manual: Mettler AL, AT; B-TEK T104, Kern KCP. Settings: poll, commands. Quirks: handshake XON/XOFF on AT is not kept;
    answers to Z and T, `ES`, `I4 A "…"` are no weights. The weight is net by definition. Cannot know: whether a tare is set.
    """
    return Decoder(Lines(read_sics, 32, head=re.compile(rb"S [SDI+-]")).scan)


SHOWN_SICS = {Status.OVERLOAD: b"S +\r\n", Status.UNDERLOAD: b"S -\r\n"}


def encode_sics(shown: Shown, options: Options) -> bytes:
    if shown.fault:
        return SHOWN_SICS.get(shown.fault, b"S I\r\n")
    return b"S %b %b kg\r\n" % (b"S" if shown.stable else b"D", shown_signed(shown, 10))


MS_MODES = {b"N": Mode.NET, b"G": Mode.GROSS, b"T": Mode.TARE}
MS_LINE = re.compile(rb" {5}([NGT])([\d. +-]{13}) ([A-Za-z%]+) *")


def read_ms(line: bytes, raw: bytes) -> Event | None:
    match = MS_LINE.fullmatch(line)
    return measure(raw, match[2], match[3], mode=MS_MODES[match[1]]) if match and len(line) == 24 else None


def ms_print(options: Options) -> Decoder:
    """The line that an MS204TS prints: `N` in the sixth place, the number, the unit, CR LF: 26 bytes.

    From a recorded line. Cannot know: stable, overload.
    """
    return Decoder(Lines(read_ms, 24).scan)


def encode_ms(shown: Shown, options: Options) -> bytes:
    return b"     N%b kg  \r\n" % shown_signed(shown, 13)


MOTION, OVER, UNDER, NO_ZERO, AT_ZERO, NET = 1, 2, 4, 8, 16, 32
EXPECTED = 0x40


class Counter:
    """Reads 8217 answers. Remembers the last weight, for heads that repeat it without saying it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._repeats = options["unchanged"] == "repeat"
        self._last: Reading | None = None

    def weight(self, match: re.Match[bytes]) -> Event:
        raw, number, word = match[0], match["number"], match["unit"].strip()
        unit = self._options["unit"] if word in (b"", b"N") else word.decode()
        if b"." not in number and unit != "g":
            if self._options["decimals"] == "as-sent":
                return Rejected("decimals", raw)
            text = number.strip().decode()
            number = with_point(text, int(self._options["decimals"])).encode() if text.isdigit() else b""
        mode = Mode.NET if word == b"N" else Mode.GROSS
        event = measure(raw, number, unit, units=UNITS | {"G": "g"}, stable=True, mode=mode, zeros=True)
        self._last = event if isinstance(event, Reading) else None
        return event

    def status(self, match: re.Match[bytes]) -> Event:
        raw, bits = match[0], match["status"][0]
        stable, mode = not bits & MOTION, Mode.NET if bits & NET else Mode.GROSS
        if self._repeats and bits & 0x7F == EXPECTED and self._last:
            last = self._last
            return Reading(
                raw, last.status, weight_mg=last.weight_mg, display=last.display, unit=last.unit, stable=True, mode=mode
            )
        if bits & OVER:
            status = Status.OVERLOAD
        elif bits & UNDER:
            status = Status.UNDERLOAD
        else:
            status = Status.ZERO if bits & AT_ZERO and stable and not bits & NO_ZERO else Status.ERROR
        return Reading(raw, status, stable=stable, mode=mode)


def toledo_8217(options: Options) -> Decoder:
    """Asked with `W`: 02, five to seven characters, perhaps `N` (net) or a unit, CR; or 02 `?` status CR and no weight.

    Manual: Mettler Diva, PSC Magellan 8500, Brecknell 67xx. Line 7E1. Settings: unit, decimals, poll, unchanged, commands.
    Quirks: `?@` (no bit set) is what some send in place of an unchanged weight; Brecknell puts the unit before CR. Status
    bits: motion, over, under, outside zero, at zero, net. Cannot know: the unit; the point, where none is sent.
    """
    counter = Counter(options)
    return Decoder(
        frames(
            Shape(rb"\x02 (?P<number>[\x20\d.\-]{5,7}) (?P<unit>[A-Za-z\x20]{0,5}) \r", counter.weight),
            Shape(rb"\x02 \? (?P<status>[@-\x7f\xc0-\xff]) \r", counter.status),
            Shape(rb"\x02 [A-Z]{0,1} \r", lambda match: Rejected("no-weight", match[0])),
        )
    )


def encode_8217(shown: Shown, options: Options) -> bytes:
    bits = {Status.OVERLOAD: OVER, Status.UNDERLOAD: UNDER}.get(shown.fault, 0) if shown.fault else 0
    number = shown_number(shown, 6, zeros=True)
    bits |= (0 if shown.stable else MOTION) | (UNDER if shown.digits < 0 else 0) | (OVER if number[:2] == b"--" else 0)
    return b"\x02" + (b"?%c" % (EXPECTED | bits) if bits else number) + b"\r"


PROTOCOLS = (
    Protocol(
        "toledo-8217",
        toledo_8217,
        about="asked with W: Ariva, Diva, PS60, Magellan, Brecknell 67xx counter scales",
        makers=("Mettler-Toledo", "Datalogic Magellan", "Brecknell"),
        lines=("9600 7E1", "9600 8N1", "2400 7E1", "4800 7E1"),
        settings=(
            UNIT,
            DECIMALS,
            poll_setting({"W": b"W", "no": b""}),
            Setting("unchanged", ("none", "repeat"), about="repeat: ?@ means that the last weight still lies there"),
            COMMANDS,
        ),
        encode=encode_8217,
        says_stable=True,
        says_mode=True,
        says_overload=True,
        weak=True,
        request=polled({"W": b"W", "no": b""}),
        commands=if_on(zero=b"Z", tare=b"T", clear=b"C"),
    ),
    Protocol(
        "mt-sics",
        mt_sics,
        about="S S lines, asked with SI: bench and laboratory balances",
        makers=("Mettler-Toledo", "B-TEK T104", "Kern KCP"),
        lines=("9600 8N1", "9600 7E1", "2400 7E1", "4800 8N1"),
        settings=(poll_setting(SICS_POLLS), COMMANDS),
        encode=encode_sics,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        request=polled(SICS_POLLS),
        commands=if_on(zero=b"Z\r\n", tare=b"T\r\n", clear=b"TAC\r\n"),
        net_only=True,
    ),
    Protocol(
        "mt-ms-print",
        ms_print,
        about="printed lines of 26 bytes: MS204TS",
        makers=("Mettler-Toledo MS",),
        lines=("9600 8N1", "9600 7E1"),
        encode=encode_ms,
        says_mode=True,
        says_unit=True,
        weak=True,
    ),
)
