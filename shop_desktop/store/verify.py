"""The books held against themselves: one function an invariant; the list is the specification. Changes nothing.

Findings have a name, the place, and what was found there; an empty list is a clean book.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, Row, Select, func, select, type_coerce
from sqlalchemy.exc import DBAPIError

from shop_desktop.domain.calendar import clock_holds
from shop_desktop.domain.refused import Trouble
from shop_desktop.store.arithmetic import what_does_not_add_up
from shop_desktop.store.assertions import what_does_not_hold
from shop_desktop.store.books import one_moment
from shop_desktop.store.guards import guards, standing
from shop_desktop.store.journal import CLOCK_CONFIRMED, FLOORS, ZERO_HASH, Entry, canonical, chain_hash, compact
from shop_desktop.store.schema import (
    HASHED,
    REGISTRY,
    balances,
    counters,
    documents,
    entries,
    head,
    lines,
    seals,
    slips,
)
from shop_desktop.store.seals import closes, compute_seal

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Finding:
    """What does not hold: `code` names the invariant, `where` the document or row, `detail` what was seen."""

    code: str
    where: str
    detail: str = ""


def verify_books(connection: Connection, progress: Progress | None = None, *, within: bool = False) -> tuple[Finding, ...]:
    """Run every check on one reading of the books. `progress` hears (documents done, of how many).

    `within`: the caller's own transaction is the one reading.
    """
    with nullcontext() if within else one_moment(connection):
        found = list(_readable(connection, _chain(connection, progress or (lambda done, of: None))))
        for check in CHECKS:
            found += _readable(connection, check(connection))
    return tuple(found)


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
    except (Trouble, DBAPIError) as e:
        if connection.invalidated:
            raise
        if server:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT readable")
        yield Finding("file", where, str(e.__cause__ or e))


def _chain(connection: Connection, progress: Progress) -> Iterator[Finding]:
    """I3: every document hashes to what stands in it, follows the one before, and the head is the last one's."""
    total = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    document_lines, document_entries = _grouped(connection, lines), _grouped(connection, entries)
    previous, expected, measure = ZERO_HASH, 0, ""
    for done, row in enumerate(connection.execute(_streamed(select(documents).order_by(documents.c.id))), 1):
        expected += 1
        if row.id != expected:
            yield Finding("missing-document", f"document {expected}", f"next is {row.number}")
            expected = row.id
        mine, moved = document_lines.take(row.id), document_entries.take(row.id)
        yield from _hashed(row, mine, moved, previous)
        yield from _arithmetic(row, mine, moved)
        previous, measure = row.hash, measured_after(row, measure)
        if done % 500 == 0:
            progress(done, total)
    kept = [tuple(r) for r in connection.execute(select(head.c.id, head.c.count, head.c.hash, head.c.recorded_at))]
    if kept != [(1, expected, previous, measure)]:
        yield Finding("head", "head", f"says {kept}, documents {(expected, previous, measure)}")
    for grouped in (document_lines, document_entries):
        yield from grouped.strays()


def measured_after(row: Row[Any], measure: str) -> str:
    """The clock's measure after a document: its time of recording, where the clock held or was confirmed."""
    try:
        recorded = datetime.fromisoformat(row.recorded_at)
        holds = not measure or row.op == CLOCK_CONFIRMED or clock_holds(recorded, datetime.fromisoformat(measure))
    except (ValueError, TypeError):
        return measure
    return str(row.recorded_at) if holds else measure


class _Grouped:
    """Rows of a table by document, read along with the documents in one pass."""

    def __init__(self, name: str, rows: Iterator[Row[Any]]) -> None:
        self._name = name
        self._rows = rows
        self._next = next(rows, None)
        self._strays: list[int] = []

    def take(self, document_id: int) -> list[dict[str, Any]]:
        mine = []
        while self._next is not None and isinstance(self._next.document_id, int) and self._next.document_id <= document_id:
            if self._next.document_id < document_id:
                self._strays.append(self._next.document_id)
            else:
                mine.append(dict(self._next._mapping))
            self._next = next(self._rows, None)
        return mine

    def strays(self) -> Iterator[Finding]:
        """Rows of documents that do not exist."""
        while self._next is not None:
            self._strays.append(self._next.document_id)
            self._next = next(self._rows, None)
        for document_id in dict.fromkeys(self._strays):
            yield Finding("stray-rows", f"document {document_id}", self._name)


