"""A counter's window in a process of its own, so that it can be killed: `-m tests.journeys.other_window DIR`.

It finds a household, takes what lies on the scale, says "done" and waits.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from shop_desktop.gui import theme
from shop_desktop.gui.rooms import open_rooms
from shop_desktop.gui.settings import load_settings
from shop_desktop.gui.window import Window
from tests.journeys.person import OPERATOR, Clock


def main() -> int:
    folder = Path(sys.argv[1])
    app = QApplication([])
    theme.load_fonts()
    window = Window(folder, load_settings(folder), practice_user=OPERATOR)
    window.show()
    rooms = open_rooms(window, Clock())
    assert rooms is not None
    counter = rooms.counter
    assert counter is not None

    def press(name: str) -> None:
        key, said = (Qt.Key.Key_Enter, "\r") if name == "Enter" else (Qt.Key(ord(name.upper())), name)
        QApplication.sendEvent(counter, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, said))
        counter.keys.flush()

    def go_on() -> None:
        if not counter.desk.draft.household:
            for name in ("0", "3", "6", "Enter"):
                press(name)
        elif counter.desk.gate.can_take and not counter.desk.draft.lines:
            press("5")
            press("Enter")
            sys.stdout.write("done\n")
            sys.stdout.flush()

    timer = QTimer(interval=20)
    timer.timeout.connect(go_on)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
