"""What the wizard's cards show, as values; words arrive in the reader's language. Knows no Qt and no port."""

from dataclasses import dataclass
from enum import StrEnum

from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.widgets.values import FooterKey, Tone


@dataclass(frozen=True, kw_only=True)
class FoundRow:
    """A port, or a way of reading what comes on it. `key` takes it, a click on it means `click`, or else that key."""

    key: str
    title: str
    click: str = ""
    below: str = ""
    badge: str = ""
    tone: Tone = Tone.QUIET
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundView:
    """`foot_words` and `foot` are the line below: other ways. `empty` stands where there are no rows."""

    title: str
    detail: str = ""
    icon: str = "usb"
    rows: tuple[FoundRow, ...] = ()
    chosen: int = -1
    empty: str = ""
    foot_words: str = ""
    foot: tuple[FooterKey, ...] = ()


@dataclass(frozen=True)
class WireRow:
    """One frame: when it came, its bytes, what can be read of them. `wrong`: it was none; `mark` bytes are set apart."""

    at: str
    bytes: str
    text: str
    wrong: bool = False


@dataclass(frozen=True, kw_only=True)
class WireView:
    """What comes on the line, the newest below, and what its parts are."""

    title: str
    detail: str = ""
    rows: tuple[WireRow, ...] = ()
    parts: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Other:
    """A way in which the numbers differ, with what the scale's display would then show."""

    key: str
    words: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class CompareView:
    """The instrument, the question, and what to press. `waits` says why Enter does not take it yet; `typed`: being typed."""

    title: str
    gate: Gate
    weight: str = ""
    unit: str = ""
    verb: str = ""
    waits: str = ""
    typed: str | None = None
    typed_unit: str = ""
    others: tuple[Other, ...] = ()
    note: str = ""
    said: str = ""


class Cell(StrEnum):
    """What a character of a line is, in a format of one's own."""

    PLAIN = "plain"
    MARK = "mark"
    FIGURE = "figure"
    UNIT = "unit"
    STEADY = "steady"


@dataclass(frozen=True)
class CellRow:
    """A line as it came: its characters with what each is, and what is read of it."""

    cells: tuple[tuple[str, Cell], ...]
    read: str
    right: bool


@dataclass(frozen=True, kw_only=True)
class LinesView:
    """Lines as they come; `names` stand above the characters that they name."""

    title: str
    detail: str = ""
    rows: tuple[CellRow, ...] = ()
    names: tuple[tuple[str, int, int], ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Knob:
    """One thing that is set: its key, its name, its value, how it is changed."""

    key: str
    name: str
    value: str
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class KnobsView:
    """All that describes a format; the chosen one is changed by the arrows."""

    title: str
    knobs: tuple[Knob, ...] = ()
    chosen: int = 0
    verb: str = ""
    waits: str = ""


@dataclass(frozen=True, kw_only=True)
class TeachView:
    """One state, said in a sentence, with what to do about it. `done`: 0 to 1000 of a search that is under way."""

    icon: str
    title: str
    lines: tuple[str, ...] = ()
    tone: Tone = Tone.INFO
    done: int | None = None
    key: str = ""
    verb: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    wiring: bool = False
