"""Households change: particulars, cards, states, persons; doubles become one, and one becomes two."""

from shop_desktop.store.queries import households, persons
from tests.shop import Said, Shop, ticket_of


def found(shop: Shop, typed: str) -> list[str]:
    return [one.code for one in households.find(shop.books.reader, typed)]


def test_a_changed_name_and_phone_are_what_one_finds_it_by(shop: Shop) -> None:
    shop.post({"op": "household.change", "household": "H1", "name": "陈新", "phone": "13900005678"})
    assert (found(shop, "cx"), found(shop, "5678"), found(shop, "1234")) == (["H1"], ["H1"], [])
    assert shop.household("H1").group == "1组"
    assert not shop.findings()


def test_an_empty_phone_and_contact_take_them_away(shop: Shop) -> None:
    shop.post({"op": "household.change", "household": "H1", "contact": "李会计"})
    shop.post({"op": "household.change", "household": "H1", "phone": "", "contact": ""})
    known = persons.known(shop.books.reader, shop.household("H1").id)
    assert (known.phone, known.contact, found(shop, "1234")) == ("", "", [])
    assert not shop.findings()


def test_a_phone_stands_in_no_document(shop: Shop) -> None:
    shop.post({"op": "household.change", "household": "H1", "phone": "13900005678"})
    assert not shop.rows("SELECT 1 FROM documents WHERE content LIKE '%13900005678%'")


def test_a_new_card_ends_the_old_one(shop: Shop) -> None:
    first = shop.post({"op": "household.card", "household": "H1"}).answer["card"]
    second = shop.post({"op": "household.card", "household": "H1"}).answer["card"]
    assert first != second
    assert households.by_card(shop.books.reader, first) is None
    assert shop.household("H1").card == second


def test_one_who_is_away_brings_nothing_until_back(shop: Shop) -> None:
    state: Said = {"op": "household.state", "household": "H1", "reason": "外出务工"}
    shop.post({**state, "state": "away"})
    assert shop.code_and_field(ticket_of("H1", steel_g=1000)) == ("household-closed", "household")
    shop.post({**state, "state": "active"})
    shop.post(ticket_of("H1", steel_g=1000))


def test_a_double_is_merged_with_all_that_stands_to_its_name_and_parted_again(shop: Shop) -> None:
    shop.post({"op": "household.card", "household": "H2"})
    shop.post(ticket_of("H1", steel_g=1000, battery=3))
    shop.post(ticket_of("H2", steel_g=2000, battery=4))
    before = shop.moved()
    merged = shop.post({"op": "household.merge", "household": "H2", "into": "H1", "reason": "同一户登记了两次"})
    assert (shop.balance("H1").recycling, shop.waiting("H1", "battery")) == (600, 7)
    assert (shop.household("H2").state, shop.balance("H2").recycling, found(shop, "lt")) == ("merged", 0, [])
    assert shop.code_and_field({"op": "household.change", "household": "H2", "name": "x"})[0] == "household-merged"
    shop.void(merged)
    assert (shop.moved(), shop.household("H2").state, found(shop, "lt")) == (before, "active", ["H2"])
    assert shop.household("H2").card
    assert not shop.findings()


def test_what_a_merged_household_did_is_not_undone_before_they_are_parted(shop: Shop) -> None:
    ticket = shop.post(ticket_of("H2", steel_g=1000))
    shop.post({"op": "household.state", "household": "H2", "state": "away", "reason": "外出"})
    merged = shop.post({"op": "household.merge", "household": "H2", "into": "H1", "reason": "重了"})
    assert shop.code_and_field({"op": "document.void", "document": ticket.document, "reason": "错"})[0] == "household-merged"
    shop.void(merged)
    assert shop.household("H2").state == "away"
    shop.void(ticket)


def test_nobody_is_merged_into_one_that_is_closed(shop: Shop) -> None:
    shop.post({"op": "household.state", "household": "H1", "state": "closed", "reason": "搬走"})
    assert shop.code_and_field({"op": "household.merge", "household": "H2", "into": "H1", "reason": "x"})[0] == "household-closed"


def test_a_household_is_not_merged_into_itself(shop: Shop) -> None:
    assert shop.code_and_field({"op": "household.merge", "household": "H1", "into": "H1", "reason": "x"})[0] == "bad-request"


def test_points_go_along_with_those_who_leave_and_no_more_than_there_are(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000))
    split: Said = {"op": "household.split", "household": "H1", "into": "H2", "reason": "分家"}
    shop.post({**split, "recycling": 150})
    assert (shop.balance("H1").recycling, shop.balance("H2").recycling) == (50, 150)
    assert shop.code_and_field({**split, "recycling": 51})[0] == "insufficient-points"


def test_a_person_added_again_is_changed(shop: Shop) -> None:
    shop.post({"op": "person.add", "household": "H1", "name": "陈小满"})
    shop.post({"op": "person.add", "household": "H1", "name": "陈小满", "active": False})
    assert shop.rows("SELECT name, active FROM persons") == [("陈小满", 0)]
