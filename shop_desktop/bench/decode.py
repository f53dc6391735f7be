"""Row `decode`: frames a second through each decoder; the slowest, beside what its line can bring.

Floor: the frames that 9600 baud carry, ten bits a byte.
"""

import statistics
import time
from pathlib import Path

from scale_driver.protocols import PROTOCOLS, Protocol, Shown
from shop_desktop.bench.figures import Figure

BAUD, BITS = 9600, 10
AT_LEAST = 200.0
_READ = 4096


def run(folder: Path, quick: bool) -> list[Figure]:
    """Every protocol; the one that is fewest times faster than its line."""
    figures = [_figure(protocol, frames=2000 if quick else 20_000, rounds=3 if quick else 9) for protocol in PROTOCOLS]
    return [min(figures, key=lambda figure: figure.ratio)]


def _figure(protocol: Protocol, frames: int, rounds: int) -> Figure:
    options = protocol.options()
    weights = [Shown(n * 5 % 60_000, 3, unit="kg", stable=n % 3 > 0) for n in range(frames)]
    wire = b"".join(protocol.encode(shown, options) for shown in weights)
    reads = [wire[at : at + _READ] for at in range(0, len(wire), _READ)]
    speeds = []
    for _ in range(rounds):
        decoder, heard = protocol.new_decoder(), 0
        started = time.perf_counter()
        for some in reads:
            heard += len(decoder.feed(some))
        heard += len(decoder.flush())
        speeds.append(heard / (time.perf_counter() - started))
    line = BAUD / BITS / (len(wire) / frames)
    what = f"slowest, {protocol.slug}"
    return Figure(
        row="decode", what=what, ours=statistics.median(speeds), floor=line, unit="frames/s", goal=AT_LEAST, at_least=True
    )
