"""Labels for the shelf, to be cut out of A4: name, points, and a barcode that the counter's scanner reads."""

from collections.abc import Sequence

from shop_desktop.domain.goods import Good
from shop_desktop.printing.amounts import points
from shop_desktop.printing.barcodes import drawable
from shop_desktop.printing.roll import fitted, wrapped
from shop_desktop.printing.sheet import A4, HAIR, MM, SMALL, Head, Imprint, Sheet
from shop_desktop.text import _

WIDE, HIGH = 70 * MM, 37 * MM
"""Three in a row, eight rows: the usual sheet of labels."""
MODULE = 3
"""Dots of a barcode's narrowest bar: 0.375 mm, a little above nominal, which office printers hold."""
PAD = 6 * MM
"""White at the edges, since printers leave some of the paper out."""


def shelf_labels_pdf(goods: Sequence[Good], imprint: Imprint) -> bytes:
    """A label for each good that has points. Without a barcode in the books it has no bars: see `goods.label_codes`."""
    sheet = Sheet(Head(title=_("Shelf labels")), imprint, bare=True)
    across, down = A4.width // WIDE, A4.height // HIGH
    for place, good in enumerate(one for one in goods if one.points is not None):
        if place and place % (across * down) == 0:
            sheet.turn()
        row, column = divmod(place % (across * down), across)
        _label(sheet, good, column * WIDE, row * HIGH)
    return sheet.pdf()


def _label(sheet: Sheet, good: Good, x: int, y: int) -> None:
    strip = sheet.strip
    strip.frame(x, y, WIDE + HAIR, HIGH + HAIR, HAIR)
    room = WIDE - 2 * PAD
    size = fitted(good.name, 40, room, bold=True, least=0.75)
    lines = [good.name] if size else wrapped(good.name, 28, room, bold=True)[:2]
    for number, line in enumerate(lines):
        sheet.write(x + PAD, y + 74 + 36 * number, line, size or 28, bold=True, room=room)
    worth = points(good.points or 0)
    bottom = y + HIGH - 5 * MM
    code = drawable(good.barcode)
    left = (WIDE - 2 * PAD - 95 * MODULE - 16) if code else room
    wide = sheet.write(x + PAD, bottom - 10, worth, 70, bold=True, room=left - 40)
    sheet.write(x + PAD + wide + 6, bottom - 10, _("pts"), 26)
    if code:
        _bars(sheet, good.barcode, x + WIDE - PAD, y + 17 * MM)
    else:
        sheet.write(x + WIDE - PAD, y + HIGH - 5 * MM, good.code, SMALL, align="right", room=room)


def _bars(sheet: Sheet, digits: str, right: int, top: int) -> None:
    found = drawable(digits)
    assert found is not None
    bars, modules = found
    left, high = right - modules * MODULE, 11 * MM
    for start, length in bars:
        sheet.strip.fill(left + start * MODULE, top, length * MODULE, high)
    sheet.write(left + modules * MODULE / 2, top + high + 26, digits, 24, align="centre")
