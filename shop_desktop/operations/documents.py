"""Undoing a document by its opposite. Nothing is deleted; an unused row of a price table counts as never set."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Code, Command, Outcome, Sentence, not_before, reason_of
from shop_desktop.store import journal, schema
from shop_desktop.store.journal import Act, Document, Posting, Row
from shop_desktop.store.queries import fund, households, sales, vendors, vouchers
from shop_desktop.store.search_keys import index_household

DATED_TABLES = {
    "price.set": "prices",
    "rate.set": "rates",
    "good.price": "good_prices",
    "good.repay": "good_repayments",
    "rule.set": "rules",
}


class VoidDocument(Command, frozen=True, kw_only=True, tag="document.void"):
    """Post the opposite of a document; `allow_debt` lets a purse fall below zero, by a manager's leave."""

    document: Code
    reason: Sentence
    allow_debt: bool = False


def void_document(command: VoidDocument, act: Act) -> Outcome:
    """An operator's own tickets of the day; a manager's any.

    Refused: `unknown`, `already-void` (also for a void), `not-allowed`, `too-early`, `household-merged`, `reason-needed`, and the
    floors of the journal.
    """
    original = journal.find(act.connection, command.document)
    if original is None:
        raise Refused("unknown", field="document", what=command.document)
    if original.voided_by or original.op == "document.void":
        raise Refused("already-void", field="document", by=original.voided_by or original.number)
    if not _may_void(original, command, act):
        raise Refused("not-allowed", field="document")
    not_before(act, original.business_date, original.number)
    _hold_merged(act.connection, original)
    reason = reason_of(command.reason)
    posted = journal.entries_of(act.connection, original.id)
    rows: tuple[Row, ...] = ()
    if original.op in DATED_TABLES:
        rows = _unset(act.connection, original)
    elif original.op in UNDONE:
        rows = UNDONE[original.op](act.connection, original)
    elif not posted:
        raise Refused("not-allowed", field="document", why="nothing-to-void")
    content: dict[str, Any] = {"document": original.number, "reason": reason}
    if "household" in original.content:
        content |= {key: original.content[key] for key in ("household", "code", "name")}
    posting = Posting(
        kind=document_kind(act.op),
        content=content,
        rows=rows,
        entries=journal.opposite(posted),
        voids=original.number,
        allow_debt=command.allow_debt,
    )
    document = journal.post(act, posting)
    if original.op == "household.merge":
        index_household(act.connection, original.content["household"])
    if original.slip is not None:
        journal.free_slip(act.connection, original.slip)
    answer = {}
    if "household" in original.content:
        purses = households.purses(act.connection, original.content["household"])
        answer["balance"] = {"recycling": purses.recycling, "civic": purses.civic, "pending": purses.pending}
    changed = frozenset({"tickets", "households", "goods", "materials", "prices", "rules", "sales", "fund", "vendors"})
    return Outcome(op=act.op, document=document.number, answer=answer, changed=changed)


def _vouchers_gone(connection: Connection, ticket: Document) -> tuple[Row, ...]:
    """The ticket's vouchers are good no longer. Refused: `voucher-used`."""
    codes = [row["key"]["code"] for row in ticket.content.get("rows", ()) if row["table"] == "vouchers"]
    for code in codes:
        voucher = vouchers.one(connection, code)
        if voucher is not None and voucher.state == "used":
            raise Refused("voucher-used", field="document", what=code, day=str(voucher.used_on))
    return tuple(vouchers.row(connection, code, state="void") for code in codes)


def _parted_again(connection: Connection, merge: Document) -> tuple[Row, ...]:
    """A household merged by mistake is active again, with the card it had."""
    rows = []
    for row in merge.content["rows"]:
        key, values = row["key"], row["values"]
        before = merge.content.get("state_before", "active")
        back = {"households": {"state": before}, "household_details": {"merged_into": None}, "cards": {"active": True}}
        rows.append(Row(table=row["table"], key=key, values=values | back[row["table"]]))
    return tuple(rows)


def _unpaid(connection: Connection, sale: Document) -> tuple[Row, ...]:
    """Nothing but the opposite. Refused: `already-paid` where money came for it since: void that first."""
    if not sale.content["paid"] and sales.owed_for(connection, sale) != sale.content["amount_fen"]:
        raise Refused("already-paid", field="document", what=sale.number, why="void-first")
    return ()


def _unused(connection: Connection, use: Document) -> tuple[Row, ...]:
    """The voucher is good again until its last day."""
    return (vouchers.row(connection, use.content["voucher"], state="issued"),)


def _unsettled(connection: Connection, settlement: Document) -> tuple[Row, ...]:
    """The vendor's month is open to be settled again. Refused: `already-paid` where it was paid since: void that first."""
    row = settlement.content["rows"][0]
    vendor, month = row["key"]["vendor"], row["key"]["month"]
    paid = [one for one in fund.payments(connection, "vendor", after=settlement.id) if one.to == vendor]
    account = next((one for one in vendors.accounts(connection) if one.vendor == vendor), None)
    owed = account.owed_fen if account is not None else 0
    for_it = [one for one in paid if one.month == month] or (paid if owed < row["values"]["amount_fen"] else [])
    if for_it:
        raise Refused("already-paid", field="document", what=f"{vendor} {month}", by=for_it[0].number, why="settled")
    return (Row(table=row["table"], key=row["key"], values=None),)


