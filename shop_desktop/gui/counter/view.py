"""Everything the counter shows at one moment, as frozen values; a picture of `CounterView` is the whole screen.

Numbers arrive as ready text ("6.235", "8.73", "1,622"): the widgets compute nothing. Sentences arrive in the reader's
language; fixed words (headings, key verbs left empty) are the widgets' own. Knows no Qt, no books and no scale.
"""

from dataclasses import dataclass
from enum import StrEnum

from shop_desktop.gui.widgets.values import (
    Chip,
    ChoiceList,
    ChoiceRow,
    Column,
    FooterKey,
    Look,
    NoticeView,
    Part,
    Tone,
    joined,
    key,
    plain,
    points,
    strong,
)
from shop_desktop.text import N_

__all__ = (
    "Chip",
    "ChoiceList",
    "ChoiceRow",
    "Column",
    "FooterKey",
    "Look",
    "NoticeView",
    "Part",
    "Tone",
    "joined",
    "key",
    "plain",
    "points",
    "strong",
)  # the shared values, at hand here too

# --- top bar


@dataclass(frozen=True, kw_only=True)
class TopBar:
    """`tickets` "7" and `weight` "62.480" are today's; `clock` "9:32"."""

    shop: str
    tickets: str
    weight: str
    clock: str
    chips: tuple[Chip, ...] = ()
    practice: bool = False


# --- left column


class HouseholdState(StrEnum):
    NONE = "none"
    FOUND = "found"
    DEBT = "debt"
    NO_CARD = "no-card"


@dataclass(frozen=True, kw_only=True)
class CardNote:
    """One thing about the household: pending points, waiting units, the last visit. Two lines."""

    icon: str
    line: tuple[Part, ...]
    below: str = ""


@dataclass(frozen=True, kw_only=True)
class HouseholdView:
    """The household's card. `first` is "civic" or "recycling": the purse that is spent first ("" says nothing).

    `owed` "120" is shown in state DEBT in the place of `spendable`. `plate` is the member plate's word, or "".
    """

    state: HouseholdState = HouseholdState.NONE
    name: str = ""
    plate: str = ""
    group: str = ""
    code: str = ""
    phone_tail: str = ""
    spendable: str = ""
    owed: str = ""
    recycling: str = ""
    civic: str = ""
    first: str = ""
    notes: tuple[CardNote, ...] = ()
    can_change: bool = True


@dataclass(frozen=True, kw_only=True)
class ParkedView:
    """Tickets put aside: `count` "1", and the newest one's name and number of items."""

    count: str
    name: str = ""
    items: str = ""


# --- instrument


class Gate(StrEnum):
    """The scale's state, README § 4; REZERO is settled but not re-armed."""

    SETTLED = "settled"
    MOVING = "moving"
    EMPTY = "empty"
    REZERO = "rezero"
    UNDER = "under"
    OVER = "over"
    STALE = "stale"
    ABSENT = "absent"


class EntryKind(StrEnum):
    """What is being typed on the instrument."""

    WEIGHT = "weight"
    PIECES = "pieces"
    QUANTITY = "quantity"
    BARCODE = "barcode"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Digits under the hand, with a caret; `unit` "kg", "节", "瓶". A typed weight wears the word 手工."""

    kind: EntryKind
    text: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class ScaleView:
    """The dark instrument. `weight` "" draws dashes; only a settled weight may be given.

    `zero` is what an empty pan reads. `tare` "0.000" with `container` its name, or `port` "COM3 · …" in their place.
    """

    gate: Gate
    stars: int = 0
    weight: str = ""
    unit: str = "kg"
    jin: str = ""
    zero: str = "0.000"
    tare: str = "0.000"
    container: str = ""
    port: str = ""
    icon: str = ""
    formula: tuple[Part, ...] = ()
    prompt: tuple[Part, ...] = ()
    entry: Entry | None = None


@dataclass(frozen=True, kw_only=True)
class GoodsView:
    """The light instrument while goods are chosen: what may still be spent and how that comes about.

    `short` "120" turns it red: that many points are missing. `scale` is the chip at the right.
    """

    left: str
    arithmetic: str = ""
    short: str = ""
    scale: Gate = Gate.EMPTY
    icon: str = ""
    formula: tuple[Part, ...] = ()
    prompt: tuple[Part, ...] = ()
    entry: Entry | None = None


# --- pad


class Mode(StrEnum):
    COLLECT = "collect"
    GOODS = "goods"


class TileState(StrEnum):
    NORMAL = "normal"
    SELECTED = "selected"
    PRESSED = "pressed"
    NO_PRICE = "no-price"
    PIECES = "pieces"
    OUT = "out"
    SHORT = "short"


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A material ("1.20 元/kg") or a good ("850 分", left "剩9") on its digit. An empty name is a free place.

    NO_PRICE and OUT say so by themselves where `detail` or `left` is empty; for SHORT, `left` says how many are missing.
    """

    key: str
    icon: str = ""
    name: str = ""
    detail: str = ""
    left: str = ""
    state: TileState = TileState.NORMAL


