"""Indicators of Spain, Italy and Bulgaria: Gram, Dini Argeo, Bilanciai, Elicom.

Leaves stability to the gate. None has a check; Gram and Bilanciai have marks at both ends of a frame.
"""

import re

from scale_driver.framing import Decoder, Lines, Shape, frames, measure, with_point
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
    shown_fault,
    shown_grams,
    shown_number,
    shown_signed,
)
from scale_driver.reading import Event, Mode, Reading, Status

LINES = ("9600 8N1", "4800 8N1", "9600 7E1", "2400 8N1")
GRAM_BASE, GRAM_GROSS, GRAM_TARE, GRAM_STABLE = 0x20, 0x01, 0x02, 0x40
DOLLAR_POLLS = {"yes": b"$", "no": b""}


def read_gram(match: re.Match[bytes]) -> Event:
    bits = match["status"][0] - GRAM_BASE
    mode = Mode.GROSS if bits & GRAM_GROSS else Mode.NET if bits & GRAM_TARE else None
    negative, stable = match["sign"] == b"-", bool(bits & GRAM_STABLE)
    return measure(match[0], match["number"], match["unit"], negative=negative, stable=stable, mode=mode)


def gram_pc0(options: Options) -> Decoder:
    """02, status, sign, seven characters, unit, CR, 03: 14 bytes, asked with `$`.

    Manual: Gram K3, Z3; Baxtran. Settings: poll, commands. Quirks: 20h is added to the status, not set in it: gross 1, tare
    set 2, zero 8, stable 40h. Never send `f`: it changes the filter. Cannot know: overload (dashes are no weight).
    """
    shape = rb"\x02 (?P<status>[\x20-\xff]) (?P<sign>[\x20+\-]) (?P<number>[\x20\d.]{7}) (?P<unit>[A-Za-z\x20]{2}) \r \x03"
    return Decoder(frames(Shape(shape, read_gram)))


def encode_gram(shown: Shown, options: Options) -> bytes:
    bits = GRAM_BASE + GRAM_GROSS + (GRAM_STABLE if shown.stable else 0)
    return b"\x02" + bytes((bits,)) + minus(shown) + shown_number(shown, 7) + b"kg\r\x03"


DINI_MODES = {b"GS": Mode.GROSS, b"NT": Mode.NET, b"VL": None, b"RZ": None}
DINI_FAULTS = {b"OL": Status.OVERLOAD, b"UL": Status.UNDERLOAD, b"TL": Status.ERROR}
DINI_HEAD = rb"\d{0,3}(?P<head>ST|US|OL|UL|TL),"
DINI_SHORT = re.compile(DINI_HEAD + rb"(?P<mode>GS|NT|VL|RZ),(?P<number>.{8,10}),(?P<unit>[A-Za-z ]{1,3})")
DINI_LONG = re.compile(
    DINI_HEAD + rb"(?:\d,)?(?P<number>[ \d.+-]{8}(?:..)?),PT[ \d.+-]{8}(?:..)?,[ \d.+-]{8,10},(?P<unit>[A-Za-z ]{1,3})"
)
DINI_READ = re.compile(DINI_HEAD + rb"\d,(?P<number>[ \d.+-]{6,10})(?P<unit>[A-Za-z]{1,2}),[ \d.+-]{6,10}[A-Za-z]{1,2}")
DINI_POLLS = {"no": b"", "READ": b"READ\r\n"}


def read_dini(line: bytes, raw: bytes) -> Event | None:
    if re.fullmatch(rb"\d{0,3}ERR ?\d*", line):
        return Reading(raw, Status.ERROR)
    match = DINI_SHORT.fullmatch(line) or DINI_LONG.fullmatch(line) or DINI_READ.fullmatch(line)
    if not match:
        return None
    word = match.groupdict().get("mode")
    mode = DINI_MODES[word] if word else Mode.NET
    if match["head"] in DINI_FAULTS:
        return Reading(raw, DINI_FAULTS[match["head"]], stable=False, mode=mode)
    if mode is None:
        # Points and microvolts of the converter.
        return Reading(raw, Status.ERROR)
    return measure(raw, match["number"], match["unit"], stable=match["head"] == b"ST", mode=mode)


def dini(options: Options) -> Decoder:
    """`ST,GS,`, eight characters, `,`, unit, CR LF; perhaps an address in front; or the long form with tare and pieces.

    Manual: LTP, DGT, 3590. Settings: poll, commands. Quirks: heads US, OL, UL, and TL (tilted, an error); `VL` and `RZ` are
    no weights; in the long form the first number is net, the second, after `PT`, the tare.
    """
    return Decoder(Lines(read_dini, 60, head=re.compile(DINI_HEAD)).scan)


