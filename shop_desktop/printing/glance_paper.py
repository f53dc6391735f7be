"""The front page on one sheet of A4: its conclusion, four figures, two charts, the beam. The same value as on the screen."""

from shop_desktop.domain.glance import Glance
from shop_desktop.printing import glance as words
from shop_desktop.printing.month_report import Figure, set_figures
from shop_desktop.printing.sheet import BODY, MM, Head, Imprint, Sheet
from shop_desktop.text import _

CHART, BEAM = 72 * MM, 52 * MM


def glance_pdf(glance: Glance, imprint: Imprint, *, below: str = "") -> bytes:
    """One page; `below` is what the screen says below its title."""
    month = glance.month
    head = Head(title=_("The month at a glance"), period=words.period_text(month.since, month.until))
    sheet = Sheet(head, imprint)
    sheet.text(words.title(glance), 40, bold=True)
    sheet.text(below, BODY)
    sheet.gap()
    set_figures(sheet, [Figure(card.label, card.figure, card.unit, card.beside) for card in words.cards(glance)])
    weekly, half, gauge = words.weekly_chart(glance), words.points_chart(glance), words.gauge_of(glance.solvency)
    said = "".join(text for text, _strong in words.standing(glance.solvency))
    nothing = _("Nothing yet")
    for chart, title, detail, height in (
        (weekly, _("Taken in, week by week"), weekly.unit, CHART),
        (half, _("Points: given, spent, outstanding"), _("half a year"), CHART),
        (gauge, f"{_('Can the shop pay')}: {words.zone_name(gauge.zone)}", said, BEAM),
    ):
        sheet.gap(6 * MM)
        sheet.chart(chart, title=title, detail=detail, empty=nothing, height=height)
    return sheet.pdf()