def _unagreed(connection: Connection, contract: Document) -> tuple[Row, ...]:
    """The rent was never agreed, and the contract that it ended runs on.

    Refused: `already-paid` where rent was paid by it, `not-allowed` where a later contract ended it: void that first.
    """
    *ended, agreed = sorted(contract.content["rows"], key=lambda row: str(row["key"]["from"]))
    host, since, until = agreed["key"]["host"], agreed["key"]["from"], agreed["values"]["until"]
    now = [one for one in fund.contracts(connection) if (one.host, one.since.isoformat()) == (host, since)]
    if [one.until.isoformat() if one.until else None for one in now] != [until]:
        raise Refused("not-allowed", field="document", why="later-contract")
    months = (since[:7], (until or date.max.isoformat())[:7])
    paid = [one for one in fund.payments(connection, "rent", after=contract.id) if one.to == host]
    for one in paid:
        if not one.month or months[0] <= one.month <= months[1]:
            raise Refused("already-paid", field="document", what=f"{host} {one.month}".strip(), by=one.number, why="rent")
    back = [Row(table=row["table"], key=row["key"], values=row["values"] | {"until": None}) for row in ended]
    return (Row(table=agreed["table"], key=agreed["key"], values=None), *back)


UNDONE: dict[str, Callable[[Connection, Document], tuple[Row, ...]]] = {
    "ticket.post": _vouchers_gone,
    "household.merge": _parted_again,
    "sale.post": _unpaid,
    "voucher.use": _unused,
    "vendor.settle": _unsettled,
    "rent.contract": _unagreed,
    "month.certify": lambda _connection, _document: (),
}
"""Operations whose documents are undone by more than their opposite entries."""


def _hold_merged(connection: Connection, original: Document) -> None:
    """What a household did is not undone while it is merged into another. Refused: `household-merged`: part them first."""
    concerned = [original.content.get("into")] if original.op == "household.merge" else []
    if original.op != "household.merge":
        concerned = [original.content.get("household"), original.content.get("into")]
    for number in concerned:
        table = schema.households
        row = connection.execute(select(table.c.name, table.c.state).where(table.c.id == number)).first() if number else None
        if row is not None and row.state == "merged":
            raise Refused("household-merged", field="document", household=row.name, why="part-first")


def _may_void(original: Document, command: VoidDocument, act: Act) -> bool:
    if act.actor.role == "manager":
        return True
    own_ticket = original.op == "ticket.post" and original.user == act.actor.login
    return own_ticket and original.business_date == act.business_date and not command.allow_debt


def _unset(connection: Connection, original: Document) -> tuple[Row, ...]:
    """The dated row taken away. Refused: `not-allowed` while an unvoided ticket has used it."""
    row = original.content["rows"][0]
    key = row["key"]
    if _used(connection, original, row["table"], key):
        raise Refused("not-allowed", field="document", why="in-use")
    return (Row(table=row["table"], key=key, values=None),)


def _used(connection: Connection, original: Document, table: str, key: dict[str, str]) -> bool:
    """Whether an unvoided ticket, posted since, is dated in the row's span (and has its item, where it is of one)."""
    documents, lines, other = schema.documents, schema.lines, schema.documents.alias("other")
    until = _next_from(connection, table, key)
    if table == "good_repayments" and _settled_since(connection, key):
        return True
    tickets = (
        select(documents.c.content)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "ticket.post", documents.c.id > original.id, other.c.id.is_(None))
    )
    if "material" in key or "good" in key:
        item, side = (key["material"], "in") if table == "prices" else (key["good"], "out")
        tickets = tickets.join(lines, lines.c.document_id == documents.c.id).where(lines.c.item == item, lines.c.side == side)
        if table == "prices":
            return connection.execute(tickets.where(lines.c.price_from == key["from"])).first() is not None
    late = documents.c.content.contains('"weighed_on":', autoescape=True)
    day = documents.c.business_date
    if connection.execute(tickets.where(~late, day >= key["from"], day < until).limit(1)).first() is not None:
        return True
    weighed_on = (json.loads(content)["weighed_on"] for (content,) in connection.execute(tickets.where(late)))
    return any(key["from"] <= told < until for told in weighed_on)


def _settled_since(connection: Connection, key: dict[str, str]) -> bool:
    """Whether a month from a repayment's first day on was settled with the good's owner."""
    settled, goods = schema.settlements, schema.goods
    owner = select(goods.c.owner).where(goods.c.code == key["good"]).scalar_subquery()
    since = select(settled.c.month).where(settled.c.vendor == owner, settled.c.month >= key["from"][:7])
    return connection.execute(since.limit(1)).first() is not None


def _next_from(connection: Connection, table: str, key: dict[str, str]) -> str:
    rows = schema.REGISTRY[table]
    same = [rows.c[name] == value for name, value in key.items() if name != "from"]
    later = select(func.min(rows.c["from"])).where(*same, rows.c["from"] > key["from"])
    return connection.execute(later).scalar() or date.max.isoformat()
