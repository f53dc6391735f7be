"""The month's end: what was left open and why, the close that nothing is added to, and the committee's confirmation."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from shop_desktop.domain.calendar import business_date, month_days
from shop_desktop.domain.codes import document_kind, seal_code
from shop_desktop.domain.refused import Refused
from shop_desktop.operations.base import Command, MonthText, Name, Outcome, Paper, Sentence, post, reason_of
from shop_desktop.store import journal, seals
from shop_desktop.store.journal import Act, Posting, Row
from shop_desktop.store.queries import checks, costs, days, months, solvency
from shop_desktop.store.verify import verify_books


class CloseMonth(Command, frozen=True, kw_only=True, tag="month.close"):
    """Close a month; `left` gives the reason for each warning that is left as it is, by its code."""

    month: MonthText
    left: Annotated[dict[str, Sentence], Meta(max_length=20)] = {}


class CertifyMonth(Command, frozen=True, kw_only=True, tag="month.certify"):
    """The committee's signed confirmation of a month's list came back: who signed, its paper number, on which day."""

    month: MonthText
    signed_by: Name
    paper: Paper
    on: date | None = None


def close_month(command: CloseMonth, act: Act) -> Outcome:
    """Nothing is added to a closed month. Answers its `seal` and what was left open.

    Refused: `month-not-over`, `month-closed`, `too-early` before the first document's month, `earlier-month-open`,
    `bad-request` for a warning that there is none of,
    `does-not-verify` where the books do not hold, which cannot be left.
    """
    connection, month = act.connection, command.month
    last = month_days(month)[1]
    if min(act.business_date, business_date(act.measured_at)) <= last:
        raise Refused("month-not-over", field="month", month=month)
    if month <= months.closed_through(connection):
        raise Refused("month-closed", field="month", month=month, why="again")
    first = months.first_month(connection)
    if month < first:
        raise Refused("too-early", field="month", why="month", month=month, first=first)
    earlier = [one for one in months.open_months(connection, month) if one < month]
    if earlier:
        raise Refused("earlier-month-open", field="month", month=earlier[0])
    found = verify_books(connection, within=True)
    if found:
        raise Refused("does-not-verify", field="month", what=found[0].where, count=len(found))
    warned = {check.code for check in checks.before_close(connection, month) if check.state == "todo"}
    for code, why in command.left.items():
        if code not in warned:
            raise Refused("bad-request", field=f"left.{code}")
        reason_of(why, f"left.{code}")
    there = costs.stock(connection, last)
    figures = months.month_figures(connection, month)
    flow = solvency.flow_of(connection, figures, there)
    content = {
        "month": month,
        "previous_seal": seals.previous_seal(connection),
        "left": {code: why.strip() for code, why in command.left.items()},
        "open": sorted(warned - command.left.keys()),
        "yard": costs.kept(there.yard),
        "shelf": costs.kept(there.shelf),
        "redeemed": [[good, fen] for good, fen in sorted(there.redeemed.items()) if fen],
        "redeemed_fen": flow.redeemed_fen,
        "lost_fen": flow.lost_fen,
        "vendor_fen": flow.vendor_fen,
        "paid_fen": flow.paid_fen,
        "received_fen": flow.received_fen,
        "in_kind_fen": flow.in_kind_fen,
        "tickets": figures.tickets,
        "net_g": figures.net_g,
        "issued": figures.points.issued,
        "spent": figures.points.spent,
        "outstanding": figures.points.closing,
        "fund_fen": figures.fund.closing_fen,
    }
    row = Row(table="months", key={"month": month}, values={"closed_on": act.business_date.isoformat()})
    document = journal.post(act, Posting(kind=document_kind(act.op), content=content, rows=(row,)))
    seal = seals.keep_seal(connection, month)
    answer = {"seal": seal, "seal_code": seal_code(seal).replace(" ", ""), "open": content["open"]}
    return Outcome(op=act.op, document=document.number, answer=answer, changed=frozenset({"months"}))


def certify_month(command: CertifyMonth, act: Act) -> Outcome:
    """Refused: `month-open` where the month is not closed yet, `duplicate` where it was certified."""
    connection = act.connection
    if command.month not in months.closed_months(connection):
        raise Refused("month-open", field="month", month=command.month)
    if days.certified(connection, command.month) is not None:
        raise Refused("duplicate", field="month", what=command.month)
    on = command.on or act.business_date
    content = {"month": command.month, "signed_by": command.signed_by, "paper": command.paper, "on": on.isoformat()}
    return post(act, Posting(kind=document_kind(act.op), content=content), "months")
