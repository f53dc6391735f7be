"""Frames between marks: NCI, SMA, Gram, Rice Lake, DF, Rinstrum, Bilanciai, `=` and brackets, BCD, blocks."""

import pytest

from scale_driver.protocols import Shown, find
from scale_driver.reading import Mode, Reading
from tests.scale_driver.wires import events, said


@pytest.mark.parametrize(
    ("slug", "frame", "expected"),
    [
        ("nci-scp01", b"\n01.234KG\r\nS00\r\x03", "01.234 kg ok"),
        ("nci-scp01", b"\n01.234KG\r\n10\r\x03", "01.234 kg ok"),
        ("nci-scp01", b"\n -1.25kg\r\n0p4\r\x03", "-1.25 kg ok"),
        ("nci-scp01", b"\n01.234KG\r\nS02\r\x03", "overload"),
        ("nci-scp01", b"\n01.234KG\r\nS40\r\x03", "error"),
        ("nci-scp01", b"\n01.234KG\r\n0p8\r\x03", "error"),
        ("nci-scp01", b"\nS20\r\x03", "zero"),
        ("nci-scp01", b"\nS00\r\x03", "error"),
        ("nci-scp01", b"\n1LB 12.5OZ\r\n00\r\x03", "error"),
        ("nci-scp01", b"\n01.234KG\r\nS00\r", None),
        ("sma", b"\n 1g      12.345kg \r", "12.345 kg ok"),
        ("sma", b"\nO1G  ^^^^^^^^kg \r", "rejected noise"),
        ("sma", b"\nO1G  ^^^^^^^^^^kg \r", "overload"),
        ("sma", b"\nU1G  __________kg \r", "underload"),
        ("sma", b"\nT1G  ----------kg \r", "error"),
        ("sma", b"\n 1G  ----------kg \r", "rejected digits"),
        ("gram-pc0", b"\x02a  0.500kg\r\x03", "rejected noise"),
        ("gram-pc0", b"\x02a   0.500kg\r\x03", "0.500 kg ok"),
        ("gram-pc0", b"\x02a -------kg\r\x03", "rejected noise"),
        ("rl-iq355", b"\x02-  12.34LNM\r\n", "-12.34 lb ok"),
        ("rl-iq355", b"\x02   12.34TG \r\n", "12.34 T error"),
        ("rl-iq355", b"\x02   12.34KGI\r\n", "error"),
        ("rl-iq355", b"\x02 -------KG \r\n", "rejected digits"),
        ("df1500", b"\x02   99.99 KG GR O\r\n", "overload"),
        ("df1500", b"\x02   12.34 KG TR  \r\n", "rejected mode"),
        ("rinstrum-a", b"\x02-  12.34N\x03", "-12.34 kg ok"),
        ("rinstrum-a", b"\x02        U\x03", "underload"),
        ("rinstrum-a", b"\x02 -------O\x03", "overload"),
        ("rinstrum-a", b"\x02        E\x03", "error"),
        ("rinstrum-a", b"\x02        G\x03", "rejected digits"),
        ("bilanciai-cb", b"$101234\r", "1234 kg ok"),
        ("bilanciai-cb", b"$201234\r", "error"),
        ("bilanciai-cb", b"$0 1234\r", "rejected noise"),
        ("yaohua-eq-price27", b"=-002.000kg;0001.00;0002.00", "-2.000 kg ok"),
        ("yaohua-eq-price27", b"=00000020pc;0001.00;0020.00", "20 pc error"),
        ("keli-t1", b"=-00.540(kg)\r\n", "-0.540 kg ok"),
        ("keli-t1", b"\x02NW:-0023.45(kg)\x03", "-23.45 kg ok"),
        ("keli-t1", b"\x02NW:00023.45(kg)\x03", "rejected width"),
        ("keli-t1", b"\x02XX:0023.45(kg)\x03", "rejected mode"),
        ("eq-status-cr", b"=  -1.25A\r", "-1.25 kg ok"),
        ("eq-status-cr", b"=-------A\r", "rejected digits"),
        ("yaohua-a12-wg15", b"         OL23\r\n", "overload"),
        ("yaohua-a12-wg15", b"         LO23\r\n", "underload"),
        ("yaohua-a12-wg15", b"         OL24\r\n", "rejected checksum"),
        ("yaohua-a12-wg15", b"WN0000.04kg\r\n", "rejected noise"),
        ("ht9800", b"\xff\x33\x34\x12\x00", "-12.34 kg ok"),
        ("ht9800", b"\xff\x10\x34\x12\x00", "rejected decimals"),
        ("ht9800", b"\xff\x93\x34\x12\x00", "overload"),
        ("ht9800", b"\xff\x13\x3a\x12\x00", "rejected noise"),
        ("gm8803", b"\xff\x10\x34\x12\x00", "1234 kg ok"),
        ("aihua-acs", b"\n\r 0046", "0.046 kg ok"),
        ("aihua-acs", b"\n\r-0046", "-0.046 kg ok"),
        ("aihua-acs", b"\n\r ----", "rejected noise"),
        ("xmdh-14", b"\n -  12.34   \r", "-12.34 kg ok"),
        ("tscale-con3", b"\x01- 12.345kg1", "-12.345 kg ok"),
        ("dingsong", b"\x02Ac0 0 0 0 8 <0t\x03", "rejected no-weight"),
        ("dingsong", b"\x02Aa+0012342000000000M\x03", "rejected checksum"),
    ],
)
def test_a_frame_is_read_strictly(slug: str, frame: bytes, expected: str | None) -> None:
    assert said(slug, frame) == ([expected] if expected else [])


