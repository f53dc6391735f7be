"""The n-th write of a finished visit fails, for n = 1, 2, … until none does: the process dies there, or the disk says no.

Needs strace, which makes single system calls of a running process fail.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.operations.drafts import drafts_of
from shop_desktop.store.books import open_books
from tests.faults.campaign import Row, Villages
from tests.faults.counter import PC, inspect, post_visit, save_visit
from tests.faults.process import Child, Say

WRITES = "pwrite64,pwritev,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,fallocate"
_MOST = 400


def killed_between_writes(folder: Path, full: bool, step: int = 2) -> Row:
    """Dead at the n-th write of saving a draft and posting it."""
    row, villages = Row("killed at the n-th write of a finish"), Villages(folder)
    for n in _each(row, full, step):
        village = villages.new()
        heard, fired = injected(lambda say, at=village: _finish(at, say), f"signal=KILL:when={n}")
        inspect(row, village, heard)
        if not fired:
            break
        row.tried += 1
    return row


def write_refused(error: str, step: int = 3) -> Callable[[Path, bool], Row]:
    """The n-th write answers with an error: a sentence, nothing posted, the draft there, and the next posting goes."""

    def fault(folder: Path, full: bool) -> Row:
        row, villages = Row(f"{error} at the n-th write of a finish"), Villages(folder)
        for n in _each(row, full, step):
            village = villages.new()
            heard, fired = injected(lambda say, at=village: _finish_again(at, say), f"error={error}:when={n}")
            inspect(row, village, heard)
            row.expect("posted" in " ".join(heard))
            for words in heard:
                if words.startswith("trouble"):
                    row.told(Trouble(words.split()[1]))
                row.expect(not words.startswith("no-draft"))
            if not fired:
                break
            row.tried += 1
        return row

    return fault


def _each(row: Row, full: bool, step: int) -> range:
    if shutil.which("strace") is None:
        row.not_tried = "strace is not here"
        return range(0)
    return range(1, _MOST, 1 if full else step)


def _finish(village: Path, say: Say) -> None:
    books = open_books(village)
    _wait_for_strace(say)
    save_visit(books, "visit-1")
    say("drafted visit-1")
    say(f"posted visit-1 {post_visit(books, 'visit-1')}")
    books.close()


def _finish_again(village: Path, say: Say) -> None:
    """As a person does: told that it was not stored, tries again."""
    books = open_books(village)
    _wait_for_strace(say)
    for _ in range(2):
        try:
            save_visit(books, "visit-1")
            break
        except Trouble as trouble:
            say(f"trouble {trouble.code}")
    say("drafted visit-1")
    for _ in range(2):
        try:
            say(f"posted visit-1 {post_visit(books, 'visit-1')}")
            break
        except Trouble as trouble:
            say(f"trouble {trouble.code}")
            if [draft.id for draft in drafts_of(books, PC)] != ["visit-1"]:
                say("no-draft")
    books.close()


def _wait_for_strace(say: Say) -> None:
    say("ready")
    os.kill(os.getpid(), signal.SIGSTOP)


def injected(work: Callable[[Say], None], how: str) -> tuple[list[str], bool]:
    """Run work under strace with one fault; what it said, and whether the fault came to pass."""
    child = Child(work)
    assert child.next() == "ready"
    os.waitpid(child.pid, os.WUNTRACED)
    with tempfile.NamedTemporaryFile("r", suffix=".strace") as told:
        call = ["strace", "-f", "-qq", "-o", told.name, "-e", f"trace={WRITES}", "-e", f"inject={WRITES}:{how}"]
        strace = subprocess.Popen([*call, "-p", str(child.pid)], stderr=subprocess.DEVNULL)
        _attached(child.pid)
        os.kill(child.pid, signal.SIGCONT)
        heard = child.rest()
        strace.wait(10)
        said = told.read()
    return heard, bool(re.search(r"INJECTED|killed by SIGKILL", said))


def _attached(pid: int) -> None:
    while "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text():
        pass
