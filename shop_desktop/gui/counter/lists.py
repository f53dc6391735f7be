"""The lists that open in the place of the pad: help, containers, reasons, parked tickets, tickets of the day, a name.

Each shows itself as a ChoiceList and takes the keys while it is open; Esc closes it. None covers the columns beside it.
"""

from collections.abc import Callable
from datetime import date, timedelta

from scale_driver.gate import Refusal
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.counter.desk import Desk
from shop_desktop.gui.counter.draft import Draft
from shop_desktop.gui.counter.overlay import Overlay
from shop_desktop.gui.counter.refusals import refusal_text
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.operations.clock import ConfirmClock
from shop_desktop.operations.documents import VoidDocument
from shop_desktop.operations.households import RegisterHousehold
from shop_desktop.store.queries import households, tickets
from shop_desktop.text import N_, _, sentence

BACK = FooterKey("Esc", N_("Back"))

HELP = (
    ("0–9", N_("Material or good on that place; 0 shows more")),
    ("Enter", N_("Take the stable weight; end what is typed")),
    ("+", N_("Finish: store and print")),
    ("-", N_("Remove the chosen line, else the last")),
    ("*", N_("Between materials and goods")),
    ("/", N_("Find another household")),
    (".", N_("Type a weight while the scale is away; type a barcode")),
    ("F4", N_("Tare: a container, or what lies on the scale")),
    ("F7", N_("Put the ticket aside, or take one back")),
    ("F8", N_("Undo one step of this ticket")),
    ("F9", N_("Tickets of the day: print again, void, end the day")),
)

TYPED_REASONS = (
    N_("The scale does not answer"),
    N_("Power cut"),
    N_("Does not fit on the scale"),
    N_("Weighed elsewhere, with a note"),
)

VOID_REASONS = (
    N_("Weighed wrongly"),
    N_("Wrong household"),
    N_("Wrong material or good"),
    N_("The villager changed their mind"),
)


class _Chosen(Overlay):
    """A list with one chosen row, moved by the arrows."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.chosen = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def key(self, name: str) -> None:
        if name == "Esc":
            self.desk.close_list()
        elif name in ("Up", "Down"):
            self.chosen = max(0, min(self.count - 1, self.chosen + (1 if name == "Down" else -1)))
        elif name.startswith("row:"):
            self.chosen = int(name[4:])


class Help(Overlay):
    """Every key of the counter and what it does."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def view(self) -> ChoiceList:
        rows = tuple(ChoiceRow(key=key, cells=(_(said),)) for key, said in HELP)
        return ChoiceList(title=_("Keys of the counter"), columns=(Column(),), rows=rows, hints=(BACK,), icon="help")

    def key(self, name: str) -> None:
        self.desk.close_list()


