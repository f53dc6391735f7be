"""Balances whose lines have fixed columns: sign, number, unit; a cut line is shorter and so no weight.

Leaves stability to the gate: most of these do not say it. Units of jewellers and chemists (ct, gn, pcs, %) are errors.
"""

import re
from collections.abc import Callable, Mapping

from scale_driver.framing import UNITS, Decoder, Lines, measure
from scale_driver.protocols.protocol import (
    COMMANDS,
    UNIT,
    Options,
    Protocol,
    Setting,
    Shown,
    if_on,
    minus,
    poll_setting,
    polled,
    shown_number,
    shown_signed,
)
from scale_driver.reading import Event, Mode, Reading, Status

LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1")


def columns(pattern: bytes) -> Callable[[bytes, bytes], Event | None]:
    """A reader of lines that are this, with groups sign (perhaps), number and unit."""
    form = re.compile(pattern)

    def read(line: bytes, raw: bytes) -> Event | None:
        match = form.fullmatch(line)
        if not match or not match["unit"].strip():
            return None
        return measure(raw, match["number"], match["unit"], negative=match.groupdict().get("sign") == b"-")

    return read


FOURTEEN = columns(rb"(?P<sign>[ +-])(?P<number>[ \d.]{8})(?P<unit>[ A-Za-z%/.]{3})")
SHUANGJIE_POLLS = {"no": b"", "P": b"\x1bp"}


def shuangjie(options: Options) -> Decoder:
    """Sign, eight characters, unit of three, CR LF: 14 bytes.

    Manual: 双杰 balances. Settings: poll, commands. Works setting 600 baud. Cannot know: stable, net or gross, overload.
    """
    return Decoder(Lines(FOURTEEN, 12).scan)


def gg14(options: Options) -> Decoder:
    """Sign at the very left, eight characters, blank, unit of two, CR LF: 14 bytes.

    Recorded lines of a G&G balance. Quirks: blanks stand between sign and figures. Cannot know: as for shuangjie-14.
    """
    return Decoder(Lines(columns(rb"(?P<sign>[ +-])(?P<number>[ \d.]{8}) (?P<unit>[A-Za-z%][ A-Za-z%])"), 12).scan)


def encode14(shown: Shown, options: Options) -> bytes:
    return minus(shown) + shown_number(shown, 8) + b" kg\r\n"


KERN_LINE = re.compile(rb"[ M](?P<number>[ +-][ \d.+-]{10}) (?P<unit>[ A-Za-z%]{3})")
KERN_POLLS = {"no": b"", "w": b"w", "s": b"s"}
MOVING_UNIT = Setting(
    "unit", ("as-sent", *UNIT.choices), about="the unit of lines that leave it out while they move; as-sent: no weight"
)


def kern18(options: Options) -> Decoder:
    """`M` or blank, sign, ten characters, blank, unit of three, CR LF: 18 bytes.

    Manual: KERN PCB, DE, 572; recorded lines. Settings: unit, poll, commands. Quirks: the minus stands next to the first
    figure; a moving line has no unit, if the model leaves it out, else it looks like a still one; `gn` is grain, not gram.
    Cannot know: stable where there is a unit; overload (`Error` is an error).
    """

    def read(line: bytes, raw: bytes) -> Event | None:
        if line.strip() == b"Error":
            return Reading(raw, Status.ERROR)
        match = KERN_LINE.fullmatch(line)
        if not match:
            return None
        moving = not match["unit"].strip()
        unit = (options["unit"] if options["unit"] in UNITS else b"") if moving else match["unit"]
        return measure(raw, match["number"], unit, stable=False if moving else None)

    return Decoder(Lines(read, 16).scan)


def encode_kern(shown: Shown, options: Options) -> bytes:
    return b"     Error\r\n" if shown.fault else b"  " + shown_signed(shown, 10) + b" kg \r\n"


AXIS_POLLS = {"SI": b"SI\r\n", "no": b""}


def axis_long(options: Options) -> Decoder:
    """Sign, blank, eight characters, blank, unit of two, blank, CR LF: 16 bytes, asked with SI.

    Manual: Axis B, AKA-G; Torbal BA. Settings: poll, commands. Quirks: `SS` switches the balance off: never send it. Cannot
    know: stable, net or gross, overload.
    """
    return Decoder(Lines(columns(rb"(?P<sign>[ +-]) (?P<number>[ \d.]{8}) (?P<unit>[ A-Za-z%]{2}) "), 14).scan)


def encode_axis(shown: Shown, options: Options) -> bytes:
    return minus(shown) + b" " + shown_number(shown, 8) + b" kg \r\n"


ADAM_LINE = re.compile(rb"(?P<number>[ +-][ \d.+-]{12}) (?P<unit>[ A-Za-z%]{2})")
ADAM_LABELLED = re.compile(rb" *(?:(?P<label>[GNT])[A-Za-z]*[ :]*)?(?P<number>[+-] *[\d.]{3,9}) *(?P<unit>[A-Za-z]{1,3}) *")
ADAM_MODES: Mapping[bytes | None, Mode] = {b"G": Mode.GROSS, b"N": Mode.NET, b"T": Mode.TARE}
ADAM_POLLS = {"no": b"", "P": b"P\r\n", "G": b"G\r\n", "N": b"N\r\n"}


