"""A scratch copy of some books made fit to be opened: brought up to the newest version, search keys filled in, and read out.

Touches the file it is handed and no other; `backup.check` says whether the books in it are whole.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, func, select

from shop_desktop.domain.codes import DOCUMENT_KINDS
from shop_desktop.domain.refused import Trouble
from shop_desktop.store.backup import reading
from shop_desktop.store.copying import OF_THE_PLACE, opened
from shop_desktop.store.migrations import upgrade
from shop_desktop.store.queries.shop import village_of
from shop_desktop.store.schema import SCHEMA_VERSION, counters, documents, head, households, search_keys
from shop_desktop.store.search_keys import index_household
from shop_desktop.store.trouble import trouble_of

COUNTED = ("documents", "lines", "entries", "households", "users")
"""Tables of every version, which no migration makes shorter or longer."""


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What some books hold. `next_ticket`: the number that the next ticket of the day asked about will have."""

    village: str
    documents: int
    last_day: date | None
    seal: str
    next_ticket: str


def bring_up(file: Path) -> None:
    """Bring a scratch copy to the newest version, a log beside it taken in, with as many rows after as before.

    Trouble: `backup-damaged`, `newer-books` with the version to install.
    """
    version = _settled(file)
    if version > SCHEMA_VERSION:
        raise Trouble("newer-books", version=version)
    before = _counted(file)
    if version != SCHEMA_VERSION:
        try:
            upgrade(file)
        except Trouble as trouble:
            if trouble.code in OF_THE_PLACE:
                raise
            raise Trouble("backup-damaged", file=file.name, where="alembic_version", what=version) from trouble
    if _counted(file) != before:
        raise Trouble("backup-damaged", file=file.name, where=f"{version} → {SCHEMA_VERSION}", what="rows")


def _settled(file: Path) -> str:
    """The version of a scratch copy that is one whole file. Trouble: `not-a-backup` (another program's), `backup-damaged`."""
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                raise Trouble("backup-damaged", file=file.name, where=file.name, why="pages", what=said)
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
                raise Trouble("not-a-backup", file=file.name)
            connection.execute("PRAGMA journal_mode=DELETE")
            return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError) as e:
        trouble = trouble_of(e)
        if trouble is not None and trouble.code in OF_THE_PLACE:
            raise trouble from e
        raise Trouble("backup-damaged", file=file.name, where=file.name, why="pages", what=str(e)) from e


def _counted(file: Path) -> tuple[int, ...]:
    with reading(file) as connection:
        return tuple(int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()) for name in COUNTED)


def index_missing(file: Path) -> int:
    """Fill in the search keys of households that have none; how many those were."""
    with reading(file) as connection:
        without = _without_keys(connection)
    if without:
        with opened(file, writing=True) as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for household in without:
                index_household(connection, household)
            connection.exec_driver_sql("COMMIT")
    return len(without)


def _without_keys(connection: Connection) -> list[int]:
    has = select(search_keys.c.household).where(search_keys.c.household == households.c.id)
    return list(connection.execute(select(households.c.id).where(~has.exists())).scalars())


def read_out(file: Path, today: date) -> Restored:
    """What some checked books hold, and which number comes next today."""
    with reading(file) as connection:
        count, seal = connection.execute(select(head.c.count, head.c.hash)).one()
        last = connection.execute(select(func.max(documents.c.business_date))).scalar()
        return Restored(
            village=village_of(connection).name,
            documents=count,
            last_day=date.fromisoformat(last) if last else None,
            seal=seal,
            next_ticket=_next_ticket(connection, today),
        )


def _next_ticket(connection: Connection, today: date) -> str:
    kind = DOCUMENT_KINDS["ticket.post"]
    here = (counters.c.kind == kind) & (counters.c.business_date == today.isoformat())
    last = connection.execute(select(counters.c.last).where(here)).scalar() or 0
    return f"{kind}{today:%Y%m%d}-{last + 1:04}"
