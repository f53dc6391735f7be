"""Books brought back from a backup, or only tried: always on a scratch copy, checked whole, and put in place by one rename.

Never over existing books.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange import envelope
from shop_desktop.exchange.backup import FOLDER as BACKUPS
from shop_desktop.exchange.backup import backups_in, find
from shop_desktop.exchange.backup_pictures import Pictures, bring_pictures, check_pictures, pictures_in
from shop_desktop.exchange.keys import KnownKeys
from shop_desktop.exchange.pictures import FOLDER as PHOTOS
from shop_desktop.exchange.verdict import Verdict, pin_key, read_monthly
from shop_desktop.store.backup import check, reading, seal_at
from shop_desktop.store.books import FILE, has_books, new_books, place_of
from shop_desktop.store.copying import CHUNK, GONE, WHOLE, Progress, carry, flush, flush_folder, part_of, unheard
from shop_desktop.store.queries import fund
from shop_desktop.store.restore import Restored, bring_up, index_missing, read_out
from shop_desktop.store.sqlite import LOCK, Lock
from shop_desktop.store.trouble import trouble_of_place
from shop_desktop.store.verify import verify_books

LOG = logging.getLogger(__name__)
SCRATCH, TRIAL = "new", "trial"
"""Folders where books are made before they take their place, or never do."""


@dataclass(frozen=True, kw_only=True)
class Monthly:
    """How a monthly file is read: its passphrase, the key's fingerprint as typed from paper ("": the one that is pinned), and the
    folder where its reader has pinned keys (None: nobody)."""

    passphrase: str = ""
    key: str = ""
    reader: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Brought(Restored):
    """Books that were brought back. `signed_by`: the key of the monthly file they were in; `pinned`: the one its reader had
    pinned before, `newly`: none was, and this one is now;
    `pictures` of papers came along, `missing` ones are named by the books and are not there, or not whole."""

    signed_by: str = ""
    pinned: str = ""
    newly: bool = False
    pictures: int = 0
    missing: int = 0


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A backup that was restored for a trial and is as the open books were: `day` of the backup, its documents and seal, and how
    many pictures it names that are `missing` there, and beside the books too."""

    file: Path
    day: date
    documents: int
    seal: str
    pictures: int = 0
    missing: int = 0


def restore(source: Path, folder: Path, *, today: date, monthly: Monthly = Monthly(), progress: Progress = unheard) -> Brought:
    """Put books in a folder, from a daily backup, with its phones and PINs, or from a monthly file, which has none.

    Trouble: `exists`, `is-folder`, `no-backup`, `not-a-backup`, `backup-damaged` (what is wrong where), `other-key`, `not-signed`
    (a key was typed for a daily backup), `newer-books`, `read-only`, `disk-full`, `busy`. Whatever ends it, nothing is left.
    """
    place = place_of(folder)
    if has_books(folder):
        raise Trouble("exists", **place.facts)
    with _held(folder):
        restored, verdict = _made(source, folder / SCRATCH, today, progress, monthly)
        if place.there():
            raise Trouble("exists", **place.facts)
        with _pictures_in(folder):
            if place.shared:
                _onto_server(folder / SCRATCH / FILE, folder)
            else:
                (folder / SCRATCH / FILE).replace(folder / FILE)
                flush_folder(folder)
        if verdict is not None and monthly.reader is not None:
            _pin(verdict, KnownKeys(monthly.reader))
        return restored


def _pin(verdict: Verdict, known: KnownKeys) -> None:
    """Once the books are in place, and no sooner: a key taken on trust is told with them. Where it cannot be pinned, it is told
    the next time too."""
    try:
        pin_key(verdict, known)
    except Trouble as trouble:
        LOG.warning("pin: %s %s", trouble.code, trouble.facts)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """A folder, made if need be and held against other programs. Where the work in it fails, what was made for it is gone."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    lock, ours = None, False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = not (folder / LOCK).exists()
        lock = Lock(folder)
        yield
    except BaseException as e:
        shutil.rmtree(folder / SCRATCH, ignore_errors=True)
        if lock is not None:
            lock.release(gone=ours)
        with suppress(OSError):  # what others put there meanwhile stays
            for one in made:
                one.rmdir()
        if isinstance(e, OSError):
            raise trouble_of_place(e, folder) from e
        if isinstance(e, Trouble) and "place" not in e.facts:
            raise _of_the_place(e, folder, "place") from e
        raise
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    lock.release()


@contextmanager
def _pictures_in(folder: Path) -> Iterator[None]:
    """The scratch folder's pictures in their place, before the books that name them; gone again where those do not follow."""
    place, put = folder / PHOTOS, []
    try:
        for photo in sorted((folder / SCRATCH / PHOTOS).glob("*")):
            place.mkdir(exist_ok=True)
            if not (place / photo.name).exists():
                photo.replace(place / photo.name)
                put.append(place / photo.name)
        yield
    except BaseException:
        with suppress(OSError):
            for photo in put:
                photo.unlink()
            place.rmdir()
        raise


