"""Noto Sans SC for all papers: loaded when first used, measured, and embedded so that its text can be copied.

Leaves placing to the papers. reportlab's fonts and PDFium are not thread-safe: whoever draws or renders holds `TURN`.
"""

import mmap
import struct
import sys
import threading
import unicodedata
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont, TTFontFace, TTFontFile
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.places import resources

REGULAR = "NotoSansSC"
BOLD = "NotoSansSC-Bold"
TURN = threading.RLock()

_FILES = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf"}


class Run(NamedTuple):
    """A stretch of text: characters the font has, or one that it has not."""

    text: str
    known: bool


def register() -> None:
    """Make REGULAR and BOLD known to reportlab; costs about 40 ms once, nothing later."""
    for name in _FILES:
        _font(name)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in the unit of `size`; a character without a glyph counts as its box does."""
    widths: dict[int, float] = _font(BOLD if bold else REGULAR).face.charWidths
    try:
        return sum([widths[ord(char)] for char in text]) * size / 1000
    except KeyError:
        known = sum(widths.get(ord(char), 0) for char in text) * size / 1000
        return known + sum(box_width(char, size) for char in text if ord(char) not in widths)


def box_width(char: str, size: float) -> float:
    """The room that a character without a glyph takes: its box, and its code below it, legible at 203 dots an inch."""
    return max(size, width(f"{ord(char):04X}", code_size(size)) + 2)


def code_size(size: float) -> float:
    """The type size of the code below a missing character's box."""
    return max(12.0, size * 0.34)


def clean(text: str) -> str:
    """One line of printable characters: white space becomes a space, controls and joiners go.

    >>> clean("Li\\tHua\\u200b")
    'Li Hua'
    """
    if text.isascii() and text.isprintable():
        return text
    return _clean(text)


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    spaced = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Mn", "Me"})


def runs(text: str) -> list[Run]:
    """Cut a text where the font lacks a character; each missing one is a run of its own."""
    glyphs = _font(REGULAR).face.charToGlyph
    if all(ord(char) in glyphs for char in text):
        return [Run(text, True)] if text else []
    out: list[Run] = []
    for char in text:
        known = ord(char) in glyphs
        if known and out and out[-1].known:
            out[-1] = Run(out[-1].text + char, True)
        else:
            out.append(Run(char, known))
    return out


def embedded(text: str, canvas: Canvas, *, bold: bool = False) -> list[tuple[str, bytes]]:
    """The text as a canvas's document embeds it: the PDF's name of a subset, and the codes to show in it, piece by piece."""
    font, document = _font(BOLD if bold else REGULAR), canvas._doc
    return [(font.getSubsetInternalName(subset, document), codes) for subset, codes in font.splitString(text, document)]


@cache
def _font(name: str) -> Any:
    with TURN:
        font = _Font(name, resources() / "fonts" / _FILES[name])
        pdfmetrics.registerFont(font)
        return font


class _Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """reportlab's font on a face that opens fast; its ToUnicode is right beyond the BMP too."""

    def __init__(self, name: str, path: Path) -> None:
        self.fontName = name
        self.face = _Face(path)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False

    def addObjects(self, doc: Any) -> None:
        """As reportlab, which writes a code point above FFFF as five digits where PDF asks for UTF-16."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            if max(subset) > 0xFFFF:
                stream = doc.idToObject[f"toUnicodeCMap:{SUBSETN(number).decode()}+{self.face.name.decode()}"]
                stream.content = _in_utf16(stream.content, subset)


def _in_utf16(cmap: str, subset: Iterable[int]) -> str:
    for code, char in enumerate(subset):
        if char > 0xFFFF:
            utf16 = chr(char).encode("utf-16-be").hex().upper()
            cmap = cmap.replace(f"<{code:02X}> <{char:04X}>", f"<{code:02X}> <{utf16}>")
    return cmap


class _Face(TTFontFace):  # type: ignore[misc]
    """A TrueType face mapped into memory. reportlab reads 31,000 numbers one by one; here tables are read at once."""

    def __init__(self, path: Path) -> None:
        pdfmetrics.TypeFace.__init__(self, None)
        self.filename = str(path)
        with path.open("rb") as file:
            self._ttf_data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        TTFontFile.__init__(self, self.filename, charInfo=0)
        self.charToGlyph: dict[int, int] = _characters(self.get_table("cmap"))
        metrics = _numbers("H", self.get_table("hmtx"))
        advances = metrics[::2]
        assert len(advances) == self.numGlyphs
        scale = 1000 / self.unitsPerEm
        self.hmetrics = list(zip(advances, metrics[1::2], strict=True))
        self.glyphPos = _numbers("I", self.get_table("loca"))
        self.charWidths = {char: advances[glyph] * scale for char, glyph in self.charToGlyph.items()}
        self.defaultWidth = advances[0] * scale

    def get_table(self, tag: str) -> Any:
        """As reportlab, which copies all ten megabytes of outlines for each subset."""
        return _Outlines(self._ttf_data, self.get_table_pos("glyf")[0]) if tag == "glyf" else super().get_table(tag)

    def getCharWidth(self, code: int) -> bytes:
        """A width as the PDF writes it: reportlab forms its numbers slowly, and a slip has two hundred of these."""
        return b"%g" % self.charWidths.get(code, self.defaultWidth)


class _Outlines:
    """The outlines' table, sliced without copying the whole of it."""

    def __init__(self, data: mmap.mmap, start: int) -> None:
        self._data = data
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


def _numbers(kind: str, table: bytes) -> list[int]:
    """A table's big-endian numbers: kind "H" for 16 bits, "I" for 32."""
    numbers = array(kind, table)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tolist()


def _characters(cmap: bytes) -> dict[int, int]:
    """Character → glyph, from the table's full-Unicode part (format 12), which our fonts have."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    parts = (struct.unpack_from(">HHL", cmap, 4 + 8 * index) for index in range(count))
    start = next(offset for platform, encoding, offset in parts if (platform, encoding) == (3, 10))
    groups = struct.unpack_from(">L", cmap, start + 12)[0]
    glyphs: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", cmap[start + 16 : start + 16 + 12 * groups]):
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    glyphs[0xA0] = glyphs[0x20]
    return glyphs
