"""A child process that can be killed at any moment: forked, so that it starts in no time, and heard through a pipe."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

Say = Callable[[str], None]


class Child:
    """`work(say)` in a process of its own. What it said before it ended is what it acknowledged."""

    def __init__(self, work: Callable[[Say], Any]) -> None:
        heard, said = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(heard)
            _run(work, said)
        os.close(said)
        self._heard = heard

    def next(self) -> str:
        """What it says next; "" once it has ended."""
        words = b""
        while not words.endswith(b"\n"):
            some = os.read(self._heard, 1)
            if not some:
                return ""
            words += some
        return words.decode().rstrip("\n")

    def kill(self) -> list[str]:
        """End it as a power cut would; answers all that it still had said."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.rest()

    def rest(self) -> list[str]:
        """Everything it says until it ends."""
        words = b""
        while some := os.read(self._heard, 65536):
            words += some
        os.close(self._heard)
        os.waitpid(self.pid, 0)
        return words.decode().splitlines()


def _run(work: Callable[[Say], Any], said: int) -> None:
    done = False
    try:
        work(lambda words: os.write(said, f"{words}\n".encode()) and None)
        done = True
    finally:
        if not done:
            os.write(said, f"crashed {sys.exc_info()[1]!r}\n".encode())
        os._exit(0)
