"""Row `report`: the numbers of a month's report, in books of a million entries: the last whole month, as it is closed.

Floor: bare SQL that sums the same month by account, item, household and day, and what stood before it.
"""

import sqlite3
from pathlib import Path

from shop_desktop.bench.figures import Call, Figure, side_by_side
from shop_desktop.bench.village import NOW, lived
from shop_desktop.domain.calendar import month_days
from shop_desktop.store.books import FILE, Books
from shop_desktop.store.queries.months import month_figures

AT_MOST = 1.5
MONTH = f"{NOW.year}-{NOW.month - 1:02}"
_OF_MONTH = "FROM documents d LEFT JOIN documents o ON o.number = d.voids"
_TICKETS = "WHERE d.business_date BETWEEN :since AND :until AND d.op = 'ticket.post'"
_SUMS = (
    "SELECT e.account, e.item, e.ledger, d.voids IS NULL, o.business_date < :since, SUM(MAX(e.amount, 0)), SUM(MIN(e.amount, 0)) "
    f"{_OF_MONTH} JOIN entries e ON e.document_id = d.id WHERE d.business_date BETWEEN :since AND :until GROUP BY 1, 2, 3, 4, 5",
    "SELECT e.account, e.item, e.ledger, SUM(e.amount) FROM documents d CROSS JOIN entries e "
    "WHERE e.document_id = d.id AND d.business_date > :until GROUP BY 1, 2, 3",
    "SELECT account, item, ledger, amount FROM balances",
    "SELECT l.item, l.side, l.source, d.voids IS NULL, o.business_date < :since, COUNT(*), SUM(l.net_g), SUM(l.pieces), "
    f"SUM(l.amount_fen), SUM(l.points) {_OF_MONTH} JOIN lines l ON l.document_id = COALESCE(o.id, d.id) "
    "WHERE d.business_date BETWEEN :since AND :until GROUP BY 1, 2, 3, 4, 5",
    "SELECT json_extract(d.content, '$.household'), COUNT(DISTINCT d.id), SUM(l.net_g) "
    f"FROM documents d JOIN lines l ON l.document_id = d.id AND l.side = 'in' {_TICKETS} GROUP BY 1",
    "SELECT d.business_date, COUNT(*), SUM(json_extract(d.content, '$.points_in')), SUM(json_extract(d.content, '$.points_out')) "
    f"FROM documents d {_TICKETS} GROUP BY 1",
    "SELECT d.business_date, l.item, SUM(l.net_g) FROM documents d JOIN lines l ON l.document_id = d.id AND l.side = 'in' "
    f"{_TICKETS} GROUP BY 1, 2",
    "SELECT op, COUNT(*) FROM documents WHERE business_date BETWEEN :since AND :until GROUP BY op",
    "SELECT id, code, name, party_member FROM households ORDER BY code",
)


def run(folder: Path, quick: bool) -> list[Figure]:
    """The same month again and again."""
    books = lived(folder, quick=quick)
    raw = sqlite3.connect(books.folder / FILE)
    ours, floor = side_by_side(_figures(books), _summed(raw), rounds=3 if quick else 9, times=10 if quick else 30)
    raw.close()
    books.close()
    return [Figure(row="report", what="a month", ours=ours.at(0.5), floor=floor.at(0.5), unit="µs", goal=AT_MOST)]


def _figures(books: Books) -> Call:
    return lambda: month_figures(books.reader, MONTH)


def _summed(raw: sqlite3.Connection) -> Call:
    since, until = (day.isoformat() for day in month_days(MONTH))
    return lambda: [raw.execute(sql, {"since": since, "until": until}).fetchall() for sql in _SUMS]
