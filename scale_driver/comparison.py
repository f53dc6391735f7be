"""What the wire cannot tell, settled by a person: two different weights, and what the scale's own display shows of each.

Keeps every variant (point, direction, unit, twin format) that agrees with all that was said. Leaves the port to the
caller, who hands the bytes in; never takes a variant that some answer contradicts.
"""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scale_driver import protocols
from scale_driver.evidence import Candidate
from scale_driver.protocols.protocol import BadSetting
from scale_driver.reading import MG_PER_UNIT, Reading

TAIL_BYTES = 1200
KEPT_SPEECH = 6
EQUAL_OF_LAST = (3, 5)
"""So many of the last so many readings must be equal before a weight is compared: one flipped figure is no other weight."""
DIFFERENT_BY = Fraction(1, 5)
WIRE_SETTINGS = ("reversed", "a22", "decimals")
UNIT_NAMES = {"公斤": "kg", "千克": "kg", "斤": "jin", "市斤": "jin", "克": "g", "吨": "t"} | {name: name for name in MG_PER_UNIT}
DIGITS = str.maketrans("０１２３４５６７８９．，,。－", "0123456789....-")


class Kind(StrEnum):
    """In what another variant disagrees with the best one."""

    DECIMALS = "decimals"
    REVERSED = "reversed"
    UNIT = "unit"
    FORMAT = "format"


class Outcome(StrEnum):
    """What an answer led to."""

    SETTLED = "settled"
    AGREED = "agreed"
    SAME_AGAIN = "same-again"
    NO_VARIANT = "no-variant"
    NOT_STILL = "not-still"
    NO_NUMBER = "no-number"
    ZERO = "zero"


@dataclass(frozen=True)
class Variant:
    """One way to read the wire."""

    protocol: str
    settings: Mapping[str, str]
    line: str

    def __hash__(self) -> int:
        return hash((self.protocol, self.line, *sorted(self.settings.items())))


@dataclass(frozen=True, slots=True)
class Other:
    """A variant that reads another number than the best one, and that number."""

    kind: Kind
    variant: Variant
    reading: Reading


def number_of(text: str) -> Fraction | None:
    """What a person typed off a display; full-width figures and a comma are taken. None where it is no number.

    >>> number_of("６２.35"), number_of("62,35"), number_of("six")
    (Fraction(1247, 20), Fraction(1247, 20), None)
    """
    plain = text.translate(DIGITS).replace(" ", "")
    try:
        return Fraction(plain) if plain and "/" not in plain else None
    except (ValueError, ZeroDivisionError):
        return None


def variants_of(candidate: Candidate) -> list[Variant]:
    """The candidate itself first, then every other setting that the wire does not settle, then the twins with theirs."""
    found: dict[Variant, None] = {Variant(candidate.protocol, candidate.settings, candidate.line): None}
    for slug, settings in ((candidate.protocol, candidate.settings), *candidate.twins):
        protocol = protocols.find(slug)
        open_ = [setting for setting in protocol.settings if setting.name in (*WIRE_SETTINGS, "unit")]
        choices = [dict.fromkeys((settings.get(each.name, each.choices[0]), *each.choices)) for each in open_]
        for values in itertools.product(*choices):
            chosen = {**settings, **{each.name: value for each, value in zip(open_, values, strict=True)}}
            try:
                found.setdefault(Variant(slug, protocol.options(chosen), candidate.line))
            except BadSetting:
                continue
    return list(found)


