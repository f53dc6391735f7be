"""What a shop can come back from, and how it takes the place of new books and of no others."""

from datetime import date
from pathlib import Path

import pytest

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER, back_up
from shop_desktop.exchange.coming_back import BROUGHT, are_new, sources, take_over
from shop_desktop.exchange.restore import restore
from shop_desktop.store.books import open_books
from tests.shop import Shop, copied, ticket_of

pytestmark = pytest.mark.sqlite_only("the window offers it where books lie in a file")


@pytest.fixture
def backup(shop: Shop) -> Path:
    shop.post(ticket_of("H1", steel_g=1000))
    back_up(shop.books, None, now=shop.now)
    return shop.books.folder / FOLDER


def test_the_newest_of_each_place_are_offered_with_their_village(backup: Path, tmp_path: Path) -> None:
    day = backup / "2026-11-24.sqlite"
    for name in ("2026-11-20", "2026-11-21", "2026-11-23"):
        (backup / f"{name}.sqlite").write_bytes(day.read_bytes())
    (backup / "上坪村-2026-10.zip").write_bytes(b"PK")
    (backup / "holiday.zip").write_bytes(b"PK")
    told = [(one.file.name, one.village, one.since, one.monthly) for one in sources((backup.parent, tmp_path / "nowhere"))]
    assert told == [
        ("2026-11-24.sqlite", "上坪村", "2026-11-24", False),
        ("2026-11-23.sqlite", "上坪村", "2026-11-23", False),
        ("2026-11-21.sqlite", "上坪村", "2026-11-21", False),
        ("上坪村-2026-10.zip", "上坪村", "2026-10", True),
    ]


def test_new_books_give_way_and_others_never(backup: Path, founded: Path, tmp_path: Path) -> None:
    new = copied(founded / "bare", tmp_path / "new-pc")
    restore(backup / "2026-11-24.sqlite", new / BROUGHT, today=date(2026, 11, 24))
    take_over(new)
    again = Shop(open_books(new))
    assert (again.findings(), again.balance("H1").recycling, (new / BROUGHT).exists()) == ((), 200, False)
    again.books.close()
    assert not are_new(new)
    restore(backup / "2026-11-24.sqlite", new / BROUGHT, today=date(2026, 11, 24))
    with pytest.raises(Trouble) as caught:
        take_over(new)
    assert caught.value.code == "exists"
