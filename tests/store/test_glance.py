"""The month at a glance says what the month's report says, and compares it with the same days before."""

from datetime import date, timedelta
from itertools import pairwise

from shop_desktop.domain.glance import Family, parts, weeks
from shop_desktop.store.queries import months
from shop_desktop.store.queries.glance import glance, points_by_month, taken_g
from tests.shop import Shop


def on(day: str, household: str = "H1", grams: int = 10_000, **more: object) -> dict[str, object]:
    line = {"material": "steel", "gross_g": grams}
    return {"op": "ticket.post", "at": f"{day}T10:00:00+08:00", "household": household, "lines": [line], **more}


def test_half_a_year_of_points_is_what_each_months_report_says(shop: Shop) -> None:
    opening = {"op": "household.opening", "household": "H2", "recycling": 700, "civic": 0, "reason": "x"}
    shop.post({**opening, "at": "2026-08-30T09:00:00+08:00"})
    shop.post(on("2026-09-03"))
    october = shop.post(on("2026-10-05", "H2"))
    shop.post(on("2026-10-09", goods=[{"good": "soap", "quantity": 2}]))
    shop.post({"op": "document.void", "document": october.document, "reason": "x"})
    same_day = shop.post(on("2026-11-24", "H2"))
    shop.post({"op": "document.void", "document": same_day.document, "reason": "x"})
    found = points_by_month(shop.books.reader, "2026-11")
    assert [one.month for one in found] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    for one in found:
        told = months.month_figures(shop.books.reader, one.month).points
        assert (one.issued, one.spent, one.outstanding) == (told.issued, told.spent, told.closing)


def test_half_a_year_ends_with_the_month_that_is_asked_for(shop: Shop) -> None:
    shop.post(on("2026-09-03"))
    shop.post(on("2026-11-03"))
    found = points_by_month(shop.books.reader, "2026-10")
    assert [(one.month, one.outstanding) for one in found] == [("2026-09", 2000), ("2026-10", 2000)]


def test_a_month_is_held_against_the_same_days_of_the_month_before(shop: Shop) -> None:
    shop.post(on("2026-10-24", grams=8_000))
    shop.post(on("2026-10-25", grams=50_000))
    shop.post(on("2026-11-02", grams=10_000))
    found = glance(shop.books.reader, date(2026, 11, 24))
    assert (found.before_g, found.percent, found.trend) == (8_000, 25, "more")


def test_where_nobody_came_before_there_is_nothing_to_compare(shop: Shop) -> None:
    shop.post(on("2026-11-02"))
    found = glance(shop.books.reader, date(2026, 11, 24))
    assert (found.before_g, found.percent, found.trend) == (None, None, "new")


def test_a_void_takes_its_weight_back_on_its_own_day(shop: Shop) -> None:
    ticket = shop.post(on("2026-11-24", grams=3_000))
    shop.post(on("2026-11-24", grams=4_000))
    shop.post({"op": "document.void", "document": ticket.document, "reason": "x"})
    assert taken_g(shop.books.reader, date(2026, 11, 1), date(2026, 11, 24)) == 4_000


def test_weeks_add_up_to_the_month(shop: Shop) -> None:
    for day in range(1, 25, 4):
        shop.post(on(f"2026-11-{day:02}", grams=1000 * day))
    month = glance(shop.books.reader, date(2026, 11, 24)).month
    found = weeks(month)
    assert [part.name for part in parts(month)] == [Family.METAL]
    assert sum(sum(week.grams) for week in found) == month.net_g
    assert all(after.since - before.until == timedelta(days=1) for before, after in pairwise(found))


def test_materials_whose_family_nobody_knows_stand_by_their_names(shop: Shop) -> None:
    for code, grams in (("m1", 9_000), ("m2", 7_000), ("m3", 5_000), ("m4", 3_000), ("m5", 1_000)):
        shop.post({"op": "material.add", "code": code, "name": code.upper(), "unit": "kg"})
        shop.post({"op": "price.set", "material": code, "from": "2026-11-01", "yuan": "1.00", "per": 1, "unit": "kg"})
        line = {"material": code, "gross_g": grams}
        shop.post({"op": "ticket.post", "household": "H1", "lines": [line]})
    month = glance(shop.books.reader, date(2026, 11, 24)).month
    assert [part.name for part in parts(month)] == ["M1", "M2", "M3", Family.OTHER]
    assert sum(sum(week.grams) for week in weeks(month)) == month.net_g
