"""Households: found by ordered keys, their purses, what waits, their last visit and their story."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from shop_desktop.domain.households import Household, HouseholdCard, LastVisit, Purses, Waiting
from shop_desktop.domain.prices import PointsPrice
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.materials import offered
from shop_desktop.store.schema import balances, cards, documents, entries, households, lines, phones, search_keys

PURSE_NAMES = ("recycling", "civic", "pending", "owed")
_LIMIT = 50

_PURSES = Prepared(
    select(balances.c.account, balances.c.amount).where(
        balances.c.ledger == "points",
        balances.c.item == "",
        balances.c.account.in_([bindparam(name) for name in PURSE_NAMES]),
    )
)
_WAITING = Prepared(
    select(balances.c.amount).where(
        balances.c.ledger == "waiting", balances.c.item == bindparam("item"), balances.c.account == bindparam("account")
    )
)
_FIND = Prepared(
    select(search_keys.c.household)
    .where(search_keys.c.key >= bindparam("low"), search_keys.c.key < bindparam("high"))
    .group_by(search_keys.c.household)
    .order_by(func.min(func.length(search_keys.c.key)), func.min(search_keys.c.key), search_keys.c.household)
    .limit(_LIMIT)
)
_ROWS = (
    select(households, phones.c.phone, cards.c.code.label("card"))
    .outerjoin(phones, phones.c.household == households.c.id)
    .outerjoin(cards, and_(cards.c.household == households.c.id, cards.c.active))
)
_BY_CODE = Prepared(_ROWS.where(households.c.code == bindparam("code")))
_BY_CARD = Prepared(_ROWS.where(cards.c.code == bindparam("card")))


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One document that moved a household's points: signed points per purse, and the spendable points after it."""

    number: str
    op: str
    day: date
    recycling: int
    civic: int
    after: int
    voids: str | None


def purses(connection: Connection, household: int) -> Purses:
    """A household's points."""
    accounts = {name: f"{name}:{household}" for name in PURSE_NAMES}
    held: dict[str, int] = dict(_PURSES.all(connection, **accounts))
    recycling, civic, pending, owed = (held.get(account, 0) for account in accounts.values())
    return Purses(recycling=recycling, civic=civic, pending=pending, owed=owed)


def waiting(connection: Connection, household: int, of: Iterable[str]) -> dict[str, int]:
    """Units of some materials that wait for a household, grams or pieces; also below zero."""
    account = f"waiting:{household}"
    found = {code: _WAITING.first(connection, item=code, account=account) for code in of}
    return {code: row[0] if row else 0 for code, row in found.items()}


def find(connection: Connection, query: str) -> tuple[Household, ...]:
    """Households whose name, initials, phone tail, code or card begins with what was typed; the closest first, at most 50."""
    low = query.strip().lower()
    if not low:
        return ()
    ids = [household for (household,) in _FIND.all(connection, low=low, high=low + "\U0010ffff")]
    return _by_ids(connection, ids)


def _by_ids(connection: Connection, ids: list[int]) -> tuple[Household, ...]:
    found = {row.id: row for row in connection.execute(_ROWS.where(households.c.id.in_(ids)))}
    accounts = [f"{name}:{i}" for i in ids for name in ("recycling", "civic")]
    held = select(balances.c.account, balances.c.amount).where(
        balances.c.ledger == "points", balances.c.item == "", balances.c.account.in_(accounts)
    )
    amounts = {row.account: row.amount for row in connection.execute(held)}
    return tuple(
        _household(found[i], Purses(recycling=amounts.get(f"recycling:{i}", 0), civic=amounts.get(f"civic:{i}", 0)))
        for i in ids
        if i in found
    )


def _household(row: Sequence[Any], points: Purses) -> Household:
    """A row of _ROWS, in the order of its columns."""
    number, code, name, group, party_member, resident, state, phone, card = row
    return Household(
        id=number,
        code=code,
        name=name,
        group=group,
        state=state,
        party_member=bool(party_member),
        resident=bool(resident),
        phone_tail=(phone or "")[-4:],
        card=card or "",
        purses=points,
    )


