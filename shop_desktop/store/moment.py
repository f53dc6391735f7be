"""One moment of the books: what is read within fits together, whatever is posted meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


@contextmanager
def one_moment(reader: Connection) -> Iterator[None]:
    """Everything that is read inside is as it was at one moment, whatever is posted meanwhile; nobody waits for it."""
    sqlite = reader.dialect.name == "sqlite"
    reader.exec_driver_sql("BEGIN" if sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        if not reader.invalidated:
            reader.exec_driver_sql("ROLLBACK")
