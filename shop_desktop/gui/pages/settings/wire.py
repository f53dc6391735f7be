"""The scale's cable in words: which ports there are, which protocols, what a protocol must be told."""

from scale_driver.ports import adapters
from scale_driver.protocols import PROTOCOLS
from scale_driver.protocols.protocol import BadSetting, Protocol, Setting
from shop_desktop.gui.form_card import Unfit
from shop_desktop.gui.pages.settings.wire_words import PROTOCOL_WORDS, SETTING_WORDS, VALUE_WORDS
from shop_desktop.gui.widgets.fields import Choice, Field, Options
from shop_desktop.text import _

KNOWN = frozenset(one.slug for one in PROTOCOLS) - {"custom"}


def port_options(now: str) -> Options:
    """No scale, the ports that are there, and the one that is set though it is not there."""
    found = [(adapter.port, f"{adapter.port} · {adapter.name}") for adapter in adapters()]
    gone = [(now, _("{port}, not plugged in", port=now))] if now and now not in dict(found) else []
    return (("none", _("no scale")), *found, *gone)


def protocol_name(protocol: Protocol) -> str:
    """Maker and format, as people call it."""
    return _(PROTOCOL_WORDS.get(protocol.slug, protocol.slug))


def protocol_options(now: str = "") -> Options:
    """Every format; one of one's own only where it is the one in use: it is described in the search."""
    return tuple((one.slug, protocol_name(one)) for one in PROTOCOLS if one.slug in (now, *KNOWN))


def value_words(value: str) -> str:
    """A setting's value; figures, units and letters stand for themselves."""
    return _(VALUE_WORDS.get(value, value))


def setting_words(name: str) -> str:
    return _(SETTING_WORDS.get(name, name))


def settings_text(settings: dict[str, str]) -> str:
    """Settings in one line: "Unit on the scale's display kg"."""
    return " · ".join(f"{setting_words(name)} {value_words(value)}" for name, value in settings.items())


def setting_fields(protocol: Protocol) -> tuple[Field, ...]:
    """What this protocol's wire does not say itself: a choice each, or typed where there are more values than can be listed."""
    return tuple(_field(setting) for setting in protocol.settings)


def _field(setting: Setting) -> Field:
    label = SETTING_WORDS.get(setting.name, setting.name)
    if setting.free:
        return Field(setting.name, label, hint=", ".join(setting.choices))
    return Choice(setting.name, label, options=tuple((value, value_words(value)) for value in setting.choices))


def checked(protocol: Protocol, values: dict[str, str]) -> dict[str, str]:
    """The settings, if the protocol takes them. Refused: `bad-request` at the field that does not do."""
    for setting in protocol.settings:
        if not setting.takes(values.get(setting.name, setting.choices[0])):
            words = _("It can be: {values}", values=", ".join(map(value_words, setting.choices)))
            raise Unfit(setting.name, words)
    try:
        return protocol.options(values)
    except BadSetting:
        raise Unfit(
            protocol.settings[0].name, _("These do not go together: start, end and length say where a frame ends")
        ) from None
