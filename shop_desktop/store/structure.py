"""The tables and indexes of the books as the migrations made them, and what stands there now: a dropped one is found.

Reads no row. A file of an older version is not looked at: its tables were others.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Index, MetaData

from shop_desktop.store.schema import SCHEMA_VERSION, metadata

VERSIONS = "alembic_version"
_IN_A_FILE = """
    SELECT type, name, tbl_name, (SELECT group_concat(i.name, ', ') FROM pragma_index_info(m.name) i) FROM sqlite_master m
    WHERE type IN ('table', 'view', 'index') AND name NOT LIKE 'sqlite_%'
"""
_COLUMNS_IN_A_FILE = """
    SELECT m.name, group_concat(c.name, ', ') FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' GROUP BY 1
"""
_ON_A_SERVER = """
    SELECT CASE c.relkind WHEN 'i' THEN 'index' WHEN 'v' THEN 'view' ELSE 'table' END, c.relname, coalesce(t.relname, c.relname),
        (SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number)
    FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
    WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind IN ('r', 'v', 'i', 'm')
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid)
"""
_COLUMNS_ON_A_SERVER = """
    SELECT c.relname, string_agg(a.attname, ', ' ORDER BY a.attnum) FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind = 'r' GROUP BY 1
"""

Standing = dict[tuple[str, str], str]
"""("table" or "index", its name) → its columns in their order; an index's after its table's name."""


def wanted(of: MetaData = metadata) -> Standing:
    """What the newest version has."""
    tables: Standing = {("table", table.name): ", ".join(c.name for c in table.columns) for table in of.sorted_tables}
    indexes = (index for table in of.sorted_tables for index in table.indexes)
    return tables | {("index", str(index.name)): _told(index) for index in indexes}


def _told(index: Index) -> str:
    assert index.table is not None
    return f"{index.table.name}: {', '.join(column.name for column in index.columns)}"


def standing(connection: Connection) -> Standing:
    """What there is now."""
    server = connection.dialect.name == "postgresql"
    columns = dict(tuple(row) for row in connection.exec_driver_sql(_COLUMNS_ON_A_SERVER if server else _COLUMNS_IN_A_FILE))
    found: Standing = {}
    for kind, name, table, indexed in connection.exec_driver_sql(_ON_A_SERVER if server else _IN_A_FILE):
        if name != VERSIONS:
            found[kind, name] = f"{table}: {indexed}" if kind == "index" else columns.get(name, "")
    return found


def what_differs(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """(table or index, its name, what is wrong with it)."""
    version = connection.exec_driver_sql(f"SELECT max(version_num) FROM {VERSIONS}").scalar()
    if version != SCHEMA_VERSION:
        return
    there, ours = standing(connection), wanted()
    for kind, name in sorted(ours.keys() | there.keys()):
        if (kind, name) not in there:
            yield kind, name, "is gone"
        elif (kind, name) not in ours:
            yield kind, name, "is none of ours"
        elif there[kind, name] != ours[kind, name]:
            yield kind, name, "is not as it was made"
