"""A recording: a text file that a person can mail and read, and that plays as if it were the scale."""

import time
from pathlib import Path

import pytest

from scale_driver.detection import Detection, Verdict
from scale_driver.ports import open_port
from scale_driver.recording import Recorder, Replay, read, save

FRAME = b"ST,GS,+  6.235kg\r\n"
PIECES = ((0.0, FRAME[:7]), (0.02, FRAME[7:]), (0.1, FRAME), (0.2, FRAME))


def saved(folder: Path) -> Path:
    path = folder / "秤 1.txt"
    save(path, PIECES, port="COM3", line="2400 7E1", day="2026-11-25")
    return path


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    recording = read(saved(tmp_path))
    assert (recording.pieces, recording.line, recording.port, recording.day) == (PIECES, "2400 7E1", "COM3", "2026-11-25")
    assert recording.data == FRAME * 3


def test_a_person_can_read_it(tmp_path: Path) -> None:
    first, second, *_ = saved(tmp_path).read_text(encoding="utf-8").splitlines()
    assert (first, second) == ("# scale recording 2026-11-25 · 2400 7E1 · COM3", "0.000 53 54 2c 47 53 2c 2b")


def test_it_plays_in_its_own_time_again_and_again(tmp_path: Path) -> None:
    now_s = 5.0
    port = Replay(read(saved(tmp_path)), clock=lambda: now_s)
    heard = [port.read(4096)]
    for _ in range(30):
        now_s += 0.101
        heard.append(port.read(4096))
    assert heard[:4] == [FRAME[:7], FRAME[7:] + FRAME, FRAME, b""]
    assert b"".join(heard).count(FRAME) >= 6


def test_what_comes_is_written_at_once(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "r.txt", port="COM3", line="9600 8N1", day="2026-11-25")
    for at_s, piece in PIECES:
        recorder.hear(piece, 100 + at_s)
        recorder.hear(b"", 100 + at_s)
        assert read(tmp_path / "r.txt").data.endswith(piece)
    assert read(tmp_path / "r.txt").pieces == PIECES
    with pytest.raises(FileExistsError):
        Recorder(tmp_path / "r.txt", port="COM3", line="9600 8N1", day="2026-11-25")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hello", "no recording"),
        ("", "no recording"),
        ("# scale recording 2026-11-25 · 9600 8N1 · COM3\nsoon 53", "line 2 is no `seconds hex`"),
        ("# scale recording 2026-11-25 · 9600 8N1 · COM3\n0.1 5x", "line 2"),
        ("# scale recording 2026-11-25 · 9600 8N1 · COM3\n0.2 53\n0.1 54", "backwards"),
        ("# scale recording 2026-11-25 · 9600 8N1 · COM3\n0.0 53\nnan 54", "line 3 names no time"),
        ("# scale recording 2026-11-25 · 9600 8N1 · COM3\ninf 53", "line 2 names no time"),
        ("# scale recording 2026-11-25 · 9600 8N1 · COM3\n-0.1 53", "line 2 names no time"),
        ("# scale recording 2026-11-25 · 0 8N1 · COM3\n0.0 53", "line settings look like '9600 8N1'"),
        ("# scale recording 2026-11-25 · COM3\n0.0 53", "line settings look like '9600 8N1'"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "r.txt").write_text(text)
    with pytest.raises(ValueError, match=sentence):
        read(tmp_path / "r.txt")


def test_a_recording_is_found_out_about_like_a_scale_and_names_its_line(tmp_path: Path) -> None:
    detection = Detection(f"replay://{saved(tmp_path)}")
    while not detection.done:
        detection.poll(time.monotonic())
        time.sleep(0.01)
    first = detection.candidates[0]
    assert (first.protocol, first.line, first.verdict) == ("st-gs", "2400 7E1", Verdict.SURE)


def test_a_recording_whose_line_cannot_be_ends_the_finding_out_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("# scale recording 2026-11-24 · 0 8N1 · COM3\n0.000 02 03\n")
    detection = Detection(f"replay://{tmp_path}/r.txt")
    for tick in range(400):
        detection.poll(tick / 20)
        time.sleep(0.0005)
    assert detection.done
    assert "not '0 8N1'" in (detection.error or "")


def test_a_recording_that_is_not_there_is_a_port_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        open_port(f"replay://{tmp_path}/none.txt", "9600 8N1")
