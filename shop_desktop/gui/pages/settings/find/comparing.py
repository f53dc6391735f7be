"""The third and fourth step: the number that is read beside the number that the scale shows, for two different weights."""

from dataclasses import replace
from typing import TYPE_CHECKING

from scale_driver.comparison import Kind, Outcome
from scale_driver.gate import TAKEABLE_UNITS
from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find import words
from shop_desktop.gui.pages.settings.find.explain import readable, shown_bytes
from shop_desktop.gui.pages.settings.find.hearing import Frame, Hearing
from shop_desktop.gui.pages.settings.find.part import AGAIN, COMPARE, Part, Right, adapter_words
from shop_desktop.gui.pages.settings.find.rows import NUMBERED, ROW, WAYS, candidate_rows, row_of
from shop_desktop.gui.pages.settings.find.search import Found
from shop_desktop.gui.pages.settings.find.views import CompareView, FoundView, Other, WireRow, WireView
from shop_desktop.gui.recordings import is_recording
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

KEYS = {key: kind for kind, (key, _words) in words.KINDS.items()}
WAITING = {
    Gate.ABSENT: N_("The cable is out; it connects by itself"),
    Gate.STALE: N_("Nothing comes; is the scale on?"),
    Gate.MOVING: N_("Wait until it is still"),
    Gate.EMPTY: N_("Put something on the scale"),
    Gate.OVER: N_("Too heavy; take something off"),
    Gate.UNDER: N_("Lighter than zero; empty the pan and zero the scale"),
}
ANSWERS = {
    Outcome.NO_VARIANT: N_("It cannot be read like that. Look again, or choose another format"),
    Outcome.NOT_STILL: N_("It moved just now. Once more"),
    Outcome.NO_NUMBER: N_("Type the number as the scale shows it, such as 6.235"),
    Outcome.ZERO: N_("Zero proves nothing. Put something on"),
    Outcome.SAME_AGAIN: N_("That is nearly the same weight as before. Take one that differs more"),
}
UNITS = tuple(words.UNITS)
NUMBERS = 2
"""So many of the other numbers stand beside a key; it goes through all of them."""


