"""One line's bytes through every decoder at once: who reads frames in them, who only their wreck.

A 7E1 or 7O1 head heard at 8N1 has its parity in bit 7, so the masked bytes are tried as well and the parity told from the
count. Leaves the port to detection.py, the comparing of formats to ranking.py. Memory is flat however much comes.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from scale_driver.framing import Decoder
from scale_driver.lines import LINE
from scale_driver.protocols.protocol import Options, Protocol
from scale_driver.reading import Reading, Rejected

FRAMES_KEPT = 32
SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))
EVEN = bytes(byte for byte in range(256) if byte.bit_count() % 2 == 0)
HIGH = bytes(range(128, 256))
LOW = bytes(range(128))


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
    said_decimals: int = 0
    reading: Reading | None = None
    kept: deque[Reading] = field(default_factory=lambda: deque(maxlen=FRAMES_KEPT))
    handshakes: int = 0

    def feed(self, data: bytes) -> None:
        self._count(self.decoder.feed(data))

    def flush(self) -> None:
        self._count(self.decoder.flush())

    def _count(self, events: Sequence[Reading | Rejected]) -> None:
        for event in events:
            if isinstance(event, Reading):
                self.frames += 1
                self.frame_bytes += len(event.raw)
                self.kept.append(event)
                if event.weight_mg is not None:
                    self.reading = event
            elif event.reason in ("ack", "nak"):
                self.handshakes += 1
            elif event.reason != "noise":
                self.rejected += 1
                self.said_decimals += event.reason == "decimals"


class Listening:
    """A line while it is listened to. protocols: who may be speaking; masked views join when a byte has bit 7."""

    def __init__(self, line: str, protocols: Sequence[tuple[Protocol, Options]]) -> None:
        self.line = line
        self.bytes = self.high = self.even = 0
        self._asked_of = tuple(protocols)
        self._before = b""
        self.tallies = [Tally(each, options, False, each.decoder(options)) for each, options in self._asked_of]
        self._masked = False

    def feed(self, data: bytes) -> None:
        """Bytes as they came."""
        if not data:
            return
        self.bytes += len(data)
        self.high += len(data) - len(data.translate(None, HIGH))
        self.even += len(data) - len(data.translate(None, EVEN))
        if self.high and not self._masked:
            self._mask()
        if not self._masked:
            self._before = (self._before + data)[-4096:]
        seven = data.translate(SEVEN_BITS) if self._masked else b""
        for tally in self.tallies:
            tally.feed(seven if tally.masked else data)

    def _mask(self) -> None:
        self._masked = True
        for protocol, options in self._asked_of:
            tally = Tally(protocol, options, True, protocol.decoder(options))
            tally.feed(self._before)
            self.tallies.append(tally)
        self._before = b""

    def quiet(self) -> None:
        """Nothing came for a while: what is whole already counts."""
        for tally in self.tallies:
            tally.flush()

    def line_of(self, tally: Tally) -> str:
        """The line settings that a tally speaks for: the opened ones, or with seven bits and the parity that bit 7 shows."""
        opened = LINE.fullmatch(self.line)
        if not tally.masked or not opened or opened[2] == "7":
            return self.line
        rates = {"E": self.even / self.bytes, "O": 1 - self.even / self.bytes}
        if self.high / self.bytes > max(rates.values()):
            return f"{opened[1]} 7N2"
        return f"{opened[1]} 7{max(rates, key=lambda parity: rates[parity])}1"
