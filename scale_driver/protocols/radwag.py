"""Radwag balances and indicators: answers of 21 bytes that begin with their command, and lines of the print key.

Leaves stability to the gate, which gets the marks of moving, over and under.
"""

import re

from scale_driver.framing import Decoder, Lines, measure
from scale_driver.protocols.protocol import COMMANDS, Options, Protocol, Shown, if_on, minus, poll_setting, polled, shown_number
from scale_driver.reading import Event, Reading, Rejected, Status

STATES = {b"^": Status.OVERLOAD, b"v": Status.UNDERLOAD, b"I": Status.ERROR, b"E": Status.ERROR}
POLLS = {"SI": b"SI\r\n", "SUI": b"SUI\r\n", "S": b"S\r\n", "no": b""}
ANSWER = re.compile(rb"[A-Z][A-Z0-9]{0,2} ([AIE^v])")
COMMAND = rb"(?:[A-Z]  |[A-Z][A-Z0-9] |[A-Z][A-Z0-9]{2})"
MASS = rb"(?P<mark>[ ?^v]) (?P<sign>[ +-])(?P<mass>[ \d.]{9}|[ \d.]{6,8}\[\d\]) (?P<unit>[ A-Za-z%]{3})"
LINE = re.compile(rb"(?:" + COMMAND + rb")?" + MASS)


def read(line: bytes, raw: bytes) -> Event | None:
    answer = ANSWER.fullmatch(line)
    if answer:
        return Reading(raw, STATES[answer[1]]) if answer[1] in STATES else Rejected("no-weight", raw)
    match = LINE.fullmatch(line)
    if not match or not match["unit"].strip():
        return None
    if match["mark"] in STATES:
        return Reading(raw, STATES[match["mark"]])
    # A verified head puts the figure below its verification step in brackets.
    mass = match["mass"].replace(b"[", b"").replace(b"]", b"")
    return measure(raw, mass, match["unit"], negative=match["sign"] == b"-", stable=match["mark"] == b" ")


def radwag(options: Options) -> Decoder:
    """Command (three), mark, blank, sign, nine characters, blank, unit of three, CR LF; the print key leaves the command out.

    Manual: PUE C/31H, PS. Settings: poll, commands. Quirks: `?` moves, `^` over, `v` under; `N` is newton; `S I` busy and
    `S E` timeout are errors, `S A` is an answer only. Price scales (WTC) with a price in the unit's place are not read. Cannot
    know: net or gross.
    """
    return Decoder(Lines(read, 21, head=re.compile(COMMAND + rb"[ ?^v] [ +-]")).scan)


def encode(shown: Shown, options: Options) -> bytes:
    if shown.fault:
        mark = b"v" if shown.fault is Status.UNDERLOAD else b"^"
        return b"SI " + mark + b"      0.000 kg \r\n"
    return b"SI " + (b" " if shown.stable else b"?") + b" " + minus(shown) + shown_number(shown, 9) + b" kg \r\n"


PROTOCOLS = (
    Protocol(
        "radwag",
        radwag,
        about="answers of 21 bytes, asked with SI: PUE, PS and other balances",
        makers=("Radwag",),
        lines=("9600 8N1", "4800 8N1", "2400 8N1", "9600 7E1"),
        settings=(poll_setting(POLLS), COMMANDS),
        encode=encode,
        says_stable=True,
        says_unit=True,
        says_overload=True,
        request=polled(POLLS),
        commands=if_on(zero=b"Z\r\n", tare=b"T\r\n"),
    ),
)
