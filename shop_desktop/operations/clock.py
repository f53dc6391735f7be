"""The manager says that the PC's clock is right, so that postings go on after it jumped."""

from shop_desktop.domain.codes import document_kind
from shop_desktop.operations.base import Command, Outcome
from shop_desktop.store import journal
from shop_desktop.store.journal import Act, Posting


class ConfirmClock(Command, frozen=True, kw_only=True, tag="clock.confirm"):
    """The clock of this moment is right; it is the new measure."""


def confirm_clock(command: ConfirmClock, act: Act) -> Outcome:
    """Never refused by the clock itself; a day of a closed month is over, whatever the clock says."""
    document = journal.post(act, Posting(kind=document_kind(act.op)))
    return Outcome(op=act.op, document=document.number, changed=frozenset({"clock"}))
