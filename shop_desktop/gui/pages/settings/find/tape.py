"""Everything that a port gave while the wizard listened, with its times: for the rows on the screen and for a recording."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from scale_driver.lines import Port, Tapped
from scale_driver.ports import open_port

KEPT_BYTES, SAMPLE_BYTES = 1 << 19, 4096
Opener = Callable[[str, str], Port]


@dataclass
class Tape:
    """Pieces as they came, oldest first; half a megabyte at most. `line` is the one that was last opened, `samples` what
    came last at each line that was tried."""

    url: str
    line: str = ""
    began_s: float = field(default_factory=monotonic)
    pieces: deque[tuple[float, bytes]] = field(default_factory=deque)
    total: int = 0
    kept: int = 0
    samples: dict[str, bytes] = field(default_factory=dict)

    def hear(self, data: bytes) -> None:
        self.pieces.append((monotonic() - self.began_s, data))
        self.total += len(data)
        self.kept += len(data)
        while self.kept > KEPT_BYTES:
            self.kept -= len(self.pieces.popleft()[1])

    def anew(self) -> None:
        """Another line, another beginning: bytes of two speeds make no recording."""
        if self.pieces:
            self.samples[self.line] = self.last(SAMPLE_BYTES)
        self.pieces.clear()
        self.total, self.kept, self.began_s = 0, 0, monotonic()

    def last(self, count: int) -> bytes:
        """The newest bytes."""
        found = b""
        for _, piece in reversed(self.pieces):
            found = piece + found
            if len(found) >= count:
                break
        return found[-count:]


def tapping(tape: Tape, hear: Callable[[bytes], object], opener: Opener = open_port) -> Opener:
    """An opener whose ports are heard by the tape and by `hear`."""

    def opened(url: str, line: str) -> Port:
        port = opener(url, line)
        if line != tape.line:
            tape.anew()
            tape.line = line

        def both(data: bytes) -> None:
            tape.hear(data)
            hear(data)

        return Tapped(port, both)

    return opened
