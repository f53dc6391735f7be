"""The day's end: what the books say of the day, what was counted, and the seal of that moment."""

from PySide6.QtWidgets import QLineEdit

from shop_desktop.domain.quantities import parse_yuan, points_text, yuan_text
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.counted_words import money_words, slips_words
from shop_desktop.gui.pages import ListPage, whole
from shop_desktop.gui.print_preview import imprint_of, preview
from shop_desktop.gui.widgets.fields import Field, Points, Yuan
from shop_desktop.printing.day_end import day_end_pdf
from shop_desktop.store.queries import days
from shop_desktop.text import N_, _


class DayEnd:
    """A form of the month's page."""

    def __init__(self, page: ListPage) -> None:
        self.page = page
        fields = (
            Yuan("counted_fen", N_("Money counted"), optional=True),
            Points("counted_slips", N_("Slips counted"), unit="", optional=True),
            Field("reason", N_("Why it differs"), hint=N_("only where something differs"), optional=True),
        )
        page.card("day", fields, self._close, columns=1, verb=N_("End the day"))
        self.rows = page.cards["day"].form.rows
        for name in ("counted_fen", "counted_slips"):
            entry = self.rows[name].input
            assert isinstance(entry, QLineEdit)
            entry.textChanged.connect(lambda _text: self._compare())

    def _compare(self) -> None:
        """Say below each field by how much it is more or less than the books say, while it is typed."""
        fen, slips = parse_yuan(self.rows["counted_fen"].value()), self.rows["counted_slips"].value()
        told = {
            "counted_fen": money_words(fen, self.end.fund_fen) if fen is not None else None,
            "counted_slips": slips_words(int(slips), self.end.tickets) if slips.isascii() and slips.isdigit() else None,
        }
        for name, words in told.items():
            line = self.rows[name].error
            line.hint = words[0] if words else ""
            line.say("")
        off = fen not in (None, self.end.fund_fen) or (slips.isascii() and slips.isdigit() and int(slips) != self.end.tickets)
        self.rows["reason"].want(off)

    def begin(self) -> None:
        """Say what the books say of today, and ask what was counted."""
        self.end = end = days.day_end(self.page.shop.reader, self.page.shop.today())
        facts = {"tickets": f"{end.tickets:,}", "points": points_text(end.points_in), "yuan": yuan_text(end.fund_fen, group=True)}
        self.page.begin("day", _("Today: {tickets} tickets, {points} points; {yuan} yuan in the fund", **facts))

    def _close(self, values: dict[str, str]) -> None:
        fen = fen_of(values, "counted_fen")
        outcome = self.page.post(
            "day.close", counted_fen=fen, counted_slips=whole(values, "counted_slips"), reason=values["reason"]
        )
        seal, end = outcome.answer["seal"], days.posted_end(self.page.shop.reader, outcome.document)
        self.page.finish(_("The day is closed, seal {code}", code=f"{seal[:4]} {seal[4:]}"))
        if end is not None:
            pdf = day_end_pdf(end, imprint_of(self.page.shop))
            preview(self.page, pdf, title=_("End of the day, {day}", day=end.day.isoformat()), name=f"day-{end.day}")


def fen_of(values: dict[str, str], field: str) -> int | None:
    """Fen of an amount, None where the field is empty. Refused: `bad-request`."""
    fen = parse_yuan(values[field])
    if values[field] and fen is None:
        raise Refused("bad-request", field=field)
    return fen
