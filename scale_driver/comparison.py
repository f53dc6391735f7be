"""What the wire cannot tell, settled by a person: two different weights, and what the scale's own display shows of each.

Keeps every variant (point, direction, unit, twin format) that agrees with all that was said. Leaves the port to the
caller, who hands the bytes in; never takes a variant that some answer contradicts.
"""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from scale_driver import protocols
from scale_driver.evidence import Candidate
from scale_driver.protocols.protocol import BadSetting, Shown
from scale_driver.reading import MG_PER_UNIT, Reading, milligrams

TAIL_BYTES = 800
KEPT_TAILS = 6
OTHER_DIGITS = (1234, 50_607, 918)
STAND_IN = "oz"
"""The unit in place of the one that is set, while bytes are read: a wire seldom says it itself."""
EQUAL_OF_LAST = (3, 5)
"""So many of the last so many readings must be equal before a weight is compared: one flipped figure is no other weight."""
DIFFERENT_BY = Fraction(1, 5)
WIRE_SETTINGS = ("reversed", "a22", "decimals")
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
    """Candidates against a person's eyes. Only the first candidate is compared, with its twins and all their variants.

    hear() the bytes as they come; said() or same() at a still weight; until settled. An answer that no variant left agrees with,
    but others did, begins the comparison anew: one slip of the finger costs a weighing, never a wrong weight.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._all = [variant for candidate in candidates[:1] for variant in variants_of(candidate)]
        self._left = list(self._all)
        self._tail = b""
        self._agreed: list[Fraction] = []
        self._heard_at: list[bytes] = []
        self._settled = False
        self._read: dict[tuple[object, ...], list[Reading]] = {}

    def hear(self, data: bytes) -> None:
        """Bytes as they came from the port, in order, in any pieces."""
        if data:
            self._tail = (self._tail + data)[-TAIL_BYTES:]
            self._read.clear()

    def forget(self) -> None:
        """What was heard so far is of another load, or from before the line was lost."""
        self._tail = b""
        self._read.clear()

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
        return still(read(variant, self._tail, self._read))

    def others(self, most: int = 6) -> tuple[Other, ...]:
        """Other numbers that the bytes can mean, each once; of other units only the same number."""
        now = self.shown
        found: dict[tuple[str | None, str | None], Other] = {}
        for variant in self._left if now else ():
            reading = self.reading(variant)
            if now is None or reading is None or (reading.display, reading.unit) == (now.display, now.unit):
                continue
            kind = kind_of(now, reading)
            if kind is Kind.UNIT or reading.unit == now.unit:
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
        """The display shows this number, in this unit (a name of MG_PER_UNIT). Without one the units are left as they are.

        NO_VARIANT leaves everything as it was.
        """
        number = number_of(shown_text)
        if number is None:
            return Outcome.NO_NUMBER
        if not any(map(self.reading, self._left)):
            return Outcome.NOT_STILL
        agree = self._agreeing(self._left, number, unit)
        if not agree:
            agree = self._agreeing(self._all, number, unit)
            if not agree:
                return Outcome.NO_VARIANT
            self._agreed, self._heard_at = [], []
        self._left = agree
        outcome = Outcome.ZERO if number == 0 else self._count(number)
        self._settled = self._settles()
        return Outcome.SETTLED if self._settled and number else outcome

    def _agreeing(self, variants: Sequence[Variant], number: Fraction, unit: str | None) -> list[Variant]:
        return [variant for variant in variants if agrees(self.reading(variant), number, unit)]

    def _count(self, number: Fraction) -> Outcome:
        before = self._agreed
        self._heard_at = [*self._heard_at, self._tail][-KEPT_TAILS:]
        if any(abs(number - one) < DIFFERENT_BY * max(abs(number), abs(one)) for one in before):
            return Outcome.SAME_AGAIN
        self._agreed = [*before, number]
        return Outcome.AGREED

    @property
    def settled(self) -> bool:
        """Two different weights agreed, and all variants left read the same: of what was heard, and of what may yet come."""
        return self._settled

    def _settles(self) -> bool:
        if len(self._agreed) < 2:
            return False
        first, *rest = self._left
        return all(self._means_the_same(first, other) for other in rest)

    def _means_the_same(self, first: Variant, other: Variant) -> bool:
        """Of all that was heard, and of what heads would send of other weights that send the present one as it came."""
        if any(weight_of(first, heard) != weight_of(other, heard) for heard in self._heard_at):
            return False
        senders = [each for each in (first, other) if any(frame in self._tail for frame in sent_by(each, self.shown))]
        frames = [frame for each in senders or (first, other) for frame in sent_by(each, self.shown, OTHER_DIGITS)]
        return all(none_differs(first, other, frame * 3) for frame in frames)


def read(variant: Variant, data: bytes, known: dict[tuple[object, ...], list[Reading]] | None = None) -> list[Reading]:
    """What a variant reads of bytes. Variants that differ in the unit alone are read once: known is a place to keep that."""
    protocol, settings = protocols.find(variant.protocol), dict(variant.settings)
    unit = settings.get("unit")
    if unit in MG_PER_UNIT:
        settings["unit"] = STAND_IN
    known = {} if known is None else known
    key = (variant.protocol, *sorted(settings.items()))
    if key not in known:
        known[key] = [event for event in protocol.new_decoder(settings).feed(data) if isinstance(event, Reading)]
    return [in_unit(reading, unit) if unit in MG_PER_UNIT and unit else reading for reading in known[key]]


def in_unit(reading: Reading, unit: str) -> Reading:
    """A reading whose unit was a stand-in for the one that is set."""
    if reading.unit != STAND_IN or reading.display is None:
        return reading
    digits, _, fraction = reading.display.partition(".")
    weight_mg = milligrams(int(digits + fraction), len(fraction), unit)
    return replace(reading, unit=unit, weight_mg=None if reading.weight_mg is None else weight_mg)


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


def weight_of(variant: Variant, data: bytes) -> int | None:
    reading = still(read(variant, data))
    return reading.weight_mg if reading else None


def sent_by(variant: Variant, shown: Reading | None, of_digits: Sequence[int] = ()) -> list[bytes]:
    """What a head of this variant sends of these digits, as finely shown as this reading; of the reading itself by default."""
    if shown is None or shown.display is None:
        return []
    whole, _, fraction = shown.display.partition(".")
    protocol = protocols.find(variant.protocol)
    settings, unit = protocol.options(variant.settings), shown.unit or "kg"
    try:
        digits = of_digits or (int(whole + fraction),)
        return [protocol.encode(Shown(each, len(fraction), unit=unit), settings) for each in digits]
    except KeyError:
        # This head has no such unit.
        return []


def none_differs(first: Variant, other: Variant, sent: bytes) -> bool:
    """Whether two variants, where both read these bytes, read the same weight."""
    weights = [{reading.weight_mg for reading in read(variant, sent)} for variant in (first, other)]
    return not all(weights) or weights[0] == weights[1]


def agrees(reading: Reading | None, number: Fraction, unit: str | None) -> bool:
    """Whether a reading is what a display with this number (and unit) shows."""
    if reading is None or reading.display is None or Fraction(reading.display) != number:
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
