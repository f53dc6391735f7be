"""Everything that a port gave while the wizard listened, with its times: for the rows on the screen and for a recording."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from scale_driver.ports import Port, open_port

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
    samples: dict[str, bytes] = field(default_factory=dict)

    def hear(self, data: bytes) -> None:
        self.pieces.append((monotonic() - self.began_s, data))
        self.total += len(data)
        kept = sum(len(piece) for _, piece in self.pieces) if self.total > KEPT_BYTES else 0
        while kept > KEPT_BYTES:
            kept -= len(self.pieces.popleft()[1])

    def anew(self) -> None:
        """Another line, another beginning: bytes of two speeds make no recording."""
        if self.pieces:
            self.samples[self.line] = self.last(SAMPLE_BYTES)
        self.pieces.clear()
        self.total, self.began_s = 0, monotonic()

    def last(self, count: int) -> bytes:
        """The newest bytes."""
        found = b""
        for _, piece in reversed(self.pieces):
            found = piece + found
            if len(found) >= count:
                break
        return found[-count:]


class Tapped:
    """An open port whose bytes are heard by others too."""

    def __init__(self, port: Port, hear: Callable[[bytes], object]) -> None:
        self._port, self._hear = port, hear

    def read(self, size: int, /) -> bytes:
        data = bytes(self._port.read(size))
        if data:
            self._hear(data)
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._port, name)


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

        tapped: Any = Tapped(port, both)
        return tapped  # type: ignore[no-any-return]

    return opened