def _grouped(connection: Connection, table: Any) -> _Grouped:
    rows = connection.execute(_streamed(select(table).order_by(table.c.document_id, table.c.position)))
    return _Grouped(table.name, iter(rows))


def _streamed(statement: Select[Any]) -> Select[Any]:
    """Fetched a part at a time: a server's driver takes in everything at once else."""
    return statement.execution_options(stream_results=True)


def _hashed(row: Row[Any], mine: list[dict[str, Any]], moved: list[dict[str, Any]], previous: str) -> Iterator[Finding]:
    columns = dict(row._mapping)
    for beside in ("id", "prev_hash", "hash"):
        columns.pop(beside)
    plain = [{k: v for k, v in line.items() if k not in {"document_id", "position"}} for line in mine]
    posted = [Entry(e["ledger"], e["item"], e["account"], e["amount"]) for e in moved]
    if row.prev_hash != previous:
        yield Finding("chain", row.number, "does not follow the document before it")
    try:
        columns["content"] = json.loads(row.content)
        whole = chain_hash(row.prev_hash, canonical(columns, plain, posted)) == row.hash
        whole = whole and compact(columns["content"]) == row.content
    except (ValueError, TypeError):
        whole = False
    if not whole:
        yield Finding("hash", row.number, "is not what was posted")
    for name, rows in (("lines", mine), ("entries", moved)):
        if [r["position"] for r in rows] != list(range(1, len(rows) + 1)):
            yield Finding("hash", row.number, f"{name} are not numbered as posted")


def _arithmetic(row: Row[Any], mine: list[dict[str, Any]], moved: list[dict[str, Any]]) -> Iterator[Finding]:
    """I1, and the sums that are printed: `arithmetic.py` knows them."""
    try:
        content = json.loads(row.content)
        wrong = list(what_does_not_add_up(row.op, content if isinstance(content, dict) else {}, mine, moved))
    except (ValueError, TypeError):
        wrong = ["cannot be read"]
    for said in wrong:
        yield Finding("sums", row.number, said)


def _balances(connection: Connection) -> Iterator[Finding]:
    """I2: every balance is the sum of its entries, and no other balance stands."""
    key = (entries.c.ledger, entries.c.item, entries.c.account)
    sums = {tuple(r[:3]): r[3] for r in connection.execute(select(*key, func.sum(entries.c.amount)).group_by(*key))}
    kept = {(r.ledger, r.item, r.account): r.amount for r in connection.execute(select(balances))}
    for account in sorted(sums.keys() | kept.keys(), key=str):
        if sums.get(account) != kept.get(account):
            yield Finding("balance", "/".join(map(str, account)), f"kept {kept.get(account)}, entries {sums.get(account)}")


def _floors(connection: Connection) -> Iterator[Finding]:
    """I4: yard, shelf, fund and pending never stand below zero."""
    for r in connection.execute(select(balances).where(balances.c.amount < 0)):
        name = r.account.partition(":")[0]
        if name in FLOORS:
            yield Finding("floor", f"{r.ledger}/{r.item}/{r.account}", str(r.amount))


def _numbers(connection: Connection) -> Iterator[Finding]:
    """I8: numbers run without gaps, per kind and day, as far as the counter says."""
    last = {(r.kind, r.business_date): r.last for r in connection.execute(select(counters))}
    seen: dict[tuple[str, str], set[str]] = {}
    for r in connection.execute(select(documents.c.number, documents.c.kind, documents.c.business_date)):
        seen.setdefault((r.kind, r.business_date), set()).add(r.number)
    for (kind, day), numbers in sorted(seen.items(), key=str):
        wanted = {f"{kind}{str(day).replace('-', '')}-{n:04}" for n in range(1, len(numbers) + 1)}
        for number in sorted(numbers ^ wanted, key=str):
            yield Finding("number", number, "numbers are not without gaps")
    for key in sorted(last.keys() | seen.keys(), key=str):
        if last.get(key) != (len(seen[key]) if key in seen else None):
            yield Finding("counter", "/".join(map(str, key)), f"counter {last.get(key)}, documents {len(seen.get(key, ()))}")


