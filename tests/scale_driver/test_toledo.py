"""Toledo continuous: bits, check byte, widths."""

import pytest

from scale_driver.reading import Mode
from tests.scale_driver.wires import checked, events, said, toledo


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (toledo(b" 12345"), "12.345 kg ok"),
        (toledo(b"012345"), "12.345 kg ok"),
        (toledo(b"     0"), "0.000 kg zero"),
        (toledo(b"   500", swb=0x32), "-0.500 kg ok"),
        (toledo(b"   200", swa=0x31, swb=0x20, tare=b"      "), "200 lb ok"),
        (toledo(b"  1200", swa=0x30), "1200 kg ok"),
        (toledo(b"  1200", swa=0x32), "1200 kg ok"),
        (toledo(b"  1200", swc=0x21), "1.200 g ok"),
        (toledo(b"   125", swa=0x2B, swc=0x22), "12.5 t ok"),
        (toledo(b"  1000", swc=0x23), "1.000 oz ok"),
        (toledo(b"  1000", swc=0x26), "ton error"),
        (toledo(b"  1000", swc=0x27), "custom error"),
        (toledo(b"  1000", swb=0x70), "kg error"),
        (toledo(b" 99999", swb=0x34), "overload"),
        (toledo(b"      ", swb=0x34), "overload"),
        (toledo(b"    45", swb=0x36), "underload"),
        (toledo(b"      "), "rejected digits"),
        (toledo(b"******"), "rejected digits"),
        (toledo(b"1000  "), "rejected digits"),
        (toledo(b"  9a50"), "rejected digits"),
        (toledo(tare=b"0   0a"), "rejected digits"),
        (toledo(b"  1000", swa=0x55, swb=0x10), "1.000 kg ok"),
    ],
)
def test_a_frame_with_and_without_check_is_read_strictly(frame: bytes, expected: str) -> None:
    assert said("toledo-cont", checked(frame) * 2) == said("toledo-cont", frame * 2) == [expected] * 2


@pytest.mark.parametrize(("swb", "stable", "mode"), [(0x30, True, Mode.GROSS), (0x38, False, Mode.GROSS), (0x31, True, Mode.NET)])
def test_motion_and_net_are_bits(swb: int, stable: bool, mode: Mode) -> None:
    (reading,) = events("toledo-cont", toledo(swb=swb))
    assert (reading.stable, reading.mode) == (stable, mode)


def test_a_wrong_check_byte_is_no_weight() -> None:
    frame = toledo()
    assert said("toledo-cont", frame + bytes((checked(frame)[-1] ^ 1,))) == ["rejected checksum"]


def test_where_a_check_byte_is_set_a_frame_without_it_is_no_weight() -> None:
    assert said("toledo-cont", toledo() + checked(toledo()), check="yes") == ["rejected checksum", "1.000 kg ok"]


def test_a_check_byte_that_looks_like_a_mark_loses_nothing() -> None:
    frames = [checked(toledo(b"%6d" % number)) for number in range(2000)]
    marks = [frame for frame in frames if frame[-1] in (0x02, 0x0D)]
    assert {frame[-1] for frame in marks} == {0x02, 0x0D}
    assert [event.raw for event in events("toledo-cont", b"".join(marks))] == marks


def test_a_short_frame_counts_until_full_ones_were_seen() -> None:
    short = b"\x02\x3d\x30\x20 12345\r"
    assert said("toledo-cont", short) == said("toledo-cont", checked(short)) == ["12.345 kg ok"]
    assert said("toledo-cont", checked(toledo()) + short) == ["1.000 kg ok", "rejected noise"]
    assert said("toledo-cont", short, short="no") == ["rejected noise"]
    assert said("toledo-cont", short * 2, short="yes") == ["12.345 kg ok"] * 2


def test_toledo_brasil_puts_a_blank_before_the_weight() -> None:
    frame = b"\x02\x3d\x30\x20 " + b" 12345" + b"   500" + b"\r"
    assert said("toledo-cont", checked(frame) * 2) == ["12.345 kg ok"] * 2


def test_a_line_feed_behind_the_frame_is_for_heads_without_check() -> None:
    assert said("toledo-cont", (toledo() + b"\n") * 2, check="no") == ["1.000 kg ok"] * 2


def test_constant_bits_are_asked_for_only_when_set() -> None:
    liden = toledo(swa=0x55, swb=0x10)
    assert said("toledo-cont", liden, **{"constant-bits": "toledo"}) == ["rejected constant-bits"]
    assert said("toledo-cont", toledo(), **{"constant-bits": "toledo"}) == ["1.000 kg ok"]