def by_code(connection: Connection, code: str) -> Household | None:
    """The household with this code, purses filled."""
    row = _BY_CODE.first(connection, code=code)
    return None if row is None else _household(row, purses(connection, row[0]))


def by_card(connection: Connection, card: str) -> Household | None:
    """The household whose card in force this is."""
    row = _BY_CARD.first(connection, card=card)
    return None if row is None else _household(row, purses(connection, row[0]))


def card_of(connection: Connection, household: Household, day: date) -> HouseholdCard:
    """What the counter shows of a household: remainders under today's price, the last visit."""
    counted = {m.code: m for m in offered(connection, day) if isinstance(m.price, PointsPrice)}
    kept = []
    for code, quantity in waiting(connection, household.id, counted).items():
        material = counted[code]
        if quantity and isinstance(material.price, PointsPrice):
            price = material.price
            kept.append(
                Waiting(
                    material=code, name=material.name, unit=material.unit, quantity=quantity, per=price.per, points=price.points
                )
            )
    return HouseholdCard(household=household, waiting=tuple(kept), last_visit=last_visit(connection, household.id))


def last_visit(connection: Connection, household: int) -> LastVisit | None:
    """The newest unvoided ticket that brought materials."""
    other = documents.alias("other")
    statement = (
        select(documents.c.business_date, lines.c.name, lines.c.net_g, lines.c.pieces, lines.c.unit)
        .join(entries, and_(entries.c.document_id == documents.c.id, entries.c.account == f"recycling:{household}"))
        .join(lines, and_(lines.c.document_id == documents.c.id, lines.c.position == 1))
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "ticket.post", other.c.id.is_(None))
        .order_by(documents.c.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    return LastVisit(
        day=date.fromisoformat(row.business_date), what=row.name, quantity=row.net_g or row.pieces or 0, unit=row.unit
    )


def every(connection: Connection) -> tuple[Household, ...]:
    """All households by code, purses filled."""
    ids = [r.id for r in connection.execute(select(households.c.id).order_by(households.c.code))]
    return tuple(h for start in range(0, len(ids), 400) for h in _by_ids(connection, ids[start : start + 400]))


def statement(connection: Connection, household: int, *, since: date = date.min) -> tuple[StatementLine, ...]:
    """Every document that moved a household's points, oldest first, with the running balance."""
    accounts = [f"recycling:{household}", f"civic:{household}"]
    rows = connection.execute(
        select(
            documents.c.number, documents.c.op, documents.c.business_date, documents.c.voids, entries.c.account, entries.c.amount
        )
        .join(documents, documents.c.id == entries.c.document_id)
        .where(entries.c.account.in_(accounts))
        .order_by(documents.c.id, entries.c.position)
    )
    moved: dict[str, list[int]] = {}
    facts: dict[str, tuple[str, date, str | None]] = {}
    for r in rows:
        sums = moved.setdefault(r.number, [0, 0])
        sums[accounts.index(r.account)] += r.amount
        facts[r.number] = (r.op, date.fromisoformat(r.business_date), r.voids)
    after, told = 0, []
    for number, (recycling, civic) in moved.items():
        after += recycling + civic
        op, day, voids = facts[number]
        told.append(StatementLine(number=number, op=op, day=day, recycling=recycling, civic=civic, after=after, voids=voids))
    return tuple(line for line in told if line.day >= since)


def count(connection: Connection) -> int:
    """How many households there are."""
    return connection.execute(select(func.count()).select_from(households)).scalar_one()


def next_number(connection: Connection) -> int:
    """The running number that the next household gets; it stands on its card."""
    return int(connection.execute(select(func.coalesce(func.max(households.c.id), 0))).scalar_one()) + 1
