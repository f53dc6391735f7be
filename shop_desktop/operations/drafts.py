"""The counter's draft ticket and the gate's last taking, saved at every change, beside the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shop_desktop.domain.calendar import instant_text
from shop_desktop.store import drafts
from shop_desktop.store.books import Books
from shop_desktop.store.drafts import DraftState, StoredDraft


def save_draft(books: Books, draft_id: str, content: Mapping[str, Any], *, pc: str, state: DraftState, now: datetime) -> None:
    """Write the draft whole; it is there when the window opens again. Trouble: `disk-full`, `read-only`, …"""
    draft = StoredDraft(id=draft_id, pc=pc, state=state, saved_at=instant_text(now), content=content)
    with books.transaction() as connection:
        drafts.save(connection, draft)


def drop_draft(books: Books, draft_id: str) -> None:
    """Forget a draft that holds nothing."""
    with books.transaction() as connection:
        drafts.drop(connection, draft_id)


def save_taking(books: Books, pc: str, draft: StoredDraft | None, taking: Mapping[str, Any]) -> None:
    """The gate's last taking and the draft that has its line, in one transaction."""
    with books.transaction() as connection:
        drafts.save_taking(connection, pc, taking)
        if draft is not None:
            drafts.save(connection, draft)


def drafts_of(books: Books, pc: str) -> tuple[StoredDraft, ...]:
    """This PC's drafts, oldest first."""
    return drafts.all_of(books.reader, pc)


def last_taking(books: Books, pc: str) -> Mapping[str, Any] | None:
    """What the gate took last on this PC."""
    return drafts.last_taking(books.reader, pc)
