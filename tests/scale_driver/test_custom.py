"""A frame described by settings: what is described is read, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scale_driver.protocols import BadSetting, Shown, find
from scale_driver.reading import Mode, Reading, Status
from tests.scale_driver.wires import events, said

CUSTOM = find("custom")

DESCRIBED: tuple[dict[str, str], ...] = (
    {"length": "12"},
    {"start": "02", "end": "03"},
    {"start": "02", "end": "03", "digits": "3+7", "sign": "2=2d"},
    {"start": "02", "end": "0d", "digits": "3+6", "sign": "2=2d", "decimals": "3", "check": "xor-hex"},
    {"start": "02", "end": "03", "length": "14", "digits": "4+8", "stable": "!2&08", "overload": "2&04", "check": "xor"},
    {"start": "3d", "end": "next", "length": "9", "reversed": "true"},
    {"start": "3d", "end": "next", "digits": "2+9"},
    {"start": "0102", "end": "none", "length": "16", "digits": "4+8", "sign": "3=2d", "check": "sum"},
    {"start": "5354", "end": "0d0a", "digits": "4+8", "unit": "12+3", "stable": "3=53", "underload": "3=55", "overload": "3=4f"},
    {"end": "0d", "length": "20", "digits": "5+8", "net": "2=4e", "stable": "3=53", "check": "sum-hex@3"},
)


@pytest.mark.parametrize("described", DESCRIBED, ids=str)
@given(
    value=st.builds(Shown, st.integers(-9999, 99999), st.just(3), stable=st.booleans()),
    noise=st.binary(max_size=12),
    cut=st.integers(0, 40),
)
@settings(max_examples=60, deadline=None)
def test_what_is_described_comes_back_however_it_is_cut(described: dict[str, str], value: Shown, noise: bytes, cut: int) -> None:
    options = CUSTOM.options(described)
    sent = noise + CUSTOM.encode(value, options) * 4 + bytes.fromhex(options["start"] if options["end"] == "next" else "")
    decoder = CUSTOM.new_decoder(described)
    found = decoder.feed(sent[:cut]) + decoder.feed(sent[cut:]) + decoder.flush()
    assert found == events("custom", sent, **described)
    weights = [event.weight_mg for event in found if isinstance(event, Reading)][-2:]
    assert weights == [value.digits * 1000] * 2
    if "stable" in described:
        assert {event.stable for event in found[-2:] if isinstance(event, Reading)} == {value.stable}


@pytest.mark.parametrize("described", DESCRIBED, ids=str)
@given(data=st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(b"\x02\x03=\r\n 0123.-STkg")).map(bytes)))
@settings(max_examples=60, deadline=None)
def test_no_bytes_raise_and_a_fault_has_no_weight(described: dict[str, str], data: bytes) -> None:
    good = CUSTOM.encode(Shown(1234, 3), CUSTOM.options(described)) * 5
    found = [event for event in events("custom", data + good, **described) if isinstance(event, Reading)]
    assert found, "what comes after any bytes is read"
    for event in found:
        assert event.status in ("ok", "zero") or event.weight_mg is None


@pytest.mark.parametrize("described", [each for each in DESCRIBED if "overload" in each], ids=str)
def test_a_described_fault_is_that_fault(described: dict[str, str]) -> None:
    for fault in (Status.OVERLOAD, Status.UNDERLOAD):
        sent = CUSTOM.encode(Shown(1234, 3, fault=fault), CUSTOM.options(described)) * 2
        found = events("custom", sent, **described)
        assert not [event for event in found if isinstance(event, Reading) and event.weight_mg is not None]
        assert fault.value not in described or {event.status for event in found if isinstance(event, Reading)} == {fault}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"  12.34 kg", "12.34 kg ok"),
        (b"-0.500", "-0.500 kg ok"),
        (b"  12.34 g", "12.34 g ok"),
        (b"  12.34 ct", "12.34 ct error"),
        (b"OL 12.34", "rejected noise"),
        (b"12.34 56", "rejected noise"),
        (b"1.2.3", "rejected noise"),
        (b"------", "rejected noise"),
    ],
)
def test_a_plain_line_is_a_number_and_a_unit_alone(line: bytes, expected: str) -> None:
    assert said("custom", b"\r\n" + line + b"\r\n") == [expected]


def test_the_first_line_may_be_a_cut_one_and_is_dropped() -> None:
    assert said("custom", b"2.34\r\n  12.34\r\n") == ["rejected noise", "12.34 kg ok"]
    assert said("custom", b"2.34\r\n  12.34\r\n", length="9") == ["rejected noise", "12.34 kg ok"]


def test_set_decimals_put_the_point_in_and_refuse_another() -> None:
    assert said("custom", b"\n-12345\n", decimals="3") == ["-12.345 kg ok"]
    assert said("custom", b"\n 12.345\n", decimals="2") == ["rejected decimals"]


def test_net_is_told_from_gross_by_a_described_byte() -> None:
    data = b"\x02N 1.234\x03\x02G 1.234\x03"
    described = {"start": "02", "end": "03", "digits": "3+6", "net": "2=4e"}
    assert [event.mode for event in events("custom", data, **described)] == [Mode.NET, Mode.GROSS]


@pytest.mark.parametrize(
    ("described", "sentence"),
    [
        ({"end": "next"}, "end=next needs a start mark"),
        ({"end": "none", "start": "02"}, "end=none needs a start mark and a length"),
        ({"start": "02", "end": "03", "length": "2"}, "3 to 64"),
        ({"digits": "first"}, "cannot be 'first'"),
        ({"stable": "2=5"}, "PLACE=HEX"),
        ({"start": "2"}, "in hex"),
    ],
)
def test_settings_that_say_nothing_or_contradict_each_other_are_refused(described: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSetting, match=sentence):
        CUSTOM.new_decoder(described)


def test_it_asks_only_where_it_is_told_how() -> None:
    assert CUSTOM.request is not None
    assert CUSTOM.request(CUSTOM.options()) == b""
    assert CUSTOM.request(CUSTOM.options({"poll": "570d"})) == b"W\r"
