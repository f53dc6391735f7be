"""A whole sale through the window: what the keys do, what the slip says, what the books hold; and how few keys it takes."""

from collections.abc import Callable

import pytest

from shop_desktop.printing.raster import rasterise
from tests.journeys.person import Person

CARD = "036"


def sell(person: Person) -> None:
    """A card, two materials, one good, finish."""
    person.scan(person.card(CARD))
    person.take("5", 6235)
    person.take("4", 4160)
    person.press("*", "4", "+")


def test_a_sale_takes_eight_steps_and_thanks_the_household(person: Person) -> None:
    sell(person)
    assert person.keys + person.scans == 8
    person.until_sees("存好了", "+772 分", "还没认户")
    assert person.household(CARD).purses.spendable == 1286 + 772
    assert person.findings == 0


def test_the_printed_dots_are_the_slips_pdf_and_carry_number_and_seal(person: Person) -> None:
    sell(person)
    slip, receipt = person.slip(), person.posted[0]
    assert slip.dots == rasterise(slip.pdf, slip.dots.width)
    assert slip.code == f"{receipt.number} {receipt.seal.replace(' ', '')}"


def test_the_slips_figures_are_the_books(person: Person) -> None:
    sell(person)
    words, where = person.slip().words, f"WHERE number = '{person.tickets[0]}'"
    rows = person.rows(f"SELECT net_g, amount_fen, points FROM lines JOIN documents d ON d.id = document_id {where}")
    assert [row[2] for row in rows] == [873, 749, 850]
    for net_g, fen, points in rows[:2]:
        assert f"{net_g / 1000:.3f}" in words
        assert f"{fen / 100:.2f}" in words
        assert f"{points}分" in words
    assert "现在能用2,058分" in words


def weigh(*digits: str) -> Callable[[Person], None]:
    def deed(person: Person) -> None:
        for n, digit in enumerate(digits):
            person.take(digit, 1000 + n)

    return deed


def card(person: Person) -> None:
    person.scan(person.card(CARD))


def typed(*names: str) -> Callable[[Person], None]:
    return lambda person: person.press(*names)


GOLDEN = {
    "one material": (3, card, weigh("5"), typed("+")),
    "two materials": (5, card, weigh("5", "4"), typed("+")),
    "by initials": (8, typed("z", "g", "Enter"), weigh("5", "4"), typed("+")),
    "by phone tail": (10, typed("0", "4", "1", "7", "Enter"), weigh("5", "4"), typed("+")),
    "two materials and one good": (7, card, weigh("5", "4"), typed("*", "4", "+")),
    "goods only": (3, card, typed("*", "4", "+")),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_path_takes_so_many_keys(person: Person, name: str) -> None:
    keys, *deeds = GOLDEN[name]
    for deed in deeds:
        deed(person)
    person.until(lambda: person.tickets)
    assert person.keys == keys


def test_a_typed_weight_takes_six_keys(person: Person) -> None:
    card(person)
    person.scale.unplug()
    person.until_gate("absent")
    person.press("4", ".", "1", "Enter", "1")
    before = person.keys
    person.press("5", ".", "6", ".", "5", "Enter")
    assert person.keys - before == 6
    assert person.desk.draft.lines[-1].load.gross_g == 6500


def test_a_container_takes_two_keys_more(person: Person) -> None:
    card(person)
    person.press("F4", "1")
    person.until_sees("净重 · 蓝筐 0.850")
    person.take("5", 3200)
    assert person.keys == 4
    person.press("+")
    assert "毛3.200kg−皮0.850kg=净2.350kg" in person.slip().words
    assert "预置" in person.slip().words


def test_printing_again_takes_two_keys(person: Person) -> None:
    sell(person)
    before = person.keys
    person.press("F9", "Enter")
    assert person.keys - before == 2
    assert "补打·第1次" in person.slip().words


def test_the_lit_key_leads_through_the_sale(person: Person) -> None:
    card(person)
    person.put(2000)
    person.press("5")
    person.until(lambda: person.lit == ["Enter"])
    person.press("Enter")
    person.empty()
    person.until(lambda: person.lit == ["+"])
