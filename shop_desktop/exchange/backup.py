"""The shop's daily backups in a place: a file a day, whose they are, which of them stay.

A place is a folder: `backups/` beside the books, a stick, another disk. Another shop's backups there are never touched.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from shop_desktop.domain.backups import kept
from shop_desktop.domain.calendar import business_date, clock_holds
from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup_pictures import back_up_pictures
from shop_desktop.store.backup import reading, seal_at, snapshot
from shop_desktop.store.books import Books
from shop_desktop.store.copying import WHOLE, Progress, being_written, copy_file, part_of, place_trouble, unheard
from shop_desktop.store.queries.fund import scans
from shop_desktop.store.queries.shop import head_of, last_recorded, village_of

FOLDER = "backups"
"""The first place, in the folder of the books."""
MARK = "qingcheng-backup.json"
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.sqlite")
STALE_S = 3600
"""What was being written for longer has nobody who writes it."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
BOOKS = WHOLE * 3 // 4
"""Thousandths of the work after which the books are done, and their pictures begin."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Whose backups lie in a folder; `first` is the hash of the books' first document."""

    village: str
    number: int
    first: str


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A backup that was made. `beside`: whose backups lay in the place already, so that ours went into a folder of our own;
    `pictures` lie beside it; `spoilt` ones are no more what they were, `missing` ones are named by the books and lie nowhere."""

    file: Path
    documents: int
    seal: str
    beside: str = ""
    pictures: int = 0
    spoilt: int = 0
    missing: int = 0


@dataclass(frozen=True, kw_only=True)
class Daily:
    """What came of a day's backup, beside the books and in the second place (None where there is none)."""

    own: Backup | Trouble
    away: Backup | Trouble | None

    @property
    def trouble(self) -> Trouble | None:
        return next((one for one in (self.own, self.away) if isinstance(one, Trouble)), None)


def back_up(books: Books, away: Path | None, *, now: datetime, progress: Progress = unheard) -> Daily:
    """Today's backup beside the books, and in a second place where one is given; the one does not wait for the other's luck."""
    middle = WHOLE if away is None else WHOLE * 3 // 4
    own: Backup | Trouble
    try:
        own = _made(books, books.folder / FOLDER, None, now, part_of(progress, 0, middle))
    except Trouble as trouble:
        own = Trouble(trouble.code, **{**trouble.facts, "why": "here"})
    if away is None:
        return Daily(own=own, away=None)
    if isinstance(own, Trouble) and own.code == "backup-unsound":
        return Daily(own=own, away=own)
    try:
        made = own if isinstance(own, Backup) else None
        return Daily(own=own, away=_made(books, away, made, now, part_of(progress, middle, WHOLE)))
    except Trouble as trouble:
        return Daily(own=own, away=trouble)


def _made(books: Books, place: Path, checked: Backup | None, now: datetime, progress: Progress) -> Backup:
    """Today's backup in a place, copied from one that is checked already where there is one."""
    if place == books.folder / FOLDER:
        _make(place)
    elif not place.is_dir():
        why = "no-folder" if place.exists() else "unmade" if place.parent.is_dir() else ""
        raise Trouble("backup-gone", place=str(place), why=why)
    there, beside = settle(place, books.reader)
    _sweep(there, now)
    target = _free_name(there, business_date(now), books.reader)
    if checked is None:
        found = snapshot(books, target, part_of(progress, 0, BOOKS))
        documents, seal = found.documents, found.seal
    else:
        copy_file(checked.file, target, part_of(progress, 0, BOOKS))
        documents, seal = checked.documents, checked.seal
    named = scans(books.reader, date.min, date.max)
    photos = back_up_pictures(books.folder, there, named, now, part_of(progress, BOOKS, WHOLE))
    told = {"pictures": photos.whole, "spoilt": photos.spoilt, "missing": photos.missing}
    made = Backup(file=target, documents=documents, seal=seal, beside=beside, **told)
    last = last_recorded(books.reader)
    if last and clock_holds(now, datetime.fromisoformat(last)):
        thin(there, business_date(now))
    return made


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as e:
        raise place_trouble(folder.parent, e) from e


# ---- whose a place is


def mark_of(reader: Connection) -> Mark:
    """Whose books these are."""
    village = village_of(reader)
    return Mark(village=village.name, number=village.number, first=seal_at(reader, 1))


