"""Every known frame of our protocols, printed in a manual, seen on a line or broken on purpose, decodes as it should."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from scale_driver import protocols
from scale_driver.reading import Reading

VECTORS = [json.loads(line) for line in (Path(__file__).parent / "vectors.jsonl").read_text().splitlines()]


def readings(vector: dict) -> list[Reading]:
    decoder = protocols.find(vector["protocol"]).new_decoder(vector.get("set"))
    events = decoder.feed(bytes.fromhex(vector["hex"])) + decoder.flush()
    return [event for event in events if isinstance(event, Reading)]


def grams(found: list[Reading]) -> list[Fraction]:
    return [Fraction(reading.weight_mg, 1000) for reading in found if reading.weight_mg is not None]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_a_known_frame_decodes_as_it_should(vector: dict) -> None:
    expect, found = vector["expect"], readings(vector)
    if expect.get("rejected"):
        assert grams(found) == []
    elif "weights_grams" in expect:
        assert grams(found) == [Fraction(str(weight)) for weight in expect["weights_grams"]]
    else:
        assert facts(found[0], expect) == {name: expect[name] for name in facts(found[0], expect)}
        if "weight_grams" in expect:
            assert grams(found) == ([] if expect["weight_grams"] is None else [Fraction(str(expect["weight_grams"]))])


def facts(reading: Reading, expect: dict) -> dict:
    """What the vector tells of a reading, as the reading has it."""
    names = ("display", "unit", "stable", "mode", "status")
    return {name: getattr(reading, name) for name in names if expect.get(name) is not None}


def test_every_protocol_has_vectors() -> None:
    assert {vector["protocol"] for vector in VECTORS} == {protocol.slug for protocol in protocols.PROTOCOLS}
