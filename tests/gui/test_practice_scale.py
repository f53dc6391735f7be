"""The practice scale does each of its deeds by a key or a click, and never takes the keys from the counter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from scale_driver.head import FAULTS, HABITS
from scale_driver.scale import Scale
from scale_driver.simulator import Simulator
from shop_desktop.gui import theme
from shop_desktop.gui.practice_scale import DEEDS, PracticeScale


class Noted:
    """Writes down what is asked of it."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def __getattr__(self, name: str) -> object:
        return lambda *told: self.done.append((name, *told))


@pytest.fixture
def window(qtbot: QtBot) -> QLineEdit:
    theme.load_fonts()
    edit = QLineEdit()
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
        edit.activateWindow()
    edit.setFocus()
    return edit


def test_every_way_of_going_wrong_has_a_key(window: QWidget) -> None:
    pan = Noted()
    practice = PracticeScale(pan, window)  # type: ignore[arg-type]
    for key, _words, _deed in DEEDS:
        practice.do(key)
    assert {told[1] for told in pan.done if isinstance(told, tuple) and told[0] == "fault"} == {*FAULTS, *HABITS}


def test_a_key_works_while_the_hands_are_elsewhere(window: QLineEdit) -> None:
    pan = Noted()
    PracticeScale(pan, window).show()  # type: ignore[arg-type]
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert pan.done == [("put", 6235)]
    assert window.hasFocus()
    assert window.text() == ""


def test_a_real_line_feels_it(window: QWidget, qtbot: QtBot) -> None:
    with Simulator("yaohua-tf0", settle_s=0.05, frames_per_s=20) as simulator:
        practice = PracticeScale(simulator, window)
        scale = Scale(simulator.path, "yaohua-tf0")
        seen: list[int | None] = []
        clock = iter(range(10_000))

        def heard() -> bool:
            seen.extend(reading.weight_g for reading in scale.poll(next(clock) / 50))
            return 1245 in seen

        practice.do("2")
        qtbot.waitUntil(heard, timeout=5000)
        scale.close()
