"""Households: found as at the counter, added, opened with points of before; Enter tells one's whole story."""

import unicodedata

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shop_desktop.domain.codes import card_code
from shop_desktop.domain.households import NO_GROUP, Household
from shop_desktop.domain.quantities import points_text
from shop_desktop.gui.pages import Action, FormCard, ListPage, whole
from shop_desktop.gui.pages.households.joining import Joining
from shop_desktop.gui.pages.households.search import SearchLine
from shop_desktop.gui.pages.households.story import STATES, Story, in_points, yes_no
from shop_desktop.gui.print_preview import imprint_of, preview
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Points
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.printing.cards import cards_pdf, qr_sheet_pdf
from shop_desktop.printing.statement import OPERATIONS
from shop_desktop.store.queries import households
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _

OPS = OPERATIONS | {
    "ticket.post": N_("weighed, exchanged"),
    "document.void": N_("voided"),
}
NEWEST = 6
LIST, STORY, BOTH = range(3)


class HouseholdsPage(ListPage):
    """Everyone who has an account, with what they can spend; `side_of` says which side is shown."""

    name, icon, label = "households", "user", N_("Households")
    stale_on = frozenset({"households", "tickets", "village", "vendors"})
    columns = (
        TableColumn(title=N_("Code"), share=3),
        TableColumn(title=N_("Name"), share=5, strong=True),
        TableColumn(title=N_("Group"), share=3),
        TableColumn(title=N_("Phone"), share=3),
        TableColumn(title=N_("Points"), share=4, right=True),
    )
    empty = Empty(
        words=N_("No households yet.\nEach has a code, a name and a group; phone and card help to find it."),
        icon="users",
        key=FooterKey("Ins", N_("add the first one")),
    )
    nobody = Empty(
        words=N_("Nobody found.\nTry other letters, or add the household."), icon="search", key=FooterKey("Ins", N_("add"))
    )

    brief = 2

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.menu: tuple[Action, ...] = ()
        self.search = SearchLine()
        self.search.textChanged.connect(lambda _text: self._search())
        self.search.moved.connect(self.table.keyPressEvent)
        self.card("add", self._fields(), self._add)
        self.card("opening", self._opening_fields(), self._opening, columns=1)
        self.story = Story(self)
        self.joining = Joining(self, self.story)
        self.table.opened.connect(lambda _code: self._tell())
        self.left = QStackedWidget()
        self.row.replaceWidget(self.table, self.left)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.table)
        for part in (listed, self.story.table, self.joining.table):
            self.left.addWidget(part)
        self._show(None)

    @staticmethod
    def _fields() -> tuple[Field, ...]:
        return (
            Field("code", N_("Code")),
            Field("name", N_("Name")),
            Field("group", N_("Group")),
            Number("phone", N_("Phone"), optional=True),
            Number("card", N_("Card number"), hint=N_("next free one; scan a card to use its own"), optional=True),
            Choice("party_member", N_("Party member"), options=yes_no),
            Choice("resident", N_("Lives here"), options=yes_no),
        )

    @staticmethod
    def _opening_fields() -> tuple[Field, ...]:
        return (
            Points("recycling", N_("Recycling points"), optional=True),
            Points("civic", N_("Civic points"), optional=True),
            Field("reason", N_("Reason"), hint=N_("where these points come from")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.search.set_scale(self.table.scale)

    # ---- shown

    @property
    def telling(self) -> int:
        """Which side is shown: the list, a household's story, two side by side."""
        return BOTH if self.joining.looking else STORY if self.story.code else LIST

    def refresh(self) -> None:
        self.count = households.count(self.shop.reader)
        self.story.refresh()
        self._search()
        self._show(self._open)

    def _show(self, card: FormCard | None) -> None:
        super()._show(card)
        self.left.setCurrentIndex(self.telling)
        self.left.setEnabled(card is None)
        self.side.setVisible(card is not None or self.telling != BOTH)

    def _search(self) -> None:
        query = unicodedata.normalize("NFKC", self.search.text()).strip()
        reader = self.shop.reader
        found = households.find(reader, query) if query else households.every(reader)
        self.found = {household.code: household for household in found}
        self.table.empty = self.nobody if query else self.empty
        self.table.show_rows([self._row(household) for household in found])
        self.show_facts()
        self.headed.emit()

    @staticmethod
    def _row(household: Household) -> TableRow:
        spendable = household.purses.spendable
        badge, tone = (_("Party member"), Tone.INFO) if household.party_member else ("", Tone.QUIET)
        if household.state != "active":
            badge, tone = _(STATES[household.state]), Tone.QUIET
        tail = household.phone_tail
        return TableRow(
            key=household.code,
            cells=(household.code, household.name, household.group, tail, points_text(spendable)),
            badge=badge,
            tone=tone,
            sort=(household.code, household.name, household.group, tail, spendable),
        )

    @property
    def chosen(self) -> Household | None:
        """The household under the bar, purses filled."""
        return households.by_code(self.shop.reader, self.table.current) if self.table.current else None

    def show_facts(self) -> None:
        self.menu = ()
        household = self.chosen
        if self.telling == STORY:
            self.facts.show_view(self.story.facts())
            return
        if household is None:
            self.facts.show_view(ChoiceList(title=_("This household"), empty=_("Choose a household at the left"), icon="user"))
            return
        purses = household.purses
        rows = [
            (_("Can spend now"), in_points(purses.spendable)),
            (_("Recycling points"), in_points(purses.recycling)),
            (_("Civic points"), in_points(purses.civic)),
            (_("Pending"), in_points(purses.pending) if purses.pending else ""),
            (_("Owes"), in_points(purses.owed) if purses.owed else ""),
            (_("Card"), household.card or _("no card")),
            (_("Lives here"), "" if household.resident else _("no")),
        ]
        newest = households.statement(self.shop.reader, household.id)[: -NEWEST - 1 : -1]
        rows += [(f"{line.day} {what(line)}", in_points(line.recycling + line.civic, plus=True)) for line in newest]
        self.facts.show_view(
            ChoiceList(
                title=household.name,
                detail=f"{household.code} · {household.group}",
                columns=(Column(share=3), Column(share=2, right=True, strong=True)),
                rows=tuple(ChoiceRow(cells=row) for row in rows if row[1]),
                hints=(FooterKey("Enter", N_("whole story")),),
            )
        )

    def conclusion(self) -> tuple[str, str]:
        if self.telling:
            return self.joining.conclusion() if self.telling == BOTH else self.story.conclusion()
        if not self.count:
            return _("No households yet"), _("Ins adds the first one")
        return _("{count} households have an account", count=self.count), _("Type to find; Enter tells one's whole story")

    # ---- keys

    def list_offered(self) -> tuple[Action, ...]:
        if self.telling == BOTH:
            return self.joining.offered_here()
        if self.telling == STORY:
            change = Action(key="F3", word=N_("change it"), do=self._open_changes, op="household.change")
            return (*(() if self.story.closed else (change,)), *self.story.offered())
        return (
            Action(key="Enter", word=N_("whole story"), do=self._tell, row=True),
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="household.add"),
            Action(key="F4", word=N_("points of before"), do=self._begin_opening, op="household.opening", row=True),
            Action(key="F7", word=N_("from a list"), do=lambda: self.wanted.emit("imports", "households"), op="household.add"),
            Action(key="F9", word=N_("print"), do=self._open_papers, row=True),
        )

    def offered(self) -> tuple[Action, ...]:
        if self.filling or not self.telling:
            return super().offered()
        return self.list_offered()

    def hints(self) -> tuple[FooterKey, ...]:
        if self.filling or not (self.telling or self.menu):
            return super().hints()
        return (FooterKey("↑ ↓", N_("choose")), FooterKey("Esc", N_("Back")))

    # ---- choices by digits

    def _open_changes(self) -> None:
        self._open_menu(_("What is to be changed"), (*self.story.changes(), *self.joining.changes()))

    def _open_papers(self) -> None:
        papers = (
            Action(key="1", word=N_("cards"), do=self._print_cards),
            Action(key="2", word=N_("codes for the counter"), do=self._print_codes),
        )
        self._open_menu(_("What is to be printed"), papers)

    def _open_menu(self, title: str, choices: tuple[Action, ...]) -> None:
        self.menu = tuple(one for one in choices if self.allowed(one))
        rows = tuple(ChoiceRow(key=one.key, cells=(_(one.word),)) for one in self.menu)
        self.facts.show_view(ChoiceList(title=title, rows=rows))
        (self.story.table if self.telling else self.table).setFocus()
        self.headed.emit()

    def _close_menu(self) -> None:
        self.menu = ()
        self.show_facts()
        self.rest()
        self.headed.emit()

    def press(self, key: str) -> bool:
        taken = next((one for one in self.menu if key in (one.key, f"choose:{int(one.key) - 1}")), None)
        if taken is None:
            return super().press(key)
        self._close_menu()
        self._guarded(taken.do)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.menu and event.text().isdigit() and self.press(event.text())):
            super().keyPressEvent(event)

    def rest(self) -> None:
        if self.filling:
            super().rest()
        elif self.telling:
            (self.joining.table if self.telling == BOTH else self.story.table).setFocus()
        else:
            self.search.setFocus()

    def back(self) -> bool:
        if super().back():
            return True
        if self.menu:
            self._close_menu()
            return True
        if self.telling == BOTH:
            self.joining.forget()
        elif self.telling == STORY:
            self.story.code = ""
        elif self.search.text():
            self.search.clear()
        else:
            return False
        self.show_facts()
        self._show(None)
        self.rest()
        self.headed.emit()
        return True

    def _tell(self) -> None:
        """The story of the household under the bar."""
        if self.table.current:
            self.story.code = self.table.current
            self.refresh()
            self.rest()

    # ---- written

    def _begin_add(self) -> None:
        number = households.next_number(self.shop.reader)
        village = shop_queries.village_of(self.shop.reader)
        self.begin(
            "add",
            _("A new household"),
            {
                "code": f"{number:03}",
                "group": NO_GROUP,
                "card": card_code(village.number or 1, number, 1),
                "party_member": "no",
                "resident": "yes",
            },
        )

    def _add(self, values: dict[str, str]) -> None:
        facts = {key: values[key] for key in ("code", "name", "group", "phone", "card")}
        self.post("household.add", **facts, party_member=values["party_member"] == "yes", resident=values["resident"] == "yes")
        self.search.setText(values["code"])
        self.finish(_("{name} is added, with code {code}", name=values["name"], code=values["code"]))

    def _begin_opening(self) -> None:
        if (household := self.chosen) is not None:
            self.begin("opening", _("Points of before: {name}", name=household.name))

    def _opening(self, values: dict[str, str]) -> None:
        household = self.chosen
        assert household is not None
        recycling, civic = whole(values, "recycling"), whole(values, "civic")
        self.post("household.opening", household=household.code, recycling=recycling, civic=civic, reason=values["reason"])
        self.finish(
            _("{name} starts with {points} points", name=household.name, points=points_text((recycling or 0) + (civic or 0)))
        )

    # ---- papers

    def _print_cards(self) -> None:
        """A card for each household in the list as it is shown."""
        found = tuple(self.found.values())
        title = _("Cards of {count} households", count=sum(1 for one in found if one.card))
        preview(self, cards_pdf(found, imprint_of(self.shop)), title=title, name="cards")

    def _print_codes(self) -> None:
        """All codes on a sheet: who forgot the card points at it."""
        found = tuple(self.found.values())
        title = _("Codes of {count} households", count=sum(1 for one in found if one.card))
        preview(self, qr_sheet_pdf(found, imprint_of(self.shop)), title=title, name="codes")


def what(line: households.StatementLine) -> str:
    """What a document did, in a word."""
    return _(OPS.get(line.op, N_("points")))
