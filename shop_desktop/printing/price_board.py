"""The price board for the wall, A3 or A4, read from three metres: material, price, points, since when, and what is not taken."""

from shop_desktop.domain.materials import Material, PriceBoard
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, price_line
from shop_desktop.printing import slip_words
from shop_desktop.printing.amounts import day
from shop_desktop.printing.roll import fitted, wrapped
from shop_desktop.printing.sheet import A4, BODY, HAIR, MM, THICK, Head, Imprint, Sheet, Size
from shop_desktop.text import _

TALLEST, LOWEST = 26, 14
"""Millimetres of a row: as tall as the page allows, never too low to be read from afar."""


def price_board_pdf(board: PriceBoard, imprint: Imprint, size: Size = A4) -> bytes:
    """The board of a day; materials without a price that day are not on it."""
    since = _("from {day} on", day=day(board.since)) if board.since else ""
    sheet = Sheet(Head(title=_("What we take today"), period=since), imprint, size=size)
    priced = [material for material in board.materials if material.price is not None]
    notes = _notes(board)
    scale = size.width / A4.width
    below = _notes_height(sheet, notes, scale)
    high = _row_height(sheet, len(priced), below, scale)
    _titles(sheet, scale)
    for place, material in enumerate(priced):
        if sheet.need(high):
            _titles(sheet, scale)
        _row(sheet, material, board, high)
        sheet.rule(HAIR if place < len(priced) - 1 else THICK)
    if not priced:
        sheet.text(_("Nothing has a price today."), round(BODY * 2 * scale), bold=True)
    _set_notes(sheet, notes, scale)
    return sheet.pdf()


def _columns(sheet: Sheet) -> tuple[int, int]:
    """Where the price ends and where the points end."""
    return sheet.left + sheet.room * 70 // 100, sheet.right


def _titles(sheet: Sheet, scale: float) -> None:
    size, (price_end, points_end) = 28 * scale, _columns(sheet)
    sheet.y += round(size * 1.1)
    sheet.write(sheet.left, sheet.y, _("Material"), size)
    sheet.write(price_end, sheet.y, _("Price"), size, align="right")
    sheet.write(points_end, sheet.y, _("Points"), size, align="right")
    sheet.y += round(size * 0.5)
    sheet.rule(THICK)


def _row_height(sheet: Sheet, rows: int, below: int, scale: float) -> int:
    """All rows on one page where they can be read; else as low as that, and a second page."""
    free = (sheet.rest - below - 9 * MM) // max(rows, 1)
    return max(min(free, round(TALLEST * MM * scale)), LOWEST * MM)


def _row(sheet: Sheet, material: Material, board: PriceBoard, high: int) -> None:
    assert material.price is not None
    price_end, points_end = _columns(sheet)
    size = high * 0.46
    baseline = sheet.y + round(high / 2 + size * 0.36)
    worth, said = _worth(material, board), _price(material)
    taken = sheet.write(points_end, baseline, worth, size, bold=True, align="right", room=(points_end - price_end) - 2 * MM)
    start = price_end if taken else points_end
    wide = sheet.write(start, baseline, said, size * 0.86, bold=True, align="right", room=sheet.room * 0.32)
    _name(sheet, material.name, start - wide - 4 * MM, high)
    sheet.y += high


def _name(sheet: Sheet, name: str, end: float, high: int) -> None:
    """A long name is set smaller, then in two lines."""
    room, size = end - sheet.left, high * 0.5
    fit = fitted(name, size, room, bold=True, least=0.62)
    if fit is not None:
        sheet.strip.words(sheet.left, sheet.y + round(high / 2 + fit * 0.36), name, fit, bold=True)
        return
    small = high * 0.3
    for number, line in enumerate(wrapped(name, small, room, bold=True)[:2]):
        sheet.write(sheet.left, sheet.y + round(high * (0.44 + 0.38 * number)), line, small, bold=True, room=room)


def _price(material: Material) -> str:
    price = material.price
    if isinstance(price, MoneyPrice):
        return slip_words.price(price, material.unit)
    assert price is not None
    return _("{per} →", per=slip_words.quantity(price.per, material.unit))


def _worth(material: Material, board: PriceBoard) -> str:
    """Points for what the price names."""
    price = material.price
    if isinstance(price, PointsPrice):
        return slip_words.points(price.points)
    assert price is not None
    return slip_words.points(price_line(price.per, price, board.rate).points)


def _notes(board: PriceBoard) -> list[str]:
    """The rate, and what is not taken, material by material."""
    rate = _("1 yuan = {points}", points=slip_words.points(board.rate.points_per_yuan))
    refused = [
        _("{material}: {note}", material=material.name, note=material.refusal_note)
        for material in board.materials
        if material.refusal_note
    ]
    return [rate, *([_("Not taken: ") + _("; ").join(refused)] if refused else [])]


def _notes_height(sheet: Sheet, notes: list[str], scale: float) -> int:
    size = 30 * scale
    return round(sum(len(wrapped(note, size, sheet.room)) for note in notes) * size * 1.5 + 3 * MM)


def _set_notes(sheet: Sheet, notes: list[str], scale: float) -> None:
    sheet.gap(2 * MM)
    for note in notes:
        sheet.text(note, round(30 * scale))
