"""The voice: what is said reaches the system's speaker as words, and never as a command."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shop_desktop.gui import speech

WORDS = "周小满; Remove-Item -Recurse $HOME"


def speaker(folder: Path, name: str, said: str) -> Path:
    """A stand-in for the system's speaker, which writes down what it was to say."""
    heard = folder / "heard"
    program = folder / name
    program.write_text(f"#!/bin/sh\nprintf '%s' {said} > '{heard}.part' && mv '{heard}.part' '{heard}'\n", encoding="utf-8")
    program.chmod(0o755)
    return heard


@pytest.mark.parametrize(
    ("platform", "name", "said"), [("linux", "espeak-ng", '"$3"'), ("win32", "powershell", '"$QINGCHENG_WORDS"')]
)
def test_a_name_is_spoken_and_not_carried_out(
    platform: str, name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    heard = speaker(tmp_path, name, said)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(speech.sys, "platform", platform)
    voice = speech.Voice("zh_CN")
    voice.say(WORDS)
    qtbot.waitUntil(heard.exists, timeout=10_000)
    assert heard.read_text(encoding="utf-8") == WORDS
    voice.close()


def test_it_is_silent_where_there_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    speech.Voice("zh_CN").say("你好")
