"""Workbooks from outside, looked through before anything reads them: what comes out is as small as it says it is.

A workbook of two kilobytes may claim seventeen milliards of cells, or unpack to a terabyte. Names inside the archive are never
paths of ours; macros, pictures and whatever else lies in it are left behind.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from shop_desktop.domain.refused import Refused

MIB = 1 << 20
MOST_BYTES = 64 * MIB
MOST_UNPACKED = 200 * MIB
MOST_RATIO, ANY_RATIO = 200, 8 * MIB
"""A sheet packs to a tenth or a thirtieth; more than the one is made to be so, where it unpacks to more than the other."""
MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
MOST_CELLS = 5_000_000
MOST_TEXT = 256 * MIB
"""Characters of all cells together: one long text may be used by every cell."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_READ = re.compile(
    r"(\[content_types\]\.xml|_rels/\.rels|xl/(_rels/)?\w+\.xml(\.rels)?|xl/worksheets/(_rels/)?\w+\.xml(\.rels)?)"
)


def vetted_workbook(data: bytes) -> io.BytesIO:
    """The parts of an xlsx that hold its tables, unpacked and looked through. Refused: `bad-list`, `why` says what."""
    kept = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as copy:
            texts: list[int] = []
            for info in _parts(archive):
                part = archive.read(info)
                _look_through(part, texts)
                copy.writestr(info.filename, part)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, EOFError, ValueError) as e:
        raise Refused("bad-list", why="broken", detail=str(e)) from e
    kept.seek(0)
    return kept


def _parts(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """What is worth reading, shared texts first; a name that stands twice is kept once, as the last one is."""
    found = {info.filename: info for info in archive.infolist()}
    unpacked = sum(info.file_size for info in archive.infolist())
    packed = sum(info.compress_size for info in archive.infolist())
    if unpacked > MOST_UNPACKED or unpacked > max(ANY_RATIO, packed * MOST_RATIO):
        raise Refused("bad-list", why="bomb")
    wanted = [info for name, info in found.items() if _READ.fullmatch(name.lower())]
    if any(info.flag_bits & 1 for info in wanted):
        raise Refused("bad-list", why="password")
    yield from sorted(wanted, key=lambda info: info.filename.lower() != "xl/sharedstrings.xml")


def _look_through(part: bytes, texts: list[int]) -> None:
    """Refuse a part whose cells lie too far apart or say too much; `texts` are the lengths of the shared ones."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    look = _Look(len(part), texts)
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.said
    parser.StartDoctypeDeclHandler = look.doctype
    parser.Parse(part, True)


class _Look:
    """What one part comes to while it is read."""

    def __init__(self, size: int, texts: list[int]) -> None:
        self.size, self.texts = size, texts
        self.row, self.column, self.rows, self.columns = 0, 0, 0, 0
        self.length, self.total = 0, 0
        self.shared = self.inside = False
        self.words: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self.row = _number(given.get("r", ""), self.row + 1)
            self.column = 0
        elif name == "c":
            self._cell(given)
        elif name in {"v", "is"}:
            self.inside, self.words = name == "v", []
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
            self._hold()
        elif name == "sst" and max(_number(given.get(key, ""), 0) for key in ("count", "uniqueCount")) > self.size:
            raise ValueError("more shared texts than there is room for")
        elif name == "si":
            self.length = 0
        elif name == "mergeCell":
            for corner in given.get("ref", "").split(":"):
                _place(corner)

    def _cell(self, given: dict[str, str]) -> None:
        if "r" in given:
            self.column, self.row = _place(given["r"])
        else:
            self.column += 1
        self.shared = given.get("t") == "s"

    def said(self, words: str) -> None:
        self.length += len(words)
        if self.inside and self.shared:
            self.words.append(words)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self.texts.append(self.length)
        elif name == "v":
            place = _number("".join(self.words).strip(), -1) if self.shared else -1
            self.total += self.texts[place] if 0 <= place < len(self.texts) else 0
            self.inside = False
            self._hold()

    def _hold(self) -> None:
        if self.rows > MOST_ROWS:
            raise Refused("bad-list", why="rows", most=MOST_ROWS)
        if self.columns > MOST_COLUMNS or self.rows * self.columns > MOST_CELLS or self.total > MOST_TEXT:
            raise Refused("bad-list", why="wide", row=self.row, most=MOST_COLUMNS)

    def doctype(self, *_named: object) -> None:
        raise ValueError("a workbook declares no document type")


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else otherwise


def _place(written: str) -> tuple[int, int]:
    """Column and row, from 1, of a cell such as "AB12". ValueError where it is none."""
    found = _CELL.fullmatch(written)
    if found is None:
        raise ValueError(f"no such cell: {written[:20]}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])
