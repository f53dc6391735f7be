"""What a protocol is to the rest: how to decode it, what it can say and do, how a simulated scale speaks it.

Leaves the grammars to the family modules beside it. Holds values only; nothing registers itself here.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass

from scale_driver.framing import Decoder
from scale_driver.reading import Status

Options = Mapping[str, str]


class BadSetting(ValueError):
    """A setting that the protocol does not have, or a value it does not take. The text says which are allowed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Something the wire does not say itself. choices are all its values; the first is the default."""

    name: str
    choices: tuple[str, ...]
    _: KW_ONLY
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the display of a (simulated) scale shows: digits ÷ 10^decimals of unit; a fault in place of it."""

    digits: int
    decimals: int
    _: KW_ONLY
    unit: str = "kg"
    stable: bool = True
    fault: Status | None = None


def no_commands(options: Options) -> dict[str, bytes]:
    """The commands of a scale that takes none by cable."""
    return {}


@dataclass(frozen=True, slots=True)
class Protocol:
    """A wire format under its slug.

    lines: line settings in use, the likeliest first, as `9600 8N1`. weak: its check is so poor (or missing) that two equal
    frames in a row are asked for before a value counts. request: what a polled scale must be sent for each reading.
    commands: what it takes by cable, by name (`zero`, `tare`, `clear`); empty where it has none or the settings say no.
    """

    slug: str
    decoder: Callable[[Options], Decoder]
    _: KW_ONLY
    about: str
    makers: tuple[str, ...]
    lines: tuple[str, ...]
    encode: Callable[[Shown, Options], bytes]
    settings: tuple[Setting, ...] = ()
    aliases: tuple[str, ...] = ()
    says_stable: bool = False
    says_mode: bool = False
    says_unit: bool = False
    says_overload: bool = False
    weak: bool = False
    request: Callable[[Options], bytes] | None = None
    commands: Callable[[Options], dict[str, bytes]] = no_commands

    def options(self, given: Options | None = None) -> dict[str, str]:
        """Every setting with its value: the given one or the default. BadSetting names what is wrong."""
        known = {setting.name: setting for setting in self.settings}
        for name, value in (given or {}).items():
            if name not in known:
                names = ", ".join(known) or "none"
                raise BadSetting(f"{self.slug} has no setting {name!r}; its settings: {names}")
            if value not in known[name].choices:
                raise BadSetting(f"{name} of {self.slug} cannot be {value!r}; it can be: {', '.join(known[name].choices)}")
        return {setting.name: setting.choices[0] for setting in self.settings} | dict(given or {})

    def new_decoder(self, given: Options | None = None) -> Decoder:
        """A fresh decoder with these settings. BadSetting where they do not fit."""
        return self.decoder(self.options(given))


UNIT = Setting("unit", ("kg", "g", "t", "jin", "lb", "oz"), about="the unit that the display shows; the wire does not say it")
