"""Lists as villages have them, made for a test: a workbook from rows, a csv in whatever encoding, archives that lie.

And what is done with them: gone through, taken in, or refused with nothing written.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from shop_desktop.exchange.imports import Checked, carry_out, check
from shop_desktop.text import use
from tests.shop import Shop

TODAY = date(2026, 11, 24)
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


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use("en")
    yield
    use("zh_CN")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def checked(shop: Shop, kind: str, file: Path, sheet: str | None = None) -> Checked:
    return check(kind, file, shop.books.reader, day=TODAY, sheet=sheet)


def taken(shop: Shop, kind: str, file: Path) -> Checked:
    """A list that has no faults, written."""
    found = checked(shop, kind, file)
    assert found.faults == ()
    carry_out(shop.books, found, by="manager", now=shop.now)
    assert shop.findings() == ()
    return found


def faults(shop: Shop, kind: str, file: Path) -> list[tuple[int, str, str]]:
    """Line, column and what stands there, of each fault; nothing may have been written."""
    before = shop.rows("SELECT count(*) FROM documents")
    found = checked(shop, kind, file)
    assert not found.good
    assert shop.rows("SELECT count(*) FROM documents") == before
    return [(fault.line, fault.column, fault.found) for fault in found.faults]


def notes(found: Checked) -> list[tuple[int, str]]:
    return [(note.line, note.words) for note in found.notes]
