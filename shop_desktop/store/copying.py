"""Books carried row by row from one kind of database to another; migrations have made the tables of both to the same version.

What is carried is not looked at: whoever carries holds it against itself afterwards.
"""

from collections.abc import Callable

from sqlalchemy import Connection, MetaData, Table, func, insert, select

ROWS_A_STEP = 500
_COUNT_ON = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table} HAVING max(id) > 0"


def carry(source: Connection, target: Connection, progress: Callable[[int, int], None]) -> None:
    """Every row of the source into tables that hold only what migrations put there. `progress` hears (rows done, of how many)."""
    there = MetaData()
    there.reflect(target)
    tables = [table for table in there.sorted_tables if table.name != "alembic_version"]
    of = sum(source.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done = 0
    target.execute(there.tables["head"].delete())
    for table in tables:
        asked = select(table).order_by(*table.primary_key).execution_options(stream_results=True)
        for rows in source.execute(asked).mappings().partitions(ROWS_A_STEP):
            target.execute(insert(table), [dict(row) for row in rows])
            done += len(rows)
            progress(done, of)
        if target.dialect.name == "postgresql" and _counts(table):
            target.exec_driver_sql(_COUNT_ON.format(table=table.name))


def _counts(table: Table) -> bool:
    """Whether new rows get the next number by themselves, which then has to follow those that were carried."""
    return "id" in table.c and table.c.id.server_default is not None
