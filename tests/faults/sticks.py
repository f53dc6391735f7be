"""What happens to backups and restores: sticks that are pulled, full, slow to die, somebody else's; and files that rotted."""

import lzma
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import FOLDER, back_up, backups_in
from shop_desktop.exchange.restore import restore
from shop_desktop.store.backup import check
from shop_desktop.store.books import FILE, Books, open_books
from shop_desktop.store.verify import verify_books
from tests.faults.campaign import Row, Villages
from tests.faults.counter import post_visit
from tests.faults.process import Child, Say
from tests.faults.writes import injected
from tests.shop import NOON, found_books
from tests.store.forging import LIVED

TODAY = NOON.date()
FAILED = frozenset({"backup-gone", "backup-full", "backup-read-only", "backup-disk", "backup-differs"})
RELEASED = sorted((Path(__file__).parents[1] / "store" / "released").glob("*.sqlite.xz"))


def _expect_whole(row: Row, place: Path, documents: int = 0) -> None:
    """Whatever carries a backup's name is whole, and the newest holds as much as was acknowledged."""
    there = backups_in(place) if place.is_dir() else []
    for _day, file in there:
        row.expect(verified(file))
    if documents:
        row.lost += not there or check(there[-1][1]).documents < documents


def verified(file: Path) -> bool:
    try:
        check(file)
    except Trouble:
        return False
    return True


def _count(books: Books) -> int:
    return int(books.reader.exec_driver_sql("SELECT count(*) FROM documents").scalar_one())


def _backed_up(row: Row, books: Books, stick: Path, progress: object = None) -> Trouble | None:
    """A backup to a stick that may fail, and then says so."""
    told = progress if callable(progress) else lambda _done, _of: None
    made = back_up(books, stick, now=NOON, progress=told)
    for one in (made.own, made.away):
        if isinstance(one, Trouble):
            row.told(Trouble(one.code, place="…"))
            row.expect(one.code in FAILED)
    return made.away if isinstance(made.away, Trouble) else None


def pulled_stick(folder: Path, full: bool, times: int = 40) -> Row:
    """The stick's folder is gone from one step to the next; plugged in again, the next backup is whole."""
    row, chance, villages = Row("stick pulled while backing up"), random.Random(), Villages(folder)
    stick, pulled = folder / "stick", folder / "pulled"
    stick.mkdir()
    books = open_books(villages.new())
    for n in range(500 if full else times):
        if n < 15:
            post_visit(books, f"visit-{n}")
        moment = chance.randrange(750, 1000) if n % 2 else chance.randrange(0, 1000)

        def pull(done: int, _of: int, moment: int = moment) -> None:
            if done >= moment and stick.exists():
                stick.rename(pulled)

        row.tried += 1
        trouble = _backed_up(row, books, stick, pull)
        row.expect((trouble is None) == stick.exists())
        if pulled.exists():
            pulled.rename(stick)
        _expect_whole(row, stick)
        row.expect(_backed_up(row, books, stick) is None)
        _expect_whole(row, stick, _count(books))
    books.close()
    return row


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path | None]:
    disk = folder / "disk"
    disk.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(call, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=False)


