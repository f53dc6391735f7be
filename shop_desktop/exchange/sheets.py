"""Any list that a village has, as lines of text with the numbers its own program shows: xlsx, and csv in UTF-8, UTF-16 or GBK.

Cells come as a person sees them: "3.50" stays, 1.4 is "1.4", a day is 2026-11-24, digits are half-width, spaces are single.
It decides nothing about what a list means, and what it cannot read it refuses.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.vetting import MIB, MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, vetted_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""A new workbook under a password lies inside a file of the old kind, in a part of this name."""
BOOKS = (".xlsx", ".xlsm")
DELIMITERS = ",\t;"
_NO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_CLEAN = str.maketrans({**_HALF, **dict.fromkeys(_NO_WIDTH, ""), **{chr(code): " " for code in range(32)}, "\x7f": " "})
_EXACT = 10**15
"""Spreadsheets keep fifteen digits; a longer whole number has lost its last ones."""

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Line:
    """A row: its number as the spreadsheet shows it, its cells, and the columns in which it continues the cell above."""

    number: int
    cells: tuple[str, ...]
    merged: frozenset[int] = field(default=frozenset())

    def __bool__(self) -> bool:
        return any(self.cells)


@dataclass(frozen=True)
class Sheet:
    """One table of a file, its lines that say anything; a csv's has no name."""

    name: str
    lines: tuple[Line, ...]


def read_sheets(file: Path, only: str | None = None) -> Iterator[Sheet]:
    """The tables of a file one after another, those that are hidden last; or the one with this name.

    Refused: `bad-list`, whose `why` is big, bomb, rows, wide, cell, broken, password, old, no-workbook, format, encoding, quote
    or no-sheet.
    Trouble: `no-list`, `is-folder`.
    """
    data = _bytes_of(file)
    if data.startswith(ZIP):
        yield from _workbook(data, only)
    elif data.startswith(OLE):
        raise Refused("bad-list", why="password" if LOCKED in data else "old")
    elif file.suffix.lower() in BOOKS or (file.suffix.lower() == ".xls" and data.lstrip().startswith(b"<")):
        raise Refused("bad-list", why="no-workbook", file=file.name)
    elif only is not None:
        raise Refused("bad-list", why="no-sheet", what=only, there="–")
    else:
        yield Sheet("", _csv_lines(_decoded(data)))


def _bytes_of(file: Path) -> bytes:
    if file.is_dir():
        raise Trouble("is-folder", place=str(file))
    try:
        if not file.is_file():
            raise Trouble("no-list", file=file.name)
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as e:
        raise Trouble("no-list", file=file.name) from e
    if len(data) > MOST_BYTES:
        raise Refused("bad-list", why="big", most=MOST_BYTES // MIB)
    return data


# ---- workbooks


def _workbook(data: bytes, only: str | None) -> Iterator[Sheet]:
    vetted = vetted_workbook(data)
    try:
        book = CalamineWorkbook.from_filelike(vetted)
        tables = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        names = [sheet.name for sheet in sorted(tables, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)]
        if only is not None and only not in names:
            raise Refused("bad-list", why="no-sheet", what=only, there=", ".join(names))
        for name in names if only is None else [only]:
            yield Sheet(name, _sheet_lines(book.get_sheet_by_name(name)))
    except (Refused, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as e:  # a panic of the reader's is no Exception
        raise Refused("bad-list", why="broken", detail=str(e)[:200]) from e


def _sheet_lines(sheet: CalamineSheet) -> tuple[Line, ...]:
    if sheet.start is None:
        return ()
    rows: list[list[str]] = [[] for _row in range(sheet.start[0])]
    rows += [[""] * sheet.start[1] + [cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    continued: dict[int, set[int]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and left < len(rows[top]):
                rows[row][left] = rows[top][left]
                continued.setdefault(row, set()).add(left)
    lines = (Line(place + 1, tuple(row), frozenset(continued.get(place, ()))) for place, row in enumerate(rows))
    return tuple(line for line in lines if line)


def cell_text(cell: Cell) -> str:
    """A cell as a person sees it.

    >>> cell_text(1.4), cell_text(13800001234.0), cell_text(date(2026, 11, 24)), cell_text("\u3000３.50 ")
    ('1.4', '13800001234', '2026-11-24', '3.50')
    """
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")
    return "" if cell is None else str(cell)


def _number_text(number: int | float) -> str:
    """Fifteen digits, as spreadsheets keep them; without an exponent where none is lost."""
    if number == int(number) and abs(number) < _EXACT:
        return str(int(number))
    written = f"{number:.15g}"
    return written if abs(number) >= _EXACT else format(Decimal(written), "f")


def clean(words: str) -> str:
    """Digits and letters half-width, every kind of space a single plain one, none at the ends.

    >>> clean("\u3000１２３\u00a0 Ａ组\\n"), clean("王（二）")
    ('123 A组', '王（二）')
    """
    return " ".join(words.translate(_CLEAN).split())


# ---- csv


def _decoded(data: bytes) -> str:
    """Text in whatever a spreadsheet here saves: UTF-8 with or without its mark, UTF-16 with it, GBK."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise Refused("bad-list", why="format")
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("bad-list", why="encoding")


def _csv_lines(text: str) -> tuple[Line, ...]:
    head = text[:4096]
    delimiter = max(DELIMITERS, key=head.count)
    lines: list[Line] = []
    cells, headed = 0, False
    for number, row in enumerate(_csv_rows(text, delimiter), start=1):
        cells += len(row)
        _hold(number, row, cells)
        if any("\n" in cell and (headed or delimiter in cell) for cell in row):
            raise Refused("bad-list", why="quote", line=number)
        if line := Line(number, tuple(clean(cell) for cell in row)):
            lines.append(line)
        headed = headed or sum(map(bool, line.cells)) > 1
    return tuple(lines)


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """A csv's rows. A quotation mark that is never closed would make one cell of all that follows: refused with its line.

    Only a header's words may go over several lines, as spreadsheets let them.
    """
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
    number, last = 0, ""
    try:
        for row in reader:
            number += 1
            last = row[-1] if row else ""
            yield row
    except csv.Error as e:
        why = "cell" if "field limit" in str(e) else "quote"
        raise Refused("bad-list", why=why, line=number + 1, detail=str(e)) from e
    if last and _open_at_end(text, delimiter):
        raise Refused("bad-list", why="quote", line=number)


def _open_at_end(text: str, delimiter: str) -> bool:
    """Whether a quotation mark is still open where a csv ends."""
    try:
        for _row in csv.reader(io.StringIO(f"{text}\n", newline=None), delimiter=delimiter, strict=True):
            pass
    except csv.Error as e:
        return "unexpected end of data" in str(e)
    return False


def _hold(number: int, row: Sequence[str], cells: int) -> None:
    if number > MOST_ROWS:
        raise Refused("bad-list", why="rows", most=MOST_ROWS)
    if len(row) > MOST_COLUMNS or cells > MOST_CELLS:
        raise Refused("bad-list", why="wide", row=number, most=MOST_COLUMNS)
