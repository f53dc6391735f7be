"""Yaohua's frames, sentence by sentence of their grammar."""

import pytest

from scale_driver.reading import Mode
from tests.scale_driver.wires import events, said, xored


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"+0002052", "2.05 kg ok"),
        (b"-0002052", "-2.05 kg ok"),
        (b"+   2052", "2.05 kg ok"),
        (b"+0000003", "0.000 kg zero"),
        (b"+1234564", "12.3456 kg ok"),
        (b"+      2", "rejected digits"),
        (b"+2 05002", "rejected digits"),
        (b"+205   2", "rejected digits"),
        (b"+------0", "rejected digits"),
        (b"+0002055", "rejected decimals"),
        (b" 0002052", "rejected sign"),
    ],
)
def test_a_tf0_body_is_read_strictly(body: bytes, expected: str) -> None:
    assert said("yaohua-tf0", xored(body)) == [expected]


def test_both_codings_of_check_nibbles_are_taken() -> None:
    assert said("yaohua-tf0", b"\x02+0000001" + b"1:" + b"\x03") == said("yaohua-tf0", xored(b"+0000001")) == ["0.0 kg zero"]


def test_a_lower_case_check_is_wrong() -> None:
    assert said("yaohua-tf0", xored(b"+0000001").replace(b"1A", b"1a")) == ["rejected checksum"]


@pytest.mark.parametrize(("unit", "grams"), [("kg", 2050), ("jin", 1025), ("g", None), ("t", 2050000)])
def test_the_unit_is_a_setting_where_the_wire_does_not_say_it(unit: str, grams: int | None) -> None:
    (reading,) = events("yaohua-tf0", xored(b"+0002052"), unit=unit)
    assert (reading.weight_g, reading.unit) == (grams, unit)


def test_noise_between_frames_is_one_rejected() -> None:
    frame = xored(b"+0002052")
    assert said("yaohua-tf0", b"\x00\xff" + frame + b"\x00\x02+00\xff" + frame) == [
        "rejected noise",
        "2.05 kg ok",
        "rejected noise",
        "2.05 kg ok",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"AB+0012342", "12.34 kg ok"),
        (b"AC+0012342", "12.34 kg ok"),
        (b"AB+00123.4", "123.4 kg ok"),
        (b"AB-001.234", "-1.234 kg ok"),
        (b"AB+0.123.4", "rejected digits"),
        (b"AA", "rejected echo"),
        (b"AB", "rejected echo"),
        (b"A\x04", "error"),
        (b"AE+0012342", "rejected no-weight"),
        (b"AB+001234", "rejected length"),
        (b"aB+0012342", "rejected address"),
    ],
)
def test_an_answer_is_a_weight_only_if_it_is_one(body: bytes, expected: str) -> None:
    assert said("yaohua-cmd", xored(body)) == [expected]


def test_the_command_tells_gross_tare_and_net() -> None:
    data = b"".join(xored(b"A" + command + b"+0012342") for command in (b"B", b"C", b"D"))
    assert [event.mode for event in events("yaohua-cmd", data)] == [Mode.GROSS, Mode.TARE, Mode.NET]


def test_an_answer_cut_by_the_next_gives_the_next() -> None:
    assert said("yaohua-cmd", b"\x02AB+00" + xored(b"AB+0012342")) == ["rejected noise", "12.34 kg ok"]


def test_another_scale_on_the_same_bus_is_not_read() -> None:
    assert said("yaohua-cmd", xored(b"BB+0012342"), address="A") == ["rejected address"]


@pytest.mark.parametrize(
    ("slug", "frame", "expected"),
    [
        ("yaohua-eq-rev8", b"=51.0700", ["70.15 kg ok"]),
        ("yaohua-eq-rev8", b"=0000000", ["0 kg zero"]),
        ("yaohua-eq-rev8", b"=51.070-", ["-70.15 kg ok"]),
        ("yaohua-eq-rev8", b"=51.07000", ["rejected noise"]),
        ("yaohua-eq-rev8", b"=-------", ["rejected digits"]),
        ("yaohua-eq-rev8", b"=51.07 0", ["rejected digits"]),
        ("yaohua-eq-rev8", b"=.510700", ["rejected digits"]),
        ("yaohua-eq-rev9", b"=51.0700-", ["-70.15 kg ok"]),
        ("yaohua-eq-rev9", b"=00.10001", ["10001.00 kg ok"]),
        ("yaohua-eq-rev9", b"=00.1000-", ["-1.00 kg ok"]),
        ("yaohua-eq-fwd9", b"=0003.000", ["3.000 kg ok"]),
        ("yaohua-eq-fwd9", b"=-0001.00", ["-1.00 kg ok"]),
        ("yaohua-eq-fwd9", b"=51.07000", ["rejected sign"]),
    ],
)
def test_an_equals_frame_is_read_in_the_direction_of_its_name(slug: str, frame: bytes, expected: list[str]) -> None:
    assert said(slug, frame + b"=") == said(slug, frame + b"\r\n") == expected


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (b"=00.10001", "-1.00 kg ok"),
        (b"=00.10000", "1.00 kg ok"),
        (b"=00.10002", "rejected sign"),
        (b"=00.1000-", "rejected sign"),
    ],
)
def test_the_last_character_of_an_a22_is_its_sign(frame: bytes, expected: str) -> None:
    assert said("yaohua-eq-rev9", frame + b"=", a22="true") == [expected]


def test_an_open_tail_is_no_frame() -> None:
    assert said("yaohua-eq-rev8", b"=51.0700=51.0700") == ["70.15 kg ok"]


def test_set_decimals_serve_frames_without_a_point_and_refuse_others() -> None:
    assert said("yaohua-eq-rev8", b"=5107000=51.0700=", decimals="2") == ["70.15 kg ok", "70.15 kg ok"]
    assert said("yaohua-eq-rev8", b"=51.0700=", decimals="3") == ["rejected decimals"]


def test_direction_may_be_set_against_the_name() -> None:
    assert said("yaohua-eq-rev8", b"=0070.15=", reversed="false") == ["70.15 kg ok"]
