"""The journal: documents with their lines and entries, the hash chain, the balances beside them, the registry's rows.

The only writer of what is hashed. Posts inside the caller's transaction; decides nothing about a business.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from shop_desktop.domain.calendar import instant_text
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.users import User
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import REGISTRY, balances, documents, entries, head, lines, slips

ZERO_HASH = "0" * 64
CLOCK_CONFIRMED = "clock.confirm"
"""The operation whose time of recording is the clock's new measure, whatever stood there."""

FLOORS = {"yard": "out-of-stock", "shelf": "out-of-stock", "fund": "insufficient-fund", "pending": "insufficient-points"}
PURSES = frozenset({"recycling", "civic"})


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who does something, when, and the connection inside whose transaction it happens."""

    connection: Connection
    actor: User
    at: datetime
    recorded_at: datetime
    measured_at: datetime
    business_date: date
    op: str
    ref: str | None = None
    note: str | None = None


class Entry(NamedTuple):
    """`amount` (grams, pieces, points, fen; signed) on one account of one ledger's item."""

    ledger: str
    item: str
    account: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """A registry row as it is after the document; `values` None where it is taken away."""

    table: str
    key: Mapping[str, Any]
    values: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class Posting:
    """What is to be written as one document. `lines` are columns of the table `lines`, without document and position."""

    kind: str
    content: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    lines: tuple[Mapping[str, Any], ...] = ()
    entries: tuple[Entry, ...] = ()
    slip: str | None = None
    voids: str | None = None
    allow_debt: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document as it stands in the books."""

    id: int
    number: str
    op: str
    user: str
    business_date: date
    happened_at: str
    content: Mapping[str, Any]
    slip: str | None = None
    voids: str | None = None
    voided_by: str | None = None
    note: str | None = None
    hash: str = ""


def post(act: Act, posting: Posting) -> Document:
    """Write one document, whole: number, lines, entries, balances, registry rows, chain.

    Refused: `insufficient-points`, `out-of-stock`, `insufficient-fund` where a floor would be broken; `duplicate` slip.
    """
    connection = act.connection
    ((count, prev_hash),) = _HEAD.all(connection)
    content = dict(posting.content)
    if posting.rows:
        content["rows"] = [{"table": r.table, "key": r.key, "values": r.values} for r in posting.rows]
    row: dict[str, Any] = {
        "number": _next_number(connection, posting.kind, act.business_date),
        "kind": posting.kind,
        "op": act.op,
        "happened_at": instant_text(act.at),
        "recorded_at": instant_text(act.recorded_at),
        "business_date": act.business_date.isoformat(),
        "user": act.actor.login,
        "slip": posting.slip,
        "ref": act.ref,
        "voids": posting.voids,
        "note": act.note,
    }
    said, document_id = compact(content), count + 1
    whole = _without_nulls(row) | {"content": msgspec.Raw(said.encode()), "entries": posting.entries}
    new_hash = chain_hash(prev_hash, encode({**whole, "lines": [_without_nulls(line) for line in posting.lines]}))
    stored = {**row, "id": document_id, "content": said, "prev_hash": prev_hash, "hash": new_hash}
    _INSERT_DOCUMENT.run(connection, stored)
    _write_lines(connection, document_id, posting.lines)
    _write_entries(connection, document_id, posting)
    apply_rows(connection, posting.rows)
    if posting.slip is not None:
        _use_slip(connection, posting.slip, row["number"])
    _UPDATE_HEAD.run(connection, {"count": document_id, "hash": new_hash, "recorded_at": instant_text(act.measured_at)})
    return Document(
        id=document_id,
        number=row["number"],
        op=act.op,
        user=act.actor.login,
        business_date=act.business_date,
        happened_at=row["happened_at"],
        content=content,
        slip=posting.slip,
        voids=posting.voids,
        note=act.note,
        hash=new_hash,
    )


_HEAD = Prepared(select(head.c.count, head.c.hash).where(head.c.id == 1))
_UPDATE_HEAD = Prepared(
    update(head)
    .where(head.c.id == 1)
    .values(count=bindparam("count"), hash=bindparam("hash"), recorded_at=bindparam("recorded_at"))
)
_INSERT_DOCUMENT = Prepared(insert(documents))
_INSERT_LINE = Prepared(insert(lines))
_INSERT_ENTRY = Prepared(insert(entries))
# Both databases know ON CONFLICT … RETURNING in these words; SQLAlchemy has it for each by itself only.
_MOVE = Prepared(
    text(
        "INSERT INTO balances (ledger, item, account, amount) VALUES (:ledger, :item, :account, :amount) "
        "ON CONFLICT (ledger, item, account) DO UPDATE SET amount = balances.amount + excluded.amount"
    )
)
_BALANCE = Prepared(
    select(balances.c.amount).where(
        balances.c.ledger == bindparam("ledger"),
        balances.c.item == bindparam("item"),
        balances.c.account == bindparam("account"),
    )
)
_COUNT_ON = Prepared(
    text(
        "INSERT INTO counters (kind, business_date, last) VALUES (:kind, :day, 1) "
        "ON CONFLICT (kind, business_date) DO UPDATE SET last = counters.last + 1 RETURNING last"
    )
)
_LINE_COLUMNS = tuple(str(c.name) for c in lines.c if c.name not in {"document_id", "position"})


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
# What `_CANONICAL.encode` makes anew for each value, made once: `verify` encodes several values of every document.
_ENCODE = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
    None, _CANONICAL.default, json.encoder.encode_basestring, None, ":", ",", True, False, True
)


encode = msgspec.json.Encoder(order="deterministic").encode
"""Bytes of `compact`, in a fifth of its time, where all is words and whole numbers: it would write bytes as some word."""


def compact(value: Any) -> str:
    """Canonical JSON: keys sorted, no white space, real characters."""
    return "".join(_ENCODE(value, 0))


def canonical(row: Mapping[str, Any], document_lines: Iterable[Mapping[str, Any]], document_entries: Iterable[Entry]) -> str:
    """A document as it is hashed: all its columns but id, prev_hash and hash, its lines and entries in order, no nulls.

    `row["content"]` is the content itself, not its text.
    """
    whole = _without_nulls(row)
    whole["lines"] = [_without_nulls(line) for line in document_lines]
    whole["entries"] = list(document_entries)
    return compact(whole)


def chain_hash(prev_hash: str, canonical_json: bytes) -> str:
    """SHA-256 of the previous hash (64 hex digits), a line feed, and the document's canonical JSON."""
    return hashlib.sha256(f"{prev_hash}\n".encode() + canonical_json).hexdigest()


