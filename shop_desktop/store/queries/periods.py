"""What moved within days: entries and lines summed by account, the raw material of a period's figures.

Corrections (voids of documents dated before the period) are kept apart from the period's own.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, text

from shop_desktop.domain.months import DayFigures
from shop_desktop.store.prepared import Prepared

Key = tuple[str, str, str]
"""Ledger, item, account."""


@dataclass(kw_only=True)
class Moved:
    """Signed sums by account: of the period's own documents, what raised and what lowered, and of corrections."""

    up: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    down: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    corrected: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    opening: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    """Sums of household.opening, merge and split by account: neither earned nor spent."""

    def net(self, key: Key) -> int:
        """The period's own, raised and lowered together."""
        return self.up.get(key, 0) + self.down.get(key, 0)

    def all(self, key: Key) -> int:
        """Everything that moved within the days, corrections too."""
        return self.net(key) + self.corrected.get(key, 0)


# What a void moves back is counted against what it undoes: a voided redemption lowers what went out. A document's kind is
# found once, before its entries are summed; accounts first, in which they differ most. CROSS JOIN is SQLite's word for a join
# that begins with the documents, whatever index the grouping would like.
_OWN, _UNDONE, _CORRECTION, _OPENING = range(4)
_MOVED = Prepared(
    text(
        "WITH k AS MATERIALIZED (SELECT d.id, CASE WHEN o.business_date < :since THEN 2 "
        "WHEN d.op IN ('household.opening', 'household.merge', 'household.split') "
        "OR o.op IN ('household.opening', 'household.merge', 'household.split') THEN 3 "
        "WHEN o.id IS NOT NULL THEN 1 ELSE 0 END AS kind "
        "FROM documents d LEFT JOIN documents o ON o.number = d.voids WHERE d.business_date BETWEEN :since AND :until) "
        "SELECT e.ledger, e.item, e.account, k.kind, SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END), "
        "SUM(CASE WHEN e.amount < 0 THEN e.amount ELSE 0 END) FROM k CROSS JOIN entries e WHERE e.document_id = k.id "
        "GROUP BY e.account, e.item, e.ledger, k.kind"
    )
)
_AFTER = Prepared(
    text(
        "SELECT e.ledger, e.item, e.account, SUM(e.amount) FROM documents d CROSS JOIN entries e "
        "WHERE e.document_id = d.id AND d.business_date > :day GROUP BY e.account, e.item, e.ledger"
    )
)
_BALANCES = Prepared(text("SELECT ledger, item, account, amount FROM balances"))


def moved(connection: Connection, since: date, until: date) -> Moved:
    """What moved from one day to another, both included, by business date."""
    found = Moved()
    for ledger, item, account, kind, up, down in _MOVED.all(connection, since=since.isoformat(), until=until.isoformat()):
        key = (ledger, item, account)
        if kind == _CORRECTION:
            found.corrected[key] += int(up + down)
        elif kind == _OPENING:
            found.opening[key] += int(up + down)
        else:
            raised, lowered = (down, up) if kind == _UNDONE else (up, down)
            found.up[key] += int(raised)
            found.down[key] += int(lowered)
    return found


def standing(connection: Connection, day: date) -> dict[Key, int]:
    """Every balance as it stood when a day ended: today's, less all that is dated after it."""
    held = {(ledger, item, account): int(amount) for ledger, item, account, amount in _BALANCES.all(connection)}
    for ledger, item, account, amount in _AFTER.all(connection, day=day.isoformat()):
        held[ledger, item, account] = held.get((ledger, item, account), 0) - int(amount)
    return held


def before(closing: Mapping[Key, int], moved: Moved) -> dict[Key, int]:
    """Every balance as it stood when a period began: as it stood at its end, less all that moved within it."""
    held = dict(closing)
    for sums in (moved.up, moved.down, moved.corrected, moved.opening):
        for key, n in sums.items():
            held[key] = held.get(key, 0) - n
    return held


