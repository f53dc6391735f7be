"""A voice for the counter, by the system's own: SAPI on Windows, espeak-ng elsewhere, each word a small process.

Never over itself: the newest wins. Where there is no voice, it is silent.
"""

import shutil
import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_WORDS = "QINGCHENG_WORDS"
_SAPI = f"Add-Type -AssemblyName System.Speech; (New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($env:{_WORDS})"
"""PowerShell takes what follows a command as more of it; so the words, a person's name among them, come another way."""


class Voice(QObject):
    """Say words aloud, unless it was switched off."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._process: QProcess | None = None
        self._call = _caller(language)

    def say(self, words: str) -> None:
        """Speak; what was being said stops."""
        if not self._call:
            return
        if self._process is not None and self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert(_WORDS, words)
        self._process.setProcessEnvironment(surroundings)
        self._process.start(self._call[0], self._call[1:] if sys.platform == "win32" else [*self._call[1:], words])

    def close(self) -> None:
        """Silence, now."""
        if self._process is not None and self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(500)


def _caller(language: str) -> list[str]:
    if sys.platform == "win32":
        return ["powershell", "-NoProfile", "-Command", _SAPI]
    espeak = shutil.which("espeak-ng")
    return [espeak, "-v", "cmn" if language == "zh_CN" else "en"] if espeak else []
