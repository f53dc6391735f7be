"""A one-page PDF as a printer's dots: black or white, packed eight to a byte.

Leaves drawing to the papers and bytes for printers to escpos.py.
"""

import struct
import zlib
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from shop_desktop.printing.fonts import TURN

# A dot is inked where strokes cover at least 37 % of it: at 50 % the thin strokes of 22-dot characters break.
LIGHTEST_INK = 160
_BITS = tuple(bytes((0x80 >> bit) if grey <= LIGHTEST_INK else 0 for grey in range(256)) for bit in range(8))
_INVERTED = bytes(255 - value for value in range(256))


@dataclass(frozen=True, kw_only=True)
class Raster:
    """Dots, row by row from the top, eight to a byte, the leftmost in the highest bit, 1 = ink. width is a multiple of 8."""

    width: int
    height: int
    rows: bytes


def rasterise(pdf: bytes, dots: int) -> Raster:
    """The first page of a PDF, `dots` wide (a multiple of 8) and as long as its shape asks."""
    assert dots % 8 == 0, dots
    with TURN:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            height = round(page.get_height() / page.get_width() * dots)
            bitmap = pypdfium2.PdfBitmap.new_native(dots, height, raw.FPDFBitmap_Gray)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, dots, height)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, dots, height, 0, 0)
            grey = bytes(bitmap.buffer)
            assert bitmap.stride == dots, bitmap.stride
        finally:
            document.close()
    return Raster(width=dots, height=height, rows=_packed(grey))


def _packed(grey: bytes) -> bytes:
    """Every eighth grey value becomes one bit of all bytes; eight such layers, added as whole numbers, are the dots."""
    dots = 0
    for bit, table in enumerate(_BITS):
        dots |= int.from_bytes(grey[bit::8].translate(table), "big")
    return dots.to_bytes(len(grey) // 8, "big")


def to_png(raster: Raster) -> bytes:
    """A PNG of one bit a dot, 203 dots an inch."""
    line = raster.width // 8
    white = raster.rows.translate(_INVERTED)
    data = b"".join(b"\0" + white[start : start + line] for start in range(0, len(white), line))
    header = struct.pack(">2I5B", raster.width, raster.height, 1, 0, 0, 0, 0)
    scale = struct.pack(">2IB", 8000, 8000, 1)
    chunks = ((b"IHDR", header), (b"pHYs", scale), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
