"""What a serial line is, in words and as an open port: `9600 8N1`, and what is used of whatever was opened.

Values only; opening is ports.py's. A simulated or recorded line fits as a real one does.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

LINE = re.compile(r"(\d+) ([78])([NEO])([12])")


class Port(Protocol):
    """What is used of an open port; pyserial's objects fit, whatever the kind of URL."""

    def read(self, size: int, /) -> bytes: ...
    def write(self, data: bytes, /) -> int | None: ...
    def reset_input_buffer(self) -> None: ...
    def close(self) -> None: ...


class Tapped:
    """An open port whose bytes are heard by somebody else too, on their way. What else the port tells, it goes on telling."""

    def __init__(self, port: Port, hear: Callable[[bytes], object]) -> None:
        self._port, self._hear = port, hear
        self.write, self.reset_input_buffer, self.close = port.write, port.reset_input_buffer, port.close

    def read(self, size: int, /) -> bytes:
        data = bytes(self._port.read(size))
        if data:
            self._hear(data)
        return data

    def __getattr__(self, name: str) -> object:
        return getattr(self._port, name)


@dataclass(frozen=True, slots=True)
class Line:
    """Line settings in numbers."""

    baud: int
    data_bits: int
    parity: str
    stop_bits: int

    @property
    def byte_s(self) -> float:
        """How long a byte takes, with its start, parity and stop bits."""
        return (1 + self.data_bits + (self.parity != "N") + self.stop_bits) / self.baud

    def __str__(self) -> str:
        return f"{self.baud} {self.data_bits}{self.parity}{self.stop_bits}"


def line_of(text: str) -> Line:
    """`9600 8N1` in numbers. ValueError with the form that is asked for.

    >>> line_of("2400 7E1").byte_s == 10 / 2400
    True
    """
    match = LINE.fullmatch(text)
    if not match or not int(match[1]):
        raise ValueError(f"line settings look like '9600 8N1', not {text!r}")
    return Line(int(match[1]), int(match[2]), match[3], int(match[4]))


def line_settings(text: str) -> dict[str, object]:
    """`9600 8N1` as pyserial's keywords. ValueError as line_of()."""
    line = line_of(text)
    return {"baudrate": line.baud, "bytesize": line.data_bits, "parity": line.parity, "stopbits": line.stop_bits}
