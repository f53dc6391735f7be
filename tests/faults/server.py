"""Several counters on one PostgreSQL server: they post at once, and the server itself loses its power under them."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import open_books
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row
from tests.faults.counter import post_visit
from tests.faults.process import Child, Say
from tests.postgres import Cluster, Databases, binaries, cluster
from tests.shop import VILLAGE, found_books

COUNTERS = 2
PATIENCE_S = 60
Done = TypeVar("Done")


@contextlib.contextmanager
def _served(folder: Path, disk: Path | None = None) -> Iterator[Cluster]:
    """A village on a server that stores as a shop's would, named by the environment."""
    with cluster(durable=True, disk=disk) as server, contextlib.ExitStack() as after:
        os.environ["SHOP_DATABASE_URL"] = Databases(server.folder).url(folder)
        after.callback(os.environ.pop, "SHOP_DATABASE_URL")
        plenty = {"op": "goods.receive", "good": "salt", "quantity": 100_000}
        found_books(folder, (*VILLAGE, plenty))
        yield server


def _visits(folder: Path, counter: int, visits: int, say: Say) -> None:
    """Post one visit after the other, each until it is acknowledged: what is entered again has the same reference."""
    books = _insist(lambda: open_books(folder), say)
    for n in range(visits):
        intent = f"counter-{counter}-visit-{n}"
        say(f"posted {intent} {_insist(lambda intent=intent: post_visit(books, intent), say)}")
    books.close()


def _insist(do: Callable[[], Done], say: Say) -> Done:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return do()
        except Trouble as trouble:
            if time.monotonic() > until:
                raise
            say(f"told {trouble.code} {trouble.facts.get('why')}")
            time.sleep(0.05)


def _inspect(row: Row, folder: Path, heard: list[str], wanted: int) -> None:
    """Every visit is there once, under the number that was acknowledged; numbers have no gap; the books verify."""
    books = open_books(folder, write=False)
    try:
        row.expect(verify_books(books.reader) == ())
        posted = dict(
            tuple(r) for r in books.reader.exec_driver_sql("SELECT ref, number FROM documents WHERE op = 'ticket.post'")
        )
    finally:
        books.close()
    row.expect(sorted(posted.values()) == sorted(f"T20261124-{n:04}" for n in range(1, wanted + 1)))
    for said, *rest in (line.split() for line in heard):
        if said == "posted":
            row.lost += posted.get(rest[0]) != rest[1]
        elif said == "told":
            row.told(Trouble(rest[0], why=rest[1]))
        else:
            row.expect(False)


def counters_at_once(folder: Path, full: bool, visits: int = 200) -> Row:
    """Two counters post as fast as they can."""
    row, visits = Row("two counters on one server"), 5_000 if full else visits
    if binaries() is None:
        row.not_tried = "PostgreSQL is not installed"
        return row
    with _served(folder):
        heard = _counters(folder, visits)
        row.tried = COUNTERS * visits
        _inspect(row, folder, heard(), COUNTERS * visits)
    return row


def _counters(folder: Path, visits: int) -> Callable[[], list[str]]:
    """Counters that post, each a process; the answer waits for them and says what they said."""
    children = [Child(lambda say, n=n: _visits(folder, n, visits, say)) for n in range(COUNTERS)]
    listening = ThreadPoolExecutor(COUNTERS)
    lines = [listening.submit(child.rest) for child in children]
    return lambda: [line for said in lines for line in said.result()]


def server_cut(folder: Path, full: bool, cuts: int = 4) -> Row:
    """The server is killed under two posting counters, and started again: nothing acknowledged is lost, nothing there twice."""
    row, chance = Row("server killed under its counters"), random.Random()
    if binaries() is None:
        row.not_tried = "PostgreSQL is not installed"
        return row
    cuts = 100 if full else cuts
    visits = 60 * cuts
    with _served(folder) as server:
        heard = _counters(folder, visits)
        for _ in range(cuts):
            time.sleep(chance.uniform(0.05, 0.4))
            server.stop(signal.SIGQUIT)
            server.start()
            row.tried += 1
        _inspect(row, folder, heard(), COUNTERS * visits)
    return row


def server_full(folder: Path, full: bool) -> Row:
    """The server's disk fills while a counter posts: said, nothing half there, and on with it once there is room."""
    row = Row("server's disk full while posting")
    if binaries() is None:
        row.not_tried = "PostgreSQL is not installed"
        return row
    disk = Path(tempfile.mkdtemp(prefix="shop-disk-"))  # not in the test's own folder, where the server's user may not look
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", disk], check=False).returncode:
        disk.rmdir()
        row.not_tried = "this user may not mount a small disk"
        return row
    try:
        with _served(folder, disk):
            for n in range(20 if full else 3):
                _filled(row, folder, disk / "filler", f"round-{n}")
    finally:
        subprocess.run(["umount", disk], check=False)
        disk.rmdir()
    return row


def _filled(row: Row, folder: Path, filler: Path, round_: str) -> None:
    books, heard, ended = open_books(folder), list[str](), None
    filler.write_bytes(bytes(max(shutil.disk_usage(filler.parent).free - 100_000, 0)))
    row.tried += 1
    for n in range(5_000):
        try:
            heard.append(f"posted {round_}-{n} {post_visit(books, f'{round_}-{n}')}")
        except Trouble as trouble:
            ended = trouble
            break
    row.expect(ended is not None)
    if ended is not None:
        row.told(ended)
    filler.unlink()
    heard.append(f"posted {round_}-last {_insist(lambda: post_visit(books, f'{round_}-last'), lambda words: None)}")
    books.close()
    standing = open_books(folder, write=False)
    row.expect(verify_books(standing.reader) == ())
    posted = dict(tuple(r) for r in standing.reader.exec_driver_sql("SELECT ref, number FROM documents"))
    standing.close()
    row.lost += sum(posted.get(intent) != number for _, intent, number in (line.split() for line in heard))