class Containers(Overlay):
    """Tare: a container from the list by its digit, or what lies on the scale by Enter; 0 takes the tare back."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rows = desk.containers[:9]

    def view(self) -> ChoiceList:
        rows = tuple(ChoiceRow(key=str(n), cells=(box.name, f"{kg_text(box.tare_g)} kg")) for n, box in enumerate(self.rows, 1))
        hints = (FooterKey("Enter", N_("Tare of what lies there")), FooterKey("0", N_("No tare")), BACK)
        return ChoiceList(
            title=_("Tare"),
            detail=_("now {kg} kg", kg=kg_text(self.desk.gate.tare_g)),
            columns=(Column(share=3, strong=True), Column(share=2, right=True)),
            rows=rows,
            hints=hints,
            empty=_("No container is set up. Enter takes what lies on the scale as tare."),
            icon="tare",
        )

    def key(self, name: str) -> None:
        refusal: Refusal | None = None
        if name == "Enter":
            refusal = self.desk.weighing.take_tare()
        elif name == "0":
            refusal = self.desk.weighing.preset_tare(0)
        elif name.isdigit() and int(name) <= len(self.rows):
            refusal = self.desk.weighing.preset_tare(self.rows[int(name) - 1].tare_g)
        elif name != "Esc":
            return
        self.desk.close_list()
        if refusal is not None:
            self.desk.say(refusal_text(self.desk.weighing.limits, refusal), pan=True)


class Reasons(Overlay):
    """Why, by a digit; no reason, no deed."""

    title = ""
    reasons: tuple[str, ...] = ()

    def __init__(self, desk: Desk, then: Callable[[str], None]) -> None:
        self.desk = desk
        self._then = then

    def view(self) -> ChoiceList:
        rows = tuple(ChoiceRow(key=str(n), cells=(_(said),)) for n, said in enumerate(self.reasons, 1))
        return ChoiceList(title=_(self.title), columns=(Column(),), rows=rows, hints=(BACK,), icon="list")

    def key(self, name: str) -> None:
        if name == "Esc":
            self.desk.close_list()
        elif name.isdigit() and 1 <= int(name) <= len(self.reasons):
            self.desk.close_list()
            self._then(_(self.reasons[int(name) - 1]))


class TypedReasons(Reasons):
    """Why a weight is typed; asked once for as long as the scale is away."""

    title = N_("Why is this weight typed?")
    reasons = TYPED_REASONS


class VoidReasons(Reasons):
    """Why a ticket is voided."""

    title = N_("Why is this ticket voided?")
    reasons = VOID_REASONS


class ClockQuestion(Overlay):
    """The PC's clock jumped: a manager says that it is right, or sets it right outside and comes back."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def view(self) -> ChoiceList:
        now = self.desk.shop.clock()
        rows = (
            ChoiceRow(key="1", cells=(_("It is right: go on with this date"),)),
            ChoiceRow(key="2", cells=(_("It is wrong: I set the PC's date first"),)),
        )
        title = _("Is it {now} now?", now=f"{now:%Y-%m-%d %H:%M}")
        return ChoiceList(title=title, columns=(Column(),), rows=rows, hints=(BACK,), icon="clock")

    def key(self, name: str) -> None:
        if name == "1":
            self.desk.close_list()
            try:
                self.desk.shop.perform(ConfirmClock())
            except (Refused, Trouble) as ended:
                self.desk.say(sentence(ended), Tone.STOP)
            else:
                self.desk.tell(_("The date is confirmed. + finishes the ticket."), Tone.INFO, "+", _("Finish"))
        elif name in ("2", "Esc"):
            self.desk.close_list()


class DebtQuestion(Overlay):
    """The points of a ticket were spent already: void it all the same, and leave a debt?"""

    def __init__(self, desk: Desk, debt: str, then: Callable[[], None]) -> None:
        self.desk = desk
        self._debt = debt
        self._then = then

    def view(self) -> ChoiceList:
        rows = (
            ChoiceRow(key="1", cells=(_("Void it; the household owes {debt} points", debt=self._debt),)),
            ChoiceRow(key="2", cells=(_("Leave the ticket as it is"),)),
        )
        return ChoiceList(title=_("These points were spent already"), columns=(Column(),), rows=rows, hints=(BACK,), icon="list")

    def key(self, name: str) -> None:
        if name in ("1", "2", "Esc"):
            self.desk.close_list()
            if name == "1":
                self._then()


