"""Long work in a process of its own, `shop-admin` beside the window: Python's one lock would make a posting wait for its turn.

Runs on the worker's thread. What `shop-admin … --json` says line by line is told on; the last line is its answer.
"""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.worker import Told

GENTLY = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, below what the counter does, and without a window; elsewhere the work steps back by itself."""


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
    assert process.stdout is not None
    answer: dict[str, Any] = {"error": {"code": "unforeseen"}}
    for line in process.stdout:
        with contextlib.suppress(ValueError):
            said = json.loads(line)
            if set(said) == {"done", "of"}:
                told(said["done"], said["of"])
            else:
                answer = said
    return answer