def _onto_server(file: Path, folder: Path) -> None:
    """Carry checked books to the folder's server, and hold them against themselves before they take their place there."""
    with new_books(folder) as books, reading(file) as source:
        with books.transaction() as target:
            carry(source, target, unheard)
        if verify_books(books.reader):
            raise Trouble("damaged", why="server")


def try_restore(reader: Connection, folder: Path, place: Path, *, today: date, progress: Progress = unheard) -> Tried:
    """Restore the newest backup of a place into a scratch folder beside the open books, hold it against them, and drop it.

    The pictures beside it are read back where they lie. Trouble: `no-backup`, `backup-gone`, `backup-other-books` (it is not what
    the books were then), `backup-pictures` (`why` `missing`: some lie beside the books alone), and as `restore`.
    """
    day, file = _newest(place, reader, folder)
    try:
        restored, _verdict = _made(file, folder / TRIAL, today, part_of(progress, 0, WHOLE * 3 // 4), trial=True)
        named = _named(folder / TRIAL / FILE)
    except (OSError, Trouble) as e:
        trouble = _of_the_place(e, folder, "trial")
        if trouble.code in {"not-a-backup", "backup-damaged"}:
            trouble = Trouble("backup-damaged", **{"where": file.name, **trouble.facts, "why": "trial"})
        raise trouble from e
    finally:
        shutil.rmtree(folder / TRIAL, ignore_errors=True)
    if seal_at(reader, restored.documents) != restored.seal:
        raise Trouble("backup-other-books", file=file.name)
    found = _pictures_beside(file.parent, folder, named, part_of(progress, WHOLE * 3 // 4, WHOLE))
    told = {"pictures": found.whole, "missing": found.missing}
    return Tried(file=file, day=day, documents=restored.documents, seal=restored.seal, **told)


def _pictures_beside(place: Path, folder: Path, named: frozenset[str], progress: Progress) -> Pictures:
    """The pictures of a place read back. Trouble where any is spoilt there, or is missing and lies beside the books."""
    found = check_pictures(place, named, progress)
    if found.spoilt:
        raise Trouble("backup-pictures", place=str(place), count=found.spoilt)
    there, ours = ({Path(name).stem for name in pictures_in(one)} for one in (place, folder))
    if left_out := (named & ours) - there:
        raise Trouble("backup-pictures", why="missing", place=str(place), count=len(left_out))
    return found


def _named(file: Path) -> frozenset[str]:
    """By their hash, the pictures that books name."""
    with reading(file) as books:
        return frozenset(fund.scans(books, date.min, date.max))


def _newest(place: Path, reader: Connection, folder: Path) -> tuple[date, Path]:
    """The newest of our backups in a place. Trouble: `no-backup`, `backup-gone`, … with `why` `trial`."""
    try:
        there = find(place, reader)
    except Trouble as trouble:
        if trouble.code != GONE or place != folder / BACKUPS:
            why = "no-folder" if place.exists() and not place.is_dir() else "trial"
            raise Trouble(trouble.code, **{**trouble.facts, "why": why}) from trouble
        there = None  # beside the books, the first backup makes it
    if there is None:
        raise Trouble("no-backup", place=str(place), why="trial")
    return backups_in(there)[-1]


def _of_the_place(error: OSError | Trouble, place: Path, why: str) -> Trouble:
    """What ended the making of books, told of the place where they were made, if it was the place's fault."""
    trouble = trouble_of_place(error, place) if isinstance(error, OSError) else error
    if trouble.code in {"disk-full", "read-only"} and trouble.facts.get("why") != "server":
        return Trouble(trouble.code, **{"place": str(place), **trouble.facts, "why": why})
    return trouble


def _made(
    source: Path, scratch: Path, today: date, progress: Progress, monthly: Monthly = Monthly(), *, trial: bool = False
) -> tuple[Brought, Verdict | None]:
    """Checked books of the newest version in a scratch folder, with their pictures but for a trial. Raises OSError, Trouble."""
    beginning = next(_read(source), b"")
    if not beginning:
        raise Trouble("backup-damaged", file=source.name, where=source.name, why="empty")
    make = next((make for known, make in KINDS.items() if beginning.startswith(known)), None)
    if make is None:
        raise Trouble("not-a-backup", file=source.name)
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        verdict = make(source, scratch / FILE, part_of(progress, 0, WHOLE // 5), monthly)
        check(scratch / FILE, part_of(progress, WHOLE // 5, WHOLE * 4 // 5))
    except Trouble as trouble:
        raise _of_the_source(trouble, source) from trouble
    flush(scratch / FILE)
    if verdict is None and not trial:
        bring_pictures(_beside(source), scratch, part_of(progress, WHOLE * 4 // 5, WHOLE))
    told = asdict(read_out(scratch / FILE, today))
    came = pictures_in(scratch)
    missing = len(_named(scratch / FILE) - {file.stem for file in came.values()})
    signed_by, pinned, newly = (verdict.fingerprint, verdict.pinned, verdict.newly) if verdict else ("", "", False)
    return Brought(**told, signed_by=signed_by, pinned=pinned, newly=newly, pictures=len(came), missing=missing), verdict


def _beside(source: Path) -> tuple[Path, ...]:
    """Where the pictures of a daily backup lie: beside it, and where it lies beside its books, beside those."""
    home = (source.parent.parent,) if source.parent.name == BACKUPS else ()
    return (*home, source.parent)


def _of_the_source(trouble: Trouble, source: Path) -> Trouble:
    """Said of the file that a person named, not of the scratch copy."""
    return Trouble(trouble.code, **{**trouble.facts, "file": source.name}) if "file" in trouble.facts else trouble


def _read(source: Path) -> Iterator[bytes]:
    """A file's bytes, some at a time. Trouble: `is-folder`, `no-backup`, `no-file`."""
    try:
        if source.is_dir():
            raise is_folder(source)
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError as e:
        raise Trouble("no-backup", place=str(source)) from e
    except OSError as e:
        raise Trouble("no-file", file=str(source), said=str(e)) from e


def is_folder(place: Path) -> Trouble:
    """A folder was named instead of a file: `is-folder`, with the newest backup in it where there is one."""
    try:
        mine = [place, *sorted(one for one in place.iterdir() if one.is_dir())]
        found = max((day, file) for there in mine for day, file in backups_in(there))
    except (OSError, ValueError):
        return Trouble("is-folder", place=str(place))
    return Trouble("is-folder", why="with-backups", place=str(place), file=str(found[1]))


def _from_daily(source: Path, to: Path, progress: Progress, monthly: Monthly) -> None:
    """From a daily backup, or the books of a PC that stands still with the log beside them. Trouble: `not-signed`."""
    if monthly.key:
        raise Trouble("not-signed", file=source.name)
    size = source.stat().st_size
    with to.open("xb") as copy:
        for chunk in _read(source):
            copy.write(chunk)
            progress(copy.tell(), size)
    log = source.with_name(f"{source.name}-wal")
    if log.is_file():
        to.with_name(f"{to.name}-wal").write_bytes(b"".join(_read(log)))
    bring_up(to)
    index_missing(to)


def _from_monthly(source: Path, to: Path, progress: Progress, monthly: Monthly) -> Verdict:
    """From a monthly file whose every byte is as it was signed; a village's files of one month need not be on one PC."""
    known = KnownKeys(monthly.reader or to.parent)
    verdict = read_monthly(source, to, known, monthly.passphrase, key=monthly.key, progress=progress)
    bring_up(to)
    index_missing(to)
    return verdict


KINDS: dict[bytes, Callable[[Path, Path, Progress, Monthly], Verdict | None]] = {
    b"SQLite format 3\0": _from_daily,
    b"PK\x03\x04": _from_monthly,
    envelope.MAGIC: _from_monthly,
}
"""What a file begins with, and how books are made of it."""