def _without_nulls(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _next_number(connection: Connection, kind: str, day: date) -> str:
    """The next of a kind and day, without gaps: it is counted in the posting's own transaction."""
    written = day.isoformat()
    ((number,),) = _COUNT_ON.all(connection, kind=kind, day=written)
    return f"{kind}{written.replace('-', '')}-{number:04}"


def _write_lines(connection: Connection, document_id: int, told: Sequence[Mapping[str, Any]]) -> None:
    if told:
        empty = dict.fromkeys(_LINE_COLUMNS)
        _INSERT_LINE.run(
            connection, *({**empty, **line, "document_id": document_id, "position": n} for n, line in enumerate(told, 1))
        )


def _write_entries(connection: Connection, document_id: int, posting: Posting) -> None:
    sums: dict[tuple[str, str], int] = {}
    deltas: dict[tuple[str, str, str], int] = {}
    for ledger, item, account, amount in posting.entries:
        sums[ledger, item] = sums.get((ledger, item), 0) + amount
        deltas[ledger, item, account] = deltas.get((ledger, item, account), 0) + amount
    assert not any(sums.values()), sums
    if posting.entries:
        rows = (
            {"document_id": document_id, "position": n, "ledger": ledger, "item": item, "account": account, "amount": amount}
            for n, (ledger, item, account, amount) in enumerate(posting.entries, 1)
        )
        _INSERT_ENTRY.run(connection, *rows)
        moved = (
            {"ledger": ledger, "item": item, "account": account, "amount": delta}
            for (ledger, item, account), delta in deltas.items()
        )
        _MOVE.run(connection, *moved)
    for key, delta in deltas.items():
        if delta < 0:
            _hold_floor(connection, *key, delta, allow_debt=posting.allow_debt)


def _hold_floor(connection: Connection, ledger: str, item: str, account: str, delta: int, *, allow_debt: bool) -> None:
    """Refuse what lowered a balance below its floor (domain rules I4); what was written before it is rolled back."""
    name = account.partition(":")[0]
    purse = ledger == "points" and name in PURSES
    if name not in FLOORS and (not purse or allow_debt):
        return
    ((new,),) = _BALANCE.all(connection, ledger=ledger, item=item, account=account)
    if new < 0:
        code = "insufficient-points" if purse else FLOORS[name]
        raise Refused(code, what=item, left=new - delta, short=-new)


def apply_rows(connection: Connection, rows: Iterable[Row]) -> None:
    """Write registry rows, each whole: what stands in a document is all there is to a row."""
    for row in rows:
        _taking(row.table, tuple(row.key)).run(connection, row.key)
        if row.values is not None:
            whole = {**row.key, **row.values}
            _giving(row.table, tuple(whole)).run(connection, whole)


@cache
def _taking(table: str, key: tuple[str, ...]) -> Prepared:
    columns = REGISTRY[table].c
    return Prepared(delete(REGISTRY[table]).where(*(columns[name] == bindparam(name) for name in key)))


@cache
def _giving(table: str, names: tuple[str, ...]) -> Prepared:
    return Prepared(insert(REGISTRY[table]).values({name: bindparam(name) for name in names}))


def _use_slip(connection: Connection, number: str, document: str) -> None:
    taken = connection.execute(select(slips.c.document).where(slips.c.number == number)).scalar()
    if taken is not None:
        raise Refused("duplicate", field="slip", what=number, document=taken)
    connection.execute(insert(slips), {"number": number, "document": document})


def free_slip(connection: Connection, number: str) -> None:
    """A voided paper slip's number may be used again."""
    connection.execute(delete(slips).where(slips.c.number == number))


_OTHER = documents.alias("other")
_FOUND = (*(column.name for column in documents.c), "voided_by")
_FIND = Prepared(
    select(documents, _OTHER.c.number)
    .select_from(documents)
    .outerjoin(_OTHER, _OTHER.c.voids == documents.c.number)
    .where(documents.c.number == bindparam("number"))
)


def find(connection: Connection, number: str) -> Document | None:
    """A document by its number, with the number of the document that voids it."""
    found = _FIND.first(connection, number=number)
    if found is None:
        return None
    row = dict(zip(_FOUND, found, strict=True))
    return Document(
        id=row["id"],
        number=row["number"],
        op=row["op"],
        user=row["user"],
        business_date=date.fromisoformat(row["business_date"]),
        happened_at=row["happened_at"],
        content=json.loads(row["content"]),
        slip=row["slip"],
        voids=row["voids"],
        voided_by=row["voided_by"],
        note=row["note"],
        hash=row["hash"],
    )


def entries_of(connection: Connection, document_id: int) -> tuple[Entry, ...]:
    """A document's entries, in order."""
    statement = (
        select(entries.c.ledger, entries.c.item, entries.c.account, entries.c.amount)
        .where(entries.c.document_id == document_id)
        .order_by(entries.c.position)
    )
    return tuple(Entry(*row) for row in connection.execute(statement))


def opposite(posted: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries that undo others: the stored numbers, negated."""
    return tuple(Entry(e.ledger, e.item, e.account, -e.amount) for e in posted)
