"""The practice village, made once, and a person at its counter for each test."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from serial.tools import list_ports

from scale_driver.simulator import Simulator
from shop_desktop.gui import theme
from shop_desktop.places import resources
from shop_desktop.text import use
from tests.journeys.person import PROTOCOL, Person
from tests.journeys.plugs import Plugs, adapter
from tests.shop import copied, found_books


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books of the practice village, to be copied."""
    folder = tmp_path_factory.mktemp("practice")
    said = (resources() / "practice" / "village.jsonl").read_text(encoding="utf-8").splitlines()
    found_books(folder, tuple(json.loads(line) for line in said))
    return folder


@pytest.fixture
def scale() -> Iterator[Simulator]:
    with Simulator(PROTOCOL, settle_s=0.05, frames_per_s=20) as simulator:
        yield simulator


@pytest.fixture
def newcomer(qtbot: QtBot, qapp: QApplication, scale: Simulator, practice: Path, tmp_path: Path) -> Iterator[Person]:
    """Somebody before the program is started."""
    theme.load_fonts()
    use("zh_CN")
    copied(practice, tmp_path / "books")
    person = Person(qtbot, scale, tmp_path)
    yield person
    person.close()


@pytest.fixture
def person(newcomer: Person) -> Person:
    """Somebody at the counter of the practice village."""
    return newcomer.open()


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Plugs:
    """What the system says is plugged in: paths, each at an adapter of its own serial number."""

    def plug(*paths: str) -> None:
        monkeypatch.setattr(list_ports, "comports", lambda *_: [adapter(path, number) for number, path in enumerate(paths)])

    plug()
    return plug


@pytest.fixture
def yaohua() -> Iterator[Simulator]:
    with Simulator("yaohua-tf0", settle_s=0.05, frames_per_s=20) as scale:
        yield scale
