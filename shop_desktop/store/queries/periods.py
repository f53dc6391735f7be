"""What moved within days: entries and lines summed by account, the raw material of a period's figures.

Corrections (voids of documents dated before the period) are kept apart from the period's own.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, bindparam, text

from shop_desktop.store.prepared import Prepared

Key = tuple[str, str, str]
"""Ledger, item, account."""


@dataclass(kw_only=True)
class Moved:
    """Signed sums by account: of the period's own documents, what raised and what lowered, and of corrections."""

    up: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    down: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    corrected: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    opening: dict[Key, int] = field(default_factory=dict)
    """Sums of household.opening, merge and split by account: neither earned nor spent."""

    def net(self, key: Key) -> int:
        """The period's own, raised and lowered together."""
        return self.up.get(key, 0) + self.down.get(key, 0)

    def all(self, key: Key) -> int:
        """Everything that moved within the days, corrections too."""
        return self.net(key) + self.corrected.get(key, 0)


# What a void moves back is counted against what it undoes: a voided redemption lowers what went out.
_MOVED = Prepared(
    text(
        "SELECT e.ledger, e.item, e.account, "
        "CASE WHEN o.id IS NULL THEN 0 WHEN o.business_date < :since THEN 2 ELSE 1 END AS undone, "
        "CASE WHEN d.op IN ('household.opening', 'household.merge', 'household.split') "
        "OR o.op IN ('household.opening', 'household.merge', 'household.split') THEN 1 ELSE 0 END AS moved, "
        "SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END), SUM(CASE WHEN e.amount < 0 THEN e.amount ELSE 0 END) "
        "FROM documents d JOIN entries e ON e.document_id = d.id LEFT JOIN documents o ON o.number = d.voids "
        "WHERE d.business_date BETWEEN :since AND :until GROUP BY 1, 2, 3, 4, 5"
    ).bindparams(bindparam("since"), bindparam("until"))
)
_SINCE = Prepared(
    text(
        "SELECT e.ledger, e.item, e.account, SUM(e.amount) FROM documents d JOIN entries e ON e.document_id = d.id "
        "WHERE d.business_date >= :since GROUP BY 1, 2, 3"
    ).bindparams(bindparam("since"))
)
_BALANCES = Prepared(text("SELECT ledger, item, account, amount FROM balances"))


def moved(connection: Connection, since: date, until: date) -> Moved:
    """What moved from one day to another, both included, by business date."""
    found = Moved()
    opening: dict[Key, int] = defaultdict(int)
    for ledger, item, account, undone, other, up, down in _MOVED.all(
        connection, since=since.isoformat(), until=until.isoformat()
    ):
        key = (ledger, item, account)
        if undone == 2:
            found.corrected[key] += int(up + down)
        elif other:
            opening[key] += int(up + down)
        elif undone:
            found.up[key] += int(down)
            found.down[key] += int(up)
        else:
            found.up[key] += int(up)
            found.down[key] += int(down)
    found.opening = dict(opening)
    return found


def standing(connection: Connection, before: date) -> dict[Key, int]:
    """Every balance as it stood when a day began: today's, less all that is dated from then on."""
    held = {(ledger, item, account): int(amount) for ledger, item, account, amount in _BALANCES.all(connection)}
    for ledger, item, account, amount in _SINCE.all(connection, since=before.isoformat()):
        held[ledger, item, account] = held.get((ledger, item, account), 0) - int(amount)
    return held
