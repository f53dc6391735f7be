"""Books on a PostgreSQL server, in a schema of their own, written by many counters: connections, and the row they take turns by.

Imported only where a server is named, since it needs psycopg. Knows nothing of what stands in the books but `head`.
"""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import conninfo, pq
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from sqlalchemy import Connection, Engine, Integer, create_engine
from sqlalchemy.dialects.postgresql.base import PGCompiler
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeEngine

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.schema import SCHEMA_VERSION
from shop_desktop.store.trouble import LOST, say_trouble, told_by_driver, trouble_of

SCHEMA = "books"
_WIRE: dict[str, str | int] = {
    "application_name": "qingcheng",
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A server that was switched off is missed after seconds, not after the system's hours."""
_SESSION = (
    "SET search_path TO {schema}; SET synchronous_commit TO on; SET lock_timeout TO '5s'; SET jit TO off; "
    "SET standard_conforming_strings TO on; SET default_transaction_isolation TO 'read committed'"
)
_WRITER = "; SET default_transaction_read_only TO off; SET idle_in_transaction_session_timeout TO '30s'"
"""A PC that loses power in mid-posting, and with it holds `head`, stops the others for half a minute and not for ever."""
_READER = "; SET default_transaction_read_only TO on"
_BEGIN = "BEGIN; SELECT (SELECT version_num FROM alembic_version) FROM head WHERE id = 1 FOR UPDATE"

FOUNDING = 20261124
"""Our number among the locks that a database's users agree on: one founds at a time."""
_GONE = "DROP SCHEMA IF EXISTS {scratch} CASCADE"
_FRESH = "DROP SCHEMA IF EXISTS {scratch} CASCADE; CREATE SCHEMA {scratch}"
_PUT = "DROP SCHEMA IF EXISTS {schema}; ALTER SCHEMA {scratch} RENAME TO {schema}"


class Server:
    """The books in one database of a server, whose address may hold a password: it is never shown."""

    shared = True

    def __init__(self, url: str, schema: str = SCHEMA) -> None:
        try:
            self._address = conninfo.make_conninfo(url.replace("postgresql+psycopg:", "postgresql:", 1), **_WIRE)
        except psycopg.Error as e:
            raise Trouble("server-address") from e
        said = conninfo.conninfo_to_dict(self._address)
        self._schema = schema
        self.shown = f"{said.get('host', 'localhost')}/{said.get('dbname', said.get('user', ''))}"

    @property
    def facts(self) -> Mapping[str, object]:
        """Where the books lie, for sentences."""
        return {"folder": self.shown, "why": "server"}

    def there(self) -> bool:
        return self._asked("SELECT to_regclass(%s)", f"{self._schema}.alembic_version") is not None

    def lock(self) -> None:
        """Nobody is kept out: those who write take turns, transaction by transaction."""

    def version(self) -> str:
        """The version that stands in the books; "" where it has none."""
        return str(self._asked("SELECT max(version_num) FROM alembic_version") or "")

    def _asked(self, question: str, *values: str) -> object:
        with _said(), self._dialled(writing=False) as connection:
            row = connection.execute(question, values or None).fetchone()
        return row[0] if row else None

    def _dialled(self, *, writing: bool) -> psycopg.Connection:
        """A new connection, as every one of ours is. Trouble: as `_reached` says."""
        connection = self._reached()
        connection.adapters.register_loader("numeric", _Whole)
        with _said():
            connection.execute(_SESSION.format(schema=self._schema) + (_WRITER if writing else _READER))
        return connection

    def _reached(self) -> psycopg.Connection:
        """Trouble: `no-server`; `server-refused` where it answers, but not to us."""
        try:
            return psycopg.connect(self._address, autocommit=True)
        except psycopg.Error as e:
            # What it says is in its own language, or in that of this PC's system: whether it is there at all is asked apart.
            if pq.PGconn.ping(self._address.encode()) != pq.Ping.OK:
                raise Trouble("no-server", said=str(e), **self.facts) from e
        try:
            return psycopg.connect(self._address, autocommit=True)  # it may have come up only now
        except psycopg.Error as e:
            raise Trouble("server-refused", said=str(e), **self.facts) from e

    def connect(self, *, writing: bool) -> Connection:
        """A held connection on which nobody begins or commits but `transaction`; where it breaks, the next call opens it anew."""
        return self._engine("AUTOCOMMIT", writing=writing).connect()

    def migrating(self) -> Engine:
        """For `migrations`: tables are made inside its transaction too."""
        return self._engine("READ COMMITTED", writing=True)

    def _engine(self, isolation: IsolationLevel, *, writing: bool) -> Engine:
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: self._dialled(writing=writing),
            poolclass=NullPool,
            isolation_level=isolation,
            use_native_hstore=False,
        )
        engine.dialect.statement_compiler = _Compiler
        say_trouble(engine)
        return engine

    def mended(self, connection: Connection) -> Connection:
        """The same connection, ready to be opened anew where it broke, or where the server said goodbye meanwhile."""
        if not connection.invalidated and _was_left(connection):
            connection.invalidate()
        if connection.invalidated:
            connection.rollback()
        return connection

    @contextmanager
    def transaction(self, connection: Connection) -> Iterator[None]:
        """Holds the row of `head` from its first moment, so that numbers, chain and balances go on one posting at a time.

        Trouble: `newer-books` where another counter has brought them up; `connection-lost`, with `why` `unsure` in mid-commit.
        """
        try:
            _begin(connection)
            yield
            _commit(connection)
        except BaseException:
            _roll_back(connection)
            raise

    @contextmanager
    def founding(self) -> Iterator["Server"]:
        """A schema of its own for books that are being made; it takes this one's place at the block's end, or is gone."""
        scratch = Server(self._address, f"{self._schema}_new")
        with _said(), self._dialled(writing=True) as connection:
            try:
                connection.execute("SELECT pg_advisory_lock(%s)", (FOUNDING,))
                if connection.execute("SHOW server_encoding").fetchone() != ("UTF8",):
                    raise Trouble("server-letters", **self.facts)
                connection.execute(_FRESH.format(scratch=scratch._schema))
                yield scratch
                connection.execute(_PUT.format(scratch=scratch._schema, schema=self._schema))
            except psycopg.errors.DependentObjectsStillExist as e:
                raise Trouble("exists", **self.facts) from e
            finally:
                with suppress(psycopg.Error):
                    connection.execute(_GONE.format(scratch=scratch._schema))


