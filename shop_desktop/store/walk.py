"""Every document with its lines and entries, in order of recording, some hundred at a time: what `verify` walks through.

Rows come as the driver has them, whatever stands in them. It decides nothing about what they say, and changes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, or_, select, text

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.journal import compact
from shop_desktop.store.prepared import Answer, Prepared
from shop_desktop.store.schema import documents, entries, lines

_SOME = 100
_FIRST = 1
_APART = "\0"
"""Between the lines of two documents while many are encoded at once; no line holds it as a value of a list."""
_LINE = tuple(sorted(column.name for column in lines.c if column.name not in {"document_id", "position"}))


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


class Whole(NamedTuple):
    """A document with all that belongs to it; `…_text` is the canonical JSON of a list, None where it cannot be written.

    `lines` are their columns by name, in order, without document, position and nulls; `moved` are ledger, item, account, amount.
    """

    row: Row
    lines: Sequence[Mapping[str, Any]]
    lines_text: str | None
    lines_numbered: bool
    moved: Sequence[Sequence[Any]]
    moved_text: str | None
    moved_numbered: bool

    def written(self) -> str:
        """Its canonical JSON, as `journal.canonical` makes it. TypeError where it cannot be written."""
        row, said = self.row, encode_basestring
        if self.lines_text is None or self.moved_text is None:
            raise TypeError(row.number)
        note = "" if row.note is None else f'"note":{said(row.note)},'
        ref = "" if row.ref is None else f'"ref":{said(row.ref)},'
        slip = "" if row.slip is None else f'"slip":{said(row.slip)},'
        voids = "" if row.voids is None else f',"voids":{said(row.voids)}'
        return (
            f'{{"business_date":{said(row.business_date)},"content":{row.content},"entries":{self.moved_text},'
            f'"happened_at":{said(row.happened_at)},"kind":{said(row.kind)},"lines":{self.lines_text},{note}'
            f'"number":{said(row.number)},"op":{said(row.op)},"recorded_at":{said(row.recorded_at)},{ref}{slip}'
            f'"user":{said(row.user)}{voids}}}'
        )

    def columns(self, content: object) -> dict[str, Any]:
        """Its own columns as `journal.canonical` asks for them."""
        told = {name: value for name, value in self.row._asdict().items() if name not in {"id", "prev_hash", "hash"}}
        return {**told, "content": content}


class _Moved(NamedTuple):
    rows: Sequence[Sequence[Any]]
    text: str | None
    numbered: bool


_NOTHING = _Moved((), "[]", numbered=True)


def _of(table: Table, *columns: str) -> Prepared:
    """Rows of some documents, by document, in order."""
    within = table.c.document_id.between(bindparam("first"), bindparam("last"))
    named = (table.c[name] for name in ("document_id", "position", *columns))
    return Prepared(select(*named).where(within).order_by(table.c.document_id, table.c.position))


_DOCUMENTS = Prepared(select(documents).where(documents.c.id > bindparam("after")).order_by(documents.c.id).limit(_SOME))
_LINES, _ENTRIES = _of(lines, *_LINE), _of(entries, "ledger", "item", "account", "amount")
# SQLite's own JSON of plain words and whole numbers is the canonical one, and costs a third of reading row by row.
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
        told, moved = _lines(connection, within), _moved(connection, within)
        mine = [told.pop(row.id, ()) for row in rows]
        plain = [[{k: v for k, v in zip(_LINE, line[2:], strict=True) if v is not None} for line in some] for some in mine]
        for row, some, shown, written in zip(rows, mine, plain, _written(plain), strict=True):
            yield Whole(row, shown, written, _in_order([line[1] for line in some]), *moved.pop(row.id, _NOTHING))
        strays["lines"] += told
        strays["entries"] += moved
        first = rows[-1].id + 1
    for name, outside in numbered.items():
        strays[name] += (number for (number,) in outside.all(connection, first=_FIRST, last=first - 1))


def _outside(table: Table) -> Prepared:
    number = table.c.document_id
    outside = or_(number < bindparam("first"), number > bindparam("last"))
    return Prepared(select(number).distinct().where(outside).order_by(number))


def _lines(connection: Connection, within: Mapping[str, int]) -> dict[int, Sequence[Answer]]:
    found: dict[int, Any] = defaultdict(list)
    for row in _LINES.all(connection, **within):
        found[row[0]].append(row)
    return found


def _written(many: Sequence[Sequence[dict[str, Any]]]) -> Sequence[str | None]:
    """The lines of each document as canonical JSON: all at once, or each by itself where one of them cannot be written."""
    for shown in many:
        for line in shown:
            if "same_again" in line:  # SQLite's yes is 1
                line["same_again"] = bool(line["same_again"])
    try:
        apart = [one for shown in many for one in (shown, _APART)][:-1]
        return compact(apart)[1:-1].split(f",{compact(_APART)},")
    except (TypeError, ValueError):
        return [_text(shown) for shown in many]


def _text(rows: object) -> str | None:
    try:
        return compact(rows)
    except (TypeError, ValueError):
        return None


@cache
def _positions(count: int) -> str:
    return compact(list(range(1, count + 1)))


def _in_order(positions: Sequence[Any]) -> bool:
    return positions == list(range(1, len(positions) + 1))


def _moved(connection: Connection, within: Mapping[str, int]) -> dict[int, _Moved]:
    if connection.dialect.name == "sqlite":
        try:
            rows = _ENTRIES_TEXT.all(connection, **within)
            read = json.loads(f"[{','.join([written for _number, written, _positions in rows])}]")
            return {
                number: _Moved(moved, written, positions == _positions(len(moved)))
                for (number, written, positions), moved in zip(rows, read, strict=True)
            }
        except (Trouble, connection.dialect.loaded_dbapi.Error):
            pass  # bytes, of which it writes no JSON; or a page that cannot be read: then the next question says so
    told: dict[int, Any] = defaultdict(list)
    for number, *row in _ENTRIES.all(connection, **within):
        told[number].append(row)
    found = {}
    for number, mine in told.items():
        moved = [row[1:] for row in mine]
        found[number] = _Moved(moved, _text(moved), _in_order([row[0] for row in mine]))
    return found
