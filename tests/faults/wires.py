"""Bytes that no scale sends: noise, frames with a byte changed, halves, a megabyte without an end, for every protocol.

However they are cut, the same is heard; nothing piles up; a fault is no weight; where frames have a check, it was right.
"""

import random
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path

from scale_driver.framing import NOISE_KEPT
from scale_driver.protocols import PROTOCOLS, BadSetting, Protocol, Shown
from scale_driver.reading import Event, Reading, Rejected, Status
from tests.faults.campaign import Fault, Row
from tests.scale_driver.test_decoders import LONGEST_FRAME, NEAR

BLOCK, CHUNK = 2000, 4096
ALONE_EVERY = 8
"""One block in so many is fed byte by byte."""
FAULTS = (Status.OVERLOAD, Status.UNDERLOAD)


def garbled_wires(size: int = 100_000) -> Fault:
    """So many bytes for each protocol, a hundred times as many at full size, and ten times as many without an end.

    A seed says which they were.
    """

    def fault(_folder: Path, full: bool) -> Row:
        row, seed = Row("bytes that no scale sends, per 1000"), random.SystemRandom().randrange(10**9)
        for protocol in PROTOCOLS:
            _wire(row, protocol, random.Random(f"{seed} {protocol.slug}"), size * 100 if full else size, seed)
            _expect(row, _flat(protocol, size * 10), f"{protocol.slug} keeps what has no end")
        return row

    return fault


def _wire(row: Row, protocol: Protocol, chance: random.Random, size: int, seed: int) -> None:
    long_lived, done = protocol.new_decoder(), 0
    while done < size:
        options = _settings(protocol, chance)
        block = b"".join(_pieces(protocol, options, chance))
        heard = _heard(protocol, options, [block])
        where = f"{protocol.slug}, seed {seed}, byte {done}"
        _expect(row, heard == _heard(protocol, options, _cut(block, chance)), f"{where}: heard otherwise when cut otherwise")
        _expect(row, all(_sound(protocol, options, block, event) for event in heard), f"{where}: a weight that none is")
        long_lived.feed(block)
        _expect(row, len(long_lived._buffer) < LONGEST_FRAME and len(long_lived._noise) <= NOISE_KEPT, f"{where}: bytes are kept")
        faults = _heard(protocol, options, [b"".join(_faults(protocol, options, chance))])
        _expect(row, not any(isinstance(event, Reading) and event.weight_mg for event in faults), f"{where}: a fault weighs")
        done += len(block)
    row.tried += done // 1000


def _expect(row: Row, holds: bool, what: str) -> None:
    row.expect(holds)
    if not holds:
        row.messages.add(what)


def _settings(protocol: Protocol, chance: random.Random) -> dict[str, str]:
    """Settings at random; the defaults where they do not fit together."""
    try:
        return protocol.options({setting.name: chance.choice(setting.choices) for setting in protocol.settings})
    except BadSetting:
        return protocol.options()


def _frame(protocol: Protocol, options: dict[str, str], chance: random.Random, fault: Status | None = None) -> bytes:
    shown = Shown(chance.randrange(-9999, 99999), chance.randrange(4), stable=chance.random() < 0.5, fault=fault)
    return protocol.encode(shown, options)


def _pieces(protocol: Protocol, options: dict[str, str], chance: random.Random) -> Iterator[bytes]:
    left = BLOCK
    while left > 0:
        frame = _frame(protocol, options, chance, chance.choice((None, None, *FAULTS)))
        piece = chance.choice(PIECES)(frame, chance.randrange(len(frame)), chance)
        left -= len(piece) + 1
        yield piece


PIECES: tuple[Callable[[bytes, int, random.Random], bytes], ...] = (
    lambda frame, at, chance: chance.randbytes(chance.randrange(1, 60)),
    lambda frame, at, chance: bytes(chance.choices(NEAR, k=chance.randrange(1, 60))),
    lambda frame, at, chance: frame,
    lambda frame, at, chance: frame[:at],
    lambda frame, at, chance: frame[at:],
    lambda frame, at, chance: bytes((*frame[:at], frame[at] ^ 1 << chance.randrange(8), *frame[at + 1 :])),
    lambda frame, at, chance: frame[:at] + frame[at + 1 :],
    lambda frame, at, chance: bytes((*frame[:at], chance.randrange(256), *frame[at:])),
)
"""Noise, near noise, a frame, its halves, and a frame with a bit turned, a byte gone, a byte too many."""


