"""Which scale is this? Listens on the likeliest line settings, then asks; ranks what could be speaking, best first.

poll() it from a timer until done: it never waits, reads no clock, opens ports in a thread of their own and may be dropped
at any time. Sends nothing but what asks a scale for its weight.
"""

from collections.abc import Callable, Sequence

from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.lines import Port
from scale_driver.listening import Listening, Tally
from scale_driver.ports import GONE, open_port
from scale_driver.protocols import PROTOCOLS
from scale_driver.protocols.protocol import Protocol
from scale_driver.scale import Opening, in_words

READ_BYTES = 4096
HEARD_KEPT = 512
BAUDS = ("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1", "600 8N1")
LISTEN_S = 1.0
ENOUGH_FRAMES = 3

__all__ = ["Candidate", "Detection", "Evidence", "Verdict"]


class Detection:
    """One port, listened to for at most so many seconds. close() it, done or not."""

    def __init__(
        self,
        url: str,
        *,
        seconds: float = 10.0,
        opener: Callable[[str, str], Port] = open_port,
        protocols: Sequence[Protocol] = PROTOCOLS,
    ) -> None:
        self.url = url
        self.seconds = seconds
        self.candidates: tuple[Candidate, ...] = ()
        self.trying = ""
        self.asking: str | None = None
        self.heard = b""
        self.bytes_total = 0
        self.done = False
        self.error: str | None = None
        self.progress = 0.0
        self._opener = opener
        self._protocols = [(protocol, protocol.options()) for protocol in protocols]
        self._lines = list(BAUDS)
        self._port: Port | None = None
        self._opening: Opening | None = None
        self._listening: Listening | None = None
        self._since_s = self._start_s = -1.0
        self._found: list[Candidate] = []

    def poll(self, now_s: float) -> bool:
        """Go on a little. True when something to show changed."""
        if self.done:
            return False
        if self._start_s < 0:
            self._start_s = now_s
        before = (self.trying, self.asking, self.bytes_total, len(self.candidates))
        self.progress = min(1.0, (now_s - self._start_s) / self.seconds)
        if self._port is None:
            self._open(now_s)
        else:
            try:
                self._hear(self._port.read(READ_BYTES), now_s)
            except GONE as error:
                self._end(in_words(error))
        if now_s - self._start_s >= self.seconds:
            self._end(None)
        return self.done or before != (self.trying, self.asking, self.bytes_total, len(self.candidates))

    def close(self) -> None:
        """Give the port back."""
        self._end(self.error)

    def _open(self, now_s: float) -> None:
        if self._opening is None:
            if not self._lines:
                self._end(None)
                return
            line = self.trying = self._lines.pop(0)
            url, opener = self.url, self._opener
            self._opening = Opening(lambda: opener(url, line))
            return
        result = self._opening.result()
        if result is None:
            return
        self._opening = None
        if isinstance(result, Exception):
            self._end(in_words(result))
            return
        self._port, self._since_s = result, now_s
        self._listening = Listening(self.trying, self._protocols)
        self.heard = b""

    def _hear(self, data: bytes, now_s: float) -> None:
        assert self._listening
        self.bytes_total += len(data)
        self.heard = (self.heard + data)[-HEARD_KEPT:]
        self._listening.feed(data)
        here = [candidate_of(self._listening, tally, now_s - self._since_s) for tally in self._listening.tallies]
        good = sorted((each for each in here if each.evidence.frames), key=lambda each: -each.score)
        self.candidates = tuple(sorted([*self._found, *good], key=lambda each: -each.score))
        sure = good and good[0].evidence.frames >= ENOUGH_FRAMES
        if sure or now_s - self._since_s >= LISTEN_S:
            self._found += good
            self._drop_port()
            if sure:
                self._end(None)

    def _drop_port(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            try:
                port.close()
            except GONE as error:
                self.error = self.error or in_words(error)

    def _end(self, error: str | None) -> None:
        self.done, self.error, self.progress = True, error, 1.0
        if self._opening:
            self._opening.abandon()
            self._opening = None
        self._drop_port()


def candidate_of(listening: Listening, tally: Tally, seconds: float) -> Candidate:
    share = tally.frame_bytes / listening.bytes if listening.bytes else 0.0
    verdict = Verdict.LIKELY if share > 0.5 else Verdict.UNLIKELY
    evidence = Evidence(tally.frames, tally.rejected, listening.bytes - tally.frame_bytes, listening.bytes, seconds=seconds)
    return Candidate(
        tally.protocol.slug,
        dict(tally.options),
        listening.line_of(tally),
        evidence,
        verdict,
        tally.reading,
        tuple(reading.raw for reading in list(tally.kept)[-8:]),
        score=share,
    )
