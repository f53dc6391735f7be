"""A period as a workbook: figures with sums that a spreadsheet recalculates, and every ticket's lines, streamed to the file.

The same values give the same bytes. Text stays text, also where it begins with "=". Grams become kg, fen yuan, in the cells.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter

from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.quantities import half_up
from shop_desktop.domain.tickets import TicketLineRow
from shop_desktop.printing import fund_words
from shop_desktop.text import _

Progress = Callable[[int, int], None]


class Money(NamedTuple):
    """Fen, shown as yuan."""

    fen: int | None


class Mass(NamedTuple):
    """Grams, shown as kilograms."""

    grams: int | None


_PER = {"m": 100, "g": 1000, "n": 1}


class Sheets:
    """A workbook that is being written, a sheet after the other, row after row."""

    def __init__(self, target: Path | BinaryIO, made: date) -> None:
        self._book = xlsxwriter.Workbook(
            target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._book.set_properties({"created": datetime(made.year, made.month, made.day), "author": "", "title": ""})  # noqa: DTZ001
        self._money = self._book.add_format({"num_format": "#,##0.00"})
        self._mass = self._book.add_format({"num_format": "#,##0.000"})
        self._count = self._book.add_format({"num_format": "#,##0"})
        self._head = self._book.add_format({"bold": True, "bottom": 2, "text_wrap": True})
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._bold = {
            kind: self._book.add_format({"bold": True, "top": 1, "num_format": style})
            for kind, style in (("money", "#,##0.00"), ("mass", "#,##0.000"), ("count", "#,##0"), ("text", "@"))
        }

    def close(self) -> None:
        self._book.close()

    def sheet(
        self,
        name: str,
        title: str,
        columns: Sequence[tuple[str, int]],
        rows: Iterable[Sequence[Any]],
        summed: str = "",
        looks: str = "",
    ) -> None:
        """One sheet: a title, headed columns (words, width), rows; a cell that is None stays blank.

        A letter a column: `summed` marks those with a total, "m" money, "g" mass, "n" count, "." none; `looks` those whose
        cells are bare fen, grams or counts, by the same letters, or "t" text; "." whatever each cell's type says.
        """
        sheet = self._book.add_worksheet(name)
        for place, (_words, width) in enumerate(columns):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(2, 0)
        sheet.write_string(0, 0, title, self._title)
        for place, (words, _width) in enumerate(columns):
            sheet.write_string(1, place, words, self._head)
        writers = [self._writer(sheet, place, look) for place, look in enumerate(looks or "." * len(columns))]
        totals = {place: 0 for place, kind in enumerate(summed) if kind != "."}
        number = 2
        for row in rows:
            for (write, place, per, style), cell in zip(writers, row, strict=True):
                if cell is None:
                    continue
                if per:
                    write(number, place, cell / per, style)
                else:
                    write(number, place, cell)
            for place in totals:
                totals[place] += _whole(row[place])
            number += 1
        if summed:
            self._totals(sheet, number, totals, summed)

    def _totals(self, sheet: Any, number: int, totals: dict[int, int], summed: str) -> None:
        sheet.write_string(number, 0, _("Total"), self._bold["text"])
        for place, total in totals.items():
            letter, kind = chr(ord("A") + place), summed[place]
            value = total / _PER[kind]
            look = self._bold[{"m": "money", "g": "mass", "n": "count"}[kind]]
            there = f"{letter}3:{letter}{number}" if number > 2 else f"{letter}2:{letter}2"
            sheet.write_formula(number, place, f"=SUM({there})", look, value)

    def _writer(self, sheet: Any, place: int, look: str) -> tuple[Callable[..., object], int, int, Any]:
        """What writes a column's cells, the column, what a number is divided by (0 for other cells), and its style."""
        if look in "mgn":
            style = {"m": self._money, "g": self._mass, "n": self._count}[look]
            return sheet.write_number, place, _PER[look], style
        return sheet.write_string if look == "t" else partial(self._write, sheet), place, 0, None

    def _write(self, sheet: Any, row: int, place: int, cell: Any) -> None:
        """A cell whose type says how it looks."""
        if isinstance(cell, str):
            sheet.write_string(row, place, cell)
        elif isinstance(cell, Money):
            if cell.fen is not None:
                sheet.write_number(row, place, cell.fen / 100, self._money)
        elif isinstance(cell, Mass):
            if cell.grams is not None:
                sheet.write_number(row, place, cell.grams / 1000, self._mass)
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self._count)
        elif isinstance(cell, date):
            sheet.write_string(row, place, cell.isoformat())


