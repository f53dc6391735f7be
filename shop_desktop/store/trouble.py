"""What a database or a disk complains of, and the `Trouble` that it means to a person.

SQLite is known by its words, PostgreSQL by its numbers: its words come in the server's language. Opens nothing.
"""

import errno
import sqlite3

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from shop_desktop.domain.refused import Trouble

_WORDS = (
    ("disk is full", "disk-full"),
    ("readonly", "read-only"),
    ("unable to open", "read-only"),
    ("locked", "locked"),
    ("disk i/o", "disk-io"),
    ("malformed", "damaged"),
    ("not a database", "damaged"),
    ("no such table", "damaged"),
    ("no such column", "damaged"),
    ("decode to utf-8", "damaged"),
)
LOST = "connection-lost"
_NUMBERS = {
    "08": LOST,
    "25006": "read-only",
    "25P03": LOST,
    "40001": "locked",
    "40P01": "locked",
    "42501": "read-only",
    "53100": "disk-full",
    "55P03": "locked",
    "57P01": LOST,
    "57P02": LOST,
    "57P03": LOST,
    "58": "disk-io",
    "XX001": "damaged",
    "XX002": "damaged",
}
"""SQLSTATE, or its class, → code. Source: PostgreSQL's documentation, appendix A."""
_LEFT = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO})
_GIVEN_UP = frozenset({LOST, "disk-full", "disk-io", "damaged"})


def trouble_of(error: BaseException) -> Trouble | None:
    """The Trouble that a database's complaint means to a person; None where it is our bug."""
    if isinstance(error, sqlite3.Error):
        said = str(error).lower()
        found = [code for words, code in _WORDS if words in said]
        return Trouble(found[0], said=said) if found else None
    if type(error).__module__.partition(".")[0] == "psycopg":
        return _of_the_server(error)
    return None


def _of_the_server(error: BaseException) -> Trouble | None:
    state: str | None = getattr(error, "sqlstate", None)
    if state is None:  # not the server's word, but that of the driver, which has lost it
        code = LOST if type(error).__name__ in {"OperationalError", "InterfaceError"} else None
    else:
        code = _NUMBERS.get(state) or _NUMBERS.get(state[:2])
    return Trouble(code, why="server", said=str(error)) if code else None


def trouble_of_disk(error: OSError) -> Trouble:
    """The Trouble that a file which could not be made or written means."""
    return Trouble("disk-full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "read-only", said=str(error))


def trouble_of_place(error: OSError, place: object) -> Trouble:
    """The same where a person named the place, or it is not the books': the sentence names it."""
    code = trouble_of_disk(error).code
    why = "no-folder" if error.errno in {errno.ENOTDIR, errno.EEXIST} else "gone" if error.errno in _LEFT else "place"
    return Trouble(code, why=why if code == "read-only" else "place", place=str(place), said=str(error))


def _to_be_given_up(trouble: Trouble | None) -> bool:
    """Whether nothing more may be said on the connection: after a failed fsync, a second try would be told that all is well."""
    return trouble is not None and trouble.facts.get("why") == "server" and trouble.code in _GIVEN_UP


def say_trouble(engine: Engine) -> None:
    """From now on whatever the database complains of reaches the caller as the Trouble it means to a person."""

    @event.listens_for(engine, "handle_error")
    def told(context: ExceptionContext) -> None:
        trouble = trouble_of(context.original_exception)
        if _to_be_given_up(trouble):
            context.is_disconnect = True
        if trouble is not None:
            raise trouble from context.original_exception


def told_by_driver(connection: Connection, error: Exception) -> Exception:
    """The same for whoever speaks to the driver directly: what to raise. A lost connection is given up, to be opened anew."""
    trouble = trouble_of(error)
    if _to_be_given_up(trouble) and not connection.invalidated:
        connection.invalidate(error)
    return trouble or error
