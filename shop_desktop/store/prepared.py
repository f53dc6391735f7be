"""Statements that every ticket or key press asks: compiled once, then handed straight to the driver with their values.

SQLAlchemy writes them, for whichever database it is; only its wrapping of each answer is left out, which costs ten times
the question. Values go in and come out as the driver has them, so a yes is 1 on SQLite: say bool().
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from shop_desktop.store.books import trouble_of

Answer = tuple[Any, ...]


class _Plan(NamedTuple):
    """A statement as one kind of database reads it: its text, its values' names in order (None: by name), fixed values."""

    text: str
    order: tuple[str, ...] | None
    fixed: dict[str, Any]

    def values(self, given: Mapping[str, Any]) -> Any:
        whole = {**self.fixed, **given} if self.fixed else given
        return whole if self.order is None else [whole[name] for name in self.order]


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
        plan = self._plan(connection)
        try:
            rows: list[Answer] = connection.connection.cursor().execute(plan.text, plan.values(values)).fetchall()
        except connection.dialect.loaded_dbapi.Error as e:
            raise trouble_of(e) or e from e
        return rows

    def run(self, connection: Connection, *many: Mapping[str, Any]) -> None:
        """Once for each set of values; for a statement that answers nothing."""
        plan = self._plan(connection)
        try:
            connection.connection.cursor().executemany(plan.text, [plan.values(values) for values in many])
        except connection.dialect.loaded_dbapi.Error as e:
            raise trouble_of(e) or e from e

    def _plan(self, connection: Connection) -> _Plan:
        name = connection.dialect.name
        plan = self._plans.get(name)
        if plan is None:
            plan = self._plans[name] = self._compiled(connection)
        return plan

    def _compiled(self, connection: Connection) -> _Plan:
        compiled = self._statement.compile(dialect=connection.dialect)
        assert isinstance(compiled, SQLCompiler)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        order = tuple(compiled.positiontup) if compiled.positiontup is not None else None
        return _Plan(compiled.string, order, fixed)
