"""A counter at work: each visit is a draft, then the ticket it becomes; and what must be true whenever it was stopped."""

import json
from pathlib import Path

from shop_desktop.operations.drafts import drafts_of, save
from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.store.books import Books, open_books
from shop_desktop.store.drafts import StoredDraft
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row
from tests.faults.process import Say
from tests.shop import NOON, Said, ticket_of

PC = "pc-1"


def visit_of(intent: str) -> Said:
    """The ticket an intent becomes."""
    return ticket_of("H1", steel_g=2000 + len(intent), battery=3, goods={"salt": 1}, more={"ref": intent})


def save_visit(books: Books, intent: str) -> None:
    draft = StoredDraft(id=intent, pc=PC, state="open", saved_at=NOON.isoformat(), content=visit_of(intent))
    save(books, PC, draft=draft, taking={"gross_g": 2000})


def post_visit(books: Books, intent: str) -> str:
    return perform(books, read_command(json.dumps(visit_of(intent)).encode()), now=NOON).document


def work(folder: Path, first: int, most: int, say: Say) -> None:
    """Visit after visit, each step acknowledged once it is done: `drafted INTENT`, `posted INTENT NUMBER`."""
    books = open_books(folder)
    stock = json.dumps({"op": "goods.receive", "good": "salt", "quantity": most}).encode()
    perform(books, read_command(stock), now=NOON)
    for n in range(first, first + most):
        intent = f"visit-{n}"
        save_visit(books, intent)
        say(f"drafted {intent}")
        say(f"posted {intent} {post_visit(books, intent)}")
    books.close()
    say("done")


def inspect(row: Row, folder: Path, heard: list[str]) -> None:
    """The books open, verify, hold every acknowledged ticket, and of each drafted visit the draft or the ticket."""
    books = open_books(folder)
    try:
        row.expect(verify_books(books.reader) == ())
        posted = dict(tuple(row) for row in books.reader.exec_driver_sql("SELECT ref, number FROM documents"))
        drafted = {draft.id for draft in drafts_of(books, PC)}
        for words in (line.split() for line in heard):
            row.lost += words[0] == "posted" and posted.get(words[1]) != words[2]
            row.expect(words[0] not in {"drafted", "posted"} or (words[1] in posted) != (words[1] in drafted))
            row.expect(words[0] != "crashed")
    finally:
        books.close()
