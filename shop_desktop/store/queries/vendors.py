"""What the fund owes its vendors: a month's redemptions at the repayment of their day, settlements, payments."""

import json
from collections import defaultdict

from sqlalchemy import Connection, select, text

from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.domain.vendors import VendorAccount, VendorLine, VendorMonth
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.fund import paid_to
from shop_desktop.store.schema import documents, good_repayments, goods, settlements, vouchers


def names(connection: Connection) -> tuple[str, ...]:
    """Everyone who owns a good, by name."""
    owners = select(goods.c.owner).where(goods.c.owner != OWNED_BY_FUND).distinct().order_by(goods.c.owner)
    return tuple(connection.execute(owners).scalars())


def settled(connection: Connection, vendor: str, month: str) -> bool:
    """Whether this month was settled with the vendor."""
    key = (settlements.c.vendor == vendor, settlements.c.month == month)
    return connection.execute(select(settlements.c.month).where(*key)).first() is not None


def due(connection: Connection, vendor: str, month: str) -> VendorMonth:
    """A vendor's month as it is to be settled, or as it was."""
    return _month(_Vendors(connection), vendor, month)


def settlements_of(connection: Connection, count: int) -> tuple[VendorMonth, ...]:
    """The newest settlements of all vendors, as they were settled, newest first."""
    told = _Vendors(connection)
    newest = sorted(told.settled, key=lambda key: (key[1], key[0]), reverse=True)[:count]
    return tuple(_month(told, vendor, month) for vendor, month in newest)


def unsettled(connection: Connection, until: str) -> tuple[VendorMonth, ...]:
    """Every vendor's months up to one that have something to settle and were not, oldest first."""
    told = _Vendors(connection)
    found = [
        _month(told, vendor, month)
        for vendor in names(connection)
        for month in told.months(vendor)
        if month <= until and (vendor, month) not in told.settled
    ]
    return tuple(sorted((one for one in found if one.lines), key=lambda one: (one.month, one.vendor)))


def accounts(connection: Connection) -> tuple[VendorAccount, ...]:
    """What each vendor is owed: settled, paid, and what redemptions come to beyond what was settled (below zero: prepaid)."""
    paid, told = paid_to(connection, "vendor"), _Vendors(connection)
    found = []
    for vendor in names(connection):
        settled_fen = sum(row["amount_fen"] for (owner, _month), row in told.settled.items() if owner == vendor)
        gross = sum(_fen(lines) for lines in told.redeemed.get(vendor, {}).values())
        account = VendorAccount(
            vendor=vendor, settled_fen=settled_fen, paid_fen=paid.get(vendor, 0), unsettled_fen=gross - settled_fen
        )
        found.append(account)
    return tuple(found)


Pieces = dict[tuple[str, int], int]
"""(good, repayment in fen) → pieces redeemed less voided."""


class _Vendors:
    """All that is asked about vendors, read once: redemptions by vendor and month, settlements, names of goods."""

    def __init__(self, connection: Connection) -> None:
        self.shown: dict[str, str] = dict(connection.execute(select(goods.c.code, goods.c.name)).all())
        self.redeemed = _redeemed(connection)
        rows = connection.execute(select(settlements)).mappings()
        self.settled = {(row["vendor"], row["month"]): row for row in rows}
        self.told = _as_settled(connection) if self.settled else {}

    def months(self, vendor: str) -> tuple[str, ...]:
        return tuple(sorted({*self.redeemed.get(vendor, {}), *(month for owner, month in self.settled if owner == vendor)}))

    def gross_fen(self, vendor: str, month: str) -> int:
        return _fen(self.redeemed.get(vendor, {}).get(month, {}))


def _fen(pieces: Pieces) -> int:
    return sum(many * fen for (_good, fen), many in pieces.items())


def _month(told: _Vendors, vendor: str, month: str) -> VendorMonth:
    """What is carried into a month is what its settled months before came to by now, less what was settled for them.

    So a late slip or void of a settled month is not lost, whatever the order of settling.
    """
    row = told.settled.get((vendor, month))
    if row is not None:
        lines = tuple(VendorLine(good=g, name=told.shown.get(g, g), pieces=n, fen=fen) for g, n, fen in told.told[vendor, month])
        carried = row["amount_fen"] + row["carried_fen"] - sum(line.amount_fen for line in lines)
        return VendorMonth(vendor=vendor, month=month, lines=lines, before_fen=carried, settled=True)
    earlier = [one for owner, one in told.settled if owner == vendor and one < month]
    came_to = sum(told.gross_fen(vendor, one) for one in earlier)
    pieces = told.redeemed.get(vendor, {}).get(month, {})
    return VendorMonth(
        vendor=vendor,
        month=month,
        lines=tuple(
            VendorLine(good=good, name=told.shown[good], pieces=many, fen=fen)
            for (good, fen), many in sorted(pieces.items())
            if many
        ),
        before_fen=came_to - sum(told.settled[vendor, one]["amount_fen"] for one in earlier),
    )


def _as_settled(connection: Connection) -> dict[tuple[str, str], list[tuple[str, int, int]]]:
    """The lines of each settlement as its document has them."""
    papers = select(documents.c.content).where(documents.c.op == "vendor.settle").order_by(documents.c.id)
    found = {}
    for written in connection.execute(papers).scalars():
        content = json.loads(written)
        key = content["rows"][0]["key"]
        found[key["vendor"], key["month"]] = [(good, many, fen) for good, many, fen in content["lines"]]
    return found


_HANDED = Prepared(
    text(
        "SELECT g.owner, l.item, d.business_date, COALESCE(o.business_date, d.business_date), "
        "CASE WHEN o.id IS NULL THEN 1 ELSE -1 END, "
        "SUM(l.pieces) FROM goods g JOIN lines l ON l.item = g.code AND l.side = 'out' "
        "JOIN documents t ON t.id = l.document_id JOIN documents d ON d.id = t.id OR d.voids = t.number "
        "LEFT JOIN documents o ON o.number = d.voids WHERE g.owner <> :fund AND g.kind = 'thing' GROUP BY 1, 2, 3, 4, 5"
    )
)


def _redeemed(connection: Connection) -> dict[str, dict[str, Pieces]]:
    """Vendor → month → things handed out in it, less those whose ticket was voided in it, and services whose voucher was used."""
    found: dict[str, dict[str, Pieces]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    repaid = _repayments(connection)
    for owner, item, day, of_day, sign, many in _HANDED.each(connection, fund=OWNED_BY_FUND):
        found[owner][day[:7]][item, _on(repaid[item], of_day)] += sign * int(many)
    used = (
        select(goods.c.owner, vouchers.c.good, vouchers.c.used_on, vouchers.c.issued_on)
        .join(goods, goods.c.code == vouchers.c.good)
        .where(vouchers.c.state == "used", goods.c.owner != OWNED_BY_FUND)
    )
    for owner, item, used_on, issued_on in connection.execute(used):
        found[owner][used_on[:7]][item, _on(repaid[item], issued_on)] += 1
    return found


def _repayments(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    """Each good with its repayments, newest first."""
    rows = connection.execute(select(good_repayments).order_by(good_repayments.c["from"].desc())).mappings()
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for r in rows:
        found[r["good"]].append((r["from"], r["vendor_fen"]))
    return found


def _on(rows: list[tuple[str, int]], day: str) -> int:
    """The repayment in force on a day; nothing before the first."""
    return next((fen for since, fen in rows if since <= day), 0)
