"""Which format speaks on a line: formats compared by how much of the bytes they explain, and how strictly.

A format is strict where a changed byte would have been noticed: a check sum notices all, a tolerant text line few. What
explains the same bytes as strictly is a twin. Holds no port and no clock.
"""

from collections.abc import Sequence

from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.listening import Listening, Tally

PLACES_TRIED = 24
BITS_NOTICED = 3.0
BITS_A_MARK = 24.0
ENOUGH_FRAMES, ENOUGH_ANSWERS, ENOUGH_MARKS = 3, 2, 6
TWIN_FRAMES, TWIN_BITS = 0.7, 0.6
BEATEN = 0.5
LIKELY_SHARE, NOISE_A_BYTE = 0.5, 0.08
LAST_FRAMES = 8
OF_ANOTHER_WORD, NEVER_ASKED, ANY_NUMBER = 0.4, 0.8, 0.5


def strictness(tally: Tally) -> tuple[float, bool]:
    """Bits that a frame of this format proves, and whether another figure in place of one is noticed: tried on its own frame."""
    frame = tally.kept[-1].raw
    whole = _count(tally, frame * 3)
    step = -(-len(frame) // PLACES_TRIED)
    bits, figures, noticed = 0.0, 0, 0
    for place in range(0, len(frame), step):
        byte = frame[place]
        for other in (0x30 + (byte + 3) % 10 if 0x30 <= byte <= 0x39 else byte ^ 1, 0x23 if byte != 0x23 else 0x24):
            gone = _count(tally, frame + frame[:place] + bytes((other,)) + frame[place + 1 :] + frame) < whole
            bits += BITS_NOTICED * step * gone
            if 0x30 <= byte <= 0x39 and 0x30 <= other <= 0x39:
                figures, noticed = figures + 1, noticed + gone
    return bits, figures > 0 and noticed == figures


def _count(tally: Tally, data: bytes) -> int:
    decoder = tally.protocol.decoder(tally.options)
    return sum(hasattr(event, "status") for event in (*decoder.feed(data), *decoder.flush()))


class Contender:
    """A tally with what it proves."""

    def __init__(self, listening: Listening, tally: Tally) -> None:
        self.tally = tally
        if tally.frames and tally.bits_a_frame is None:
            tally.bits_a_frame, tally.checked = strictness(tally)
        self.bits = (tally.bits_a_frame or 0.0) * tally.frames + BITS_A_MARK * tally.marks
        self.bits *= self._belief(listening)

    def _belief(self, listening: Listening) -> float:
        """Whether it answers to the word that was said; and a format that takes any number is believed last."""
        slug, asked = self.tally.protocol.slug, listening.asked
        belief = ANY_NUMBER if slug == "custom" else 1.0
        if asked is not None and slug not in asked:
            belief *= OF_ANOTHER_WORD if self.tally.protocol.request else NEVER_ASKED
        return belief

    def is_twin_of(self, best: "Contender") -> bool:
        """Whether it reads what the best one reads, as strictly."""
        mine, its = self.tally, best.tally
        if mine.protocol.slug == "custom" or (its.checked and not mine.checked) or mine.masked != its.masked:
            return False
        return mine.frames >= TWIN_FRAMES * its.frames and self.bits >= TWIN_BITS * best.bits and mine.frames > 0


def rank(listening: Listening, seconds: float) -> tuple[list[Candidate], bool]:
    """What a line's bytes make likely, best first, and whether that is enough to stop looking."""
    listening.look()
    heard = [tally for tally in listening.tallies if listening.plausible(tally)]
    contenders = [Contender(listening, tally) for tally in heard if tally.frames or tally.marks or tally.rejected > 1]
    contenders.sort(key=lambda each: -each.bits)
    if not contenders:
        return [], False
    best = contenders[0]
    twins = [each for each in contenders[1:] if each.is_twin_of(best)] if best.bits else []
    rest = [each for each in contenders[1:] if each not in twins]
    beaten = not rest or rest[0].bits < BEATEN * best.bits
    enough = _enough(listening, best.tally) and beaten
    verdicts = {id(best): _verdict(listening, best.tally, enough=enough and not _other(best, twins))}
    found = [_candidate(listening, best, verdicts[id(best)], seconds, twins)]
    for each in (*twins, *rest):
        own = [twin for twin in (best, *twins) if twin is not each] if each in twins else []
        verdict = _verdict(listening, each.tally, enough=False)
        if each not in twins and verdict is Verdict.LIKELY and each.bits < BEATEN * best.bits:
            verdict = Verdict.UNLIKELY
        found.append(_candidate(listening, each, verdict, seconds, own))
    return found, enough


def _other(best: Contender, twins: Sequence[Contender]) -> bool:
    return any(twin.tally.protocol.slug != best.tally.protocol.slug for twin in twins)


def _enough(listening: Listening, tally: Tally) -> bool:
    if tally.marks >= ENOUGH_MARKS:
        return True
    least = ENOUGH_ANSWERS if listening.asked is not None else ENOUGH_FRAMES
    return tally.frames >= least and _fits(listening, tally)


def _fits(listening: Listening, tally: Tally) -> bool:
    """Whether so many bytes are explained as can be hoped for on a noisy line: of long frames fewer come whole."""
    if not tally.frames:
        return False
    length = tally.frame_bytes / tally.frames
    return tally.frame_bytes >= LIKELY_SHARE * (1 - NOISE_A_BYTE) ** length * listening.bytes


def _verdict(listening: Listening, tally: Tally, *, enough: bool) -> Verdict:
    if enough:
        return Verdict.SURE
    if not tally.frames and not tally.marks:
        return Verdict.NO
    fits = _fits(listening, tally) or tally.marks >= ENOUGH_MARKS
    return Verdict.LIKELY if fits else Verdict.UNLIKELY


def settings_of(listening: Listening, tally: Tally) -> dict[str, str]:
    """The format's settings as they were heard: asked with the word, or sending by itself."""
    options, asked = dict(tally.options), listening.asked
    poll = next((setting for setting in tally.protocol.settings if setting.name == "poll"), None)
    if asked is not None and tally.protocol.slug in asked:
        return options | asked[tally.protocol.slug]
    if poll and asked is None and "no" in poll.choices:
        options["poll"] = "no"
    return options


def _candidate(listening: Listening, each: Contender, verdict: Verdict, seconds: float, twins: Sequence[Contender]) -> Candidate:
    tally = each.tally
    evidence = Evidence(
        tally.frames,
        tally.rejected,
        max(0, listening.bytes - tally.frame_bytes),
        listening.bytes,
        checked=tally.checked,
        seconds=seconds,
    )
    return Candidate(
        tally.protocol.slug,
        settings_of(listening, tally),
        listening.line_of(tally),
        evidence,
        verdict,
        tally.reading,
        tuple(reading.raw for reading in list(tally.kept)[-LAST_FRAMES:]),
        tuple((twin.tally.protocol.slug, settings_of(listening, twin.tally)) for twin in twins),
        score=each.bits / max(1, listening.bytes),
    )
