"""Recordings as the window keeps them: named by their day, none written over, opened again by what names them."""

from datetime import date
from pathlib import Path

from scale_driver.ports import open_port
from scale_driver.recording import read
from shop_desktop.gui.recordings import is_recording, keep, recorded_line, url_of

DAY = date(2026, 11, 24)
PIECES = ((0.0, b"\x02+00"), (0.1, b"62353\r\n"))


def test_it_comes_back_as_it_was_from_a_stick_with_any_name(tmp_path: Path) -> None:
    file = keep(tmp_path / "U 盘 100%", PIECES, port="COM3", line="4800 8N1", day=DAY)
    assert file.name == "scale-2026-11-24-1.txt"
    assert read(file).pieces == PIECES
    assert recorded_line(url_of(file)) == "4800 8N1"
    assert open_port(url_of(file), "1200 8N1").read(64) == PIECES[0][1]


def test_a_second_one_of_a_day_leaves_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        keep(tmp_path, PIECES, port="COM3", line="9600 8N1", day=DAY)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["scale-2026-11-24-1.txt", "scale-2026-11-24-2.txt"]


def test_a_port_is_no_recording() -> None:
    assert not is_recording("COM3")
    assert recorded_line("COM3") == ""
    assert recorded_line("replay:///nowhere.txt") == ""
