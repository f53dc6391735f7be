"""New books: made, with a first manager, and filled from a file of commands where one is given."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from shop_desktop.domain.calendar import business_date
from shop_desktop.domain.refused import Trouble
from shop_desktop.domain.users import User
from shop_desktop.operations.perform import MANAGER, perform_all
from shop_desktop.operations.requests import read_command
from shop_desktop.store.books import FILE, Books, create_books, open_books, trouble_of_disk
from shop_desktop.store.journal import Act, Posting, Row, post


def found(folder: Path, commands: Iterable[bytes] = (), *, now: datetime) -> Books:
    """Books with the user `manager` and these commands posted. Trouble: `exists`, `read-only`, `disk-full`, …

    They are made whole in a folder of their own and only then put in their place: a power cut leaves none, or all of them.
    """
    if (folder / FILE).exists():
        raise Trouble("exists", folder=str(folder))
    scratch = folder / "new"
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        books = create_books(scratch)
        try:
            _first_manager(books, now)
            perform_all(books, [read_command(line) for line in commands if line.strip()], now=now)
        finally:
            books.close()
        (scratch / FILE).replace(folder / FILE)
    except OSError as e:
        raise trouble_of_disk(e) from e
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
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
