"""Lists that villages have, into the books: checked outside the transaction, written in one short one, all or nothing.

`check` answers what is wrong line by line, and what would be done; `carry_out` does it. Neither asks a person anything.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from shop_desktop.domain.quantities import points_text
from shop_desktop.domain.refused import Refused
from shop_desktop.exchange.imports_goods import build_goods
from shop_desktop.exchange.imports_households import build_households, build_opening
from shop_desktop.exchange.imports_prices import build_prices
from shop_desktop.exchange.imports_rows import TITLES, Fault, Findings, Head, Note, Row, Wish, find_head, rows_of
from shop_desktop.exchange.imports_words import WORDS
from shop_desktop.exchange.sheets import Sheet, read_sheets
from shop_desktop.operations.perform import perform_all
from shop_desktop.store.books import Books
from shop_desktop.text import N_, _, sentence

SHOWN = 200
"""Faults that a report tells one by one; the rest are counted."""
STEP = 200

Told = Callable[[int, int], object]
Build = Callable[[Iterable[Row], Connection, date, str, Findings], None]


@dataclass(frozen=True)
class Kind:
    """A kind of list: what it is called, the fields it cannot be without (any of each group), and how its lines are read."""

    name: str
    title: str
    needed: tuple[tuple[str, ...], ...]
    build: Build

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The header words known for each field, the best first."""
        return WORDS[self.name]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("households", N_("Households"), (("name",),), build_households),
        Kind("opening-points", N_("Points of before"), (("code", "name"), ("recycling", "civic")), build_opening),
        Kind("prices", N_("Prices"), (("name",), ("yuan", "points")), build_prices),
        Kind("goods", N_("Goods"), (("name",), ("points",)), build_goods),
    )
}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A list gone through: its faults, or what is to be done. `columns`: (field's title, header) pairs that were used."""

    kind: str
    file: str
    sheet: str = ""
    lines: int = 0
    wishes: tuple[Wish, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    households: int = 0
    points: int = 0

    @property
    def good(self) -> bool:
        """Whether it can be taken as it is."""
        return bool(self.wishes) and not self.faults

    def summary(self) -> str:
        """What the list comes to, in a line that one can sign."""
        if self.kind == "opening-points" or (self.kind == "households" and self.points):
            return _("{count} households, {points} points in all", count=f"{self.households:,}", points=points_text(self.points))
        if self.kind == "households":
            return _("{count} households", count=f"{self.households:,}")
        ops = [wish.command.op for wish in self.wishes]
        if self.kind == "prices":
            new, set_ = ops.count("material.add"), ops.count("price.set")
            return _("{count} prices, {new} materials that are new", count=set_, new=new)
        pieces = sum(getattr(wish.command, "quantity", 0) for wish in self.wishes)
        return _("{count} goods, {pieces} pieces onto the shelf", count=ops.count("good.add"), pieces=f"{pieces:,}")


def check(kind: str, file: Path, reader: Connection, *, day: date, sheet: str | None = None, told: Told | None = None) -> Checked:
    """Go through a list against the books. Refused (`bad-list`, its `why`) and Trouble (`no-list`) where it cannot be read.

    `told(done, of)` counts lines; what it raises ends the check.
    """
    wanted = KINDS[kind]
    table, head = _table(wanted, file, sheet)
    if head is None:
        return Checked(kind=kind, file=file.name, sheet=table.name, faults=(_no_header(wanted),))
    findings = Findings()
    missing = [one_of for one_of in wanted.needed if not any(name in head.places for name in one_of)]
    if missing:
        findings.faults.append(_missing(wanted, missing, head))
    else:
        reason = _("From the list {file}", file=file.name)
        key = wanted.needed[0][-1] if wanted.needed[0][-1] in head.places else wanted.needed[0][0]
        rows = _counted(rows_of(table, head, findings, key), len(table.lines), told)
        wanted.build(rows, reader, day, reason, findings)
        if not findings.wishes and not findings.faults:
            findings.faults.append(
                Fault(0, "", "", _("There is nothing to take in: no line below the header says anything new."))
            )
    return Checked(
        kind=kind,
        file=file.name,
        sheet=table.name,
        lines=findings.lines,
        wishes=tuple(findings.wishes),
        faults=tuple(sorted(findings.faults, key=lambda fault: fault.line)),
        notes=tuple(sorted(findings.notes, key=lambda note: note.line)),
        columns=tuple((_(TITLES[name]), said) for name, said in head.said.items()),
        left_out=head.left_out,
        households=findings.households,
        points=findings.points,
    )


def carry_out(books: Books, checked: Checked, *, by: str, now: datetime, told: Told | None = None) -> frozenset[str]:
    """Write all of a list in one transaction; answers the nouns that changed.

    Refused: `bad-list` with the line, where the books have changed since the check; `clock`, `not-allowed`. Trouble as always.
    """
    done = 0

    def count(so_far: int, of: int) -> None:
        nonlocal done
        done = so_far
        if told is not None and (so_far % STEP == 0 or so_far == of):
            told(so_far, of)

    commands = [msgspec.structs.replace(wish.command, by=by) for wish in checked.wishes]
    try:
        outcomes = perform_all(books, commands, now=now, told=count)
    except Refused as refused:
        if refused.code in {"clock", "not-allowed"}:
            raise
        raise Refused("bad-list", why="line", line=checked.wishes[done].line, words=sentence(refused)) from refused
    return frozenset(noun for outcome in outcomes for noun in outcome.changed)


def _table(kind: Kind, file: Path, sheet: str | None) -> tuple[Sheet, Head | None]:
    """The table that the list stands on: the one asked for, else the first with a header, else the first that says anything."""
    first = Sheet("", ())
    for table in read_sheets(file, sheet):
        head = find_head(table, kind.columns, kind.needed)
        if head is not None and all(any(name in head.places for name in one_of) for one_of in kind.needed):
            return table, head
        if not first.lines:
            first = table
    return first, find_head(first, kind.columns, kind.needed)


def _counted(rows: Iterator[Row], of: int, told: Told | None) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if told is not None and count % STEP == 0:
            told(min(row.number, of), of)
        yield row


def _no_header(kind: Kind) -> Fault:
    asked = _(", ").join(_words(kind, one_of) for one_of in kind.needed)
    said = _("No header was found among the first lines. Write above the list what stands in each column, at least: {columns}.")
    return Fault(0, "", "", said.format(columns=asked))


def _missing(kind: Kind, missing: list[tuple[str, ...]], head: Head) -> Fault:
    asked = _(", ").join(_words(kind, one_of) for one_of in missing)
    said = _("These columns are missing: {columns}. Write them into line {line}, the header.", columns=asked, line=head.line)
    return Fault(0, "", "", said)


def _words(kind: Kind, one_of: tuple[str, ...]) -> str:
    """The best header word of a field, or of each that would do."""
    return _(" or ").join(kind.columns[name][0] for name in one_of)


def report(checked: Checked) -> dict[str, Any]:
    """The check for a program: stable keys; at most 200 faults, and how many there are."""
    return {
        "kind": checked.kind,
        "file": checked.file,
        "sheet": checked.sheet,
        "lines": checked.lines,
        "commands": len(checked.wishes),
        "households": checked.households,
        "points": checked.points,
        "columns": dict(checked.columns),
        "left_out": list(checked.left_out),
        "fault_count": len(checked.faults),
        "faults": [
            {"line": one.line, "column": one.column, "found": one.found, "message": one.words} for one in checked.faults[:SHOWN]
        ],
        "notes": [{"line": one.line, "message": one.words} for one in checked.notes],
    }


def fault_text(fault: Fault) -> str:
    """A fault in a line: where, what stands there, what to do."""
    place = [_("line {line}", line=fault.line)] if fault.line else []
    place += [fault.column] if fault.column else []
    there = f" “{fault.found}”" if fault.found else ""
    return f"{_(', ').join(place)}{there}: {fault.words}" if place else fault.words


def told_lines(checked: Checked) -> list[str]:
    """What was made of the list and what is wrong with it, a line each: notes, then the first 200 faults."""
    told = [_("Left out, since nothing here is called so: {headers}", headers=_(", ").join(checked.left_out))]
    told = told if checked.left_out else []
    told += [fault_text(Fault(note.line, "", "", note.words)) for note in checked.notes]
    told += [fault_text(fault) for fault in checked.faults[:SHOWN]]
    more = len(checked.faults) - SHOWN
    return [*told, _("and {count} more", count=more)] if more > 0 else told


def conclusion(checked: Checked, *, imported: bool) -> str:
    """The last word on a list."""
    if checked.faults:
        return _("Nothing was taken in. Things to mend: {count}", count=len(checked.faults))
    said = checked.summary()
    return _("Taken in: {summary}", summary=said) if imported else _("Can be taken in: {summary}", summary=said)
