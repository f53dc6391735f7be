"""What the shop knows: village, users, households, materials, prices, goods, scale; each refused by name where it may not be."""

import pytest

from shop_desktop.store.queries import documents
from tests.shop import Said, Shop, price_of, ticket_of

REFUSED: tuple[tuple[Said, str, str], ...] = (
    ({"op": "village.set", "name": "上坪村", "township": "云溪乡", "number": 1000}, "bad-request", "number"),
    ({"op": "user.add", "name": "cashier", "role": "operator"}, "duplicate", "name"),
    ({"op": "user.add", "name": "new", "role": "king"}, "bad-request", "role"),
    ({"op": "user.add", "name": "new", "role": "operator", "pin": "12"}, "bad-request", "pin"),
    ({"op": "user.add", "name": "new", "role": "assessor", "household": "H9"}, "unknown", "household"),
    ({"op": "user.change", "name": "nobody", "shown": "无"}, "unknown", "name"),
    ({"op": "user.change", "name": "manager", "active": False}, "not-allowed", "role"),
    ({"op": "user.change", "name": "manager", "role": "operator"}, "not-allowed", "role"),
    ({"op": "user.pin", "name": "nobody", "pin": "1234"}, "unknown", "name"),
    ({"op": "household.add", "code": "H1", "name": "陈谷", "group": "1组"}, "duplicate", "code"),
    ({"op": "household.add", "code": "H3", "name": " ", "group": "1组"}, "bad-request", "name"),
    ({"op": "household.add", "code": "H3", "name": "字" * 400, "group": "1组"}, "bad-request", "name"),
    ({"op": "household.add", "code": "H3", "name": "陈\n谷", "group": "1组"}, "bad-request", "name"),
    ({"op": "household.opening", "household": "H9", "civic": 5, "reason": "旧册"}, "unknown", "household"),
    ({"op": "household.opening", "household": "H1", "civic": 5, "reason": " "}, "reason-needed", "reason"),
    ({"op": "household.opening", "household": "H1", "civic": -5, "reason": "旧册"}, "bad-request", "civic"),
    ({"op": "material.add", "code": "steel", "name": "铁", "unit": "kg"}, "duplicate", "code"),
    ({"op": "material.add", "code": "oil", "name": "油", "unit": "litre"}, "bad-request", "unit"),
    (price_of("gold", "2026-11-01", "1.00"), "unknown", "material"),
    (price_of("steel", "2026-01-01", "1.00"), "duplicate", "from"),
    (price_of("steel", "2026-11-01", "1.005"), "bad-request", "yuan"),
    (price_of("steel", "2026-11-01", "-1"), "bad-request", "yuan"),
    (price_of("steel", "2026-11-01", "一元"), "bad-request", "yuan"),
    (price_of("steel", "2026-11-01", "1.00", "piece"), "bad-unit", "unit"),
    ({**price_of("steel", "2026-11-01", "1.00"), "points": 3}, "bad-request", "yuan"),
    ({**price_of("steel", "2026-11-01", "1.00"), "yuan": None}, "bad-request", "yuan"),
    ({**price_of("steel", "2026-11-01", "1.00"), "per": 0}, "bad-request", "per"),
    ({"op": "rate.set", "points_per_yuan": 0, "from": "2026-11-01"}, "bad-request", "points_per_yuan"),
    ({"op": "rule.set", "key": "no_such", "value": "1", "from": "2026-11-01", "decided_by": "会"}, "unknown", "key"),
    ({"op": "rule.set", "key": "spend_first", "value": "odd", "from": "2026-11-01", "decided_by": "会"}, "bad-request", "value"),
    ({"op": "rule.set", "key": "rezero_divisions", "value": 6, "from": "2026-11-01", "decided_by": "会"}, "bad-request", "value"),
    ({"op": "good.add", "code": "soap", "name": "皂", "points": 1}, "duplicate", "code"),
    ({"op": "good.add", "code": "new", "name": "皂", "points": 1, "barcode": "6901234567892"}, "duplicate", "barcode"),
    ({"op": "good.add", "code": "new", "name": "皂", "points": 1, "vendor_fen": 5}, "bad-request", "vendor_fen"),
    ({"op": "good.price", "good": "gold", "points": 1, "from": "2026-11-01"}, "unknown", "good"),
    ({"op": "good.price", "good": "soap", "points": 1, "from": "2026-01-01"}, "duplicate", "from"),
    ({"op": "goods.receive", "good": "gold", "quantity": 1}, "unknown", "good"),
    ({"op": "goods.receive", "good": "soap", "quantity": 0}, "bad-request", "quantity"),
    ({"op": "goods.receive", "good": "haircut", "quantity": 1}, "bad-unit", "good"),
    ({"op": "goods.count", "counts": [], "reason": "盘点"}, "bad-request", "counts"),
    ({"op": "goods.count", "counts": [{"good": "soap", "quantity": 1}], "reason": ""}, "reason-needed", "reason"),
    ({"op": "goods.count", "counts": [{"good": "soap", "quantity": 1}] * 2, "reason": "盘点"}, "duplicate", "counts[1].good"),
    ({"op": "goods.count", "counts": [{"good": "haircut", "quantity": 1}], "reason": "盘点"}, "bad-unit", "counts[0].good"),
    ({"op": "scale.set", "max_g": 100, "e_g": 10}, "bad-request", "max_g"),
    ({"op": "scale.check", "known_g": 0, "shown_g": 5}, "bad-request", "known_g"),
)


@pytest.mark.parametrize(("said", "code", "field"), REFUSED, ids=[f"{r[0]['op']}-{r[1]}-{n}" for n, r in enumerate(REFUSED)])
def test_what_may_not_be_is_refused_by_name(shop: Shop, said: Said, code: str, field: str) -> None:
    assert shop.code_and_field(said) == (code, field)


