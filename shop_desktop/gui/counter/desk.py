"""The counter's mind: which ticket is in hand, what a key does now, what was said. Draws nothing.

Reads by the store's queries, writes by `perform` and the draft's own operations; `show.py` makes its picture.
"""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from scale_driver.gate import GateView, Refusal, State, Taken
from shop_desktop.domain.calendar import instant_text
from shop_desktop.domain.goods import Good
from shop_desktop.domain.households import Household, HouseholdCard, Purses
from shop_desktop.domain.materials import Material
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.domain.tickets import Load, Proof
from shop_desktop.gui.counter.draft import Draft
from shop_desktop.gui.counter.overlay import Overlay
from shop_desktop.gui.counter.pricing import Offer, Priced, price_draft
from shop_desktop.gui.counter.view import Entry
from shop_desktop.gui.counter.weigh import Weighing
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.values import NoticeView, Tone
from shop_desktop.operations import drafts
from shop_desktop.store.drafts import DraftState, StoredDraft
from shop_desktop.store.queries import goods, households, materials, prices, shop
from shop_desktop.text import _, sentence

TILES = 9
DIGITS = 7


class Stage(StrEnum):
    """What the keys mean now."""

    FIND = "find"
    COLLECT = "collect"
    GOODS = "goods"


@dataclass(frozen=True)
class Said:
    """One sentence in the place of the prompt, until the next key; one about the pan only until that is empty."""

    text: str
    tone: Tone = Tone.TODO
    pan: bool = False