class Comparing(Part):
    """Listens to the chosen candidate. Two different weights that agree lead to the end."""

    def __init__(self, page: "FindPage", chosen: int) -> None:
        super().__init__(page)
        page.borrow()
        self.chosen = chosen
        self.typed: str | None = None
        self.unit = ""
        self.said = ""
        self._shown: object = None
        self.hearing = self._listen()

    def _listen(self) -> Hearing:
        one = self.one
        if self.case.port is not None and self.case.port.port != one.port.port:
            self.case.tape = None
        self.case.port = one.port
        if self.case.tape is None and self.case.search is not None:
            self.case.tape = self.case.search.tapes.get(one.port.port)
        hearing = Hearing(one.port.port, [one.candidate], self.case.tape)
        self.case.tape = hearing.tape
        return hearing

    @property
    def one(self) -> Found:
        return self.case.found[self.chosen]

    @property
    def step(self) -> int:  # type: ignore[override]
        return AGAIN if self.hearing.agreed else COMPARE

    def poll(self, now_s: float) -> bool:
        changed = self.hearing.poll(now_s)
        gate = self.hearing.gate
        if changed and gate is not Gate.SETTLED and self.said and self.typed is None:
            self.said = ""
        changed, self._shown = changed or gate is not self._shown, gate
        return changed

    # ---- shown

    def title(self) -> tuple[str, str]:
        below = _("Only when the screen and the scale say the same is it connected.")
        if self.hearing.agreed:
            first = self.hearing.agreed[0]
            return _("{number} is right. Once more with another weight", number=first.display), below
        if not self.one.candidate.evidence.bytes:
            return _("Listened to in this format; compare the number"), below
        sure = self.one.candidate.verdict in ("sure", "likely")
        return (
            _("The scale is found; now compare the number") if sure else _("It may be one of these; compare the number")
        ), below

    def found(self) -> FoundView:
        several = len({one.port.port for one in self.case.found}) > 1
        took = self.case.search.took_s if self.case.search else -1.0
        return FoundView(
            title=adapter_words(self.one.port),
            detail=_("took {seconds} s", seconds=max(1, round(took))) if took >= 0 else "",
            rows=candidate_rows(self._counted, several),
            chosen=self.chosen,
            foot=WAYS,
            foot_words=_("None of these?"),
        )

    @property
    def _counted(self) -> tuple[Found, ...]:
        """The candidates; what the chosen one gave since is counted too."""
        one, hearing = self.one, self.hearing
        known = one.candidate.evidence
        seen = replace(known, frames=known.frames + hearing.good, rejected=known.rejected + hearing.bad, bytes=known.bytes or 1)
        now = Found(one.port, replace(one.candidate, evidence=seen if hearing.good else known))
        return (*self.case.found[: self.chosen], now, *self.case.found[self.chosen + 1 :])

    def wire(self) -> WireView:
        frames = tuple(self.hearing.frames)
        bad = self.hearing.bad
        told = _("{count} bad frames", count=bad) if bad else _("no bad frame")
        detail = _("{rate} frames a second · {bad}", rate=round(self.hearing.rate), bad=told) if self.hearing.good else ""
        good = next((frame for frame in reversed(frames) if not frame.wrong), None)
        parts = words.parts_text(good.raw, self.hearing.spans_of(good.raw)) if good else ""
        rows = tuple(self._row(frame) for frame in frames[-12:])
        return WireView(title=_("What comes on the line"), detail=detail, rows=rows, parts=parts, empty=_("Nothing has come yet"))

    def _row(self, frame: Frame) -> WireRow:
        at = _("{seconds:.1f} s", seconds=frame.at_s)
        parts = () if frame.wrong else self.hearing.spans_of(frame.raw)
        return WireRow(at, shown_bytes(frame.raw), readable(frame.raw, parts), frame.wrong)

    def right(self) -> Right:
        hearing = self.hearing
        gate, reading = hearing.gate, hearing.shown
        number, unit = words.number_text(reading), words.unit_words(reading.unit if reading else None)
        still = gate is Gate.SETTLED
        return CompareView(
            title=self._question(),
            gate=gate,
            weight=number if still or gate is Gate.EMPTY else "",
            unit=unit,
            verb=_("The same, {number} {unit}", number=number, unit=unit),
            waits=self._waits(gate),
            typed=self.typed,
            typed_unit=words.unit_words(self.unit),
            others=self._others() if still else (),
            note=self._note(reading.unit if reading else None),
            said=self.said,
        )

    def _note(self, unit: str | None) -> str:
        if unit is not None and unit not in TAKEABLE_UNITS:
            return _("The counter takes no {unit}; set the scale to kilograms", unit=words.unit_words(unit))
        return _("Date and name are noted") if self.hearing.agreed else _("Next a lighter thing, then date and name are noted")

    def _waits(self, gate: Gate) -> str:
        if gate is not Gate.SETTLED:
            return _(WAITING[gate])
        return (
            _("Take another thing, not {number} again", number=self.hearing.agreed[-1].display)
            if self.hearing.nearly_agreed
            else ""
        )

    def _question(self) -> str:
        if is_recording(self.one.port.port):
            return _("When this was recorded, did the scale show that?")
        if not self.hearing.agreed:
            return _("Put on something of 5 kg or more; does the scale show this?")
        return _("Put on something much lighter or heavier; does the scale show this?")

    def _others(self) -> tuple[Other, ...]:
        rows = []
        for kind, (key, said) in words.KINDS.items():
            found = self.hearing.others(kind)
            if not found:
                continue
            if kind is Kind.UNIT:
                shown = _("the scale is set to {unit}", unit=words.unit_words(found[0].reading.unit))
            else:
                numbers = list(dict.fromkeys(words.number_text(each.reading) for each in found))
                either = _("or")
                told = f" {either} ".join(numbers[:NUMBERS]) + (" …" if len(numbers) > NUMBERS else "")
                shown = _("the scale shows {numbers}", numbers=told)
            rows.append(Other(key, _(said), shown))
        return tuple(rows)

    # ---- keys

    def keys(self) -> tuple[Action, ...]:
        return (
            Action(key="Enter", word=N_("the same"), do=self.same),
            Action(key="R", word=N_("search again"), do=lambda: self.page.restart((self.one.port,))),
            Action(key="7", word=N_("by its maker"), do=lambda: self.page.by_maker()),
        )

    def hints(self) -> tuple[FooterKey, ...]:
        count = len(self.case.found)
        return (FooterKey(f"1–{count}" if count <= NUMBERED else "↑ ↓", N_("try another")),) if count > 1 else ()

    def press(self, key: str) -> bool:
        place = row_of(key, len(self.case.found))
        if place is not None and (self.typed is None or key.startswith(ROW)):
            self.choose(place)
            return True
        if self.typed is not None:
            return self._type(key)
        if key == ".":
            self.typed, self.said = "", ""
            reading = self.hearing.shown
            self.unit = (reading.unit if reading else None) or "kg"
        elif key in KEYS:
            self._try(KEYS[key])
        elif key in ("Up", "Down"):
            self.choose(max(0, min(self.chosen + (1 if key == "Down" else -1), len(self.case.found) - 1)))
        elif key == "8":
            self.page.describe(self.one.port, self.hearing.tape)
        elif key == "9":
            self.page.record(self.hearing.tape)
        else:
            return False
        return True

    def _type(self, key: str) -> bool:
        assert self.typed is not None
        if key == "Backspace":
            self.typed = self.typed[:-1]
        elif key in ("Left", "Right"):
            self.unit = UNITS[(UNITS.index(self.unit) + (1 if key == "Right" else -1)) % len(UNITS)]
        elif len(key) > 1:
            return False
        elif key in "0123456789.-" and len(self.typed) < 9:
            self.typed += key
        return True

    def choose(self, place: int) -> None:
        """Another candidate is tried; what was agreed was agreed with the one before."""
        if place != self.chosen:
            self.hearing.close()
            self.chosen, self.said, self.typed = place, "", None
            self.hearing = self._listen()

    def _try(self, kind: Kind) -> None:
        self.said = (
            ""
            if self.hearing.try_next(kind)
            else _("This format has no other reading. Look at the scale again, or try another format")
        )

    def same(self) -> None:
        """Enter: the scale shows the number that stands here, or that was typed."""
        if self.typed is not None:
            text, self.typed = self.typed, None
            if text:
                self._answered(self.hearing.say(text, self.unit))
        elif self.hearing.gate is Gate.SETTLED and not self.hearing.nearly_agreed:
            self._answered(self.hearing.say_same())

    def _answered(self, outcome: Outcome) -> None:
        self.said = _(ANSWERS[outcome]) if outcome in ANSWERS else ""
        if self.hearing.began_anew:
            self.said = _("That does not go with the weight before; it begins anew with this one")
        elif outcome is Outcome.AGREED and len(self.hearing.agreed) == 2:
            self.said = _("Two readings are still possible. A third weight settles it")
        if outcome is Outcome.SETTLED:
            self.page.settled(self.one, self.hearing)

    def back(self) -> bool:
        if self.typed is not None:
            self.typed = None
            return True
        return False

    def leave(self) -> None:
        self.hearing.close()