def _whole(cell: Any) -> int:
    if cell is None or type(cell) is int:
        return cell or 0
    value = cell[0] if isinstance(cell, Money | Mass) else cell
    return value if isinstance(value, int) else 0


def month_workbook(
    figures: MonthFigures, tickets: Iterable[TicketLineRow], of: int = 0, progress: Progress = lambda done, of: None
) -> bytes:
    """The workbook of a period, whole in memory; `of` tickets' lines are expected, for the progress."""
    held = io.BytesIO()
    write_workbook(held, figures, tickets, of, progress)
    return held.getvalue()


def write_workbook(
    target: Path | BinaryIO,
    figures: MonthFigures,
    tickets: Iterable[TicketLineRow],
    of: int = 0,
    progress: Progress = lambda done, of: None,
) -> None:
    """The same into a file; memory stays flat however many tickets there are."""
    book = Sheets(target, figures.until)
    title = f"{figures.village} {figures.label}"
    book.sheet(_("Summary"), title, ((_("Heading"), 28), (_("Figure"), 18), (_("Unit"), 10)), _summary(figures))
    _balances(book, title, figures)
    _people(book, title, figures)
    book.sheet(
        _("All tickets"), title, _ticket_columns(), ticket_cells(tickets, of, progress), ".........gn..mnn..", TICKET_LOOKS
    )
    book.close()


def _summary(f: MonthFigures) -> list[tuple[Any, ...]]:
    yuan, points, kg = _("yuan"), _("points"), "kg"
    return [
        (_("From"), f.since, ""),
        (_("Until"), f.until, ""),
        (_("Seal code"), f.seal, ""),
        (_("Tickets"), f.tickets, ""),
        (_("Voided tickets"), f.voided, ""),
        (_("Recyclables taken in"), Mass(f.net_g), kg),
        (_("Pieces taken in"), f.pieces, ""),
        (_("Households that came"), f.visited, ""),
        (_("Households"), f.households, ""),
        (_("Sales"), f.sales, ""),
        (_("Sold for"), Money(f.sold_fen), yuan),
        (_("Points outstanding before"), f.points.opening, points),
        (_("Points given"), f.points.issued, points),
        (_("Points taken over"), f.points.opened, points),
        (_("Points spent"), f.points.spent, points),
        (_("Points deducted"), f.points.deducted, points),
        (_("Points expired"), f.points.expired, points),
        (_("Corrections of earlier months"), f.points.corrected, points),
        (_("Points outstanding"), f.points.closing, points),
        (_("Fund before"), Money(f.fund.opening_fen), yuan),
        (_("Money in"), Money(f.fund.in_fen), yuan),
        (_("Money out"), Money(f.fund.out_fen), yuan),
        (_("In the fund"), Money(f.fund.closing_fen), yuan),
        (_("Still owed by buyers"), Money(f.fund.receivable_fen), yuan),
        (_("Weights typed by hand"), f.typed_lines, ""),
        (_("Weighed lines"), f.weighed_lines, ""),
        (_("Tickets from paper slips"), f.paper_slips, ""),
        (_("Documents"), f.documents, ""),
    ]


def _balances(book: Sheets, title: str, f: MonthFigures) -> None:
    def amount(unit: str, n: int) -> Any:
        return Mass(n) if unit == "kg" else n

    moves = ("opening", "taken", "sold", "handed", "loss", "gain", "corrected", "closing")
    words = (_("Before"), _("Taken in"), _("Sold"), _("Handed over"), _("Loss"), _("Gain"), _("Corrected"), _("After"))
    columns = [(_("Code"), 12), (_("Material"), 16), (_("Unit"), 6), *((w, 12) for w in words), (_("Shrink %"), 9)]
    columns += [(_("Worth yuan"), 12), (_("Points"), 10), (_("Sold for"), 12), (_("Had cost"), 12), (_("Margin"), 12)]
    rows = [
        (
            m.code,
            m.name,
            "kg" if m.unit == "kg" else _("pc"),
            *(amount(m.unit, getattr(m, name)) for name in moves),
            f"{m.shrink_permille // 10}.{m.shrink_permille % 10}",
            Money(m.amount_fen),
            m.points,
            Money(m.sold_fen),
            Money(m.cost_fen),
            Money(m.margin_fen),
        )
        for m in f.materials
    ]
    book.sheet(_("Materials"), title, columns, rows, "............mnmmm")
    columns = [(_("Code"), 12), (_("Good"), 16), (_("Owner"), 14), (_("Before"), 9), (_("Received"), 9), (_("Donated"), 9)]
    columns += [(_("Redeemed"), 9), (_("Loss"), 9), (_("Gain"), 9), (_("Corrected"), 9), (_("After"), 9), (_("Points"), 10)]
    columns += [(_("Bought for"), 12), (_("Stated value"), 12)]
    rows = [
        (
            g.code,
            g.name,
            _("the fund") if g.owner == "fund" else g.owner,
            g.opening,
            g.received,
            g.donated,
            g.redeemed,
            g.loss,
            g.gain,
            g.corrected,
            g.closing,
            g.points,
            Money(g.received_fen),
            Money(g.donated_fen),
        )
        for g in f.goods
    ]
    book.sheet(_("Goods"), title, columns, rows, "...nnnnnnnnnmm")
    money = [(_("In: {source}", source=fund_words.source(name)), Money(fen)) for name, fen in f.fund.by_source]
    money += [(_("Out: {kind}", kind=fund_words.kind(name)), Money(-fen)) for name, fen in f.fund.by_kind]
    book.sheet(_("Fund"), title, [(_("Heading"), 28), (_("yuan"), 14)], money, ".m")


