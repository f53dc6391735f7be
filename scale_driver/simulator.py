"""A scale without iron: at the end of a pseudo-terminal (or a TCP port), speaking any protocol at its frame rate.

For tests, demonstrations and `scale-driver simulate`. Leaves what it says to head.py. Runs in its own thread; every method
may be called from any other. Says nothing of line settings: a pseudo-terminal has none.
"""

import contextlib
import os
import socket
import tempfile
import threading
from pathlib import Path
from typing import Protocol

from scale_driver.head import TICK_S, Head
from scale_driver.protocols.protocol import Options


class End(Protocol):
    """Where a simulated scale's plug is: what it writes is dropped where nobody listens."""

    path: str

    def write(self, data: bytes) -> None: ...
    def read(self) -> bytes: ...
    def unplug(self) -> None: ...
    def plug(self) -> None: ...
    def close(self) -> None: ...


class PtyEnd:
    """A pseudo-terminal behind a symbolic link, so that it has the same path after unplugging and plugging in."""

    def __init__(self) -> None:
        if not hasattr(os, "openpty"):
            raise OSError("this system has no pseudo-terminals; use a TCP port")
        self._folder = tempfile.TemporaryDirectory(prefix="scale-")
        self.path = str(Path(self._folder.name) / "scale")
        self._fds: tuple[int, int] | None = None
        self.plug()

    def plug(self) -> None:
        import tty  # not on Windows, where there is no pseudo-terminal either

        if self._fds:
            return
        master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(master, False)
        os.symlink(os.ttyname(slave), self.path)
        self._fds = master, slave

    def unplug(self) -> None:
        if self._fds:
            Path(self.path).unlink(missing_ok=True)
            for fd in self._fds:
                os.close(fd)
            self._fds = None

    def write(self, data: bytes) -> None:
        with contextlib.suppress(BlockingIOError):
            if self._fds:
                os.write(self._fds[0], data)

    def read(self) -> bytes:
        with contextlib.suppress(BlockingIOError):
            if self._fds:
                return os.read(self._fds[0], 4096)
        return b""

    def close(self) -> None:
        self.unplug()
        self._folder.cleanup()


class TcpEnd:
    """A TCP port of this PC only, for one listener at a time. number 0: any free one."""

    def __init__(self, number: int) -> None:
        self._server: socket.socket | None = None
        self._client: socket.socket | None = None
        self._number = number
        self.plug()
        self.path = f"socket://127.0.0.1:{self._number}"

    def plug(self) -> None:
        if self._server is None:
            self._server = socket.create_server(("127.0.0.1", self._number))
            self._server.setblocking(False)
            self._number = int(self._server.getsockname()[1])

    def unplug(self) -> None:
        for each in (self._client, self._server):
            if each:
                each.close()
        self._client = self._server = None

    def write(self, data: bytes) -> None:
        self._accept()
        try:
            if self._client:
                self._client.send(data)
        except BlockingIOError:
            # The listener does not keep up; a wire would lose these bytes too.
            return
        except OSError:
            self._client = None

    def read(self) -> bytes:
        self._accept()
        try:
            return self._client.recv(4096) if self._client else b""
        except BlockingIOError:
            return b""
        except OSError:
            self._client = None
            return b""

    def close(self) -> None:
        self.unplug()

    def _accept(self) -> None:
        if self._server:
            with contextlib.suppress(BlockingIOError):
                client, _ = self._server.accept()
                client.setblocking(False)
                self._client = client


class Simulator:
    """A scale that stands there at once, empty and still, sending frames_per_s frames a second to its path.

    A new load shows moving, unequal values for settle_s first. KeyError, BadSetting for protocol and settings.
    Use it as a context manager, or close() it.
    """

    def __init__(
        self,
        protocol: str,
        settings: Options | None = None,
        *,
        unit: str = "kg",
        decimals: int = 3,
        frames_per_s: float = 10.0,
        settle_s: float = 0.3,
        end: End | None = None,
    ) -> None:
        self._head = Head(protocol, settings, unit=unit, decimals=decimals, frames_per_s=frames_per_s, settle_s=settle_s)
        self._end = PtyEnd() if end is None else end
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated scale", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        """What to open: a device path, or a socket:// URL."""
        return self._end.path

    def put(self, weight_g: int) -> None:
        """This lies on the pan now, in all; it settles after settle_s. Ends wobbling and faults."""
        with self._lock:
            self._head.put(weight_g)

    def empty(self) -> None:
        """Nothing lies on the pan."""
        self.put(0)

    def wobble(self) -> None:
        """The load moves until the next put() or empty()."""
        with self._lock:
            self._head.wobble()

    def fault(self, kind: str | None) -> None:
        """As Head.fault(): one of its FAULTS or HABITS; None ends all. ValueError for another word."""
        with self._lock:
            self._head.fault(kind)

    def calm(self) -> None:
        """Nothing ails it any more; what lies on it stays."""
        with self._lock:
            self._head.calm()

    def unplug(self, *, mid_frame: bool = True) -> None:
        """The plug is pulled, by default in the middle of a frame."""
        with self._lock:
            if mid_frame:
                frame = self._head.frame()
                self._end.write(frame[: len(frame) // 2])
            self._end.unplug()

    def plug(self) -> None:
        """The plug is put back, at the same path. What lay on the pan still lies there."""
        with self._lock:
            self._end.plug()

    def close(self) -> None:
        """End the thread and take the path away."""
        self._stop.set()
        self._thread.join()
        with self._lock:
            self._end.close()

    def __enter__(self) -> "Simulator":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _run(self) -> None:
        while not self._stop.wait(TICK_S):
            with self._lock:
                self._head.hear(self._end.read())
                data = self._head.tick()
                if data:
                    self._end.write(data)
