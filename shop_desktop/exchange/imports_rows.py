"""A list's lines by field: the header found, what is no line told apart, cells read as what they mean, faults gathered.

Knows no kind of list but by its table of columns, and no book.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from shop_desktop.domain.quantities import parse_yuan
from shop_desktop.domain.refused import Refused
from shop_desktop.exchange import imports_words as words
from shop_desktop.exchange.sheets import Line, Sheet
from shop_desktop.operations.base import Command
from shop_desktop.operations.requests import read_command
from shop_desktop.text import N_, _, sentence

HEADER_WITHIN = 60
"""Lines from the top among which the header stands."""
MOST_WHOLE = 9

TITLES = {
    "code": N_("Code"),
    "name": N_("Name"),
    "group": N_("Group"),
    "phone": N_("Phone"),
    "card": N_("Card number"),
    "party_member": N_("Party member"),
    "resident": N_("Lives here"),
    "recycling": N_("Recycling points"),
    "civic": N_("Civic points"),
    "unit": N_("Unit"),
    "yuan": N_("Price"),
    "per": N_("For how many"),
    "points": N_("Points"),
    "hazardous": N_("Hazardous"),
    "from": N_("From"),
    "barcode": N_("Barcode"),
    "quantity": N_("Pieces"),
    "cost": N_("Cost of one"),
    "cost_total": N_("Cost of all"),
    "owner": N_("Owner"),
    "vendor": N_("Repaid for one"),
    "kind": N_("Kind"),
}


@dataclass(frozen=True)
class Fault:
    """What keeps a list from being taken: the line its program shows (0: the whole list), the column, what stands there."""

    line: int
    column: str
    found: str
    words: str


@dataclass(frozen=True)
class Note:
    """What was done with a line without being asked; 0 is about the whole list."""

    line: int
    words: str


@dataclass(frozen=True)
class Wish:
    """A line's command, ready to be carried out."""

    line: int
    command: Command


class Head(NamedTuple):
    """Where the header stands, which field is in which column, and the headers that stay out."""

    line: int
    places: dict[str, int]
    said: dict[str, str]
    left_out: tuple[str, ...]

    @property
    def unit(self) -> str:
        """The unit that the price's header tells in brackets, if any."""
        found = words.BRACKETS.search(self.said.get("yuan", ""))
        return found[1].replace(" ", "").rpartition("/")[2].lower() if found else ""


