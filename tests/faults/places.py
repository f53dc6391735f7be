"""Disks and folders that say no: full, not to be written, held by another program or another window."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.operations.drafts import drafts_of
from shop_desktop.store.books import FILE, open_books
from shop_desktop.store.copying import keep_before
from tests.faults.campaign import Row, Villages
from tests.faults.counter import PC, inspect, post_visit, save_visit
from tests.faults.process import Child

NOBODY = 65534


def full_disk(folder: Path, full: bool) -> Row:
    """A small disk that fills while visits are posted: refused, the draft kept, and on with it once there is room."""
    row, villages = Row("disk full while posting"), Villages(folder)
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True, check=False).returncode:
        row.not_tried = "this user may not mount a small disk"
        return row
    try:
        for room in range(0, 400_000 if full else 160_000, 4096 if full else 20_480):
            _filled(row, villages.new(disk), room)
    finally:
        subprocess.run(["umount", disk], check=False)
    return row


def _filled(row: Row, village: Path, room: int) -> None:
    books, filler, heard = open_books(village), village / "filler", []
    stock = {"op": "goods.receive", "good": "salt", "quantity": 100}
    _post(books, stock)
    free = shutil.disk_usage(village).free
    filler.write_bytes(b"\0" * max(free - room, 0))
    row.tried += 1
    intent, ended = "", None
    for n in range(60):
        intent = f"visit-{n}"
        try:
            save_visit(books, intent)
            heard.append(f"drafted {intent}")
            heard.append(f"posted {intent} {post_visit(books, intent)}")
        except Trouble as trouble:
            ended = trouble
            break
    row.expect(ended is not None and ended.code == "disk-full")
    if ended is not None:
        row.told(ended)
    drafts = [draft.id for draft in drafts_of(books, PC)]
    row.expect(drafts == [intent] or f"drafted {intent}" not in heard)
    _no_backup_on_a_full_disk(row, village)
    filler.unlink()
    save_visit(books, intent)
    heard.append(f"posted {intent} {post_visit(books, intent)}")
    books.close()
    inspect(row, village, heard)
    shutil.rmtree(village)


def _no_backup_on_a_full_disk(row: Row, village: Path) -> None:
    """A backup that did not fit is no backup: told so, and nothing of it is left."""
    try:
        keep_before(village / FILE, "today")
        row.expect(False)
    except Trouble as trouble:
        row.expect(trouble.code == "disk-full" and not list((village / "backups").glob("*")))


def _post(books: object, said: dict[str, object]) -> None:
    from shop_desktop.operations.perform import perform
    from shop_desktop.operations.requests import read_command
    from tests.shop import NOON

    perform(books, read_command(json.dumps(said).encode()), now=NOON)


def not_to_be_written(folder: Path, full: bool) -> Row:
    """A folder, or only the books in it, that this user may not write; then the fault goes."""
    row, villages = Row("folder or books read-only"), Villages(folder)
    if os.geteuid() != 0:
        row.not_tried = "needs root, to become someone who may not write"
        return row
    for above in folder.parents:
        if len(above.parts) > 2:
            above.chmod(above.stat().st_mode | 0o055)
    folder.chmod(0o755)
    for mode in (0o555, 0o777, 0o700):
        village = villages.new()
        village.chmod(mode)
        said = Child(lambda say, at=village: _as_nobody(at, say)).rest()
        row.tried += 1
        row.expect(said == ["read-only"])
        row.told(Trouble("read-only"))
        village.chmod(0o777)
        (village / FILE).chmod(0o666)
        for beside in village.glob("books.lock"):
            beside.chmod(0o666)
        row.expect(Child(lambda say, at=village: _as_nobody(at, say)).rest() == ["posted"])
        inspect(row, village, [])
    return row


def _as_nobody(village: Path, say: object) -> None:
    assert callable(say)
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    try:
        books = open_books(village)
        post_visit(books, "visit-1")
        books.close()
        say("posted")
    except Trouble as trouble:
        say(trouble.code)


def two_programs(folder: Path, full: bool) -> Row:
    """A second program on the same books is told so, and may come in once the first is gone, however it went."""
    row, villages = Row("two programs on one book"), Villages(folder)
    for _ in range(50 if full else 10):
        village = villages.new()
        first = Child(lambda say, at=village: _hold(at, say))
        first.next()
        row.tried += 1
        try:
            open_books(village).close()
            row.expect(False)
        except Trouble as trouble:
            row.expect(trouble.code == "busy")
            row.told(trouble)
        reader = open_books(village, write=False)
        row.expect(reader.reader.exec_driver_sql("SELECT count(*) FROM head").scalar_one() == 1)
        reader.close()
        inspect(row, village, first.kill())
    return row


def _hold(village: Path, say: object) -> None:
    assert callable(say)
    books = open_books(village)
    say(f"posted visit-1 {post_visit(books, 'visit-1')}")
    signal.pause()


def locked_by_another(folder: Path, full: bool) -> Row:
    """Some other program has the file itself in its hands: said so, and it goes on once that lets go."""
    row = Row("file locked by another program")
    village = Villages(folder).new()
    books = open_books(village)
    with closing(sqlite3.connect(village / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        row.tried += 1
        try:
            post_visit(books, "visit-1")
            row.expect(False)
        except Trouble as trouble:
            row.expect(trouble.code == "locked")
            row.told(trouble)
        other.execute("ROLLBACK")
    number = post_visit(books, "visit-1")
    books.close()
    inspect(row, village, [f"posted visit-1 {number}"])
    return row
