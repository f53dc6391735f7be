"""Frames that begin with `=` and say more than the bare ones of yaohua.py: a unit, a price, a letter behind.

Leaves stability to the gate: none of these says it. Their direction is known: the high digit comes first.
"""

import re

from scale_driver.framing import Decoder, Shape, frames, measure
from scale_driver.protocols.protocol import (
    UNIT,
    Options,
    Protocol,
    Shown,
    minus,
    poll_setting,
    polled,
    shown_number,
    shown_signed,
)
from scale_driver.reading import Event, Mode, Rejected

LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1")


def read_price(match: re.Match[bytes]) -> Event:
    return measure(match[0], match["number"], match["unit"], negative=match["sign"] == b"-")


def price27(options: Options) -> Decoder:
    """`=`, sign (`0` or `-`), seven characters, unit, `;`, unit price, `;`, amount: 27 bytes, format 4.

    Manual: XK3190-A23p. Quirks: counting, it sends pieces where the weight stood, with the unit `pc`: no weight. Cannot
    know: stable, net or gross, overload.
    """
    shape = rb"= (?P<sign>[0\-]) (?P<number>[\x20\d.]{7}) (?P<unit>[A-Za-z\x20]{2}) ; [\x20\d.\-]{7} ; [\x20\d.\-]{7}"
    return Decoder(frames(Shape(shape, read_price)))


def encode_price(shown: Shown, options: Options) -> bytes:
    number = shown_number(shown, 7, zeros=True)
    return b"=" + minus(shown, b"0") + number + b"kg;0001.00;" + number


def status_cr(options: Options) -> Decoder:
    """`=`, seven characters with blanks in front, a letter `@` to `C`, CR: 10 bytes.

    From a recorded line; the maker is not known. Settings: unit. Cannot know: what the letter means, so neither stable nor
    overload; net or gross.
    """

    def read(match: re.Match[bytes]) -> Event:
        return measure(match[0], match["number"], options["unit"])

    return Decoder(frames(Shape(rb"= (?P<number>[\x20\d.\-]{7}) [@-C] \r", read)))


def encode_status(shown: Shown, options: Options) -> bytes:
    return b"=" + shown_signed(shown, 7) + b"C\r"


KELI_MODES = {b"GW": Mode.GROSS, b"NW": Mode.NET, b"TW": Mode.TARE}
KELI_POLLS = {"no": b"", "A": b"A", "B": b"B"}


def read_keli(match: re.Match[bytes]) -> Event:
    word = match.groupdict().get("mode")
    if word is not None and word not in KELI_MODES:
        return Rejected("mode", match[0])
    number = match["number"]
    if len(number) == 8 and number[:1] not in (b"-", b"+"):
        return Rejected("width", match[0])
    return measure(match[0], number, match["unit"], mode=KELI_MODES[word] if word else None)


def keli_t1(options: Options) -> Decoder:
    """`=`, seven characters, unit in brackets, CR LF; or asked, 02, `GW:` `NW:` `TW:`, the same, 03.

    Keli XK3118T1, modes 3 (net) and 4 (gross), from programs that read it; modes 1 and 2 are yaohua-eq-rev8. Settings:
    poll (A gross, B net). Cannot know: stable, overload, and in the first form net or gross.
    """
    number = rb"(?P<number>[\x20\d.+\-]{7,8}) \( (?P<unit>[A-Za-z]{1,3}) \)"
    bare = Shape(rb"= " + number, read_keli)
    asked = Shape(rb"\x02 (?P<mode>[A-Z]{2}) : " + number + rb" \x03", read_keli)
    return Decoder(frames(bare, asked))


def encode_keli(shown: Shown, options: Options) -> bytes:
    body = minus(shown, b"0") + shown_number(shown, 6, zeros=True) + b"(kg)"
    if options["poll"] == "no":
        return b"=" + body + b"\r\n"
    return b"\x02" + (b"NW:" if options["poll"] == "B" else b"GW:") + body + b"\x03"


PROTOCOLS = (
    Protocol(
        "yaohua-eq-price27",
        price27,
        about="= with unit, unit price and amount, 27 bytes: A23p format 4",
        makers=("Yaohua 耀华 A23p",),
        lines=LINES,
        encode=encode_price,
        says_unit=True,
        weak=True,
    ),
    Protocol(
        "keli-t1",
        keli_t1,
        about="= with the unit in brackets, and GW: answers: XK3118T1",
        makers=("Keli 柯力 XK3118T1",),
        lines=("2400 8N1", "9600 8N1", "4800 8N1", "1200 8N1"),
        settings=(poll_setting(KELI_POLLS),),
        encode=encode_keli,
        says_unit=True,
        weak=True,
        request=polled(KELI_POLLS),
    ),
    Protocol(
        "eq-status-cr",
        status_cr,
        about="= and 7 characters with a letter behind",
        makers=("-",),
        lines=LINES,
        settings=(UNIT,),
        encode=encode_status,
        weak=True,
    ),
)
