"""The record of a hand-over: what left to the township without money, counted or weighed, signed by both sides."""

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.sales import HandOver
from shop_desktop.printing.amounts import day, quantity
from shop_desktop.printing.sheet import BODY, MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Column, Table, figures, set_table, words
from shop_desktop.text import _


def handover_pdf(handover: HandOver, imprint: Imprint) -> bytes:
    """The record on A4; the empty column is for what the other side counts."""
    state = _("void by {number}", number=handover.voided_by) if handover.voided_by else ""
    head = Head(title=_("Hand-over record"), period=day(handover.day), code=handover.number, state=state)
    seal = seal_code(handover.hash) if handover.hash else ""
    sheet = Sheet(head, imprint, foot=_("check code {code}", code=seal) if seal else "")
    sheet.text(_("Handed over to: {to}", to=handover.to), 30, bold=True)
    if handover.paper:
        sheet.text(_("paper no. {paper}", paper=handover.paper), BODY)
    sheet.gap()
    set_table(sheet, _table(handover))
    sheet.gap(3 * MM)
    sheet.text(_("Handed over without money; nothing of it may be sold. One copy for each side."))
    if handover.by:
        sheet.text(_("Handed over by {name}", name=handover.by))
    sheet.signatures(_("Handing over"), _("Receiving"), _("Supervision"))
    return sheet.pdf()


def _table(handover: HandOver) -> Table:
    return Table(
        columns=(
            words(_("Material"), bold=True),
            figures(_("Handed over"), bold=True),
            Column(title=_("Counted on receipt"), least=32 * MM),
            Column(title=_("Remark"), least=40 * MM),
        ),
        rows=[[line.name, quantity(line.quantity, line.unit), "", ""] for line in handover.lines],
        row_least=10 * MM,
    )
