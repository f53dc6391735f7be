"""The books held against themselves: one function an invariant; the list is the specification. Changes nothing.

Findings have a name, the place, and what was found there; an empty list is a clean book.
"""

import gc
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Boolean, Connection, Integer, func, select, type_coerce
from sqlalchemy.exc import DBAPIError

from shop_desktop.domain.calendar import clock_holds
from shop_desktop.domain.refused import Trouble
from shop_desktop.store.arithmetic import what_does_not_add_up
from shop_desktop.store.assertions import Account, what_does_not_hold
from shop_desktop.store.guards import guards, standing
from shop_desktop.store.journal import CLOCK_CONFIRMED, FLOORS, ZERO_HASH, chain_hash
from shop_desktop.store.moment import one_moment
from shop_desktop.store.pages import PageCheck, pages_checked
from shop_desktop.store.registry import empty_registry, replay
from shop_desktop.store.schema import (
    HASHED,
    REGISTRY,
    balances,
    counters,
    documents,
    entries,
    head,
    seals,
    slips,
)
from shop_desktop.store.seals import closes, compute_seal
from shop_desktop.store.structure import what_differs
from shop_desktop.store.walk import UNREADABLE, Whole, every_document

Progress = Callable[[int, int], None]
LOG = logging.getLogger(__name__)
"""What the database says in its own words, for whoever gets the phone call."""
MISSING = re.compile(r"no such (table|column)|does not exist|has no column")
AN_INDEX = re.compile(r"index (\w+)$")


class Recorded(Protocol):
    """A document's row as far as the clock is concerned."""

    @property
    def recorded_at(self) -> str: ...
    @property
    def op(self) -> str: ...


@dataclass(frozen=True)
class Finding:
    """What does not hold: `code` names the invariant, `where` the document or row, `detail` what was seen."""

    code: str
    where: str
    detail: str = ""


class Seen:
    """What the walk through the documents saw, for the checks after it; `whole` once it has come to the end."""

    def __init__(self, pages: PageCheck) -> None:
        self.pages = pages
        self.whole = False
        self.moved: dict[str, dict[Account, int]] = defaultdict(lambda: defaultdict(int))
        self.numbers: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.registry = empty_registry()

    def add(self, whole: Whole) -> None:
        """One more document: its number, its entries summed by month and account, its registry rows."""
        row, content = whole.row, whole.content
        self.numbers[row.kind, row.business_date].append(row.number)
        held = self.moved[str(row.business_date)[:7]]
        for ledger, item, account, amount in whole.moved:
            if type(amount) is int:
                held[ledger, item, account] += amount
        if isinstance(content, dict) and "rows" in content:
            replay(content, self.registry)