def _faults(protocol: Protocol, options: dict[str, str], chance: random.Random) -> Iterator[bytes]:
    """Whole frames and beginnings of frames of a scale that shows nothing but faults."""
    for _ in range(12):
        frame = _frame(protocol, options, chance, chance.choice(FAULTS))
        yield frame if chance.random() < 0.7 else frame[: chance.randrange(len(frame))]


def _cut(block: bytes, chance: random.Random) -> list[bytes]:
    if chance.randrange(ALONE_EVERY) == 0:
        return [bytes((byte,)) for byte in block]
    cuts = sorted(chance.choices(range(len(block)), k=12))
    return [block[start:end] for start, end in zip([0, *cuts], [*cuts, len(block)], strict=True)]


def _heard(protocol: Protocol, options: dict[str, str], pieces: list[bytes]) -> list[Event]:
    decoder = protocol.new_decoder(options)
    return [event for piece in pieces for event in decoder.feed(piece)] + decoder.flush()


def _flat(protocol: Protocol, size: int) -> bool:
    """So many bytes without a mark go through, and nothing of them stays."""
    decoder, chunk = protocol.new_decoder(), b"z" * CHUNK
    for _ in range(size // CHUNK):
        decoder.feed(chunk)
    return len(decoder._buffer) < LONGEST_FRAME and len(decoder._noise) <= NOISE_KEPT


# ---- where frames have a check, it was right; reckoned here anew


def _sound(protocol: Protocol, options: dict[str, str], block: bytes, event: Event) -> bool:
    """A reading's bytes came so; a fault has no weight; a weight's check is right, where its frames have one."""
    right = CHECKS.get(protocol.slug)
    if isinstance(event, Rejected):
        return right is not None or event.reason != "checksum" or protocol.slug == "custom"
    if event.weight_mg is None:
        return True
    checked = right is None or options.get("check") in ("no", "auto") or right(event.raw)
    return checked and event.raw in block and event.status in (Status.OK, Status.ZERO)


def _xor(data: bytes) -> int:
    return reduce(lambda a, b: a ^ b, data, 0)


def _in_letters(value: int) -> tuple[bytes, bytes]:
    return b"%02X" % value, bytes((0x30 + value // 16, 0x30 + value % 16))


def _ps1x(raw: bytes) -> bool:
    """01 02, text, check, 03 04, and a letter where it sends by itself; the check may take 01 02 in."""
    frame = raw if raw.endswith(b"\x03\x04") else raw[:-1]
    return _xor(frame[2:-2]) in (0, 0x03)


CHECKS: dict[str, Callable[[bytes], bool]] = {
    "yaohua-tf0": lambda raw: raw[9:11] in _in_letters(_xor(raw[1:9])),
    "yaohua-cmd": lambda raw: raw[-3:-1] in _in_letters(_xor(raw[1:-3])),
    "yaohua-a12-wg15": lambda raw: raw[11:13] in _in_letters(_xor(raw[:11])),
    "dingsong": lambda raw: raw[-2] == _xor(raw[:-2]) | 0x40,
    "pinnacle-ps1x": _ps1x,
    "cas-ecr": lambda raw: _xor(raw.lstrip(b"\x01")[1:-2]) == 0,
    "berkel": lambda raw: raw[7] == _xor(raw[1:7]),
    "dibal-98": lambda raw: raw.rstrip(b"\r\n")[-1] == 0x30 | _xor(raw.rstrip(b"\r\n")[:-1]) & 15,
    "toledo-cont": lambda raw: sum(byte & 0x7F for byte in raw) & 0x7F == 0,
    "toledo-cont-ext": lambda raw: sum(byte & 0x7F for byte in raw) & 0x7F == 0,
}
"""Whether the check of a whole frame is right, for the protocols that have one."""
