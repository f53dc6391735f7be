"""A scale on a port: poll() it from a timer, and it gives the readings that came, reconnecting by itself.

Leaves trust in a weight to the gate. Never waits: a port is opened in a thread of its own, reading takes what is there,
and a flood is cut. Reads no clock: the caller's monotonic seconds are the time.
"""

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from enum import StrEnum

from scale_driver import protocols
from scale_driver.gate import Wire
from scale_driver.lines import Port, line_settings
from scale_driver.ports import GONE, open_port
from scale_driver.protocols.protocol import Options
from scale_driver.reading import Event, Reading, Rejected

RETRY_AFTER_S = (0.5, 1.0, 2.0, 3.0, 5.0)
ASK_EVERY_S = 0.2
ASK_AGAIN_AFTER_S = 0.6
# A frame is over when nothing followed it for so long; only some protocols cannot tell earlier.
QUIET_AFTER_S = 0.05
# Heads that send by themselves send once in two seconds at least.
SILENT_AFTER_S = 3.0
ANSWERS = {"ack", "nak", "no-weight"}
READ_BYTES = 4096
READS_A_POLL = 8
RAW_KEPT = 256
FRAMES_KEPT = 8


def in_words(error: Exception) -> str:
    """The system's own words for an error number; pyserial wraps them twice."""
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number) if number else str(error) or type(error).__name__


def reasons(events: Sequence[Event]) -> set[str]:
    """Why bytes were no readings."""
    return {event.reason for event in events if isinstance(event, Rejected)}


class Link(StrEnum):
    """How the port is. ABSENT: waiting to try again, or trying."""

    ABSENT = "absent"
    CONNECTED = "connected"


class Opening:
    """One try at opening a port, in its own thread, so that nobody waits for it."""

    def __init__(self, opener: Callable[[], Port]) -> None:
        self._opener = opener
        self._result: queue.SimpleQueue[Port | Exception] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._abandoned = False
        threading.Thread(target=self._run, name="open scale port", daemon=True).start()

    def _run(self) -> None:
        try:
            port = self._opener()
        except (*GONE, ValueError) as error:
            self._result.put(error)
            return
        with self._lock:
            if not self._abandoned:
                self._result.put(port)
                return
        port.close()

    def result(self) -> Port | Exception | None:
        """The port, what went wrong, or None while it is still being tried."""
        try:
            return self._result.get_nowait()
        except queue.Empty:
            return None

    def abandon(self) -> None:
        """Nobody wants the port any more: it is closed as soon as it is open."""
        with self._lock:
            self._abandoned = True
        late = self.result()
        if late is not None and not isinstance(late, Exception):
            late.close()