def verify_books(connection: Connection, progress: Progress | None = None, *, within: bool = False) -> tuple[Finding, ...]:
    """Run every check on one reading of the books. `progress` hears (documents done, of how many).

    `within`: the caller's own transaction is the one reading.
    """
    with nullcontext() if within else one_moment(connection), pages_checked(connection, beside=not within) as pages:
        seen = Seen(pages)
        with _uncollected():
            found = list(_readable(connection, _chain(connection, seen, progress or (lambda done, of: None))))
        for check in (*(CHECKS_OF_THE_WALK if seen.whole else ()), *CHECKS):
            found += _readable(connection, check(connection, seen))
    return tuple(found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """The walk makes no circles: the collector would look through millions of rows for nothing, a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _readable(connection: Connection, found: Iterator[Finding]) -> Iterator[Finding]:
    """A check's findings; where the books cannot be read on, or bytes stand where a number should, that is one."""
    server = connection.dialect.name == "postgresql"
    where = "server" if server else "books.sqlite"
    if server:  # where one question that fails would spoil all that are asked after it
        connection.exec_driver_sql("SAVEPOINT readable")
    try:
        yield from found
    except (TypeError, ValueError) as e:
        yield Finding("value", where, str(e))
    except (Trouble, DBAPIError, connection.dialect.loaded_dbapi.Error) as e:
        if connection.invalidated:
            raise
        if server:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT readable")
        said = str(e.__cause__ or e)
        LOG.info("verify: %s", said)
        yield Finding("file", where, "a table or column is missing" if MISSING.search(said) else "cannot be read to its end")


def _chain(connection: Connection, seen: Seen, progress: Progress) -> Iterator[Finding]:
    """I3: every document hashes to what stands in it, follows the one before, and the head is the last one's."""
    total = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    previous, expected, measure = ZERO_HASH, 0, ""
    strays: dict[str, list[Any]] = {"lines": [], "entries": []}
    for done, whole in enumerate(every_document(connection, strays), 1):
        row = whole.row
        expected += 1
        if row.id != expected:
            yield Finding("missing-document", f"document {expected}", f"next is {row.number}")
            expected = row.id
        yield from _hashed(whole, previous)
        yield from _arithmetic(whole)
        seen.add(whole)
        previous = row.hash
        if row.recorded_at != measure:
            measure = measured_after(row, measure)
        if done % 500 == 0:
            progress(done, total)
    seen.whole = True
    kept = [tuple(r) for r in connection.execute(select(head.c.id, head.c.count, head.c.hash, head.c.recorded_at))]
    if kept != [(1, expected, previous, measure)]:
        yield Finding("head", "head", f"says {kept}, documents {(expected, previous, measure)}")
    for name, numbers in strays.items():
        for number in numbers:
            yield Finding("stray-rows", f"document {number}", name)


def measured_after(row: Recorded, measure: str) -> str:
    """The clock's measure after a document: its time of recording, where the clock held or was confirmed."""
    try:
        recorded = datetime.fromisoformat(row.recorded_at)
        holds = not measure or row.op == CLOCK_CONFIRMED or clock_holds(recorded, datetime.fromisoformat(measure))
    except (ValueError, TypeError):
        return measure
    return str(row.recorded_at) if holds else measure


def _hashed(whole: Whole, previous: str) -> Iterator[Finding]:
    row = whole.row
    if row.prev_hash != previous:
        yield Finding("chain", row.number, "does not follow the document before it")
    if not _as_posted(whole):
        yield Finding("hash", row.number, "is not what was posted")
    for name, numbered in (("lines", whole.lines_numbered), ("entries", whole.moved_numbered)):
        if not numbered:
            yield Finding("hash", row.number, f"{name} are not numbered as posted")


def _as_posted(whole: Whole) -> bool:
    row = whole.row
    try:
        if whole.content is UNREADABLE or not whole.canonical_content():
            return False
        return row.hash in (chain_hash(row.prev_hash, said()) for said in (whole.written, whole.written_slowly))
    except (ValueError, TypeError):
        return False


def _arithmetic(whole: Whole) -> Iterator[Finding]:
    """I1, and the sums that are printed: `arithmetic.py` knows them."""
    content = whole.content
    try:
        said = content if isinstance(content, dict) else {}
        wrong = list(what_does_not_add_up(whole.row.op, said, whole.lines, whole.moved))
    except (ValueError, TypeError, KeyError):
        wrong = ["cannot be read"]
    for said_wrong in wrong if content is not UNREADABLE else ["cannot be read"]:
        yield Finding("sums", whole.row.number, said_wrong)


def _balances(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """I2: every balance is the sum of its entries, and no other balance stands."""
    sums: dict[Account, int] = defaultdict(int)
    for moved in seen.moved.values():
        for account, amount in moved.items():
            sums[account] += amount
    kept = {(r.ledger, r.item, r.account): r.amount for r in connection.execute(select(balances))}
    for account in sorted(sums.keys() | kept.keys(), key=str):
        if sums.get(account) != kept.get(account):
            yield Finding("balance", "/".join(map(str, account)), f"kept {kept.get(account)}, entries {sums.get(account)}")


def _floors(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """I4: yard, shelf, fund and pending never stand below zero."""
    for r in connection.execute(select(balances).where(balances.c.amount < 0)):
        name = r.account.partition(":")[0]
        if name in FLOORS:
            yield Finding("floor", f"{r.ledger}/{r.item}/{r.account}", str(r.amount))


def _numbers(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """I8: numbers run without gaps, per kind and day, as far as the counter says."""
    last = {(r.kind, r.business_date): r.last for r in connection.execute(select(counters))}
    told = seen.numbers
    for (kind, day), numbers in sorted(told.items(), key=str):
        named = f"{kind}{str(day).replace('-', '')}-"
        wanted = {f"{named}{n:04}" for n in range(1, len(numbers) + 1)}
        for number in sorted(wanted.symmetric_difference(numbers), key=str):
            yield Finding("number", number, "numbers are not without gaps")
    for key in sorted(last.keys() | told.keys(), key=str):
        if last.get(key) != (len(told[key]) if key in told else None):
            yield Finding("counter", "/".join(map(str, key)), f"counter {last.get(key)}, documents {len(told.get(key, ()))}")


def _registry(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """Registry rows are what the documents made of them, replayed in order of recording."""
    replayed = seen.registry
    for name, table in REGISTRY.items():
        kept = {tuple(r._mapping[c.name] for c in table.primary_key): dict(r._mapping) for r in connection.execute(select(table))}
        for key in sorted(kept.keys() | replayed[name].keys(), key=str):
            if kept.get(key) != replayed[name].get(key):
                yield Finding(
                    "registry", f"{name} {'/'.join(map(str, key))}", _difference(kept.get(key), replayed[name].get(key))
                )


def _difference(kept: dict[str, Any] | None, said: dict[str, Any] | None) -> str:
    if kept is None or said is None:
        return "is gone" if kept is None else "was never posted"
    return ", ".join(f"{k}: {kept[k]!r}, posted {said.get(k)!r}" for k in kept if kept[k] != said.get(k))


def _voids(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """I5: a void undoes its document entry by entry."""
    other = documents.alias("other")
    pairs = select(documents.c.id, documents.c.number, other.c.id.label("original")).outerjoin(
        other, other.c.number == documents.c.voids
    )
    for row in connection.execute(pairs.where(documents.c.voids.is_not(None))).all():
        if row.original is None:
            yield Finding("void", row.number, "voids what is not there")
            continue
        amounts = [[tuple(e) for e in connection.execute(_entries_of(document_id))] for document_id in (row.id, row.original)]
        if amounts[0] != [(ledger, item, account, -n) for ledger, item, account, n in amounts[1]]:
            yield Finding("void", row.number, "is not the opposite of its document")


def _entries_of(document_id: int) -> Any:
    columns = (entries.c.ledger, entries.c.item, entries.c.account, entries.c.amount)
    return select(*columns).where(entries.c.document_id == document_id).order_by(entries.c.position)


def _slips(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """Paper slips in use are those of unvoided documents."""
    other = documents.alias("other")
    live = (
        select(documents.c.slip, documents.c.number)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.slip.is_not(None), other.c.id.is_(None))
    )
    used = {tuple(r) for r in connection.execute(live)}
    kept = {tuple(r) for r in connection.execute(select(slips))}
    for number, document in sorted(used ^ kept, key=str):
        yield Finding("slip", str(number), str(document))


def _guards(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """The triggers that refuse changes are all there, word for word."""
    wanted, found = guards(connection.dialect.name), standing(connection)
    for name, text in wanted.items():
        if found.get(name) != text:
            yield Finding("trigger", name, "is gone or changed")
    for name in sorted(found.keys() - wanted.keys()):
        yield Finding("trigger", name, "is none of ours")


def _truths(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """On SQLite a yes or no is 1 or 0: anything else reads as yes in one place and as no in another."""
    if connection.dialect.name == "postgresql":
        return
    for table in HASHED:
        for column in table.columns:
            if isinstance(column.type, Boolean):
                odd = select(*table.primary_key).where(type_coerce(column, Integer).not_in([0, 1]))
                for row in connection.execute(odd):
                    yield Finding("registry", f"{table.name} {'/'.join(map(str, row))}", f"{column.name} is neither yes nor no")


def _file(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """What `pages.py` says of the file: which index does not fit its table, or that pages are damaged."""
    told = [said for said in seen.pages.said() if said != "ok"]
    for said in told:
        LOG.info("verify: %s", said)
    indexes = {named[1] for said in told if (named := AN_INDEX.search(said))}
    for name in sorted(indexes):
        yield Finding("index", name, "does not fit its table")
    if any(not AN_INDEX.search(said) for said in told):
        yield Finding("file", "books.sqlite", "pages are damaged")


def _structure(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """The tables and indexes are those that the migrations made, and no others."""
    for kind, name, detail in what_differs(connection):
        yield Finding(kind, name, detail)


def _seals(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """Each closed month's seal is the one its journal makes, and the one the next month begins with."""
    kept = {r.month: r.seal for r in connection.execute(select(seals))}
    told = closes(connection)
    for (month, _document, _previous), following in zip(told, [*told[1:], None], strict=False):
        right = following[2] if following is not None else compute_seal(connection, month)
        if kept.get(month) != right:
            yield Finding("seal", month, "is not the seal of its journal")
    for month in sorted(kept.keys() - {month for month, _document, _previous in told}):
        yield Finding("seal", month, "is of a month that is not closed")


def _closes(connection: Connection, seen: Seen) -> Iterator[Finding]:
    """I9, and each month's close as an assertion of what stood at its end."""
    for where, detail in what_does_not_hold(connection, seen.moved):
        yield Finding("closed", where, detail)


Check = Callable[[Connection, Seen], Iterator[Finding]]
CHECKS_OF_THE_WALK: tuple[Check, ...] = (_balances, _numbers, _registry, _closes)
CHECKS: tuple[Check, ...] = (_floors, _voids, _slips, _seals, _guards, _structure, _truths, _file)
