"""Long work in a process of its own, `shop-admin` beside the window: Python's one lock would make a posting wait for its turn.

Runs on the worker's thread. What `shop-admin … --json` says line by line is told on; the last line is its answer.
"""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.worker import Told

GENTLY = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, below what the counter does, and without a window; elsewhere the work steps back by itself."""
PATIENCE_S = 0.2
"""So often whoever wants it to stop is asked, while it says nothing."""


def run_beside(folder: Path, arguments: list[str], told: Told) -> dict[str, Any]:
    """What `shop-admin` answers about the books of a folder. Trouble: what it answers as its error, or `unforeseen`.

    It is ended where `told` raises; what it was writing then has no name yet.
    """
    call = [*admin_call(), "--data", str(folder), *arguments, "--json"]
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(call, stdin=nothing, stdout=pipe, stderr=nothing, encoding="utf-8", creationflags=GENTLY) as process:
        try:
            answer = _heard(process, told)
        except BaseException:
            process.kill()
            raise
    if "error" in answer:
        raise trouble_told(answer["error"])
    return answer


def admin_call() -> list[str]:
    """How `shop-admin` is started: the installed program's neighbour, or the module beside this one."""
    if getattr(sys, "frozen", False):
        own = Path(sys.executable)
        return [str(own.with_name(f"shop-admin{own.suffix}"))]
    return [sys.executable, "-m", "shop_desktop.admin"]


def trouble_told(error: dict[str, Any]) -> Trouble:
    """The Trouble that a JSON line tells."""
    return Trouble(str(error["code"]), **{key: value for key, value in error.items() if key != "code"})


def _heard(process: subprocess.Popen[str], told: Told) -> dict[str, Any]:
    answer: dict[str, Any] = {"error": {"code": "unforeseen"}}
    so_far = (0, 0)
    for line in _lines(process):
        with contextlib.suppress(ValueError):
            said = json.loads(line) if line else {}
            if set(said) == {"done", "of"}:
                so_far = said["done"], said["of"]
            elif said:
                answer = said
        told(*so_far)
    return answer


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """What a process says, line by line; "" from time to time where it says nothing, so that one can stop waiting."""
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said.put(line)
        said.put(None)

    threading.Thread(target=listen, name="hear shop-admin", daemon=True).start()
    while True:
        try:
            line = said.get(timeout=PATIENCE_S)
        except queue.Empty:
            line = ""
        if line is None:
            return
        yield line
