"""The practice village's books for the pages' tests and pictures, with a day of tickets, and a clock that a test moves."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from shop_desktop.domain.users import User
from shop_desktop.exchange.founding import found
from shop_desktop.gui.settings import load_settings
from shop_desktop.gui.shop import Shop
from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.places import resources
from shop_desktop.store.books import open_books
from shop_desktop.store.queries import shop as shop_queries
from tests.shop import copied

MORNING = datetime.fromisoformat("2026-11-24T08:00:00+08:00")
DAY = (
    {"op": "ticket.post", "by": "chunsheng", "household": "036", "lines": [{"material": "cardboard", "gross_g": 6235}]},
    {
        "op": "ticket.post",
        "by": "chunsheng",
        "household": "008",
        "lines": [{"material": "steel", "gross_g": 4160}],
        "goods": [{"good": "soap", "quantity": 1}],
    },
    {"op": "ticket.post", "by": "chunsheng", "household": "019", "lines": [{"material": "cardboard", "gross_g": 12500}]},
    {"op": "document.void", "document": "T20261124-0003", "reason": "记错了户"},
)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = MORNING + timedelta(hours=4)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


def found_practice(folder: Path, *, day: bool = True) -> Path:
    """The practice village's books in a folder, closed; with `day`, some tickets of the morning."""
    lines = (resources() / "practice" / "village.jsonl").read_bytes().splitlines()
    books = found(folder, lines, now=MORNING - timedelta(days=1))
    for minutes, said in enumerate(DAY if day else ()):
        perform(books, read_command(json.dumps(said).encode()), now=MORNING + timedelta(minutes=20 * minutes))
    books.close()
    return folder


def found_bare(folder: Path) -> Path:
    """Books with their first manager and nothing else, closed."""
    found(folder, now=MORNING).close()
    return folder


def open_shop(made: Path, folder: Path, login: str = "") -> Shop:
    """A copy of books, opened as a window does, signed in as `login`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    copied(made, folder)
    shop = Shop(open_books(folder), load_settings(folder), Clock())
    if login:
        shop.sign_in(user(shop, login))
    return shop


def user(shop: Shop, login: str) -> User:
    """Someone of the shop by login."""
    return next(one for one in shop_queries.users_of(shop.reader) if one.login == login)
