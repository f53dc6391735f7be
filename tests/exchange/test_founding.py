"""Founding books from a file of commands: all of it, or nothing is left behind."""

from pathlib import Path

import pytest

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.founding import found
from shop_desktop.store.books import FILE
from shop_desktop.store.queries.shop import users_of
from shop_desktop.store.verify import verify_books
from tests.shop import NOON


def test_new_books_have_a_manager_and_verify(tmp_path: Path) -> None:
    books = found(tmp_path / "a" / "b", now=NOON)
    assert [user.login for user in users_of(books.reader)] == ["manager"]
    assert verify_books(books.reader) == ()
    books.close()


def test_books_are_not_founded_twice(tmp_path: Path) -> None:
    found(tmp_path, now=NOON).close()
    with pytest.raises(Trouble) as caught:
        found(tmp_path, now=NOON)
    assert caught.value.code == "exists"


def test_a_wrong_line_leaves_no_books(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        found(tmp_path, [b'{"op":"household.register","name":"\xe7\x94\xb2"}', b'{"op":"nonsense"}'], now=NOON)
    assert not list(tmp_path.glob(f"{FILE}*"))
    found(tmp_path, now=NOON).close()