class Comparison:
    """Candidates against a person's eyes. The first candidate is the chosen one; its variants are what can come out.

    hear() the bytes as they come; said() or same() at a still weight; until settled. variants left shrink only.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._left: list[Variant] = []
        for candidate in candidates[:1]:
            self._left += variants_of(candidate)
        self._tail = b""
        self._speeches: list[bytes] = []
        self._agreed: list[Fraction] = []
        self._unit_said = False
        self._cache: dict[Variant, Reading | None] = {}

    def hear(self, data: bytes) -> None:
        """Bytes as they came from the port, in order, in any pieces."""
        if data:
            self._tail = (self._tail + data)[-TAIL_BYTES:]
            self._cache.clear()

    def forget(self) -> None:
        """What was heard so far is of another load, or from before the line was lost."""
        self.hear(b"\0")
        self._tail = b""

    @property
    def left(self) -> tuple[Variant, ...]:
        """The variants that agree with everything said so far, best first."""
        return tuple(self._left)

    @property
    def best(self) -> Variant | None:
        """The first of the variants left."""
        return self._left[0] if self._left else None

    @property
    def shown(self) -> Reading | None:
        """What the best variant reads now; None while nothing still is heard."""
        return self.reading(self._left[0]) if self._left else None

    def reading(self, variant: Variant) -> Reading | None:
        """What a variant reads of the last frames, where most of them say the same weight."""
        if variant not in self._cache:
            self._cache[variant] = still(read(variant, self._tail))
        return self._cache[variant]

    @property
    def asks_unit(self) -> bool:
        """Whether the variants left differ in their unit alone or too: the person must say it once."""
        return len({self._unit(variant) for variant in self._left}) > 1

    def _unit(self, variant: Variant) -> str | None:
        reading = self.reading(variant)
        return reading.unit if reading else variant.settings.get("unit")

    def others(self, most: int = 6) -> tuple[Other, ...]:
        """Other numbers that the bytes can mean, each once."""
        now = self.shown
        found: dict[tuple[str | None, str | None], Other] = {}
        for variant in self._left:
            reading = self.reading(variant)
            if now is None or reading is None or (reading.display, reading.unit) == (now.display, now.unit):
                continue
            kind = kind_of(now, reading)
            if kind is not Kind.UNIT and reading.unit != now.unit:
                continue
            found.setdefault((reading.display, reading.unit), Other(kind, variant, reading))
        order = list(Kind)
        return tuple(sorted(found.values(), key=lambda other: order.index(other.kind))[:most])

    def same(self) -> Outcome:
        """The display shows what the best variant shows, unit and all."""
        now = self.shown
        if now is None or now.display is None:
            return Outcome.NOT_STILL
        return self.said(now.display, now.unit)

    def said(self, shown_text: str, unit: str | None = None) -> Outcome:
        """The display shows this number. Without a unit the variants' units are left as they are.

        NO_VARIANT leaves everything as it was, so that a slip of the finger costs nothing.
        """
        number, unit = number_of(shown_text), UNIT_NAMES.get(unit or "", unit)
        if number is None:
            return Outcome.NO_NUMBER
        readings = {variant: self.reading(variant) for variant in self._left}
        if not any(readings.values()):
            return Outcome.NOT_STILL
        agree = [variant for variant, reading in readings.items() if reading and agrees(reading, number, unit)]
        if not agree:
            return Outcome.NO_VARIANT
        self._left = agree
        self._unit_said = self._unit_said or unit is not None
        if number == 0:
            return Outcome.ZERO
        return self._count(number)

    def _count(self, number: Fraction) -> Outcome:
        self._speeches = [*self._speeches, self._tail][-KEPT_SPEECH:]
        if any(abs(number - before) < DIFFERENT_BY * max(abs(number), abs(before)) for before in self._agreed):
            return Outcome.SETTLED if self.settled else Outcome.SAME_AGAIN
        self._agreed.append(number)
        return Outcome.SETTLED if self.settled else Outcome.AGREED

    @property
    def settled(self) -> bool:
        """Two different weights agreed, and all variants left read the same of everything heard at them."""
        if len(self._agreed) < 2 or not self._left:
            return False
        first, *rest = self._left
        heard = [meanings(first, speech) for speech in self._speeches]
        return all(meanings(other, speech) == told for other in rest for speech, told in zip(self._speeches, heard, strict=True))


def read(variant: Variant, data: bytes) -> list[Reading]:
    decoder = protocols.find(variant.protocol).new_decoder(variant.settings)
    return [event for event in decoder.feed(data) if isinstance(event, Reading)]


def still(readings: Sequence[Reading]) -> Reading | None:
    """The reading that most of the last ones repeat; a moving or weightless majority is none."""
    enough, of_last = EQUAL_OF_LAST
    last = readings[-of_last:]
    counted = Counter((reading.weight_mg, reading.display) for reading in last)
    (weight_mg, display), times = counted.most_common(1)[0] if counted else ((None, None), 0)
    if times < enough or weight_mg is None:
        return None
    reading = next(each for each in reversed(last) if (each.weight_mg, each.display) == (weight_mg, display))
    return None if reading.stable is False else reading


def meanings(variant: Variant, data: bytes) -> int | None:
    reading = still(read(variant, data))
    return reading.weight_mg if reading else None


def agrees(reading: Reading, number: Fraction, unit: str | None) -> bool:
    """Whether a reading is what a display with this number (and unit) shows."""
    if reading.display is None or Fraction(reading.display) != number:
        return False
    return unit is None or reading.unit == unit


def kind_of(best: Reading, other: Reading) -> Kind:
    """What tells two readings of the same bytes apart."""
    mine, its = (str(reading.display or "").lstrip("-") for reading in (best, other))
    if mine == its:
        return Kind.UNIT if best.unit != other.unit else Kind.FORMAT
    bare, its_bare = mine.replace(".", "").strip("0"), its.replace(".", "").strip("0")
    if bare == its_bare:
        return Kind.DECIMALS
    return Kind.REVERSED if bare == its_bare[::-1] else Kind.FORMAT
