"""Ohaus lines: Defender, Ranger, Scout, Navigator; the columns differ, the order of the parts does not.

Leaves stability to the gate, which gets the `?` of a moving load. Nothing marks a line's beginning: a cut line is told by
the column of its last figure.
"""

import re

from scale_driver.framing import Decoder, Lines, measure
from scale_driver.protocols.protocol import (
    COMMANDS,
    Options,
    Protocol,
    Shown,
    if_on,
    minus,
    poll_setting,
    polled,
    shown_number,
)
from scale_driver.reading import Event, Mode

LINE = re.compile(
    rb"(?=[ +-])(?P<field>[ ]*[+-]?[ ]*[\d.]+)[ ]{0,5}(?P<unit>[A-Za-z%:]{1,5})"
    rb"[ ]*(?P<moving>\??)[ ]*(?P<legend>[A-Z]*)[ ]*(?:[\d:]+[ ]*(?:[AP]M)?)?[ ]*"
)
MODES = {b"G": Mode.GROSS, b"B": Mode.GROSS, b"N": Mode.NET, b"NET": Mode.NET, b"T": Mode.TARE, b"PT": Mode.TARE}
# One past the last figure's column: 8 on a live Defender, 9 as printed, 10 on a Ranger, 10 to 12 on Scout and Navigator.
FIELD_ENDS = range(8, 14)
SHORTEST, LONGEST = 14, 40
POLLS = {"no": b"", "IP": b"IP\r\n", "P": b"P\r\n", "SP": b"SP\r\n"}


def read(line: bytes, raw: bytes) -> Event | None:
    match = LINE.fullmatch(line)
    if not match or match.end("field") not in FIELD_ENDS or len(line) < SHORTEST:
        return None
    if match["legend"] == b"TOTAL":
        # A sum of weighings lies on no pan.
        return measure(raw, match["field"], "total")
    return measure(raw, match["field"], match["unit"], stable=not match["moving"], mode=MODES.get(match["legend"]))


def ohaus(options: Options) -> Decoder:
    """Sign, weight, blank, unit, `?` while it moves, letter of the mode, CR LF or LF.

    Manual: Defender 3000, Ranger RC, Scout, Navigator; recorded lines of a Defender. Settings: poll, commands. Quirks: the
    sign stands at the very left, far from the figures; a still load has no mark at all; noise in front costs the line; late
    answers to `PV` come into the next session. Cannot know: overload (words of it are no weight).
    """
    return Decoder(Lines(read, LONGEST).scan)


def encode(shown: Shown, options: Options) -> bytes:
    return minus(shown) + shown_number(shown, 7) + b" kg   " + (b" G" if shown.stable else b"?G") + b"\r\n"


PROTOCOLS = (
    Protocol(
        "ohaus-std",
        ohaus,
        about="weight, unit, ? while moving: Defender, Ranger, Scout, Navigator",
        makers=("Ohaus",),
        lines=("9600 8N1", "2400 7N2", "9600 7E1", "4800 8N1"),
        settings=(poll_setting(POLLS), COMMANDS),
        encode=encode,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        request=polled(POLLS),
        commands=if_on(zero=b"Z\r\n", tare=b"T\r\n"),
    ),
)
