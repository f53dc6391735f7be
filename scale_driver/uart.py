"""One direction of a serial wire at the level of its bits: what a receiver makes of bytes sent with other settings.

A receiver waits for a falling edge and looks once in the middle of each bit, as hardware does: at a wrong speed it sees
other bytes, fewer or more; with wrong parity or data bits bit 7 changes or the stop bit is missed. Knows no scale.
"""

from collections import deque
from dataclasses import dataclass
from functools import cache

from scale_driver.lines import Line


@cache
def patterns(data_bits: int, parity: str, stop_bits: int) -> tuple[bytes, ...]:
    """The levels of each byte on the wire: start, data low bit first, parity, stop."""
    return tuple(pattern(byte, data_bits, parity, stop_bits) for byte in range(256))


def pattern(byte: int, data_bits: int, parity: str, stop_bits: int) -> bytes:
    """
    >>> pattern(0x41, 7, "E", 1).hex()[1::2]
    '0100000101'
    """
    bits = [byte >> place & 1 for place in range(data_bits)]
    even = sum(bits) % 2
    checked = {"N": [], "E": [even], "O": [1 - even]}[parity]
    return bytes((0, *bits, *checked, *[1] * stop_bits))


@dataclass(frozen=True, slots=True)
class Burst:
    """Bytes that were sent without a gap."""

    start_s: float
    end_s: float
    bit_s: float
    line: Line
    data: bytes
    bits: bytes


class Wire:
    """Levels over time: high but for the bursts on it."""

    def __init__(self) -> None:
        self.bursts: deque[Burst] = deque()
        self.free_s = 0.0

    def send(self, data: bytes, line: Line, at_s: float) -> None:
        """These bytes with these settings, at_s or when what is being sent has ended."""
        start_s = max(at_s, self.free_s)
        shapes = patterns(line.data_bits, line.parity, line.stop_bits)
        bits = b"".join(shapes[byte] for byte in data)
        self.free_s = start_s + len(bits) / line.baud
        self.bursts.append(Burst(start_s, self.free_s, 1 / line.baud, line, data, bits))

    def level(self, at_s: float) -> int:
        """High is 1, which an idle line is."""
        for burst in self.bursts:
            if at_s < burst.start_s:
                return 1
            if at_s < burst.end_s:
                return burst.bits[min(int((at_s - burst.start_s) / burst.bit_s), len(burst.bits) - 1)]
        return 1

    def falls(self, since_s: float) -> float | None:
        """The next time at which the level falls."""
        for burst in self.bursts:
            if burst.start_s >= since_s:
                return burst.start_s
            if burst.end_s <= since_s:
                continue
            place = int((since_s - burst.start_s) / burst.bit_s)
            edge = burst.bits.find(b"\1\0", place)
            if edge != -1:
                return burst.start_s + (edge + 1) * burst.bit_s
        return None


class Receiver:
    """A UART with settings of its own at the end of a wire.

    strict: bytes with a wrong parity or stop bit are dropped, as a scale does; else they pass, as PC drivers let them.
    """

    def __init__(self, line: Line, *, strict: bool = False, since_s: float = 0.0) -> None:
        self.line = line
        self._strict = strict
        self._free_s = since_s

    def hear(self, wire: Wire, until_s: float) -> bytes:
        """The bytes whose stop bit was seen by until_s."""
        heard = bytearray()
        while wire.bursts:
            self._forget(wire)
            self._straight(wire, until_s, heard)
            edge_s = wire.falls(self._free_s)
            if edge_s is None or not self._byte(wire, edge_s, until_s, heard):
                break
        return bytes(heard)

    def _forget(self, wire: Wire) -> None:
        while wire.bursts and wire.bursts[0].end_s <= self._free_s:
            wire.bursts.popleft()

    def _straight(self, wire: Wire, until_s: float, heard: bytearray) -> None:
        """A whole burst with this receiver's own settings needs no looking at its bits."""
        while wire.bursts:
            first = wire.bursts[0]
            if first.line != self.line or first.end_s > until_s or first.start_s < self._free_s:
                return
            heard += first.data if self.line.data_bits == 8 else bytes(byte & 0x7F for byte in first.data)
            self._free_s = first.end_s
            wire.bursts.popleft()

    def _byte(self, wire: Wire, edge_s: float, until_s: float, heard: bytearray) -> bool:
        """One byte from its start bit on; False where its stop bit is still to come."""
        line, bit_s = self.line, 1 / self.line.baud
        looks = line.data_bits + (line.parity != "N")
        stop_s = edge_s + (1.5 + looks) * bit_s
        if stop_s > until_s:
            return False
        if wire.level(edge_s + 0.5 * bit_s):
            self._free_s = edge_s + 0.5 * bit_s
            return True
        bits = [wire.level(edge_s + (1.5 + place) * bit_s) for place in range(looks)]
        good = wire.level(stop_s) == 1 and (line.parity == "N" or sum(bits) % 2 == (line.parity == "O"))
        if good or not self._strict:
            heard.append(sum(bit << place for place, bit in enumerate(bits[: line.data_bits])))
        self._free_s = stop_s
        return True
