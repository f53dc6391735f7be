"""Households: found by ordered keys, their purses, what waits, their last visit and their story."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, String, and_, bindparam, cast, func, literal, select, text

from shop_desktop.domain.households import Household, HouseholdCard, LastVisit, PurseMove, Purses, Statement, Waiting
from shop_desktop.domain.prices import PointsPrice
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.materials import offered
from shop_desktop.store.schema import balances, cards, documents, entries, households, lines, phones, search_keys

PURSE_NAMES = ("recycling", "civic", "pending", "owed")
_LIMIT = 50
_MOST_KEYS = 1000
"""Keys looked at for one key press; where more begin with a single letter, any fifty will do until the next is typed."""

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


def _rows() -> Select[Any]:
    """Households as `_household` reads them: the table's columns, phone, card in force, then every purse."""
    held = [balances.alias(name) for name in PURSE_NAMES]
    statement = (
        select(households, phones.c.phone, cards.c.code, *(func.coalesce(purse.c.amount, 0) for purse in held))
        .select_from(households)
        .outerjoin(phones, phones.c.household == households.c.id)
        .outerjoin(cards, and_(cards.c.household == households.c.id, cards.c.active))
    )
    for purse in held:
        account = literal(f"{purse.name}:") + cast(households.c.id, String)
        of_it = and_(purse.c.ledger == "points", purse.c.item == "", purse.c.account == account)
        statement = statement.outerjoin(purse, of_it)
    return statement


_BY_CODE = Prepared(_rows().where(households.c.code == bindparam("code")))
_BY_CARD = Prepared(_rows().where(cards.c.code == bindparam("card")))
_EVERY = Prepared(_rows().order_by(households.c.code))


def _find() -> Select[Any]:
    """The fifty closest: a key equal to what was typed is the first of its range, then the shortest of those seen."""
    key = search_keys.c.key
    typed = and_(key >= bindparam("low"), key < bindparam("high"))
    seen = select(key, search_keys.c.household).where(typed).order_by(key).limit(_MOST_KEYS).subquery()
    shortest, first = func.min(func.length(seen.c.key)), func.min(seen.c.key)
    closest = (
        select(seen.c.household, shortest.label("shortest"), first.label("first"))
        .group_by(seen.c.household)
        .order_by(shortest, first, seen.c.household)
        .limit(_LIMIT)
        .subquery()
    )
    order = (closest.c.shortest, closest.c.first, closest.c.household)
    return _rows().join(closest, closest.c.household == households.c.id).order_by(*order)


_FIND = Prepared(_find())


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
    low = query.replace("\0", "").strip().lower()
    if not low:
        return ()
    return tuple(_household(row) for row in _FIND.all(connection, low=low, high=low + "\U0010ffff"))


def _household(row: Sequence[Any]) -> Household:
    number, code, name, group, party_member, resident, state, phone, card, recycling, civic, pending, owed = row
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
        purses=Purses(recycling=recycling, civic=civic, pending=pending, owed=owed),
    )


def by_code(connection: Connection, code: str) -> Household | None:
    """The household with this code, purses filled."""
    row = _BY_CODE.first(connection, code=code)
    return None if row is None else _household(row)


def by_card(connection: Connection, card: str) -> Household | None:
    """The household whose card in force this is."""
    row = _BY_CARD.first(connection, card=card)
    return None if row is None else _household(row)


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
    return tuple(_household(row) for row in _EVERY.all(connection))