class KeyState(StrEnum):
    LIT = "lit"
    READY = "ready"
    WAITING = "waiting"
    PRESSED = "pressed"


@dataclass(frozen=True, kw_only=True)
class KeyView:
    """An action key. `verb` "" takes the key's own word for the mode; `detail` is its object, or why it waits."""

    verb: str = ""
    detail: str = ""
    state: KeyState = KeyState.READY


@dataclass(frozen=True, kw_only=True)
class PadView:
    """The number pad: nine tiles in the order of their keys 1…9, and the keys around them."""

    mode: Mode = Mode.COLLECT
    tiles: tuple[Tile, ...] = ()
    finish: KeyView = KeyView()
    enter: KeyView = KeyView()
    dot: KeyView = KeyView()
    zero: KeyView = KeyView()
    minus: KeyView = KeyView()
    star: KeyView = KeyView()
    slash: KeyView = KeyView()


# --- in the place of the pad: finder and lists


@dataclass(frozen=True, kw_only=True)
class FoundRow:
    """A household found: "周桂香", "三组 036 · 尾号 0417", plate word or "", "1,286"."""

    name: str
    line: str
    plate: str = ""
    points: str = ""


@dataclass(frozen=True, kw_only=True)
class FinderView:
    """`count` is how many match, -1 while nothing is typed. Four rows are seen, around the chosen one."""

    query: str = ""
    count: int = -1
    rows: tuple[FoundRow, ...] = ()
    chosen: int = 0
    may_register: bool = True


# --- right column


class LineState(StrEnum):
    TAKEN = "taken"
    ON_SCALE = "on-scale"
    SELECTED = "selected"
    NEW = "new"
    REMOVED = "removed"


class Mark(StrEnum):
    HAND = "hand"
    LATE = "late"
    PRESET_TARE = "preset-tare"


@dataclass(frozen=True, kw_only=True)
class TicketLine:
    """A line in (`out` False) or out: "6.235 kg × 1.40", "8.73", "+873". ON_SCALE carries no sign."""

    number: str
    name: str
    detail: str = ""
    yuan: str = ""
    points: str = ""
    out: bool = False
    marks: tuple[Mark, ...] = ()
    state: LineState = LineState.TAKEN


@dataclass(frozen=True, kw_only=True)
class TotalsView:
    """`items` counts the lines in. `points` "+1,622" or "−352"; `short` "120" says how many are missing."""

    items: int
    kg: str
    yuan: str
    points: str
    before: str = ""
    after: str = ""
    minus: bool = False
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class TicketView:
    """The slip as it stands. No lines and nothing on the scale shows the three steps; `saved`: the draft is stored."""

    lines: tuple[TicketLine, ...] = ()
    totals: TotalsView | None = None
    saved: bool = False


# --- below, and all of it


_SHARED_FOOTER = (
    FooterKey("F7", N_("Park / fetch")),
    FooterKey("F8", N_("Undo")),
    FooterKey("F9", N_("Tickets · void")),
    FooterKey("F11", N_("Customer")),
)
COLLECT_FOOTER = (
    FooterKey("F1", N_("Help")),
    FooterKey("F2", N_("Find")),
    FooterKey("F4", N_("Tare")),
    FooterKey("F5", N_("Zero")),
    FooterKey("F6", N_("Type weight")),
    *_SHARED_FOOTER,
)
GOODS_FOOTER = (
    FooterKey("F1", N_("Help")),
    FooterKey("F2", N_("Find")),
    FooterKey("F3", N_("In / out")),
    FooterKey("F6", N_("Barcode")),
    *_SHARED_FOOTER,
)

ESCAPE = FooterKey("Esc", N_("Back"))


@dataclass(frozen=True, kw_only=True)
class CounterView:
    """The whole counter. In the place of the pad: `overlay` if there is one, else `finder` if there is one, else the pad."""

    top: TopBar
    instrument: ScaleView | GoodsView
    household: HouseholdView = HouseholdView()
    parked: ParkedView | None = None
    pad: PadView = PadView()
    finder: FinderView | None = None
    overlay: ChoiceList | None = None
    ticket: TicketView = TicketView()
    notice: NoticeView | None = None
    footer: tuple[FooterKey, ...] = COLLECT_FOOTER
    escape: FooterKey = ESCAPE
