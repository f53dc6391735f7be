"""What a period's figures are told of: village, people, households, goods, and since when the rules hold.

Today's, and for a closed month as they stood when it was closed: what its paper and its file say, it goes on saying.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, select

from shop_desktop.store.prepared import Answer, Prepared
from shop_desktop.store.registry import Registry, is_newest, registry_at
from shop_desktop.store.schema import goods, households, materials, rules, users, village
from shop_desktop.store.seals import closes

Rows = Sequence[Answer]


class Named(NamedTuple):
    """Rows of the registry, each table's in its own order, with the columns of `_ROWS`."""

    households: Rows
    materials: Rows
    goods: Rows
    villages: Rows
    users: Rows
    rules: Rows

    @property
    def village(self) -> tuple[str, str]:
        """The shop's own village and its township; empty until the first start is done."""
        return (self.villages[0][0], self.villages[0][1]) if self.villages else ("", "")

    def shown(self, login: str) -> str:
        """Somebody's name on papers."""
        return next((str(shown) for one, shown in self.users if one == login), login)

    def rules_since(self, until: date) -> date | None:
        """The newest day up to a last one from which a decided rule holds."""
        days = [date.fromisoformat(since) for (since,) in self.rules if since <= until.isoformat()]
        return max(days, default=None)


_ROWS: tuple[tuple[tuple[Column[Any], ...], Column[Any]], ...] = (
    (
        (
            households.c.id,
            households.c.code,
            households.c.name,
            households.c.group,
            households.c.party_member,
            households.c.state,
        ),
        households.c.code,
    ),
    ((materials.c.code, materials.c.name, materials.c.unit, materials.c.hazardous), materials.c.position),
    ((goods.c.code, goods.c.name, goods.c.owner, goods.c.kind), goods.c.position),
    ((village.c.name, village.c.township), village.c.id),
    ((users.c.login, users.c.shown), users.c.login),
    ((rules.c["from"],), rules.c["from"]),
)
_NOW = tuple(Prepared(select(*columns).order_by(order)) for columns, order in _ROWS)


def named(connection: Connection, label: str) -> Named:
    """The rows for a period; `label` is YYYY-MM where it is a month that may be closed."""
    closed = next((document for month, document, _seal in closes(connection) if month == label), None)
    if closed is None or is_newest(connection, closed):
        return Named(*(statement.all(connection) for statement in _NOW))
    told = registry_at(connection, closed)
    return Named(*(_rows_of(told, columns, order) for columns, order in _ROWS))


def _rows_of(told: Registry, columns: tuple[Column[Any], ...], order: Column[Any]) -> Rows:
    rows = sorted(told[order.table.name].values(), key=lambda row: row[order.name])
    return [tuple(row[column.name] for column in columns) for row in rows]
