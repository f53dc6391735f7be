"""A recording comes back as it was, plays in its own time, and a file that is none is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_desktop.gui.recordings import SCHEME, Recording, Replay, open_any, read, recorded_line, save

DAY = date(2026, 11, 24)
PIECES = ((0.0, b"\x02+00"), (0.1, b"62353\r\n"), (2.0, bytes(range(256))))


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    file = save(tmp_path / "stick", PIECES, port="COM3", line="4800 8N1", day=DAY)
    assert file.name == "scale-2026-11-24-1.txt"
    assert read(file) == Recording("4800 8N1", PIECES)
    assert recorded_line(f"{SCHEME}{file}") == "4800 8N1"


def test_a_second_one_of_a_day_leaves_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        save(tmp_path, PIECES, port="COM3", line="9600 8N1", day=DAY)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["scale-2026-11-24-1.txt", "scale-2026-11-24-2.txt"]


def test_it_plays_in_its_own_time_and_begins_anew() -> None:
    clock = Clock()
    replay = Replay(Recording("9600 8N1", ((5.0, b"a"), (5.5, b"b"))), clock)
    assert replay.read(10) == b"a"
    clock.now_s += 0.4
    assert replay.read(10) == b""
    clock.now_s += 0.2
    assert replay.read(10) == b"b"
    clock.now_s += 2
    replay.read(10)
    assert replay.read(10) == b"a"


def test_a_recording_opens_as_a_port_does(tmp_path: Path) -> None:
    file = save(tmp_path, PIECES, port="COM3", line="9600 8N1", day=DAY)
    assert open_any(f"{SCHEME}{file}", "1200 8N1").read(64) == PIECES[0][1]


@pytest.mark.parametrize("told", ["", "hello", "# scale recording x\nnot a line", "# scale recording x\n0.2 00\n0.1 00"])
def test_another_file_is_refused(tmp_path: Path, told: str) -> None:
    (tmp_path / "a.txt").write_text(told, encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        read(tmp_path / "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "a.txt"
    file.write_bytes(data)
    with pytest.raises(ValueError, match=r".+"):
        read(file)
