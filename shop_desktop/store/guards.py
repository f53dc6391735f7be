"""The triggers that refuse to change the journal: what the migrations made, and what stands there now. Makes none."""

from sqlalchemy import Connection

from shop_desktop.store.schema import APPEND_ONLY

_SQLITE = "CREATE TRIGGER {name} BEFORE {word} ON {table} BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
_POSTGRES = "CREATE TRIGGER {name} BEFORE {word} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refused()"
_REFUSED = "BEGIN RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME; END"
_IN_A_FILE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_ON_A_SERVER = """
    SELECT tgname, pg_get_triggerdef(t.oid, true) || CASE tgenabled WHEN 'O' THEN '' ELSE ' and is switched off' END
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND NOT tgisinternal
    UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pronamespace = CAST(current_schema() AS regnamespace)
"""
"""PostgreSQL's triggers call a function, which can be hollowed out like they."""


def guards(dialect: str) -> dict[str, str]:
    """Every trigger by name, word for word; on PostgreSQL also the body of their function `refused`."""
    server = dialect == "postgresql"
    form, words = (_POSTGRES, ("UPDATE", "DELETE", "TRUNCATE")) if server else (_SQLITE, ("UPDATE", "DELETE"))
    wanted = {"refused": _REFUSED} if server else {}
    for table in APPEND_ONLY:
        for word in words:
            name = f"{table.name}_{word.lower()}_refused"
            wanted[name] = form.format(name=name, word=word, table=table.name)
    return wanted


def standing(connection: Connection) -> dict[str, str]:
    """The same as the database has them now, and whatever else of the kind is there."""
    asked = _ON_A_SERVER if connection.dialect.name == "postgresql" else _IN_A_FILE
    return {str(name): str(text) for name, text in connection.exec_driver_sql(asked)}
