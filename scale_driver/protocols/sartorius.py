"""Sartorius SBI: lines of 16 bytes, and of 22 with a word in front.

Leaves stability to the gate: a still line has its unit, a moving one has a blank there, and so no weight by itself.
"""

import re

from scale_driver.framing import Decoder, Lines, measure
from scale_driver.protocols.protocol import (
    COMMANDS,
    Options,
    Protocol,
    Setting,
    Shown,
    if_on,
    minus,
    poll_setting,
    polled,
    shown_number,
)
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

FIELD = re.compile(rb"([ +-])([ \d.\[\]]{10})(...)")
# The last figure in brackets is finer than the verification step; `[` takes a figure's place, `]` that of the blank.
BRACKETS = re.compile(rb"( *\d+\.?\d*)\[(\d)\]")
WORDS = {b"High": Status.OVERLOAD, b"H": Status.OVERLOAD, b"Low": Status.UNDERLOAD, b"L": Status.UNDERLOAD}
FAULT_WORDS = re.compile(rb"Cal\.?|C|ERR ?\d*|Err ?\d*|--+")
MODES = {b"N": Mode.NET, b"G": Mode.GROSS, b"G#": Mode.GROSS, b"T": Mode.TARE, b"T1": Mode.TARE, b"T2": Mode.TARE}
WEIGHED = frozenset({*MODES, b""})
POLLS = {"no": b"", "P": b"\x1bP\r\n"}
MOVING_UNIT = Setting(
    "unit",
    ("as-sent", "g", "kg", "lb", "oz"),
    about="the unit of moving lines, which leave it out; as-sent: they give no weight",
)


def read_field(raw: bytes, field: bytes, unit_if_blank: str, mode: Mode | None) -> Event | None:
    """The 14 characters that both lines share."""
    word = field.strip()
    if word in WORDS or FAULT_WORDS.fullmatch(word):
        return Reading(raw, WORDS.get(word, Status.ERROR), mode=mode)
    match = FIELD.fullmatch(field)
    if not match or len(field) != 14:
        return None
    number, unit = match[2], match[3].strip()
    bracketed = BRACKETS.fullmatch(number)
    if bracketed:
        number = bracketed[1] + bracketed[2]
    elif number[9:] == b" ":
        number = number[:9]
    else:
        return Rejected("width", raw)
    if unit:
        return measure(raw, number, unit, negative=match[1] == b"-", stable=True, mode=mode)
    told = "" if unit_if_blank == "as-sent" else unit_if_blank
    return measure(raw, number, told, negative=match[1] == b"-", stable=False, mode=mode)


def sbi16(options: Options) -> Decoder:
    """Sign, nine characters on the right, blank, unit of three, CR LF: 16 bytes.

    Manual: Sartorius MC1, Entris II, MSE, Master. Settings: unit, poll, commands. Quirks: no unit means moving; `High` `Low`
    `Cal` `ERR nnn` (H, L, C on older heads) stand for no weight; works setting 1200 7O1 with hardware handshake, which is not
    kept. Cannot know: net or gross.
    """
    return Decoder(Lines(lambda line, raw: read_field(raw, line, options["unit"], None), 14).scan)


def sbi22(options: Options) -> Decoder:
    """Six characters of a word (`N`, `G#`, `T1`, `Stat`), then as sbi-16: 22 bytes.

    Manual: as sbi-16. Settings: unit, poll, commands. Quirks: as sbi-16; other words (Qnt, nRef) are no weights.
    """

    def read(line: bytes, raw: bytes) -> Event | None:
        word = line[:6].strip()
        if len(line) != 20:
            return None
        event = read_field(raw, line[6:], options["unit"], MODES.get(word))
        if word in WEIGHED or event is None or (isinstance(event, Reading) and event.status not in (Status.OK, Status.ZERO)):
            return event
        return Reading(raw, Status.ERROR, unit=word.decode("latin-1"))

    return Decoder(Lines(read, 20).scan)


SHOWN_WORDS = {Status.OVERLOAD: b"      High    ", Status.UNDERLOAD: b"      Low     "}


def field_of(shown: Shown) -> bytes:
    if shown.fault:
        return SHOWN_WORDS.get(shown.fault, b"      ERR 01  ")
    return minus(shown, b"+") + shown_number(shown, 9) + (b" kg " if shown.stable else b"    ")


def encode16(shown: Shown, options: Options) -> bytes:
    return field_of(shown) + b"\r\n"


def encode22(shown: Shown, options: Options) -> bytes:
    return (b"Stat  " if shown.fault else b"N     ") + field_of(shown) + b"\r\n"


LINES = ("1200 7O1", "9600 8N1", "9600 7O1", "9600 8O1")
SETTINGS = (MOVING_UNIT, poll_setting(POLLS), COMMANDS)
SARTORIUS_COMMANDS = if_on(zero=b"\x1bV\r\n", tare=b"\x1bU\r\n")

PROTOCOLS = (
    Protocol(
        "sbi-22",
        sbi22,
        about="SBI lines of 22 bytes with a word in front",
        makers=("Sartorius", "Minebea Intec"),
        lines=LINES,
        settings=SETTINGS,
        encode=encode22,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        request=polled(POLLS),
        commands=SARTORIUS_COMMANDS,
    ),
    Protocol(
        "sbi-16",
        sbi16,
        about="SBI lines of 16 bytes",
        makers=("Sartorius", "Minebea Intec"),
        lines=LINES,
        settings=SETTINGS,
        encode=encode16,
        says_stable=True,
        says_unit=True,
        says_overload=True,
        request=polled(POLLS),
        commands=SARTORIUS_COMMANDS,
    ),
)
