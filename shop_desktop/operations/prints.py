"""Which papers were printed, when and by whom; a second print of a document is a copy and says its number."""

from datetime import datetime

from sqlalchemy import insert

from shop_desktop.domain.calendar import instant_text
from shop_desktop.store import schema
from shop_desktop.store.books import Books
from shop_desktop.store.queries import tickets


def record_print(books: Books, document: str, *, user: str, now: datetime) -> int:
    """Note a print; answers its copy number: 0 for the first paper, 1 for the first copy."""
    with books.transaction() as connection:
        copy = tickets.copies_printed(connection, document)
        row = {"document": document, "at": instant_text(now), "user": user, "copy": copy}
        connection.execute(insert(schema.prints), row)
    return copy
