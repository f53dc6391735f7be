"""Counter scales that a till asks: CAS and PS1X, 8217 and SICS, Brazil, Berkel, Dialog, Magellan, Dibal."""

import pytest

from scale_driver.framing import xor
from scale_driver.protocols import find
from scale_driver.reading import Mode
from tests.scale_driver.wires import events, said


def ecr(body: bytes, check: int | None = None) -> bytes:
    return b"\x01\x02" + body + bytes((xor(body) if check is None else check,)) + b"\x03\x04"


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (ecr(b"S 01.250kg"), "1.250 kg ok"),
        (ecr(b"S  0.316KG"), "0.316 kg ok"),
        (ecr(b"S-00.020kg"), "-0.020 kg ok"),
        (ecr(b"S 1.250kg"), "1.250 kg ok"),
        (ecr(b"S 0125.0g"), "125.0 g ok"),
        (ecr(b"S 02.500SJ"), "2.500 jin ok"),
        (ecr(b"S 02.500TJ"), "2.500 TJ error"),
        (ecr(b"S 02.500TL"), "2.500 TL error"),
        (ecr(b"F 01.250kg"), "error"),
        (ecr(b"S --.---kg"), "rejected noise"),
        (ecr(b"S 01.250kg", 0), "rejected checksum"),
        (ecr(b"S 01.250kg") + b"\x50", "overload"),
        (b"\x01\x02S 01.250kg", None),
    ],
)
def test_a_ps1x_frame_is_read_strictly(frame: bytes, expected: str | None) -> None:
    assert said("pinnacle-ps1x", frame) == ([expected] if expected else [])


@pytest.mark.parametrize(("flag", "mode"), [(b"\x00", Mode.GROSS), (b"\x10", Mode.GROSS), (b"\x20", Mode.NET), (b"", None)])
def test_the_byte_behind_a_ps1x_frame_tells_of_a_tare(flag: bytes, mode: Mode | None) -> None:
    assert [event.mode for event in events("pinnacle-ps1x", (ecr(b"S 01.250kg") + flag) * 2)] == [mode] * 2


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (ecr(b"S 01.234kg"), "01.234 kg ok"),
        (ecr(b"S-01.234kg"), "-01.234 kg ok"),
        (ecr(b"SF99.999kg"), "overload"),
        (ecr(b"S 01.234kg")[1:], "01.234 kg ok"),
        (ecr(b"S 001234kg"), "rejected decimals"),
        (ecr(b"S 001234 g"), "001234 g ok"),
        (ecr(b"S 01.234kg", 1), "rejected checksum"),
        (b"\x06", "rejected ack"),
        (b"\x15", "rejected nak"),
    ],
)
def test_a_cas_frame_is_read_strictly(frame: bytes, expected: str) -> None:
    assert said("cas-ecr", frame) == [expected]


def test_bare_figures_of_a_cas_scale_need_the_place_of_their_point() -> None:
    assert said("cas-ecr", ecr(b"S 001234kg"), decimals="3") == ["001.234 kg ok"]


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (b"\x0201.234\r", "01.234 kg ok"),
        (b"\x02 1.234\r", "1.234 kg ok"),
        (b"\x0201.234N\r", "01.234 kg ok"),
        (b"\x02001.25lb\r", "001.25 lb ok"),
        (b"\x02001234\r", "rejected decimals"),
        (b"\x02001234g\r", "001234 g ok"),
        (b"\x02?A\r", "error"),
        (b"\x02?B\r", "overload"),
        (b"\x02?C\r", "overload"),
        (b"\x02?D\r", "underload"),
        (b"\x02?H\r", "error"),
        (b"\x02?P\r", "zero"),
        (b"\x02?@\r", "error"),
        (b"\x02?\xc2\r", "overload"),
        (b"\x02E\r", "rejected no-weight"),
        (b"\x02------\r", "rejected decimals"),
    ],
)
def test_an_8217_answer_is_a_weight_or_says_why_not(frame: bytes, expected: str) -> None:
    assert said("toledo-8217", frame) == [expected]


def test_an_8217_net_is_told_by_a_letter_and_by_a_bit() -> None:
    modes = [event.mode for event in events("toledo-8217", b"\x0201.234N\r\x0201.234\r\x02?`\r\x02?@\r")]
    assert modes == [Mode.NET, Mode.GROSS, Mode.NET, Mode.GROSS]


