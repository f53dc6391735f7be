"""Keys pressed as a person does: on whatever has the focus in a window, by the names that the screen draws."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shop_desktop.gui.counter.keys import LONE_KEY_MS

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Ins": Qt.Key.Key_Insert,
    "Del": Qt.Key.Key_Delete,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Tab": Qt.Key.Key_Tab,
    "Backspace": Qt.Key.Key_Backspace,
} | {f"F{number}": Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 13)}


def press(window: QWidget, *keys: str) -> None:
    """Each key on the widget that has the focus then; "Alt+2" holds Alt; other names are typed."""
    for key in keys:
        held = Qt.KeyboardModifier.AltModifier if key.startswith("Alt+") else Qt.KeyboardModifier.NoModifier
        name = key.removeprefix("Alt+")
        target = window.focusWidget() or window
        if name in NAMED:
            QTest.keyClick(target, NAMED[name], held)
        elif held is not Qt.KeyboardModifier.NoModifier:
            QTest.keyClick(target, Qt.Key(ord(name)), held)
        else:
            QTest.keyClicks(target, name)


def settle() -> None:
    """Let a lone key act: it waits a moment, since it might begin a scan."""
    QTest.qWait(LONE_KEY_MS * 3)
