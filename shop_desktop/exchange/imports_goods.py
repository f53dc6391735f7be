"""Lists of goods: lines to `good.add` and, where pieces stand there, `goods.receive`."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.exchange import imports_words as words
from shop_desktop.exchange.imports_rows import Findings, Row
from shop_desktop.store.queries import goods
from shop_desktop.text import _


def build_goods(rows: Iterable[Row], reader: Connection, day: date, reason: str, findings: Findings) -> None:
    """Goods that the books do not know yet, with the pieces that are there."""
    shelf, listed = goods.shelf(reader, day), list(rows)
    there = {
        "code": {good.code: 0 for good in shelf},
        "name": {good.name: 0 for good in shelf},
        "barcode": {good.barcode: 0 for good in shelf if good.barcode},
    }
    codes = {row.text("code") for row in listed} | set(there["code"])
    number, costs = len(shelf) + 1, []
    for row in listed:
        name, points, barcode = row.needed("name"), _points(row), row.digits("barcode")
        code = row.text("code")
        if not code:
            while f"g{number:02}" in codes:
                number += 1
            code = f"g{number:02}"
            codes.add(code)
        for field, value in (("code", code), ("name", name), ("barcode", barcode or "")):
            _hold_once(row, field, value, there[field])
        owner, vendor_fen = _owner(row)
        kind, since = _kind(row), row.day("from", day).isoformat()
        pieces, cost = row.whole("quantity"), _cost(row)
        if not row.sound:
            continue
        named = {"vendor_fen": "vendor", "since": "from"}
        facts = {"barcode": barcode, "owner": owner, "vendor_fen": vendor_fen, "kind": kind}
        row.wish("good.add", named, code=code, name=name, points=points, from_=since, **facts)
        if pieces:
            if row.text("cost"):
                costs.append(row.number)
            row.wish("goods.receive", {"good": "code", "cost_fen": "cost"}, good=code, quantity=pieces, cost_fen=cost)
    if costs:
        findings.note(costs[0], _("The cost is taken as that of one piece, times the pieces that are there."))


def _points(row: Row) -> int | None:
    points = row.whole("points")
    if points is None and not row.text("points"):
        row.needed("points")
    return points


def _hold_once(row: Row, field: str, value: str, there: dict[str, int]) -> None:
    if value and (line := there.get(value)):
        row.fault(field, _("Stands on line {line} already.", line=line))
    elif value in there and value:
        row.fault(field, _("Is in the books already. What came in since is written with F4 on the goods page."))
    there.setdefault(value, row.number)


def _owner(row: Row) -> tuple[str, int | None]:
    """Whose good it is, and what is repaid for one."""
    told = row.text("owner")
    owner = OWNED_BY_FUND if not told or told.lower() in words.OF_THE_FUND else told
    vendor_fen = row.fen("vendor")
    if owner == OWNED_BY_FUND and vendor_fen is not None:
        row.fault("vendor", _("Only a good of somebody else is repaid. Write whose it is."))
    return owner, vendor_fen


def _kind(row: Row) -> str:
    return "service" if row.text("kind").lower() in words.SERVICE else "thing"


def _cost(row: Row) -> int | None:
    """Of all pieces together."""
    one, whole, pieces = row.fen("cost"), row.fen("cost_total"), row.whole("quantity")
    if row.text("kind").lower() in words.SERVICE and pieces:
        row.fault("quantity", _("A service has no shelf"))
    if one is None or pieces is None:
        return whole
    if whole is not None and whole != one * pieces:
        row.fault("cost_total", _("One piece and the pieces come to another sum. Which one is right?"))
    return one * pieces
