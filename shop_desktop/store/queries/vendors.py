"""What the fund owes its vendors: a month's redemptions at the repayment of their day, settlements, payments."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, select

from shop_desktop.domain.calendar import month_days, months_before
from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.domain.vendors import VendorAccount, VendorLine, VendorMonth
from shop_desktop.store.queries.fund import paid_to
from shop_desktop.store.schema import documents, good_repayments, goods, lines, settlements, vouchers


def names(connection: Connection) -> tuple[str, ...]:
    """Everyone who owns a good, by name."""
    owners = select(goods.c.owner).where(goods.c.owner != OWNED_BY_FUND).distinct().order_by(goods.c.owner)
    return tuple(connection.execute(owners).scalars())


def settled(connection: Connection, vendor: str, month: str) -> bool:
    """Whether this month was settled with the vendor."""
    key = (settlements.c.vendor == vendor, settlements.c.month == month)
    return connection.execute(select(settlements.c.month).where(*key)).first() is not None


def due(connection: Connection, vendor: str, month: str) -> VendorMonth:
    """A vendor's month as it is (to be) settled, with what was carried into it."""
    return VendorMonth(
        vendor=vendor,
        month=month,
        lines=_redeemed(connection, vendor, month),
        before_fen=_carried(connection, vendor, month),
        settled=settled(connection, vendor, month),
    )


def unsettled(connection: Connection, until: str) -> tuple[VendorMonth, ...]:
    """Every vendor's months up to one that have something to settle and were not."""
    found = []
    for vendor in names(connection):
        first = _first_month(connection, vendor)
        month = until
        while first and month >= first:
            one = due(connection, vendor, month)
            if one.lines and not one.settled:
                found.append(one)
            month = months_before(month, 1)
    return tuple(sorted(found, key=lambda m: (m.month, m.vendor)))


def settlements_of(connection: Connection, most: int) -> tuple[VendorMonth, ...]:
    """The newest settled months, as they were settled."""
    rows = (
        select(settlements.c.vendor, settlements.c.month).order_by(settlements.c.month.desc(), settlements.c.vendor).limit(most)
    )
    return tuple(due(connection, vendor, month) for vendor, month in connection.execute(rows))


def accounts(connection: Connection, today: date) -> tuple[VendorAccount, ...]:
    """What each vendor is owed: settled, paid, and not settled yet."""
    paid = paid_to(connection, "vendor")
    found = []
    for vendor in names(connection):
        amounts = connection.execute(select(settlements.c.amount_fen).where(settlements.c.vendor == vendor)).scalars()
        open_months = (m for m in unsettled(connection, f"{today:%Y-%m}") if m.vendor == vendor)
        fen = sum(line.amount_fen for m in open_months for line in m.lines)
        account = VendorAccount(vendor=vendor, settled_fen=sum(amounts), paid_fen=paid.get(vendor, 0), unsettled_fen=fen)
        found.append(account)
    return tuple(found)


def _carried(connection: Connection, vendor: str, month: str) -> int:
    """What the newest settlement before this month left below zero."""
    before = select(settlements.c.carried_fen).where(settlements.c.vendor == vendor, settlements.c.month < month)
    return connection.execute(before.order_by(settlements.c.month.desc()).limit(1)).scalar() or 0


def _first_month(connection: Connection, vendor: str) -> str:
    """The month of the vendor's first good on a ticket; "" where there is none."""
    first = (
        select(documents.c.business_date)
        .join(lines, lines.c.document_id == documents.c.id)
        .join(goods, goods.c.code == lines.c.item)
        .where(lines.c.side == "out", goods.c.owner == vendor)
        .order_by(documents.c.business_date)
        .limit(1)
    )
    day = connection.execute(first).scalar()
    return str(day)[:7] if day else ""


def _redeemed(connection: Connection, vendor: str, month: str) -> tuple[VendorLine, ...]:
    """Things handed out in the month less those whose ticket was voided in it, and services whose voucher was used in it."""
    since, until = (day.isoformat() for day in month_days(month))
    original = documents.alias("original")
    handed = (
        select(lines.c.item, lines.c.pieces, documents.c.business_date)
        .join(lines, lines.c.document_id == documents.c.id)
        .join(goods, goods.c.code == lines.c.item)
        .where(lines.c.side == "out", goods.c.owner == vendor, goods.c.kind == "thing")
    )
    voided = (
        select(lines.c.item, lines.c.pieces, original.c.business_date)
        .select_from(documents)
        .join(original, original.c.number == documents.c.voids)
        .join(lines, lines.c.document_id == original.c.id)
        .join(goods, goods.c.code == lines.c.item)
        .where(lines.c.side == "out", goods.c.owner == vendor, goods.c.kind == "thing")
    )
    used = (
        select(vouchers.c.good, vouchers.c.issued_on)
        .join(goods, goods.c.code == vouchers.c.good)
        .where(vouchers.c.state == "used", vouchers.c.used_on.between(since, until), goods.c.owner == vendor)
    )
    within = documents.c.business_date.between(since, until)
    repaid = _repayments(connection, vendor)
    pieces: dict[tuple[str, int], int] = defaultdict(int)
    for sign, statement in ((1, handed), (-1, voided)):
        for item, many, day in connection.execute(statement.where(within)):
            pieces[item, _on(repaid[item], day)] += sign * many
    for item, day in connection.execute(used):
        pieces[item, _on(repaid[item], day)] += 1
    shown: dict[str, str] = dict(connection.execute(select(goods.c.code, goods.c.name)).all())
    return tuple(
        VendorLine(good=item, name=shown[item], pieces=many, fen=fen) for (item, fen), many in sorted(pieces.items()) if many
    )


def _repayments(connection: Connection, vendor: str) -> dict[str, list[tuple[str, int]]]:
    """Each of the vendor's goods with its repayments, newest first."""
    statement = (
        select(goods.c.code, good_repayments.c["from"], good_repayments.c.vendor_fen)
        .outerjoin(good_repayments, good_repayments.c.good == goods.c.code)
        .where(goods.c.owner == vendor)
        .order_by(good_repayments.c["from"].desc())
    )
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for code, since, fen in connection.execute(statement):
        found[code] += [(since, fen)] if since else []
    return found


def _on(rows: list[tuple[str, int]], day: str) -> int:
    """The repayment in force on a day; nothing before the first."""
    return next((fen for since, fen in rows if since <= day), 0)
