"""What holds for every decoder: any bytes, any cut, any noise."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scale_driver.protocols import PROTOCOLS, Protocol, Shown, find
from scale_driver.reading import Event, Reading, Status
from tests.scale_driver.wires import events

every_protocol = pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.slug)
STREAMS = Path(__file__).parents[2].parent / "shared" / "scales" / "streams"
SAID: dict[str, dict[str, Any]] = json.loads((STREAMS / "streams.json").read_bytes()) if STREAMS.is_dir() else {}
"""What people counted and read on each recorded line."""
beside = pytest.mark.skipif(not SAID, reason="the recorded streams stand beside the project, not in it")

# A printed block of several lines is the longest frame of all.
LONGEST_FRAME = 256

shown = st.builds(
    Shown,
    st.integers(-9999, 99999),
    st.integers(0, 3),
    stable=st.booleans(),
    fault=st.sampled_from([None, None, Status.OVERLOAD, Status.UNDERLOAD]),
)
# Bytes that frames are made of, so that near misses are as frequent as noise.
NEAR = b"\x02\x03\r\n= ,.+-0123459STUGOLNRkg\x20\x30\x3dAB"
near_bytes = st.lists(st.sampled_from(NEAR), max_size=60).map(bytes)


def frame(protocol: Protocol, value: Shown) -> bytes:
    return protocol.encode(value, protocol.options())


def three_decimals(protocol: Protocol) -> dict[str, str]:
    """A kilogram's display, where the wire does not send the point."""
    names = {setting.name for setting in protocol.settings if "3" in setting.choices}
    return protocol.options(dict.fromkeys(names & {"decimals"}, "3"))


def readings(found: list[Event]) -> list[Reading]:
    return [event for event in found if isinstance(event, Reading)]


def stream(protocol: Protocol) -> st.SearchStrategy[bytes]:
    pieces = st.one_of(shown.map(lambda value: frame(protocol, value)), near_bytes, st.binary(max_size=30))
    return st.lists(pieces, max_size=8).map(b"".join)


def fed(protocol: Protocol, pieces: list[bytes]) -> list[Event]:
    decoder = protocol.new_decoder()
    return [event for piece in pieces for event in decoder.feed(piece)] + decoder.flush()


@every_protocol
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_cut_of_a_stream_gives_the_same_readings(protocol: Protocol, data: st.DataObject) -> None:
    whole = data.draw(stream(protocol))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert fed(protocol, pieces) == fed(protocol, [whole])
    assert fed(protocol, [bytes((byte,)) for byte in whole]) == fed(protocol, [whole])


@every_protocol
@given(data=st.one_of(st.binary(max_size=400), near_bytes))
@settings(max_examples=100, deadline=None)
def test_any_bytes_never_raise_and_a_fault_never_carries_a_weight(protocol: Protocol, data: bytes) -> None:
    overload = (
        protocol.encode(Shown(1234, 3, fault=Status.OVERLOAD), three_decimals(protocol)) * 5 if protocol.says_overload else b""
    )
    found = readings(fed(protocol, [data, overload]))
    faults = [event for event in found if event.status not in ("ok", "zero")]
    assert faults or not overload
    assert {event.weight_mg for event in faults} <= {None}


@every_protocol
@given(value=shown)
@settings(max_examples=60, deadline=None)
def test_what_a_display_shows_comes_back_or_nothing_does(protocol: Protocol, value: Shown) -> None:
    found = readings(fed(protocol, [frame(protocol, value) * 2]))
    weights = {event.weight_mg for event in found} - {None}
    if value.fault:
        assert not weights
        assert value.fault is Status.UNDERLOAD or not protocol.says_overload or {event.status for event in found} == {"overload"}
    else:
        assert weights <= {value.digits * 10 ** (6 - value.decimals)}
        assert not protocol.says_stable or all(event.stable is value.stable for event in found if event.weight_mg is not None)


@every_protocol
@given(grams=st.integers(0, 9999))
@settings(max_examples=60, deadline=None)
def test_what_a_pan_holds_comes_back_from_the_wire(protocol: Protocol, grams: int) -> None:
    options = three_decimals(protocol)
    sent = protocol.encode(Shown(grams, 3), options)
    decoder = protocol.new_decoder(options)
    found = readings(decoder.feed(sent * 2) + decoder.flush())
    assert {event.weight_mg for event in found} == {grams * 1000}
    assert {event.stable for event in found} == {True if protocol.says_stable else None}
    assert not protocol.says_unit or {event.unit for event in found} == {"kg"}
    assert (found[-1].mode is not None) <= protocol.says_mode


