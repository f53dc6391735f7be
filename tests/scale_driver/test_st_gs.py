"""The `ST,GS,` family, variant by variant."""

import pytest

from scale_driver.protocols.st_gs import HEAD, HEADS
from scale_driver.reading import Mode, Reading
from tests.scale_driver.wires import events, said


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"ST,GS,+000.876kg", "0.876 kg ok"),
        (b"ST,GS,+000.876g", "0.876 g ok"),
        (b"ST,GS,+ 000080kg", "80 kg ok"),
        (b"ST,GS,-001.500kg", "-1.500 kg ok"),
        (b"ST,GS,+00123.45kg", "123.45 kg ok"),
        (b"ST,GS,+ 123.456   g", "123.456 g ok"),
        (b"ST,GS,   245.6 g", "245.6 g ok"),
        (b"ST,GS   106.2g  ", "106.2 g ok"),
        (b"ST,GS,+ 001.234t ", "1.234 t ok"),
        (b"ST,GS,+ 001.234 t", "1.234 t ok"),
        (b"ZR,GS,+000.000kg", "0.000 kg zero"),
        (b"ST,G ,+000.876kg", "0.876 kg ok"),
        (b"ST,GS,+15.06.24hkg", "15.06.24 hkg error"),
        (b"ST,GS,+15.06.24tl.T", "15.06.24 tl.T error"),
        (b"ST,GS,+012.345cT", "12.345 cT error"),
        (b"ST,GS,+000012pcs", "12 pcs error"),
        (b"ST,GS,+012.345twg", "12.345 twg error"),
        (b"ST,TN,+012.345kg", "error"),
        (b"Re,GS,+012.345kg", "error"),
        (b"OL,GS,+         kg", "overload"),
        (b"OL,GS,-099.99kg", "underload"),
        (b"OL,GS,+            ", "overload"),
        (b"ST,GS,+  12.3", "rejected line"),
        (b"ST,GS,+01.234kg", "rejected width"),
        (b"ST,GS,+1.2.345kg", "rejected digits"),
        (b"ST,GS,+------kg", "rejected line"),
        (b"ST,GS,+       kg", "rejected line"),
        (b"ST,GS,1\xc4,000013.5 kg", "rejected noise"),
    ],
)
def test_a_line_is_read_strictly(line: bytes, expected: str) -> None:
    assert said("st-gs", line + b"\r\n") == [expected]


def test_pounds_and_ounces_are_exact_to_the_milligram() -> None:
    data = b"ST,GS,+001.568lb\r\nST,GS,+050.000lb\r\nST,GS,+001.000oz\r\n"
    assert [event.weight_mg for event in events("st-gs", data)] == [711233, 22679619, 28350]


@pytest.mark.parametrize(("head", "mode"), [(b"GS", Mode.GROSS), (b"NT", Mode.NET), (b"TR", Mode.TARE), (b"PT", Mode.TARE)])
def test_the_second_word_tells_the_mode(head: bytes, mode: Mode) -> None:
    (reading,) = events("st-gs", b"ST," + head + b",+000.876kg\r\n")
    assert reading.mode is mode


@pytest.mark.parametrize(("head", "stable"), [(b"ST", True), (b"US", False), (b"ZR", True), (b"OL", False)])
def test_the_first_word_tells_whether_it_is_still(head: bytes, stable: bool) -> None:
    (reading,) = events("st-gs", head + b",GS,+000.876kg\r\n")
    assert isinstance(reading, Reading)
    assert reading.stable is stable


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r", b"\n\r"])
def test_any_line_end_will_do(line_end: bytes) -> None:
    assert said("st-gs", (b"ST,GS,+000.876kg" + line_end) * 2) == ["0.876 kg ok"] * 2


def test_a_line_without_its_end_is_nothing_yet() -> None:
    assert said("st-gs", b"ST,GS,+000.876kg") == []


def test_a_line_cut_by_the_next_gives_only_the_next() -> None:
    assert said("st-gs", b"ST,GS,+000.8ST,GS,+000.876kg\r\n") == ["rejected line", "0.876 kg ok"]


def test_the_table_of_heads_and_the_pattern_that_finds_them_agree() -> None:
    assert all(HEAD.fullmatch(head) for head in HEADS)
