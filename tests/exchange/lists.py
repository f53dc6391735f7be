"""Lists as villages have them, made for a test: a workbook from rows, a csv in whatever encoding, archives that lie."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

DAY_FORMAT = {"num_format": "yyyy-mm-dd"}


def workbook(
    file: Path, *sheets: tuple[str, Iterable[Sequence[Any]]], merge: Iterable[tuple[str, str]] = (), **more: str
) -> Path:
    """Sheets of rows; a "" is no cell. `merge`: (range, value) in the first sheet; `hidden`: the name of a sheet."""
    with xlsxwriter.Workbook(str(file)) as book:
        pages = [(book.add_worksheet(name), rows) for name, rows in sheets]
        for page, rows in pages:
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    _write(book, page, row, column, cell)
            if page.get_name() == more.get("hidden"):
                page.hide()
        for where, value in merge:
            pages[0][0].merge_range(where, value)
    return file


def _write(book: Any, page: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, book.add_format(DAY_FORMAT))
    elif isinstance(cell, str):
        if cell:
            page.write_string(row, column, cell)
    else:
        page.write(row, column, cell)


def table(file: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """A csv of these lines."""
    file.write_bytes("\r\n".join([*rows, ""]).encode(encoding))
    return file


def rewritten(file: Path, part: str, text: str) -> Path:
    """The same workbook with another text in one of its parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(name, text if name == part else archive.read(name))
        if part not in archive.namelist():
            copy.writestr(part, text)
    file.write_bytes(kept.getvalue())
    return file
