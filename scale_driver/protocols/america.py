"""Stream heads of North America and Australia: Rice Lake, Cardinal, Rinstrum, Sterling.

Leaves stability to the gate. None has a check; all but Sterling's have fixed columns, so that a cut frame is no weight.
"""

import re

from scale_driver.framing import UNITS, Decoder, Lines, Shape, frames, measure
from scale_driver.protocols.protocol import UNIT, Options, Protocol, Shown, minus, poll_setting, polled, shown_number
from scale_driver.reading import Event, Mode, Reading, Rejected, Status

LINES = ("9600 8N1", "9600 7E1", "4800 8N1", "2400 7E1")
FAULTS = {
    b"O": Status.OVERLOAD,
    b"OC": Status.OVERLOAD,
    b"U": Status.UNDERLOAD,
    b"BZ": Status.UNDERLOAD,
    b"I": Status.ERROR,
    b"E": Status.ERROR,
    b"ee": Status.ERROR,
    b"EE": Status.ERROR,
}
MODES = {b"G": Mode.GROSS, b"GR": Mode.GROSS, b"N": Mode.NET, b"NT": Mode.NET}
# One letter: T may be either ton, so it is none here.
IQ_UNITS = {"K": "kg", "L": "lb", "G": "g", "O": "oz"}
UNIT_NAMES = UNITS | {"G": "g"}


def read_columns(raw: bytes, match: re.Match[bytes], units: dict[str, str]) -> Event:
    """Polarity, weight, unit, mode and status in columns of their own."""
    state, mode = match["status"].strip(), MODES[match["mode"]]
    if state in FAULTS:
        return Reading(raw, FAULTS[state], mode=mode)
    stable, negative = not state.startswith(b"M"), match["sign"] == b"-"
    return measure(raw, match["number"], match["unit"], units=units, negative=negative, stable=stable, mode=mode)


def iq355(options: Options) -> Decoder:
    """02, polarity, seven characters, unit letter, `G` or `N`, status, CR LF: 14 bytes.

    Manual: Rice Lake IQ355. Quirks: `KG` is K and Gross. Status M moving, O over, I invalid. T may be a short or a metric ton:
    an error.
    """

    def read(match: re.Match[bytes]) -> Event:
        return read_columns(match[0], match, IQ_UNITS)

    shape = (
        rb"\x02 (?P<sign>[\x20+\-]) (?P<number>[\x20-\x7e]{7}) (?P<unit>[KLTGO]) (?P<mode>[GN]) (?P<status>[\x20MIO]) (?=[\r\n])"
    )
    return Decoder(frames(Shape(shape, read)))


def letter(shown: Shown) -> bytes:
    if shown.fault:
        return b"O" if shown.fault is Status.OVERLOAD else b"I"
    return b" " if shown.stable else b"M"


def weighed(shown: Shown) -> bytes:
    """A field of seven: of a fault only its letter counts, and the digits under it are any."""
    return b"  99.99" if shown.fault else shown_number(shown, 7)


def encode_iq(shown: Shown, options: Options) -> bytes:
    return b"\x02" + minus(shown) + weighed(shown) + b"KG" + letter(shown) + b"\r\n"


def df1500(options: Options) -> Decoder:
    """02, polarity, seven characters, blank, unit, blank, `GR` or `NT`, blank, status, CR LF: 19 bytes.

    Manual: Western M2000. Quirks: status O over, M moving, `-` only repeats the sign.
    """

    def read(match: re.Match[bytes]) -> Event:
        if match["mode"] not in MODES:
            return Rejected("mode", match[0])
        return read_columns(match[0], match, UNIT_NAMES)

    shape = (
        rb"\x02 (?P<sign>[\x20+\-]) (?P<number>[\x20-\x7e]{7}) \x20 (?P<unit>[A-Za-z\x20]{2}) \x20 "
        rb"(?P<mode>[A-Z]{2}) \x20 (?P<status>[\x20OMIE\-]) (?=[\r\n])"
    )
    return Decoder(frames(Shape(shape, read)))


def encode_df(shown: Shown, options: Options) -> bytes:
    return b"\x02" + minus(shown) + weighed(shown) + b" KG GR " + letter(shown) + b"\r\n"


CARDINAL = re.compile(rb"(?P<sign>[ +-])(?P<number>[ \d.]{7})(?P<unit>[A-Za-z ]{2})(?P<mode>[GN])(?P<status>OC|BZ|MO|ee|EE|  )")


def read_cardinal(line: bytes, raw: bytes) -> Event | None:
    match = CARDINAL.fullmatch(line)
    return read_columns(raw, match, UNIT_NAMES) if match else None


def cardinal(options: Options) -> Decoder:
    """Sign, six figures with the point, unit, `G` or `N`, two letters of status or blanks, CR: 14 bytes.

    Manual: Cardinal 200, SB-400. Quirks: OC over capacity, BZ below zero, MO moving, ee error.
    """
    return Decoder(Lines(read_cardinal, 13).scan)


