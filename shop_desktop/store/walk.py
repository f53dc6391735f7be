"""Every document with its lines and entries, in order of recording, some hundred at a time: what `verify` walks through.

Rows come as the driver has them, whatever stands in them. It decides nothing about what they say, and changes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, bindparam, or_, select, text

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.journal import Entry, canonical, compact, encode
from shop_desktop.store.prepared import Answer, Prepared
from shop_desktop.store.schema import documents, entries, lines

UNREADABLE = object()
_SOME = 100
_FIRST = 1


class Row(NamedTuple):
    """A document's own columns."""

    id: int
    number: str
    kind: str
    op: str
    content: str
    happened_at: str
    recorded_at: str
    business_date: str
    user: str
    slip: str | None
    ref: str | None
    voids: str | None
    note: str | None
    prev_hash: str
    hash: str


class Line(msgspec.Struct, omit_defaults=True, gc=False):
    """A line as it is hashed: its columns but document and position, in the order of their names, nulls left out."""

    amount_fen: int | None = None
    gross_g: int | None = None
    item: str | None = None
    name: str | None = None
    net_g: int | None = None
    pieces: int | None = None
    points: int | None = None
    price_fen: int | None = None
    price_from: str | None = None
    price_per: int | None = None
    price_points: int | None = None
    proof: str | None = None
    same_again: bool | None = None
    side: str | None = None
    source: str | None = None
    tare_g: int | None = None
    typed_reason: str | None = None
    unit: str | None = None
    waiting: int | None = None
    waiting_before: int | None = None


class _Written(msgspec.Struct, omit_defaults=True, gc=False):
    """A document as it is hashed: its columns in the order of their names, nulls left out."""

    business_date: str | None = None
    content: object = None
    entries: Sequence[Sequence[Any]] | None = None
    happened_at: str | None = None
    kind: str | None = None
    lines: Sequence[Line] | None = None
    note: str | None = None
    number: str | None = None
    op: str | None = None
    recorded_at: str | None = None
    ref: str | None = None
    slip: str | None = None
    user: str | None = None
    voids: str | None = None


def _no_float(written: str) -> float:
    raise ValueError(written)


_decode = msgspec.json.Decoder(float_hook=_no_float).decode


class Whole(NamedTuple):
    """A document with all that belongs to it. `content` is what its text says, `UNREADABLE` where that is no JSON.

    `moved` are ledger, item, account, amount; `odd` where bytes stand in it or near it, or a broken number in its content.
    """

    row: Row
    content: object
    lines: Sequence[Line]
    lines_numbered: bool
    moved: Sequence[Sequence[Any]]
    moved_numbered: bool
    odd: bool

    def written(self) -> bytes:
        """Its canonical JSON, as `journal.canonical` makes it. TypeError, ValueError where it cannot be written."""
        r = self.row
        if self.odd:
            return self.written_slowly()
        return encode(
            _Written(
                r.business_date,
                self.content,
                self.moved,
                r.happened_at,
                r.kind,
                self.lines,
                r.note,
                r.number,
                r.op,
                r.recorded_at,
                r.ref,
                r.slip,
                r.user,
                r.voids,
            )
        )

    def written_slowly(self) -> bytes:
        """The same by the journal's own hand, of whatever stands there."""
        told = {name: value for name, value in self.row._asdict().items() if name not in {"id", "prev_hash", "hash"}}
        moved, plain = [Entry(*entry) for entry in self.moved], [msgspec.structs.asdict(line) for line in self.lines]
        return canonical({**told, "content": self.content}, plain, moved).encode()

    def canonical_content(self) -> bool:
        """Whether the content is written as the journal writes it."""
        said = self.row.content
        return (not self.odd and encode(self.content) == said.encode()) or compact(self.content) == said


class _Moved(NamedTuple):
    rows: Sequence[Sequence[Any]]
    numbered: bool
    odd: bool


_NOTHING = _Moved((), numbered=True, odd=False)


def _of(table: Table, *columns: str) -> Prepared:
    """Rows of some documents, by document, in order."""
    within = table.c.document_id.between(bindparam("first"), bindparam("last"))
    named = (table.c[name] for name in ("document_id", "position", *columns))
    return Prepared(select(*named).where(within).order_by(table.c.document_id, table.c.position))