class Sums(NamedTuple):
    """Lines of one side and item, counted and summed."""

    lines: int
    net_g: int
    pieces: int
    amount_fen: int
    points: int


NOTHING = Sums(0, 0, 0, 0, 0)

_LINES = Prepared(
    text(
        "SELECT l.side, l.item, l.source, CASE WHEN o.id IS NULL THEN 1 "
        "WHEN o.business_date < :since THEN 0 ELSE -1 END AS sign, COALESCE(o.business_date, d.business_date), COUNT(*), "
        "SUM(COALESCE(l.net_g, 0)), SUM(COALESCE(l.pieces, 0)), SUM(COALESCE(l.amount_fen, 0)), "
        "SUM(COALESCE(l.points, 0)) FROM documents d LEFT JOIN documents o ON o.number = d.voids "
        "JOIN lines l ON l.document_id = COALESCE(o.id, d.id) "
        "WHERE d.business_date BETWEEN :since AND :until AND l.side <> 'counted' GROUP BY 5, 2, 1, 3, 4"
    )
)
_TICKETS = Prepared(
    text(
        "SELECT CASE WHEN o.id IS NULL THEN 1 ELSE -1 END, COALESCE(o.business_date, d.business_date), "
        "COALESCE(o.content, d.content), CASE WHEN o.id IS NULL THEN d.slip ELSE o.slip END, "
        "(SELECT SUM(COALESCE(l.net_g, 0)) FROM lines l WHERE l.document_id = COALESCE(o.id, d.id) AND l.side = 'in') "
        "FROM documents d LEFT JOIN documents o ON o.number = d.voids WHERE d.business_date BETWEEN :since AND :until "
        "AND (d.op = 'ticket.post' OR o.op = 'ticket.post') AND (o.id IS NULL OR o.business_date >= :since)"
    )
)


class Lines:
    """The period's lines, summed by side and item, and its tickets by day and household; a void takes its lines back."""

    def __init__(self, connection: Connection, since: date, until: date) -> None:
        self.typed = self.weighed = self.tickets = self.taken = self.voided = self.slips = 0
        self._sums: dict[str, dict[str, Sums]] = defaultdict(dict)
        self._days: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._points: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._grams: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.of_household: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        within = {"since": since.isoformat(), "until": until.isoformat()}
        for row in _LINES.all(connection, **within):
            self._add(*row)
        for row in _TICKETS.all(connection, **within):
            self._ticket(*row)

    def _add(self, side: str, item: str, source: str | None, sign: int, day: str, *sums: int) -> None:
        if not sign:
            return
        told = Sums(*(sign * int(n) for n in sums))
        held = self._sums[side].get(item)
        self._sums[side][item] = told if held is None else Sums(*map(int.__add__, held, told))
        if side == "out":
            self._points[day][1] += told.points
        elif side == "in":
            self._points[day][0] += told.points
            self._grams[day][item] += told.net_g
            self.weighed += told.lines if told.net_g else 0
            self.typed += told.lines if told.net_g and source == "typed" else 0

    def _ticket(self, sign: int, day: str, content: str, slip: str | None, net_g: int | None) -> None:
        self.tickets += sign
        self.taken += sign if net_g is not None else 0
        net_g = sign * int(net_g or 0)
        self.voided += 1 if sign < 0 else 0
        self.slips += sign if slip else 0
        for held in (self._days[day], self.of_household[json.loads(content)["household"]]):
            held[0] += sign
            held[1] += net_g

    def of(self, side: str) -> Mapping[str, Sums]:
        """What is told of each item on one side of documents."""
        return self._sums.get(side, {})

    def days(self) -> tuple[DayFigures, ...]:
        return tuple(
            DayFigures(
                day=date.fromisoformat(day),
                tickets=tickets,
                net_g=net_g,
                points_in=self._points[day][0],
                points_out=self._points[day][1],
                by_material=tuple(sorted(self._grams[day].items())),
            )
            for day, (tickets, net_g) in sorted(self._days.items())
        )
