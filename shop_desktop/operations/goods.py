"""Goods and services: added, priced in points from a date on, received onto the shelf, counted."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, field
from sqlalchemy import Connection, func, select

from shop_desktop.domain.calendar import month_of
from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.goods import OWNED_BY_FUND, Good, Kind
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Count, Digits, Many, Name, Outcome, Paper, Sentence, post, reason_of
from shop_desktop.store import schema
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.queries import goods
from shop_desktop.store.queries.months import closed_through


class AddGood(Command, frozen=True, kw_only=True, tag="good.add"):
    """A good or service with its points price; `vendor_fen` is repaid per piece to an owner other than the fund."""

    code: Code
    name: Name
    points: Count
    barcode: Digits | None = None
    owner: Name = OWNED_BY_FUND
    vendor_fen: Count | None = None
    kind: Kind = "thing"
    since: date | None = field(name="from", default=None)


class PriceGood(Command, frozen=True, kw_only=True, tag="good.price"):
    """A good's points price from a day on; `decided_by`: which meeting."""

    good: Code
    points: Count
    since: date = field(name="from")
    decided_by: Name | None = None


class RepayGood(Command, frozen=True, kw_only=True, tag="good.repay"):
    """What a vendor gets for a piece from a day on."""

    good: Code
    vendor_fen: Count
    since: date = field(name="from")


class ChangeGood(Command, frozen=True, kw_only=True, tag="good.change"):
    """Another name, barcode, place in the shop's order, minimum on the shelf; offered or not. An empty barcode takes it away."""

    good: Code
    name: Name | None = None
    barcode: Annotated[str, Meta(pattern=r"\A[0-9]{0,32}\Z")] | None = None
    position: Many | None = None
    minimum: Count | None = None
    active: bool | None = None


class ReceiveGoods(Command, frozen=True, kw_only=True, tag="goods.receive"):
    """Pieces onto the shelf; `cost_fen` is that of the whole receipt, `paper` the number on the bill."""

    good: Code
    quantity: Many
    cost_fen: Count | None = None
    supplier: Name | None = None
    paper: Paper | None = None


