"""New books: made, with a first manager, and filled from a file of commands where one is given."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from shop_desktop.domain.calendar import business_date
from shop_desktop.domain.users import User
from shop_desktop.operations.perform import MANAGER, perform_all
from shop_desktop.operations.requests import read_command
from shop_desktop.store.books import Books, new_books, open_books
from shop_desktop.store.journal import Act, Posting, Row, post


def found(folder: Path, commands: Iterable[bytes] = (), *, now: datetime) -> Books:
    """Books with the user `manager` and these commands posted. Trouble: `exists`, `read-only`, `disk-full`, …

    A power cut leaves none, or all of them.
    """
    with new_books(folder) as books:
        _first_manager(books, now)
        perform_all(books, [read_command(line) for line in commands if line.strip()], now=now)
    return open_books(folder)


def _first_manager(books: Books, now: datetime) -> None:
    """Nobody posts as nobody: the first user is its own maker."""
    manager = User(login=MANAGER, shown=MANAGER, role="manager")
    now = now.replace(microsecond=0)
    row = Row(
        table="users",
        key={"login": MANAGER},
        values={"shown": MANAGER, "role": "manager", "household": None, "active": True},
    )
    with books.transaction() as connection:
        act = Act(
            connection=connection,
            actor=manager,
            at=now,
            recorded_at=now,
            measured_at=now,
            business_date=business_date(now),
            op="user.add",
        )
        post(act, Posting(kind="U", rows=(row,)))
