"""Households: found as at the counter, added, opened with points of before, and told what moved their points."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from shop_desktop.domain.codes import card_code
from shop_desktop.domain.households import NO_GROUP, Household
from shop_desktop.domain.quantities import points_text
from shop_desktop.gui import theme
from shop_desktop.gui.pages import Action, ListPage, whole
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.fields import Choice, Field, Number, Points
from shop_desktop.gui.widgets.form import BOX
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.store.queries import households
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)
YES_NO = (("yes", N_("yes")), ("no", N_("no")))
OPS = {
    "ticket.post": N_("weighed, exchanged"),
    "document.void": N_("voided"),
    "household.opening": N_("points of before"),
}
STATES = {"away": N_("away"), "merged": N_("merged"), "closed": N_("closed")}
NEWEST = 6


def yes_no() -> tuple[tuple[str, str], ...]:
    return tuple((value, _(words)) for value, words in YES_NO)


class SearchLine(QLineEdit):
    """Where one types; moving and Enter go to the list below. `moved` carries the key event."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(f"{BOX} QLineEdit {{ placeholder-text-color: {theme.INK2}; }}")
        self.setAccessibleName(_("Find"))
        self.setPlaceholderText(_("Initials of the name, tail of the phone, or code"))

    def set_scale(self, scale: float) -> None:
        """Pixels a design unit."""
        self.setFixedHeight(round(50 * scale))
        self.setFont(theme.font(20 * scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self.moved.emit(event)
        elif event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)


class HouseholdsPage(ListPage):
    """Everyone who has an account, with what they can spend."""

    name, icon, label = "households", "user", N_("Households")
    stale_on = frozenset({"households", "tickets", "village"})
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
        self.search = SearchLine()
        self.search.textChanged.connect(lambda _text: self._search())
        self.search.moved.connect(self.table.keyPressEvent)
        self.row.removeWidget(self.table)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addWidget(self.table)
        self.row.insertLayout(0, left, 13)
        self.table.opened.connect(lambda _code: self._open_statement())
        self.card("add", self._fields(), self._add)
        self.card("opening", self._opening_fields(), self._opening, columns=1)
        self.statement = DataTable(
            (
                TableColumn(title=N_("Day"), share=3),
                TableColumn(title=N_("What"), share=4, strong=True),
                TableColumn(title=N_("Document"), share=4),
                TableColumn(title=N_("Recycling"), share=3, right=True),
                TableColumn(title=N_("Civic"), share=3, right=True),
                TableColumn(title=N_("After it"), share=3, right=True),
            ),
            Empty(words=N_("Nothing has moved this household's points yet."), icon="sheet"),
        )
        self._stand_over()

    def _stand_over(self) -> None:
        """The statement takes the place of everything, and gives it back."""
        split = QWidget(self)
        split.setLayout(self.row)
        self.statement.setParent(self)
        self.whole = QStackedLayout()
        self.whole.addWidget(split)
        self.whole.addWidget(self.statement)
        self.setLayout(self.whole)

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

    def refresh(self) -> None:
        self.count = households.count(self.shop.reader)
        self._search()

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
        if household.state in STATES:
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
        household = self.chosen
        if household is None:
            self.facts.show_view(ChoiceList(title=_("This household"), empty=_("Choose a household at the left"), icon="user"))
            return
        purses = household.purses
        rows = [
            (_("Can spend now"), points_text(purses.spendable)),
            (_("Recycling points"), points_text(purses.recycling)),
            (_("Civic points"), points_text(purses.civic)),
            (_("Pending"), points_text(purses.pending) if purses.pending else ""),
            (_("Owes"), points_text(purses.owed) if purses.owed else ""),
            (_("Card"), household.card or _("no card")),
            (_("Lives here"), "" if household.resident else _("no")),
        ]
        newest = households.statement(self.shop.reader, household.id)[: -NEWEST - 1 : -1]
        rows += [(f"{line.day} {what(line)}", points_text(line.recycling + line.civic, plus=True)) for line in newest]
        hints = (FooterKey("Enter", N_("statement")),)
        self.facts.show_view(
            ChoiceList(
                title=household.name,
                detail=f"{household.code} · {household.group}",
                columns=(Column(share=3), Column(share=2, right=True, strong=True)),
                rows=tuple(ChoiceRow(cells=row) for row in rows if row[1]),
                hints=hints,
            )
        )

    def conclusion(self) -> tuple[str, str]:
        household = self.chosen
        if self._telling and household:
            points = points_text(household.purses.spendable)
            return _("{name} can spend {points} points", name=household.name, points=points), _(
                "Every document, the newest on top"
            )
        if not self.count:
            return _("No households yet"), _("Ins adds the first one")
        return _("{count} households have an account", count=self.count), _("Type to find; Enter shows what moved the points")

    # ---- keys

    @property
    def _telling(self) -> bool:
        return self.whole.currentIndex() == 1

    def list_offered(self) -> tuple[Action, ...]:
        if self._telling:
            return ()
        return (
            Action(key="Enter", word=N_("statement"), do=self._open_statement, row=True),
            Action(key="Ins", word=N_("add"), do=self._begin_add, op="household.add"),
            Action(key="F4", word=N_("points of before"), do=self._begin_opening, op="household.opening", row=True),
            Action(key="F7", word=N_("from a list"), do=lambda: self.wanted.emit("imports", "households"), op="household.add"),
        )

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("↑ ↓", N_("choose")), FooterKey("Esc", N_("Back"))) if self._telling else super().hints()

    def rest(self) -> None:
        if self._telling:
            self.statement.setFocus()
        elif self.filling:
            super().rest()
        else:
            self.search.setFocus()

    def back(self) -> bool:
        if self._telling:
            self.whole.setCurrentIndex(0)
        elif super().back():
            return True
        elif self.search.text():
            self.search.clear()
        else:
            return False
        self.rest()
        self.headed.emit()
        return True

    def _open_statement(self) -> None:
        household = self.chosen
        if household is None:
            return
        told = reversed(households.statement(self.shop.reader, household.id))
        self.statement.show_rows(
            [
                TableRow(
                    key=line.number,
                    cells=(
                        line.day.isoformat(),
                        what(line),
                        line.number,
                        points_text(line.recycling, plus=True) if line.recycling else "",
                        points_text(line.civic, plus=True) if line.civic else "",
                        points_text(line.after),
                    ),
                )
                for line in told
            ]
        )
        self.whole.setCurrentIndex(1)
        self.statement.setFocus()
        self.headed.emit()

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


def what(line: households.StatementLine) -> str:
    """What a document did, in a word."""
    return _(OPS[line.op]) if line.op in OPS else line.op
