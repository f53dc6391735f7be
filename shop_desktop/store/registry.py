"""The registry as documents made it: replayed in order of recording, whole or up to one document.

Leaves writing it to journal.py. A closed month's names and groups are read here, as they stood when it was closed.
"""

import json
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from shop_desktop.store.prepared import Prepared
from shop_desktop.store.schema import REGISTRY, documents

Registry = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
"""Table → key → the row's columns."""

# By the letter of their numbers, which are indexed; documents of other letters write no rows that a report names.
_NAMING = or_(*(and_(documents.c.number >= letter, documents.c.number < chr(ord(letter) + 1)) for letter in "HJPRUV"))
_UNTIL = Prepared(select(documents.c.content).where(documents.c.id <= bindparam("last"), _NAMING).order_by(documents.c.id))
_AFTER = Prepared(select(documents.c.id).where(documents.c.id > bindparam("last"), _NAMING).limit(1))


def empty_registry() -> Registry:
    """Every table, without a row."""
    return {name: {} for name in REGISTRY}


def replay(content: Any, tables: Registry) -> None:
    """A document's rows, made again. What is no document's content was found by its hash."""
    try:
        for row in content.get("rows", ()):
            key = tuple(row["key"][c.name] for c in REGISTRY[row["table"]].primary_key)
            if row["values"] is None:
                tables[row["table"]].pop(key, None)
            else:
                tables[row["table"]][key] = {**row["key"], **row["values"]}
    except (TypeError, KeyError, AttributeError):
        return


def replay_text(text: str, tables: Registry) -> None:
    """As replay(), of a document's content as it is kept; what cannot be read was found by its hash too."""
    with suppress(ValueError):
        replay(json.loads(text), tables)


def is_newest(connection: Connection, last: int) -> bool:
    """Whether no name or group can have changed after a document."""
    return _AFTER.first(connection, last=last) is None


def registry_at(connection: Connection, last: int) -> Registry:
    """Village, people, households, materials, goods and rules as they stood after a document; other tables only in part."""
    tables = empty_registry()
    for (content,) in _UNTIL.all(connection, last=last):
        replay_text(content, tables)
    return tables
