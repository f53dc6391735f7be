"""The day's end: what was counted, beside what the books say, under the seal of that moment."""

from typing import Any

from shop_desktop.domain.codes import document_kind, seal_code
from shop_desktop.operations.base import Command, Count, Fen, Outcome, Sentence, reason_of
from shop_desktop.store import journal
from shop_desktop.store.journal import Act, Posting
from shop_desktop.store.queries import days


class CloseDay(Command, frozen=True, kw_only=True, tag="day.close"):
    """What was counted at the day's end: money in the till, slips printed; a difference needs a reason."""

    counted_fen: Fen | None = None
    counted_slips: Count | None = None
    reason: Sentence = ""


def close_day(command: CloseDay, act: Act) -> Outcome:
    """Answers the day's numbers and the seal code to print. Refused: `reason-needed` where a count differs."""
    end = days.day_end(act.connection, act.business_date)
    differs = (command.counted_fen is not None and command.counted_fen != end.fund_fen) or (
        command.counted_slips is not None and command.counted_slips != end.tickets
    )
    reason = reason_of(command.reason) if differs else command.reason.strip()
    content: dict[str, Any] = {
        "tickets": end.tickets,
        "voided": end.voided,
        "net_g": end.net_g,
        "points_in": end.points_in,
        "points_out": end.points_out,
        "fund_in_fen": end.fund_in_fen,
        "fund_out_fen": end.fund_out_fen,
        "fund_fen": end.fund_fen,
        "reason": reason,
    }
    told = {"counted_fen": command.counted_fen, "counted_slips": command.counted_slips}
    content |= {key: value for key, value in told.items() if value is not None}
    document = journal.post(act, Posting(kind=document_kind(act.op), content=content))
    answer: dict[str, Any] = {"tickets": end.tickets, "points_in": end.points_in, "points_out": end.points_out}
    answer |= {"fund_fen": end.fund_fen, "seal": seal_code(document.hash).replace(" ", "")}
    return Outcome(op=act.op, document=document.number, answer=answer, changed=frozenset({"months"}))
