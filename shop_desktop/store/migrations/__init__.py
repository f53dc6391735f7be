"""Schema versions, newest last; run at start by alembic inside one transaction, after a snapshot. Imported only when needed."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, text

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.sqlite import BooksFile

TURN = 20261125
"""Our number among the locks that a server's users agree on: one brings the books up at a time, and the next finds it done."""


def upgrade(file: Path, to: str = "head") -> None:
    """Bring a SQLite file to a version; all of it or nothing. Trouble: `damaged` for a version that never was."""
    bring_up(BooksFile(file).migrating(), to)


def bring_up(engine: Engine, to: str = "head") -> None:
    """The same wherever the books lie. The engine is done with afterwards."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    shared = engine.dialect.name == "postgresql"
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if shared:
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
            command.upgrade(config, to)
            if shared:
                _count_and_order_as_in_a_file(connection)
    except CommandError as e:
        raise Trouble("damaged") from e
    finally:
        engine.dispose()


_OTHERWISE = """
    SELECT table_name, column_name, data_type = 'integer' FROM information_schema.columns
    WHERE table_schema = current_schema() AND (
        data_type IN ('integer', 'character varying') OR data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
    )
"""


def _count_and_order_as_in_a_file(connection: Connection) -> None:
    """Make of PostgreSQL's columns what SQLite's are: whole numbers of 64 bits, texts of any length ordered by code point."""
    for table, column, whole in connection.execute(text(_OTHERWISE)).all():
        kind = "bigint" if whole else 'text COLLATE "C"'
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind}')
