"""What must be true of one document by itself: the sums that are printed, held against each other by the rules that made them.

Takes plain rows, answers sentences' worth of facts in English for `verify`; asks no database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Rate, price_line, price_units
from shop_desktop.domain.quantities import half_up
from shop_desktop.domain.tickets import price_of

_WHOLE = ("gross_g", "tare_g", "net_g", "pieces", "price_fen", "price_points", "price_per", "amount_fen", "points")

Line = Mapping[str, Any]


def what_does_not_add_up(op: str, content: Mapping[str, Any], lines: Sequence[Line], moved: Sequence[Line]) -> Iterator[str]:
    """Each thing wrong with a document's lines and entries (columns of those tables); nothing where all adds up."""
    yield from _entries(moved)
    sound = True
    for line in lines:
        wrong = _line(line, content)
        if wrong:
            sound = False
            yield f"line {line['position']}: {wrong}"
    if sound and op in _WHOLES:
        yield from _WHOLES[op](content, lines, moved)


def _entries(moved: Sequence[Line]) -> Iterator[str]:
    sums: dict[tuple[str, str], int] = {}
    for entry in moved:
        if not isinstance(entry["amount"], int):
            yield f"entry {entry['position']} is no whole number"
            return
        key = (str(entry["ledger"]), str(entry["item"]))
        sums[key] = sums.get(key, 0) + entry["amount"]
    for key, total in sums.items():
        if total:
            yield f"{'/'.join(key)} sums to {total}"


def _line(line: Line, content: Mapping[str, Any]) -> str:
    """What is wrong with a line by itself; "" where nothing is."""
    if any(line[name] is not None and not (isinstance(line[name], int) and line[name] >= 0) for name in _WHOLE):
        return "not whole numbers"
    if line["side"] == "out":
        right = (line["pieces"] or 0) * (line["price_points"] or 0)
        return "" if line["points"] == right else "points are not pieces × points"
    if line["side"] == "sold":
        return _sold(line)
    if line["side"] != "in":
        return ""
    if line["gross_g"] is not None and line["gross_g"] - (line["tare_g"] or 0) != line["net_g"]:
        return "net is not gross − tare"
    return _worth(line, content)


def _sold(line: Line) -> str:
    quantity = line["net_g"] if line["net_g"] is not None else line["pieces"]
    if not quantity or not line["price_per"] or line["price_fen"] is None:
        return "no quantity or no price"
    right = half_up(quantity * line["price_fen"], line["price_per"])
    return "" if line["amount_fen"] == right else "amount is not quantity × price"


def _worth(line: Line, content: Mapping[str, Any]) -> str:
    quantity = line["net_g"] if line["net_g"] is not None else line["pieces"]
    if not quantity or not line["price_per"] or (line["price_fen"] is None) == (line["price_points"] is None):
        return "no quantity or no price"
    price = price_of(line["price_fen"], line["price_points"], line["price_per"])
    if isinstance(price, MoneyPrice):
        worth = price_line(quantity, price, Rate(content.get("points_per_yuan", 0)))
        if worth.amount_fen != line["amount_fen"]:
            return "amount is not quantity × price"
    else:
        assert isinstance(price, PointsPrice)
        worth = price_units(quantity, price, line["waiting_before"] or 0)
        if worth.waiting != line["waiting"]:
            return "what waits is not what was left"
    return "" if worth.points == line["points"] else "points are not what the price gives"


def _ticket(content: Mapping[str, Any], lines: Sequence[Line], moved: Sequence[Line]) -> Iterator[str]:
    """The ticket's own sums, its lines' and its entries' are one."""
    given = sum(line["points"] for line in lines if line["side"] == "in")
    taken = sum(line["points"] for line in lines if line["side"] == "out")
    if (content.get("points_in"), content.get("points_out")) != (given, taken):
        yield "points in and out are not the lines'"
    if content.get("civic_spent", 0) + content.get("recycling_spent", 0) != taken:
        yield "what the purses paid is not what the goods cost"
    if (_sum(moved, "points", "issued"), _sum(moved, "points", "spent")) != (-given, taken):
        yield "points moved are not the lines'"
    weighed = sum(line["net_g"] if line["net_g"] is not None else line["pieces"] for line in lines if line["side"] == "in")
    if _sum(moved, "materials", "yard") != weighed:
        yield "what went to the yard is not what was taken in"


def _sale(content: Mapping[str, Any], lines: Sequence[Line], moved: Sequence[Line]) -> Iterator[str]:
    """What was sold is what left the yard, and what it came to is what the buyer paid or owes."""
    if content.get("amount_fen") != sum(line["amount_fen"] for line in lines):
        yield "the amount is not the lines'"
    if _sum(moved, "fund", "fund") + _sum(moved, "fund", "receivable") != content.get("amount_fen"):
        yield "money moved is not the amount"
    yield from _left(content, lines, moved)


def _left(_content: Mapping[str, Any], lines: Sequence[Line], moved: Sequence[Line]) -> Iterator[str]:
    if -_sum(moved, "materials", "yard") != sum(line["net_g"] if line["net_g"] is not None else line["pieces"] for line in lines):
        yield "what left the yard is not what the lines say"


def _money(content: Mapping[str, Any], lines: Sequence[Line], moved: Sequence[Line]) -> Iterator[str]:
    if abs(_sum(moved, "fund", "fund")) != content.get("amount_fen"):
        yield "money moved is not the amount"
    if _sum(moved, "goods", "shelf") != sum(line["pieces"] for line in lines):
        yield "what came to the shelf is not what the lines say"


Whole = Callable[[Mapping[str, Any], Sequence[Line], Sequence[Line]], Iterator[str]]
_WHOLES: dict[str, Whole] = {
    "ticket.post": _ticket,
    "sale.post": _sale,
    "handover.post": _left,
    "fund.receive": _money,
    "fund.pay": _money,
    "goods.receive": lambda _content, lines, moved: _money({"amount_fen": 0}, lines, moved),
}
"""What must be true of a whole document, by its operation."""


def _sum(moved: Sequence[Line], ledger: str, account: str) -> int:
    return sum(entry["amount"] for entry in moved if entry["ledger"] == ledger and entry["account"] == account)
