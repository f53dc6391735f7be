"""What all tests share: windows are drawn without a screen, property tests are not timed, and where the books lie.

With SHOP_TEST_POSTGRES (see tests/postgres.py) every folder's books lie in a database of their own on that server.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from shop_desktop.store import books
from tests.postgres import DATABASES

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("SHOP_DATABASE_URL", None)

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite_only(reason): about SQLite's file itself; left out on PostgreSQL")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        mark = item.get_closest_marker("sqlite_only")
        if mark is not None and DATABASES is not None:
            item.add_marker(pytest.mark.skip(reason=f"about SQLite: {mark.args[0]}"))


@pytest.fixture(scope="session", autouse=True)
def where_books_lie() -> Iterator[None]:
    """A test has many folders and one environment: where the server is used, each folder has its own address there."""
    if DATABASES is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(books, "address_of", _address_of)
        yield


def _address_of(folder: Path) -> str:
    """The folder's own; a program that the test starts finds the last one asked for."""
    assert DATABASES is not None
    os.environ["SHOP_DATABASE_URL"] = DATABASES.url(folder)
    return os.environ["SHOP_DATABASE_URL"]


@pytest.fixture(autouse=True)
def nothing_is_left_on_the_server(where_books_lie: None) -> Iterator[None]:
    before = set() if DATABASES is None else set(DATABASES.made)
    yield
    if DATABASES is not None:
        DATABASES.drop(DATABASES.made - before)
