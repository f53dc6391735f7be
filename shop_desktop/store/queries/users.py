"""Which household a user belongs to."""

from sqlalchemy import Connection, select

from shop_desktop.store.schema import households, users


def homes(connection: Connection) -> dict[str, tuple[str, str]]:
    """Each user's own household, by login: its code and name."""
    statement = select(users.c.login, households.c.code, households.c.name).join(households, households.c.id == users.c.household)
    return {r.login: (r.code, r.name) for r in connection.execute(statement)}
