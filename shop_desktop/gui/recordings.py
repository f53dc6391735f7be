"""A recording of what a scale sent: a text file that a person can mail, and that plays as if it were the scale.

A first line says where and how it was heard; each other one the seconds since the beginning and the bytes in hex.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import monotonic

from scale_driver.ports import Port, open_port

SCHEME, HEAD = "replay://", "# scale recording"
PAUSE_S = 1.0
"""Between the end and the beginning anew."""
MOST_BYTES = 4 << 20


@dataclass(frozen=True)
class Recording:
    """`pieces` are seconds and bytes, in order."""

    line: str
    pieces: tuple[tuple[float, bytes], ...]

    @property
    def data(self) -> bytes:
        return b"".join(piece for _, piece in self.pieces)


def save(folder: Path, pieces: Iterable[tuple[float, bytes]], *, port: str, line: str, day: date) -> Path:
    """Write a new file into the folder; answers it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (file := folder / f"scale-{day}-{number}.txt").exists():
        number += 1
    told = [f"{HEAD} {day} · {line} · {port}", *(f"{at_s:.3f} {piece.hex(' ')}" for at_s, piece in pieces)]
    file.write_text("\n".join(told) + "\n", encoding="utf-8")
    return file


def read(file: Path) -> Recording:
    """Raises ValueError for a file that is none, OSError where it cannot be read."""
    if file.stat().st_size > MOST_BYTES:
        raise ValueError("too long for a recording")
    head, *lines = file.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if not head.startswith(HEAD):
        raise ValueError("no recording of a scale")
    _day, line, *_port = [*head.split(" · "), "", ""]
    pieces = []
    for told in lines:
        at_s, _space, raw = told.partition(" ")
        pieces.append((float(at_s), bytes.fromhex(raw)))
    if any(after < before for (before, _), (after, _) in pairwise(pieces)):
        raise ValueError("its times run backwards")
    return Recording(line or "9600 8N1", tuple(pieces))


class Replay:
    """An open port that plays a recording in its own time, again and again. What is written to it is not heard."""

    def __init__(self, recording: Recording, clock: Callable[[], float] = monotonic) -> None:
        self.line = recording.line
        self._pieces, self._clock = recording.pieces, clock
        self._next, self._began_s = 0, clock()
        self._waiting = b""

    def read(self, size: int, /) -> bytes:
        now_s = self._clock() - self._began_s
        while self._next < len(self._pieces) and self._pieces[self._next][0] - self._pieces[0][0] <= now_s:
            self._waiting += self._pieces[self._next][1]
            self._next += 1
        if self._pieces and self._next == len(self._pieces):
            length_s = self._pieces[-1][0] - self._pieces[0][0]
            if now_s >= length_s + PAUSE_S:
                self._next, self._began_s = 0, self._clock()
        said, self._waiting = self._waiting[:size], self._waiting[size:]
        return said

    def write(self, data: bytes, /) -> int:
        return len(data)

    def reset_input_buffer(self) -> None:
        self._waiting = b""

    def close(self) -> None:
        """Nothing is held."""


@cache
def recorded_line(url: str) -> str:
    """The line at which a recording was heard; "" for what is none."""
    try:
        return read(Path(url.removeprefix(SCHEME))).line if url.startswith(SCHEME) else ""
    except (OSError, ValueError):
        return ""


def open_any(url: str, line: str) -> Port:
    """A port of this PC, or a recording that plays. Raises as open_port does."""
    if url.startswith(SCHEME):
        return Replay(read(Path(url.removeprefix(SCHEME))))
    return open_port(url, line)
