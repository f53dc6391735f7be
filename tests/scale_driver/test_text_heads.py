"""Lines with columns: A&D, Ohaus, CAS, Sartorius, Radwag, KERN and other balances, Dini, Sterling."""

import pytest

from scale_driver.reading import Mode, Reading
from tests.scale_driver.wires import events, said


@pytest.mark.parametrize(
    ("slug", "line", "expected"),
    [
        ("and-std", b"ST,+000123.4  g", "123.4 g ok"),
        ("and-std", b"ST,-0001.234 kg", "-1.234 kg ok"),
        ("and-std", b"ST,HI,+0001.234 kg", "1.234 kg ok"),
        ("and-std", b"QT,+00000012 PC", "12 pcs error"),
        ("and-std", b"ST,+00001.23ozt", "1.23 ozt error"),
        ("and-std", b"ST,+00001.23  t", "1.23 t error"),
        ("and-std", b"OL,+9999999E+19", "overload"),
        ("and-std", b"OL,-999999.9  g", "underload"),
        ("and-std", b"ST,+0012 kg", "rejected noise"),
        ("ohaus-std", b"   0.360 kg    G", "0.360 kg ok"),
        ("ohaus-std", b"-    1.640 kg   NET", "-1.640 kg ok"),
        ("ohaus-std", b"-  1.640 kg   ?N", "-1.640 kg ok"),
        ("ohaus-std", b"         12 pcs     ", "12 pcs error"),
        ("ohaus-std", b"   123.45 g    TOTAL", "123.45 total error"),
        ("ohaus-std", b"  1.640 kg    N", "rejected noise"),
        ("ohaus-std", b"360 kg    G", "rejected noise"),
        ("ohaus-std", b"   OVERLOAD      ", "rejected noise"),
        ("cas-10", b"-00013.5", "-13.5 kg ok"),
        ("cas-10", b"00013.5", "rejected noise"),
        ("cas-10", b"--------", "rejected noise"),
        ("sbi-16", b"+   123.56 g  ", "123.56 g ok"),
        ("sbi-16", b"-  123.5[6]g  ", "-123.56 g ok"),
        ("sbi-16", b"+   123.56    ", "123.56 ok"),
        ("sbi-16", b"     High     ", "overload"),
        ("sbi-16", b"      Low     ", "underload"),
        ("sbi-16", b"   ERR 101    ", "error"),
        ("sbi-16", b"      H       ", "overload"),
        ("sbi-22", b"G#    +   123.56 kg ", "123.56 kg ok"),
        ("sbi-22", b"Qnt   +       12 pcs", "12 pcs error"),
        ("sbi-22", b"nRef  +   123.56 g  ", "nRef error"),
        ("radwag", b"SI   -        8.5 g  ", "rejected noise"),
        ("radwag", b"SI   -      8.5 g  ", "-8.5 g ok"),
        ("radwag", b"SUI^         99.9 kg ", "rejected noise"),
        ("radwag", b"SUI^       99.9 kg ", "overload"),
        ("radwag", b"SI v        0.0 kg ", "underload"),
        ("radwag", b"? -   58.237 kg ", "-58.237 kg ok"),
        ("radwag", b"      12.34[5] g  ", "12.345 g ok"),
        ("radwag", b"SI       12.345 N  ", "12.345 N error"),
        ("radwag", b"S A", "rejected no-weight"),
        ("radwag", b"S E", "error"),
        ("kern-18", b"     -29.186 kg ", "-29.186 kg ok"),
        ("kern-18", b"      29.186    ", "29.186 ok"),
        ("kern-18", b"      Error     ", "error"),
        ("kern-18", b"     29.186 g  ", "rejected noise"),
        ("gg-14", b"-  29.182 g ", "-29.182 g ok"),
        ("gg-14", b"   29.182 gn", "29.182 gn error"),
        ("shuangjie-14", b"   123.45 kg", "123.45 kg ok"),
        ("shuangjie-14", b"  ---.-- g ", "rejected noise"),
        ("axis-long", b"-    1.234 kg ", "-1.234 kg ok"),
        ("axis-long", b"     1.234    ", "rejected noise"),
        ("adam-text", b"-      123.45 g ", "-123.45 g ok"),
        ("adam-text", b"N  + 2.00 kg", "2.00 kg ok"),
        ("adam-text", b" 2.00 kg", "rejected noise"),
        ("adam-text", b"ER G", "rejected noise"),
        ("slash-digit", b"-008.12/2KG S", "-8.122 kg ok"),
        ("slash-digit", b"+008.12/2 G E", "error"),
        ("slash-digit", b"+008.1/22 G S", "rejected digits"),
        ("dini-argeo", b"US,NT,    -1.2,kg", "-1.2 kg ok"),
        ("dini-argeo", b"OL,GS,        ,kg", "overload"),
        ("dini-argeo", b"01UL,GS,        ,kg", "underload"),
        ("dini-argeo", b"TL,GS,     0.0,kg", "error"),
        ("dini-argeo", b"ST,VL,     0.0,mV", "error"),
        ("dini-argeo", b"ERR04", "error"),
        ("elicom-nl", b"p-000.900", "-000.900 kg ok"),
        ("elicom-nl", b"p+00.900", "rejected noise"),
        ("sterling-3letter", b"OCount     12 ", "rejected noise"),
        ("sterling-3letter", b"WGross   0.010 kg", "0.010 kg ok"),
        ("sterling-3letter", b"Gross  0.010 kg", "rejected noise"),
        ("cardinal-sb400", b"-  12.34kgN  ", "-12.34 kg ok"),
        ("cardinal-sb400", b"   99.99kgGOC", "overload"),
        ("cardinal-sb400", b"-   0.02kgGBZ", "underload"),
        ("cardinal-sb400", b"   12.34kgGee", "error"),
        ("mt-ms-print", b"     N        1.234 kg  ", "1.234 kg ok"),
        ("dahua-pos", b"1260 350 441", "1.260 kg ok"),
        ("jadever-jwi", b"G.W.: -  0.020 kg", "-0.020 kg ok"),
        ("yaohua-a12e-w", b"ww-0003.17kg", "-3.17 kg ok"),
        ("yaohua-a12e-w", b"ww003.17kg", "rejected noise"),
        ("yaohua-a12e-w", b"ww0.003.1kg", "rejected digits"),
        ("yaohua-a12e-w", b"ww0003.17ct", "3.17 ct error"),
    ],
)
def test_a_line_is_read_by_its_columns(slug: str, line: bytes, expected: str) -> None:
    assert said(slug, b"\r\n" + line + b"\r\n") == [expected]


