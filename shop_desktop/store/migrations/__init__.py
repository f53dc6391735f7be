"""Schema versions, newest last; run at start by alembic inside one transaction, after a snapshot. Imported only when needed."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import URL, create_engine, event

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import say_trouble


def upgrade(file: Path, to: str = "head") -> None:
    """Bring a SQLite file to a version; all of it or nothing. Trouble: `damaged` for a version that never was."""
    engine = create_engine(URL.create("sqlite", database=str(file)))
    say_trouble(engine)
    event.listen(engine, "connect", lambda connection, _record: setattr(connection, "isolation_level", None))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    except CommandError as e:
        raise Trouble("damaged") from e
    finally:
        engine.dispose()
