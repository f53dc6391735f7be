"""The manager's pages, a noun each; the manager's frame alone may come in. Here: what every page is.

A page asks the store's queries, writes by `post`, and is stale until seen. It computes nothing that could be wrong.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.domain.users import Role, may
from shop_desktop.gui.form_card import SCROLL as SCROLL
from shop_desktop.gui.form_card import FormCard as FormCard
from shop_desktop.gui.form_card import Unfit as Unfit
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.fields import Choice, Date, Field
from shop_desktop.gui.widgets.sheets import ChoiceSheet
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn
from shop_desktop.gui.widgets.values import FooterKey, NoticeView, Tone
from shop_desktop.operations.base import Outcome
from shop_desktop.operations.requests import read_command
from shop_desktop.text import N_, _, sentence

ROLES: tuple[tuple[Role, str], ...] = (
    ("operator", N_("operator")),
    ("manager", N_("manager")),
    ("assessor", N_("assessor")),
    ("auditor", N_("auditor")),
)
OWN_PC = "settings"
"""Stands in the place of an operation where a key changes this PC's settings: a manager's, though no command."""

_K = Qt.Key
NAMED = {
    _K.Key_Return: "Enter",
    _K.Key_Enter: "Enter",
    _K.Key_Escape: "Esc",
    _K.Key_Insert: "Ins",
    _K.Key_Delete: "Del",
} | {Qt.Key(_K.Key_F1.value + place): f"F{place + 1}" for place in range(12)}


@dataclass(frozen=True, kw_only=True)
class Action:
    """A key of a page. `word` is marked with N_; `op`: what it writes by, "" to look; `row`: it is about a row of the list."""

    key: str
    word: str
    do: Callable[[], object]
    op: str = ""
    row: bool = False


class Page(QWidget):
    """`told` carries a NoticeView for the line above the footer; `headed` says that title or keys are others now; `wanted`
    names another page, the one before, or the counter."""

    told = Signal(object)
    headed = Signal()
    wanted = Signal(str, str)

    places: frozenset[str] = frozenset()  # the pages that `wanted` may name
    name = icon = label = ""
    in_rail = True
    under = ""  # the page of the rail that this one belongs to
    leave_word = ""  # what Esc does, drawn as a button at the top
    period = ""  # the days that the page is about, shown at the right of the title
    stale_on: frozenset[str] = frozenset()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop
        self.stale = True
        self._day: date | None = None
        self._undo: Callable[[], object] | None = None

    def refresh(self) -> None:
        """Ask the books and show what they say."""
        raise NotImplementedError

    def conclusion(self) -> tuple[str, str]:
        """The title, which is what the page comes to, and the line below it."""
        raise NotImplementedError

    def offered(self) -> tuple[Action, ...]:
        """The page's keys, in the footer's order."""
        return ()

    def hints(self) -> tuple[FooterKey, ...]:
        """Keys that widgets take themselves, before the page's own in the footer."""
        return ()

    def aside(self) -> tuple[str, str] | None:
        """An icon and a quiet sentence for the footer's right end, in place of the backups'."""
        return None

    def rest(self) -> None:
        """Put the focus where work begins."""

    def lead_to(self, thing: str) -> None:
        """Another page leads here, to this thing."""

    def back(self) -> bool:
        """One step back inside the page; False where there is none."""
        return False

    def seen(self) -> None:
        """Shown now: refreshed where a write or a new day made it stale."""
        if self.stale or self._day != self.shop.today():
            self.stale, self._day = False, self.shop.today()
            self.refresh()
        self.headed.emit()

    def allowed(self, action: Action) -> bool:
        """Whether this user may do it; looking is for everyone."""
        if action.op == OWN_PC:
            return self.shop.user.role == "manager"
        return not action.op or may(self.shop.user.role, action.op)

    def press(self, key: str) -> bool:
        """One key by its name; False where it means nothing on this page."""
        if key == "F8" and self._undo is not None:
            undo, self._undo = self._undo, None
            self._guarded(undo)
            return True
        action = next((one for one in self.offered() if one.key == key), None)
        if action is None:
            return False
        if self.allowed(action):
            self._guarded(action.do)
        else:
            self.say(sentence(Refused("not-allowed")), Tone.STOP)
        return True

    def _guarded(self, do: Callable[[], object]) -> None:
        try:
            do()
        except (Refused, Trouble) as ended:
            self.say(sentence(ended), Tone.STOP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(key_name(event)):
            super().keyPressEvent(event)

    def say(self, words: str, tone: Tone = Tone.OK, undo: Callable[[], object] | None = None) -> None:
        """One line above the footer; with `undo`, F8 takes it back while it is shown."""
        self._undo = undo
        view = NoticeView(text=words, tone=tone, key="F8" if undo else "", verb=_("undo") if undo else "")
        self.told.emit(view)

    def forget_undo(self) -> None:
        """The line is gone, and its F8 with it."""
        self._undo = None

    def post(self, op: str, **said: Any) -> Outcome:
        """Carry out an operation in the words of the command line; what is empty is left out. Raises Refused, Trouble."""
        return self.send(op, {key.rstrip("_"): value for key, value in said.items() if value not in (None, "")})

    def send(self, op: str, said: dict[str, Any]) -> Outcome:
        """The same word for word: what is empty takes something away."""
        return self.shop.perform(read_command(json.dumps({"op": op, **said}).encode()))

    def take_back(self, document: str) -> None:
        """Void what was only just set."""
        self.post("document.void", document=document, reason=_("Taken back right after"))
        self.say(_("Taken back"))


def key_name(event: QKeyEvent) -> str:
    """A key as the footer calls it: "Ins", "F4", "Esc"; "" for letters and what has Alt or Ctrl held."""
    if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
        return ""
    return NAMED.get(Qt.Key(event.key()), "")


def whole(values: dict[str, str], field: str) -> int | None:
    """A whole number, None where the field is empty. Refused: `bad-request`."""
    text = values[field]
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise Refused("bad-request", field=field)
    return int(text)


def day_of(values: dict[str, str], field: str) -> date | None:
    """A day, None where the field is empty. Refused: `bad-request`."""
    try:
        return date.fromisoformat(values[field]) if values[field].strip("-") else None
    except ValueError:
        raise Refused("bad-request", field=field) from None


def next_monday(day: date) -> date:
    """The Monday after a day; a week later where it is one.

    >>> next_monday(date(2026, 11, 24)), next_monday(date(2026, 11, 30))
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 7))
    """
    return day + timedelta(days=7 - day.weekday())


def since_fields(shop: Shop) -> tuple[Field, ...]:
    """From which day something holds: today, next Monday, or a day that is typed."""

    def options() -> tuple[tuple[str, str], ...]:
        monday = next_monday(shop.today())
        return (
            ("today", _("Today, {day}", day=shop.today())),
            ("monday", _("Next Monday, {day}", day=monday)),
            ("other", _("Another day")),
        )

    return (Choice("when", N_("From when"), options=options), Date("from", N_("Another day"), optional=True))


def since_of(values: dict[str, str], today: date) -> str:
    """The day that `since_fields` says; a day that was typed is meant. Refused: `bad-request` where none is."""
    day = day_of(values, "from") or {"today": today, "monday": next_monday(today)}.get(values["when"])
    if day is None:
        raise Unfit("from", _("Write the day, such as 2026-11-24"))
    return day.isoformat()


class Facts(ChoiceSheet):
    """What is known of the row under the bar, a line each."""

    ROW = 42.0


class ListPage(Page):
    """Rows to go through; at the right what is known of the row under the bar, or a form."""

    columns: tuple[TableColumn, ...] = ()
    empty = Empty(words="")
    brief = 3
    """How many columns stay while a form takes the room."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.table, self.facts, self.side = DataTable(self.columns, self.empty), Facts(), QStackedWidget()
        self.cards: dict[str, FormCard] = {}
        self._open: FormCard | None = None
        self.side.addWidget(self.facts)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(18)
        self.row.addWidget(self.table, 13)
        self.row.addWidget(self.side, 9)
        self.table.chosen.connect(lambda _key: self.show_facts())
        self.table.pressed.connect(lambda _action: self.rest())
        self.facts.pressed.connect(self.press)

    def show_facts(self) -> None:
        """Show what is known of the row under the bar."""
        raise NotImplementedError

    def card(self, name: str, fields: tuple[Field, ...], save: Callable[[dict[str, str]], object], **look: Any) -> None:
        """A form of this page, saved by `save`, which may refuse."""
        card = FormCard(fields, **look)
        card.saved.connect(lambda values: self._save(card, save, values))
        card.cancelled.connect(self.back)
        self.cards[name] = card
        self.side.addWidget(card)

    def begin(self, name: str, title: str, values: dict[str, str] | None = None) -> None:
        """Open a form."""
        self.told.emit(None)
        self._show(self.cards[name])
        self.cards[name].begin(title, values or {})

    @property
    def filling(self) -> bool:
        return self._open is not None

    def _show(self, card: FormCard | None) -> None:
        """This form, or the facts; the row of the table gives way to a form."""
        filling, self._open = card is not None, card
        self.side.setCurrentWidget(card or self.facts)
        self.table.columns = self.columns[: self.brief] if filling else self.columns
        self.table.setEnabled(not filling)
        self.row.setStretch(0, 8 if filling else 13)
        self.row.setStretch(1, 14 if filling else 9)
        self.headed.emit()

    def _save(self, card: FormCard, save: Callable[[dict[str, str]], object], values: dict[str, str]) -> None:
        try:
            save(values)
        except Refused as refused:
            if not card.refuse(refused):
                self.say(sentence(refused), Tone.STOP)
        except Trouble as trouble:
            self.say(sentence(trouble), Tone.STOP)

    def offered(self) -> tuple[Action, ...]:
        return () if self.filling else tuple(one for one in self.list_offered() if self.table.rows or not one.row)

    def list_offered(self) -> tuple[Action, ...]:
        """The page's keys while no form is open."""
        return ()

    def hints(self) -> tuple[FooterKey, ...]:
        if self.filling:
            return FooterKey("Enter", N_("next field")), FooterKey("F12", N_("save")), FooterKey("Esc", N_("leave"))
        return (FooterKey("↑ ↓", N_("choose")),) if self.table.rows else ()

    def rest(self) -> None:
        if self._open is not None:
            self._open.form.focus_first()
        else:
            self.table.setFocus()

    def back(self) -> bool:
        if not self.filling:
            return False
        self._show(None)
        self.rest()
        return True

    def finish(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """A form did its work: back to the list, and say so."""
        self.back()
        self.say(words, undo=undo)
