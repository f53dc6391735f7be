"""A format of one's own guessed from bytes alone: real recordings, made-up lines, and rubbish."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scale_driver.protocols import find
from scale_driver.protocols.protocol import Shown
from shop_desktop.gui.pages.settings.find.guess import guess, read_lines, split, stable_in


def lines_of(**settings: str) -> bytes:
    """A minute of a head that nobody knows: at rest, moving, at rest."""
    protocol = find("custom")
    options = protocol.options(settings)
    sent = b""
    for n in range(80):
        moving = 20 <= n < 30
        sent += protocol.encode(Shown(6235 + (n * 7 if moving else 0) + (900 if n >= 30 else 0), 3, stable=not moving), options)
    return sent


def read(data: bytes) -> tuple[set[str | None], int, int]:
    """The numbers that a guess reads, how many lines, how many of them are read."""
    told = read_lines(data, guess(data))
    return {line.reading.display for line in told if line.reading}, len(told), sum(line.reading is not None for line in told)


@pytest.mark.parametrize(
    "settings",
    [
        {"digits": "1+9"},
        {"digits": "1+9", "end": "0d"},
        {"start": "02", "end": "03", "digits": "3+8", "stable": "2=53"},
        {"start": "23", "end": "2a", "digits": "4+7", "stable": "2=53"},
        {"digits": "4+8", "stable": "1=47", "unit": "13+2"},
    ],
)
def test_a_head_that_nobody_knows_is_read_by_the_guess(settings: dict[str, str]) -> None:
    numbers, lines, right = read(lines_of(**settings))
    assert lines >= 70
    assert right == lines
    assert {"6.235", "7.135"} <= numbers


def test_figures_that_come_the_last_first_are_noticed() -> None:
    protocol = find("yaohua-eq-rev8")
    sent = b"".join(protocol.encode(Shown(6235 + n, 3), protocol.options()) for n in range(40))
    assert guess(sent)["reversed"] == "true"
    assert "6.240" in read(sent)[0]


def test_the_character_that_says_steady_is_found() -> None:
    assert guess(lines_of(start="02", end="03", digits="3+8", stable="2=53"))["stable"] == "2=53"


def test_a_character_that_tells_nothing_is_no_sign_of_rest() -> None:
    bodies = [b"A 1.000", b"B 1.000", b"A 2.000", b"B 3.000", b"A 3.000", b"B 3.000"]
    assert stable_in(bodies, slice(2, 7)) == ""


def test_a_first_and_a_last_piece_may_be_cut_and_are_left_out() -> None:
    assert split(b"235\r\n6.235\r\n6.2", "none", "0d0a") == [b"6.235\r\n"]


@given(st.binary(max_size=400))
def test_rubbish_is_guessed_without_a_fault(data: bytes) -> None:
    read_lines(data, guess(data))


STREAMS = Path(__file__).resolve().parents[5] / "shared" / "scales" / "streams"


@pytest.mark.skipif(not STREAMS.is_dir(), reason="the recordings lie beside a checkout of the makers")
def test_real_recordings_are_read_by_the_guess() -> None:
    told = json.loads((STREAMS / "streams.json").read_text("utf-8"))
    for name, about in told.items():
        numbers, lines, right = read((STREAMS / f"{name}.bin").read_bytes()[:4000])
        assert right > 0.95 * lines, name
        assert about["first"] in numbers, name
