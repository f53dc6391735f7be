"""The fund: what is in it, by source and by kind, its account page, donations, payments by receiver, rents that are due."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from sqlalchemy import Connection, RowMapping, and_, func, select

from shop_desktop.domain.calendar import month_days, month_of, months_before
from shop_desktop.domain.fund import CashCount, Donation, FundAccount, FundMove, Gift, Payment, Rent, RentDue
from shop_desktop.store.queries.shop import shown_users
from shop_desktop.store.schema import balances, documents, entries, lines, rents


def balance(connection: Connection) -> int:
    """Fen in the fund now."""
    return _of(connection, "fund")


def balance_on(connection: Connection, day: date) -> int:
    """Fen in the fund when a day ended, by business date."""
    after = (date.fromordinal(day.toordinal() + 1).isoformat(), date.max.isoformat())
    return balance(connection) - _sums(connection, *after).get("fund", 0)


def receivable(connection: Connection) -> int:
    """Fen that buyers still owe."""
    return _of(connection, "receivable")


def _of(connection: Connection, account: str) -> int:
    key = (balances.c.ledger == "fund", balances.c.item == "", balances.c.account == account)
    return connection.execute(select(balances.c.amount).where(*key)).scalar() or 0


def by_source_and_kind(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """What ever came in, by source, and was paid, by kind."""
    rows = connection.execute(select(balances.c.account, balances.c.amount).where(balances.c.ledger == "fund"))
    return _split(dict(rows.all()))


def _split(sums: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    sources = {name.removeprefix("source:"): -n for name, n in sorted(sums.items()) if name.startswith("source:") and n}
    kinds = {name.removeprefix("kind:"): n for name, n in sorted(sums.items()) if name.startswith("kind:") and n}
    return sources, kinds


def account(connection: Connection, since: date, until: date) -> FundAccount:
    """The account page of a period, by business date; what stands before is summed from what came since."""
    later = _sums(connection, since.isoformat(), date.max.isoformat())
    opening = balance(connection) - later.get("fund", 0)
    within = _sums(connection, since.isoformat(), until.isoformat())
    sources, kinds = _split(within)
    owed_later = later.get("receivable", 0) - within.get("receivable", 0)
    return FundAccount(
        since=since,
        until=until,
        opening_fen=opening,
        moves=_moves(connection, since, until, opening),
        by_source=tuple(sources.items()),
        by_kind=tuple(kinds.items()),
        closing_fen=opening + within.get("fund", 0),
        receivable_fen=receivable(connection) - owed_later,
    )


def _sums(connection: Connection, since: str, until: str) -> dict[str, int]:
    statement = (
        select(entries.c.account, func.sum(entries.c.amount))
        .join(documents, documents.c.id == entries.c.document_id)
        .where(documents.c.business_date.between(since, until), entries.c.ledger == "fund")
        .group_by(entries.c.account)
    )
    return {account: int(amount) for account, amount in connection.execute(statement)}


def _moves(connection: Connection, since: date, until: date, opening: int) -> tuple[FundMove, ...]:
    other, original = documents.alias("other"), documents.alias("original")
    statement = (
        select(documents, entries.c.amount, other.c.number.label("voided_by"), original.c.content.label("undone"))
        .join(entries, entries.c.document_id == documents.c.id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .outerjoin(original, original.c.number == documents.c.voids)
        .where(
            documents.c.business_date.between(since.isoformat(), until.isoformat()),
            entries.c.ledger == "fund",
            entries.c.account == "fund",
        )
        .order_by(documents.c.business_date, documents.c.id)
    )
    after, found = opening, []
    for row in connection.execute(statement).mappings():
        after += row["amount"]
        found.append(_move(row, after))
    return tuple(found)


def _move(row: RowMapping, after: int) -> FundMove:
    content = json.loads(row["undone"] or row["content"])
    return FundMove(
        number=row["number"],
        op=row["op"],
        day=date.fromisoformat(row["business_date"]),
        what=content.get("source") or content.get("kind") or "",
        who=content.get("from") or content.get("to") or content.get("buyer") or "",
        amount_fen=row["amount"],
        after_fen=after,
        paper=content.get("paper", ""),
        note=row["note"] or json.loads(row["content"]).get("reason", ""),
        scans=tuple(content.get("scans", ())),
        unnamed=bool(content.get("unnamed")),
        voids=row["voids"] or "",
        voided_by=row["voided_by"] or "",
    )


def donations(connection: Connection, since: date, until: date) -> tuple[Donation, ...]:
    """Donations that stood at the period's end, elder and enterprise, money and in kind, oldest first."""
    other = documents.alias("other")
    days = documents.c.business_date.between(since.isoformat(), until.isoformat())
    statement = (
        select(documents)
        .outerjoin(other, and_(other.c.voids == documents.c.number, other.c.business_date <= until.isoformat()))
        .where(documents.c.op == "fund.receive", days, other.c.id.is_(None))
        .order_by(documents.c.business_date, documents.c.id)
    )
    found = []
    for row in connection.execute(statement).mappings():
        content = json.loads(row["content"])
        gifts = select(lines).where(lines.c.document_id == row["id"]).order_by(lines.c.position)
        if content["source"].endswith("donation") or connection.execute(gifts).first():
            given = [Gift(name=r.name, pieces=r.pieces, value_fen=r.amount_fen) for r in connection.execute(gifts)]
            found.append(
                Donation(
                    number=row["number"],
                    day=date.fromisoformat(row["business_date"]),
                    source=content["source"],
                    who=content["from"],
                    amount_fen=content["amount_fen"],
                    goods=tuple(given),
                    unnamed=bool(content.get("unnamed")),
                    paper=content.get("paper", ""),
                )
            )
    return tuple(found)