def full_stick(folder: Path, full: bool, steps: int = 20) -> Row:
    """A stick with less room than a backup needs: said so, the earlier backup untouched, and on with it once there is room."""
    row, villages = Row("stick full"), Villages(folder)
    with small_disk(folder, "8m") as stick:
        if stick is None:
            row.not_tried = "this user may not mount a small disk"
            return row
        books = open_books(villages.new())
        _backed_up(row, books, stick)
        whole = (stick / f"{TODAY}.sqlite").read_bytes()
        filler = stick / "filler"
        for room in range(0, len(whole), max(len(whole) // (steps * (10 if full else 1)), 4096)):
            filler.write_bytes(b"\0" * max(shutil.disk_usage(stick).free - room, 0))
            row.tried += 1
            trouble = _backed_up(row, books, stick)
            row.expect(trouble is not None and trouble.code == "backup-full")
            row.expect((stick / f"{TODAY}.sqlite").read_bytes() == whole)
            filler.unlink()
        row.expect(_backed_up(row, books, stick) is None)
        _expect_whole(row, stick, _count(books))
        books.close()
    return row


def other_shops_stick(folder: Path, full: bool, times: int = 10) -> Row:
    """A stick with another shop's backups of any days, with or without its mark: not one of its bytes changes."""
    row, chance, villages = Row("stick with another shop's backups"), random.Random(), Villages(folder)
    found_books(folder / "other", ({"op": "village.set", "name": "下坪村", "township": "云溪乡", "number": 2},))
    other, books = open_books(folder / "other"), open_books(villages.new())
    for n in range(100 if full else times):
        stick = folder / f"stick{n}"
        stick.mkdir()
        back_up(other, stick, now=NOON)
        for _ in range(chance.randrange(6)):
            day = TODAY - timedelta(days=chance.randrange(2000))
            shutil.copy(stick / f"{TODAY}.sqlite", stick / f"{day}.sqlite")
        if chance.random() < 0.5:
            (stick / "qingcheng-backup.json").unlink()
        theirs = {file: file.read_bytes() for file in stick.iterdir()}
        row.tried += 1
        row.expect(_backed_up(row, books, stick) is None)
        row.expect({file: file.read_bytes() for file in theirs} == theirs)
        row.expect([verified(file) for file in stick.glob("*/*.sqlite")] == [True])
    for one in (other, books):
        one.close()
    return row


def killed_backup(folder: Path, full: bool, lives: int = 25) -> Row:
    """kill -9 at a random moment of backing up: what has a backup's name is whole, and what was said to be made is there."""
    row, chance, villages = Row("power cut (kill -9 while backing up)"), random.Random(), Villages(folder)
    village, stick = villages.new(), folder / "stick"
    stick.mkdir()
    for _life in range(500 if full else lives):
        child = Child(lambda say: _back_up_again(village, stick, say))
        first = child.next()
        time.sleep(chance.uniform(0, 0.25))
        heard = [first, *child.kill()]
        row.tried += 1
        acknowledged = max((int(said.split()[1]) for said in heard if said.startswith("made")), default=0)
        row.expect(not any(said.startswith("crashed") for said in heard))
        _expect_whole(row, stick, acknowledged)
        _expect_whole(row, village / FOLDER, acknowledged)
    later = NOON.replace(year=NOON.year + 1)
    books = open_books(village)
    back_up(books, stick, now=later)
    row.expect(not any(file.suffix == ".part" for place in (stick, village / FOLDER) for file in place.iterdir()))
    row.expect(verify_books(books.reader) == ())
    books.close()
    return row


def _back_up_again(village: Path, stick: Path, say: Say) -> None:
    books = open_books(village)
    for n in range(100):
        made = back_up(books, stick, now=NOON)
        say(f"made {_count(books)}" if made.trouble is None else f"trouble {made.trouble.code}")
        if n < 2 and _count(books) < 40:
            post_visit(books, f"visit-{os.getpid()}-{n}")
    books.close()


def stick_dies(folder: Path, full: bool, step: int = 3) -> Row:
    """EIO at the n-th write of a backup: said so, and nothing that is not whole has a backup's name."""
    row, villages = Row("EIO at the n-th write of a backup"), Villages(folder)
    if shutil.which("strace") is None:
        row.not_tried = "strace is not here"
        return row
    for n in range(1, 400, 1 if full else step):
        village, stick = villages.new(), folder / f"stick{n}"
        stick.mkdir()
        heard, fired = injected(lambda say, at=village, to=stick: _back_up_once(at, to, say), f"error=EIO:when={n}")
        row.expect(not any(said.startswith("crashed") for said in heard))
        for said in heard:
            if said.startswith("trouble"):
                row.told(Trouble(said.split()[1], place="…"))
        for place in (stick, village / FOLDER):
            _expect_whole(row, place)
        if not fired:
            break
        row.tried += 1
    return row


def _back_up_once(village: Path, stick: Path, say: Say) -> None:
    books = open_books(village, write=False)
    say("ready")
    os.kill(os.getpid(), signal.SIGSTOP)
    made = back_up(books, stick, now=NOON)
    say(f"made {_count(books)}" if made.trouble is None else f"trouble {made.trouble.code}")
    books.close()


def rotten_backup(folder: Path, full: bool, times: int = 150) -> Row:
    """A flipped byte in a backup: the restore refuses it, or what comes back says in everything what the books said."""
    row, chance = Row("a byte of a backup flipped, then restored"), random.Random()
    found_books(folder / "lived", LIVED)
    books = open_books(folder / "lived")
    back_up(books, None, now=NOON)
    books.close()
    made = folder / "lived" / FOLDER / f"{TODAY}.sqlite"
    whole, rotten = made.read_bytes(), folder / "rotten.sqlite"
    was = check(made)
    for n in range(2000 if full else times):
        at = chance.randrange(len(whole))
        rotten.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        row.tried += 1
        target = folder / f"restored{n}"
        try:
            restore(rotten, target, today=TODAY)
        except Trouble as trouble:
            row.told(Trouble(trouble.code, **{**trouble.facts, "where": "…", "version": "…"}))
            row.expect(not (target / FILE).exists())
            continue
        row.expect(check(target / FILE) == was)
        shutil.rmtree(target)
    return row


def killed_restore(folder: Path, full: bool, lives: int = 20) -> Row:
    """kill -9 at a random moment of a restore: there are no books yet, or all of them; and the next restore goes."""
    row, chance = Row("power cut (kill -9 while restoring)"), random.Random()
    books = open_books(Villages(folder).new())
    back_up(books, None, now=NOON)
    made, documents = books.folder / FOLDER / f"{TODAY}.sqlite", _count(books)
    books.close()
    for n in range(300 if full else lives):
        target = folder / f"restored{n}"

        def work(say: Say, target: Path = target) -> None:
            say("begun")
            restore(made, target, today=TODAY)
            say("restored")

        child = Child(work)
        child.next()
        time.sleep(chance.uniform(0, 0.12))
        heard = child.kill()
        row.tried += 1
        row.lost += "restored" in heard and not (target / FILE).exists()
        if not (target / FILE).exists():
            restore(made, target, today=TODAY)
        row.expect(check(target / FILE).documents == documents)
    return row


def old_and_new_versions(folder: Path, full: bool) -> Row:
    """Books of every released version come back and verify; those of a newer program are refused with its version."""
    row = Row("restore of every released version, and of a newer")
    for released in RELEASED:
        old = folder / released.name.removesuffix(".xz")
        old.write_bytes(lzma.decompress(released.read_bytes()))
        target = folder / f"from-{old.stem}"
        row.tried += 1
        restore(old, target, today=TODAY)
        books = open_books(target)
        row.expect(verify_books(books.reader) == ())
        with books.transaction() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        back = target / FILE
        books.close()
        row.tried += 1
        try:
            restore(back, folder / f"newer-{old.stem}", today=TODAY)
            row.expect(False)
        except Trouble as trouble:
            row.expect(trouble.code == "newer-books" and trouble.facts["version"] == "9999")
            row.told(trouble)
    return row
