"""Row `workbook`: every line of 100,000 tickets read from the books into one xlsx, and the memory it takes.

Floor: bare xlsxwriter (constant_memory) writing the same cells, which lie ready in memory. And 40 MiB, above what the program
held before.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from shop_desktop.bench.figures import Figure, answered
from shop_desktop.bench.village import FIRST_DAY, NOW, lived
from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.tickets import TicketLineRow
from shop_desktop.exchange.workbook import TICKET_LOOKS, Money, ticket_cells, write_workbook
from shop_desktop.store.books import Books, open_books
from shop_desktop.store.queries import tickets

if sys.platform != "win32":
    import resource

AT_MOST, MIB_AT_MOST = 1.15, 40.0
_DAYS = FIRST_DAY, NOW.date() + timedelta(days=1)
_BLOCK = 1000
_ALONE = "import sys; from shop_desktop.bench.workbook import grown_mib; print(grown_mib(sys.argv[1]))"


def run(folder: Path, quick: bool) -> list[Figure]:
    """Ours, and after each thousand rows of it as many of the floor's."""
    books = lived(folder, quick=quick)
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(3 if quick else 2):
        started, bare = time.perf_counter(), Bare(books, folder / "bare.xlsx")
        _write(books, folder / "ours.xlsx", bare)
        bare.close()
        ours.append(time.perf_counter() - started - bare.spent)
        floor.append(bare.took)
    books.close()
    took, took_bare = (statistics.median(seconds) * 1000 for seconds in (ours, floor))
    figures = [Figure(row="workbook", what="every ticket", ours=took, floor=took_bare, unit="ms", goal=AT_MOST)]
    if sys.platform != "win32":
        mib = float(answered([sys.executable, "-c", _ALONE, str(books.folder)], os.environ))
        figures.append(Figure(row="workbook", what="memory above before", ours=mib, floor=MIB_AT_MOST, unit="MiB", goal=1.0))
    return figures


class Bare:
    """The floor, a thousand rows at a time: `took` seconds to write, `spent` with making the cells ready."""

    def __init__(self, books: Books, target: Path) -> None:
        self.took = self.spent = 0.0
        self._book = xlsxwriter.Workbook(target, {"constant_memory": True})
        self._sheet = self._book.add_worksheet()
        styles = {"m": "#,##0.00", "g": "#,##0.000", "n": "#,##0"}
        self._looks = {look: self._book.add_format({"num_format": style}) for look, style in styles.items()}
        self._cells = enumerate(ticket_cells(tickets.lines_of(books.reader, *_DAYS)), 2)

    def write_some(self) -> bool:
        """The next rows, if there are any."""
        began = time.perf_counter()
        calls = [call for number, row in islice(self._cells, _BLOCK) for call in _calls(self._sheet, self._looks, number, row)]
        started = time.perf_counter()
        for write, cell in calls:
            write(*cell)
        self.took += time.perf_counter() - started
        more = bool(calls)
        del calls
        self.spent += time.perf_counter() - began
        return more

    def close(self) -> None:
        while self.write_some():
            pass
        started = time.perf_counter()
        self._book.close()
        self.took, self.spent = (seconds + time.perf_counter() - started for seconds in (self.took, self.spent))


def _write(books: Books, target: Path, bare: Bare | None = None) -> None:
    figures = MonthFigures(label="", since=_DAYS[0], until=_DAYS[1])
    write_workbook(target, figures, _with(tickets.lines_of(books.reader, *_DAYS), bare))


def _with(rows: Iterator[TicketLineRow], bare: Bare | None) -> Iterator[TicketLineRow]:
    for number, row in enumerate(rows):
        if bare is not None and number % _BLOCK == 0:
            bare.write_some()
        yield row


def _calls(sheet: Any, looks: dict[str, Any], number: int, row: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """What xlsxwriter is asked for each cell of a row."""
    for place, (look, cell) in enumerate(zip(TICKET_LOOKS, row, strict=True)):
        kind, value = ("m", cell.fen) if isinstance(cell, Money) else (look, cell)
        if isinstance(value, str):
            yield sheet.write_string, (number, place, value)
        elif value is not None:
            yield sheet.write_number, (number, place, value / {"m": 100, "g": 1000}.get(kind, 1), looks.get(kind, looks["n"]))


def grown_mib(folder: str) -> float:
    """How far the peak of this process rises when it writes the workbook of the books in a folder."""
    assert sys.platform != "win32", "which does not say"
    books = open_books(Path(folder), write=False)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _write(books, Path(folder) / "alone.xlsx")
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
