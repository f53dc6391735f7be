"""What the counter's page does besides looking right: it repaints only what changed and says what was clicked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from shop_desktop.gui.counter.page import CounterPage
from shop_desktop.gui.counter.view import Gate, ScaleView
from tests.gui.gallery import counter
from tests.gui.samples import Samples


@pytest.fixture
def page(qtbot: QtBot) -> CounterPage:
    widget = counter(Samples().weighing())
    qtbot.addWidget(widget)
    qtbot.waitExposed(widget)
    qtbot.wait(20)
    return widget


def paints(page: CounterPage) -> dict[str, int]:
    parts = {type(part).__name__: part.paints for part in page.painted}
    return parts | {f"key {name}": key.paints for name, key in page.pad.keys.items()}


def test_a_changed_weight_paints_the_instrument_alone(page: CounterPage, qtbot: QtBot) -> None:
    before = paints(page)
    assert page.view is not None
    page.show_view(replace(page.view, instrument=ScaleView(gate=Gate.MOVING, stars=3)))
    qtbot.wait(30)
    after = paints(page)
    assert {name for name in after if after[name] != before[name]} == {"WeightDisplay"}


def test_the_same_view_paints_nothing(page: CounterPage, qtbot: QtBot) -> None:
    before = paints(page)
    page.show_view(Samples().weighing())
    qtbot.wait(30)
    assert paints(page) == before


@pytest.mark.parametrize("name", ["7", "5", "Enter", "+", "-", "*", "/", "0", "."])
def test_a_drawn_key_says_its_name(page: CounterPage, qtbot: QtBot, name: str) -> None:
    tile = page.pad.materials[int(name) - 1] if name in "123456789" else page.pad.keys[name]
    with qtbot.waitSignal(page.pressed) as said:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert said.args == [name]


@pytest.mark.parametrize(
    ("x", "y", "action"),
    [(1100, 170, "row:1"), (60, 740, "F1"), (870, 740, "F9"), (1290, 740, "Esc"), (60, 580, "/"), (250, 660, "F7")],
)
def test_a_place_says_its_action(page: CounterPage, qtbot: QtBot, x: int, y: int, action: str) -> None:
    part = page.childAt(QPoint(x, y))
    with qtbot.waitSignal(page.pressed) as said:
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=part.mapFrom(page, QPoint(x, y)))
    assert said.args == [action]


def test_a_press_that_slides_off_the_key_does_nothing(page: CounterPage, qtbot: QtBot) -> None:
    key = page.pad.keys["+"]
    with qtbot.assertNotEmitted(page.pressed):
        qtbot.mousePress(key, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(key, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))


def test_nothing_on_the_counter_takes_the_focus(page: CounterPage) -> None:
    parts = [*page.painted, *page.pad.materials, *page.pad.keys.values()]
    assert {part.focusPolicy() for part in parts} == {Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1920, 1080), (1280, 1024), (911, 512)])
def test_every_key_is_big_enough_for_a_finger(qtbot: QtBot, width: int, height: int) -> None:
    page = counter(Samples().weighing(), width, height)
    qtbot.addWidget(page)
    scale = page.pad.keys["+"].scale
    sides = [min(key.width(), key.height()) / scale for key in (*page.pad.keys.values(), *page.pad.materials)]
    assert min(sides) >= 43.5


def test_the_newest_line_is_in_view(qtbot: QtBot) -> None:
    samples = Samples()
    view = samples.weighing()
    lines = tuple(replace(samples.lines()[0], number=str(n)) for n in range(1, 13))
    page = counter(replace(view, ticket=replace(view.ticket, lines=lines)))
    qtbot.addWidget(page)
    page.grab()
    assert "row:12" in {hot.action for hot in page.ticket.hots}
