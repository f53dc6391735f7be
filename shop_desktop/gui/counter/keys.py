"""Key events in, names of keys and scans out: `("key", "5")`, `("text", "周")`, `("scan", "2900100012027")`.

A scan is a burst (≥ 6 characters, < 35 ms apart, ended by Enter); a lone key acts after 40 ms. NumLock off and full-width
input keep their meaning; held keys do not repeat. Decides nothing about what a key does.
"""

import unicodedata

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

BURST_CHARS = 6
BURST_GAP_MS = 35
LONE_KEY_MS = 40

_K = Qt.Key
NAMED = {
    _K.Key_Return: "Enter",
    _K.Key_Enter: "Enter",
    _K.Key_Escape: "Esc",
    _K.Key_Backspace: "Backspace",
    _K.Key_Insert: "Ins",
    _K.Key_Up: "Up",
    _K.Key_Down: "Down",
    _K.Key_PageUp: "PgUp",
    _K.Key_PageDown: "PgDn",
    _K.Key_F1: "F1",
    _K.Key_F2: "/",
    _K.Key_F3: "*",
    _K.Key_F4: "F4",
    _K.Key_F5: "F5",
    _K.Key_F6: ".",
    _K.Key_F7: "F7",
    _K.Key_F8: "F8",
    _K.Key_F9: "F9",
    _K.Key_F10: "F10",
    _K.Key_F11: "F11",
    _K.Key_F12: "+",
}
NUMLOCK_OFF = {
    _K.Key_Insert: "0",
    _K.Key_End: "1",
    _K.Key_Down: "2",
    _K.Key_PageDown: "3",
    _K.Key_Left: "4",
    _K.Key_Clear: "5",
    _K.Key_Right: "6",
    _K.Key_Home: "7",
    _K.Key_Up: "8",
    _K.Key_PageUp: "9",
    _K.Key_Delete: ".",
}
REPEATING = frozenset({"Up", "Down", "PgUp", "PgDn", "Backspace"})
SCANNED = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz- ")


class KeyReader(QObject):
    """Feed it key events; it emits `key` (a name), `text` (a character of another script), `scan`, and `numlock` on or off."""

    key = Signal(str)
    text = Signal(str)
    scan = Signal(str)
    numlock = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._burst = ""
        self._last_ms = 0
        self._timer = QTimer(self, singleShot=True, interval=LONE_KEY_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether a key has not acted yet, because it may begin a scan."""
        return bool(self._burst)

    def press(self, event: QKeyEvent) -> bool:
        """One key press. False where it means nothing here (a modifier, an Alt combination)."""
        name = self._name(event)
        if not name:
            return False
        if event.isAutoRepeat() and name not in REPEATING:
            return True
        now_ms = event.timestamp() or self._clock.elapsed()
        if self._burst and now_ms - self._last_ms >= BURST_GAP_MS:
            self.flush()
        self._last_ms = now_ms
        if name == "Enter" and len(self._burst) >= BURST_CHARS:
            burst, self._burst = self._burst, ""
            self._timer.stop()
            self.scan.emit(burst)
        elif len(name) == 1 and name in SCANNED:
            self._burst += name
            self._timer.start()
        else:
            self.flush()
            self._say(name)
        return True

    def commit(self, event: QInputMethodEvent) -> None:
        """What an input method finished, character by character."""
        self.flush()
        for character in unicodedata.normalize("NFKC", event.commitString()):
            self._say(character)

    def flush(self) -> None:
        """The burst was no scan: its characters are keys, one by one."""
        self._timer.stop()
        burst, self._burst = self._burst, ""
        for character in burst:
            self._say(character)

    def _say(self, name: str) -> None:
        (self.key if len(name) > 1 or name.isascii() else self.text).emit(name)

    def _name(self, event: QKeyEvent) -> str:
        modifiers = event.modifiers()
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            return ""
        code = Qt.Key(event.key())
        if modifiers & Qt.KeyboardModifier.KeypadModifier and code in NUMLOCK_OFF and not event.text().strip():
            self.numlock.emit(False)
            return NUMLOCK_OFF[code]
        if code in NAMED:
            return NAMED[code]
        typed = unicodedata.normalize("NFKC", event.text())
        if modifiers & Qt.KeyboardModifier.KeypadModifier and typed.isdigit():
            self.numlock.emit(True)
        return typed[:1] if typed and typed.isprintable() else ""