@dataclass
class Findings:
    """What is gathered while a list is gone through."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    totals: list[tuple[int, "Row"]] = field(default_factory=list)
    lines: int = 0
    households: int = 0
    points: int = 0

    def note(self, line: int, said: str) -> None:
        self.notes.append(Note(line, said))


def plain(header: str) -> str:
    """A header as it is compared.

    >>> plain("户 主*（必填）"), plain("Name ")
    ('户主', 'name')
    """
    return words.DECORATION.sub("", header).lower()


def find_head(sheet: Sheet, columns: Mapping[str, tuple[str, ...]], needed: tuple[tuple[str, ...], ...]) -> Head | None:
    """The first line with a word for every needed field, else the one with most words; None where no two stand together."""
    best: Head | None = None
    for place, line in enumerate(sheet.lines[:HEADER_WITHIN]):
        head = _head(line, columns)
        if all(_has(head, one) for one in needed):
            below = _head(sheet.lines[place + 1], columns) if place + 1 < len(sheet.lines) else head
            two = len(below.places) >= max(2, len(head.places)) and all(_has(below, one) for one in needed)
            return below if two else head
        if len(head.places) > (len(best.places) if best else 1):
            best = head
    return best


def _has(head: Head, one_of: tuple[str, ...]) -> bool:
    return any(name in head.places for name in one_of)


def _head(line: Line, columns: Mapping[str, tuple[str, ...]]) -> Head:
    """Of two columns for one field the one with the better word counts; the other stays out."""
    said = {place: plain(cell) for place, cell in enumerate(line.cells)}
    places: dict[str, int] = {}
    for name, known in columns.items():
        found = [(known.index(word), place) for place, word in said.items() if word in known and place not in places.values()]
        if found:
            places[name] = min(found)[1]
    taken = {place: name for name, place in places.items()}
    others = tuple(cell for place, cell in enumerate(line.cells) if cell and place not in taken)
    return Head(line.number, places, {name: line.cells[place] for name, place in places.items()}, others)


class Row:
    """One line by field. What cannot be read becomes a fault of its line and column, and None."""

    def __init__(self, findings: Findings, line: Line, head: Head) -> None:
        self.findings, self.line, self.head = findings, line, head
        self.number = line.number
        self.told = {name: line.cells[place] for name, place in head.places.items() if place < len(line.cells)}
        self.sound = True
        self._blamed: set[tuple[str, str]] = set()

    def text(self, name: str) -> str:
        """What stands there, "" for nothing or a word that means nothing."""
        told = self.told.get(name, "")
        return "" if told.lower() in words.BLANK else told

    def figure(self, name: str) -> str:
        """What stands there, every sign half-width and no comma between thousands."""
        return unicodedata.normalize("NFKC", self.text(name)).replace(",", "")

    def fault(self, name: str, said: str) -> None:
        self.sound = False
        if (name, said) in self._blamed:
            return
        self._blamed.add((name, said))
        title = self.head.said.get(name) or (_(TITLES[name]) if name in TITLES else "")
        self.findings.faults.append(Fault(self.number, title, self.told.get(name, ""), said))

    def needed(self, name: str) -> str:
        if not self.text(name):
            self.fault(name, _("Nothing stands here. Fill it in, or take the line out."))
        return self.text(name)

    def person(self, name: str) -> str:
        """A name; lists pad short ones with spaces so that they stand below each other."""
        told = self.needed(name)
        return told if told.isascii() else told.replace(" ", "")

    def whole(self, name: str) -> int | None:
        """A whole number not below zero."""
        told = self.figure(name).removesuffix(words.POINTS_SAID).strip()
        whole, _point, rest = told.partition(".")
        if not told:
            return None
        if not (whole.isascii() and whole.isdigit() and len(whole) <= MOST_WHOLE) or rest.strip("0"):
            self.fault(name, _("Write a whole number, such as 120, not below zero."))
            return None
        return int(whole)

    def fen(self, name: str) -> int | None:
        """Money in yuan with two decimals at most."""
        told = self.figure(name)
        fen = parse_yuan(words.MONEY.sub("", told).strip("¥ "))
        if told and fen is None:
            self.fault(name, _("Write yuan with two decimals at most, such as 1.40."))
        return fen if told else None

    def flag(self, name: str, otherwise: bool) -> bool:
        told = self.told.get(name, "").lower()
        if not told or told in words.YES or told in words.NO:
            return told in words.YES if told else otherwise
        self.fault(name, _("Write yes or no, or leave it empty."))
        return otherwise

    def digits(self, name: str) -> str | None:
        """A phone or card number; spaces and dashes inside do not count."""
        number = "".join(c for c in self.figure(name) if c not in " -+()")
        if number and not (number.isascii() and number.isdigit() and len(number) <= 32):
            self.fault(name, _("Write one number in digits. A long one must be stored as text, else its end is lost."))
            return None
        return number or None

    def day(self, name: str, otherwise: date) -> date:
        told = self.figure(name)
        found = words.DAY.fullmatch(told.replace(" ", "").removesuffix("00:00:00"))
        if not told:
            return otherwise
        try:
            year, *rest = [part for part in found.groups() if part] if found else []
            return date(int(year), *map(int, rest))
        except (ValueError, TypeError):
            self.fault(name, _("Write year, month and day, such as {day}.", day=otherwise))
            return otherwise

    def wish(self, op: str, named: Mapping[str, str] | None = None, **said: Any) -> None:
        """A command of this line; what its types do not allow is a fault. `named`: the column of a field called otherwise."""
        told = {key.rstrip("_"): value for key, value in said.items() if value is not None}
        try:
            command = read_command(json.dumps({"op": op, **told}).encode())
        except Refused as refused:
            name = (refused.field or "").partition("[")[0]
            name = (named or {}).get(name, name)
            self.fault(name, _("This is too long or holds something that cannot be stored.") if name else sentence(refused))
        else:
            self.findings.wishes.append(Wish(self.number, command))


def rows_of(sheet: Sheet, head: Head, findings: Findings, key: str) -> Iterator[Row]:
    """The lines that say something, `key` being the field that every one has; what is passed over is noted."""
    group, filled, empty = "", [], 0
    for line in sheet.lines:
        if line.number <= head.line or not line:
            continue
        row = Row(findings, line, head)
        if said := _passed_over(line, row, head, key):
            if said == "total":
                findings.totals.append((line.number, row))
            elif said == "section":
                group = next(cell for cell in line.cells if cell)
            elif said == "empty":
                empty += 1
            _note(findings, line, said)
            continue
        told = row.told.get("group", "")
        if not told and group:
            filled.append(line.number)
            row.told["group"] = group
        group = told or group
        findings.lines += 1
        yield row
    if filled and "group" in head.places:
        said = _("Lines without a group, which take that of the line above: {count}", count=len(filled))
        findings.note(filled[0], said)
    if empty:
        findings.note(0, _("Lines passed over, since they hold nothing of use: {count}", count=empty))


def _passed_over(line: Line, row: Row, head: Head, key: str) -> str:
    """Why a line is none of the list; "" where it is one."""
    cells = [cell for cell in line.cells if cell]
    first = cells[0].replace(" ", "")
    name = row.told.get(key, "").replace(" ", "")
    if words.TOTAL.fullmatch(first) or words.TOTAL.fullmatch(name):
        return "total"
    if words.CLOSING.fullmatch(first):
        return "closing"
    if len(cells) == 1 and "group" not in head.places and words.SECTION.fullmatch(first):
        return "section"
    if all(plain(row.told.get(name, "")) == plain(said) for name, said in head.said.items()):
        return "header"
    if not any(told for name, told in row.told.items() if name != "group"):
        return "empty"
    return "goes-on" if head.places.get(key, -1) in line.merged else ""


def _note(findings: Findings, line: Line, said: str) -> None:
    first = next(cell for cell in line.cells if cell)
    if said == "total":
        findings.note(line.number, _("“{words}”: a total, not taken as a line.", words=first))
    elif said == "closing":
        findings.note(line.number, _("“{words}”: below the list, not taken as a line.", words=first[:30]))
    elif said == "section":
        findings.note(line.number, _("“{words}”: the group of the lines below.", words=first))
    elif said == "header":
        findings.note(line.number, _("The header once more, not taken as a line."))
    elif said == "goes-on":
        findings.note(line.number, _("Goes on with the line above (cells put together), not taken as a line of its own."))
