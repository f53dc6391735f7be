"""What the command line says and reads: rows, findings, days, its log. An edge: it prints, and reads the clock."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from shop_desktop.domain.calendar import SHOP_ZONE
from shop_desktop.domain.refused import Trouble

LOG = "qingcheng.log"
"""Beside the books: what went wrong that should not, for the person who gets the phone call."""


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def print_table(rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if not listed:
        print("-", file=sys.stderr)
        return
    names = list(dict.fromkeys(name for row in listed for name in row))
    print("\t".join(names))
    for row in listed:
        print("\t".join("" if row.get(name) is None else str(row[name]) for name in names))


def print_findings(said: Sequence[str], conclusion: str, following: str) -> int:
    """Print what does not hold, and once at the end what to do; or, where nothing was found, that all holds."""
    for line in (*said, following) if said else ():
        print(plain(line), file=sys.stderr)
    print(conclusion)
    return 1 if said else 0


def told_so_far(wanted: bool) -> Callable[[int, int], None]:
    """Progress as lines for whoever started us, who hears each step once; nothing else on the machine waits for us."""
    last = -1

    def told(done: int, of: int) -> None:
        nonlocal last
        if wanted and done != last:
            last = done
            print_json({"done": done, "of": of})

    if wanted and hasattr(os, "nice"):
        os.nice(10)
    return told


def now() -> datetime:
    return datetime.now(SHOP_ZONE)  # noqa: TID251 - an edge


def day(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=SHOP_ZONE)


def month_text(written: str) -> str:
    """A month as the command line takes it. ValueError for anything else."""
    return f"{datetime.strptime(written, '%Y-%m'):%Y-%m}"  # noqa: DTZ007 - no instant is meant


day.__name__, month_text.__name__ = "day", "month"
"""As a wrong call is told: `invalid month value: '2026-13'`."""


def plain(text: str) -> str:
    """Words from a stranger's file, fit for a terminal: what is not printed is shown as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def log_in(folder: Path) -> logging.Handler:
    """What writes the log of a folder, from its first line on; older ones are kept for a while."""
    handler = RotatingFileHandler(folder / LOG, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


@contextmanager
def logged(folder: Path) -> Iterator[None]:
    """Keep the window's log within this block, where the folder is there and may be written; no folder is made for it."""
    root, kept = logging.getLogger(), folder.is_dir() and os.access(folder, os.W_OK)
    handler, level = log_in(folder) if kept else logging.NullHandler(), root.level
    logging.raiseExceptions = False  # a log that cannot be written is no reason to say anything on the terminal
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()


def unforeseen(error: Exception, folder: Path) -> Trouble:
    """A fault of ours, put into the log: `unforeseen`, which says where it was noted, or what to show where it was not."""
    before = _size_of(folder / LOG)
    logging.error("unforeseen", exc_info=error)
    if _size_of(folder / LOG) != before:
        return Trouble("unforeseen", why="noted", file=str(folder / LOG))
    return Trouble("unforeseen", why="unnoted", what=f"{type(error).__name__}: {error}")


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1
