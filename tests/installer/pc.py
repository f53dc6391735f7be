"""A PC on which no Python is to be found, and a user whose folders have Chinese and spaces in their names."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "out" / "installer" / "qingcheng"


@dataclass(frozen=True)
class Pc:
    """`program` is the built folder, `home` the user's; what is started there sees nothing else of this machine's settings."""

    program: Path
    home: Path

    @property
    def surroundings(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": str(self.home / "nothing"), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def run(self, name: str, *words: str, given: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
        """Start one of the programs and wait for its end."""
        call = [str(self.program / name), *words]
        return subprocess.run(
            call,
            input=given,
            env=self.surroundings | more,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )

    def told(self, name: str, *words: str, given: str = "") -> str:
        """What a program says that must not fail."""
        done = self.run(name, *words, given=given)
        assert done.returncode == 0, f"{name} {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def running(self, name: str, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """A program that goes on until one leaves it."""
        call = [str(self.program / name), *words]
        pipe = subprocess.PIPE
        process = subprocess.Popen(call, env=self.surroundings, cwd=self.home, stdin=pipe, stdout=pipe, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def outside(self, process: "subprocess.Popen[str]") -> set[str]:
        """The files that a running program has in its memory and that are not in the built folder."""
        maps = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8").splitlines()
        files = {line.split(maxsplit=5)[5] for line in maps if "/" in line}
        return {file for file in files if not Path(file).is_relative_to(self.program) and Path(file).is_file()}


def wait_for(seen: Path, seconds: float = 30) -> None:
    """Until a file is there."""
    end = time.monotonic() + seconds
    while not seen.exists():
        assert time.monotonic() < end, f"{seen} did not come"
        time.sleep(0.1)


def look(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and time."""
    found = (Path(where) / name for where, _, names in os.walk(folder) for name in names)
    return {str(file): (file.lstat().st_size, file.lstat().st_mtime_ns) for file in found}
