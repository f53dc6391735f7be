"""A format of one's own: lines as they come, where the weight stands is shown by arrows, and each line is read at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.ports import Adapter
from scale_driver.protocols.custom import from_hex, place_of
from scale_driver.protocols.protocol import UNIT
from scale_driver.scale import Scale
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.settings.find import words
from shop_desktop.gui.pages.settings.find.comparing import Comparing
from shop_desktop.gui.pages.settings.find.guess import Line, body_of, breaks_of, guess, read_lines, text_share
from shop_desktop.gui.pages.settings.find.part import SEARCH, Part, Right
from shop_desktop.gui.pages.settings.find.search import Found
from shop_desktop.gui.pages.settings.find.tape import Tape, tapping
from shop_desktop.gui.pages.settings.find.views import Cell, CellRow, FoundView, Knob, KnobsView, LinesView
from shop_desktop.gui.recordings import recorded_line
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.text import N_, _

if TYPE_CHECKING:
    from shop_desktop.gui.pages.settings.find.page import FindPage

LINES = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1", "19200 8N1", "9600 7E1", "600 8N1")
ROWS, SHOWN_BYTES, GUESS_BYTES, ENOUGH_BYTES = 30, 1600, 3000, 120
FEWEST_RIGHT = 3
MARKS = {"none": "", "0d0a": N_("line end"), "0d": N_("carriage return"), "0a": N_("line feed")}
REASONS = {"decimals": N_("other decimals"), "checksum": N_("check is wrong")}
HOW = {
    "line": N_("← → another speed, until the lines look like text"),
    "break": N_("← → until each weight stands in a line of its own"),
    "place": N_("← → move the golden field, + − set its width. Only the number may lie in it"),
    "order": N_("Some scales send the last figure first: 532.6 is 6.235"),
    "point": N_("How many decimals the scale shows, where no point comes with the figures"),
    "unit": N_("What the scale shows beside its number"),
    "steady": N_("A character that changes when the load moves. None: it is told from the number itself"),
}


class Describing(Part):
    """↑ ↓ or a digit choose what is set, ← → set it; Enter compares two weights as always."""

    step = SEARCH

    def __init__(self, page: "FindPage", port: Adapter, tape: Tape) -> None:
        super().__init__(page)
        page.borrow()
        self.port, self.tape = port, tape
        self.line = recorded_line(port.port) or likeliest_line(tape)
        self.data = tape.samples.get(self.line) or tape.last(GUESS_BYTES)
        self.options = guess(self.data[-GUESS_BYTES:])
        self.guessed = len(self.data) >= ENOUGH_BYTES
        self.chosen = 2 if self.guessed else 0
        self._seen = 0
        self.scale = self._open()
        self._lines: tuple[object, list[Line]] = (None, [])

    def _open(self) -> Scale:
        return Scale(self.port.port, "custom", {}, line=self.line, opener=tapping(self.tape, self._hear))

    def _hear(self, data: bytes) -> None:
        self.data = (self.data + data)[-GUESS_BYTES:]
        self._seen += len(data)

    def poll(self, now_s: float) -> bool:
        before = self._seen
        self.scale.poll_events(now_s)
        if not self.guessed and len(self.data) >= ENOUGH_BYTES:
            self.guessed, self.options, self.chosen = True, guess(self.data), 2
        return self._seen != before

    # ---- shown

    def title(self) -> tuple[str, str]:
        return _("Show where the weight stands"), _("Each line is read at once; when they are right, compare with the scale.")

    def found(self) -> FoundView:
        return FoundView(title="")

    @property
    def read(self) -> list[Line]:
        """The last lines with what is read of them."""
        key = (self._seen, len(self.data), *self.options.values())
        if key != self._lines[0]:
            self._lines = (key, read_lines(self.data[-SHOWN_BYTES:], self.options))
        return self._lines[1]

    @property
    def right_lines(self) -> int:
        return sum(line.reading is not None for line in self.read)

    def lines(self) -> LinesView:
        rows = tuple(self._row(line) for line in self.read[-ROWS:])
        detail = _("{right} of {count} lines are read", right=self.right_lines, count=len(self.read)) if rows else ""
        empty = _("Nothing is cut into lines yet. Try another speed (1) or another line end (2).")
        if not self.data:
            empty = _("Nothing comes yet. Is the scale on, and set to send all the time?")
        return LinesView(title=_("Lines as they come"), detail=detail, rows=rows, names=self._names(), empty=empty)

    def _row(self, line: Line) -> CellRow:
        body = body_of(line.raw, self.options)
        first = len(from_hex(self.options["start"]))
        kinds = [Cell.MARK if at < first else Cell.PLAIN for at in range(len(body))] + [Cell.MARK] * (len(line.raw) - len(body))
        for place, kind in self._places(len(body)):
            for at in range(place.start, min(place.stop, len(body))):
                kinds[at] = kind
        cells = tuple((shown(byte), kind) for byte, kind in zip(line.raw, kinds, strict=True))
        return CellRow(cells, read_words(line), line.reading is not None)

    def _places(self, length: int) -> list[tuple[slice, Cell]]:
        found = [(place_of(self.options["digits"]), Cell.FIGURE), (place_of(self.options["unit"]), Cell.UNIT)]
        flag = self.options["stable"].lstrip("!").partition("=")[0]
        if flag.isdigit():
            found.append((slice(int(flag) - 1, int(flag)), Cell.STEADY))
        return [(place, kind) for place, kind in found if place is not None and place.start < length]

    def _names(self) -> tuple[tuple[str, int, int], ...]:
        said = {Cell.FIGURE: _("weight"), Cell.UNIT: _("unit"), Cell.STEADY: _("steady")}
        return tuple((said[kind], place.start, place.stop) for place, kind in self._places(64))

    def right(self) -> Right:
        enough = self.right_lines >= FEWEST_RIGHT
        knobs = tuple(
            Knob(str(at + 1), _(name), value(), _(HOW[key])) for at, (key, name, value, _turn) in enumerate(self._knobs())
        )
        waits = "" if enough else _("Not yet: the lines are not read")
        return KnobsView(
            title=_("How the line is made"), knobs=knobs, chosen=self.chosen, verb=_("That is it; compare"), waits=waits
        )

    def _knobs(self) -> tuple[tuple[str, str, Callable[[], str], Callable[[int], None]], ...]:
        """Each with its name, its value in words, and what an arrow does."""
        return (
            ("line", N_("Speed"), lambda: words.line_words(self.line), self._turn_line),
            ("break", N_("A line is"), lambda: break_words(self.options), self._turn_break),
            ("place", N_("Weight"), lambda: place_words(self.options), self._move),
            ("order", N_("Figures"), lambda: order_words(self.options), lambda _by: self._next("reversed", ("false", "true"), 1)),
            ("point", N_("Decimals"), lambda: point_words(self.options), self._turn_point),
            ("unit", N_("Unit"), lambda: unit_words(self.options), self._turn_unit),
            ("steady", N_("Says steady"), lambda: steady_words(self.options), self._turn_steady),
        )

    # ---- keys

    def hints(self) -> tuple[FooterKey, ...]:
        keys = (FooterKey("↑ ↓", N_("choose")), FooterKey("← →", N_("change")))
        return (*keys, FooterKey("+ −", N_("width"))) if self.chosen == 2 else keys

    def keys(self) -> tuple[Action, ...]:
        return (
            Action(key="Enter", word=N_("compare"), do=self.compare),
            Action(key="R", word=N_("guess again"), do=self.guess_again),
            Action(key="9", word=N_("record"), do=lambda: self.page.record(self.tape)),
        )

    def press(self, key: str) -> bool:
        knobs = self._knobs()
        if key in ("Up", "Down"):
            self.chosen = (self.chosen + (1 if key == "Down" else -1)) % len(knobs)
        elif key in ("Left", "Right"):
            knobs[self.chosen][3](1 if key == "Right" else -1)
        elif key in ("+", "-", "="):
            self._widen(-1 if key == "-" else 1)
        elif key.isdigit() and 0 < int(key) <= len(knobs):
            self.chosen = int(key) - 1
        else:
            return False
        return True

    def guess_again(self) -> None:
        self.options = guess(self.data)

    def compare(self) -> None:
        """Two weights decide, as with any other format."""
        if self.right_lines < FEWEST_RIGHT:
            return
        evidence = Evidence(self.right_lines, len(self.read) - self.right_lines, 0, len(self.data))
        candidate = Candidate("custom", dict(self.options), self.line, evidence, Verdict.LIKELY)
        self.case.found = (Found(self.port, candidate),)
        self.case.port, self.case.tape = self.port, self.tape
        self.page.go(Comparing(self.page, 0))

    def back(self) -> bool:
        self.page.restart(())
        return True

    def leave(self) -> None:
        self.scale.close()

    # ---- what the arrows do

    def _next(self, name: str, values: tuple[str, ...], by: int) -> None:
        now = self.options[name]
        self.options[name] = values[(values.index(now) + by) % len(values)] if now in values else values[0]

    def _turn_line(self, by: int) -> None:
        self.line = LINES[(LINES.index(self.line) + by) % len(LINES)] if self.line in LINES else LINES[0]
        self.scale.close()
        self.data, self.guessed = b"", False
        self.scale = self._open()

    def _turn_break(self, by: int) -> None:
        now = (self.options["start"], self.options["end"])
        breaks = breaks_of(self.data)
        start, end = breaks[(breaks.index(now) + by) % len(breaks)] if now in breaks else breaks[0]
        self.options |= {"start": start, "end": end}

    def _move(self, by: int) -> None:
        self._set_place(by, 0)

    def _widen(self, by: int) -> None:
        self._set_place(0, by)

    def _set_place(self, move: int, widen: int) -> None:
        place = place_of(self.options["digits"]) or slice(0, 8)
        longest = max((len(line.raw) for line in self.read), default=24)
        start = max(0, min(place.start + move, longest - 1))
        length = max(1, min(place.stop - place.start + widen, longest - start))
        self.options["digits"] = f"{start + 1}+{length}"

    def _turn_point(self, by: int) -> None:
        self._next("decimals", ("as-sent", "0", "1", "2", "3", "4"), by)

    def _turn_unit(self, by: int) -> None:
        own = guess(self.data).get("unit", "kg")
        self._next("unit", (*UNIT.choices, own) if place_of(own) else UNIT.choices, by)

    def _turn_steady(self, by: int) -> None:
        self._next("stable", ("none", *flags_of(self.read, self.options)), by)


def likeliest_line(tape: Tape) -> str:
    """The speed at which what came looks most like text; the one that is open where none does."""
    samples = {**tape.samples, **({tape.line: tape.last(GUESS_BYTES)} if tape.line and tape.pieces else {})}
    scored = {line: text_share(data) * min(1.0, len(data) / ENOUGH_BYTES) for line, data in samples.items() if line}
    return max(scored, key=lambda line: scored[line]) if scored else tape.line or LINES[0]


def flags_of(lines: list[Line], options: dict[str, str]) -> tuple[str, ...]:
    """Characters outside the figures that take two values: any of them may say steady."""
    place = place_of(options["digits"]) or slice(0, 0)
    bodies = [body_of(line.raw, options) for line in lines]
    shortest = min(map(len, bodies), default=0)
    found = []
    for at in range(len(from_hex(options["start"])), shortest):
        values = sorted({body[at] for body in bodies})
        if not place.start <= at < place.stop and len(values) == 2:
            found += [f"{at + 1}={value:02x}" for value in values]
    return tuple(found)


def shown(byte: int) -> str:
    """A character as it stands in its cell; what is none, as its number."""
    return "·" if byte == 0x20 else chr(byte) if 0x20 < byte < 0x7F else f"{byte:02X}"


def read_words(line: Line) -> str:
    reading = line.reading
    if reading is None:
        return _(REASONS.get(line.reason, N_("no number")))
    if reading.weight_mg is None:
        return _("no weight")
    steady = {True: " ✓", False: " ≈", None: ""}[reading.stable]
    return f"{reading.display} {words.unit_words(reading.unit)}{steady}"


def break_words(options: dict[str, str]) -> str:
    start, end = options["start"], options["end"]
    if end == "next":
        return _("from {mark} to the next {mark}", mark=mark_words(start))
    if start == "none":
        return _("up to {mark}", mark=mark_words(end))
    return _("from {first} to {last}", first=mark_words(start), last=mark_words(end))


def mark_words(mark: str) -> str:
    if MARKS.get(mark):
        return _(MARKS[mark])
    return "".join(chr(byte) if 0x20 < byte < 0x7F else f"{byte:02X}" for byte in from_hex(mark)) or mark


def place_words(options: dict[str, str]) -> str:
    place = place_of(options["digits"])
    return _("characters {first}–{last}", first=place.start + 1, last=place.stop) if place else _("alone in the line")


def order_words(options: dict[str, str]) -> str:
    return _("the last first") if options["reversed"] == "true" else _("as they stand")


def point_words(options: dict[str, str]) -> str:
    return _("as it comes") if options["decimals"] == "as-sent" else options["decimals"]


def unit_words(options: dict[str, str]) -> str:
    place = place_of(options["unit"])
    if place is None:
        return words.unit_words(options["unit"])
    return _("in the line, from character {first}", first=place.start + 1)


def steady_words(options: dict[str, str]) -> str:
    place, _equals, value = options["stable"].partition("=")
    if not place.isdigit():
        return _("not said")
    return _("character {place} is {letter}", place=place, letter=shown(int(value, 16)))
