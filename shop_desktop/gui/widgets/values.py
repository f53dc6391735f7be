"""What the widgets that counter and manager share are shown: words with a look, keys, chips, notices, lists.

Frozen values; texts arrive in the reader's language. Knows no Qt.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How much a word matters: also the five states of a badge."""

    PLAIN = "plain"
    OK = "ok"
    TODO = "todo"
    STOP = "stop"
    INFO = "info"
    QUIET = "quiet"


class Look(StrEnum):
    """How one part of a sentence is set."""

    PLAIN = "plain"
    STRONG = "strong"
    POINTS = "points"
    KEY = "key"


@dataclass(frozen=True)
class Part:
    """A piece of a line: plain words, strong words, points in gold, or a drawn key.

    Parts stand a little apart; `joined` sets this one close to the part before it.
    """

    text: str
    look: Look = Look.PLAIN
    joined: bool = False


def plain(text: str) -> Part:
    return Part(text)


def strong(text: str) -> Part:
    return Part(text, Look.STRONG)


def points(text: str) -> Part:
    return Part(text, Look.POINTS)


def joined(text: str) -> Part:
    return Part(text, joined=True)


def key(name: str) -> Part:
    return Part(name, Look.KEY)


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One thing of the shop's state in the top bar: icon and words. `action` is emitted on a click, if any."""

    icon: str
    text: str
    tone: Tone = Tone.QUIET
    action: str = ""


@dataclass(frozen=True)
class FooterKey:
    """A key and its word; the word is an English source marked with N_, or already in the reader's language."""

    key: str
    word: str


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """One line above the footer. INFO leaves after 6 s, an undo (OK, with its key) after 10 s, TODO and STOP stay."""

    text: str
    tone: Tone = Tone.INFO
    key: str = ""
    verb: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a list: its share of the width; right-aligned for numbers; strong for names."""

    title: str = ""
    share: int = 1
    right: bool = False
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class ChoiceRow:
    """A row with the key that takes it ("" for none), its cells, and an optional badge word."""

    cells: tuple[str, ...]
    key: str = ""
    badge: str = ""
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, kw_only=True)
class ChoiceList:
    """Help, parked tickets, tickets of the day, containers, reasons: a titled list in the place of the pad."""

    title: str
    detail: str = ""
    columns: tuple[Column, ...] = (Column(strong=True),)
    rows: tuple[ChoiceRow, ...] = ()
    chosen: int = -1
    hints: tuple[FooterKey, ...] = ()
    empty: str = ""
    icon: str = "list"
    input: str | None = None
    input_label: str = ""
