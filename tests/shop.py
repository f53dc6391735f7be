"""A small shop on real books, arranged by the product's own commands: what tests of every room stand on.

`shop` is a village with two households, four materials and three goods; `bare_shop` has its first manager and nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from shop_desktop.domain.calendar import business_date
from shop_desktop.domain.goods import Good
from shop_desktop.domain.households import Household, Purses
from shop_desktop.domain.refused import Refused
from shop_desktop.exchange.founding import found
from shop_desktop.operations.base import Outcome
from shop_desktop.operations.perform import perform, perform_all
from shop_desktop.operations.requests import read_command
from shop_desktop.store import books as opening
from shop_desktop.store.books import FILE, Books, open_books
from shop_desktop.store.queries import goods, households, materials
from shop_desktop.store.verify import Finding, verify_books
from tests.postgres import DATABASES

NOON = datetime.fromisoformat("2026-11-24T12:00:00+08:00")
Said = dict[str, Any]

VILLAGE: tuple[Said, ...] = (
    {"op": "village.set", "name": "上坪村", "township": "云溪乡", "number": 1},
    {"op": "user.add", "name": "cashier", "shown": "小兰", "role": "operator"},
    {"op": "user.add", "name": "second", "role": "operator"},
    {"op": "user.add", "name": "scorer", "role": "assessor"},
    {"op": "user.add", "name": "checker", "role": "auditor"},
    {"op": "household.add", "code": "H1", "name": "陈谷", "group": "1组", "phone": "13800001234"},
    {"op": "household.add", "code": "H2", "name": "雷田", "group": "2组"},
    {"op": "material.add", "code": "steel", "name": "废铁", "unit": "kg"},
    {"op": "material.add", "code": "cardboard", "name": "纸板", "unit": "kg"},
    {"op": "material.add", "code": "battery", "name": "废电池", "unit": "piece", "hazardous": True},
    {"op": "material.add", "code": "can", "name": "易拉罐", "unit": "piece"},
    {"op": "price.set", "material": "steel", "from": "2026-01-01", "yuan": "2.00", "per": 1, "unit": "kg"},
    {"op": "price.set", "material": "cardboard", "from": "2026-01-01", "yuan": "1.40", "per": 1, "unit": "kg"},
    {"op": "price.set", "material": "battery", "from": "2026-01-01", "points": 2, "per": 5, "unit": "piece"},
    {"op": "price.set", "material": "can", "from": "2026-01-01", "yuan": "1.00", "per": 3, "unit": "piece"},
    {"op": "good.add", "code": "soap", "name": "肥皂", "points": 300, "barcode": "6901234567892", "from": "2026-01-01"},
    {"op": "good.add", "code": "salt", "name": "食盐", "points": 150, "owner": "王店", "vendor_fen": 120, "from": "2026-01-01"},
    {"op": "good.add", "code": "haircut", "name": "理发", "points": 500, "kind": "service", "from": "2026-01-01"},
    {"op": "goods.receive", "good": "soap", "quantity": 10, "cost_fen": 2500},
    {"op": "goods.receive", "good": "salt", "quantity": 20},
)


class Shop:
    """Open books and a clock that stands still until a test moves it."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.now = NOON

    @property
    def today(self) -> str:
        return business_date(self.now).isoformat()

    def post(self, said: Said) -> Outcome:
        """Carry out a command in the form that `shop-admin post` reads."""
        return perform(self.books, read_command(json.dumps(said).encode()), now=self.now)

    def post_all(self, *said: Said) -> tuple[Outcome, ...]:
        """Carry out many in one transaction or not at all."""
        return perform_all(self.books, [read_command(json.dumps(one).encode()) for one in said], now=self.now)

    def refusal(self, said: Said) -> Refused:
        """What a command is refused with."""
        with pytest.raises(Refused) as caught:
            self.post(said)
        return caught.value

    def code_and_field(self, said: Said) -> tuple[str, str | None]:
        refused = self.refusal(said)
        return refused.code, refused.field

    def void(self, document: Outcome | str, **more: Any) -> Outcome:
        number = document if isinstance(document, str) else document.document
        return self.post({"op": "document.void", "document": number, "reason": "记错了", **more})

    def household(self, code: str) -> Household:
        found_one = households.by_code(self.books.reader, code)
        assert found_one is not None, code
        return found_one

    def balance(self, code: str) -> Purses:
        return self.household(code).purses

    def waiting(self, code: str, material: str) -> int:
        return households.waiting(self.books.reader, self.household(code).id, [material])[material]

    def yard(self, material: str) -> int:
        return {m.code: quantity for m, quantity in materials.stock(self.books.reader)}[material]

    def good(self, code: str) -> Good:
        good = goods.one(self.books.reader, code, business_date(self.now))
        assert good is not None, code
        return good

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What stands in the books, as the database says it."""
        sql = sql if DATABASES is None else sql.replace("%", "%%")
        return [tuple(row) for row in self.books.reader.exec_driver_sql(sql)]

    def columns(self, table: str) -> list[str]:
        """Of a table as it lies there."""
        return [str(column["name"]) for column in inspect(self.books.reader).get_columns(table)]

    def moved(self) -> list[tuple[Any, ...]]:
        """Every balance that is not zero: what postings and their voids must bring back."""
        return self.rows("SELECT ledger, item, account, amount FROM balances WHERE amount <> 0 ORDER BY 1, 2, 3")

    def findings(self) -> tuple[Finding, ...]:
        return verify_books(self.books.reader)

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


def ticket_of(household: str, *, goods: dict[str, int] | None = None, more: Said | None = None, **loads: int) -> Said:
    """A ticket in few words: `steel_g=1000` grams of steel, `battery=5` pieces, `goods={"soap": 1}`."""
    lines = [
        {"material": name.removesuffix("_g"), "gross_g": amount} if name.endswith("_g") else {"material": name, "pieces": amount}
        for name, amount in loads.items()
    ]
    handed = [{"good": good, "quantity": quantity} for good, quantity in (goods or {}).items()]
    return {"op": "ticket.post", "household": household, "lines": lines, "goods": handed, **(more or {})}


def price_of(material: str, since: str, yuan: str, unit: str = "kg") -> Said:
    return {"op": "price.set", "material": material, "from": since, "yuan": yuan, "per": 1, "unit": unit}


def found_books(folder: Path, said: tuple[Said, ...] = ()) -> None:
    """New books in a folder, closed again."""
    found(folder, [json.dumps(one).encode() for one in said], now=NOON - timedelta(hours=1)).close()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bare and the small village's books, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("founded")
    found_books(folder / "bare")
    found_books(folder / "village", VILLAGE)
    return folder


NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


@cache
def nobody_can_run_us() -> bool:
    """Whether we are root and can become someone without rights who still reads this checkout and its Python."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None:
        return False
    call = [*NOBODY, sys.executable, "-c", "import shop_desktop.store.books"]
    return subprocess.run(call, cwd="/", capture_output=True).returncode == 0


def copied(made: Path, to: Path) -> Path:
    """The same books in another folder, which is made if need be."""
    to.mkdir(exist_ok=True)
    if DATABASES is not None:
        DATABASES.copy(made, to)
        opening.address_of(to)
    else:
        shutil.copy(made / FILE, to / FILE)
    return to


@pytest.fixture
def shop(founded: Path, tmp_path: Path) -> Iterator[Shop]:
    """The small village."""
    yield from _opened(copied(founded / "village", tmp_path / "shop"))


@pytest.fixture
def bare_shop(founded: Path, tmp_path: Path) -> Iterator[Shop]:
    """Books with the first manager and nothing else."""
    yield from _opened(copied(founded / "bare", tmp_path / "bare"))


def _opened(folder: Path) -> Iterator[Shop]:
    books = open_books(folder)
    yield Shop(books)
    books.close()