def _registry(connection: Connection) -> Iterator[Finding]:
    """Registry rows are what the documents made of them, replayed in order of recording."""
    replayed: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {name: {} for name in REGISTRY}
    told = select(documents.c.content).where(documents.c.content.contains('"rows":')).order_by(documents.c.id)
    for (text,) in connection.execute(told):
        replay(text, replayed)
    for name, table in REGISTRY.items():
        kept = {tuple(r._mapping[c.name] for c in table.primary_key): dict(r._mapping) for r in connection.execute(select(table))}
        for key in sorted(kept.keys() | replayed[name].keys(), key=str):
            if kept.get(key) != replayed[name].get(key):
                yield Finding(
                    "registry", f"{name} {'/'.join(map(str, key))}", _difference(kept.get(key), replayed[name].get(key))
                )


def replay(text: str, tables: dict[str, dict[tuple[Any, ...], dict[str, Any]]]) -> None:
    """A document's rows, made again. What cannot be read was found by its hash."""
    try:
        for row in json.loads(text).get("rows", ()):
            key = tuple(row["key"][c.name] for c in REGISTRY[row["table"]].primary_key)
            if row["values"] is None:
                tables[row["table"]].pop(key, None)
            else:
                tables[row["table"]][key] = {**row["key"], **row["values"]}
    except (ValueError, TypeError, KeyError, AttributeError):
        return


def _difference(kept: dict[str, Any] | None, said: dict[str, Any] | None) -> str:
    if kept is None or said is None:
        return "is gone" if kept is None else "was never posted"
    return ", ".join(f"{k}: {kept[k]!r}, posted {said.get(k)!r}" for k in kept if kept[k] != said.get(k))


def _voids(connection: Connection) -> Iterator[Finding]:
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


def _slips(connection: Connection) -> Iterator[Finding]:
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


def _guards(connection: Connection) -> Iterator[Finding]:
    """The triggers that refuse changes are all there, word for word."""
    wanted, found = guards(connection.dialect.name), standing(connection)
    for name, text in wanted.items():
        if found.get(name) != text:
            yield Finding("trigger", name, "is gone or changed")
    for name in sorted(found.keys() - wanted.keys()):
        yield Finding("trigger", name, "is none of ours")


def _truths(connection: Connection) -> Iterator[Finding]:
    """On SQLite a yes or no is 1 or 0: anything else reads as yes in one place and as no in another."""
    if connection.dialect.name == "postgresql":
        return
    for table in HASHED:
        for column in table.columns:
            if isinstance(column.type, Boolean):
                odd = select(*table.primary_key).where(type_coerce(column, Integer).not_in([0, 1]))
                for row in connection.execute(odd):
                    yield Finding("registry", f"{table.name} {'/'.join(map(str, row))}", f"{column.name} is neither yes nor no")


def _file(connection: Connection) -> Iterator[Finding]:
    """SQLite's own check of its pages, and of its indexes against its tables: the shop reads by index. A server keeps its own."""
    if connection.dialect.name == "postgresql":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if said != "ok":
            yield Finding("file", "books.sqlite", said)


def _seals(connection: Connection) -> Iterator[Finding]:
    """Each closed month's seal is the one its journal makes, and the one the next month begins with."""
    kept = {r.month: r.seal for r in connection.execute(select(seals))}
    told = closes(connection)
    for (month, _document, _previous), following in zip(told, [*told[1:], None], strict=False):
        right = following[2] if following is not None else compute_seal(connection, month)
        if kept.get(month) != right:
            yield Finding("seal", month, "is not the seal of its journal")
    for month in sorted(kept.keys() - {month for month, _document, _previous in told}):
        yield Finding("seal", month, "is of a month that is not closed")


def _closes(connection: Connection) -> Iterator[Finding]:
    """I9, and each month's close as an assertion of what stood at its end."""
    for where, detail in what_does_not_hold(connection):
        yield Finding("closed", where, detail)


CHECKS: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
    _balances,
    _floors,
    _numbers,
    _registry,
    _voids,
    _slips,
    _seals,
    _closes,
    _guards,
    _truths,
    _file,
)
