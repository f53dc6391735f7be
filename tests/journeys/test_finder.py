"""Finding a household: in the practice village, among twenty thousand, and where there is none yet."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from scale_driver.simulator import Simulator
from shop_desktop.domain.codes import card_code
from shop_desktop.store import schema
from shop_desktop.store.books import open_books
from shop_desktop.store.search_keys import keys_of, pinyin_keys
from tests.journeys.person import Person
from tests.shop import copied

SURNAMES, FIRST, SECOND = "赵钱孙李周吴郑王冯陈", "桂秀建国德金玉春文家", "香英军平才福兰花明华"
MANY = 20_000


@pytest.fixture(scope="session")
def town(practice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice village grown to twenty thousand households, as rows: by commands it would take a minute."""
    folder = copied(practice, tmp_path_factory.mktemp("town") / "books")
    books = open_books(folder)
    with books.transaction() as connection:
        people = range(1000, 1000 + MANY)
        same = {"group": "9组", "party_member": False, "resident": True, "state": "active"}
        connection.execute(insert(schema.households), [{"id": n, "code": f"N{n}", "name": name_of(n), **same} for n in people])
        connection.execute(insert(schema.phones), [{"household": n, "phone": f"139{n:08}"} for n in people])
        cards = [{"household": n, "code": card_code(17, n, 1), "active": True} for n in people]
        connection.execute(insert(schema.cards), cards)
        connection.execute(insert(schema.search_keys), [{"household": n, "key": key} for n in people for key in keys(n)])
    books.close()
    return folder


def name_of(n: int) -> str:
    return SURNAMES[n % 10] + FIRST[n // 10 % 10] + SECOND[n // 100 % 10]


pinyin_of = cache(pinyin_keys)


def keys(n: int) -> set[str]:
    """The keys of a household as the store writes them; the dear part once a name."""
    name = name_of(n)
    suffixes = {name[i:] for i in range(len(name))}
    return suffixes | pinyin_of(name) | {f"n{n}", str(n), f"139{n:08}", f"{n:08}"[-4:], card_code(17, n, 1)}


def test_the_towns_keys_are_the_stores() -> None:
    assert keys(1234) == keys_of(name=name_of(1234), code="N1234", phone="13900001234", card=card_code(17, 1234, 1))


@pytest.fixture
def in_town(qtbot: QtBot, scale: Simulator, town: Path, tmp_path: Path) -> Iterator[Person]:
    copied(town, tmp_path / "books")
    person = Person(qtbot, scale, tmp_path).open()
    yield person
    person.close()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("zgx", "桂香"), ("zhaoguixiang", "赵桂香"), ("13900012345", "尾号2345"), ("N20999", "户号N20999"), ("0999", "尾号0999")],
)
def test_any_way_of_naming_finds_among_twenty_thousand_at_once(in_town: Person, typed: str, name: str) -> None:
    in_town.press(*typed[:-1])
    began = perf_counter()
    in_town.press(typed[-1])
    assert perf_counter() - began < 1
    in_town.press("Enter")
    in_town.until_sees(name)


def test_a_part_of_the_name_in_characters_finds(person: Person) -> None:
    person.compose("桂香")
    person.until_sees("周桂香", "三组 036", "尾号 0417")


def test_a_card_finds_among_twenty_thousand(in_town: Person) -> None:
    in_town.scan(card_code(17, 15_000, 1))
    in_town.until_sees("户号 N15000")


def test_the_card_in_force_is_found_and_an_older_one_is_not(person: Person) -> None:
    person.scan(card_code(17, 12, 1))
    person.until_sees("不认识这张卡。打名字首字母找到这一户，照常称；换卡找负责人。")
    person.scan(card_code(17, 12, 2))
    person.until_sees("户号 012")


def test_the_same_name_twice_can_be_told_apart(person: Person) -> None:
    person.press("w", "x", "y")
    person.until_sees("一组 003 · 尾号 1017", "三组 068 · 尾号 9054", "五组 131 · 尾号 6681")
    person.press("Down", "Enter")
    person.until_sees("户号 068")


def test_a_household_that_is_not_there_is_registered_by_name(person: Person) -> None:
    person.press("x", "q", "q", "Enter")
    person.until_sees("没找到，按 Ins 记一户。")
    person.press("Ins")
    person.compose("谢青青")
    person.press("Enter")
    person.until_sees("记下了谢青青，户号 151。", "现在能用0分")
    assert person.household("151").group == "未分组"


def test_letters_are_erased_one_by_one_and_all_at_once(person: Person) -> None:
    person.press("z", "g", "Backspace")
    assert person.desk.query == "z"
    person.press("/")
    assert (person.desk.query, person.desk.found) == ("", ())


def test_another_household_keeps_the_ticket(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("3", "7", "Enter", "/", "m", "f", "Enter")
    person.until_sees("孟芳", "废电池")
    person.press("+")
    person.until(lambda: person.tickets)
    assert person.content(person.tickets[0])["code"] == "001"


def test_a_closed_household_is_refused_by_name(newcomer: Person) -> None:
    books = open_books(newcomer.books_folder)
    with books.transaction() as connection:
        connection.exec_driver_sql("UPDATE households SET state = 'closed' WHERE code = '036'")
    books.close()
    newcomer.open()
    newcomer.scan(newcomer.card("036"))
    newcomer.until_sees("周桂香这一户停用了。请负责人恢复以后再来。", "还没认户")


def test_escape_from_finding_another_goes_back_to_the_ticket(person: Person) -> None:
    person.scan(person.card("036"))
    person.press("/", "m", "Esc", "Esc")
    person.until_sees("按数字选品类", "周桂香")
