"""Dots as bytes that a receipt printer of the ESC/POS family understands: initialise, bands of picture, feed, cut.

A picture needs no code page, so every character prints. Nothing is asked of the printer; printers.py sends.
"""

import struct

from shop_desktop.printing.raster import Raster

BAND_ROWS = 128
FEED_LINES = 4

_INITIALISE = b"\x1b@"
_PICTURE = b"\x1dv0\0"
_FEED = b"\x1bd"
_CUT_AFTER_FEED = b"\x1dVB\0"


def escpos(raster: Raster, *, cut: bool = True, band: int = BAND_ROWS) -> bytes:
    """The bytes that print the dots. `band` rows (1–256) go at a time, so that small buffers do; then the paper is fed past
    the tear bar, or, with `cut`, to the knife and cut but for a point."""
    assert 1 <= band <= 256, band
    line = raster.width // 8
    out = [_INITIALISE]
    for top in range(0, raster.height, band):
        rows = min(band, raster.height - top)
        out += (_PICTURE, struct.pack("<HH", line, rows), raster.rows[top * line : (top + rows) * line])
    out.append(_CUT_AFTER_FEED if cut else _FEED + bytes([FEED_LINES]))
    return b"".join(out)