class Desk(QObject):
    """One counter. `changed`: show again; `finished`: a ticket's number; `leaving`: F10; `screen`: F11; `spoken`: aloud."""

    changed = Signal()
    finished = Signal(str)
    paper_wanted = Signal(str)
    day_turned = Signal()
    leaving = Signal()
    screen = Signal()
    spoken = Signal(str)
    refused = Signal()
    clock_doubted = Signal()

    def __init__(self, shop: Shop, weighing: Weighing) -> None:
        super().__init__()
        self.shop = shop
        self.weighing = weighing
        self.stage = Stage.FIND
        self.query = ""
        self.found: tuple[Household, ...] = ()
        self.chosen = 0
        self.card: HouseholdCard | None = None
        self.material = ""
        self.letters = ""
        self.page = 0
        self.cursor: int | None = None
        self.entry: Entry | None = None
        self.said: Said | None = None
        self.notice: NoticeView | None = None
        self.overlay: Overlay | None = None
        self.saved = False
        self.typed_reason = ""
        self._again = False
        self._unstored: NoticeView | None = None
        self._overloads = weighing.view.overloads
        self._history: list[Draft] = []
        self._names: dict[str, str] = {}
        self.draft = self._blank()
        self.parked: tuple[Draft, ...] = ()
        self._take_back_what_was_open()
        self.refresh()
        weighing.changed.connect(self._weight_changed)
        shop.changed.connect(lambda _nouns: self.refresh())

    # ---- what is known

    def refresh(self) -> None:
        """Ask the books again: today's offer, the household in hand."""
        day, reader = self.shop.today(), self.shop.reader
        self.day = day
        self.offer = Offer(
            materials={m.code: m for m in materials.offered(reader, day)},
            goods={g.code: g for g in goods.shelf(reader, day) if g.active},
            rate=prices.rate_in_force(reader, day),
            spend_first=prices.rule(reader, "spend_first", day),
        )
        self.counts = shop.today(reader, day)
        self.containers = shop.containers_of(reader)
        village = shop.village_of(reader)
        self.shop_name = _("{village} Exchange Shop", village=village.name) if village.name else _("Exchange Shop")
        self._look_up(self.draft.household)
        self.reprice()

    def look_at_the_day(self) -> None:
        """After midnight the new day's prices hold, for the ticket in hand too; it says so."""
        if self.day == self.shop.today():
            return
        begun = self.day
        self.refresh()
        self.day_turned.emit()
        if not self.draft.empty:
            self._say_older(begun.isoformat())

    def _say_older(self, day: str) -> None:
        self.tell(_("This ticket is from {day}; today's prices hold for it.", day=day), Tone.INFO)

    def reprice(self) -> None:
        """Price the draft with what lies on the scale, and show it."""
        self.priced: Priced = price_draft(self.draft, self.offer, self.purses, self._waiting, self.load_on_scale())
        self.changed.emit()

    @property
    def purses(self) -> Purses:
        return self.card.household.purses if self.card else Purses()

    @property
    def gate(self) -> GateView:
        return self.weighing.view

    @property
    def scale_is_gone(self) -> bool:
        return self.gate.state in (State.ABSENT, State.STALE)

    def tiles(self) -> tuple[Material | Good | None, ...]:
        """The nine of this page, in the order of their keys."""
        rows: list[Material | Good] = list(
            self.offer.goods.values() if self.stage is Stage.GOODS else self.offer.materials.values()
        )
        page = rows[self.page * TILES : (self.page + 1) * TILES]
        return (*page, *[None] * (TILES - len(page)))

    def load_on_scale(self) -> Load | None:
        """What the settled pan would be worth as the chosen material."""
        material = self.offer.materials.get(self.material)
        view = self.gate
        if material is None or material.unit != "kg" or view.gross_g is None or not view.can_take:
            return None
        return Load(material=self.material, gross_g=view.gross_g, tare_g=view.tare_g, source="scale")

    def _look_up(self, code: str) -> None:
        found = households.by_code(self.shop.reader, code) if code else None
        self.card = households.card_of(self.shop.reader, found, self.shop.today()) if found else None
        self._waiting = households.waiting(self.shop.reader, found.id, self.offer.materials) if found else {}

    # ---- what is said

    def hush(self, name: str) -> None:
        """A key was pressed: what was said is read; only a second Enter answers a question."""
        self.said = None
        if name != "Enter":
            self._again = False
        if self.notice is not None and self.notice.tone in (Tone.INFO, Tone.OK) and name != "F8":
            self.notice = None

    def say(self, text: str, tone: Tone = Tone.TODO, *, pan: bool = False) -> None:
        """One sentence in the prompt's place; a low beep where something was refused."""
        self.said = Said(text, tone, pan)
        if tone in (Tone.TODO, Tone.STOP):
            self.refused.emit()

    def tell(self, text: str, tone: Tone, key: str = "", verb: str = "") -> None:
        """One line above the footer."""
        self.notice = NoticeView(text=text, tone=tone, key=key, verb=verb)
        self.changed.emit()

    def forget_notice(self) -> None:
        """The line above the footer has been there long enough."""
        self.notice = None
        self.changed.emit()

    def solved(self, notice: NoticeView | None) -> None:
        """What this notice warned of is over; another one stays."""
        if notice is not None and self.notice is notice:
            self.forget_notice()

    def close_list(self) -> None:
        self.overlay = None

    # ---- the draft

    def change(self, draft: Draft) -> None:
        """The ticket is this now; it can be undone, and it is stored."""
        self._history.append(self.draft)
        self.draft = draft
        self.store()

    def undo(self) -> bool:
        """One step of the draft back; False at its beginning."""
        if not self._history:
            return False
        self.draft = self.draft.back_to(self._history.pop())
        self.cursor = None
        self.store()
        return True

    def store(self) -> None:
        """Write the draft, and what the gate took last, in one step; what cannot be stored stays on the screen, and says so."""
        try:
            drafts.save(self.shop.books, self.shop.settings.pc, draft=self._stored("open"), taking=self._taking())
        except Trouble as trouble:
            self.saved = False
            self.tell(sentence(trouble), Tone.STOP)
            self._unstored = self.notice
            return
        self.saved = True
        self.solved(self._unstored)

    def _stored(self, state: DraftState) -> StoredDraft:
        now = instant_text(self.shop.clock())
        return StoredDraft(id=self.draft.id, pc=self.shop.settings.pc, state=state, saved_at=now, content=self.draft.to_content())

    def _taking(self) -> dict[str, Any] | None:
        last = self.weighing.last_taken
        return None if last is None else {"gross_g": last.gross_g, "material": last.material, "emptied": last.emptied}

    def _blank(self) -> Draft:
        return Draft(id=f"{self.shop.settings.pc}-{uuid.uuid4().hex}", day=self.shop.today().isoformat())

    def begin(self, draft: Draft | None = None) -> None:
        """A fresh ticket, or one that was put aside, is in hand now."""
        self.draft = draft or self._blank()
        self._history = []
        self.query, self.found, self.chosen = "", (), 0
        self.material, self.letters, self.page, self.cursor, self.entry = "", "", 0, None, None
        self.saved = draft is not None
        self.stage = Stage.COLLECT if self.draft.household else Stage.FIND
        self._look_up(self.draft.household)

    def _take_back_what_was_open(self) -> None:
        stored = drafts.drafts_of(self.shop.books, self.shop.settings.pc)
        self.parked = _readable(stored, "parked")
        self.offer = Offer(
            materials={}, goods={}, rate=prices.rate_in_force(self.shop.reader, self.shop.today()), spend_first="civic"
        )
        still_open = _readable(stored, "open")
        self.begin(still_open[-1] if still_open else None)
        if still_open and self.draft.day != self.shop.today().isoformat():
            self._say_older(self.draft.day)

    def park(self) -> None:
        """Put the ticket aside and begin another."""
        try:
            drafts.save(self.shop.books, self.shop.settings.pc, draft=self._stored("parked"), taking=self._taking())
        except Trouble as trouble:
            self.tell(sentence(trouble), Tone.STOP)
            return
        self.parked = (*self.parked, self.draft)
        self.begin()

    def take_back(self, draft: Draft) -> None:
        """A parked ticket is in hand again; the one it follows holds nothing."""
        try:
            drafts.drop_draft(self.shop.books, self.draft.id)
        except Trouble as trouble:
            self.tell(sentence(trouble), Tone.STOP)
            return
        self.parked = tuple(d for d in self.parked if d.id != draft.id)
        self.begin(draft)
        self.store()

    # ---- who

    def name_of(self, draft: Draft) -> str:
        """Whose draft it is."""
        if draft.household and draft.household not in self._names:
            found = households.by_code(self.shop.reader, draft.household)
            self._names[draft.household] = found.name if found else draft.household
        return self._names.get(draft.household, _("nobody yet"))

    def search(self, query: str) -> None:
        """What stands in the box, and who that may be."""
        self.query, self.chosen = query, 0
        self.found = households.find(self.shop.reader, query)

    def choose_household(self, household: Household) -> None:
        """This is whose ticket it is."""
        if household.state != "active":
            self.say(sentence(Refused("household-closed", household=household.name)))
            return
        if not (self.draft.lines or self.draft.goods):
            self._history = []
        self.draft = replace(self.draft, household=household.code)
        self._look_up(household.code)
        self.stage, self.query, self.found = Stage.COLLECT, "", ()
        self.store()

    # ---- what lies on the scale

    def _weight_changed(self, view: GateView) -> None:
        if view.overloads > self._overloads:
            self.draft = replace(self.draft, overloads=self.draft.overloads + view.overloads - self._overloads)
            self._overloads = view.overloads
            self.store()
        if view.state in (State.EMPTY, State.SETTLED):
            self.typed_reason = ""
        self._again = self._again and view.state is State.SETTLED
        if view.state is State.EMPTY:
            if self.said is not None and self.said.pan:
                self.said = None
            self._remember_emptied()
        self.reprice()

    def _remember_emptied(self) -> None:
        """The pan was empty after the last taking: kept, so that a restart does not ask for it again."""
        told = self._taking()
        if told is None or not told["emptied"]:
            return
        if drafts.last_taking(self.shop.books, self.shop.settings.pc) != told:
            try:
                drafts.save(self.shop.books, self.shop.settings.pc, draft=None, taking=told)
            except Trouble as trouble:
                self.tell(sentence(trouble), Tone.STOP)

    def take_weight(self) -> Taken | Refusal:
        """Take the stable weight as the chosen material; the line and the taking are stored in one step."""
        now = self.shop.clock()
        taken = self.weighing.take(self.material, now, again=self._again)
        if isinstance(taken, Refusal):
            return taken
        self._again = False
        proof = Proof(
            frame=taken.frame.hex(),
            protocol=taken.protocol,
            port=taken.port,
            taken_at=now.isoformat(timespec="seconds"),
            e_g=taken.e_g,
            tare=taken.tare_kind.value,
        )
        load = Load(
            material=self.material,
            gross_g=taken.gross_g,
            tare_g=taken.tare_g,
            source="scale",
            proof=proof,
            same_again=taken.same_again,
        )
        self._history.append(self.draft)
        self.draft = self.draft.with_load(load, now)
        self.store()
        return taken

    def ask_again(self) -> None:
        """The next Enter takes a load that is as heavy as the last one."""
        self._again = True

    # ---- the end of a ticket

    def finish(self) -> None:
        """Post the ticket; what is refused has changed nothing, and the draft is as it was."""
        try:
            outcome = self.shop.perform(self.draft.command())
        except Refused as refused:
            self.say(sentence(refused), Tone.STOP)
            if refused.code == "clock":
                self.clock_doubted.emit()
            return
        except Trouble as trouble:
            self.tell(sentence(trouble), Tone.STOP, "+", _("Finish"))
            return
        self.begin()
        self.refresh()
        self.finished.emit(outcome.document)


def _readable(stored: Iterable[StoredDraft], state: DraftState) -> tuple[Draft, ...]:
    """The drafts of a state; one that this version cannot read stays stored and is left aside."""
    found = []
    for kept in stored:
        try:
            if kept.state == state:
                found.append(Draft.from_content(kept.content))
        except (KeyError, TypeError):
            logging.warning("draft %s cannot be read", kept.id)
    return tuple(found)
