"""Books to measure on, made by the product's own operations.

The fast path is `perform_all` in transactions of a thousand commands: the same documents, hashes and balances as one by
one, with one wait for the disk a thousand.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from shop_desktop.exchange.founding import found
from shop_desktop.operations.base import Command
from shop_desktop.operations.goods import AddGood, ReceiveGoods
from shop_desktop.operations.households import AddHousehold
from shop_desktop.operations.materials import AddMaterial
from shop_desktop.operations.perform import perform_all
from shop_desktop.operations.prices import SetPrice
from shop_desktop.operations.tickets import PostTicket, TicketGood, TicketLine
from shop_desktop.operations.village import SetVillage
from shop_desktop.store.books import Books, has_books, open_books

NOW = datetime.fromisoformat("2026-11-24T12:00:00+08:00")
FIRST_DAY = date(2016, 1, 1)
MATERIALS = ("steel", "cardboard", "pet", "glass", "film", "paper", "copper", "textile")
GOODS = ("soap", "salt", "towel", "soy", "rice", "bag")
SURNAMES = (0x9648, 0x84DD, 0x96F7, 0x949F, 0x5170, 0x6797, 0x5434, 0x5F20, 0x738B, 0x5468, 0x5355, 0x4EC7)
"""Chen, Lan, Lei, Zhong, … and two that are read in more than one way."""
HOUSEHOLDS = 300
MOST_TICKETS = 100_000
"""They fill the days from the first to yesterday; fewer are the last of them."""
_A_TRANSACTION = 1000
_PLENTY = 10_000_000


def built(folder: Path, *, households: int, tickets: int) -> Books:
    """Open books of a village with that many households and tickets, each of two lines and one good; the last was yesterday."""
    books = found(folder, now=NOW)
    bulk(books, [*_registry(), *_households(households), *_tickets(tickets, households)])
    return books


def lived(folder: Path, *, quick: bool) -> Books:
    """Open books of a village that has lived for years, 25 tickets a day; built by the first row of a run that measures on it."""
    there = folder / "lived"
    if has_books(there):
        return open_books(there)
    return built(there, households=HOUSEHOLDS, tickets=5_000 if quick else MOST_TICKETS)


def bulk(books: Books, commands: Iterable[Command]) -> None:
    """Carry out many commands, a thousand a transaction."""
    left = iter(commands)
    while some := list(islice(left, _A_TRANSACTION)):
        perform_all(books, some, now=NOW)


def ticket(household: int, n: int, at: datetime | None = None, ref: str | None = None) -> PostTicket:
    """The visit that is measured: two weighed materials in, one good out."""
    first, second = (MATERIALS[(n + k) % len(MATERIALS)] for k in (0, 3))
    lines = [TicketLine(material=first, gross_g=4200 + n % 900, tare_g=200), TicketLine(material=second, gross_g=3000 + n % 700)]
    goods = [TicketGood(good=GOODS[n % len(GOODS)], quantity=1)]
    return PostTicket(household=f"{household:05}", lines=lines, goods=goods, at=at, ref=ref)


def _registry() -> Iterator[Command]:
    yield SetVillage(name="Shangping", township="Yunxi", number=1)
    for n, code in enumerate(MATERIALS):
        yield AddMaterial(code=code, name=code, unit="kg")
        for year in range(FIRST_DAY.year, NOW.year + 1):
            yield SetPrice(material=code, since=date(year, 1, 1), yuan=f"1.{n}0", per=1, unit="kg")
    for code in GOODS:
        yield AddGood(code=code, name=code, points=300, since=FIRST_DAY)
        yield ReceiveGoods(good=code, quantity=_PLENTY)


def _households(count: int) -> Iterator[Command]:
    names, digits = random.Random(1), random.Random(2)
    for n in range(1, count + 1):
        name = chr(names.choice(SURNAMES)) + "".join(_common(names) for _ in range(names.choice((1, 2, 2, 2))))
        phone, card = f"13{digits.randrange(10**9):09}", f"29001{n:05}01"
        yield AddHousehold(code=f"{n:05}", name=name, group=f"{n % 12 + 1}", phone=phone, card=card)


def _common(names: random.Random) -> str:
    """One of the 3,755 characters of GB 2312's first level, which are the usual ones."""
    return bytes((names.randrange(0xB0, 0xD7), names.randrange(0xA1, 0xFE))).decode("gb2312")


def _tickets(count: int, households: int) -> Iterator[Command]:
    first = datetime.combine(FIRST_DAY, NOW.timetz())
    step = (NOW - timedelta(days=1) - first) / MOST_TICKETS
    for n in range(MOST_TICKETS - count, MOST_TICKETS):
        yield ticket(n * 7919 % households + 1, n, at=(first + n * step).replace(microsecond=0))
