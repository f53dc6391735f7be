"""One household's whole story: every move of its points, what is known of it, and what is changed as years go by."""

from datetime import date
from typing import Any

from shop_desktop.domain.households import Household, Statement
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.gui.pages import Action, ListPage
from shop_desktop.gui.print_preview import imprint_of, preview
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Options
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column
from shop_desktop.printing.cards import cards_pdf
from shop_desktop.printing.statement import ROWS, about, passbook_pdf, statement_pdf
from shop_desktop.store.queries import households, persons, vouchers
from shop_desktop.text import N_, _

YES_NO = (("yes", N_("yes")), ("no", N_("no")))
STATES = {"active": N_("lives here again"), "away": N_("away"), "merged": N_("merged"), "closed": N_("closed")}
COLUMNS = (
    TableColumn(title=N_("Day"), share=4),
    TableColumn(title=N_("What"), share=11, strong=True),
    TableColumn(title=N_("Document"), share=5, spare=2),
    TableColumn(title=N_("Recycling"), share=3, right=True, spare=1),
    TableColumn(title=N_("Civic"), share=3, right=True, spare=1),
    TableColumn(title=N_("After it"), share=3, right=True),
)
LEFT = "left"


def in_points(points: int, *, plus: bool = False) -> str:
    """Points with their unit."""
    return _("{points} points", points=points_text(points, plus=plus))


def yes_no() -> Options:
    return tuple((value, _(words)) for value, words in YES_NO)