class Register(Overlay):
    """A household by its name alone."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk = desk
        self.name = name

    def view(self) -> ChoiceList:
        return ChoiceList(
            title=_("Register a household"),
            hints=(FooterKey("Enter", N_("Register")), BACK),
            icon="person",
            input=self.name,
            input_label=_("Name of the head of the household"),
        )

    def key(self, name: str) -> None:
        if name == "Esc":
            self.desk.close_list()
        elif name == "Backspace":
            self.name = self.name[:-1]
        elif name == "Enter" and self.name.strip():
            self._register()
        elif len(name) == 1 and len(self.name) < 20:
            self.name += name

    def _register(self) -> None:
        desk = self.desk
        try:
            outcome = desk.shop.perform(RegisterHousehold(name=self.name.strip()))
        except (Refused, Trouble) as ended:
            desk.say(sentence(ended), Tone.STOP)
            return
        desk.close_list()
        found = households.by_code(desk.shop.reader, outcome.answer["code"])
        if found is not None:
            desk.choose_household(found)
            desk.tell(_("{name} is registered, code {code}.", name=found.name, code=found.code), Tone.INFO)


class Parked(_Chosen):
    """Tickets put aside; Enter takes one back."""

    @property
    def count(self) -> int:
        return len(self.desk.parked)

    def view(self) -> ChoiceList:
        rows = tuple(self._row(draft) for draft in self.desk.parked)
        return ChoiceList(
            title=_("Tickets put aside"),
            columns=(Column(share=3, strong=True), Column(share=2, right=True)),
            rows=rows,
            chosen=self.chosen,
            hints=(FooterKey("Enter", N_("Take back")), BACK),
            icon="case",
        )

    def _row(self, draft: Draft) -> ChoiceRow:
        return ChoiceRow(cells=(self.desk.name_of(draft), _("{n} items", n=len(draft.lines) + len(draft.goods))))

    def key(self, name: str) -> None:
        if name in ("Enter", "F7"):
            self.desk.close_list()
            self.desk.take_back(self.desk.parked[self.chosen])
        else:
            super().key(name)


class Tickets(_Chosen):
    """A day's tickets, newest first: Enter prints again, - voids, PgUp is the day before."""

    def __init__(self, desk: Desk, day: date | None = None, number: str = "") -> None:
        super().__init__(desk)
        self._show(day or desk.shop.today())
        self.chosen = next((n for n, row in enumerate(self.rows) if row.number == number), 0)

    @property
    def count(self) -> int:
        return len(self.rows)

    def _show(self, day: date) -> None:
        self.day, self.chosen = day, 0
        self.rows = tickets.of_day(self.desk.shop.reader, day)

    def view(self) -> ChoiceList:
        hints = (
            FooterKey("Enter", N_("Print again")),
            FooterKey("-", N_("Void")),
            FooterKey("PgUp", N_("Day before")),
            FooterKey("PgDn", N_("Day after")),
            BACK,
        )
        columns = (Column(share=5), Column(share=4, strong=True), Column(share=2, right=True), Column(share=2, right=True))
        return ChoiceList(
            title=_("Tickets of {day}", day=self.day.isoformat()),
            detail=_("{n} tickets", n=len(self.rows)),
            columns=columns,
            rows=tuple(map(self._row, self.rows)),
            chosen=self.chosen,
            hints=hints,
            empty=_("No ticket on this day."),
            icon="list",
        )

    def _row(self, row: tickets.TicketRow) -> ChoiceRow:
        points = points_text(row.points_in - row.points_out, plus=True)
        voided = row.voided_by is not None
        return ChoiceRow(
            cells=(row.number, row.household, f"{row.at:%H:%M}", points),
            badge=_("Voided") if voided else "",
            tone=Tone.STOP if voided else Tone.QUIET,
        )

    def key(self, name: str) -> None:
        if name in ("PgUp", "PgDn"):
            self._turn(-1 if name == "PgUp" else 1)
        elif name in ("Enter", "-") and self.rows:
            row = self.rows[self.chosen]
            if name == "Enter":
                self.desk.close_list()
                self.desk.paper_wanted.emit(row.number)
            elif row.voided_by is not None:
                self.desk.say(sentence(Refused("already-void", by=row.voided_by)))
            else:
                self.desk.overlay = VoidReasons(self.desk, lambda reason: self._void(row.number, reason))
        else:
            super().key(name)

    def _turn(self, days: int) -> None:
        """To the next day that has tickets; today at the latest, a year back at most."""
        today, day = self.desk.shop.today(), self.day
        for _step in range(366):
            day += timedelta(days=days)
            if day > today:
                return
            if day == today or tickets.of_day(self.desk.shop.reader, day):
                self._show(day)
                return

    def _void(self, number: str, reason: str, *, allow_debt: bool = False) -> None:
        try:
            outcome = self.desk.shop.perform(VoidDocument(document=number, reason=reason, allow_debt=allow_debt))
        except Refused as refused:
            self._not_voided(refused, number, reason)
            return
        except Trouble as trouble:
            self.desk.say(sentence(trouble), Tone.STOP)
            return
        told = _("{number} is voided by {void}; all it moved is back.", number=number, void=outcome.document)
        self.desk.tell(told, Tone.INFO)
        self.desk.paper_wanted.emit(number)

    def _not_voided(self, refused: Refused, number: str, reason: str) -> None:
        """Points that were spent already: a manager may leave a debt; others learn who may."""
        if refused.code != "insufficient-points":
            self.desk.say(sentence(refused), Tone.STOP)
        elif self.desk.shop.user.role != "manager":
            self.desk.say(_("These points were spent already. The manager can void it and leave a debt."), Tone.STOP)
        else:
            short = refused.facts.get("short", 0)
            debt = points_text(short if isinstance(short, int) else 0)
            self.desk.overlay = DebtQuestion(self.desk, debt, lambda: self._void(number, reason, allow_debt=True))
