"""Which scale is this? Listens on the likeliest line settings, then asks; ranks what could be speaking, best first.

poll() it from a timer until done: it never waits, reads no clock, opens ports in a thread of their own and may be dropped
at any time. Sends nothing but what asks a scale for its weight, and never two words without a pause.
"""

import contextlib
import threading
from collections.abc import Callable, Generator, Iterator, Sequence

from scale_driver.asking import Ask, plan
from scale_driver.evidence import Candidate, Evidence, Verdict
from scale_driver.lines import Port, line_of
from scale_driver.listening import SEVEN_BITS, Listening
from scale_driver.ports import GONE, has_line, open_port
from scale_driver.protocols import PROTOCOLS
from scale_driver.protocols.protocol import Options, Protocol
from scale_driver.ranking import rank
from scale_driver.scale import Opening, in_words

__all__ = ["Candidate", "Detection", "Evidence", "Verdict"]

READ_BYTES = 4096
BYTES_A_POLL = 128
WAITING_KEPT = 2048
HEARD_KEPT = 512
FIRST_LINE = "9600 8N1"
SLOWER_LINES = ("4800 8N1", "2400 8N1", "1200 8N1", "600 8N1")
FASTER_LINES = ("19200 8N1", "38400 8N1", "115200 8N1", "57600 8N1", "9600 8E1", "9600 8O1")
SILENT_S, SELDOM_S, FEW_BYTES = 0.4, 1.2, 4
LISTEN_S, FRAME_BYTES_HEARD, LISTEN_LONGER = 0.5, 70, 4.0
RANK_EVERY_S = 0.1
QUIET_S = 0.05
ASK_PAUSE_S, ANSWERS_WITHIN_S = 0.2, 0.15
ASKS_OF_AN_ANSWER = 20
REOPEN_TRIES, REOPEN_AFTER_S = 3, 0.4
CLOSING_S = 0.05
MOST_CANDIDATES = 16
VERDICTS = tuple(Verdict)

Steps = Generator[None, None, bool]
"""Work that goes on at each poll; its result: whether the scale is found."""


def formats(protocols: Sequence[Protocol]) -> list[tuple[Protocol, Options]]:
    """Every format with its own settings, and with those that change how a frame is read."""
    found: list[tuple[Protocol, Options]] = []
    for protocol in protocols:
        options = protocol.options()
        found.append((protocol, options))
        names = {setting.name for setting in protocol.settings}
        if "reversed" in names and protocol.slug != "custom":
            found.append((protocol, {**options, "reversed": "true" if protocol.slug.endswith("fwd9") else "false"}))
        if "a22" in names:
            found.append((protocol, {**options, "a22": "true"}))
    return found


