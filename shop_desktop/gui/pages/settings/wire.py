"""The scale's cable in words: which ports there are, which protocols, what a protocol must be told."""

from scale_driver.ports import adapters
from scale_driver.protocols import PROTOCOLS
from scale_driver.protocols.protocol import Protocol
from shop_desktop.gui.widgets.fields import Choice, Field, Options
from shop_desktop.text import N_, _

PROTOCOL_WORDS = {
    "st-gs": N_("lines with ST,GS"),
    "yaohua-tf0": N_("sends all the time (tF=0)"),
    "yaohua-cmd": N_("answers when asked (tF=1)"),
    "yaohua-eq-rev8": N_("= and 7 figures, the last first"),
    "yaohua-eq-rev9": N_("= and 8 figures, the last first"),
    "yaohua-eq-fwd9": N_("= and 8 figures, the first first"),
    "toledo-cont": N_("sends all the time"),
}
SETTING_WORDS = {
    "unit": N_("Unit on the scale's display"),
    "decimals": N_("Decimals on the scale's display"),
    "reversed": N_("Figures sent the last first"),
    "commands": N_("Zero and tare by cable"),
    "address": N_("Address of the scale"),
    "ask": N_("Which weight is asked for"),
    "a22": N_("The scale is an A22"),
    "check": N_("Check byte"),
    "short": N_("Short frames"),
    "constant-bits": N_("Constant bits"),
}
VALUE_WORDS = {
    "none": N_("no"),
    "off": N_("no"),
    "false": N_("no"),
    "no": N_("no"),
    "on": N_("yes"),
    "true": N_("yes"),
    "yes": N_("yes"),
    "auto": N_("by itself"),
    "any": N_("any"),
    "as-sent": N_("as it is sent"),
    "as-named": N_("as the format says"),
    "gross": N_("gross"),
    "net": N_("net"),
    "jin": N_("jin"),
}


def port_options(now: str) -> Options:
    """No scale, the ports that are there, and the one that is set though it is not there."""
    found = [(adapter.port, f"{adapter.port} · {adapter.name}") for adapter in adapters()]
    gone = [(now, _("{port}, not plugged in", port=now))] if now and now not in dict(found) else []
    return (("none", _("no scale")), *found, *gone)


def protocol_name(protocol: Protocol) -> str:
    """Maker and format."""
    return f"{protocol.makers[0]} · {_(PROTOCOL_WORDS.get(protocol.slug, protocol.slug))}"


def protocol_options() -> Options:
    return tuple((protocol.slug, protocol_name(protocol)) for protocol in PROTOCOLS)


def setting_fields(protocol: Protocol) -> tuple[Field, ...]:
    """What this protocol's wire does not say itself, a choice each."""

    def options(values: tuple[str, ...]) -> Options:
        return tuple((value, _(VALUE_WORDS.get(value, value))) for value in values)

    return tuple(
        Choice(setting.name, SETTING_WORDS.get(setting.name, setting.name), options=options(setting.choices))
        for setting in protocol.settings
    )
