"""What must be true of one document by itself: the sums that are printed, held against each other by the rules that made them.

Takes plain rows, answers sentences' worth of facts in English for `verify`; asks no database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from shop_desktop.domain.prices import MoneyPrice, Rate, price_line, price_units
from shop_desktop.domain.quantities import half_up
from shop_desktop.domain.tickets import price_of
from shop_desktop.store.walk import Line

_numbers = attrgetter("gross_g", "tare_g", "net_g", "pieces", "price_fen", "price_points", "price_per", "amount_fen", "points")

Moved = Sequence[Sequence[Any]]
"""Ledger, item, account, amount."""


def what_does_not_add_up(op: str, content: Mapping[str, Any], lines: Sequence[Line], moved: Moved) -> Iterator[str]:
    """Each thing wrong with a document's lines and entries; nothing where all adds up."""
    yield from _entries(moved)
    sound = True
    for number, line in enumerate(lines, 1):
        wrong = _line(line, content)
        if wrong:
            sound = False
            yield f"line {number}: {wrong}"
    if sound and op in _WHOLES:
        yield from _WHOLES[op](content, lines, moved)


def _entries(moved: Moved) -> Iterator[str]:
    sums: dict[tuple[str, str], int] = {}
    for ledger, item, _account, amount in moved:
        if type(amount) is not int:
            yield f"an entry of {ledger} is no whole number"
            return
        sums[ledger, item] = sums.get((ledger, item), 0) + amount
    if any(sums.values()):
        for key, total in sums.items():
            if total:
                yield f"{'/'.join(map(str, key))} sums to {total}"


def _line(line: Line, content: Mapping[str, Any]) -> str:
    """What is wrong with a line by itself; "" where nothing is."""
    for number in _numbers(line):
        if number is not None and (type(number) is not int or number < 0):
            return "not whole numbers"
    side = line.side
    if side == "out":
        right = (line.pieces or 0) * (line.price_points or 0)
        return "" if line.points == right else "points are not pieces × points"
    if side == "sold":
        return _sold(line)
    if side != "in":
        return ""
    if line.gross_g is not None and line.gross_g - (line.tare_g or 0) != line.net_g:
        return "net is not gross − tare"
    return _worth(line, content)


def _sold(line: Line) -> str:
    quantity, per = _quantity(line), line.price_per
    if not quantity or not per or line.price_fen is None:
        return "no quantity or no price"
    right = half_up(quantity * line.price_fen, per)
    return "" if line.amount_fen == right else "amount is not quantity × price"


def _quantity(line: Line) -> int | None:
    """Grams or pieces."""
    return line.pieces if line.net_g is None else line.net_g


def _worth(line: Line, content: Mapping[str, Any]) -> str:
    quantity, per, fen = _quantity(line), line.price_per, line.price_fen
    if not quantity or not per or (fen is None) == (line.price_points is None):
        return "no quantity or no price"
    price = _price(fen, line.price_points, per)
    if isinstance(price, MoneyPrice):
        worth = price_line(quantity, price, _rate(content.get("points_per_yuan", 0)))
        if worth.amount_fen != line.amount_fen:
            return "amount is not quantity × price"
    else:
        worth = price_units(quantity, price, line.waiting_before or 0)
        if worth.waiting != line.waiting:
            return "what waits is not what was left"
    return "" if worth.points == line.points else "points are not what the price gives"


_price, _rate = lru_cache(1000)(price_of), lru_cache(100)(Rate)


def _ticket(content: Mapping[str, Any], lines: Sequence[Line], moved: Moved) -> Iterator[str]:
    """The ticket's own sums, its lines' and its entries' are one."""
    given = taken = weighed = 0
    for line in lines:
        if line.side == "in":
            given += line.points or 0
            weighed += _quantity(line) or 0
        elif line.side == "out":
            taken += line.points or 0
    if (content.get("points_in"), content.get("points_out")) != (given, taken):
        yield "points in and out are not the lines'"
    if content.get("civic_spent", 0) + content.get("recycling_spent", 0) != taken:
        yield "what the purses paid is not what the goods cost"
    issued = spent = yard = 0
    for ledger, _item, account, amount in moved:
        if account == "yard":
            yard += amount
        elif ledger == "points" and account == "issued":
            issued += amount
        elif ledger == "points" and account == "spent":
            spent += amount
    if (issued, spent) != (-given, taken):
        yield "points moved are not the lines'"
    if yard != weighed:
        yield "what went to the yard is not what was taken in"


def _sale(content: Mapping[str, Any], lines: Sequence[Line], moved: Moved) -> Iterator[str]:
    """What was sold is what left the yard, and what it came to is what the buyer paid or owes."""
    if content.get("amount_fen") != sum(line.amount_fen or 0 for line in lines):
        yield "the amount is not the lines'"
    if _sum(moved, "fund", "fund") + _sum(moved, "fund", "receivable") != content.get("amount_fen"):
        yield "money moved is not the amount"
    yield from _left(content, lines, moved)


def _left(_content: Mapping[str, Any], lines: Sequence[Line], moved: Moved) -> Iterator[str]:
    if -_sum(moved, "materials", "yard") != sum(_quantity(line) or 0 for line in lines):
        yield "what left the yard is not what the lines say"


def _money(content: Mapping[str, Any], lines: Sequence[Line], moved: Moved) -> Iterator[str]:
    if abs(_sum(moved, "fund", "fund")) != content.get("amount_fen"):
        yield "money moved is not the amount"
    if _sum(moved, "goods", "shelf") != sum(line.pieces or 0 for line in lines):
        yield "what came to the shelf is not what the lines say"


Whole = Callable[[Mapping[str, Any], Sequence[Line], Moved], Iterator[str]]
_WHOLES: dict[str, Whole] = {
    "ticket.post": _ticket,
    "sale.post": _sale,
    "handover.post": _left,
    "fund.receive": _money,
    "fund.pay": _money,
    "goods.receive": lambda _content, lines, moved: _money({"amount_fen": 0}, lines, moved),
}
"""What must be true of a whole document, by its operation."""


def _sum(moved: Moved, ledger: str, account: str) -> int:
    return sum(entry[3] for entry in moved if entry[0] == ledger and entry[2] == account)
