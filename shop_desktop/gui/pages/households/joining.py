"""Two accounts of one household made one, and one household made two: both side by side, and what moves, before it does."""

from shop_desktop.domain.households import Household
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.pages import Action, ListPage, whole
from shop_desktop.gui.pages.households.story import Story
from shop_desktop.gui.widgets.fields import Field, Points
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.store.queries import households, persons
from shop_desktop.text import N_, _

COLUMNS = (
    TableColumn(title="", share=4),
    TableColumn(title=N_("Goes away"), share=5, right=True),
    TableColumn(title=N_("Stays"), share=5, right=True),
    TableColumn(title=N_("Afterwards"), share=5, right=True, strong=True),
)


class Joining:
    """The page's side that shows two households; `gone` and `into` are their codes."""

    def __init__(self, page: ListPage, story: Story) -> None:
        self.page, self.shop, self.story = page, page.shop, story
        self.table = DataTable(COLUMNS, Empty(words=""), row=46)
        self.gone = self.into = self.reason = ""
        other = Field("into", N_("Into which household"), hint=N_("its code; what this one has goes there"))
        page.card("merge", (other, Field("reason", N_("Reason"))), self._look, columns=1, verb=N_("Look at both"))
        new = Field("into", N_("To which household"), hint=N_("its code; add it first, where it is new"))
        purses = (Points("recycling", N_("Recycling points"), optional=True), Points("civic", N_("Civic points"), optional=True))
        page.card("split", (new, *purses, Field("reason", N_("Reason"))), self._split, columns=1, verb=N_("Hand them over"))

    @property
    def looking(self) -> bool:
        """Whether both are shown, and wait for F12."""
        return bool(self.into)

    def changes(self) -> tuple[Action, ...]:
        """What can be done with a household's story, by digits."""
        return (
            Action(key="5", word=N_("a double: merge"), do=self._begin_merge, op="household.merge"),
            Action(key="6", word=N_("divide"), do=self._begin_split, op="household.split"),
        )

    def offered_here(self) -> tuple[Action, ...]:
        """The key that merges."""
        return (Action(key="F12", word=N_("merge them"), do=self._merge, op="household.merge"),)

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("Esc", N_("Back")),)

    def conclusion(self) -> tuple[str, str]:
        gone, into = self._one(self.gone, "household"), self._one(self.into, "into")
        title = _("{gone} goes into {into}", gone=f"{gone.code} {gone.name}", into=f"{into.code} {into.name}")
        return title, _("Points, what is saved up and documents come together; {code} is closed as merged", code=gone.code)

    # ---- a double

    def _begin_merge(self) -> None:
        if (household := self.story.household) is not None:
            self.page.begin("merge", _("A double: {name}", name=household.name))

    def _look(self, values: dict[str, str]) -> None:
        gone, into = self._one(self.story.code, "household"), self._one(values["into"], "into")
        if gone.id == into.id:
            raise Refused("bad-request", field="into")
        self.page.back()
        self.gone, self.into, self.reason = gone.code, into.code, values["reason"]
        self.table.show_rows(self._both(gone, into))
        self.page.refresh()
        self.page.rest()
        self.page.headed.emit()

    def _both(self, gone: Household, into: Household) -> list[TableRow]:
        reader, day = self.shop.reader, self.shop.today()
        told = [persons.known(reader, one.id) for one in (gone, into)]
        waits = [{w.material: w for w in households.card_of(reader, one, day).waiting} for one in (gone, into)]
        rows = [
            (_("Code"), gone.code, into.code, into.code),
            (_("Name"), gone.name, into.name, into.name),
            (_("Group"), gone.group, into.group, into.group),
            (_("Phone"), gone.phone_tail, into.phone_tail, into.phone_tail),
            (_("Card"), gone.card, into.card, into.card),
            (_("Persons"), *(_(", ").join(p.name for p in known.persons if p.active) for known in told), ""),
        ]
        for word, name in (
            (N_("Recycling points"), "recycling"),
            (N_("Civic points"), "civic"),
            (N_("Pending"), "pending"),
            (N_("Owes"), "owed"),
        ):
            mine, other = (getattr(household.purses, name) for household in (gone, into))
            rows.append((_(word), points_text(mine), points_text(other), points_text(mine + other)))
        for material in dict.fromkeys([*waits[0], *waits[1]]):
            counts = [held[material].quantity if material in held else 0 for held in waits]
            one = next(held[material] for held in waits if material in held)
            write = kg_text if one.unit == "kg" else points_text
            rows.append((_("Saved up: {name}", name=one.name), *(write(n) for n in counts), write(sum(counts))))
        return [TableRow(key=str(place), cells=row) for place, row in enumerate(rows)]

    def _merge(self) -> None:
        gone, into = self.gone, self.into
        outcome = self.page.post("household.merge", household=gone, into=into, reason=self.reason)
        self.forget()
        self.story.code = into
        self.page.refresh()
        self.page.rest()
        self.page.headed.emit()
        self.page.say(_("{gone} is merged into {into}", gone=gone, into=into), undo=lambda: self.page.take_back(outcome.document))

    def forget(self) -> None:
        """Leave the two as they are."""
        self.gone = self.into = self.reason = ""

    # ---- one becomes two

    def _begin_split(self) -> None:
        if (household := self.story.household) is not None:
            self.page.begin("split", _("Points that leave {name}", name=household.name))

    def _split(self, values: dict[str, str]) -> None:
        points = {name: whole(values, name) or 0 for name in ("recycling", "civic")}
        outcome = self.page.post(
            "household.split", household=self.story.code, into=values["into"], reason=values["reason"], **points
        )
        into = self._one(values["into"], "into")
        words = _("{points} points went to {name}", points=points_text(sum(points.values())), name=into.name)
        self.page.finish(words, undo=lambda: self.page.take_back(outcome.document))

    def _one(self, code: str, field: str) -> Household:
        found = households.by_code(self.shop.reader, code)
        if found is None:
            raise Refused("unknown", field=field, what=code)
        return found