def paid_to(connection: Connection, kind: str) -> dict[str, int]:
    """What each receiver of a kind of payment got, by payments that stand."""
    sums: dict[str, int] = defaultdict(int)
    for payment in payments(connection, kind):
        sums[payment.to] += payment.amount_fen
    return sums


def payments(connection: Connection, kind: str, after: int = 0) -> tuple[Payment, ...]:
    """Payments of a kind that stand, newest first; those posted after a document's id."""
    shown, found = shown_users(connection), []
    for row in reversed(_standing(connection, "fund.pay")):
        content = json.loads(row["content"])
        if content["kind"] == kind and row["id"] > after:
            found.append(
                Payment(
                    number=row["number"],
                    day=date.fromisoformat(row["business_date"]),
                    to=content["to"],
                    amount_fen=content["amount_fen"],
                    month=content.get("month", ""),
                    paper=content.get("paper", ""),
                    by=shown.get(row["user"], row["user"]),
                )
            )
    return tuple(found)


def _standing(connection: Connection, op: str) -> list[RowMapping]:
    """An operation's documents that were not voided, oldest first."""
    other = documents.alias("other")
    statement = (
        select(documents)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, other.c.id.is_(None))
        .order_by(documents.c.id)
    )
    return list(connection.execute(statement).mappings())


def contracts(connection: Connection) -> tuple[Rent, ...]:
    """Rents agreed, by host, oldest first."""
    numbers = {}
    for row in _standing(connection, "rent.contract"):
        agreed = max((one["key"] for one in json.loads(row["content"])["rows"]), key=itemgetter("from"))
        numbers[agreed["host"], agreed["from"]] = row["number"]
    rows = connection.execute(select(rents).order_by(rents.c.host, rents.c["from"])).mappings()
    return tuple(
        Rent(
            host=r["host"],
            since=date.fromisoformat(r["from"]),
            until=date.fromisoformat(r["until"]) if r["until"] else None,
            fen=r["fen"],
            number=numbers.get((r["host"], r["from"]), ""),
        )
        for r in rows
    )


def rents_due(connection: Connection, today: date) -> tuple[RentDue, ...]:
    """Months of rent up to this one that are not paid in full.

    A payment counts for its month; what names none, or is more than its month's rent, for the oldest.
    """
    named, free = _rent_paid(connection)
    last = month_of(today)
    due = tuple(_rents_by_month(contracts(connection), last))
    rent = {(host, month): fen for host, month, fen in due}
    for (host, month), paid in named.items():
        if month <= last:
            free[host] += max(0, paid - rent.get((host, month), 0))
    found = []
    for host, month, fen in due:
        paid = min(named.get((host, month), 0), fen)
        more = min(free.get(host, 0), fen - paid)
        free[host] = free.get(host, 0) - more
        if paid + more < fen:
            found.append(RentDue(host=host, month=month, due_fen=fen, paid_fen=paid + more))
    return tuple(found)


def _rents_by_month(agreed: tuple[Rent, ...], last: str) -> Iterator[tuple[str, str, int]]:
    """Host, month, fen: a month's rent is that of the contract in force on its first day, else of the one that begins in it."""
    for host in dict.fromkeys(rent.host for rent in agreed):
        mine = [rent for rent in agreed if rent.host == host]
        month = month_of(mine[0].since)
        while month <= last:
            first, end = month_days(month)
            rent = next((r for r in mine if r.since <= first <= (r.until or first)), None)
            rent = rent or next((r for r in mine if first <= r.since <= end), None)
            if rent is not None:
                yield host, month, rent.fen
            month = months_before(month, -1)


def _rent_paid(connection: Connection) -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    """Rent paid by host and month, and by host where the payment names no month."""
    named: dict[tuple[str, str], int] = defaultdict(int)
    free: dict[str, int] = defaultdict(int)
    for payment in payments(connection, "rent"):
        if payment.month:
            named[payment.to, payment.month] += payment.amount_fen
        else:
            free[payment.to] += payment.amount_fen
    return named, free


def last_count(connection: Connection, until: date) -> CashCount | None:
    """The newest cash count up to a day that stood then."""
    other = documents.alias("other")
    counts = (
        select(documents)
        .outerjoin(other, and_(other.c.voids == documents.c.number, other.c.business_date <= until.isoformat()))
        .where(documents.c.op == "fund.count", documents.c.business_date <= until.isoformat(), other.c.id.is_(None))
        .order_by(documents.c.business_date.desc(), documents.c.id.desc())
        .limit(1)
    )
    row = connection.execute(counts).mappings().first()
    if row is None:
        return None
    content = json.loads(row["content"])
    return CashCount(
        number=row["number"],
        day=date.fromisoformat(row["business_date"]),
        counted_fen=content["counted_fen"],
        booked_fen=content["booked_fen"],
        reason=content.get("reason", ""),
        by=shown_users(connection).get(row["user"], row["user"]),
        notes=tuple((note["fen"], note["pieces"]) for note in content.get("notes", ())),
    )


def month_account(connection: Connection, month: str) -> FundAccount:
    """The account page of a month."""
    return account(connection, *month_days(month))


def scans(connection: Connection, since: date, until: date) -> tuple[str, ...]:
    """SHA-256 of the pictures that a period's money papers have."""
    days = documents.c.business_date.between(since.isoformat(), until.isoformat())
    told = select(documents.c.content).where(documents.c.op.in_(["fund.receive", "fund.pay"]), days)
    found = {digest for text in connection.execute(told).scalars() for digest in json.loads(text).get("scans", ())}
    return tuple(sorted(found))