def test_an_unchanged_weight_is_repeated_only_where_that_is_set() -> None:
    data = b"\x02?@\r\x0201.234\r\x02?@\r\x02?A\r\x02?@\r"
    assert said("toledo-8217", data) == ["error", "01.234 kg ok", "error", "error", "error"]
    told = said("toledo-8217", data, unchanged="repeat")
    assert told == ["error", "01.234 kg ok", "01.234 kg ok", "error", "01.234 kg ok"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"S S     100.00 g", "100.00 g ok"),
        (b"S D      -1.25 kg ", "-1.25 kg ok"),
        (b"S S     100.00 ct", "100.00 ct error"),
        (b"S S    100.00 g", "rejected noise"),
        (b"S I", "error"),
        (b"S +", "overload"),
        (b"S -", "underload"),
        (b"ZI S", "rejected noise"),
        (b"T S     100.00 g", "rejected noise"),
        (b'I4 A "0123456789"', "rejected noise"),
        (b"EL", "rejected noise"),
    ],
)
def test_a_sics_line_is_a_weight_only_with_its_letters(line: bytes, expected: str) -> None:
    assert said("mt-sics", line + b"\r\n") == [expected]


@pytest.mark.parametrize(
    ("slug", "frame", "expected"),
    [
        ("toledo-br-prt5", b"\x0201234\x03", "1.234 kg ok"),
        ("toledo-br-prt5", b"\x0200000\x03", "0.000 kg zero"),
        ("toledo-br-prt5", b"\x02IIIII\x03", "error"),
        ("toledo-br-prt5", b"\x02NNNNN\x03", "underload"),
        ("toledo-br-prt5", b"\x02SSSSS\x03", "overload"),
        ("toledo-br-prt5", b"\x02ISSSS\x03", "rejected digits"),
        ("filizola", b"\x02I\r", "error"),
        ("filizola", b"\x0201234\r", "1.234 kg ok"),
        ("filizola", b"\x02001234000100\x03", "1.234 kg ok"),
        ("toledo-br-prt2", b"\x02-1.234\r", "-1.234 kg ok"),
        ("toledo-br-prt2", b"\x02001234\r", "rejected decimals"),
        ("micheletti-p15", b"\x02" + b" " * 6 + b"  99999" * 2 + b"\x03", "rejected digits"),
        ("dibal-98", b"9900031600000004\r\n", "0.316 kg ok"),
        ("dibal-98", b"9900031600000005\r\n", "rejected checksum"),
        ("dibal-98", b"9910031600000005\r\n", "error"),
        ("magellan-single-cable", b"S143\r", "0.000 kg zero"),
        ("magellan-single-cable", b"S145\r", "underload"),
        ("magellan-single-cable", b"S1440123\r", "1.23 lb ok"),
        ("magellan-single-cable", b"S14\r", "rejected noise"),
        ("dialog06", b"\x0209\x1b31\x03", "underload"),
        ("dialog06", b"\x0202\x1b1\x1b01234\x1b000100\x1b000123\x03", "lb error"),
        ("dialog06", b"\x06", "rejected ack"),
    ],
)
def test_a_tills_scale_says_its_states_apart_from_weights(slug: str, frame: bytes, expected: str) -> None:
    assert said(slug, frame) == [expected]


@pytest.mark.parametrize(
    ("bits", "expected"), [(0x2A, "12.35 lb ok"), (0x2B, "1.235 kg ok"), (0x39, "overload"), (0x69, "error")]
)
def test_a_berkel_id_says_unit_point_and_range(bits: int, expected: str) -> None:
    body = bytes((bits,)) + b"01235"
    assert said("berkel", b"\x02" + body + bytes((xor(body),)) + b"\x03") == [expected]


@pytest.mark.parametrize("bits", [0x28, 0x2C, 0x21, 0x2F])
def test_a_berkel_id_without_a_known_capacity_is_no_weight(bits: int) -> None:
    body = bytes((bits,)) + b"01235"
    assert said("berkel", b"\x02" + body + bytes((xor(body),)) + b"\x03") == ["rejected capacity"]


@pytest.mark.parametrize("slug", ["cas-ecr", "pinnacle-ps1x", "berkel", "dialog06"])
def test_what_a_scale_says_before_its_weight_is_told_and_answered(slug: str) -> None:
    protocol = find(slug)
    assert protocol.handshake[b"\x06"]
    assert [event.raw for event in events(slug, b"\x06")] == [b"\x06"]


def dingsong(tare: bytes) -> bytes:
    frame = b"\x02Aa+0012342" + tare + b"000"
    return frame + bytes((xor(frame) | 0x40,)) + b"\x03"


@pytest.mark.parametrize(
    ("slug", "frame", "untared"),
    [
        ("dingsong", dingsong(b"000000"), True),
        ("dingsong", dingsong(b"000100"), False),
        ("digi-ds781", b"\r000.070\r400.000\rU000.00\rT0000.00\r\n", True),
        ("digi-ds781", b"\r000.070\r400.020\rU000.00\rT0000.00\r\n", False),
    ],
)
def test_a_frame_with_its_tare_in_it_says_whether_its_net_is_the_gross(slug: str, frame: bytes, untared: bool) -> None:
    assert [(event.mode, event.untared) for event in events(slug, frame)] == [(Mode.NET, untared)]
