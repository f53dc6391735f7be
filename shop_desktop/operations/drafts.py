"""The counter's draft ticket and the gate's last taking, saved at every change, beside the journal."""

from collections.abc import Mapping
from typing import Any

from shop_desktop.store import drafts
from shop_desktop.store.books import Books
from shop_desktop.store.drafts import StoredDraft


def drop_draft(books: Books, draft_id: str) -> None:
    """Forget a draft that holds nothing."""
    with books.transaction() as connection:
        drafts.drop(connection, draft_id)


def save(books: Books, pc: str, *, draft: StoredDraft | None, taking: Mapping[str, Any] | None) -> None:
    """The draft and the gate's last taking, in one transaction, so that a line and its taking are kept together or not at all.

    Both are there when the window opens again. Trouble: `disk-full`, `read-only`, …
    """
    with books.transaction() as connection:
        if taking is not None:
            drafts.save_taking(connection, pc, taking)
        if draft is not None:
            drafts.save(connection, draft)


def drafts_of(books: Books, pc: str) -> tuple[StoredDraft, ...]:
    """This PC's drafts, oldest first."""
    return drafts.all_of(books.reader, pc)


def last_taking(books: Books, pc: str) -> Mapping[str, Any] | None:
    """What the gate took last on this PC."""
    return drafts.last_taking(books.reader, pc)
