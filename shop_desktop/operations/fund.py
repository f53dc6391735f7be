"""The shop's money: what came in and from whom, what was paid and for what, what was counted, and the host's rent."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from shop_desktop.domain.calendar import YEARS
from shop_desktop.domain.codes import document_kind
from shop_desktop.domain.fund import PAYMENT_KINDS, SOURCES
from shop_desktop.domain.goods import OWNED_BY_FUND
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import (
    Code,
    Command,
    Fen,
    Many,
    MonthText,
    Name,
    Outcome,
    Paper,
    Scans,
    Sentence,
    post,
    reason_of,
)
from shop_desktop.store.journal import Act, Entry, Posting, Row
from shop_desktop.store.queries import fund, goods

Source = Literal["recyclables", "elder-donation", "enterprise-donation", "village-subsidy", "other"]
PaymentKind = Literal["goods", "rent", "vendor", "labour", "transport", "other"]
assert set(Source.__args__) == set(SOURCES)  # type: ignore[attr-defined]
assert set(PaymentKind.__args__) == set(PAYMENT_KINDS)  # type: ignore[attr-defined]


class DonatedGood(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Pieces of a good given in kind; `value_fen` is the stated value of all of them."""

    good: Code
    quantity: Many
    value_fen: Fen


class ReceiveFund(Command, frozen=True, kw_only=True, tag="fund.receive"):
    """Money, or goods in kind, from someone; `unnamed`: the donor's name is not shown (爱心人士)."""

    source: Source
    giver: Name = field(name="from")
    amount_fen: Fen
    goods: Annotated[list[DonatedGood], Meta(max_length=200)] = []
    unnamed: bool = False
    paper: Paper | None = None
    scans: Scans = []


class PayFund(Command, frozen=True, kw_only=True, tag="fund.pay"):
    """Money to someone; `month` names the month that rent or a vendor is paid for."""

    kind: PaymentKind
    to: Name
    amount_fen: Annotated[int, Meta(ge=1, le=100_000_000_000)]
    month: MonthText | None = None
    paper: Paper | None = None
    scans: Scans = []


