"""What a silent scale is asked, in which order: each protocol's own word for a reading, at each of its line settings.

Never a word that zeroes, tares, clears or sets anything up. A line opened at 8N1 can speak to seven-bit heads too: their
parity is put into bit 7, so that one opening serves all heads of a speed. Leaves sending and pausing to detection.py.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from scale_driver.lines import Line, line_of
from scale_driver.protocols.protocol import Protocol

COVERED_BY = {b"W": b"\nW\r", b"W\r": b"\nW\r", b"A": b"\x02AB03\x03"}
"""A word that stands whole in another's: one asking serves both, and who answers is told by the answer."""
LAST_LETTERS = b"EP"
"""Words with these come last: they mean echo or print to heads that read single letters."""
FORMS = "EOMN"
RARE: dict[str, Set[str]] = {"4800 8N1": {"dialog06"}, "2400 8N1": {"dialog06", "dini-argeo"}, "9600 8O1": {"sbi-16", "sbi-22"}}
"""What is asked last of all, if there is time."""
SPEEDS = (9600, 4800, 2400, 600, 1200)


@dataclass(frozen=True, slots=True)
class Ask:
    """Bytes to send on an opened line; for whom, with the settings that stand for the word; what to answer to a sign (in
    seven bits) that it heard."""

    line: str
    words: bytes
    settings: Mapping[str, Mapping[str, str]]
    handshake: Mapping[bytes, bytes]


@dataclass
class Group:
    word: bytes
    forms: set[str] = field(default_factory=set)
    settings: dict[str, Mapping[str, str]] = field(default_factory=dict)
    handshake: dict[bytes, bytes] = field(default_factory=dict)

    def said(self, word: bytes) -> bytes:
        """A word in every form that is needed, each once; a form that looks the same on the wire is not said again."""
        return b"".join(dict.fromkeys(in_form(word, form) for form in FORMS if form in self.forms))


def in_form(word: bytes, form: str) -> bytes:
    """As it must leave an 8N1 port for a head of seven bits with even, odd or no parity (M: a second stop bit), or eight (N).

    >>> in_form(b"W", "E").hex(), in_form(b"W", "O").hex(), in_form(b"\\x05", "E").hex()
    ('d7', '57', '05')
    """
    if form == "N":
        return word
    ones = {"E": 0, "O": 1}
    return bytes(byte | 0x80 if form == "M" or byte.bit_count() % 2 != ones[form] else byte for byte in word)


def form_of(line: Line) -> tuple[str, str]:
    """The line to open for a head of this line, and the form of its words on it."""
    if line.data_bits == 8:
        return (f"{line.baud} 8N1" if line.parity == "N" else str(line)), "N"
    return f"{line.baud} 8N1", "M" if line.parity == "N" else line.parity


def asked_with(protocol: Protocol) -> tuple[bytes, dict[str, str]] | None:
    """The word that asks this protocol's heads, and the setting that it stands for. One without a P is preferred."""
    if not protocol.request:
        return None
    options, found = protocol.options(), []
    for setting in protocol.settings:
        if setting.name == "poll" and len(setting.choices) > 1:
            found += [(protocol.request({**options, "poll": choice}), {"poll": choice}) for choice in setting.choices]
    found = [(word, told) for word, told in found if word] or [(protocol.request(options), {})]
    plain = [pair for pair in found if b"P" not in pair[0]]
    word, told = (plain or found)[0]
    return (word, told) if word else None


def plan(protocols: Iterable[Protocol]) -> list[Ask]:
    """All that is to be asked, the likeliest first: by speed as heads are delivered, at each the words of PROTOCOLS in order."""
    groups: dict[str, dict[bytes, Group]] = {}
    for protocol in protocols:
        word, told = asked_with(protocol) or (b"", {})
        for line in map(line_of, protocol.lines if word else ()):
            opened, form = form_of(line)
            spoken = COVERED_BY.get(word, word)
            group = groups.setdefault(opened, {}).setdefault(spoken, Group(spoken))
            group.forms.add(form)
            group.settings.setdefault(protocol.slug, told)
            group.handshake |= protocol.handshake
    asks = [
        Ask(line, group.said(group.word), group.settings, {sign: group.said(word) for sign, word in group.handshake.items()})
        for line in sorted(groups, key=line_rank)
        for group in sorted(groups[line].values(), key=lambda group: any(byte in LAST_LETTERS for byte in group.word))
    ]
    return sorted(asks, key=lambda ask: ask.settings.keys() <= RARE.get(ask.line, set()))


def line_rank(line: str) -> tuple[bool, int]:
    """Speeds as heads are delivered, those with eight bits and a parity last."""
    settings = line_of(line)
    return settings.parity != "N", (*SPEEDS, settings.baud).index(settings.baud)
