"""Lists of households, and of points that they had before: lines to `household.add` and `household.opening`."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from shop_desktop.domain.households import NO_GROUP
from shop_desktop.domain.quantities import points_text
from shop_desktop.exchange import imports_words as words
from shop_desktop.exchange.imports_rows import Findings, Row
from shop_desktop.store import schema
from shop_desktop.text import _

PURSES = ("recycling", "civic")


class Known(NamedTuple):
    """A household of the books, as far as a list may name it."""

    id: int
    code: str
    name: str
    group: str


class Books:
    """What the books know of households, by every way in which a list may name one."""

    def __init__(self, reader: Connection) -> None:
        table = schema.households
        rows = reader.execute(select(table.c.id, table.c.code, table.c.name, table.c["group"]))
        self.all = [Known(*row) for row in rows]
        self.by_code = {one.code: one for one in self.all}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for one in self.all:
            self.by_name[one.name].append(one)

    def next_number(self) -> int:
        return max((one.id for one in self.all), default=0) + 1


def build_households(rows: Iterable[Row], reader: Connection, day: date, reason: str, findings: Findings) -> None:
    """Households of a list; one without a code gets the next free one. Points that stand there too open their purses."""
    books = Books(reader)
    listed = list(rows)
    codes = _Once("code", books.by_code)
    cards = _Once("card", {code: "" for (code,) in reader.execute(select(schema.cards.c.code))})
    taken = {row.text("code") for row in listed if row.text("code")} | set(books.by_code)
    number = books.next_number()
    names: dict[str, list[int]] = defaultdict(list)
    given = []
    for row in listed:
        code, name = row.text("code"), row.person("name")
        group = row.text("group") or NO_GROUP
        if not code:
            while f"{number:03}" in taken:
                number += 1
            code = f"{number:03}"
            taken.add(code)
            given.append(row.number)
            _not_there_yet(row, name, group, books)
        codes.hold(row, code)
        names[name].append(row.number)
        card = row.digits("card")
        cards.hold(row, card or "")
        points = _points(row)
        member, resident, phone = row.flag("party_member", False), row.flag("resident", True), row.digits("phone")
        if row.sound:
            facts: dict[str, Any] = {"phone": phone, "card": card, "party_member": member, "resident": resident}
            row.wish("household.add", code=code, name=name, group=group, **facts)
            findings.households += 1
            if points is not None and any(points):
                _open(row, code, points, reason, findings)
    _tell(names, given, findings)
    _hold_total(findings)


def build_opening(rows: Iterable[Row], reader: Connection, day: date, reason: str, findings: Findings) -> None:
    """Points of households that the books know, by code, or by name and group."""
    books = Books(reader)
    once = _Once("code", {})
    opened = _opened(reader)
    none = []
    for row in rows:
        found = _found(row, books)
        points = _points(row)
        if found is None or points is None:
            continue
        once.hold(row, found.code, "code" if row.text("code") else "name")
        if found.id in opened:
            row.fault(
                "code" if row.text("code") else "name",
                _("{code} {name} got its points of before already.", code=found.code, name=found.name),
            )
        if not any(points):
            none.append(row.number)
        elif row.sound:
            findings.households += 1
            _open(row, found.code, points, reason, findings)
    if none:
        findings.note(none[0], _("Lines passed over, since they have no points: {count}", count=len(none)))
    _hold_total(findings)


class _Once:
    """A field that may stand once only, in the list and in the books."""

    def __init__(self, name: str, there: Iterable[str]) -> None:
        self.name, self.there = name, frozenset(there)
        self.seen: dict[str, int] = {}

    def hold(self, row: Row, value: str, column: str = "") -> None:
        if not value:
            return
        if value in self.seen:
            row.fault(column or self.name, _("Stands on line {line} already.", line=self.seen[value]))
        elif value in self.there:
            row.fault(column or self.name, _("Is in the books already."))
        self.seen.setdefault(value, row.number)


def _not_there_yet(row: Row, name: str, group: str, books: Books) -> None:
    """A list without codes that is taken twice would double the village."""
    twin = next((one for one in books.by_name.get(name, ()) if same_group(one.group, group)), None)
    if name and twin is not None:
        said = _("Is in the books already, as {code}. If this is another household, give it a code.", code=twin.code)
        row.fault("name", said)


def _tell(names: dict[str, list[int]], given: list[int], findings: Findings) -> None:
    for name, lines in names.items():
        if name and len(lines) > 1:
            many = _(", ").join(map(str, lines[:6])) + ("…" if len(lines) > 6 else "")
            findings.note(lines[0], _("The name {name} stands on several lines: {lines}.", name=name, lines=many))
    if given:
        findings.note(given[0], _("Households without a code, which get the next free ones: {count}", count=len(given)))


def _found(row: Row, books: Books) -> Known | None:
    """The household that a line means; what makes it doubtful is a fault."""
    code, name, group = row.text("code"), row.text("name"), row.text("group")
    name = name if name.isascii() else name.replace(" ", "")
    if code:
        found = books.by_code.get(code)
        if found is None:
            row.fault("code", _("No household has this code. Bring in the list of households first."))
        elif name and name != found.name:
            row.fault("name", _("{code} is called {name} in the books. Which one is meant?", code=code, name=found.name))
            return None
        return found
    if not name:
        row.needed("name")
        return None
    named = books.by_name.get(name, [])
    close = [one for one in named if same_group(one.group, group)] if group else named
    if len(close) == 1:
        return close[0]
    if not named:
        row.fault("name", _("No household has this name. Bring in the list of households first."))
    elif not close:
        row.fault("group", _("{name} is in another group in the books: {group}.", name=name, group=named[0].group))
    else:
        codes = _(", ").join(one.code for one in close[:6])
        row.fault("name", _("Several households have this name ({codes}). Write the code.", codes=codes))
    return None


def same_group(one: str, other: str) -> bool:
    """Whether two names of a group mean the same: with or without "of villagers", the number in letters or digits.

    >>> same_group("一组", "第1村民小组"), same_group("11组", "十一组"), same_group("1组", "2组")
    (True, True, False)
    """
    return _group_key(one) == _group_key(other)


def _group_key(group: str) -> str:
    bare = words.GROUP_FILLERS.sub("", group)
    said = "".join(c for c in bare if c in words.NUMERALS or c == words.TEN)
    if not said or bare.find(said) < 0:
        return bare
    tens, ten, ones = said.rpartition(words.TEN)
    if ten:
        number = words.NUMERALS.get(tens, 1) * 10 + words.NUMERALS.get(ones, 0)
    else:
        number = int("".join(str(words.NUMERALS[c]) for c in said))
    return bare.replace(said, str(number))


def _points(row: Row) -> tuple[int, int] | None:
    """Recycling and civic points of a line, None where one cannot be read."""
    before = row.sound
    recycling, civic = (row.whole(purse) for purse in PURSES)
    return (recycling or 0, civic or 0) if row.sound or not before else None


def _open(row: Row, code: str, points: tuple[int, int], reason: str, findings: Findings) -> None:
    recycling, civic = points
    findings.points += recycling + civic
    row.wish("household.opening", {"household": "code"}, household=code, recycling=recycling, civic=civic, reason=reason)


def _opened(reader: Connection) -> frozenset[int]:
    """Households whose points of before stand in the books, not voided."""
    documents, entries, other = schema.documents, schema.entries, schema.documents.alias("other")
    statement = (
        select(entries.c.account)
        .join(documents, documents.c.id == entries.c.document_id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "household.opening", other.c.id.is_(None))
    )
    accounts = (account.partition(":") for (account,) in reader.execute(statement))
    return frozenset(int(household) for purse, _colon, household in accounts if purse in PURSES)


def _hold_total(findings: Findings) -> None:
    """A list that adds itself up must come to what its lines come to."""
    grand = [row for _line, row in findings.totals if any(words.GRAND.fullmatch(t.replace(" ", "")) for t in row.line.cells)]
    if len(grand) != 1 or findings.faults:
        return
    for purse in PURSES:
        told = grand[0].whole(purse)
        ours = sum(getattr(wish.command, purse, 0) for wish in findings.wishes)
        if told is not None and told != ours:
            said = _("The lines come to {points}. One is missing, or the total is old.", points=points_text(ours))
            grand[0].fault(purse, said)
