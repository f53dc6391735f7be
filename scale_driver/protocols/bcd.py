"""Five bytes of BCD behind FF: HT9800 tF=0 and GM8803 format 1, the same frame with the point one place apart.

Leaves stability to the gate, which gets the stable bit. No check: two equal frames in a row are asked for.
"""

import re
from functools import partial

from scale_driver.framing import Decoder, Shape, frames, weight, with_point
from scale_driver.protocols.protocol import UNIT, Options, Protocol, Shown
from scale_driver.reading import Event, Reading, Rejected, Status

POINT, STABLE, MINUS, OVER = 0x07, 0x10, 0x20, 0x80
MOST_DECIMALS = 5
HT9800_SHIFT, GM8803_SHIFT = 1, 0
LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1")


def decoder(options: Options, shift: int) -> Decoder:
    """Status, then the low, middle and high pair of figures; the status says decimals + shift."""

    def read(match: re.Match[bytes]) -> Event:
        raw, bits = match[0], match[0][1]
        stable, negative = bool(bits & STABLE), bool(bits & MINUS)
        if bits & OVER:
            return Reading(raw, Status.UNDERLOAD if negative else Status.OVERLOAD, stable=stable)
        decimals = (bits & POINT) - shift
        if not 0 <= decimals <= MOST_DECIMALS:
            return Rejected("decimals", raw)
        number = with_point(raw[:1:-1].hex(), decimals)
        return weight(raw, number, unit=options["unit"], negative=negative, stable=stable)

    pair = rb" [\x00-\x09\x10-\x19\x20-\x29\x30-\x39\x40-\x49\x50-\x59\x60-\x69\x70-\x79\x80-\x89\x90-\x99]{3}"
    return Decoder(frames(Shape(rb"\xff [\x00-\xfe]" + pair, read)))


def ht9800(options: Options) -> Decoder:
    """FF, status, BCD low, middle, high, every 100 ms; decimals = point bits - 1.

    衡天 HT9800 tF=0, from programs that read it. Settings: unit. Quirks: gm8803 is the same frame read a factor of ten apart:
    compare with the display. Status: bits 0-2 point, 4 stable, 5 minus, 7 overload. Cannot know: unit, net or gross.
    """
    return decoder(options, HT9800_SHIFT)


def gm8803(options: Options) -> Decoder:
    """As ht9800, but decimals = point bits. 杰曼 GM8803 format 1."""
    return decoder(options, GM8803_SHIFT)


def encode(shown: Shown, options: Options, shift: int) -> bytes:
    over = bool(shown.fault) or abs(shown.digits) > 999_999
    digits = b"%06d" % (0 if over else abs(shown.digits))
    minus = shown.digits < 0 if not shown.fault else shown.fault is Status.UNDERLOAD
    bits = (shown.decimals + shift) | (STABLE if shown.stable else 0) | (MINUS if minus else 0) | (OVER if over else 0)
    return bytes((0xFF, bits)) + bytes.fromhex(digits.decode())[::-1]


PROTOCOLS = (
    Protocol(
        "ht9800",
        ht9800,
        about="FF, status and BCD, tF=0: HT9800",
        makers=("衡天 HT9800",),
        lines=LINES,
        settings=(UNIT,),
        encode=partial(encode, shift=HT9800_SHIFT),
        says_stable=True,
        says_overload=True,
        weak=True,
    ),
    Protocol(
        "gm8803",
        gm8803,
        about="FF, status and BCD, format 1: GM8803",
        makers=("杰曼 GM8803",),
        lines=LINES,
        settings=(UNIT,),
        encode=partial(encode, shift=GM8803_SHIFT),
        says_stable=True,
        says_overload=True,
        weak=True,
    ),
)