_DOCUMENTS = Prepared(select(documents).where(documents.c.id > bindparam("after")).order_by(documents.c.id).limit(_SOME))
_LINES, _ENTRIES = _of(lines, *Line.__struct_fields__), _of(entries, "ledger", "item", "account", "amount")
# SQLite's own JSON of plain words and whole numbers costs a third of reading row by row.
_ENTRIES_TEXT = Prepared(
    text(
        "SELECT document_id, json_group_array(json_array(ledger, item, account, amount)), json_group_array(position) "
        "FROM entries WHERE document_id BETWEEN :first AND :last GROUP BY document_id"
    )
)


def every_document(connection: Connection, strays: dict[str, list[Any]]) -> Iterator[Whole]:
    """All documents; `strays` is filled with the documents that lines or entries name and that do not exist, by table."""
    first, numbered = _FIRST, {"lines": _outside(lines), "entries": _outside(entries)}
    while rows := [Row._make(row) for row in _DOCUMENTS.all(connection, after=first - 1)]:
        within = {"first": first, "last": rows[-1].id}
        answered = _LINES.all(connection, **within)
        told, moved = _by_document(answered), _moved(connection, within)
        odd = _with_bytes(rows) or _with_bytes(answered)
        for row in rows:
            content, odd_content = read_content(row.content)
            mine, entered = told.pop(row.id, ()), moved.pop(row.id, _NOTHING)
            shown, in_order = [_line(answer) for answer in mine], _in_order([answer[1] for answer in mine])
            yield Whole(row, content, shown, in_order, entered.rows, entered.numbered, odd or odd_content or entered.odd)
        strays["lines"] += told
        strays["entries"] += moved
        first = rows[-1].id + 1
    for name, outside in numbered.items():
        strays[name] += (number for (number,) in outside.all(connection, first=_FIRST, last=first - 1))


def _outside(table: Table) -> Prepared:
    number = table.c.document_id
    outside = or_(number < bindparam("first"), number > bindparam("last"))
    return Prepared(select(number).distinct().where(outside).order_by(number))


def _by_document(answered: Iterable[Answer]) -> dict[Any, list[Answer]]:
    found: dict[Any, list[Answer]] = defaultdict(list)
    for row in answered:
        found[row[0]].append(row)
    return found


def _with_bytes(rows: Iterable[Answer]) -> bool:
    """Whether bytes stand somewhere, which msgspec would write as some word."""
    return bytes in set(map(type, chain.from_iterable(rows)))


def read_content(said: str) -> tuple[object, bool]:
    """What a document says, and whether it is odd: a broken number stands in it, or it is no JSON at all."""
    try:
        return _decode(said), False
    except (ValueError, TypeError):
        pass
    try:
        return json.loads(said), True
    except (ValueError, TypeError):
        return UNREADABLE, True


def _line(answer: Answer) -> Line:
    line = Line(*answer[2:])
    if line.same_again is not None:  # SQLite's yes is 1
        line.same_again = bool(line.same_again)
    return line


@cache
def _counted(count: int) -> list[int]:
    return list(range(1, count + 1))


@cache
def _counted_text(count: int) -> str:
    return compact(_counted(count))


def _in_order(positions: Sequence[Any]) -> bool:
    return positions == _counted(len(positions))


def _moved(connection: Connection, within: Mapping[str, int]) -> dict[Any, _Moved]:
    if connection.dialect.name == "sqlite":
        try:
            rows = _ENTRIES_TEXT.all(connection, **within)
            read = _decode(f"[{','.join([written for _number, written, _positions in rows])}]")
            return {
                number: _Moved(moved, positions == _counted_text(len(moved)), odd=False)
                for (number, _written, positions), moved in zip(rows, read, strict=True)
            }
        except (Trouble, ValueError, connection.dialect.loaded_dbapi.Error):
            pass  # bytes or broken numbers; or a page that cannot be read: then the next question says so
    told = _by_document(_ENTRIES.all(connection, **within))
    return {
        number: _Moved([row[2:] for row in mine], _in_order([row[1] for row in mine]), odd=_with_bytes(mine))
        for number, mine in told.items()
    }
