"""A recording of what a scale sent: a text file that a person can mail, and that plays as if it were the scale.

A first line says when, at which line settings and on which port it was heard; each other one the seconds since the beginning
and the bytes in hex. `replay:///PATH` opens like a port.
"""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from scale_driver.lines import line_of

SCHEME, HEAD = "replay://", "# scale recording"
UNTOLD_LINE = "9600 8N1"
"""Of a head that names none."""
PAUSE_S = 1.0
"""Between the end and the beginning anew."""
MOST_BYTES = 4 << 20
WAITING_KEPT = 1 << 16


@dataclass(frozen=True, slots=True)
class Recording:
    """`pieces` are seconds and bytes, in order; line the settings at which they were heard."""

    line: str
    pieces: tuple[tuple[float, bytes], ...]
    port: str = ""
    day: str = ""

    @property
    def data(self) -> bytes:
        return b"".join(piece for _, piece in self.pieces)


def head(*, port: str, line: str, day: date | str) -> str:
    return f"{HEAD} {day} · {line} · {port}\n"


class Recorder:
    """Writes what comes into a new file, each piece with its time since the first. OSError where it cannot be written."""

    def __init__(self, path: Path, *, port: str, line: str, day: date | str) -> None:
        self._path = path
        self._start_s: float | None = None
        with path.open("x", encoding="utf-8") as file:
            file.write(head(port=port, line=line, day=day))

    def hear(self, data: bytes, now_s: float) -> None:
        """Bytes that came now. The file is whole after each piece."""
        if data:
            self._start_s = now_s if self._start_s is None else self._start_s
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{now_s - self._start_s:.3f} {data.hex(' ')}\n")


def save(path: Path, pieces: Iterable[tuple[float, bytes]], *, port: str, line: str, day: date | str) -> None:
    """Write a whole recording. Raises OSError."""
    told = "".join(f"{at_s:.3f} {piece.hex(' ')}\n" for at_s, piece in pieces)
    path.write_text(head(port=port, line=line, day=day) + told, encoding="utf-8")


def read(path: Path) -> Recording:
    """Raises ValueError for a file that is none, OSError where it cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("too long for a recording")
    first, *lines = path.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if not first.startswith(HEAD):
        raise ValueError("no recording of a scale")
    day, line, port = (*first.removeprefix(HEAD).split(" · ", 2), "", "")[:3]
    pieces = tuple(piece_of(number, told) for number, told in enumerate(lines, 2) if told.strip() and told[0] != "#")
    if any(after < before for (before, _), (after, _) in pairwise(pieces)):
        raise ValueError("its times run backwards")
    return Recording(str(line_of(line.strip() or UNTOLD_LINE)), pieces, port, day.strip())


def piece_of(number: int, told: str) -> tuple[float, bytes]:
    seconds, _, raw = told.partition(" ")
    try:
        at_s, piece = float(seconds), bytes.fromhex(raw)
    except ValueError:
        raise ValueError(f"line {number} is no `seconds hex`") from None
    if not 0 <= at_s < math.inf:
        raise ValueError(f"line {number} names no time")
    return at_s, piece


class Replay:
    """An open port that plays a recording in its own time, again and again. What is written to it is not heard."""

    def __init__(self, recording: Recording, clock: Callable[[], float] = time.monotonic) -> None:
        self.line = recording.line
        self._pieces, self._clock = recording.pieces, clock
        self._next, self._began_s = 0, clock()
        self._waiting = b""

    def read(self, size: int, /) -> bytes:
        if self._pieces:
            self._play(self._clock() - self._began_s)
        said, self._waiting = self._waiting[:size], self._waiting[size:]
        return said

    def _play(self, now_s: float) -> None:
        first_s = self._pieces[0][0]
        while self._next < len(self._pieces) and self._pieces[self._next][0] - first_s <= now_s:
            self._waiting = (self._waiting + self._pieces[self._next][1])[-WAITING_KEPT:]
            self._next += 1
        if self._next == len(self._pieces) and now_s >= self._pieces[-1][0] - first_s + PAUSE_S:
            self._next, self._began_s = 0, self._clock()

    def write(self, data: bytes, /) -> int:
        return len(data)

    def reset_input_buffer(self) -> None:
        self._waiting = b""

    def close(self) -> None:
        """Nothing is held."""


def open_replay(url: str) -> Replay:
    """`replay:///scales/first.txt` or `replay://first.txt`. OSError, ValueError as read()."""
    return Replay(read(Path(unquote(url.removeprefix(SCHEME)))))
