"""What a ticket's slip says: each line of it as text, from a Receipt. Every number carries its unit.

Knows no place and no size; slip.py sets these lines. The 58 mm paper has every figure of the 80 mm one, in shorter words.
"""

from typing import NamedTuple

from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Unit
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.tickets import GoodLine, MaterialLine, Receipt
from shop_desktop.text import _


class Part(NamedTuple):
    """A material's part of a slip: name, marks in boxes, points at the right, and how they came about."""

    name: str
    marks: tuple[str, ...]
    points: str
    proof: tuple[str, ...]


class Balance(NamedTuple):
    """What may be spent now: label, the word before the number (debt), number, unit."""

    label: str
    before: str
    number: str
    unit: str


def code(receipt: Receipt) -> str:
    """What the QR code holds, in ASCII: number and seal, as a scan reads it."""
    return f"{receipt.number} {receipt.seal.replace(' ', '')}"


def points(value: int, *, plus: bool = False) -> str:
    """Points with their unit; below zero only where they are a minus, not a debt."""
    return _("{points} pts", points=points_text(value, plus=plus))


def balance(value: int) -> str:
    """A purse: points, or what is owed."""
    return _("owing {points}", points=points(-value)) if value < 0 else points(value)


def quantity(value: int, unit: Unit) -> str:
    """Kilograms or pieces with their unit, a true minus below zero."""
    sign = "−" if value < 0 else ""
    if unit == "kg":
        return f"{sign}{kg_text(abs(value))} kg"
    return sign + _("{count} pcs", count=f"{abs(value):,}")


def notices(receipt: Receipt) -> list[str]:
    """Lines about the ticket as a whole: a late paper slip and its number, the day it was weighed."""
    lines = []
    if receipt.slip:
        lines.append(_("Entered later · paper slip {slip}", slip=receipt.slip))
    if receipt.weighed_on:
        lines.append(_("Weighed on {day}", day=receipt.weighed_on.isoformat()))
    return lines


def material(line: MaterialLine, *, narrow: bool) -> Part:
    """A line of the first half: what was brought, and how its points came about."""
    return Part(line.name, _marks(line), points(line.points), (*_weighing(line, narrow), *_worth(line)))


def _marks(line: MaterialLine) -> tuple[str, ...]:
    """A typed weight is marked; pieces are always counted by hand and need no mark."""
    typed = _("typed") if line.unit == "kg" else None
    source = {"typed": typed, "paper": _("entered later")}.get(line.load.source)
    tare = {"taken": _("tare"), "preset": _("preset tare")}.get(line.load.proof.tare) if line.load.proof else None
    return tuple(mark for mark in (source, tare) if mark)


def _weighing(line: MaterialLine, narrow: bool) -> tuple[str, ...]:
    if line.unit != "kg":
        return ()
    facts = {
        "gross": kg_text(line.load.gross_g or 0),
        "tare": kg_text(line.load.tare_g),
        "net": kg_text(line.load.quantity),
    }
    if narrow:
        return (_("G {gross} kg − T {tare} kg = N {net} kg", **facts),)
    return (_("gross {gross} kg − tare {tare} kg = net {net} kg", **facts),)


def _worth(line: MaterialLine) -> tuple[str, ...]:
    if isinstance(line.price, PointsPrice):
        return _waiting(line, line.price)
    amount = _("{yuan} yuan", yuan=yuan_text(line.amount_fen or 0))
    return (f"{quantity(line.load.quantity, line.unit)} × {price(line.price, line.unit)} = {amount}",)


def price(price: MoneyPrice, unit: Unit) -> str:
    """A price with its quantity: 1.40 yuan/kg, 0.05 yuan/10 pcs."""
    yuan = yuan_text(price.fen)
    if price.per != (1000 if unit == "kg" else 1):
        return _("{yuan} yuan/{quantity}", yuan=yuan, quantity=quantity(price.per, unit))
    return _("{yuan} yuan/kg", yuan=yuan) if unit == "kg" else _("{yuan} yuan/pc", yuan=yuan)


