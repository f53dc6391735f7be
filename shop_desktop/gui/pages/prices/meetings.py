"""The meetings that decided something: who came, how they voted, what was decided, on which paper."""

from shop_desktop.domain.rules import representatives_decide
from shop_desktop.gui.ledger_page import FactRow, LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action, day_of, whole
from shop_desktop.gui.pages.prices.village_rules import KINDS
from shop_desktop.gui.widgets.fields import Choice, Date, Field, Options, Points
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.store.queries import rules
from shop_desktop.text import N_, _


class Meetings(View):
    """Newest first."""

    key, word = "4", N_("Meetings")
    columns = (
        TableColumn(title=N_("Day"), share=3),
        TableColumn(title=N_("Meeting"), share=4, strong=True),
        TableColumn(title=N_("What was decided"), share=7),
    )
    empty = Empty(
        words=N_("No meeting is noted yet.\nA rule says which meeting decided it: note who came and how they voted."),
        icon="users",
        key=FooterKey("Ins", N_("note a meeting")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)

        def many(name: str, label: str, *, optional: bool = False) -> Field:
            return Points(name, label, unit="", optional=optional)

        def kinds() -> Options:
            return tuple((kind, _(words)) for kind, words in KINDS.items())

        fields = (
            Date("on", N_("Day")),
            Choice("kind", N_("Meeting"), options=kinds),
            many("members", N_("How many belong to it")),
            many("attended", N_("How many came")),
            many("votes_for", N_("Votes for it")),
            many("against", N_("Votes against"), optional=True),
            many("abstained", N_("Abstained"), optional=True),
            Field("text", N_("What was decided")),
            Field("paper", N_("Number of the paper"), optional=True),
            Date("filed_on", N_("Handed to the township on"), optional=True),
        )
        page.card("meeting", fields, self._add)

    def ask(self) -> None:
        self.meetings = {str(one.id): one for one in rules.meetings_of(self.shop.reader)}

    def rows(self) -> list[TableRow]:
        return [self._row(one) for one in self.meetings.values()]

    @staticmethod
    def _row(one: rules.Meeting) -> TableRow:
        badge, tone = held(one)
        return TableRow(key=str(one.id), cells=(one.on.isoformat(), _(KINDS[one.kind]), one.text), badge=badge, tone=tone)

    def facts(self) -> ChoiceList:
        one = self.meetings.get(self.current)
        if one is None:
            return ChoiceList(title=_("This meeting"), empty=_("Who came and how they voted stands here"), icon="users")
        rows: list[FactRow] = [
            fact(_("Came"), _("{count} of {all}", count=one.attended, all=one.members)),
            fact(_("Votes for it"), str(one.votes_for)),
            fact(_("Votes against"), str(one.against)),
            fact(_("Abstained"), str(one.abstained)),
            *([fact(_("Number of the paper"), one.paper)] if one.paper else []),
            *([fact(_("Handed to the township on"), one.filed_on.isoformat())] if one.filed_on else []),
        ]
        return facts(_(KINDS[one.kind]), rows, detail=one.on.isoformat())

    def conclusion(self) -> tuple[str, str]:
        short = [one for one in self.meetings.values() if held(one)[1] is Tone.TODO]
        if short:
            return _("{count} meetings had too few people or votes", count=len(short)), self._text()
        if not self.meetings:
            return _("No meeting is noted yet"), _(
                "Representatives decide where two thirds came and more than half of them agree"
            )
        return _("{count} meetings are noted", count=len(self.meetings)), self._text()

    def _text(self) -> str:
        one = self.meetings.get(self.current)
        return one.text if one else ""

    def offered(self) -> tuple[Action, ...]:
        return (Action(key="Ins", word=N_("note a meeting"), do=self._begin, op="meeting.add"),)

    def _begin(self) -> None:
        self.page.begin("meeting", _("A meeting"), {"on": self.shop.today().isoformat()})

    def _add(self, values: dict[str, str]) -> None:
        on, filed = day_of(values, "on"), day_of(values, "filed_on")
        counts = {name: whole(values, name) for name in ("members", "attended", "votes_for", "against", "abstained")}
        told = {name: values[name] for name in ("kind", "text", "paper")}
        days = {"on": on.isoformat() if on else "", "filed_on": filed.isoformat() if filed else ""}
        outcome = self.post("meeting.add", **told, **days, **counts)
        if values["kind"] != "representatives" or (outcome.answer["quorum"] and outcome.answer["carried"]):
            self.page.finish(_("The meeting is noted"))
        elif not outcome.answer["quorum"]:
            self.page.finish(_("Noted. Fewer than two thirds came: a decision needs more"))
        else:
            self.page.finish(_("Noted. Not more than half agreed: it is not carried"))


def held(one: rules.Meeting) -> tuple[str, Tone]:
    """Whether a meeting of representatives could decide, and did."""
    decided = representatives_decide(one.members, one.attended, one.votes_for)
    if one.kind != "representatives":
        return "", Tone.QUIET
    if not decided.quorum:
        return _("too few came"), Tone.TODO
    return (_("carried"), Tone.OK) if decided.carried else (_("not carried"), Tone.TODO)