@every_protocol
@given(noise=st.binary(min_size=1, max_size=200))
@settings(max_examples=100, deadline=None)
def test_after_noise_at_most_one_frame_is_lost(protocol: Protocol, noise: bytes) -> None:
    options = three_decimals(protocol)
    good = protocol.encode(Shown(1234, 3), options)
    decoder = protocol.new_decoder(options)
    found = readings(decoder.feed(noise + good * 5) + decoder.flush())
    assert len([event for event in found if event.raw.strip(b"\r\n=") == good.strip(b"\r\n=")]) >= 3


@every_protocol
@given(noise=st.lists(st.sampled_from(b"\x00\x7f\xff\xfez~\r\n"), min_size=1, max_size=40).map(bytes))
@settings(max_examples=60, deadline=None)
def test_noise_between_frames_is_at_most_one_rejected(protocol: Protocol, noise: bytes) -> None:
    good = frame(protocol, Shown(1234, 3))
    found = fed(protocol, [good * 2 + b"\r\n" + noise + b"\r\n" + good * 2])
    first = next(index for index, event in enumerate(found) if isinstance(event, Reading))
    assert len([event for event in found[first:] if not isinstance(event, Reading) and event.reason == "noise"]) <= 1
    assert len(readings(found)) >= len(readings(fed(protocol, [good * 4]))) - 1


@every_protocol
def test_a_megabyte_without_a_mark_is_one_rejected_and_is_not_kept(protocol: Protocol) -> None:
    decoder = protocol.new_decoder()
    found = [event for _ in range(256) for event in decoder.feed(b"z" * 4096)] + decoder.flush()
    assert [len(event.raw) <= 64 for event in found] == [True]
    assert len(decoder._buffer) < LONGEST_FRAME


@every_protocol
def test_marks_alone_are_never_kept_for_long(protocol: Protocol) -> None:
    decoder = protocol.new_decoder()
    for mark in (b"\x02", b"=", b"ST,GS,", b"\x02=0 ", b" ", b"\n", b"\r0", b"S S ", b"\x01\x02", b"^KJIK000\r\n"):
        decoder.feed(mark * 5000)
        assert len(decoder._buffer) < LONGEST_FRAME


@beside
@pytest.mark.parametrize("name", SAID)
def test_a_recorded_line_gives_what_people_counted_and_read_on_it(name: str) -> None:
    data, said = (STREAMS / f"{name}.bin").read_bytes(), SAID[name]
    found = readings(events(said["protocol"], data))
    shown = [event.display for event in found]
    assert {
        "bytes": len(data),
        "whole_frames": len(found),
        "stable": sum(event.stable is True for event in found),
        "unstable": sum(event.stable is False for event in found),
        "first": shown[0],
        "last": shown[-1],
        "distinct": len(set(shown)),
    } == {key: value for key, value in said.items() if key not in {"protocol", "what"}}
    assert all(event.weight_mg is not None for event in found)


@beside
@pytest.mark.parametrize("name", SAID)
def test_a_recorded_line_is_heard_alike_however_it_comes(name: str) -> None:
    data, protocol = (STREAMS / f"{name}.bin").read_bytes(), find(SAID[name]["protocol"])
    whole = fed(protocol, [data])
    for size in (1, 7, 18, 4096):
        assert fed(protocol, [data[at : at + size] for at in range(0, len(data), size)]) == whole


@beside
def test_every_recorded_line_says_what_it_is() -> None:
    assert sorted(SAID) == sorted(path.stem for path in STREAMS.glob("*.bin"))


@beside
@every_protocol
def test_no_recorded_line_of_another_scale_is_read_as_heavier_or_lighter(protocol: Protocol) -> None:
    for name, said in SAID.items():
        data = (STREAMS / f"{name}.bin").read_bytes()
        true = {event.weight_mg for event in readings(events(said["protocol"], data))}
        found = {event.weight_mg for event in readings(events(protocol.slug, data))} - {None}
        assert found <= true