class Scale:
    """A scale that speaks one protocol on one port.

    url: a port's name or a pyserial URL (`COM3`, `/dev/ttyUSB0`, `socket://host:port`). line: `9600 8N1`; default the
    protocol's likeliest. KeyError for an unknown protocol, BadSetting for wrong settings, ValueError for a wrong line.
    """

    def __init__(
        self,
        url: str,
        protocol: str,
        settings: Options | None = None,
        *,
        line: str | None = None,
        opener: Callable[[str, str], Port] = open_port,
    ) -> None:
        self.url = url
        self.protocol = protocols.find(protocol)
        self._options = self.protocol.options(settings)
        self.line = line or self.protocol.lines[0]
        self._opener = opener
        self._decoder = self.protocol.decoder(self._options)
        line_settings(self.line)
        self._commands = self.protocol.commands(self._options)
        self._port: Port | None = None
        self._opening: Opening | None = None
        self._retry_at_s: float | None = None
        self._tries = 0
        self._closed = False
        self._heard_s = 0.0
        self._unread_since_s: float | None = None
        self._asked_s: float | None = None
        self._answered = True
        self._raw = b""
        self._frames: deque[bytes] = deque(maxlen=FRAMES_KEPT)
        self._last_error: str | None = None

    @property
    def link(self) -> Link:
        return Link.CONNECTED if self._port else Link.ABSENT

    @property
    def connected(self) -> bool:
        """Whether the port is open. It says nothing of a scale behind it: silence is the gate's matter."""
        return self._port is not None

    @property
    def wire(self) -> Wire:
        """What the gate writes into a weight's proof."""
        return Wire(self.protocol.slug, self.url, weak=self.protocol.weak, net_only=self.protocol.net_only)

    @property
    def can(self) -> frozenset[str]:
        """What this scale takes by cable: some of `zero`, `tare`, `clear`."""
        return frozenset(self._commands)

    @property
    def last_frames(self) -> tuple[bytes, ...]:
        """The last frames of readings, the newest last."""
        return tuple(self._frames)

    @property
    def last_bytes(self) -> bytes:
        """The last bytes that came, understood or not: for a person who sets the scale up."""
        return self._raw

    @property
    def last_error(self) -> str | None:
        """The system's words for the last failure to open or read; None while connected."""
        return self._last_error

    def unread_s(self, now_s: float) -> float:
        """For how long bytes have been coming of which no frame is understood: another line setting or protocol, no loose plug.

        0.0 while frames are understood, while nothing comes, and while the port is not there. A frame on its way counts too:
        ask for more than a second or two before it is told to a person.
        """
        if self._port is None or self._unread_since_s is None or now_s - self._heard_s >= SILENT_AFTER_S:
            return 0.0
        return now_s - self._unread_since_s

    def poll(self, now_s: float) -> list[Reading]:
        """The readings that came since the last poll, oldest first. Never waits, never raises for a port that is gone."""
        return [event for event in self.poll_events(now_s) if isinstance(event, Reading)]

    def poll_events(self, now_s: float) -> list[Event]:
        """As poll(), with the rejected bytes between."""
        if self._closed:
            return []
        if self._port is None and not self._try_open(now_s):
            return []
        try:
            data = self._read()
            self._ask(now_s)
        except GONE as error:
            self._lose(error, now_s)
            return []
        events = self._decode(data, now_s)
        self._shake_hands(events)
        self._frames.extend(event.raw for event in events if isinstance(event, Reading))
        return events

    def request(self, command: str) -> bool:
        """Send `zero`, `tare` or `clear`. False: the protocol has no such command, or the scale is not there."""
        if self._port is None or command not in self._commands:
            return False
        try:
            self._port.write(self._commands[command])
        except GONE:
            # The next poll finds it out and reconnects.
            return False
        return True

    def close(self) -> None:
        """Give the port back. The scale is done: it does not come again."""
        self._closed = True
        if self._opening:
            self._opening.abandon()
            self._opening = None
        self._drop_port()

    def _try_open(self, now_s: float) -> bool:
        if self._opening is None:
            if self._retry_at_s is None or now_s >= self._retry_at_s:
                url, line, opener = self.url, self.line, self._opener
                self._opening = Opening(lambda: opener(url, line))
            return False
        result = self._opening.result()
        if result is None:
            return False
        self._opening = None
        if isinstance(result, Exception):
            self._lose(result, now_s)
            return False
        self._port, self._tries, self._last_error = result, 0, None
        self._decoder = self.protocol.decoder(self._options)
        self._heard_s, self._asked_s, self._answered, self._raw = now_s, None, True, b""
        self._unread_since_s = None
        return True

    def _read(self) -> bytes:
        """What is there. A flood is cut: its newest piece, for a fresh decoder, since the bytes before it are not its own."""
        assert self._port
        data = bytes(self._port.read(READ_BYTES))
        if len(data) < READ_BYTES:
            return data
        for _ in range(READS_A_POLL):
            piece = bytes(self._port.read(READ_BYTES))
            data = (data + piece)[-READ_BYTES:]
            if len(piece) < READ_BYTES:
                break
        self._port.reset_input_buffer()
        self._decoder = self.protocol.decoder(self._options)
        return data

    def _decode(self, data: bytes, now_s: float) -> list[Event]:
        if data:
            if self._unread_since_s is None or now_s - self._heard_s >= SILENT_AFTER_S:
                self._unread_since_s = now_s
            self._heard_s = now_s
            self._raw = (self._raw + data)[-RAW_KEPT:]
            events = self._decoder.feed(data)
        elif now_s - self._heard_s >= QUIET_AFTER_S:
            events = self._decoder.flush()
        else:
            events = []
        self._answered = self._answered or any(isinstance(event, Reading) for event in events)
        if any(isinstance(event, Reading) for event in events) or ANSWERS.issuperset(reasons(events) or {""}):
            self._unread_since_s = None
        return events

    def _ask(self, now_s: float) -> None:
        """A polled scale is asked for each reading; once more when it did not answer."""
        request = self.protocol.request(self._options) if self.protocol.request else b""
        if not request:
            return
        assert self._port
        wait_s = ASK_EVERY_S if self._answered else ASK_AGAIN_AFTER_S
        if self._asked_s is None or now_s - self._asked_s >= wait_s:
            self._port.write(request)
            self._asked_s, self._answered = now_s, False

    def _shake_hands(self, events: list[Event]) -> None:
        """Some scales say first that they heard, and are then asked for the weight itself."""
        for event in events:
            answer = self.protocol.handshake.get(event.raw) if isinstance(event, Rejected) else None
            if answer and self._port:
                try:
                    self._port.write(answer)
                except GONE:
                    # The next poll finds it out and reconnects.
                    return

    def _lose(self, error: Exception, now_s: float) -> None:
        self._drop_port()
        self._last_error = in_words(error)
        self._retry_at_s = now_s + RETRY_AFTER_S[min(self._tries, len(RETRY_AFTER_S) - 1)]
        self._tries += 1

    def _drop_port(self) -> None:
        port, self._port = self._port, None
        if port is None:
            return
        try:
            port.close()
        except GONE as error:
            self._last_error = in_words(error)