class CountedNotes(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """So many notes or coins of `fen` each."""

    fen: Annotated[int, Meta(ge=1, le=100_000)]
    pieces: Many


class CountFund(Command, frozen=True, kw_only=True, tag="fund.count"):
    """What was counted in the till; a difference is posted as `other`, with a reason.

    `notes` tell of what it was made up; what they do not come to lies elsewhere, on an account or a phone.
    """

    counted_fen: Fen
    notes: Annotated[list[CountedNotes], Meta(max_length=40)] = []
    reason: Sentence = ""


class ContractRent(Command, frozen=True, kw_only=True, tag="rent.contract"):
    """The host gets `fen` a month from a day on, until a day (open where none is given)."""

    host: Name
    fen: Annotated[int, Meta(ge=1, le=100_000_000)]
    since: date = field(name="from")
    until: date | None = None


def receive_fund(command: ReceiveFund, act: Act) -> Outcome:
    """Refused: `bad-request` for nothing at all or a vendor's good, `unknown`, `bad-unit` for a service."""
    if not command.amount_fen and not command.goods:
        raise Refused("bad-request", field="amount_fen")
    lines, entries = [], []
    if command.amount_fen:
        entries += [
            Entry("fund", "", f"source:{command.source}", -command.amount_fen),
            Entry("fund", "", "fund", command.amount_fen),
        ]
    for n, given in enumerate(command.goods):
        good = goods.one(act.connection, given.good, act.business_date)
        if good is None:
            raise Refused("unknown", field=f"goods[{n}].good", what=given.good)
        if good.kind == "service":
            raise Refused("bad-unit", field=f"goods[{n}].good", what=good.name)
        if good.owner != OWNED_BY_FUND:
            raise Refused("bad-request", field=f"goods[{n}].good", detail=good.owner)
        lines.append(
            {
                "side": "donated",
                "item": good.code,
                "name": good.name,
                "unit": "piece",
                "pieces": given.quantity,
                "amount_fen": given.value_fen,
            }
        )
        entries += [Entry("goods", good.code, "donor", -given.quantity), Entry("goods", good.code, "shelf", given.quantity)]
    content = _said(command) | {"source": command.source, "from": command.giver, "amount_fen": command.amount_fen}
    if command.unnamed:
        content["unnamed"] = True
    posting = Posting(kind=document_kind(act.op), content=content, lines=tuple(lines), entries=tuple(entries))
    outcome = post(act, posting, "fund", "goods")
    return _with_balance(act, outcome)


def pay_fund(command: PayFund, act: Act) -> Outcome:
    """Refused: `insufficient-fund`."""
    content = _said(command) | {"kind": command.kind, "to": command.to, "amount_fen": command.amount_fen}
    if command.month:
        content["month"] = command.month
    entries = (
        Entry("fund", "", "fund", -command.amount_fen),
        Entry("fund", "", f"kind:{command.kind}", command.amount_fen),
    )
    return _with_balance(act, post(act, Posting(kind=document_kind(act.op), content=content, entries=entries), "fund"))


def count_fund(command: CountFund, act: Act) -> Outcome:
    """Answers what the books said and the difference.

    Refused: `reason-needed` where there is one, `bad-request` where the notes come to more than was counted.
    """
    if sum(note.fen * note.pieces for note in command.notes) > command.counted_fen:
        raise Refused("bad-request", field="notes")
    booked = fund.balance_on(act.connection, act.business_date)
    difference = command.counted_fen - booked
    content: dict[str, Any] = {"counted_fen": command.counted_fen, "booked_fen": booked}
    if command.notes:
        content["notes"] = [{"fen": note.fen, "pieces": note.pieces} for note in command.notes]
    if difference:
        content["reason"] = reason_of(command.reason)
    other = "source:other" if difference > 0 else "kind:other"
    entries = (Entry("fund", "", other, -difference), Entry("fund", "", "fund", difference)) if difference else ()
    posting = Posting(kind=document_kind(act.op), content=content, entries=entries)
    return post(act, posting, "fund", booked_fen=booked, difference_fen=difference)


def contract_rent(command: ContractRent, act: Act) -> Outcome:
    """The host's open contract ends the day before this one begins.

    Refused: `bad-request` where it ends before it begins or no such year is meant, `duplicate` where it overlaps another.
    """
    if command.since.year not in YEARS or (command.until is not None and command.until < command.since):
        raise Refused("bad-request", field="from" if command.since.year not in YEARS else "until")
    rows = []
    for rent in fund.contracts(act.connection):
        if rent.host != command.host:
            continue
        if rent.since < command.since and rent.until is None:
            before = date.fromordinal(command.since.toordinal() - 1).isoformat()
            key = {"host": rent.host, "from": rent.since.isoformat()}
            rows.append(Row(table="rents", key=key, values={"until": before, "fen": rent.fen}))
        elif rent.since <= (command.until or rent.since) and command.since <= (rent.until or command.since):
            raise Refused("duplicate", field="from", what=f"{rent.host} {rent.since}")
    values = {"until": command.until.isoformat() if command.until else None, "fen": command.fen}
    rows.append(Row(table="rents", key={"host": command.host, "from": command.since.isoformat()}, values=values))
    return post(act, Posting(kind=document_kind(act.op), rows=tuple(rows)), "fund")


def _said(command: ReceiveFund | PayFund) -> dict[str, Any]:
    """The paper's number and pictures, where there are any."""
    told = {"paper": command.paper, "scans": list(command.scans)}
    return {key: value for key, value in told.items() if value}


def _with_balance(act: Act, outcome: Outcome) -> Outcome:
    answer = {"balance_fen": fund.balance(act.connection)}
    return Outcome(op=outcome.op, document=outcome.document, answer=answer, changed=outcome.changed)
