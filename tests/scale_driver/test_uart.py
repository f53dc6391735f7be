"""What a receiver makes of bytes that were sent with other settings than its own: as hardware does, bit by bit."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from scale_driver.lines import line_of
from scale_driver.uart import Receiver, Wire

LINES = ["9600 8N1", "9600 7E1", "9600 7O1", "9600 7N2", "9600 8E1", "4800 7E2", "2400 8N1", "600 8N1"]


def heard(data: bytes, sent: str, received: str, *, strict: bool = False) -> bytes:
    wire, receiver = Wire(), Receiver(line_of(received), strict=strict)
    wire.send(data, line_of(sent), 0.1)
    return receiver.hear(wire, 100.0)


@pytest.mark.parametrize("line", LINES)
@given(some.binary(max_size=40))
def test_the_same_settings_at_both_ends_lose_nothing(line: str, data: bytes) -> None:
    seven = bytes(byte & 0x7F for byte in data)
    sent = data if " 8" in line else seven
    assert heard(sent, line, line) == sent
    assert heard(sent, line, line, strict=True) == sent


@given(some.binary(min_size=1, max_size=40))
def test_looking_at_each_bit_gives_what_a_straight_wire_gives(data: bytes) -> None:
    wire, receiver = Wire(), Receiver(line_of("9600 8N1"))
    wire.send(data, line_of("9600 8N2"), 0.1)
    assert receiver.hear(wire, 9.0) == data


@pytest.mark.parametrize(
    ("sent", "bits"), [("9600 7E1", b"S\xd4\xac"), ("9600 7O1", b"\xd3T,"), ("9600 7N2", b"\xd3\xd4\xac"), ("9600 8N1", b"ST,")]
)
def test_parity_that_is_not_expected_is_seen_in_bit_7(sent: str, bits: bytes) -> None:
    assert heard(b"ST,", sent, "9600 8N1") == bits


def test_a_slow_line_heard_fast_is_the_garbage_that_such_cables_show() -> None:
    garbage = heard(b"ST,GS,+  6.235kg\r\n" * 4, "2400 8N1", "9600 8N1")
    assert set(garbage) <= {0x00, 0x78, 0x80, 0xF8}
    assert len(garbage) > 100


def test_a_fast_line_heard_slowly_gives_fewer_bytes() -> None:
    assert 0 < len(heard(b"ST,GS,+  6.235kg\r\n" * 4, "9600 8N1", "1200 8N1")) < 20


def test_a_scale_drops_bytes_whose_parity_or_stop_bit_is_wrong() -> None:
    assert heard(b"W", "9600 8N1", "9600 7E1", strict=True) == b""
    assert heard(b"\xd7", "9600 8N1", "9600 7E1", strict=True) == b"W"
    assert heard(b"\x05", "9600 8N1", "9600 7E1", strict=True) == b"\x05"


@given(some.binary(min_size=1, max_size=30), some.sampled_from(LINES), some.sampled_from(LINES), some.integers(0, 99))
def test_it_does_not_matter_how_often_one_listens(data: bytes, sent: str, received: str, seed: int) -> None:
    wire, receiver, chance = Wire(), Receiver(line_of(received)), random.Random(seed)
    wire.send(data, line_of(sent), 0.1)
    pieces, now_s = b"", 0.0
    while now_s < 2:
        now_s += chance.uniform(0.001, 0.3)
        pieces += receiver.hear(wire, now_s)
    assert pieces + receiver.hear(wire, 100.0) == heard(data, sent, received)
