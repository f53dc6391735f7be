"""The day's end at the counter: what the books say, money and slips counted, a reason where they differ, the sealed paper."""

from dataclasses import replace

from shop_desktop.domain.quantities import kg_text, parse_yuan, points_text, yuan_text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.counted_words import money_words, slips_words
from shop_desktop.gui.counter.desk import Desk
from shop_desktop.gui.counter.lists import BACK, Reasons, Tickets
from shop_desktop.gui.counter.overlay import Overlay
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.operations.days import CloseDay
from shop_desktop.store.queries import days
from shop_desktop.text import N_, _, sentence

MONEY, SLIPS = "money", "slips"
LETTERS = {MONEY: "0123456789.", SLIPS: "0123456789"}
LONGEST = 10


class DayReasons(Reasons):
    """Why what was counted is not what the books say."""

    title = N_("Why does it differ?")
    reasons = (
        N_("A slip did not come out, or came out twice"),
        N_("Money was paid out, the paper is there"),
        N_("Money came in that is not noted yet"),
        N_("Not found; the manager looks at it"),
    )


class EndOfDay(Overlay):
    """Enter goes on, from the money to the slips to the end; what is left empty was not counted."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        reader, day = desk.shop.reader, desk.shop.today()
        self.end, self.last = days.day_end(reader, day), days.last_day_end(reader, day)
        self.typed = {MONEY: "", SLIPS: ""}
        self.asked = MONEY

    def view(self) -> ChoiceList:
        end = self.end
        tickets = (_("Tickets today"), _("{count} tickets, {kg} kg", count=f"{end.tickets:,}", kg=kg_text(end.net_g, group=True)))
        fund = (_("In the fund"), _("{yuan} yuan", yuan=yuan_text(end.fund_fen, group=True)))
        rows = [fund, tickets, (_("Points given, spent"), f"{points_text(end.points_in)} · {points_text(end.points_out)}")]
        if self.asked == SLIPS:
            rows = [tickets, (_("Money counted"), self._counted_words()), fund]
        off, tone = self._off()
        labels = {MONEY: _("Money counted, yuan"), SLIPS: _("Slips counted")}
        again = (FooterKey("F9", N_("Print again")),) if self.last is not None and self.asked == MONEY else ()
        return ChoiceList(
            title=_("End of the day, {day}", day=end.day.isoformat()),
            detail=_("ended before, {seal}", seal=self.last.seal) if self.last is not None else "",
            columns=(Column(share=3), Column(share=4, right=True, strong=True)),
            rows=(ChoiceRow(cells=rows[0], badge=off, tone=tone), *(ChoiceRow(cells=row) for row in rows[1:])),
            hints=(FooterKey("Enter", N_("Go on") if self.asked == MONEY else N_("End the day")), *again, BACK),
            icon="clock",
            input=self.typed[self.asked],
            input_label=labels[self.asked],
        )

    def key(self, name: str) -> None:
        typed = self.typed[self.asked]
        if name == "Esc":
            self._back()
        elif name == "Backspace":
            self.typed[self.asked] = typed[:-1]
        elif name in ("Enter", "+"):
            self._on()
        elif name == "F9" and self.last is not None:
            self.desk.close_list()
            self.desk.paper_wanted.emit(self.last.number)
        elif len(name) == 1 and name in LETTERS[self.asked] and len(typed) < LONGEST:
            self.typed[self.asked] = typed + name

    def _back(self) -> None:
        if self.asked == SLIPS:
            self.asked = MONEY
        else:
            self.desk.close_list()

    def _on(self) -> None:
        if self.typed[MONEY] and self._fen is None:
            self.desk.say(_("Write yuan, such as 1.40"))
        elif self.asked == MONEY:
            self.asked = SLIPS
        elif self._differs:
            self.desk.overlay = DayReasons(self.desk, self._close)
        else:
            self._close("")

    def _off(self) -> tuple[str, Tone]:
        """By how much what is typed now is not what the books say; "" while nothing can be told."""
        if self.asked == MONEY:
            return ("", Tone.QUIET) if self._fen is None else money_words(self._fen, self.end.fund_fen)
        return ("", Tone.QUIET) if self._slips is None else slips_words(self._slips, self.end.tickets)

    def _counted_words(self) -> str:
        if self._fen is None:
            return _("not counted")
        off, tone = money_words(self._fen, self.end.fund_fen)
        counted = _("{yuan} yuan", yuan=yuan_text(self._fen, group=True))
        return counted if tone is Tone.OK else f"{counted} · {off}"

    @property
    def _fen(self) -> int | None:
        return parse_yuan(self.typed[MONEY]) if self.typed[MONEY] else None

    @property
    def _slips(self) -> int | None:
        return int(self.typed[SLIPS]) if self.typed[SLIPS] else None

    @property
    def _differs(self) -> bool:
        return self._fen not in (None, self.end.fund_fen) or self._slips not in (None, self.end.tickets)

    def _close(self, reason: str) -> None:
        desk = self.desk
        try:
            outcome = desk.shop.perform(CloseDay(counted_fen=self._fen, counted_slips=self._slips, reason=reason))
        except (Refused, Trouble) as ended:
            desk.say(sentence(ended), Tone.STOP)
            return
        desk.close_list()
        seal = outcome.answer["seal"]
        desk.tell(_("The day is ended, seal {code}.", code=f"{seal[:4]} {seal[4:]}"), Tone.INFO)
        desk.paper_wanted.emit(outcome.document)


class DayTickets(Tickets):
    """The day's tickets, from which the day is ended."""

    def view(self) -> ChoiceList:
        shown = super().view()
        return replace(shown, hints=(*shown.hints[:2], FooterKey("+", N_("End the day")), *shown.hints[2:]))

    def key(self, name: str) -> None:
        if name == "+":
            self.desk.overlay = EndOfDay(self.desk)
        else:
            super().key(name)