def encode_cardinal(shown: Shown, options: Options) -> bytes:
    states = {Status.OVERLOAD: b"OC", Status.UNDERLOAD: b"BZ"}
    state = states.get(shown.fault, b"ee") if shown.fault else b"  " if shown.stable else b"MO"
    return minus(shown) + weighed(shown) + b"kgG" + state + b"\r"


RINSTRUM_MODES = {b"G": Mode.GROSS, b"N": Mode.NET}


def rinstrum(options: Options) -> Decoder:
    """02, sign, seven characters, one letter, 03: 11 bytes. G gross, N net, U under, O over, M moving, E error.

    Manual of a head sold under other names; the maker is a guess. Settings: unit. Cannot know: unit; net or gross of a moving
    load. Its second format, with four letters and a unit, is not read.
    """

    def read(match: re.Match[bytes]) -> Event:
        state = match["status"]
        if state in FAULTS:
            return Reading(match[0], FAULTS[state])
        negative, mode = match["sign"] == b"-", RINSTRUM_MODES.get(state)
        return measure(match[0], match["number"], options["unit"], negative=negative, stable=state != b"M", mode=mode)

    shape = rb"\x02 (?P<sign>[\x20+\-]) (?P<number>[\x20-\x7e]{7}) (?P<status>[GNUOME]) \x03"
    return Decoder(frames(Shape(shape, read)))


def encode_rinstrum(shown: Shown, options: Options) -> bytes:
    states = {Status.OVERLOAD: b"O", Status.UNDERLOAD: b"U"}
    state = states.get(shown.fault, b"E") if shown.fault else b"G" if shown.stable else b"M"
    return b"\x02" + minus(shown) + shown_number(shown, 7) + state + b"\x03"


# A command's echo, whole or eaten in part, may be glued to the label; label and number fill thirteen columns.
STERLING = re.compile(rb"[A-Z]{0,3}?(?P<label>Gross|gross|Net|net|Tare|tare)(?P<number>[ \d.-]+) (?P<unit>[A-Za-z]{1,3}) *")
STERLING_MODES = {b"g": Mode.GROSS, b"n": Mode.NET, b"t": Mode.TARE}
STERLING_WIDTH = 13
STERLING_POLLS = {"SGW": b"SGW\r", "SNW": b"SNW\r", "no": b""}


def read_sterling(line: bytes, raw: bytes) -> Event | None:
    match = STERLING.fullmatch(line)
    if not match or len(match["label"] + match["number"]) != STERLING_WIDTH:
        return None
    letter, mode = match["label"][:1], STERLING_MODES[match["label"][:1].lower()]
    return measure(raw, match["number"], match["unit"], stable=letter.isupper(), mode=mode)


def sterling(options: Options) -> Decoder:
    """Asked with SGW or SNW: the command's echo, `Gross` or `Net`, the number on the right, unit, CR LF.

    Recorded lines of a Sterling 7600. Settings: poll. Quirks: the echo may be eaten in part; a small first letter means
    moving, as the manual's notes say; `Count` is no weight. Cannot know: overload.
    """
    return Decoder(Lines(read_sterling, 32, head=re.compile(rb"(?:Gross|gross|Net|net|Tare|tare)")).scan)


def encode_sterling(shown: Shown, options: Options) -> bytes:
    label = b"Net" if options["poll"] == "SNW" else b"Gross"
    number = (b"-" if shown.digits < 0 else b"") + shown_number(shown, 7).strip()
    field = number.rjust(STERLING_WIDTH - len(label))
    return b"SGW" + (label if shown.stable else label.lower()) + field + b" kg\r\n"


PROTOCOLS = (
    Protocol(
        "rl-iq355",
        iq355,
        about="14 bytes with letters for unit, mode and status: IQ355",
        makers=("Rice Lake",),
        lines=LINES,
        encode=encode_iq,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
    ),
    Protocol(
        "df1500",
        df1500,
        about="19 bytes with unit, GR or NT, status",
        makers=("Western", "DF"),
        lines=LINES,
        encode=encode_df,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
    ),
    Protocol(
        "cardinal-sb400",
        cardinal,
        about="14 bytes that end in OC, BZ, MO, ee or blanks: 200, SB-400",
        makers=("Cardinal",),
        lines=LINES,
        encode=encode_cardinal,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
    ),
    Protocol(
        "rinstrum-a",
        rinstrum,
        about="11 bytes from 02 to 03 with one letter of status",
        makers=("Rinstrum",),
        lines=LINES,
        settings=(UNIT,),
        encode=encode_rinstrum,
        says_stable=True,
        says_mode=True,
        says_overload=True,
    ),
    Protocol(
        "sterling-3letter",
        sterling,
        about="asked with SGW: Gross and Net lines: 7600",
        makers=("Sterling",),
        lines=LINES,
        settings=(poll_setting(STERLING_POLLS),),
        encode=encode_sterling,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        request=polled(STERLING_POLLS),
    ),
)