class Counted(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What one counted of a good, in pieces."""

    good: Code
    quantity: Count


class CountGoods(Command, frozen=True, kw_only=True, tag="goods.count"):
    """A stocktake: the differences are posted."""

    counts: Annotated[list[Counted], Meta(min_length=1, max_length=1000)]
    reason: Sentence


def add_good(command: AddGood, act: Act) -> Outcome:
    """Refused: `duplicate` code or barcode; `bad-request` where vendor_fen is given for the fund's own."""
    table = schema.goods
    if act.connection.execute(select(table).where(table.c.code == command.code)).first():
        raise Refused("duplicate", field="code", what=command.code)
    if command.barcode and act.connection.execute(select(table).where(table.c.barcode == command.barcode)).first():
        raise Refused("duplicate", field="barcode", what=command.barcode)
    if command.vendor_fen is not None and command.owner == OWNED_BY_FUND:
        raise Refused("bad-request", field="vendor_fen")
    since = (command.since or act.business_date).isoformat()
    values = {
        "position": act.connection.execute(select(func.count()).select_from(table)).scalar_one() + 1,
        "name": command.name,
        "barcode": command.barcode,
        "owner": command.owner,
        "kind": command.kind,
        "minimum": 0,
        "active": True,
    }
    rows = [
        Row(table="goods", key={"code": command.code}, values=values),
        Row(table="good_prices", key={"good": command.code, "from": since}, values={"points": command.points}),
    ]
    if command.vendor_fen is not None:
        key = {"good": command.code, "from": since}
        rows.append(Row(table="good_repayments", key=key, values={"vendor_fen": command.vendor_fen}))
    return _posted(act, Posting(kind=document_kind(act.op), rows=tuple(rows)))


def price_good(command: PriceGood, act: Act) -> Outcome:
    """Refused: `unknown`, `duplicate` for the same day."""
    _good(act.connection, command.good, act.business_date, "good")
    table, since = schema.good_prices, command.since.isoformat()
    if act.connection.execute(select(table).where(table.c.good == command.good, table.c["from"] == since)).first():
        raise Refused("duplicate", field="from", what=since)
    row = Row(table="good_prices", key={"good": command.good, "from": since}, values={"points": command.points})
    content = {"decided_by": command.decided_by} if command.decided_by else {}
    return _posted(act, Posting(kind=document_kind(act.op), content=content, rows=(row,)))


def repay_good(command: RepayGood, act: Act) -> Outcome:
    """Refused: `unknown`, `bad-request` for the fund's own, `duplicate` for the same day."""
    good = _good(act.connection, command.good, act.business_date, "good")
    if good.owner == OWNED_BY_FUND:
        raise Refused("bad-request", field="vendor_fen")
    if month_of(command.since) <= closed_through(act.connection):
        raise Refused("month-closed", field="from", month=month_of(command.since))
    table, key = schema.good_repayments, {"good": command.good, "from": command.since.isoformat()}
    if act.connection.execute(select(table).where(table.c.good == key["good"], table.c["from"] == key["from"])).first():
        raise Refused("duplicate", field="from", what=key["from"])
    row = Row(table="good_repayments", key=key, values={"vendor_fen": command.vendor_fen})
    return _posted(act, Posting(kind=document_kind(act.op), rows=(row,)))


def change_good(command: ChangeGood, act: Act) -> Outcome:
    """What is not said stays; owner and kind never change. Refused: `unknown`, `duplicate` barcode."""
    table = schema.goods
    before = act.connection.execute(select(table).where(table.c.code == command.good)).mappings().first()
    if before is None:
        raise Refused("unknown", field="good", what=command.good)
    if command.barcode:
        same = select(table.c.code).where(table.c.barcode == command.barcode, table.c.code != command.good)
        if act.connection.execute(same).first():
            raise Refused("duplicate", field="barcode", what=command.barcode)
    names = ("name", "barcode", "position", "minimum", "active")
    said = {name: value for name in names if (value := getattr(command, name)) is not None}
    values = {key: value for key, value in before.items() if key != "code"} | said
    values["barcode"] = values["barcode"] or None
    row = Row(table="goods", key={"code": command.good}, values=values)
    return _posted(act, Posting(kind=document_kind(act.op), rows=(row,)))


def receive_goods(command: ReceiveGoods, act: Act) -> Outcome:
    """Refused: `unknown`; `bad-unit` for a service, which has no shelf."""
    good = _good(act.connection, command.good, act.business_date, "good")
    if good.kind == "service":
        raise Refused("bad-unit", field="good", what=good.name)
    source = "supplier" if good.owner == OWNED_BY_FUND else "vendor"
    line = {
        "side": "received",
        "item": good.code,
        "name": good.name,
        "unit": "piece",
        "pieces": command.quantity,
        "amount_fen": command.cost_fen,
    }
    entries = (Entry("goods", good.code, source, -command.quantity), Entry("goods", good.code, "shelf", command.quantity))
    told = {"supplier": command.supplier, "paper": command.paper}
    content = {key: value for key, value in told.items() if value}
    return _posted(act, Posting(kind=document_kind(act.op), content=content, lines=(line,), entries=entries))


def count_goods(command: CountGoods, act: Act) -> Outcome:
    """Posts counted − booked for each good. Refused: `reason-needed`, `unknown`, `duplicate` where one is counted twice."""
    reason = reason_of(command.reason)
    lines, entries, seen = [], [], set()
    for index, counted in enumerate(command.counts):
        field = f"counts[{index}].good"
        good = _good(act.connection, counted.good, act.business_date, field)
        if good.kind == "service":
            raise Refused("bad-unit", field=field, what=good.name)
        if good.code in seen:
            raise Refused("duplicate", field=field, what=good.name)
        seen.add(good.code)
        line = {"side": "counted", "item": good.code, "name": good.name, "unit": "piece", "pieces": counted.quantity}
        lines.append(line)
        if difference := counted.quantity - good.left:
            entries += [Entry("goods", good.code, "counted", -difference), Entry("goods", good.code, "shelf", difference)]
    posting = Posting(kind=document_kind(act.op), content={"reason": reason}, lines=tuple(lines), entries=tuple(entries))
    return _posted(act, posting)


def _good(connection: Connection, code: str, day: date, field: str) -> Good:
    found = goods.one(connection, code, day)
    if found is None:
        raise Refused("unknown", field=field, what=code)
    return found


def _posted(act: Act, posting: Posting) -> Outcome:
    return post(act, posting, "goods")
