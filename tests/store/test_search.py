"""Finding a household by what a person types: initials, any part of the name, phone tail, code, card."""

import pytest

from shop_desktop.store.queries.households import by_card, card_of, find
from shop_desktop.store.search_keys import keys_of
from tests.shop import Shop, ticket_of


@pytest.fixture
def village(bare_shop: Shop) -> Shop:
    """Households whose names are read in more than one way, whose codes have zeros, and one with a rare surname."""
    rows = (
        ("001", "周桂香", "13800001234", "2900100001014"),
        ("012", "单雄信", "13911115678", None),
        ("H120", "仇和", None, None),
        ("099", "欧阳秋禾", None, None),
        ("100", "钟𬀩", None, None),
        ("101", "Ali买买提", None, None),
    )
    for code, name, phone, card in rows:
        said = {"op": "household.add", "code": code, "name": name, "group": "1组", "phone": phone, "card": card}
        bare_shop.post({key: value for key, value in said.items() if value is not None})
    return bare_shop


def found(shop: Shop, typed: str) -> list[str]:
    return [household.name for household in find(shop.books.reader, typed)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zgx", "周桂香"),
        ("ZGX", "周桂香"),
        ("gx", "周桂香"),
        ("zhougui", "周桂香"),
        ("桂", "周桂香"),
        ("香", "周桂香"),
        (" 周桂 ", "周桂香"),
        ("1234", "周桂香"),
        ("13800001234", "周桂香"),
        ("2900100001014", "周桂香"),
        ("001", "周桂香"),
        ("1", "周桂香"),
        ("12", "单雄信"),
        ("012", "单雄信"),
        ("120", "仇和"),
        ("h120", "仇和"),
        ("dxx", "单雄信"),
        ("sxx", "单雄信"),
        ("ch", "仇和"),
        ("qh", "仇和"),
        ("oyqh", "欧阳秋禾"),
        ("秋禾", "欧阳秋禾"),
        ("𬀩", "钟𬀩"),
        ("ali", "Ali买买提"),
        ("买买", "Ali买买提"),
    ],
)
def test_what_is_typed_finds_the_household(village: Shop, typed: str, name: str) -> None:
    assert name in found(village, typed)


@pytest.mark.parametrize("typed", ["", "   ", "zzz", "%", "_", "'", "9999", "\x00", "桂香周"])
def test_what_fits_nobody_finds_nobody(village: Shop, typed: str) -> None:
    assert found(village, typed) == []


def test_the_closest_comes_first(village: Shop) -> None:
    village.post({"op": "household.add", "code": "0012", "name": "蓝田", "group": "1组"})
    assert found(village, "12")[:2] == ["单雄信", "蓝田"]
    assert found(village, "001")[0] == "周桂香"


def test_among_thousands_a_name_is_found_and_the_list_stays_short(bare_shop: Shop) -> None:
    bare_shop.post_all(*({"op": "household.register", "name": f"兰{chr(0x4E00 + n)}"} for n in range(1500)))
    bare_shop.post({"op": "household.register", "name": "蓝小满"})
    assert found(bare_shop, "lxm")[0] == "蓝小满"
    assert len(find(bare_shop.books.reader, "l")) == 50
    assert find(bare_shop.books.reader, "1501")[0].code == "1501"


def test_a_found_household_shows_its_points_and_the_tail_of_its_phone(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    (household,) = find(shop.books.reader, "1234")
    assert (household.purses.spendable, household.phone_tail) == (200, "1234")


def test_a_card_in_force_opens_its_household(village: Shop) -> None:
    household = by_card(village.books.reader, "2900100001014")
    assert household is not None
    assert household.name == "周桂香"
    assert by_card(village.books.reader, "2900100001999") is None


def test_a_households_card_shows_what_waits_and_the_last_visit(shop: Shop) -> None:
    shop.post(ticket_of("H1", battery=3))
    voided = shop.post(ticket_of("H1", steel_g=9000))
    shop.void(voided)
    card = card_of(shop.books.reader, shop.household("H1"), shop.now.date())
    assert [(w.name, w.quantity, w.per) for w in card.waiting] == [("废电池", 3, 5)]
    assert card.last_visit is not None
    assert (card.last_visit.what, card.last_visit.quantity, card.last_visit.unit) == ("废电池", 3, "piece")


@pytest.mark.parametrize("name", ["字" * 80, "a", "·", "𠮷𠮷", "O'Brien", "王\u200b五"])
def test_any_name_has_keys_that_begin_with_it(name: str) -> None:
    keys = keys_of(name=name, code="H1")
    assert name.lower() in keys
    assert len(keys) < 200
    assert all(len(key) <= 200 for key in keys)