def _waiting(line: MaterialLine, price: PointsPrice) -> tuple[str, ...]:
    before, left = line.waiting_before or 0, line.waiting or 0
    now = quantity(line.load.quantity, line.unit)
    facts = {"now": now, "kept": quantity(abs(before), line.unit), "sum": quantity(before + line.load.quantity, line.unit)}
    count = _("{now} − {kept} owed = {sum}", **facts) if before < 0 else _("{now} + {kept} kept = {sum}", **facts)
    rate = {"per": quantity(price.per, line.unit), "points": points(price.points)}
    worth = _("{per} makes {points}", **rate) if line.unit == "kg" else _("{per} make {points}", **rate)
    rest = quantity(abs(left), line.unit)
    return (
        _("{count}, {worth}", count=count, worth=worth),
        _("{rest} still owed, next time makes up", rest=rest) if left < 0 else _("{rest} left, counts next time", rest=rest),
    )


def brought(receipt: Receipt) -> list[str]:
    """The first half's sums: kilograms and yuan, each where there is any; a plain word where there is neither."""
    sums = []
    if any(line.unit == "kg" for line in receipt.lines):
        sums.append(quantity(receipt.net_g, "kg"))
    if any(line.amount_fen is not None for line in receipt.lines):
        sums.append(_("{yuan} yuan", yuan=yuan_text(receipt.amount_fen)))
    return sums or [_("Together")]


def each(good: GoodLine, *, narrow: bool) -> str:
    """How a good's points come about: points each, times pieces."""
    times = "×" if narrow else " × "
    return points(good.points_each) + times + quantity(good.quantity, "piece")


def paid(receipt: Receipt, *, narrow: bool) -> str:
    """Out of which purses the goods were paid."""
    civic, recycling = receipt.spending
    facts = {"civic": points(civic), "recycling": points(recycling)}
    if civic and recycling and narrow:
        return _("Civic {civic}+recycling {recycling}", **facts)
    if civic and recycling:
        return _("Civic {civic} + recycling {recycling}", **facts)
    if civic:
        return _("Civic {civic}", **facts)
    return _("Recycling {recycling}", **facts) if recycling else _("Together")


def before(receipt: Receipt) -> str:
    return _("Before {balance}", balance=balance(receipt.spendable_before))


def this_ticket(receipt: Receipt) -> str:
    net = receipt.points_in - receipt.points_out
    return _("This ticket {points}", points=points(net, plus=net > 0))


def now(receipt: Receipt) -> Balance:
    """What may be spent after this ticket, or is owed. A copy, a void or a late slip does not say "now" of a moment gone by."""
    value, past = receipt.spendable, bool(receipt.copy or receipt.voided_by or receipt.slip)
    if value < 0:
        return Balance(_("Balance then") if past else _("Balance now"), _("owing"), points_text(-value), _("pts"))
    return Balance(_("Could spend then") if past else _("Can spend now"), "", points_text(value), _("pts"))


def pending(receipt: Receipt) -> str:
    """Civic points not yet spendable; "" where there are none."""
    return pending_points(receipt.pending) if receipt.pending else ""


def pending_points(value: int) -> str:
    """Points in publicity."""
    return _("{points} on public notice, usable after it", points=points(value))


def closing(receipt: Receipt, *, narrow: bool) -> list[str]:
    """The lines beside the QR code, below the seal."""
    rate = points(receipt.rate.points_per_yuan)
    told = [_("1 yuan = {points}", points=rate), _("Served by {name}", name=receipt.operator)]
    if receipt.copy or receipt.voided_by or receipt.slip:
        return told
    return [*told, _("Wrong? Come today, we undo it") if narrow else _("Wrong? Bring this slip today, we undo it")]
