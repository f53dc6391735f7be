"""Commands from JSON: what cannot be read is a bad request that names the field; nothing else ever comes out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_desktop.domain.refused import Refused
from shop_desktop.operations.requests import op_of, read_command

GOOD = '{"op":"ticket.post","household":"H1","lines":[{"material":"steel","gross_g":1}]}'


def field_of(line: str | bytes) -> str | None:
    with pytest.raises(Refused) as caught:
        read_command(line if isinstance(line, bytes) else line.encode())
    assert caught.value.code == "bad-request"
    return caught.value.field


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("", None),
        ("not json", None),
        ("[]", None),
        ("{}", "op"),
        ('{"op":"ticket.pots"}', "op"),
        ('{"op":7}', "op"),
        ('{"op":"household.add","name":"甲","group":"1组"}', "code"),
        (GOOD.replace("household", "houshold"), "houshold"),
        (GOOD.replace("gross_g", "gros_g"), "lines[0].gros_g"),
        (GOOD.replace(":1}", ":1.5}"), "lines[0].gross_g"),
        (GOOD.replace(":1}", ":1.0}"), "lines[0].gross_g"),
        (GOOD.replace(":1}", ':"1"}'), "lines[0].gross_g"),
        (GOOD.replace(":1}", ":true}"), "lines[0].gross_g"),
        (GOOD.replace(":1}", ":1e400}"), "lines[0].gross_g"),
        (GOOD.replace(":1}", f":{10**40}}}"), "lines[0].gross_g"),
        (GOOD.replace(":1}", ":1000000001}"), "lines[0].gross_g"),
        (GOOD.replace('"H1"', '"H1","at":"2026-11-24"'), "at"),
        (GOOD.replace('"H1"', '"H1","at":"2026-11-24T12:00:00"'), "at"),
        (GOOD.replace('"H1"', '"H1","weighed_on":"2026-02-30"'), "weighed_on"),
        ('{"op":"price.set","material":"m","from":"2026-01-01","yuan":1.4,"per":1,"unit":"kg"}', "yuan"),
    ],
)
def test_what_cannot_be_read_names_its_field(line: str, field: str | None) -> None:
    assert field_of(line) == field


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "json"),
        (b'{"op":"household.register","name":"\xe7"}', "json"),
        ("{}", "missing"),
        ('{"op":"ticket.pots"}', "op"),
        ('{"op":7}', "op"),
        ('{"op":"household.register"}', "missing"),
        (GOOD.replace("household", "houshold"), "strange"),
        (GOOD.replace("H1", "x" * 90), "long"),
        (GOOD.replace("H1", ""), "empty"),
        (GOOD.replace("H1", " H1"), "letters"),
        (GOOD.replace('"H1"', "1"), "type"),
        (GOOD.replace(":1}", ":1.5}"), "number"),
        (GOOD.replace(":1}", ':"1"}'), "number"),
        (GOOD.replace(":1}", ":1000000001}"), "range"),
        ('{"op":"user.add","name":"x","role":"king"}', "choice"),
        (GOOD.replace('"H1"', '"H1","at":"2026-11-24"'), "time"),
        (GOOD.replace('"H1"', '"H1","at":"2026-11-24T12:00:00"'), "time"),
        (GOOD.replace('"H1"', '"H1","weighed_on":"2026-02-30"'), "day"),
    ],
)
def test_each_kind_of_wrong_is_told_apart(line: str | bytes, why: str) -> None:
    with pytest.raises(Refused) as caught:
        read_command(line if isinstance(line, bytes) else line.encode())
    assert caught.value.facts.get("why") == why, caught.value.facts


@pytest.mark.parametrize("line", [b"\xff\xfe", b'{"op":"\xff"}', b"[" * 100_000, b'{"op":"household.register","name":"\\ud800"}'])
def test_junk_is_a_bad_request_too(line: bytes) -> None:
    field_of(line)


def test_the_operation_is_told_also_where_the_rest_is_wrong() -> None:
    assert op_of(b'{"op":"ticket.post","x":1}') == "ticket.post"
    assert op_of(b"junk") is None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_command_or_a_bad_request(line: bytes) -> None:
    assert end_of(line) in {"read", "bad-request"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(field=st.sampled_from(["household", "lines", "goods", "slip", "at", "by", "ref", "removed", "overloads"]), value=JSON)
def test_any_value_in_any_field_is_read_or_refused(field: str, value: object) -> None:
    assert end_of(json.dumps({**json.loads(GOOD), field: value}).encode()) in {"read", "bad-request"}


def end_of(line: bytes) -> str:
    try:
        read_command(line)
    except Refused as refused:
        return refused.code
    return "read"


@pytest.mark.parametrize("name", ["\u200b\u200b", "陈\u202e谷", "陈\ufeff", "a\u2028b", "\x85"])
def test_a_name_that_nobody_sees_or_that_turns_the_writing_is_no_name(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_command(json.dumps({"op": "household.register", "name": name}).encode())
    assert (refused.value.code, refused.value.field) == ("bad-request", "name")
