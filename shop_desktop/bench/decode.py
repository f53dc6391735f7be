"""Row `decode`: frames a second through the slowest protocol's decoder.

Floor: how many of those frames a 9600 baud line carries in a second (ten bits a byte).
"""

import time
from pathlib import Path

from scale_driver.protocols import PROTOCOLS
from scale_driver.protocols.protocol import Protocol, Shown
from shop_desktop.bench.figures import Figure

AT_LEAST = 200.0
BYTES_A_SECOND = 960
CHUNK = 64


def run(folder: Path, quick: bool) -> list[Figure]:
    """The slowest of all protocols, against its own line."""
    frames = 2_000 if quick else 20_000
    rates = [(*_rate(protocol, frames), protocol.slug) for protocol in PROTOCOLS]
    ours, line, slug = min(rates, key=lambda rate: rate[0] / rate[1])
    return [Figure(row="decode", what=slug, ours=ours, floor=line, unit="frames/s", goal=AT_LEAST, at_least=True)]


def _rate(protocol: Protocol, frames: int) -> tuple[float, float]:
    options = protocol.options()
    shown = [protocol.encode(Shown(digits, 3), options) for digits in (0, 1245, 6235, 12345)]
    data = b"".join(shown[n % 4] for n in range(frames))
    decoder = protocol.new_decoder()
    began = time.perf_counter()
    found = sum(len(decoder.feed(data[at : at + CHUNK])) for at in range(0, len(data), CHUNK))
    took = time.perf_counter() - began
    assert found >= frames - 2, (protocol.slug, found)
    return frames / took, BYTES_A_SECOND / (len(data) / frames)
