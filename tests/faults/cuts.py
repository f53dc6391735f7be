"""Power cuts: the process killed at any moment, and the files themselves cut anywhere below."""

import random
import shutil
import time
from pathlib import Path

from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row, Villages
from tests.faults.counter import inspect, post_visit, save_visit, work
from tests.faults.process import Child

WAL_HEAD, FRAME, SECTOR = 32, 24 + 4096, 512
_LIVES_A_VILLAGE = 25


def power_cut(folder: Path, full: bool, lives: int = 60) -> Row:
    """kill -9 at a random moment of a busy counter; the next life goes on with the same books."""
    row, chance, villages = Row("power cut (kill -9 while posting)"), random.Random(), Villages(folder)
    for life in range(1000 if full else lives):
        if life % _LIVES_A_VILLAGE == 0:
            village, heard = villages.new(), []
        child = Child(lambda say, at=village, n=life * 1000: work(at, n, 500, say))
        first = child.next()
        time.sleep(chance.uniform(0, 0.12))
        heard += [first, *child.kill()]
        row.tried += 1
        inspect(row, village, heard)
    return row


def wal_cut(folder: Path, full: bool, torn: int = 60, every: int = 9) -> Row:
    """The log cut at each frame, and torn at each sector within: a whole number of postings is there, none half."""
    row = Row("log cut at frames, torn at 512 B")
    village = Villages(folder).new()
    ends = _written(village)
    wal = village / f"{FILE}-wal"
    frames = range(WAL_HEAD, wal.stat().st_size + 1, FRAME)
    within = [at + random.randrange(SECTOR, FRAME, SECTOR) for at in frames]
    cuts = [*frames, *within] if full else [*frames[::every], *random.sample(within, torn)]
    kept = shutil.copytree(village, village.with_name("kept"), ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    for cut in cuts:
        for tail in (b"", b"\xa5" * SECTOR):
            _reopened(row, kept, cut, tail, ends)
    shutil.rmtree(kept)
    return row


def _written(village: Path) -> list[tuple[int, int]]:
    """Post visits without ever emptying the log; after each: the log's length and how many documents there are."""
    books = open_books(village)
    with books.transaction() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM head")
    books.reader.exec_driver_sql("BEGIN")
    documents = books.reader.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
    ends = [(0, documents)]
    for n in range(12):
        save_visit(books, f"visit-{n}")
        post_visit(books, f"visit-{n}")
        ends.append(((village / f"{FILE}-wal").stat().st_size, documents + n + 1))
    for name in (FILE, f"{FILE}-wal"):
        shutil.copy(village / name, village / f"{name}.kept")
    books.close()
    for name in (FILE, f"{FILE}-wal"):
        (village / f"{name}.kept").replace(village / name)
    return ends


def _reopened(row: Row, kept: Path, cut: int, tail: bytes, ends: list[tuple[int, int]]) -> None:
    again = kept.with_name("again")
    shutil.rmtree(again, ignore_errors=True)
    again.mkdir()
    shutil.copy(kept / FILE, again / FILE)
    (again / f"{FILE}-wal").write_bytes((kept / f"{FILE}-wal").read_bytes()[:cut] + tail)
    row.tried += 1
    books = open_books(again)
    there = books.reader.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()
    row.lost += max(0, max(documents for end, documents in ends if end <= cut) - there)
    row.expect(verify_books(books.reader) == ())
    books.close()
