"""A ticket: materials in, goods out, or both, posted in one document."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Any

from msgspec import Meta, Struct

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.households import Household
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Rate
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.tickets import (
    GoodLine,
    Load,
    MaterialLine,
    Proof,
    Source,
    Spending,
    TareKind,
    check_load,
    price_loads,
    spend,
)
from shop_desktop.operations.base import Code, Command, Count, Instant, Many, Outcome, Sentence, Whole
from shop_desktop.store import journal
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.queries import goods, households, materials, prices, vouchers

MOST_VOUCHERS = 100
"""Vouchers on one ticket."""


class ProofFields(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A scale weight's proof: raw frame (hex), protocol, port, time, the division e in grams, kind of tare."""

    frame: Annotated[str, Meta(pattern=r"\A([0-9a-f]{2}){1,256}\Z")]
    protocol: Code
    port: Annotated[str, Meta(min_length=1, max_length=200)]
    taken_at: Instant
    e_g: Many
    tare: TareKind


class TicketLine(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Grams of a weighed material, or pieces of a counted one."""

    material: Code
    gross_g: Whole | None = None
    tare_g: Whole = 0
    pieces: Whole | None = None
    source: Source | None = None
    typed_reason: Sentence = ""
    proof: ProofFields | None = None
    same_again: bool = False


class TicketGood(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Pieces of a good."""

    good: Code
    quantity: Many


class RemovedLine(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line taken, then removed before posting."""

    material: Code
    at: Instant
    net_g: Whole | None = None
    pieces: Whole | None = None


class PostTicket(Command, frozen=True, kw_only=True, tag="ticket.post"):
    """One visit. `slip`: number of a paper slip; `weighed_on`: that slip's own day when its month is closed."""

    household: Code
    lines: Annotated[list[TicketLine], Meta(max_length=500)] = []
    goods: Annotated[list[TicketGood], Meta(max_length=500)] = []
    slip: Code | None = None
    weighed_on: date | None = None
    removed: Annotated[list[RemovedLine], Meta(max_length=500)] = []
    overloads: Count = 0


def post_ticket(command: PostTicket, act: Act) -> Outcome:
    """Price, check and post a ticket.

    Refused: `unknown`, `household-closed`, `empty-ticket`, `bad-request`, `bad-unit`, `bad-weight`, `no-price`,
    `out-of-stock`, `insufficient-points`, `duplicate` slip.
    """
    household = households.by_code(act.connection, command.household)
    if household is None:
        raise Refused("unknown", field="household", what=command.household)
    if household.state != "active":
        raise Refused("household-closed", field="household", household=household.name)
    if not command.lines and not command.goods:
        raise Refused("empty-ticket", field="lines")
    day = _price_day(command, act)
    rate = prices.rate_in_force(act.connection, day)
    lines = _priced_lines(command, household, act, day, rate)
    handed = _goods(command, act, day)
    points_in, points_out = sum(line.points for line in lines), sum(good.points for good in handed)
    purses = household.purses
    first = prices.rule(act.connection, "spend_first", day) if handed and purses.civic > 0 else "civic"
    spending = spend(points_out, civic=purses.civic, recycling=purses.recycling + points_in, spend_first=first)
    posting = Posting(
        kind=document_kind(act.op),
        content=_content(command, household, rate, spending, points_in, points_out) | {"served_by": act.actor.shown},
        rows=_vouchers(act, household, handed),
        lines=(*map(_line_row, lines), *map(_good_row, handed)),
        entries=_entries(household.id, lines, handed, points_in, spending),
        slip=command.slip,
    )
    document = journal.post(act, posting)
    balance = {
        "recycling": purses.recycling + points_in - spending.recycling,
        "civic": purses.civic - spending.civic,
        "pending": purses.pending,
    }
    answer: dict[str, Any] = {
        "lines": [_answered(line) for line in lines],
        "points_in": points_in,
        "points_out": points_out,
        "balance": balance,
    }
    if posting.rows:
        answer["vouchers"] = [row.key["code"] for row in posting.rows]
    changed = frozenset({"tickets", "households", "goods", "materials"})
    return Outcome(op=act.op, document=document.number, answer=answer, changed=changed)


def _price_day(command: PostTicket, act: Act) -> date:
    if command.weighed_on is None:
        return act.business_date
    if command.slip is None or command.weighed_on > act.business_date:
        raise Refused("bad-request", field="weighed_on")
    return command.weighed_on


def _priced_lines(command: PostTicket, household: Household, act: Act, day: date, rate: Rate) -> tuple[MaterialLine, ...]:
    """A ticket's loads, checked and priced by the rows in force on a day."""
    loads = [_load(line, command.slip, f"lines[{n}]") for n, line in enumerate(command.lines)]
    known = materials.some(act.connection, {load.material for load in loads}, day)
    scale = prices.scale_in_force(act.connection, day) if any(load.source == "scale" for load in loads) else None
    for n, load in enumerate(loads):
        material = known.get(load.material)
        if material is not None:
            check_load(load, material, scale.max_g if scale else None, f"lines[{n}]")
    shared = [code for code, material in known.items() if isinstance(material.price, PointsPrice)]
    return price_loads(loads, known, rate, households.waiting(act.connection, household.id, shared))


def _load(line: TicketLine, slip: str | None, field: str) -> Load:
    """The line as the domain knows it. Refused: `bad-request` where its parts do not go together."""
    source: Source = line.source or ("paper" if slip else "typed")
    if (line.gross_g is None) == (line.pieces is None):
        raise Refused("bad-request", field=f"{field}.gross_g")
    if line.pieces is not None and (line.tare_g or line.proof):
        raise Refused("bad-request", field=f"{field}.tare_g")
    if (line.proof is not None) != (source == "scale"):
        raise Refused("bad-request", field=f"{field}.proof")
    if source == "paper" and slip is None:
        raise Refused("bad-request", field=f"{field}.source")
    return Load(
        material=line.material,
        gross_g=line.gross_g,
        tare_g=line.tare_g,
        pieces=line.pieces,
        source=source,
        typed_reason=line.typed_reason,
        same_again=line.same_again,
        proof=_proof(line.proof) if line.proof else None,
    )


def _proof(told: ProofFields) -> Proof:
    return Proof(
        frame=told.frame,
        protocol=told.protocol,
        port=told.port,
        taken_at=told.taken_at.isoformat(timespec="seconds"),
        e_g=told.e_g,
        tare=told.tare,
    )


def _goods(command: PostTicket, act: Act, day: date) -> tuple[GoodLine, ...]:
    """The goods asked for; rows of one good are summed against the shelf."""
    asked: dict[str, int] = {}
    handed = []
    for n, wanted in enumerate(command.goods):
        good = goods.one(act.connection, wanted.good, day)
        if good is None or not good.active:
            raise Refused("unknown", field=f"goods[{n}].good", what=wanted.good)
        if good.points is None:
            raise Refused("no-price", field=f"goods[{n}].good", material=good.name)
        asked[good.code] = asked.get(good.code, 0) + wanted.quantity
        if good.kind == "thing" and asked[good.code] > good.left:
            raise Refused("out-of-stock", field="goods", what=good.name, left=good.left, wanted=asked[good.code])
        line = GoodLine(
            good=good.code, name=good.name, quantity=wanted.quantity, points_each=good.points, service=good.kind == "service"
        )
        handed.append(line)
    return tuple(handed)


def _vouchers(act: Act, household: Household, handed: tuple[GoodLine, ...]) -> tuple[Row, ...]:
    """A numbered voucher for each service handed out, good for the village's number of days."""
    services = [good.good for good in handed if good.service for _piece in range(good.quantity)]
    if not services:
        return ()
    if len(services) > MOST_VOUCHERS:
        raise Refused("bad-request", field="goods")
    until = act.business_date + timedelta(days=int(prices.rule(act.connection, "voucher_days", act.business_date)))
    values = {
        "household": household.id,
        "issued_on": act.business_date.isoformat(),
        "expires_on": until.isoformat(),
        "state": "issued",
        "used_on": None,
    }
    codes = vouchers.next_codes(act.connection, len(services))
    return tuple(
        Row(table="vouchers", key={"code": code}, values=values | {"good": good})
        for code, good in zip(codes, services, strict=True)
    )


def _content(
    command: PostTicket, household: Household, rate: Rate, spending: Spending, points_in: int, points_out: int
) -> dict[str, Any]:
    said: dict[str, Any] = {
        "household": household.id,
        "code": household.code,
        "name": household.name,
        "group": household.group,
        "points_per_yuan": rate.points_per_yuan,
        "points_in": points_in,
        "points_out": points_out,
        "civic_spent": spending.civic,
        "recycling_spent": spending.recycling,
        "spendable_before": household.purses.spendable,
        "pending": household.purses.pending,
    }
    if command.weighed_on:
        said["weighed_on"] = command.weighed_on.isoformat()
    if command.removed:
        said["removed"] = [_removed(line) for line in command.removed]
    if command.overloads:
        said["overloads"] = command.overloads
    return said


def _removed(line: RemovedLine) -> dict[str, Any]:
    told = {"material": line.material, "at": line.at.isoformat(timespec="seconds"), "net_g": line.net_g, "pieces": line.pieces}
    return {key: value for key, value in told.items() if value is not None}


def _line_row(line: MaterialLine) -> dict[str, Any]:
    load, price = line.load, line.price
    weighed = load.pieces is None
    return {
        "side": "in",
        "item": load.material,
        "name": line.name,
        "unit": line.unit,
        "gross_g": load.gross_g,
        "tare_g": load.tare_g if weighed else None,
        "net_g": load.quantity if weighed else None,
        "pieces": load.pieces,
        "source": load.source,
        "typed_reason": load.typed_reason or None,
        "proof": journal.compact(asdict(load.proof)) if load.proof else None,
        "same_again": True if load.same_again else None,
        "price_fen": price.fen if isinstance(price, MoneyPrice) else None,
        "price_points": None if isinstance(price, MoneyPrice) else price.points,
        "price_per": price.per,
        "price_from": line.price_from.isoformat(),
        "amount_fen": line.amount_fen,
        "points": line.points,
        "waiting_before": line.waiting_before,
        "waiting": line.waiting,
    }


def _good_row(good: GoodLine) -> dict[str, Any]:
    return {
        "side": "out",
        "item": good.good,
        "name": good.name,
        "unit": "piece",
        "pieces": good.quantity,
        "price_points": good.points_each,
        "price_per": 1,
        "points": good.points,
    }


def _entries(
    household: int,
    lines: tuple[MaterialLine, ...],
    handed: tuple[GoodLine, ...],
    points_in: int,
    spending: Spending,
) -> tuple[Entry, ...]:
    """Domain rules §3: what a ticket moves in points, materials, waiting and goods."""
    out = []
    for line in lines:
        item, quantity = line.load.material, line.load.quantity
        out += [Entry("materials", item, "households", -quantity), Entry("materials", item, "yard", quantity)]
        if line.waiting is not None and line.waiting_before is not None and line.waiting != line.waiting_before:
            kept = line.waiting - line.waiting_before
            out += [Entry("waiting", item, "units", -kept), Entry("waiting", item, f"waiting:{household}", kept)]
    if lines or not any(spending):
        out += [Entry("points", "", "issued", -points_in), Entry("points", "", f"recycling:{household}", points_in)]
    for purse, points in (("civic", spending.civic), ("recycling", spending.recycling)):
        if points:
            out += [Entry("points", "", f"{purse}:{household}", -points), Entry("points", "", "spent", points)]
    for good in handed:
        if not good.service:
            out += [Entry("goods", good.good, "shelf", -good.quantity), Entry("goods", good.good, "redeemed", good.quantity)]
    return tuple(out)


def _answered(line: MaterialLine) -> dict[str, int | None]:
    quantity: dict[str, int | None] = {"net_g": line.load.quantity} if line.load.pieces is None else {"pieces": line.load.pieces}
    return {**quantity, "amount_fen": line.amount_fen, "points": line.points}
