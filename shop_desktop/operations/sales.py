"""Recyclables leave the yard: sold for money, paid at once or later, or handed over to the township with a record."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.materials import Material
from shop_desktop.domain.quantities import half_up
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Fen, Many, Name, Outcome, Paper, Whole, amount_of, not_before, post
from shop_desktop.store import journal
from shop_desktop.store.journal import Act, Entry, Posting
from shop_desktop.store.queries import costs, materials, sales

MOST_SALE_FEN = 100_000_000_000
"""No line of a sale comes to more than a milliard yuan."""
SaleKind = Literal["recycler", "on-site"]


class SaleLine(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Grams or pieces of a material at `yuan` for `per` kilograms or pieces."""

    material: Code
    yuan: str
    net_g: Whole | None = None
    pieces: Whole | None = None
    per: Annotated[int, Meta(ge=1, le=1_000_000)] = 1


class PostSale(Command, frozen=True, kw_only=True, tag="sale.post"):
    """A sale to a recycler, or on the spot to the cleaning contractor; unpaid, it is owed until `sale.paid`.

    `transport_saved_fen` is noted, not booked.
    """

    buyer: Name
    lines: Annotated[list[SaleLine], Meta(min_length=1, max_length=200)]
    kind: SaleKind = "recycler"
    paid: bool = True
    paper: Paper | None = None
    transport_saved_fen: Fen | None = None


class PaySale(Command, frozen=True, kw_only=True, tag="sale.paid"):
    """Money that came for a sale on credit, whole or in parts."""

    sale: Code
    amount_fen: Annotated[int, Meta(ge=1, le=100_000_000_000)]


class HandedLine(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Grams or pieces of a material."""

    material: Code
    net_g: Whole | None = None
    pieces: Whole | None = None


class HandOver(Command, frozen=True, kw_only=True, tag="handover.post"):
    """Hazardous materials to the township, with a record and without money."""

    to: Name
    lines: Annotated[list[HandedLine], Meta(min_length=1, max_length=200)]
    paper: Paper | None = None


def post_sale(command: PostSale, act: Act) -> Outcome:
    """Refused: `unknown`, `bad-unit`, `bad-weight`, `hazardous`, `out-of-stock`, `bad-request` for an amount."""
    known = materials.some(act.connection, {line.material for line in command.lines}, act.business_date)
    rows, entries = [], []
    for n, line in enumerate(command.lines):
        material, quantity = _leaving(line, known, f"lines[{n}]")
        if material.hazardous:
            raise Refused("hazardous", field=f"lines[{n}].material", what=material.name)
        fen, per = amount_of(line.yuan, f"lines[{n}].yuan"), line.per * (1000 if material.unit == "kg" else 1)
        amount = half_up(quantity * fen, per)
        if amount > MOST_SALE_FEN:
            raise Refused("bad-request", field=f"lines[{n}].yuan")
        rows.append(_row("sold", material, quantity) | {"price_fen": fen, "price_per": per, "amount_fen": amount})
        entries += _out(material.code, quantity, "sold")
    total = sum(row["amount_fen"] for row in rows)
    worth = costs.yard_worth(act.connection)
    content: dict[str, Any] = {
        "buyer": command.buyer,
        "kind": command.kind,
        "paid": command.paid,
        "amount_fen": total,
        "costs_fen": [costs.take(worth, row["item"], row.get("net_g") or row["pieces"]) for row in rows],
    }
    told = {"paper": command.paper, "transport_saved_fen": command.transport_saved_fen}
    content |= {key: value for key, value in told.items() if value is not None}
    if total:
        entries += _money_in(total) if command.paid else _owed(total)
    posting = Posting(kind=document_kind(act.op), content=content, lines=tuple(rows), entries=tuple(entries))
    return post(act, posting, "sales", "materials", "fund", amount_fen=total)


def pay_sale(command: PaySale, act: Act) -> Outcome:
    """Refused: `unknown`, `too-early`, `already-paid` beyond what is still owed, also for a sale that was paid at once."""
    sale = journal.find(act.connection, command.sale)
    if sale is None or sale.op != "sale.post" or sale.voided_by:
        raise Refused("unknown", field="sale", what=command.sale)
    not_before(act, sale.business_date, sale.number)
    left = sales.owed_for(act.connection, sale)
    if command.amount_fen > left:
        raise Refused("already-paid", field="amount_fen", what=sale.number, left_fen=left)
    content = {"sale": sale.number, "buyer": sale.content["buyer"], "amount_fen": command.amount_fen}
    owed = [Entry(e.ledger, e.item, e.account, -e.amount) for e in _owed(command.amount_fen)]
    entries = (*owed, *_money_in(command.amount_fen))
    posting = Posting(kind=document_kind(act.op), content=content, entries=entries)
    return post(act, posting, "sales", "fund", left_fen=left - command.amount_fen)


def hand_over(command: HandOver, act: Act) -> Outcome:
    """Refused: `unknown`, `bad-unit`, `bad-weight`, `out-of-stock`."""
    known = materials.some(act.connection, {line.material for line in command.lines}, act.business_date)
    rows, entries = [], []
    for n, line in enumerate(command.lines):
        material, quantity = _leaving(line, known, f"lines[{n}]")
        rows.append(_row("handed", material, quantity))
        entries += _out(material.code, quantity, "handed")
    content = {"to": command.to} | ({"paper": command.paper} if command.paper else {})
    posting = Posting(kind=document_kind(act.op), content=content, lines=tuple(rows), entries=tuple(entries))
    return post(act, posting, "sales", "materials")


def _leaving(line: SaleLine | HandedLine, known: dict[str, Material], field: str) -> tuple[Material, Many]:
    """The material, and how many grams or pieces of it."""
    material = known.get(line.material)
    if material is None:
        raise Refused("unknown", field=f"{field}.material", what=line.material)
    if (line.net_g is None) == (line.pieces is None):
        raise Refused("bad-request", field=f"{field}.net_g")
    if (material.unit == "kg") != (line.net_g is not None):
        raise Refused("bad-unit", field=f"{field}.{'pieces' if line.net_g is None else 'net_g'}", what=material.name)
    quantity = line.net_g if line.net_g is not None else line.pieces
    assert quantity is not None
    if quantity < 1:
        raise Refused("bad-weight", field=f"{field}.{'net_g' if material.unit == 'kg' else 'pieces'}")
    return material, quantity


def _row(side: str, material: Material, quantity: int) -> dict[str, Any]:
    weighed = material.unit == "kg"
    return {
        "side": side,
        "item": material.code,
        "name": material.name,
        "unit": material.unit,
        "net_g": quantity if weighed else None,
        "pieces": None if weighed else quantity,
    }


def _out(material: str, quantity: int, account: str) -> list[Entry]:
    return [Entry("materials", material, "yard", -quantity), Entry("materials", material, account, quantity)]


def _money_in(fen: int) -> list[Entry]:
    return [Entry("fund", "", "source:recyclables", -fen), Entry("fund", "", "fund", fen)]


def _owed(fen: int) -> list[Entry]:
    return [Entry("fund", "", "buyers", -fen), Entry("fund", "", "receivable", fen)]