@contextmanager
def _said() -> Iterator[None]:
    """What the driver complains of inside reaches the caller as the Trouble it means."""
    try:
        yield
    except psycopg.Error as e:
        raise trouble_of(e) or e from e


def _was_left(connection: Connection) -> bool:
    """Whether the server closed a connection on which nothing was asked: its goodbye lies there to be read."""
    raw = _driver(connection)
    if raw.closed:
        return True
    idle = raw.pgconn.transaction_status == pq.TransactionStatus.IDLE
    return idle and bool(select.select([raw.fileno()], [], [], 0)[0])


def _driver(connection: Connection) -> psycopg.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _begin(connection: Connection) -> None:
    """One trip to the server: begin, lock, look whether the books are still of this program's version."""
    try:
        cursor = _driver(connection).execute(_BEGIN, prepare=False)
        cursor.nextset()
        row = cursor.fetchone()
    except psycopg.Error as e:
        raise told_by_driver(connection, e) from e
    if row is None:
        raise Trouble("damaged", why="server")
    if row[0] != SCHEMA_VERSION:
        raise Trouble("newer-books" if str(row[0]) > SCHEMA_VERSION else "older-books", version=row[0])


def _commit(connection: Connection) -> None:
    """After a statement that failed, PostgreSQL answers a COMMIT with ROLLBACK and calls it no error."""
    try:
        cursor = _driver(connection).execute("COMMIT")
    except psycopg.Error as e:
        ended = told_by_driver(connection, e)
        raise Trouble(LOST, why="unsure", said=str(e)) if connection.invalidated else ended from e
    assert cursor.statusmessage == "COMMIT", cursor.statusmessage


def _roll_back(connection: Connection) -> None:
    if not connection.invalidated:
        try:
            _driver(connection).rollback()
        except psycopg.Error as e:
            connection.invalidate(e)


class _Compiler(PGCompiler):
    """A whole number is handed in as long as it is: SQLAlchemy would call each one an INTEGER, which has 32 bits here."""

    def render_bind_cast(self, type_: TypeEngine[Any], dbapi_type: TypeEngine[Any], sqltext: str) -> str:
        if isinstance(dbapi_type, Integer):
            return sqltext
        return str(super().render_bind_cast(type_, dbapi_type, sqltext))  # type: ignore[no-untyped-call]


class _Whole(Loader):
    """PostgreSQL's sum of whole numbers may be longer than it calls whole; no sum of them has a fraction."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data))