@pytest.mark.parametrize(
    ("slug", "line", "stable", "mode"),
    [
        ("and-std", b"US,+0001.230 kg", False, None),
        ("ohaus-std", b"   0.115 kg   ?G", False, Mode.GROSS),
        ("ohaus-std", b"   0.115 kg    T", True, Mode.TARE),
        ("sbi-22", b"T1    +   123.56 g  ", True, Mode.TARE),
        ("sbi-16", b"+   123.56    ", False, None),
        ("radwag", b"SUI? -   58.237 kg ", False, None),
        ("kern-18", b"      29.186    ", False, None),
        ("kern-18", b"      29.186 g  ", None, None),
        ("slash-digit", b"+008.12/2 G U", False, None),
        ("dini-argeo", b"ST,1,     1.23kg,     0.00kg", True, Mode.NET),
        ("sterling-3letter", b"SGWgross   0.010 kg", False, Mode.GROSS),
        ("cardinal-sb400", b"   12.34kgNMO", False, Mode.NET),
        ("adam-text", b"T  + 2.00 kg", None, Mode.TARE),
    ],
)
def test_motion_and_mode_are_told_where_a_line_tells_them(slug: str, line: bytes, stable: bool | None, mode: Mode | None) -> None:
    (reading,) = events(slug, line + b"\r\n")
    assert isinstance(reading, Reading)
    assert (reading.stable, reading.mode) == (stable, mode)


@pytest.mark.parametrize("slug", ["sbi-16", "sbi-22", "kern-18"])
def test_a_moving_line_without_its_unit_has_a_weight_only_where_the_unit_is_set(slug: str) -> None:
    field = {"sbi-16": b"+   123.56    ", "sbi-22": b"N     +   123.56    ", "kern-18": b"      123.56    "}[slug]
    assert [event.weight_mg for event in events(slug, field + b"\r\n")] == [None]
    assert [event.weight_mg for event in events(slug, field + b"\r\n", unit="kg")] == [123_560_000]


@pytest.mark.parametrize("slug", ["and-std", "mt-sics", "dini-argeo", "radwag", "yaohua-a12e-w", "elicom-nl", "dibal-98"])
def test_a_headed_line_is_found_behind_noise_and_behind_a_lost_line_end(slug: str) -> None:
    line = {
        "and-std": b"ST,+0001.234 kg",
        "mt-sics": b"S S      1.234 kg",
        "dini-argeo": b"ST,GS,   1.234,kg",
        "radwag": b"SI        1.234 kg ",
        "yaohua-a12e-w": b"ww001.234kg",
        "elicom-nl": b"p+001.234",
        "dibal-98": b"9900123400000004",
    }[slug]
    for before in (b"\x00\xff\x80", line[:7], line):
        found = [event for event in events(slug, before + line + b"\r\n") if isinstance(event, Reading)]
        assert [event.weight_mg for event in found] == [1_234_000], before


def test_a_lamp_that_contradicts_the_letters_is_believed_neither() -> None:
    assert said("cas-22", b"ST,GS,1\xc4,000013.5\r t\r\n") == ["13.5 t ok"]
    assert said("cas-22", b"US,GS,1\xc4,000013.5 kg\r\n") == ["rejected lamp"]
    assert said("cas-22", b"ST,GS,1\x44,000013.5 kg\r\n") == ["rejected lamp"]
    assert said("cas-22", b"OL,GS,1\xa4,-------- kg\r\n") == ["underload"]


@pytest.mark.parametrize("slug", ["cas-10", "gg-14", "kern-18", "axis-long", "adam-text", "ohaus-std", "sbi-22"])
def test_a_line_without_an_end_is_noise_to_its_end(slug: str) -> None:
    assert said(slug, b" 1" * 100 + b"\r\n") == ["rejected noise"]
