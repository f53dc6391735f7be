"""Formats that one program or page alone describes: Dahua's tills, the head marked XMDH, T-Scale BWS Con3.

Leaves stability to the gate. Compare with the display before trusting any of these.
"""

import re

from scale_driver.framing import Decoder, Lines, Shape, frames, measure, with_point
from scale_driver.protocols.protocol import UNIT, Options, Protocol, Shown, minus, shown_grams, shown_number, shown_signed
from scale_driver.reading import Event

LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1")
DAHUA_LINE = re.compile(rb" *(-?)(\d{1,6})(?: [ -~]*)?")


def read_dahua(line: bytes, raw: bytes) -> Event | None:
    match = DAHUA_LINE.fullmatch(line)
    return measure(raw, with_point(match[2].decode(), 3).encode(), "kg", negative=match[1] == b"-") if match else None


def dahua(options: Options) -> Decoder:
    """A line of words; the first is the weight in whole grams.

    大华 till scales, from one program that reads them. Quirks: the first line is dropped, it may be cut. Cannot know: stable,
    overload, net or gross, what the other words are.
    """
    return Decoder(Lines(read_dahua, 64, whole_only=True).scan)


def encode_dahua(shown: Shown, options: Options) -> bytes:
    grams = shown_grams(shown)
    good = not shown.fault and abs(grams) <= 999_999
    return b"%d 0 0\r\n" % grams if good else b"------ 0 0\r\n"


def xmdh(options: Options) -> Decoder:
    """LF, two bytes, seven characters with the point, three bytes, CR: 14 bytes.

    厦门大华 heads (XMDH), from one program that reads them. Settings: unit. Quirks: a minus may stand before the number.
    Cannot know: stable, overload, net or gross, the other bytes.
    """

    def read(match: re.Match[bytes]) -> Event:
        negative = b"-" in match["lead"]
        return measure(match[0], match["number"], options["unit"], negative=negative)

    shape = rb"\n (?P<lead>[\x20-\x7e]{2}) (?P<number>[\x20\d.\-]{7}) [\x20-\x7e]{3} \r"
    return Decoder(frames(Shape(shape, read)))


def encode_xmdh(shown: Shown, options: Options) -> bytes:
    return b"\n  " + shown_signed(shown, 7) + b"   \r"


def tscale_con3(options: Options) -> Decoder:
    """01, sign, seven characters, unit of two, `0` stable or `1` moving.

    Manual: World Weigh BWS (台衡), p. 22. Quirks: Con1 is st-gs, Con2 is toledo-cont with check=no. Cannot know: overload,
    net or gross.
    """

    def read(match: re.Match[bytes]) -> Event:
        stable, negative = match["state"] == b"0", match["sign"] == b"-"
        return measure(match[0], match["number"], match["unit"], negative=negative, stable=stable)

    shape = rb"\x01 (?P<sign>[\x20+\-]) (?P<number>[\x20\d.\-]{7}) (?P<unit>[A-Za-z\x20]{2}) (?P<state>[01])"
    return Decoder(frames(Shape(shape, read)))


def encode_con3(shown: Shown, options: Options) -> bytes:
    return b"\x01" + minus(shown) + shown_number(shown, 7) + b"kg" + (b"0" if shown.stable else b"1") + b"\r\n"


PROTOCOLS = (
    Protocol(
        "tscale-con3",
        tscale_con3,
        about="01, sign, number, unit, stability: BWS, output Con3",
        makers=("T-Scale 台衡 BWS", "World Weigh"),
        lines=LINES,
        encode=encode_con3,
        says_stable=True,
        says_unit=True,
    ),
    Protocol(
        "dahua-pos",
        dahua,
        about="lines whose first word is grams",
        makers=("Dahua 大华",),
        lines=LINES,
        encode=encode_dahua,
        weak=True,
    ),
    Protocol(
        "xmdh-14",
        xmdh,
        about="14 bytes from LF to CR",
        makers=("厦门大华 XMDH",),
        lines=LINES,
        settings=(UNIT,),
        encode=encode_xmdh,
        weak=True,
    ),
)
