"""Which format speaks on a line: formats compared by how much of the bytes they explain, and how strictly.

A format is strict where a changed byte would have been noticed: a check sum notices all, a tolerant text line few. What
explains the same bytes as strictly is a twin. Holds no port and no clock.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.listening import Listening, Tally
from scale_driver.meaning import UNTOLD
from scale_driver.reading import Reading

PLACES_TRIED = 24
BITS_NOTICED = 2.0
BITS_A_MARK = 100.0
ENOUGH_FRAMES, ENOUGH_ANSWERS, ENOUGH_MARKS = 3, 2, 6
TWIN_STRICT, SHARED_FRAMES = 0.45, 0.3
SAMPLES, SHARED_CLEAN, SHARED_NOISY = 5, 0.8, 0.4
CHECK_NOTICES, SAME_LENGTH = 0.6, 0.8
ANY_LEADS = 0.45
BEATEN = 0.5
LIKELY_SHARE, NOISE_A_BYTE, CLEAN_SHARE = 0.5, 0.08, 0.85
LAST_FRAMES = 8
OF_ANOTHER_WORD, NEVER_ASKED, ANY_NUMBER, NOT_AS_DELIVERED = 0.25, 0.8, 0.3, 0.97
TRY_AGAIN_AT, TRIED_AT_ONCE, KNOWN_KEPT = 4, 3, 256


def strictness(tally: Tally) -> tuple[float, bool]:
    """Bits that a frame of this format proves, and whether another figure in place of one is noticed: tried on its own frame.

    A byte a little other, one quite other, and one left out: each that is noticed proves something.
    """
    frame, between = _typical(tally), b""
    whole = _count(tally, frame * 3)
    if whole < 2:
        between = b"\r\n"
        whole = _count(tally, (frame + between) * 3)
    step = -(-len(frame) // PLACES_TRIED)
    bits, figures, noticed = 0.0, 0, 0
    for place in range(0, len(frame), step):
        byte, figure = frame[place], 0x30 <= frame[place] <= 0x39
        alike = 0x30 + (byte + 3) % 10 if figure else byte ^ 1
        for changed in (bytes((alike,)), b"#" if byte != 0x23 else b"$", b""):
            gone = _count(tally, between.join((frame, frame[:place] + changed + frame[place + 1 :], frame)) + between) < whole
            bits += BITS_NOTICED * step * gone
            if figure and changed == bytes((alike,)):
                figures, noticed = figures + 1, noticed + gone
    return bits, figures > 0 and noticed >= CHECK_NOTICES * figures


def _typical(tally: Tally) -> bytes:
    """The frame that came most often, so that one changed by noise is not taken."""
    return Counter(reading.raw for reading in tally.kept).most_common(1)[0][0]


def samples(tally: Tally) -> list[tuple[bytes, int]]:
    """The commonest frames, with how often each came: what noise changed comes seldom."""
    return Counter(reading.raw for reading in tally.kept).most_common(SAMPLES)


def share_read(tally: Tally, frames: Sequence[tuple[bytes, int]]) -> float:
    """How much of another's frames this format reads too."""
    read = sum(times for raw, times in frames if reads(tally, raw))
    return read / sum(times for _, times in frames)


def reads(tally: Tally, raw: bytes) -> bool:
    """Whether this format reads a frame; what was tried once is remembered, up to a number."""
    if raw not in tally.known:
        if len(tally.known) >= KNOWN_KEPT:
            tally.known.clear()
        tally.known[raw] = max(_count(tally, raw * 3), _count(tally, (raw + b"\r\n") * 3)) > 1
    return tally.known[raw]


def _count(tally: Tally, data: bytes) -> int:
    decoder = tally.protocol.decoder(tally.options)
    return sum(isinstance(event, Reading) for event in (*decoder.feed(data), *decoder.flush()))


def untried(tally: Tally) -> bool:
    """Whether its strictness is still to be found, on its first frame or anew on several."""
    return tally.frames > 0 and (tally.bits_a_frame is None or tally.tried_at < TRY_AGAIN_AT <= tally.frames)


def try_some(tallies: Sequence[Tally]) -> bool:
    """Find the strictness of a few, those first that read most, so that no poll takes long; whether some are left."""
    waiting = sorted(filter(untried, tallies), key=lambda tally: -tally.frame_bytes)
    for tally in waiting[:TRIED_AT_ONCE]:
        tally.bits_a_frame, tally.checked = strictness(tally)
        tally.tried_at = tally.frames
    return len(waiting) > TRIED_AT_ONCE


