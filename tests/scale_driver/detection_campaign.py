"""The campaign of the detection: `python -m tests.scale_driver.detection_campaign` plays every scale and counts who is found.

Every protocol, each of its line settings, each setting that changes the wire, through a noisy simulated line with real bits, by a
clock of its own. A run is right when the first candidate, or one of its twins, is the protocol that was speaking, and one of
them reads the number that the display shows (looked at where the load lies still).
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import parse_qs, urlencode, urlsplit

from scale_driver.detection import Candidate, Detection, Verdict
from scale_driver.meaning import readings_of
from scale_driver.protocols import PROTOCOLS, Protocol, Shown
from scale_driver.protocols.protocol import BadSetting
from scale_driver.simport import SimScale

POLL_S = 0.02
SHOWN = (Shown(6235, 3), Shown(-1200, 3), Shown(0, 3), Shown(6235, 3, stable=False))


@dataclass(frozen=True)
class Case:
    """A scale as it might stand there."""

    protocol: Protocol
    line: str
    settings: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join((self.protocol.slug, self.line, *(f"{name}={value}" for name, value in self.settings)))

    def url(self, chance: random.Random, noise: float) -> str:
        decimals = dict(self.settings).get("decimals", "3")
        places = int(decimals) if decimals.isdigit() else 3
        digits = chance.randrange(400, 9_000) if chance.random() < 0.9 else 0
        weight = f"{digits / 10**places:.{places}f}kg"
        query = {"weight": weight, "line": self.line, "noise": noise, "seed": chance.randrange(1, 1_000_000)}
        query |= {f"set.{name}": value for name, value in self.settings}
        query |= {"lively": "1"} if chance.random() < 0.5 else {}
        return f"sim://{self.protocol.slug}?{urlencode(query)}"


@dataclass
class Result:
    """What came of a run."""

    case: Case
    seconds: float
    candidates: tuple[Candidate, ...]
    url: str
    error: str | None = None

    @property
    def first(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def right(self) -> bool:
        return self.format_right and self.weight_right

    @property
    def format_right(self) -> bool:
        slug = self.case.protocol.slug
        return bool(self.first and slug in (self.first.protocol, *(twin for twin, _ in self.first.twins)))

    @property
    def weight_right(self) -> bool:
        """Whether the first or a twin of it reads what the display shows."""
        query = parse_qs(urlsplit(self.url).query)
        read = [Fraction(reading.display or "0") for reading in readings_of(self.first)] if self.first else []
        told = query["weight"][0].removesuffix("kg")
        shown, last_place = Fraction(told), Fraction(1, 10 ** len(told.partition(".")[2]))
        # It may have swung still, but by no power of ten; or nothing lay on it yet.
        return (
            "lively" in query
            or not read
            or 0 in read
            or any(abs(each - shown) <= max(shown / 10, 100 * last_place) for each in read)
        )

    @property
    def first_right(self) -> bool:
        return bool(self.first and self.first.protocol == self.case.protocol.slug)

    @property
    def sure(self) -> bool:
        return bool(self.first and self.first.verdict is Verdict.SURE)

    @property
    def line_right(self) -> bool:
        return bool(self.first and self.first.line == self.case.line)


def wire_of(protocol: Protocol, options: dict[str, str]) -> tuple[object, ...]:
    asked = protocol.request(options) if protocol.request else b""
    return asked, *(protocol.encode(shown, options) for shown in SHOWN)


def settings_of(protocol: Protocol) -> Iterator[dict[str, str]]:
    """The works settings, and every setting that makes the wire another: one that asks for all that do."""
    default = protocol.options()
    yield {}
    seen = {wire_of(protocol, default)}
    if protocol.slug == "custom":
        return
    for setting in protocol.settings:
        if setting.name in ("unit", "address"):
            # The display's unit is not on the wire; of addresses, only the first is asked.
            continue
        choices = [choice for choice in setting.choices if choice != default[setting.name]]
        if setting.name == "poll":
            # Each word of a head is answered by it; whether it is asked at all is what changes the wire.
            asked = [choice for choice in choices if choice != "no"]
            choices = asked[:1] if default["poll"] == "no" else [choice for choice in choices if choice == "no"]
        for choice in choices[:3]:
            try:
                wire = wire_of(protocol, protocol.options({setting.name: choice}))
            except BadSetting:
                continue
            if wire not in seen:
                seen.add(wire)
                yield {setting.name: choice}


def cases() -> list[Case]:
    return [
        Case(protocol, line, tuple(settings.items()))
        for protocol in PROTOCOLS
        for settings in settings_of(protocol)
        for line in protocol.lines
    ]


def run(case: Case, seed: int, *, noise: float = 5.0, seconds: float = 10.0) -> Result:
    """One port, found out about in simulated time."""
    url = case.url(random.Random(f"{case} {seed}"), noise)
    return run_url(case, url, seconds)


def run_url(case: Case, url: str, seconds: float = 10.0) -> Result:
    now_s = 0.0
    scale = SimScale(url, clock=lambda: now_s)
    detection = Detection(url, seconds=seconds, opener=scale.open)
    while not detection.done:
        detection.poll(now_s)
        if detection.opening:
            time.sleep(0.0002)
        else:
            now_s += POLL_S
    return Result(case, now_s, detection.candidates, url, detection.error)


@dataclass
class Table:
    """Runs of one protocol."""

    results: list[Result] = field(default_factory=list)

    def __str__(self) -> str:
        results = self.results
        sure = [result for result in results if result.sure]
        counts = (
            len(results),
            sum(result.right for result in results),
            sum(result.first_right for result in results),
            sum(result.line_right for result in results),
            len(sure),
            sum(not result.right for result in sure),
        )
        wrong = Counter(result.first.protocol if result.first else "nobody" for result in results if not result.right)
        seconds = [result.seconds for result in results]
        columns = "".join(f"{count:6}" for count in counts)
        share = 100 * counts[1] / counts[0]
        said = ", ".join(f"{name} {times}" for name, times in wrong.most_common(4))
        return f"{columns} {share:6.1f} {sum(seconds) / len(seconds):6.1f} {max(seconds):5.1f}  {said}"


COLUMNS = ("runs", "right", "first", "line", "sure", "false")
HEAD = f"{'protocol':24}" + "".join(f"{name:>6}" for name in COLUMNS) + "      %  mean s  most  taken for"


def campaign(chosen: Iterable[Case], seeds: range, noise: float) -> list[Result]:
    return [run(case, seed, noise=noise) for case in chosen for seed in seeds]


def tell(results: list[Result]) -> None:
    print(HEAD)
    for protocol in PROTOCOLS:
        own = [result for result in results if result.case.protocol is protocol]
        if own:
            print(f"{protocol.slug:24}{Table(own)}")
    print(f"{'all':24}{Table(results)}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.scale_driver.detection_campaign", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each case")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--noise", type=float, default=5.0, help="per cent of the bytes")
    parser.add_argument("--part", default="1/1", help="only every N-th case, as 2/4")
    parser.add_argument("--wrong", action="store_true", help="name the runs that were not right")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    chosen = [case for case in cases() if not options.slugs or case.protocol.slug in options.slugs][part - 1 :: parts]
    results = campaign(chosen, range(options.first, options.first + options.seeds), options.noise)
    tell(results)
    for result in results if options.wrong else ():
        if not result.right:
            print(result.case, result.url, [(each.protocol, each.line, round(each.score, 2)) for each in result.candidates[:3]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