def adam(options: Options) -> Decoder:
    """Sixteen characters: sign, number, blank, unit, CR LF; or a line with a label and a written sign, `N + 2.00 kg`.

    Manual: Adam Highland, CPWplus. Settings: poll. Quirks: `ER ` stands before a command that it did not understand; AZExtra
    (4800 8N1) answers P only for a new weight. Without its sign a labelled line is cut, and no weight. Cannot know: stable,
    overload.
    """

    def read(line: bytes, raw: bytes) -> Event | None:
        match = ADAM_LINE.fullmatch(line) or ADAM_LABELLED.fullmatch(line)
        if not match or not match["unit"].strip():
            return None
        return measure(raw, match["number"], match["unit"], mode=ADAM_MODES.get(match.groupdict().get("label")))

    return Decoder(Lines(read, 32).scan)


def encode_adam(shown: Shown, options: Options) -> bytes:
    return shown_signed(shown, 13) + b" kg\r\n"


VIBRA_LINE = re.compile(rb"(?P<sign>[ +-])(?P<number>[ \d./]{8})(?P<unit>[ A-Za-z%]{2})[ LGHTd](?P<state>[SUE ])")
VIBRA_SLASH = re.compile(rb"([ \d]*\.\d*)/(\d)")
VIBRA_UNITS = UNITS | {"G": "g"}


def read_vibra(line: bytes, raw: bytes) -> Event | None:
    match = VIBRA_LINE.fullmatch(line)
    if not match:
        return None
    if match["state"] == b"E":
        return Reading(raw, Status.ERROR, stable=False)
    slash = VIBRA_SLASH.fullmatch(match["number"])
    number = slash[1] + slash[2] if slash else match["number"]
    stable = {b"S": True, b"U": False}.get(match["state"])
    return measure(raw, number, match["unit"], units=VIBRA_UNITS, negative=match["sign"] == b"-", stable=stable)


def slash_digit(options: Options) -> Decoder:
    """Sign, number with a slash before its last figure, unit, a letter, `S` or `U`, CR LF: `+007.12/3 G S`.

    Recorded lines; the maker is not known for sure (Vibra has such lines). Quirks: the figure behind the slash is finer than
    the verification step; `G` is gram. Cannot know: net or gross, overload (E is an error).
    """
    return Decoder(Lines(read_vibra, 13).scan)


def encode_slash(shown: Shown, options: Options) -> bytes:
    number = shown_number(shown, 7 if shown.decimals else 8, zeros=True)
    if shown.fault or number[:2] == b"--":
        return b"+        KG E\r\n"
    slashed = number[:-1] + b"/" + number[-1:] if shown.decimals else number
    return minus(shown, b"+") + slashed + b"KG " + (b"S" if shown.stable else b"U") + b"\r\n"


PROTOCOLS = (
    Protocol(
        "shuangjie-14",
        shuangjie,
        about="sign, number, unit in 14 bytes",
        makers=("双杰 Shuangjie",),
        lines=("600 8N1", "9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1"),
        settings=(poll_setting(SHUANGJIE_POLLS), COMMANDS),
        encode=encode14,
        says_unit=True,
        weak=True,
        request=polled(SHUANGJIE_POLLS),
        commands=if_on(tare=b"\x1bt"),
    ),
    Protocol(
        "kern-18",
        kern18,
        about="18 bytes, the unit left out while moving: PCB, DE, 572",
        makers=("KERN",),
        lines=LINES,
        settings=(MOVING_UNIT, poll_setting(KERN_POLLS), COMMANDS),
        encode=encode_kern,
        says_unit=True,
        weak=True,
        request=polled(KERN_POLLS),
        commands=if_on(tare=b"t"),
    ),
    Protocol(
        "gg-14",
        gg14,
        about="sign, number, blank, unit in 14 bytes",
        makers=("G&G",),
        lines=LINES,
        encode=encode14,
        says_unit=True,
        weak=True,
    ),
    Protocol(
        "axis-long",
        axis_long,
        about="16 bytes, asked with SI: B, AKA-G, BA",
        makers=("Axis", "Torbal"),
        lines=("4800 8N1", "9600 8N1"),
        settings=(poll_setting(AXIS_POLLS), COMMANDS),
        encode=encode_axis,
        says_unit=True,
        weak=True,
        request=polled(AXIS_POLLS),
        commands=if_on(tare=b"ST\r\n", zero=b"SZ\r\n"),
    ),
    Protocol(
        "adam-text",
        adam,
        about="16 characters, or a label and a written sign: Highland, CPWplus, AZExtra",
        makers=("Adam",),
        lines=("4800 8N1", "9600 8N1", "2400 8N1"),
        settings=(poll_setting(ADAM_POLLS),),
        encode=encode_adam,
        says_mode=True,
        says_unit=True,
        weak=True,
        request=polled(ADAM_POLLS),
    ),
    Protocol(
        "slash-digit",
        slash_digit,
        about="a slash before the last figure, S or U behind: +007.12/3 G S",
        makers=("Vibra (Shinko)",),
        lines=LINES,
        encode=encode_slash,
        says_stable=True,
        says_unit=True,
    ),
)