DS781 = b"\r0%b\r400.000\rU000.00\rT0000.00\r\n"


def test_flags_in_front_of_a_ds781_block_are_part_of_it() -> None:
    block = DS781 % b"00.070"
    assert said("digi-ds781", block + b"AB" + block + block) == ["0.070 kg ok"] * 3
    assert said("digi-ds781", DS781 % b"------") == ["rejected digits"]


def test_of_a_block_only_its_net_is_a_weight() -> None:
    head = b"^KJIK000\r\n2023-11-07\r\n17:19:26\r\n  0.50 kg\r\n  2.44 kg\r\n0\r\n0\r\n"
    block = head + b"  1.94 kg\r\n  1.94 kg\r\n    0 pcs\r\n \r\n \r\nE\r\n~P1\r\n"
    assert said("jadever-block", block[40:] + block) == ["rejected noise", "1.94 kg ok"]
    assert said("jadever-block", block.replace(b"  1.94 kg\r\n  1.94", b" ---- kg\r\n  1.94")) == ["rejected digits"]


def test_a_ht9800_read_as_gm8803_is_ten_times_too_light() -> None:
    frame = b"\xff\x13\x34\x12\x00"
    assert (said("ht9800", frame), said("gm8803", frame)) == (["12.34 kg ok"], ["1.234 kg ok"])


@pytest.mark.parametrize(("check", "expected"), [("auto", 3), ("yes", 3), ("no", 3)])
def test_an_extended_frame_is_whole_though_its_check_byte_looks_like_the_next(check: str, expected: int) -> None:
    protocol = find("toledo-cont-ext")
    frames = [protocol.encode(Shown(number, 3), protocol.options({"check": check})) for number in range(3000)]
    marked = [frame for frame in frames if frame[-1] == 0x01][:expected] or frames[:expected]
    found = [event for event in events("toledo-cont-ext", b"".join(marked) + b"\x01", check=check) if isinstance(event, Reading)]
    assert [event.raw for event in found] == marked


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (b"\x22 $ ", "overload"),
        (b"\x22 \x22 ", "underload"),
        (b"\x22 ! ", "error"),
        (b"\x22 ( ", "error"),
        (b"% ( "[:1] + b"   ", "12.345 ton error"),
    ],
)
def test_an_extended_frames_faults_are_bits(status: bytes, expected: str) -> None:
    assert said("toledo-cont-ext", b"\x011" + status + b"   12.345   0.000\r", check="no") == [expected]


def test_an_extended_frame_tells_motion_and_net() -> None:
    (reading,) = events("toledo-cont-ext", b"\x011b!  " + b"   12.345   0.000\r", check="no")
    assert isinstance(reading, Reading)
    assert (reading.stable, reading.mode, reading.unit) == (False, Mode.NET, "kg")
