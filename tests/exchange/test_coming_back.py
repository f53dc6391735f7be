"""What a shop can come back from, and how it takes the place of new books and of no others."""

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER, back_up
from shop_desktop.exchange.coming_back import BROUGHT, are_new, sources, take_over
from shop_desktop.exchange.keys import KnownKeys
from shop_desktop.exchange.monthly import export_month
from shop_desktop.exchange.pictures import FOLDER as PHOTOS
from shop_desktop.exchange.restore import Monthly, restore
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


def test_a_key_taken_on_trust_is_told_until_its_books_came_back(shop: Shop, tmp_path: Path) -> None:
    picture = hashlib.sha256(b"a bill").hexdigest()
    (shop.books.folder / PHOTOS).mkdir()
    (shop.books.folder / PHOTOS / f"{picture}.jpg").write_bytes(b"a bill")
    shop.post({"op": "fund.receive", "source": "other", "from": "村", "amount_fen": 1, "scans": [picture]})
    shop.now = datetime.fromisoformat("2026-12-01T09:00:00+08:00")
    shop.post({"op": "month.close", "month": "2026-11"})
    told = export_month(shop.books.reader, shop.books.folder, "2026-11", tmp_path, photos=True)
    today, monthly = shop.now.date(), Monthly(reader=tmp_path / "reader")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / PHOTOS).write_text("no folder", encoding="utf-8")
    with pytest.raises(Trouble):
        restore(told.file, tmp_path / "new", today=today, monthly=monthly)
    assert KnownKeys(tmp_path / "reader").of("云溪乡/上坪村") == ""
    (tmp_path / "new" / PHOTOS).unlink()
    assert restore(told.file, tmp_path / "new", today=today, monthly=monthly).newly
    assert KnownKeys(tmp_path / "reader").of("云溪乡/上坪村") == told.fingerprint
