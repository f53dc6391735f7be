"""Sheets to count shelf and yard with: what there is, and an empty column. What the books say is left out unless asked for,
so that whoever counts counts."""

from collections.abc import Sequence
from datetime import date

from shop_desktop.domain.goods import OWNED_BY_FUND, Good
from shop_desktop.domain.materials import Material
from shop_desktop.printing.amounts import count, day, quantity
from shop_desktop.printing.sheet import MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Cell, Column, Table, codes, figures, set_table, words
from shop_desktop.text import _


def goods_counting_pdf(goods: Sequence[Good], on: date, imprint: Imprint, *, booked: bool = False) -> bytes:
    """The shelf, good by good, services left out."""
    things = [good for good in goods if good.kind == "thing" and (good.active or good.left)]
    rows: list[list[Cell]] = [
        [good.code, good.name, _("the shop's") if good.owner == OWNED_BY_FUND else good.owner, _("pcs"), count(good.left)]
        for good in things
    ]
    return _pdf(_("Counting the shelf"), rows, (words(_("Good"), bold=True), words(_("Whose"))), on, imprint, booked)


def yard_counting_pdf(stock: Sequence[tuple[Material, int]], on: date, imprint: Imprint, *, booked: bool = False) -> bytes:
    """The yard, material by material."""
    rows: list[list[Cell]] = [
        [material.code, material.name, "kg" if material.unit == "kg" else _("pcs"), quantity(held, material.unit)]
        for material, held in stock
        if material.active or held
    ]
    return _pdf(_("Weighing the yard"), rows, (words(_("Material"), bold=True),), on, imprint, booked)


def _pdf(title: str, rows: list[list[Cell]], named: tuple[Column, ...], on: date, imprint: Imprint, booked: bool) -> bytes:
    """The last cell of each row is what the books say."""
    sheet = Sheet(Head(title=title, period=day(on)), imprint)
    sheet.text(
        _("Count everything twice; write down what is there, not what should be. Why something is missing goes at the right.")
    )
    sheet.gap()
    columns = (
        codes(_("Code")),
        *named,
        codes(_("Unit")),
        *((figures(_("In the books")),) if booked else ()),
        Column(title=_("Counted"), least=30 * MM),
        Column(title=_("Why it differs"), least=44 * MM),
    )
    shown = [[*(row if booked else row[:-1]), "", ""] for row in rows]
    set_table(sheet, Table(columns=columns, rows=shown, row_least=9 * MM, empty=_("There is nothing to count.")))
    sheet.signatures(_("Counting"), _("Second counter"), _("Supervision"))
    return sheet.pdf()