def encode_dini(shown: Shown, options: Options) -> bytes:
    if shown.fault:
        return (b"UL" if shown.fault is Status.UNDERLOAD else b"OL") + b",GS,        ,kg\r\n"
    return (b"ST" if shown.stable else b"US") + b",GS," + shown_signed(shown, 8) + b",kg\r\n"


CB_STATES = {b"0": True, b"1": False}


def bilanciai(options: Options) -> Decoder:
    """`$`, state, five figures, CR: 8 bytes. State 0 stable, 1 moving, 3 invalid.

    Manual: DD700, D70. Settings: unit, decimals, poll. Quirks: above five figures the low ones are cut off: compare with the
    display. The long form (with tare and status letters) is not read. Cannot know: sign, point, unit, overload.
    """

    def read(match: re.Match[bytes]) -> Event:
        state = match["state"]
        if state not in CB_STATES:
            return Reading(match[0], Status.ERROR, mode=Mode.NET)
        number = with_point(match["number"].decode(), int(options["decimals"])).encode()
        return measure(match[0], number, options["unit"], stable=CB_STATES[state], mode=Mode.NET)

    return Decoder(frames(Shape(rb"\$ (?P<state>\d) (?P<number>\d{5}) \r", read)))


def encode_bilanciai(shown: Shown, options: Options) -> bytes:
    digits = shown.digits if shown.decimals == int(options["decimals"]) else -1
    good = not shown.fault and 0 <= digits <= 99_999
    return b"$" + (b"0" if shown.stable else b"1") + b"%05d\r" % digits if good else b"$300000\r"


ELICOM = re.compile(rb"[tp]([+-])(\d{3}\.\d{3})")


def read_elicom(line: bytes, raw: bytes) -> Event | None:
    match = ELICOM.fullmatch(line)
    return measure(raw, match[2], "kg", negative=match[1] == b"-", zeros=True) if match else None


def elicom(options: Options) -> Decoder:
    """`t` (at zero) or `p` (under load), sign, 000.000, CR, about 80 lines a second.

    Recorded lines of an EEP60-2-1-NL-X. Quirks: CR alone ends a line. Cannot know: stable, overload, net or gross.
    """
    return Decoder(Lines(read_elicom, 9, head=re.compile(rb"[tp][+-]")).scan)


def encode_elicom(shown: Shown, options: Options) -> bytes:
    grams = shown_grams(shown)
    if shown.fault or shown_fault(Shown(abs(grams), 3), 999_999):
        return b"p+---.---\r"
    number = with_point(f"{abs(grams):06}", 3).encode()
    return (b"p" if grams else b"t") + minus(shown, b"+") + number + b"\r"


PROTOCOLS = (
    Protocol(
        "dini-argeo",
        dini,
        about="ST,GS lines with a comma before the unit, short and long: LTP, DGT, 3590",
        makers=("Dini Argeo",),
        lines=LINES,
        settings=(poll_setting(DINI_POLLS), COMMANDS),
        encode=encode_dini,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        says_overload=True,
        request=polled(DINI_POLLS),
        commands=if_on(zero=b"ZERO\r\n", tare=b"TARE\r\n", clear=b"C\r\n"),
    ),
    Protocol(
        "gram-pc0",
        gram_pc0,
        about="asked with $, 14 bytes with a status byte: K3, Z3",
        makers=("Gram", "Baxtran"),
        lines=LINES,
        settings=(poll_setting(DOLLAR_POLLS), COMMANDS),
        encode=encode_gram,
        says_stable=True,
        says_mode=True,
        says_unit=True,
        request=polled(DOLLAR_POLLS),
        commands=if_on(zero=b"z", tare=b"t"),
    ),
    Protocol(
        "bilanciai-cb",
        bilanciai,
        about="$, state and five figures: DD700, D70",
        makers=("Società Cooperativa Bilanciai", "B-TEK"),
        lines=("9600 8N1", "4800 7E2", "4800 8N1"),
        settings=(
            UNIT,
            Setting("decimals", ("0", "1", "2", "3", "4"), about="decimals that the display shows; the wire sends no point"),
            poll_setting({"no": b"", "yes": b"$"}),
        ),
        encode=encode_bilanciai,
        says_stable=True,
        says_mode=True,
        weak=True,
        request=polled({"no": b"", "yes": b"$"}),
        net_only=True,
    ),
    Protocol(
        "elicom-nl",
        elicom,
        about="t or p, sign, 000.000, CR: EEP NL",
        makers=("Elicom",),
        lines=LINES,
        encode=encode_elicom,
        weak=True,
    ),
)
