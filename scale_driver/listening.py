"""One line's bytes through every decoder at once: who reads frames in them, who only their wreck.

A 7E1 or 7O1 head heard at 8N1 has its parity in bit 7, so the masked bytes are tried as well and the parity told from the
count. Leaves the port to detection.py, the comparing of formats to ranking.py. Memory is flat however much comes.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from scale_driver.framing import Decoder
from scale_driver.lines import LINE
from scale_driver.meaning import other_meanings, typical
from scale_driver.protocols.protocol import Options, Protocol
from scale_driver.reading import Event, Reading

FRAMES_KEPT = 32
BYTES_KEPT = 4096
SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))
EVEN = bytes(byte for byte in range(256) if byte.bit_count() % 2 == 0)
HIGH = bytes(range(128, 256))
NOT_HELD = 0.15
TEXT = b"0123456789. +-\r\n\x02\x03=,"
HIGH_OF_PARITY = 0.08
"""Parity in bit 7 sets it in every eighth byte at least; a noisy line in one of a hundred."""


def held(times: int) -> bytes:
    """The bytes that a receiver can see of a sender so many times slower: each of its bits is seen so often in a row.

    >>> held(4).hex(), held(8).hex()
    ('007880f8', '0080')
    """
    groups: dict[int, int] = {}
    for place in range(8):
        groups[(place + 1) // times] = groups.get((place + 1) // times, 0) | 1 << place
    seen = {0}
    for sent, bits in groups.items():
        # The first bit of all is the start bit, which is low.
        seen |= {byte | bits for byte in seen} if sent else set()
    return bytes(sorted(seen))


HELD = {times: held(times) for times in (2, 4, 8, 16)}
MARKS = {
    "jadever-block": re.compile(rb"\^KJIK\d{3}\r|\nE\r\n~P|~P\d\r\n\^"),
    "label-block": re.compile(rb"\r[FHQXA0412](?=[ \d.\-]{8,9}\r[HQXA0412B])"),
    "digi-ds781": re.compile(rb"\r[04][ \d.\-]{6}(?=\r[4U])|\rU[ \d.]{6}(?=\rT)"),
    "dialog06": re.compile(rb"\x0202\x1b[0-3]\x1b|\x0209\x1b\d\d\x03"),
    "yaohua-eq-price27": re.compile(rb"kg;\d{4}\.\d\d;"),
}
"""Words of long frames that hardly ever come whole through noise."""


@dataclass
class Tally:
    """What one format made of the bytes."""

    protocol: Protocol
    options: Options
    masked: bool
    decoder: Decoder
    frames: int = 0
    frame_bytes: int = 0
    rejected: int = 0
    points_missing: int = 0
    marks: int = 0
    reading: Reading | None = None
    kept: deque[Reading] = field(default_factory=lambda: deque(maxlen=FRAMES_KEPT))
    bits_a_frame: float | None = None
    tried_at: int = 0
    checked: bool = False
    known: dict[bytes, bool] = field(default_factory=dict)
    meant: tuple[bytes, list[dict[str, str]]] = (b"", [])

    def meanings(self) -> list[dict[str, str]]:
        """The other settings that read its commonest frame as another number; tried once for each frame."""
        raw = typical([reading.raw for reading in self.kept if reading.weight_mg is not None])
        if raw and raw != self.meant[0]:
            self.meant = (raw, other_meanings(self.protocol, self.options, raw))
        return self.meant[1]

    def count(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Reading):
                self.frames += 1
                self.frame_bytes += len(event.raw)
                self.kept.append(event)
                if event.weight_mg is not None:
                    self.reading = event
            elif event.reason not in ("ack", "nak", "noise", "echo"):
                self.rejected += 1
                self.points_missing += event.reason == "decimals"


class Listening:
    """A line while it is listened to. formats: who may be speaking; masked views join when bytes have bit 7."""

    def __init__(self, line: str, formats: Sequence[tuple[Protocol, Options]]) -> None:
        self.line = line
        self.bytes = self.high = self.even = self.text = 0
        self.asked: dict[str, dict[str, str]] | None = None
        self.asks = 0
        self._formats = tuple(formats)
        self._before = b""
        self._masked = False
        self.tallies = [Tally(each, options, False, each.decoder(options)) for each, options in self._formats]

    def feed(self, data: bytes) -> None:
        """Bytes as they came."""
        if not data:
            return
        self.bytes += len(data)
        self.high += len(data) - len(data.translate(None, HIGH))
        self.even += len(data) - len(data.translate(None, EVEN))
        seven = data.translate(SEVEN_BITS)
        self.text += len(seven) - len(seven.translate(None, TEXT))
        self._before = (self._before + data)[-BYTES_KEPT:]
        for tally in self.tallies:
            tally.count(tally.decoder.feed(seven if tally.masked else data))
        if not self._masked and self.high > HIGH_OF_PARITY * self.bytes:
            self._masked = True
            self._join(self._formats, masked=True)

    def _join(self, formats: Sequence[tuple[Protocol, Options]], *, masked: bool) -> None:
        """Further readers hear from the beginning."""
        heard = self._before.translate(SEVEN_BITS) if masked else self._before
        for protocol, options in formats:
            tally = Tally(protocol, options, masked, protocol.decoder(options))
            tally.count(tally.decoder.feed(heard))
            self.tallies.append(tally)

    def quiet(self) -> None:
        """Nothing came for a while: what is whole already counts."""
        for tally in self.tallies:
            tally.count(tally.decoder.flush())

    def look(self) -> None:
        """Before ranking: count the words of long frames, and give those a point who lack nothing else."""
        for tally in self.tallies:
            words = MARKS.get(tally.protocol.slug)
            if words:
                heard = self._before.translate(SEVEN_BITS) if tally.masked else self._before
                tally.marks = sum(1 for _ in words.finditer(heard))
        lacking = [tally for tally in self.tallies if tally.points_missing > 1 and not tally.frames]
        known = {(tally.protocol.slug, tally.masked, tally.options.get("decimals")) for tally in self.tallies}
        for tally in lacking:
            if (tally.protocol.slug, tally.masked, "3") not in known:
                self._join([(tally.protocol, {**tally.options, "decimals": "3"})], masked=tally.masked)

    @property
    def too_fast(self) -> int:
        """How many times slower than this line the sender seems to be; 1 where it is not, or is faster."""
        heard = len(self._before)
        slower = (times for times in (16, 8, 4, 2) if len(self._before.translate(None, HELD[times])) <= NOT_HELD * heard)
        return next(slower, 1)

    @property
    def looks_like_text(self) -> bool:
        """Whether most bytes are figures and what stands around them: then the speed is right, whoever speaks."""
        return self.text > 0.5 * self.bytes

    def plausible(self, tally: Tally) -> bool:
        """Whether this view of the bytes is to be believed at all."""
        return not tally.masked or self.high > HIGH_OF_PARITY * self.bytes

    def line_of(self, tally: Tally) -> str:
        """The line settings that a tally speaks for: the opened ones, or with seven bits and the parity that bit 7 shows."""
        opened = LINE.fullmatch(self.line)
        if not tally.masked or not opened or opened[2] == "7":
            return self.line
        rates = {"E": self.even / self.bytes, "O": 1 - self.even / self.bytes}
        if self.high / self.bytes > max(rates.values()):
            return f"{opened[1]} 7N2"
        return f"{opened[1]} 7{max(rates, key=lambda parity: rates[parity])}1"