class Contender:
    """A tally with what it proves: strict, a frame of it; bits, all that it read."""

    def __init__(self, listening: Listening, tally: Tally) -> None:
        self.tally = tally
        belief = self._belief(listening)
        self.strict = (tally.bits_a_frame or 0.0) * belief
        self.bits = ((tally.bits_a_frame or 0.0) * tally.frames + BITS_A_MARK * tally.marks) * belief
        if self.is_any:
            self.strict *= ANY_NUMBER
            self.bits *= ANY_LEADS

    @property
    def is_any(self) -> bool:
        """A described format takes any number as it comes: it is believed last."""
        return self.tally.protocol.slug == "custom"

    def _belief(self, listening: Listening) -> float:
        """Whether it answers to the word that was said, as heads are delivered."""
        slug, asked = self.tally.protocol.slug, listening.asked
        belief = 1.0 if self.tally.options == self.tally.protocol.options() else NOT_AS_DELIVERED
        if asked is not None and slug not in asked:
            belief *= OF_ANOTHER_WORD if self.tally.protocol.request else NEVER_ASKED
        return belief

    def shares(self, leader: "Contender", frames: Sequence[tuple[bytes, int]], *, noisy: bool) -> bool:
        """Whether it reads what the leader reads, though noise hides more of it from a stricter one."""
        mine, its = self.tally, leader.tally
        if self is leader or mine.masked != its.masked or mine.frames < SHARED_FRAMES * its.frames or not frames:
            return self is leader
        return share_read(mine, frames) >= (SHARED_NOISY if noisy else SHARED_CLEAN)

    def knows_more_than(self, best: "Contender") -> bool:
        """Whether it reads more, and that of another form: then the best one reads what noise made of it, perhaps."""
        if self.tally.frames <= best.tally.frames:
            return False
        return share_read(best.tally, samples(self.tally)) < SHARED_NOISY

    def is_twin_of(self, best: "Contender") -> bool:
        """Of two that share frames: whether it is as strict."""
        if self.is_any or (best.tally.checked and not self.tally.checked):
            return False
        return self.strict >= TWIN_STRICT * best.strict


def rank(listening: Listening, seconds: float) -> tuple[list[Candidate], bool]:
    """What a line's bytes make likely, best first, and whether that is enough to stop looking."""
    listening.look()
    heard = [tally for tally in listening.tallies if listening.plausible(tally)]
    some_left = try_some(heard)
    contenders = [Contender(listening, tally) for tally in heard if tally.frames or tally.marks or tally.rejected > 1]
    if not contenders:
        return [], False
    contenders.sort(key=lambda each: -each.bits)
    leader = contenders[0]
    frames, noisy = samples(leader.tally), leader.tally.frame_bytes < CLEAN_SHARE * listening.bytes
    sharing = [each for each in contenders if each.shares(leader, frames, noisy=noisy)]
    best = max(sharing, key=lambda each: each.strict)
    twins = sorted((each for each in sharing if each is not best and each.is_twin_of(best)), key=lambda each: -each.strict)
    rest = [each for each in contenders if each is not best and each not in twins]
    rivals = [each for each in rest if each not in sharing]
    beaten = not some_left and not best.is_any and all(each.bits < BEATEN * leader.bits for each in rivals)
    beaten = beaten and not any(each.knows_more_than(best) for each in sharing)
    enough = beaten and _enough(listening, best.tally)
    found = [
        _candidate(listening, best, _verdict(listening, best.tally, enough=enough and not _other(best, twins)), seconds, twins)
    ]
    for twin in twins:
        others = [each for each in (best, *twins) if each is not twin]
        found.append(_candidate(listening, twin, _verdict(listening, twin.tally, enough=False), seconds, others))
    for each in rest:
        verdict = _verdict(listening, each.tally, enough=False)
        if verdict is Verdict.LIKELY and (each in sharing or each.bits < BEATEN * leader.bits):
            verdict = Verdict.UNLIKELY
        found.append(_candidate(listening, each, verdict, seconds, ()))
    return found, enough


def _other(best: Contender, twins: Sequence[Contender]) -> bool:
    return any(twin.tally.protocol.slug != best.tally.protocol.slug for twin in twins)


def _enough(listening: Listening, tally: Tally) -> bool:
    """Whether so many frames came that it can be no chance: more of them where noise is heard or lengths differ."""
    if tally.marks >= ENOUGH_MARKS:
        return True
    asked = listening.asked
    least = ENOUGH_FRAMES if asked is None or tally.protocol.slug in asked else 2 * ENOUGH_FRAMES
    if asked is not None and tally.checked:
        least = min(least, ENOUGH_ANSWERS)
    lengths = Counter(len(reading.raw) for reading in tally.kept)
    doubts = (tally.frame_bytes < CLEAN_SHARE * listening.bytes) + (
        max(lengths.values(), default=0) < SAME_LENGTH * lengths.total()
    )
    return tally.frames >= least * (1 + doubts) and _fits(listening, tally)


def _fits(listening: Listening, tally: Tally) -> bool:
    """Whether so many bytes are explained as can be hoped for on a noisy line: of long frames fewer come whole."""
    if not tally.frames:
        return False
    length = tally.frame_bytes / tally.frames
    hoped: float = LIKELY_SHARE * (1 - NOISE_A_BYTE) ** length * listening.bytes
    return tally.frame_bytes >= hoped


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


def _twins(listening: Listening, each: Contender, twins: Sequence[Contender]) -> Iterator[tuple[str, dict[str, str]]]:
    """The others that read the same bytes, and this format with another point or direction."""
    told = [(twin.tally.protocol.slug, settings_of(listening, twin.tally)) for twin in twins]
    yield from told
    own, slug = settings_of(listening, each.tally), each.tally.protocol.slug
    for meaning in each.tally.meanings() if each.tally.kept else ():
        if (slug, other := own | {name: meaning[name] for name in UNTOLD if name in meaning}) not in told:
            yield slug, other


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
        tuple(_twins(listening, each, twins)),
        score=each.bits / max(1, listening.bytes),
    )
