"""Documents by what they did: which one set a row of a dated table."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, select

from shop_desktop.store.journal import compact
from shop_desktop.store.schema import documents


def that_set(connection: Connection, op: str, key: Mapping[str, str]) -> str | None:
    """The number of the document whose row has this key and stands; None where the row came another way."""
    other = documents.alias("other")
    statement = (
        select(documents.c.number, documents.c.content)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, other.c.id.is_(None))
        .order_by(documents.c.id.desc())
    )
    # Databases differ in how they look into JSON, so the text is asked first, and what has it is read.
    for name, value in key.items():
        statement = statement.where(documents.c.content.contains(compact({name: value})[1:-1], autoescape=True))
    for number, content in connection.execute(statement):
        if key.items() <= json.loads(content)["rows"][0]["key"].items():
            return str(number)
    return None
