"""The day's end, on a roll or on A4: tickets, weight, points and money of the day, what was counted, the seal of that moment."""

from typing import NamedTuple

from shop_desktop.domain.months import DayEnd
from shop_desktop.printing.amounts import Amount, count, day, kg, money, points, yuan
from shop_desktop.printing.note import Note
from shop_desktop.printing.roll import Paper
from shop_desktop.printing.sheet import MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Table, figures, set_table, words
from shop_desktop.text import _


class Line(NamedTuple):
    """A figure of the day with its name."""

    name: str
    figure: Amount


def day_end_pdf(end: DayEnd, imprint: Imprint, paper: Paper | None = None) -> bytes:
    """The day's end on a roll of this width, or on A4 where none is named."""
    return _on_a4(end, imprint) if paper is None else _on_roll(end, imprint, paper)


def _day(end: DayEnd) -> tuple[Line, ...]:
    pts = _("pts")
    return (
        Line(_("Tickets made"), Amount(count(end.tickets), _("tickets"))),
        Line(_("of them voided"), Amount(count(end.voided), _("tickets"))),
        Line(_("Taken in"), Amount(kg(end.net_g), "kg")),
        Line(_("Points given"), Amount(points(end.points_in), pts)),
        Line(_("Points spent"), Amount(points(end.points_out), pts)),
    )


def _money(end: DayEnd) -> tuple[Line, ...]:
    return (
        Line(_("Came in"), money(end.fund_in_fen)),
        Line(_("Paid for"), money(end.fund_out_fen)),
        Line(_("In the fund"), money(end.fund_fen)),
    )


def _counted(end: DayEnd) -> tuple[Line, ...]:
    """What was counted beside what the books say; nothing where nothing was."""
    lines = []
    if end.counted_fen is not None:
        lines.append(Line(_("Money counted"), money(end.counted_fen)))
        lines.append(
            Line(_("more or less than in the books"), Amount(yuan(end.counted_fen - end.fund_fen, plus=True), _("yuan")))
        )
    if end.counted_slips is not None:
        slips = end.counted_slips - end.tickets
        lines.append(Line(_("Slips counted"), Amount(count(end.counted_slips), _("slips"))))
        lines.append(Line(_("more or less than tickets"), Amount(points(slips, plus=slips > 0), _("slips"))))
    return tuple(lines)


def _on_roll(end: DayEnd, imprint: Imprint, paper: Paper) -> bytes:
    note = Note(paper, imprint, _("Day's end"))
    note.line(day(end.day), end.number, bold=True)
    for lines in (_day(end), _money(end), _counted(end)):
        if lines:
            note.part()
        for line in lines:
            note.line(line.name, line.figure.text)
    if end.reason:
        note.detail(_("Reason: {reason}", reason=end.reason))
    if end.by:
        note.detail(_("Closed by {name}", name=end.by))
    note.sign(_("Operator"), _("Manager"))
    if end.seal:
        note.foot(end.seal, f"{end.number} {end.seal.replace(' ', '')}")
    return note.pdf(end.number or end.day.isoformat())


def _on_a4(end: DayEnd, imprint: Imprint) -> bytes:
    code = _("seal {code}", code=end.seal) if end.seal else ""
    state = "" if end.number else _("not closed yet")
    sheet = Sheet(Head(title=_("Day's end"), period=day(end.day), code=code, state=state), imprint, foot=end.number)
    for title, lines in ((_("The day"), _day(end)), (_("Fund"), _money(end)), (_("Counted"), _counted(end))):
        if lines:
            set_table(sheet, _table(lines), title=title, width=sheet.room * 2 // 3)
    sheet.gap(4 * MM)
    if end.reason:
        sheet.text(_("Reason: {reason}", reason=end.reason))
    if end.by:
        sheet.text(_("Closed by {name}", name=end.by))
    sheet.signatures(_("Operator"), _("Manager"))
    return sheet.pdf()


def _table(lines: tuple[Line, ...]) -> Table:
    return Table(
        columns=(words(""), figures("")),
        rows=[[line.name, line.figure] for line in lines],
        size=30,
    )