def settle(place: Path, reader: Connection) -> tuple[Path, str]:
    """Where in a place our backups go, and whose lay there before: in the place itself, or beside another shop's in a folder of
    our own. The folder is marked as ours. Trouble of the place."""
    mine = mark_of(reader)
    own_name = _UNFIT.sub("", f"{mine.village or FOLDER}-{mine.number:03}").strip(" .")
    beside = ""
    try:
        for there in (place, place / own_name, place / f"{own_name}-{mine.first[:8]}"):
            there.mkdir(exist_ok=True)
            owner = owner_of(there)
            if owner is None or _same(there, owner, mine, reader):
                if owner != mine or not (there / MARK).is_file():
                    _write_mark(there, mine)
                return there, beside
            beside = beside or owner.village or "?"
    except OSError as e:
        raise place_trouble(place, e) from e
    raise Trouble("backup-other-shop", place=str(place), village=beside)


def _same(folder: Path, owner: Mark, mine: Mark, reader: Connection) -> bool:
    """Whether a folder's owner is this shop. One first document may have become two shops, where a PC was copied, and a village
    may get another name: then the newest backup tells."""
    if owner.first != mine.first:
        return False
    if (owner.village, owner.number) == (mine.village, mine.number):
        return True
    return all(is_part(file, reader) for _day, file in backups_in(folder)[-1:])


def find(place: Path, reader: Connection) -> Path | None:
    """The folder of a place in which our backups lie; None where there are none."""
    try:
        mine, candidates = mark_of(reader), [place, *sorted(one for one in place.iterdir() if one.is_dir())]
    except OSError as e:
        raise place_trouble(place, e) from e
    for there in candidates:
        owner = owner_of(there)
        if owner is not None and _same(there, owner, mine, reader) and backups_in(there):
            return there
    return None


def owner_of(folder: Path) -> Mark | None:
    """Whose backups lie in a folder: as its mark says, or the newest backup that can be read; None where there are none.

    Backups that nobody can read are somebody's: `first` is "?" then.
    """
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return Mark(village=str(told["village"]), number=int(told["number"]), first=str(told["first"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = backups_in(folder)
    for _day, file in reversed(found):
        try:
            with reading(file) as connection:
                return mark_of(connection)
        except Trouble:
            continue
    return Mark(village="", number=0, first="?") if found else None


def _write_mark(folder: Path, mine: Mark) -> None:
    with being_written(folder / MARK) as part:
        part.write_text(json.dumps(asdict(mine), ensure_ascii=False, indent=1), encoding="utf-8")


# ---- the files of a place


def backups_in(folder: Path) -> list[tuple[date, Path]]:
    """The daily backups of a folder, oldest first. What is called otherwise is none of ours."""
    found = []
    for file in folder.glob("*.sqlite"):
        if (named := DAY.fullmatch(file.name)) and (day := _day(named[1])):
            found.append((day, int(named[2] or 1), file))
    return [(day, file) for day, _times, file in sorted(found)]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _free_name(folder: Path, day: date, reader: Connection) -> Path:
    """Today's name; where a file of today holds documents that our books do not, as after a restore, the next one."""
    for times in range(1, 100):
        file = folder / (f"{day}.sqlite" if times == 1 else f"{day}-{times}.sqlite")
        if not file.exists() or is_part(file, reader):
            return file
    raise Trouble("backup-other-shop", place=str(folder), village="?")


def is_part(file: Path, reader: Connection) -> bool:
    """Whether all that a backup holds is in the books too. One that cannot be read holds nothing."""
    try:
        with reading(file) as connection:
            count, seal = head_of(connection)
    except Trouble:
        return True
    return seal_at(reader, count) == seal


def thin(folder: Path, today: date) -> None:
    """Take away the backups that need not be kept. What cannot be taken away stays."""
    found = backups_in(folder)
    stay = kept((day for day, _file in found), today)
    for day, file in found:
        if day not in stay:
            _remove(file)


def _sweep(folder: Path, now: datetime) -> None:
    """Take away what a power cut left half-written."""
    for file in folder.glob("*.part*"):
        try:
            if now.timestamp() - file.stat().st_mtime > STALE_S:
                _remove(file)
        except OSError:
            continue


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError:
        return