def lines_after(too_fast: int) -> list[str]:
    """The lines to listen on when the first one gave no frame: the speed first that its bytes look like.

    >>> lines_after(4)[:2], lines_after(1)[0]
    (['2400 8N1', '4800 8N1'], '19200 8N1')
    """
    guessed = f"{line_of(FIRST_LINE).baud // too_fast} 8N1"
    lines = (*SLOWER_LINES, *FASTER_LINES) if too_fast > 1 else (*FASTER_LINES, *SLOWER_LINES)
    return sorted(lines, key=lambda line: line != guessed)


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
        self._protocols = tuple(protocols)
        self._formats = formats(protocols)
        self._port: Port | None = None
        self._opening: Opening | None = None
        self._waiting = b""
        self._found: list[Candidate] = []
        self._here: list[Candidate] = []
        self._now_s = self._rank_at_s = self._since_s = 0.0
        self._listening: Listening | None = None
        self._start_s: float | None = None
        self._refused: int | None = None
        self._steps = self._search()

    @property
    def opening(self) -> bool:
        """Whether the system is being asked for the port just now, which may take its time."""
        return self._opening is not None

    def poll(self, now_s: float) -> bool:
        """Go on a little. True when something to show changed."""
        if self.done:
            return False
        self._now_s = now_s
        self._start_s = now_s if self._start_s is None else self._start_s
        before = (self.trying, self.asking, self.bytes_total, self.candidates)
        try:
            next(self._steps)
            if now_s - self._start_s >= self.seconds:
                self._end(None)
        except StopIteration:
            self._end(None)
        except OSError as error:
            self._end(in_words(error))
        self.progress = 1.0 if self.done else min(1.0, (now_s - self._start_s) / self.seconds)
        return self.done or before != (self.trying, self.asking, self.bytes_total, self.candidates)

    def close(self) -> None:
        """Give the port back."""
        if not self.done:
            self._end(self.error)

    def _end(self, error: str | None) -> None:
        if self._listening:
            self._here, _ = rank(self._listening, self._now_s - self._since_s)
        self._keep_here()
        self.done, self.error, self.progress, self.asking = True, error, 1.0, None
        if self._opening:
            self._opening.abandon()
            self._opening = None
        port, self._port = self._port, None
        # Some ports take their time to close: nobody waits for longer than a moment.
        if port:
            closing = threading.Thread(target=closed, args=(port,), name="close scale port", daemon=True)
            closing.start()
            closing.join(CLOSING_S)

    def _search(self) -> Steps:
        """First what is sent unasked, then what is answered."""
        yield from self._open(FIRST_LINE)
        # A recording knows at which line it was heard.
        self.trying = str(getattr(self._port, "line", self.trying))
        listening = Listening(self.trying, self._formats)
        if (yield from self._listen(listening)):
            return True
        speaks = listening.bytes > FEW_BYTES
        if speaks and has_line(self.url):
            for line in lines_after(listening.too_fast):
                if (yield from self._open(line)) and (yield from self._listen(Listening(line, self._formats))):
                    return True
        return (yield from self._ask_all())

    def _open(self, line: str) -> Steps:
        """Whether the port is open with these line settings. One that was there is tried again, it may still be closing; then
        perhaps the adapter has no such speed, and two such in a row mean that it is gone."""
        self._keep_here()
        self._listening = None
        before, self._port = self._port, None
        self.trying, self.heard, self._waiting = line, b"", b""
        url, opener = self.url, self._opener

        def reopened() -> Port:
            closed(before)
            return opener(url, line)

        for again in range(REOPEN_TRIES):
            self._opening = Opening(reopened)
            result = None
            while result is None:
                yield
                result = self._opening.result()
            self._opening = None
            if not isinstance(result, Exception):
                self._port, self._refused = result, 0
                return True
            if self._refused is None or (self._refused and again == REOPEN_TRIES - 1):
                raise result if isinstance(result, OSError) else OSError(str(result))
            until_s = self._now_s + REOPEN_AFTER_S
            while self._now_s < until_s:
                yield
        self._refused = 1
        return False

    def _listen(self, listening: Listening) -> Steps:
        """Until it is clear who speaks, or that nobody does whom we know."""
        self._listening, self._since_s = listening, self._now_s
        line = line_of(self.trying)
        long_s = LISTEN_S + FRAME_BYTES_HEARD * line.byte_s
        while True:
            self._hear(listening)
            seconds = self._now_s - self._since_s
            if listening.bytes <= FEW_BYTES:
                if seconds >= SILENT_S + 2 * line.byte_s:
                    return False
            elif self._now_s >= self._rank_at_s and self._judge(listening):
                return True
            elif seconds >= long_s * (LISTEN_LONGER if listening.looks_like_text or self._fitting() else 1):
                return self._fitting()
            yield

    def _judge(self, listening: Listening) -> bool:
        """Rank anew; whether it is enough."""
        self._rank_at_s = self._now_s + RANK_EVERY_S
        self._here, enough = rank(listening, self._now_s - self._since_s)
        self._show()
        return enough

    def _fitting(self) -> bool:
        return any(each.verdict in (Verdict.SURE, Verdict.LIKELY) for each in self._here)

    def _hear(self, listening: Listening) -> bytes:
        """Take what is there, a bounded piece of it at a poll; of a flood the rest is dropped."""
        assert self._port
        with gone_is_an_os_error():
            data = bytes(self._port.read(READ_BYTES))
        self.bytes_total += len(data)
        self.heard = (self.heard + data)[-HEARD_KEPT:]
        self._waiting = (self._waiting + data)[:WAITING_KEPT]
        piece, self._waiting = self._waiting[:BYTES_A_POLL], self._waiting[BYTES_A_POLL:]
        listening.feed(piece)
        return piece

    def _ask_all(self) -> Steps:
        """Each word at each line, until one is answered by somebody whom we know."""
        fixed, refused = not has_line(self.url), ""
        for ask in plan(self._protocols):
            if (fixed and ask.line != FIRST_LINE) or ask.line == refused:
                continue
            if (ask.line != self.trying or not self._port) and not (yield from self._open(ask.line)):
                refused = ask.line
                continue
            if (yield from self._ask(ask)):
                return True
        return False

    def _ask(self, ask: Ask) -> Steps:
        """Say the word, and as long as something answers say it again, until it is clear who."""
        self.asking = next(iter(ask.settings))
        self._keep_here()
        listening = self._listening = Listening(self.trying, self._formats)
        listening.asked = {slug: dict(told) for slug, told in ask.settings.items()}
        self._since_s = self._now_s
        for times in range(ASKS_OF_AN_ANSWER):
            if not (yield from self._answer(ask, listening)):
                return False
            enough = self._judge(listening)
            foreign = bool(self._here and self._here[0].evidence.frames and self._here[0].protocol not in ask.settings)
            look_s = SILENT_S if enough else SELDOM_S if foreign and not times else 0.0
            if look_s and (yield from self._goes_on(listening, look_s)):
                # Some send by themselves, but seldom: that is no answer.
                listening.asked, self.asking = None, None
                return enough or (yield from self._listen(listening))
            if enough:
                return True
        return self._fitting()

    def _goes_on(self, listening: Listening, seconds: float) -> Steps:
        """Whether something comes though nothing is asked."""
        until_s, before = self._now_s + seconds, listening.bytes
        while self._now_s < until_s and listening.bytes <= before + FEW_BYTES:
            yield
            self._hear(listening)
        return listening.bytes > before + FEW_BYTES

    def _answer(self, ask: Ask, listening: Listening) -> Steps:
        """Whether anything came back; handshakes are shaken."""
        self._say(ask.words)
        byte_s = line_of(self.trying).byte_s
        wait_s = self._now_s + max(ASK_PAUSE_S, ANSWERS_WITHIN_S + len(ask.words) * byte_s) - 1e-6
        last_s, came = self._now_s, False
        while self._now_s < wait_s or (came and self._now_s < last_s + QUIET_S + 3 * byte_s):
            yield
            piece = self._hear(listening)
            if piece:
                last_s, came = self._now_s, True
            answer = next((answer for sign, answer in ask.handshake.items() if sign in piece.translate(SEVEN_BITS)), b"")
            if answer:
                self._say(answer)
                wait_s = max(wait_s, self._now_s + ASK_PAUSE_S)
        listening.quiet()
        return came

    def _say(self, words: bytes) -> None:
        assert self._port
        with gone_is_an_os_error():
            self._port.write(words)

    def _show(self) -> None:
        ranked = sorted([*self._found, *self._here], key=lambda each: (VERDICTS.index(each.verdict), -each.score))
        self.candidates = tuple(ranked[:MOST_CANDIDATES])

    def _keep_here(self) -> None:
        self._found, self._here = [*self._found, *self._here][-4 * MOST_CANDIDATES :], []
        self._show()


@contextlib.contextmanager
def gone_is_an_os_error() -> Iterator[None]:
    """pyserial says TypeError, too, of a port that was closed under it; a TypeError of our own stays one."""
    try:
        yield
    except GONE as error:
        raise error if isinstance(error, OSError) else OSError(str(error)) from error


def closed(port: Port | None) -> None:
    """Give a port back; one that is gone already is none to give back."""
    if port is not None:
        with contextlib.suppress(*GONE):
            port.close()
