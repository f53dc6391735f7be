"""Documents by what they did: which one set a row of a dated table."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from shop_desktop.store.schema import documents


def that_set(connection: Connection, op: str, key: Mapping[str, str]) -> str | None:
    """The number of the document whose row has this key and stands; None where the row came another way."""
    other = documents.alias("other")
    statement = (
        select(documents.c.number)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, other.c.id.is_(None))
        .order_by(documents.c.id.desc())
    )
    for name, value in key.items():
        statement = statement.where(func.json_extract(documents.c.content, f"$.rows[0].key.{name}") == value)
    return connection.execute(statement).scalar()
