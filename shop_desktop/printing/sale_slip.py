"""The slip of a sale of recyclables, on a roll or on A4: what left the yard at which price, what was paid, and both sign.

What transport a sale on the spot saved is noted on it and booked nowhere.
"""

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.prices import MoneyPrice
from shop_desktop.domain.sales import Sale, SoldLine
from shop_desktop.printing.amounts import Amount, day, quantity, yuan
from shop_desktop.printing.capitals import in_capitals
from shop_desktop.printing.note import Note
from shop_desktop.printing.roll import Paper
from shop_desktop.printing.sheet import BODY, MM, Head, Imprint, Sheet
from shop_desktop.printing.slip_words import price
from shop_desktop.printing.tables import Table, figures, set_table, words
from shop_desktop.text import _


def sale_slip_pdf(sale: Sale, imprint: Imprint, paper: Paper | None = None) -> bytes:
    """The slip on a roll of this width, or on A4 where none is named."""
    return _on_a4(sale, imprint) if paper is None else _on_roll(sale, imprint, paper)


def _title(sale: Sale) -> str:
    return _("Sale on the spot") if sale.kind == "on-site" else _("Sale of recyclables")


def _price(line: SoldLine) -> str:
    return price(MoneyPrice(line.price_fen, line.price_per), line.unit)


def _paid(sale: Sale) -> str:
    if sale.voided_by:
        return ""
    if sale.owed_fen == 0:
        return _("paid in full")
    return _("{paid} yuan paid, {owed} yuan still owed", paid=yuan(sale.paid_fen), owed=yuan(sale.owed_fen))


def _saved(sale: Sale) -> str:
    """What coming to the yard saved; noted, never booked."""
    if not sale.transport_saved_fen:
        return ""
    return _("transport saved {fen} yuan, noted only", fen=yuan(sale.transport_saved_fen))


def _seal(sale: Sale) -> str:
    return seal_code(sale.hash) if sale.hash else ""


def _on_roll(sale: Sale, imprint: Imprint, paper: Paper) -> bytes:
    note = Note(paper, imprint, _title(sale), voided_by=sale.voided_by)
    note.line(_("Buyer"), sale.buyer)
    note.line(sale.number, sale.day.isoformat())
    if sale.paper:
        note.line(_("Paper no."), sale.paper)
    note.part()
    for line in sale.lines:
        note.line(line.name, _("{yuan} yuan", yuan=yuan(line.amount_fen)), bold=True)
        note.detail(f"{quantity(line.quantity, line.unit).text} × {_price(line)}")
    note.part()
    note.sum(_("Together"), yuan(sale.amount_fen), _("yuan"))
    for text in (in_capitals(sale.amount_fen), _paid(sale), _saved(sale), sale.note):
        note.detail(text)
    note.part()
    note.sign(_("For the shop"), _("Buyer"))
    note.foot(_seal(sale), f"{sale.number} {_seal(sale).replace(' ', '')}" if sale.hash else "")
    return note.pdf(sale.number)


def _on_a4(sale: Sale, imprint: Imprint) -> bytes:
    state = _("void by {number}", number=sale.voided_by) if sale.voided_by else ""
    head = Head(title=_title(sale), period=day(sale.day), code=sale.number, state=state)
    sheet = Sheet(head, imprint, foot=_("check code {code}", code=_seal(sale)) if sale.hash else "")
    sheet.text(_("Buyer: {buyer}", buyer=sale.buyer), 30, bold=True)
    sheet.gap()
    set_table(sheet, _table(sale))
    sheet.gap(3 * MM)
    for text in (in_capitals(sale.amount_fen), _paid(sale), _saved(sale), _paper(sale), sale.note):
        if text:
            sheet.text(text, BODY)
    sheet.signatures(_("For the shop"), _("Buyer"))
    return sheet.pdf()


def _paper(sale: Sale) -> str:
    return _("paper no. {paper}", paper=sale.paper) if sale.paper else ""


def _table(sale: Sale) -> Table:
    return Table(
        columns=(
            words(_("Material"), bold=True),
            figures(_("Quantity")),
            figures(_("Price")),
            figures(_("Amount"), _("yuan")),
        ),
        rows=[[line.name, quantity(line.quantity, line.unit), _price(line), yuan(line.amount_fen)] for line in sale.lines],
        total=[[_("Together"), _weight(sale), "", yuan(sale.amount_fen)]],
    )


def _weight(sale: Sale) -> Amount | str:
    grams = sum(line.quantity for line in sale.lines if line.unit == "kg")
    return quantity(grams, "kg") if grams else ""
