"""Statements that every ticket or key press asks: compiled once, then handed straight to the driver with their values.

SQLAlchemy writes them, for whichever database it is; only its wrapping of each answer is left out, which costs ten times
the question. Values go in and come out as the driver has them, so a yes is 1 on SQLite: say bool().
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from shop_desktop.store.trouble import told_by_driver

Answer = tuple[Any, ...]


class _Plan(NamedTuple):
    """A statement as one kind of database reads it: its text, and how it wants its values."""

    text: str
    values: Callable[[Mapping[str, Any]], Any]


class Prepared:
    """One statement with named `bindparam`s. Raises Trouble as any other way to the books does."""

    def __init__(self, statement: ClauseElement) -> None:
        assert isinstance(statement, Executable)
        self._statement = statement
        self._plans: dict[str, _Plan] = {}

    def first(self, connection: Connection, **values: Any) -> Answer | None:
        """The first row, or None."""
        found = self.all(connection, **values)
        return found[0] if found else None

    def all(self, connection: Connection, **values: Any) -> list[Answer]:
        """Every row; none where the statement answers nothing."""
        text, ordered = self._plans.get(connection.dialect.name) or self._compiled(connection)
        try:
            cursor: Any = connection.connection.cursor()
            cursor.execute(text, ordered(values))
            rows: list[Answer] = cursor.fetchall() if cursor.description else []
        except connection.dialect.loaded_dbapi.Error as e:
            raise told_by_driver(connection, e) from e
        return rows

    def each(self, connection: Connection, **values: Any) -> Iterator[Answer]:
        """Every row, one at a time: for lists too long to hold."""
        text, ordered = self._plans.get(connection.dialect.name) or self._compiled(connection)
        try:
            yield from connection.connection.cursor().execute(text, ordered(values))
        except connection.dialect.loaded_dbapi.Error as e:
            raise told_by_driver(connection, e) from e

    def run(self, connection: Connection, *many: Mapping[str, Any]) -> None:
        """Once for each set of values; for a statement that answers nothing."""
        text, ordered = self._plans.get(connection.dialect.name) or self._compiled(connection)
        try:
            cursor = connection.connection.cursor()
            if len(many) == 1:
                cursor.execute(text, ordered(many[0]))
            else:
                cursor.executemany(text, [ordered(values) for values in many])
        except connection.dialect.loaded_dbapi.Error as e:
            raise told_by_driver(connection, e) from e

    def _compiled(self, connection: Connection) -> _Plan:
        compiled = self._statement.compile(dialect=connection.dialect)
        assert isinstance(compiled, SQLCompiler)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        plan = self._plans[connection.dialect.name] = _Plan(compiled.string, _order(compiled.positiontup, fixed))
        return plan


def _order(names: Sequence[str] | None, fixed: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """Values by name → as the driver wants them: in order of their marks, or by name where it knows names."""
    if names is None:
        return lambda given: {**fixed, **given}
    ordered = itemgetter(*names) if len(names) > 1 else lambda given: [given[name] for name in names]
    return (lambda given: ordered({**fixed, **given})) if fixed else ordered