def _people(book: Sheets, title: str, f: MonthFigures) -> None:
    columns = [(_("Code"), 10), (_("Household"), 12), (_("Group"), 12), (_("Tickets"), 8), ("kg", 12), (_("Before"), 10)]
    columns += [(_("Came in"), 10), (_("Went out"), 10), (_("Other"), 10), (_("After"), 10)]
    rows = [
        (p.code, p.name, p.group, p.tickets, Mass(p.net_g), p.opening, p.came_in, p.went_out, p.other, p.closing)
        for p in f.by_household
    ]
    book.sheet(_("Households"), title, columns, rows, "...ngnnnnn")
    columns = [(_("Group"), 14), (_("Households"), 10), (_("Came"), 8), (_("Tickets"), 8), ("kg", 12), (_("Came in"), 10)]
    columns += [(_("Went out"), 10)]
    groups = [(g.name, g.households, g.visited, g.tickets, Mass(g.net_g), g.points_in, g.points_out) for g in f.by_group]
    book.sheet(_("Groups"), title, columns, groups, ".nnngnn")
    columns = [
        (_("Document"), 18),
        (_("Day"), 12),
        (_("Voids"), 18),
        (_("Of"), 12),
        (_("Points"), 10),
        (_("Reason"), 30),
        (_("By"), 12),
    ]
    corrections = [(c.number, c.day, c.voids, c.of_day, c.points, c.reason, c.by) for c in f.corrections]
    book.sheet(_("Corrections of earlier months"), title, columns, corrections, "....n..")


TICKET_LOOKS = "tttttttgggnt.mnntt"


def _ticket_columns() -> tuple[tuple[str, int], ...]:
    return (
        (_("Document"), 18),
        (_("Time"), 18),
        (_("Code"), 10),
        (_("Household"), 12),
        (_("Group"), 12),
        (_("In or out"), 8),
        (_("Thing"), 14),
        (_("Gross kg"), 10),
        (_("Tare kg"), 10),
        (_("Net kg"), 10),
        (_("Pieces"), 8),
        (_("Source"), 8),
        (_("Price"), 10),
        (_("Worth yuan"), 10),
        (_("Points earned"), 10),
        (_("Points paid"), 10),
        (_("By"), 10),
        (_("Voids"), 18),
    )


def ticket_cells(
    tickets: Iterable[TicketLineRow], of: int = 0, progress: Progress = lambda done, of: None
) -> Iterable[Sequence[Any]]:
    """The rows of the sheet of all tickets, a line each, with the looks of `TICKET_LOOKS`."""
    sides = {"in": _("in"), "out": _("out")}
    sources = {"scale": _("scale"), "typed": _("by hand"), "paper": _("from paper"), "": None}
    for done, t in enumerate(tickets, 1):
        if done % 1000 == 0:
            progress(done, max(of, done))
        came = t.side == "in"
        yield (
            t.number,
            t.at,
            t.code,
            t.household,
            t.group,
            sides[t.side],
            t.name,
            t.gross_g,
            t.tare_g,
            t.net_g,
            t.pieces,
            sources[t.source],
            _price(t),
            t.amount_fen,
            t.points if came else None,
            None if came else t.points,
            t.by,
            t.voids or None,
        )


def _price(t: TicketLineRow) -> Any:
    """The price of a kilogram or a piece in yuan; an exchange as N → M."""
    if t.price_fen is None:
        return f"{t.price_per} → {t.price_points}" if t.side == "in" else t.price_points
    return Money(half_up(t.price_fen * 1000, t.price_per)) if t.net_g is not None else Money(half_up(t.price_fen, t.price_per))
