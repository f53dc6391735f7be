"""A month's journal as text that any PC can check, and the seal that is its SHA-256.

First line: the previous month's full seal, 64 zeros for the first. Then each document recorded after the previous month's
M document up to and with this one's: hash, space, canonical JSON, line feed. Source: design.md, "Seals".
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from shop_desktop.store.journal import ZERO_HASH, Entry, canonical
from shop_desktop.store.schema import documents, entries, lines, seals

CLOSED = "month.close"


def closes(connection: Connection) -> tuple[tuple[str, int, str], ...]:
    """Each closed month with its M document's id and the previous month's seal that stands in it, oldest first."""
    statement = select(documents.c.id, documents.c.content).where(documents.c.op == CLOSED).order_by(documents.c.id)
    told = [(row.id, json.loads(row.content)) for row in connection.execute(statement)]
    return tuple((content["month"], number, content["previous_seal"]) for number, content in told)


def journal_text(connection: Connection, month: str) -> Iterator[str]:
    """`journal.txt` of a closed month, line by line, each with its line feed."""
    after = 0
    for one, document, previous in closes(connection):
        if one == month:
            yield f"{previous}\n"
            yield from _told(connection, after, document)
            return
        after = document
    raise LookupError(month)


def compute_seal(connection: Connection, month: str) -> str:
    """SHA-256 of a closed month's `journal.txt`, 64 hex digits."""
    digest = hashlib.sha256()
    for line in journal_text(connection, month):
        digest.update(line.encode())
    return digest.hexdigest()


def previous_seal(connection: Connection) -> str:
    """The newest closed month's seal, 64 zeros before the first."""
    newest = closes(connection)[-1:]
    if not newest:
        return ZERO_HASH
    return str(connection.execute(select(seals.c.seal).where(seals.c.month == newest[0][0])).scalar_one())


def keep_seal(connection: Connection, month: str) -> str:
    """Compute a closed month's seal and keep it beside the journal."""
    seal = compute_seal(connection, month)
    connection.execute(insert(seals), {"month": month, "seal": seal})
    return seal


def _told(connection: Connection, after: int, until: int) -> Iterator[str]:
    """The documents after one id up to another, as `journal.txt` has them."""
    within = documents.c.id > after, documents.c.id <= until
    mine = {table: _rows(connection, table, after, until) for table in (lines, entries)}
    for row in connection.execute(select(documents).where(*within).order_by(documents.c.id)).mappings():
        columns = {name: value for name, value in row.items() if name not in {"id", "prev_hash", "hash"}}
        columns["content"] = json.loads(row["content"])
        moved = [Entry(e["ledger"], e["item"], e["account"], e["amount"]) for e in mine[entries].get(row["id"], ())]
        yield f"{row['hash']} {canonical(columns, mine[lines].get(row['id'], ()), moved)}\n"


def _rows(connection: Connection, source: Table, after: int, until: int) -> dict[int, list[dict[str, Any]]]:
    """Lines or entries by document, without document and position."""
    number = source.c.document_id
    statement = select(source).where(number > after, number <= until).order_by(number, source.c.position)
    found = {}
    for document, rows in groupby(connection.execute(statement).mappings(), key=itemgetter("document_id")):
        found[document] = [{k: v for k, v in row.items() if k not in {"document_id", "position"}} for row in rows]
    return found
