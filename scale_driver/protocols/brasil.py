"""Brazilian counter scales that are asked by ENQ: Toledo Prt2 and Prt5, Filizola, Micheletti.

Leaves stability to the gate. Grams without a point and without a check; letters in place of figures are states.
"""

import re

from scale_driver.framing import Decoder, Shape, frames, measure, with_point
from scale_driver.protocols.protocol import (
    UNIT,
    Options,
    Protocol,
    Shown,
    poll_setting,
    polled,
    shown_fault,
    shown_grams,
    shown_signed,
)
from scale_driver.reading import Event, Reading, Rejected, Status

POLLS = {"yes": b"\x05", "no": b""}
LINES = ("9600 8N1", "4800 8N1", "2400 8N1")
MOST_G = 99_999
LETTERS = {b"I": Status.ERROR, b"N": Status.UNDERLOAD, b"S": Status.OVERLOAD}


def in_grams(match: re.Match[bytes]) -> Event:
    """Figures that are grams by convention."""
    number = match["grams"].lstrip(b" ").decode()
    if not number.isdigit():
        return Rejected("digits", match[0])
    return measure(match[0], with_point(number, 3).encode(), "kg", stable=True)


def in_letters(match: re.Match[bytes]) -> Event:
    """I: moving; N: negative; S: over."""
    letters = set(match["letters"])
    if len(letters) > 1:
        return Rejected("digits", match[0])
    letter = match["letters"][:1]
    return Reading(match[0], LETTERS[letter], stable=False if letter == b"I" else None)


def prt5(options: Options) -> Decoder:
    """02, five figures in grams, 03; `IIIII` moving, `NNNNN` negative, `SSSSS` over.

    Manual: Toledo Prix 3 Plus, Prt3 and Prt5. Settings: poll. Quirks: on Prt5 nothing is sent at 0,000: silence is no fault,
    but no zero either. Cannot know: net or gross, unit.
    """
    return Decoder(
        frames(
            Shape(rb"\x02 (?P<grams>\d{5}) \x03", in_grams),
            Shape(rb"\x02 (?P<letters>[INS]{5}) \x03", in_letters),
        )
    )


def encode_prt5(shown: Shown, options: Options) -> bytes:
    fault = shown_fault(shown, MOST_G)
    if fault or not shown.stable:
        letter = b"S" if fault is Status.OVERLOAD else b"N" if fault else b"I"
        return b"\x02" + letter * 5 + b"\x03"
    return b"\x02%05d\x03" % shown_grams(shown)


def filizola(options: Options) -> Decoder:
    """As toledo-br-prt5, or with CR at the end; a longer body begins with six figures of weight, then the price.

    From programs that read it. Settings: poll. Quirks: it may first answer I, and is asked again. Cannot know: net or gross.
    """
    return Decoder(
        frames(
            Shape(rb"\x02 (?P<grams>\d{5}) [\x03\r]", in_grams),
            Shape(rb"\x02 (?P<grams>[\x20\d]{6}) [\x20\d.,]{5,14} [\x03\r]", in_grams),
            Shape(rb"\x02 (?P<letters>[INS]{1,6}) [\x03\r]", in_letters),
        )
    )


def micheletti(options: Options) -> Decoder:
    """02, six figures in grams, blank, six of price, blank, six of total, 03: 22 bytes.

    From a program that reads it. Settings: poll. Cannot know: stable, overload, net or gross.
    """

    def read(match: re.Match[bytes]) -> Event:
        number = match["grams"].lstrip(b" ").decode()
        if not number.isdigit():
            return Rejected("digits", match[0])
        return measure(match[0], with_point(number, 3).encode(), "kg")

    shape = rb"\x02 (?P<grams>[\x20\d]{6}) \x20 [\x20\d]{6} \x20 [\x20\d]{6} \x03"
    return Decoder(frames(Shape(shape, read)))


def encode_micheletti(shown: Shown, options: Options) -> bytes:
    grams = b"      " if shown_fault(shown, 999_999) else b"%6s" % (b"%04d" % shown_grams(shown))
    return b"\x02" + grams + b"    100" * 2 + b"\x03"


def prt2(options: Options) -> Decoder:
    """02, six characters with a point or a minus, CR. Byte for byte an 8217 weight: only the name tells.

    Manual: Toledo Prix 3 Plus, the protocol before Prt3. Settings: unit, poll. Cannot know: stable, net or gross, unit.
    """

    def read(match: re.Match[bytes]) -> Event:
        if b"." not in match["number"]:
            return Rejected("decimals", match[0])
        return measure(match[0], match["number"], options["unit"], zeros=True)

    return Decoder(
        frames(
            Shape(rb"\x02 (?P<number>[\x20\d.\-]{6}) \r", read),
            Shape(rb"\x02 (?P<letters>[INS]{5,6}) \r", in_letters),
        )
    )


def encode_prt2(shown: Shown, options: Options) -> bytes:
    if shown.fault:
        return b"\x02" + (b"N" if shown.fault is Status.UNDERLOAD else b"S") * 6 + b"\r"
    return b"\x02" + shown_signed(shown, 6) + b"\r"


PROTOCOLS = (
    Protocol(
        "toledo-br-prt5",
        prt5,
        about="ENQ, five figures in grams: Prix 3, Prt3 and Prt5",
        makers=("Toledo do Brasil",),
        lines=LINES,
        settings=(poll_setting(POLLS),),
        encode=encode_prt5,
        says_stable=True,
        says_overload=True,
        weak=True,
        request=polled(POLLS),
    ),
    Protocol(
        "toledo-br-prt2",
        prt2,
        about="ENQ, six characters with the point: Prix 3, Prt2",
        makers=("Toledo do Brasil",),
        lines=LINES,
        settings=(UNIT, poll_setting(POLLS)),
        encode=encode_prt2,
        says_overload=True,
        weak=True,
        request=polled(POLLS),
    ),
    Protocol(
        "filizola",
        filizola,
        about="ENQ, five figures in grams, or six with the price behind",
        makers=("Filizola",),
        lines=LINES,
        settings=(poll_setting(POLLS),),
        encode=encode_prt5,
        says_stable=True,
        says_overload=True,
        weak=True,
        request=polled(POLLS),
    ),
    Protocol(
        "micheletti-p15",
        micheletti,
        about="weight, price and total in 22 bytes",
        makers=("Micheletti",),
        lines=LINES,
        settings=(poll_setting(POLLS),),
        encode=encode_micheletti,
        weak=True,
        request=polled(POLLS),
    ),
)