class Story:
    """The page's side that tells of one household; `show` says of whom."""

    def __init__(self, page: ListPage) -> None:
        self.page, self.shop = page, page.shop
        self.table = DataTable(COLUMNS, Empty(words=N_("Nothing has moved this household's points yet."), icon="sheet"), row=46)
        self.code = ""
        page.card("particulars", self._particulars(), self._change)
        number = Number("card", N_("Card number"), hint=N_("next free one; scan a card to use its own"), optional=True)
        page.card("card", (number,), self._card, columns=1, verb=N_("Issue the card"))
        reason = Field("reason", N_("Reason"), hint=N_("away since when, back since when, moved where"))
        page.card("state", (Choice("state", N_("How it is now"), options=self._states), reason), self._state, columns=1)
        member = Choice("party_member", N_("Party member"), options=yes_no)
        here = Choice("active", N_("Belongs to it"), options=lambda: (("yes", _("yes")), (LEFT, _("no more"))))
        page.card("person", (Field("name", N_("Name")), member, here), self._person, columns=1)

    def _particulars(self) -> tuple[Field, ...]:
        return (
            Field("name", N_("Name of the head of the household")),
            Field("group", N_("Group")),
            Number("phone", N_("Phone"), optional=True),
            Field("contact", N_("Who looks after it"), hint=N_("the party member or neighbour who visits"), optional=True),
            Choice("party_member", N_("Party member"), options=yes_no),
            Choice("resident", N_("Lives here"), options=yes_no),
        )

    # ---- shown

    @property
    def household(self) -> Household | None:
        """Whose story it is, as the books say now."""
        return households.by_code(self.shop.reader, self.code) if self.code else None

    def refresh(self) -> None:
        """Every move, the newest on top."""
        household = self.household
        if household is None:
            return
        self.known = persons.known(self.shop.reader, household.id)
        self.statement = self._statement(household)
        self.table.show_rows([_row(move) for move in reversed(self.statement.moves)])

    def _statement(self, household: Household) -> Statement:
        return households.statement_of(self.shop.reader, household, date.min, self.shop.today())

    def facts(self) -> ChoiceList:
        """What is known of it."""
        household = self.household
        if household is None:
            return ChoiceList(title="")
        purses, known = household.purses, self.known
        rows = [
            (_("Recycling points"), in_points(purses.recycling)),
            (_("Civic points"), in_points(purses.civic)),
            (_("Pending"), in_points(purses.pending) if purses.pending else ""),
            (_("Owes"), in_points(purses.owed) if purses.owed else ""),
            *((_("Saved up: {name}", name=one.name), waits(one)) for one in self.statement.waiting),
            (_("Phone"), known.phone),
            (_("Who looks after it"), known.contact),
            (_("Card"), household.card or _("no card")),
            (_("Cards before"), str(len(known.cards) - bool(household.card)) if len(known.cards) > bool(household.card) else ""),
            (_("Persons"), _(", ").join(person.name for person in known.persons if person.active)),
            (_("Left it"), _(", ").join(person.name for person in known.persons if not person.active)),
            (_("Lives here"), "" if household.resident else _("no")),
            (_("Party member"), _("yes") if household.party_member else ""),
            *self._vouchers(household),
            (_("Merged into"), known.merged_into),
        ]
        return ChoiceList(
            title=household.name,
            detail=f"{household.code} · {household.group}"
            + ("" if household.state == "active" else f" · {_(STATES[household.state])}"),
            columns=(Column(share=4), Column(share=6, right=True, strong=True)),
            rows=tuple(ChoiceRow(cells=row) for row in rows if row[1]),
        )

    def _vouchers(self, household: Household) -> list[tuple[str, str]]:
        held = [one for one in vouchers.listed(self.shop.reader, household.id) if one.state == "issued"]
        return [(_("Voucher: {name}", name=one.good_name), _("until {day}", day=one.expires_on)) for one in held]

    def conclusion(self) -> tuple[str, str]:
        household = self.household
        if household is None:
            return "", ""
        points = points_text(household.purses.spendable)
        below = _("Every document that moved its points, the newest on top")
        if household.state == "merged":
            return _("{name} was merged into {other}", name=household.name, other=self.known.merged_into), below
        if household.state != "active":
            return _(
                "{name} is {state}; its {points} points stay",
                name=household.name,
                state=_(STATES[household.state]),
                points=points,
            ), below
        if household.purses.spendable < 0:
            owed = points_text(-household.purses.spendable)
            return _("{name} owes {points} points", name=household.name, points=owed), below
        return _("{name} can spend {points} points", name=household.name, points=points), below

    @property
    def closed(self) -> bool:
        """Whether nothing is changed in it any more."""
        household = self.household
        return household is None or household.state == "merged"

    def changes(self) -> tuple[Action, ...]:
        """What can be changed, by digits."""
        return (
            Action(key="1", word=N_("particulars"), do=self._begin_change, op="household.change"),
            Action(key="2", word=N_("new card"), do=self._begin_card, op="household.card"),
            Action(key="3", word=N_("a person"), do=self._begin_person, op="person.add"),
            Action(key="4", word=N_("away, back, closed"), do=self._begin_state, op="household.state"),
        )

    def offered(self) -> tuple[Action, ...]:
        """The papers."""
        return (
            Action(key="F9", word=N_("print the statement"), do=self._print),
            Action(key="F11", word=N_("passbook"), do=self._passbook),
        )

    # ---- written

    def _begin_change(self) -> None:
        household = self.household
        if household is None:
            return
        values = {"name": household.name, "group": household.group, "phone": self.known.phone, "contact": self.known.contact}
        values |= {"party_member": "yes" if household.party_member else "no", "resident": "yes" if household.resident else "no"}
        self.page.begin("particulars", _("Particulars: {name}", name=household.name), values)

    def _change(self, values: dict[str, str]) -> None:
        household = self.household
        assert household is not None
        said: dict[str, Any] = {name: values[name] for name in ("name", "group") if values[name] != getattr(household, name)}
        for name, before in (("phone", self.known.phone), ("contact", self.known.contact)):
            if values[name] != before:
                said[name] = values[name]
        for name in ("party_member", "resident"):
            if (values[name] == "yes") != getattr(household, name):
                said[name] = values[name] == "yes"
        if not said:
            self.page.finish(_("Nothing was changed"))
            return
        was: dict[str, Any] = {"phone": self.known.phone, "contact": self.known.contact}
        self._noted(
            "household.change", values["name"], said, {name: was.get(name, getattr(household, name, "")) for name in said}
        )

    def _noted(self, op: str, name: str, said: dict[str, Any], before: dict[str, Any]) -> None:
        """Write it, and let F8 write what was before."""
        code = self.code
        self.page.send(op, {"household": code, **said})

        def undo() -> None:
            self.page.send(op, {"household": code, **before})
            self.page.say(_("Taken back"))

        self.page.finish(_("{name} is noted", name=name), undo=undo)

    def _begin_card(self) -> None:
        if (household := self.household) is not None:
            self.page.begin("card", _("A new card: {name}", name=household.name))

    def _card(self, values: dict[str, str]) -> None:
        outcome = self.page.post("household.card", household=self.code, card=values["card"])
        self.page.finish(_("{card} is the card now; the old one opens nothing any more", card=outcome.answer["card"]))
        household = self.household
        if household is not None:
            pdf = cards_pdf((household,), imprint_of(self.shop))
            preview(self.page, pdf, title=_("Card: {name}", name=household.name), name=f"card-{household.code}")

    def _states(self) -> Options:
        household = self.household
        now = household.state if household else "active"
        return tuple((state, _(STATES[state])) for state in ("away", "closed", "active") if state != now)

    def _begin_state(self) -> None:
        if (household := self.household) is not None:
            self.page.begin("state", _("Away, back or closed: {name}", name=household.name))

    def _state(self, values: dict[str, str]) -> None:
        self.page.post("household.state", household=self.code, state=values["state"], reason=values["reason"])
        words = (
            N_("It takes part again") if values["state"] == "active" else N_("No new ticket until it is back; its points stay")
        )
        self.page.finish(_(words))

    def _begin_person(self) -> None:
        if (household := self.household) is not None:
            self.page.begin("person", _("A person of {name}", name=household.name), {"party_member": "no", "active": "yes"})

    def _person(self, values: dict[str, str]) -> None:
        member, active = values["party_member"] == "yes", values["active"] == "yes"
        self.page.post("person.add", household=self.code, name=values["name"], party_member=member, active=active)
        self.page.finish(_("{name} is noted", name=values["name"]))

    # ---- papers

    def _print(self) -> None:
        household = self.household
        if household is None:
            return
        since = self.statement.moves[0].day if self.statement.moves else self.shop.today()
        told = households.statement_of(self.shop.reader, household, since, self.shop.today())
        title = _("Statement: {name}", name=household.name)
        preview(self.page, statement_pdf(told, imprint_of(self.shop)), title=title, name=f"statement-{household.code}")

    def _passbook(self) -> None:
        """The newest page of its passbook."""
        household = self.household
        if household is None:
            return
        number = max(1, -(-len(self.statement.moves) // ROWS))
        pdf = passbook_pdf(self.statement, number, imprint_of(self.shop))
        preview(self.page, pdf, title=_("Passbook: {name}", name=household.name), name=f"passbook-{household.code}-{number}")


def _row(move: Any) -> TableRow:
    cells = (
        move.day.isoformat(),
        about(move),
        move.number,
        points_text(move.recycling, plus=True) if move.recycling else "",
        points_text(move.civic, plus=True) if move.civic else "",
        points_text(move.after),
    )
    return TableRow(key=move.number, cells=cells)


def waits(one: Any) -> str:
    """Units that wait for the next full count, with what they make then."""
    if one.unit == "kg":
        return _("{held} of {full} kg for {points} points", held=kg_text(one.quantity), full=kg_text(one.per), points=one.points)
    return _("{held} of {full} for {points} points", held=one.quantity, full=one.per, points=one.points)
