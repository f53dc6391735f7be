"""The parts of a frame are named for every format that is known, and whatever the bytes are nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scale_driver.protocols import PROTOCOLS, find
from scale_driver.protocols.protocol import Protocol, Shown
from scale_driver.reading import Reading
from shop_desktop.gui.pages.settings.find.explain import Part, Span, readable, spans
from shop_desktop.gui.pages.settings.find.words import parts_text
from shop_desktop.gui.pages.settings.wire import setting_words, value_words
from shop_desktop.gui.pages.settings.wire_words import PROTOCOL_WORDS, SETTING_WORDS
from shop_desktop.text import use

SHOWN = Shown(6235, 3)


def frame_of(slug: str) -> tuple[bytes, Reading, tuple[Span, ...]]:
    protocol = find(slug)
    raw = protocol.encode(SHOWN, protocol.options())
    reading = [event for event in protocol.new_decoder().feed(raw * 3) if isinstance(event, Reading)][-1]
    return reading.raw, reading, spans(protocol, protocol.options(), reading.raw, reading)


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("yaohua-tf0", "02 开头 · +006235 数值 · 3 小数位 · 1A 校验 · 03 结尾"),
        ("yaohua-eq-rev8", "= 开头 · 532.600 数值"),
        ("yaohua-a12-wg15", "WG 开头 · 006.235 数值 · kg 单位 · 30 校验 · 0D 0A 结尾"),
        ("pinnacle-ps1x", "01 02 开头 · S 稳不稳 · 06.235 数值 · kg 单位 · c 校验 · 03 04 结尾"),
    ],
)
def test_the_parts_of_a_frame_are_said_in_a_line(slug: str, said: str) -> None:
    use("zh_CN")
    raw, _reading, parts = frame_of(slug)
    assert parts_text(raw, parts) == said


def test_what_can_be_read_leaves_marks_and_check_out() -> None:
    raw, _reading, parts = frame_of("yaohua-tf0")
    assert readable(raw, parts) == "+006235 3"


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.slug)
def test_every_format_has_its_figures_named_or_none(protocol: Protocol) -> None:
    raw = protocol.encode(SHOWN, protocol.options())
    found = [event for event in protocol.new_decoder().feed(raw * 3) if isinstance(event, Reading)]
    assert found
    for event in found:
        parts = spans(protocol, protocol.options(), event.raw, event)
        assert sum(span.after - span.first for span in parts) in (0, len(event.raw))
        assert not parts or any(span.part is Part.NUMBER for span in parts)


@given(st.binary(min_size=1, max_size=40), st.sampled_from(PROTOCOLS))
def test_any_bytes_can_be_explained_without_a_fault(raw: bytes, protocol: Protocol) -> None:
    parts = spans(protocol, protocol.options(), raw, None)
    parts_text(raw, parts)
    readable(raw, parts)


def test_every_format_and_setting_has_its_words() -> None:
    assert [one.slug for one in PROTOCOLS if one.slug not in PROTOCOL_WORDS] == []
    named = {setting.name for one in PROTOCOLS for setting in one.settings}
    assert sorted(named - set(SETTING_WORDS)) == []


def test_a_settings_value_is_said_in_words() -> None:
    use("zh_CN")
    assert (setting_words("decimals"), value_words("as-sent"), value_words("3")) == ("秤上显示几位小数", "照发来的", "3")
