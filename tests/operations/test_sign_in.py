"""Signing in: a PIN opens the counter, five wrong ones lock for a minute, and every wrong one is noted."""

from datetime import timedelta

import pytest

from shop_desktop.domain.refused import Refused
from shop_desktop.operations.sign_in import sign_in
from tests.shop import Shop


@pytest.fixture
def counter(bare_shop: Shop) -> Shop:
    """A shop whose manager has the PIN 1234."""
    bare_shop.post({"op": "user.pin", "name": "manager", "pin": "1234"})
    return bare_shop


def tried(shop: Shop, pin: str, login: str = "manager") -> Refused:
    with pytest.raises(Refused) as caught:
        sign_in(shop.books, login, pin, now=shop.now)
    return caught.value


def test_the_right_pin_opens(counter: Shop) -> None:
    assert sign_in(counter.books, "manager", "1234", now=counter.now).role == "manager"


def test_a_wrong_pin_says_how_many_tries_are_left(counter: Shop) -> None:
    assert [tried(counter, "9999").facts["left"] for _ in range(4)] == [4, 3, 2, 1]


def test_the_fifth_wrong_pin_locks_for_a_minute_and_says_so(counter: Shop) -> None:
    ends = [tried(counter, "9999") for _ in range(5)]
    assert [end.code for end in ends] == ["wrong-pin"] * 4 + ["pin-locked"]
    counter.later(seconds=20)
    refused = tried(counter, "1234")
    assert (refused.code, refused.facts["seconds"]) == ("pin-locked", 41)
    counter.later(seconds=41)
    assert sign_in(counter.books, "manager", "1234", now=counter.now)


def test_after_the_lock_there_are_five_tries_again(counter: Shop) -> None:
    for _ in range(5):
        tried(counter, "9999")
    counter.later(minutes=2)
    assert tried(counter, "9999").facts["left"] == 4


def test_a_right_pin_forgets_the_wrong_ones(counter: Shop) -> None:
    tried(counter, "9999")
    sign_in(counter.books, "manager", "1234", now=counter.now)
    assert tried(counter, "9999").facts["left"] == 4


def test_a_clock_set_back_does_not_lock_for_longer_than_a_minute(counter: Shop) -> None:
    for _ in range(5):
        tried(counter, "9999")
    counter.now -= timedelta(days=1)
    assert sign_in(counter.books, "manager", "1234", now=counter.now)


def test_every_wrong_pin_is_noted(counter: Shop) -> None:
    for _ in range(6):
        tried(counter, "9999")
    assert counter.rows('SELECT "user", what, code FROM security_log') == [("manager", "sign-in", "wrong-pin")] * 5


@pytest.mark.parametrize(("login", "code"), [("ghost", "unknown"), ("new", "no-pin")])
def test_who_is_unknown_or_has_no_pin_is_told_so(counter: Shop, login: str, code: str) -> None:
    counter.post({"op": "user.add", "name": "new", "role": "operator"})
    assert tried(counter, "1234", login).code == code


def test_a_new_pin_replaces_the_old_and_the_lock(counter: Shop) -> None:
    for _ in range(5):
        tried(counter, "9999")
    counter.post({"op": "user.pin", "name": "manager", "pin": "5678"})
    assert sign_in(counter.books, "manager", "5678", now=counter.now)


def test_pins_are_kept_as_argon2id(counter: Shop) -> None:
    ((kept,),) = counter.rows("SELECT hash FROM pins")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
