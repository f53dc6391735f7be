"""Which backups stay, whatever days there are."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shop_desktop.domain.backups import DAYS, MOST, kept

TODAY = date(2026, 11, 24)
DAYS_OF_A_SHOP = st.sets(st.dates(date(2015, 1, 1), date(2027, 3, 1)), max_size=300)


def every_day(years: int) -> set[date]:
    return {TODAY - timedelta(days=n) for n in range(365 * years)}


@given(DAYS_OF_A_SHOP, st.dates(date(2015, 1, 1), date(2027, 3, 1)))
def test_the_newest_never_goes(days: set[date], today: date) -> None:
    assert kept(days, today) >= ({max(days)} if days else set())


@given(DAYS_OF_A_SHOP, st.dates(date(2015, 1, 1), date(2027, 3, 1)))
def test_no_more_stay_than_a_stick_can_hold(days: set[date], today: date) -> None:
    past = {day for day in days if day <= today}
    assert len(kept(past, today)) <= MOST
    assert kept(days, today) <= days


@given(DAYS_OF_A_SHOP, st.dates(date(2015, 1, 1), date(2027, 3, 1)))
def test_thinning_twice_takes_no_more_than_once(days: set[date], today: date) -> None:
    stay = kept(days, today)
    assert kept(stay, today) == stay


def test_thinned_day_by_day_as_much_stays_as_thinned_at_once() -> None:
    stay: frozenset[date] = frozenset()
    for day in sorted(every_day(4)):
        stay = kept({*stay, day}, day)
    assert stay == kept(every_day(4), TODAY)


def test_a_fortnight_and_this_month_are_whole() -> None:
    stay = kept(every_day(1), TODAY)
    assert all(TODAY - timedelta(days=n) in stay for n in range(DAYS))
    assert all(date(2026, 11, n) in stay for n in range(1, 25))


def test_weeks_then_months_then_nothing() -> None:
    stay = kept(every_day(5), TODAY)
    assert date(2026, 10, 4) in stay
    assert date(2026, 10, 3) not in stay
    assert {day for day in stay if day.year == 2025} == {
        date(2025, month + 1, 1) - timedelta(days=1) for month in range(1, 12)
    } | {date(2025, 12, 31)}
    assert min(stay) == date(2023, 12, 31)


def test_a_day_to_come_stays_until_it_is_past() -> None:
    wrong = [date(2040, 1, n) for n in range(1, 20)]
    assert kept([*wrong, TODAY], TODAY) == {*wrong, TODAY}
