"""What a protocol is to the rest: how to decode it, what it can say and do, how a simulated scale speaks it.

Leaves the grammars to the family modules beside it. Holds values only; nothing registers itself here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field

from scale_driver.framing import Decoder, with_point
from scale_driver.reading import MG_PER_UNIT, Status, milligrams

Options = Mapping[str, str]


class BadSetting(ValueError):
    """A setting that the protocol does not have, or a value it does not take. The text says which are allowed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Something the wire does not say itself. choices are its values; the first is the default.

    free: a regular expression of further values, where there are more than can be listed.
    """

    name: str
    choices: tuple[str, ...]
    _: KW_ONLY
    about: str
    free: str = ""

    def takes(self, value: str) -> bool:
        return value in self.choices or bool(self.free and re.fullmatch(self.free, value))


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


def any_settings(options: Options) -> None:
    """Whether settings fit together: for nearly all protocols every one fits every other."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """A wire format under its slug.

    lines: line settings in use, the likeliest first, as `9600 8N1`. weak: its check is so poor (or missing) that two equal
    frames in a row are asked for before a value counts. request: what a polled scale must be sent for each reading; no bytes
    where a setting says that it sends by itself. handshake: what the scale says between (a Rejected's bytes), with the answer.
    commands: what it takes by cable, by name (`zero`, `tare`, `clear`); empty where it has none or the settings say no.
    net_only: each frame says net by definition, so net is no sign of a tare. fits raises BadSetting for settings that
    contradict each other.
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
    net_only: bool = False
    request: Callable[[Options], bytes] | None = None
    handshake: Mapping[bytes, bytes] = field(default_factory=dict)
    commands: Callable[[Options], dict[str, bytes]] = no_commands
    fits: Callable[[Options], None] = any_settings

    def options(self, given: Options | None = None) -> dict[str, str]:
        """Every setting with its value: the given one or the default. BadSetting names what is wrong."""
        known = {setting.name: setting for setting in self.settings}
        for name, value in (given or {}).items():
            if name not in known:
                names = ", ".join(known) or "none"
                raise BadSetting(f"{self.slug} has no setting {name!r}; its settings: {names}")
            if not known[name].takes(value):
                more = f"; or {known[name].about}" if known[name].free else ""
                raise BadSetting(f"{name} of {self.slug} cannot be {value!r}; it can be: {', '.join(known[name].choices)}{more}")
        options = {setting.name: setting.choices[0] for setting in self.settings} | dict(given or {})
        self.fits(options)
        return options

    def new_decoder(self, given: Options | None = None) -> Decoder:
        """A fresh decoder with these settings. BadSetting where they do not fit."""
        return self.decoder(self.options(given))


UNIT = Setting("unit", ("kg", "g", "t", "jin", "lb", "oz"), about="the unit that the display shows; the wire does not say it")


def poll_setting(words: Mapping[str, bytes]) -> Setting:
    """What a head can be asked with, by name; `no` where it sends by itself. The first is the default."""
    return Setting("poll", tuple(words), about="what asks the head for a reading; no: it sends by itself")


def polled(words: Mapping[str, bytes]) -> Callable[[Options], bytes]:
    """Protocol.request for poll_setting(words)."""
    return lambda options: words[options["poll"]]


COMMANDS = Setting("commands", ("off", "on"), about="on: this head takes them by cable, as its manual says")


def if_on(**commands: bytes) -> Callable[[Options], dict[str, bytes]]:
    """Protocol.commands behind the COMMANDS setting."""
    return lambda options: dict(commands) if options["commands"] == "on" else {}


DECIMALS = Setting(
    "decimals", ("as-sent", "0", "1", "2", "3", "4"), about="decimals that the display shows, where the wire sends no point"
)


def shown_number(shown: Shown, width: int, *, zeros: bool = False) -> bytes:
    """What a simulated display shows, without its sign, on the right of a field; dashes for a fault or a number too long."""
    number = with_point(str(abs(shown.digits)), shown.decimals)
    if shown.fault or len(number) > width:
        return b"-" * width
    return number.rjust(width, "0" if zeros else " ").encode()


def shown_signed(shown: Shown, width: int) -> bytes:
    """As shown_number(), with a minus next to the first digit."""
    number = shown_number(shown, width - 1).strip()
    return ((b"-" if shown.digits < 0 else b"") + number).rjust(width)


def minus(shown: Shown, plus: bytes = b" ") -> bytes:
    """The sign in a place of its own."""
    return b"-" if shown.digits < 0 else plus


def shown_grams(shown: Shown) -> int:
    """A display's weight in whole grams, for wires that carry those alone."""
    return (milligrams(shown.digits, shown.decimals, shown.unit) + 500) // 1000


def shown_fault(shown: Shown, most_g: int) -> Status | None:
    """The fault of a display whose wire carries grams from 0 to most_g."""
    grams = shown_grams(shown) if shown.unit in MG_PER_UNIT else 0
    if shown.fault or grams < 0:
        return shown.fault or Status.UNDERLOAD
    return Status.OVERLOAD if grams > most_g else None