def test_a_household_is_registered_at_the_counter_with_the_next_free_code(shop: Shop) -> None:
    shop.post({"op": "household.add", "code": "004", "name": "钟禾", "group": "1组"})
    codes = [shop.post({"op": "household.register", "name": name, "by": "cashier"}).answer["code"] for name in ("甲", "乙")]
    assert codes == ["005", "006"]
    assert shop.household("005").group == "未分组"


def test_a_registered_code_steps_over_one_that_is_taken(bare_shop: Shop) -> None:
    bare_shop.post({"op": "household.add", "code": "002", "name": "钟禾", "group": "1组"})
    assert bare_shop.post({"op": "household.register", "name": "甲"}).answer["code"] == "003"


def test_names_may_repeat_and_cards_may_not(shop: Shop) -> None:
    said: Said = {"op": "household.add", "code": "H3", "name": "陈谷", "group": "1组", "card": "2900100003018"}
    shop.post(said)
    assert shop.code_and_field({**said, "code": "H4"}) == ("duplicate", "card")


def test_a_household_that_is_away_has_no_new_ticket(shop: Shop) -> None:
    with shop.books.transaction() as connection:
        connection.exec_driver_sql("UPDATE households SET state = 'away' WHERE code = 'H1'")
    assert shop.code_and_field(ticket_of("H1", steel_g=1)) == ("household-closed", "household")


def test_a_stocktake_posts_the_difference_alone(shop: Shop) -> None:
    counts = [{"good": "soap", "quantity": 7}, {"good": "salt", "quantity": 20}]
    outcome = shop.post({"op": "goods.count", "counts": counts, "reason": "盘点"})
    entries = shop.rows(
        "SELECT item, account, amount FROM entries JOIN documents ON documents.id = document_id "
        f"WHERE number = '{outcome.document}' ORDER BY position"
    )
    assert (shop.good("soap").left, entries) == (7, [("soap", "counted", 3), ("soap", "shelf", -3)])


def test_a_vendors_goods_come_from_the_vendor(shop: Shop) -> None:
    assert shop.rows("SELECT amount FROM balances WHERE item = 'salt' AND account = 'vendor'") == [(-20,)]


def test_a_goods_points_price_holds_from_its_day(shop: Shop) -> None:
    shop.post({"op": "good.price", "good": "soap", "points": 350, "from": "2026-11-25"})
    assert shop.good("soap").points == 300
    shop.later(days=1)
    assert shop.good("soap").points == 350


def test_a_second_name_plate_of_a_day_takes_the_firsts_place(shop: Shop) -> None:
    for max_g in (150_000, 300_000):
        shop.post({"op": "scale.set", "max_g": max_g, "e_g": 50, "plate": "TCS-300", "verified_until": "2027-06-30"})
    assert shop.rows("SELECT max_g, min_g FROM scales") == [(300_000, 1000)]
    assert shop.findings() == ()


def test_the_daily_check_is_recorded_right_or_wrong(shop: Shop) -> None:
    outcome = shop.post({"op": "scale.check", "known_g": 5000, "shown_g": 4990, "by": "cashier"})
    assert shop.rows(f"SELECT content FROM documents WHERE number = '{outcome.document}'") == [
        ('{"known_g":5000,"shown_g":4990}',)
    ]


def test_a_village_keeps_its_number_until_another_is_given(shop: Shop) -> None:
    shop.post({"op": "village.set", "name": "上坪村", "township": "云溪乡", "number": 7})
    shop.post({"op": "village.set", "name": "上坪畲族村", "township": "云溪乡"})
    assert shop.rows("SELECT name, number FROM village") == [("上坪畲族村", 7)]


def test_names_stand_once(shop: Shop) -> None:
    for said in ({"op": "village.add", "name": "下坪村"}, {"op": "container.add", "code": "box", "name": "筐", "tare_g": 800}):
        shop.post(said)
        assert shop.refusal(said).code == "duplicate"


def test_whoever_left_posts_no_more(shop: Shop) -> None:
    shop.post({"op": "user.change", "name": "second", "active": False})
    assert shop.code_and_field(ticket_of("H1", steel_g=1, more={"by": "second"})) == ("unknown", "by")


def test_a_second_manager_may_take_over(shop: Shop) -> None:
    shop.post({"op": "user.change", "name": "cashier", "role": "manager"})
    assert shop.post({"op": "user.change", "name": "manager", "active": False, "by": "cashier"}).document


def test_neither_pin_nor_phone_stands_in_the_journal(shop: Shop) -> None:
    shop.post({"op": "user.add", "name": "new", "role": "operator", "pin": "735291"})
    shop.post({"op": "user.pin", "name": "new", "pin": "846302"})
    shop.post({"op": "household.add", "code": "H3", "name": "甲", "group": "1组", "phone": "13955557777"})
    journal = "\n".join(text for (text,) in shop.rows("SELECT content FROM documents"))
    assert not any(secret in journal for secret in ("735291", "846302", "13955557777", "argon2"))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (price_of("steel", "2026-12-01", "2.20"), ("2026-12-01", "steel")),
        ({"op": "rate.set", "points_per_yuan": 90, "from": "2026-12-01"}, ("2026-12-01",)),
        ({"op": "good.price", "good": "soap", "points": 280, "from": "2026-12-01"}, ("2026-12-01", "soap")),
    ],
)
def test_who_decided_stands_in_the_document(shop: Shop, said: Said, key: tuple[str, ...]) -> None:
    posted = shop.post({**said, "decided_by": "11月20日村民代表会议"})
    told = documents.who_set(shop.books.reader, said["op"])[key]
    assert (told.number, told.decided_by) == (posted.document, "11月20日村民代表会议")
    assert not shop.findings()