def statement(connection: Connection, household: int, *, since: date = date.min) -> tuple[StatementLine, ...]:
    """Every document from a day on that moved a household's points, in order of recording, with the running balance."""
    accounts = {"recycling": f"recycling:{household}", "civic": f"civic:{household}"}
    told = since.isoformat()
    rows = _MOVES_SINCE.all(connection, since=told, **accounts) if since > date.min else _MOVES.all(connection, **accounts)
    after = int(rows[0][-1]) - sum([row[-2] for row in rows]) if rows else 0
    moved: dict[str, list[Any]] = {}
    for number, op, day, voids, account, amount, _held in rows:
        after += amount
        both = moved.get(number)
        if both is None:
            both = moved[number] = [op, day, voids, 0, 0, 0]
        both[3 if account == accounts["recycling"] else 4] += amount
        both[5] = after
    return tuple(
        StatementLine(
            number=number, op=op, day=date.fromisoformat(day), recycling=recycling, civic=civic, after=after, voids=voids
        )
        for number, (op, day, voids, recycling, civic, after) in moved.items()
        if day >= told
    )


_MOVED = (
    "SELECT d.number, d.op, d.business_date, d.voids, e.account, e.amount, (SELECT SUM(b.amount) FROM balances b "
    "WHERE b.ledger = 'points' AND b.item = '' AND b.account IN (:recycling, :civic)) "
    "FROM entries e JOIN documents d ON d.id = e.document_id WHERE e.account IN (:recycling, :civic) "
)
# A late slip may be dated before the day and recorded after: it is in the running balance, and no line.
_SINCE = (
    "AND e.document_id >= (SELECT MIN(f.id) FROM entries m JOIN documents f ON f.id = m.document_id "
    "WHERE m.account IN (:recycling, :civic) AND f.business_date >= :since) "
)
_IN_ORDER = "ORDER BY e.document_id, e.position"
_MOVES, _MOVES_SINCE = Prepared(text(_MOVED + _IN_ORDER)), Prepared(text(_MOVED + _SINCE + _IN_ORDER))


def statement_of(connection: Connection, household: Household, since: date, until: date) -> Statement:
    """A household's points in a period, by business date, for its paper: what it had, each move in words, what waits now."""
    told = sorted(statement(connection, household.id), key=lambda line: line.day)
    after = opening = sum(line.recycling + line.civic for line in told if line.day < since)
    within = [line for line in told if since <= line.day <= until]
    named = _named(connection, [line.number for line in within])
    moves = []
    for line in within:
        after += line.recycling + line.civic
        net_g, brought, taken = named.get(line.number, (0, (), ()))
        moves.append(
            PurseMove(
                number=line.number,
                op=line.op,
                day=line.day,
                recycling=line.recycling,
                civic=line.civic,
                after=after,
                voids=line.voids or "",
                net_g=net_g,
                brought=brought,
                taken=taken,
            )
        )
    card = card_of(connection, household, until)
    return Statement(household=household, since=since, until=until, opening=opening, moves=tuple(moves), waiting=card.waiting)


def _named(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[int, tuple[str, ...], tuple[tuple[str, int], ...]]]:
    """Of each ticket: grams brought, names of what was brought, goods taken with their pieces."""
    found: dict[str, tuple[int, tuple[str, ...], tuple[tuple[str, int], ...]]] = {}
    for start in range(0, len(numbers), _MOST_KEYS):
        rows = connection.execute(
            select(documents.c.number, lines.c.side, lines.c.name, lines.c.net_g, lines.c.pieces)
            .join(lines, lines.c.document_id == documents.c.id)
            .where(documents.c.number.in_(numbers[start : start + _MOST_KEYS]), documents.c.op == "ticket.post")
            .order_by(documents.c.id, lines.c.position)
        )
        for r in rows:
            net_g, brought, taken = found.get(r.number, (0, (), ()))
            if r.side == "in":
                brought = (*brought, r.name) if r.name not in brought else brought
                found[r.number] = (net_g + (r.net_g or 0), brought, taken)
            else:
                found[r.number] = (net_g, brought, (*taken, (r.name, r.pieces)))
    return found


def count(connection: Connection) -> int:
    """How many households there are."""
    return connection.execute(select(func.count()).select_from(households)).scalar_one()


def next_number(connection: Connection) -> int:
    """The running number that the next household gets; it stands on its card."""
    return int(connection.execute(select(func.coalesce(func.max(households.c.id), 0))).scalar_one()) + 1
