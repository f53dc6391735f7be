"""A shop that comes back onto a new PC by the window: the files it could come from, and its place in books that are new.

What it is made of, and whether that is whole, `restore` says.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.backup import backups_in, owner_of
from shop_desktop.exchange.pictures import FOLDER as PHOTOS
from shop_desktop.store.backup import reading
from shop_desktop.store.books import FILE
from shop_desktop.store.copying import flush_folder
from shop_desktop.store.queries.shop import head_of
from shop_desktop.store.sqlite import Lock
from shop_desktop.store.trouble import trouble_of_place

BROUGHT = "brought"
"""The folder beside new books where those that come back are made."""
DAYS = 3
"""So many of a folder's daily backups are offered, the newest."""
_MONTHLY = re.compile(r"(.+)-(\d{4}-\d{2})\.(zip|locked)")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file that a shop could come back from; `since`: the day or month that it holds."""

    file: Path
    village: str
    since: str
    monthly: bool

    @property
    def locked(self) -> bool:
        return self.file.suffix == ".locked"


def sources(places: Iterable[Path]) -> tuple[Source, ...]:
    """What lies in these places and in the folders there, by village, the newest first. What cannot be read is left out."""
    found = {one.file: one for place in places for folder in _folders(place) for one in _in(folder)}
    newest = sorted(found.values(), key=lambda one: (one.since, one.file.name), reverse=True)
    return tuple(sorted(newest, key=lambda one: (one.village, one.monthly)))


def _folders(place: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield place
        yield from sorted(one for one in place.iterdir() if one.is_dir())


def _in(folder: Path) -> Iterator[Source]:
    with suppress(OSError):
        found = backups_in(folder)[-DAYS:]
        owner = owner_of(folder) if found else None
        for day, file in found:
            yield Source(file=file, village=owner.village if owner else "", since=day.isoformat(), monthly=False)
        for file in sorted(folder.iterdir()):
            if named := _MONTHLY.fullmatch(file.name):
                yield Source(file=file, village=named[1], since=named[2], monthly=True)


def are_new(folder: Path) -> bool:
    """Whether the books of a folder hold nothing but their first user."""
    with reading(folder / FILE) as connection:
        return head_of(connection)[0] == 1


def take_over(folder: Path) -> None:
    """Put the books that came back in the place of new ones, which are closed. Trouble: `exists` where those are not new."""
    brought = folder / BROUGHT
    lock = Lock(folder)
    try:
        if not are_new(folder):
            raise Trouble("exists", folder=str(folder))
        for photo in sorted((brought / PHOTOS).glob("*")):
            (folder / PHOTOS).mkdir(exist_ok=True)
            photo.replace(folder / PHOTOS / photo.name)
        for log in ("-wal", "-shm"):
            (folder / f"{FILE}{log}").unlink(missing_ok=True)
        (brought / FILE).replace(folder / FILE)
        flush_folder(folder)
    except OSError as e:
        raise trouble_of_place(e, folder) from e
    finally:
        lock.release()
    sweep(folder)


def sweep(folder: Path) -> None:
    """Take away what was brought and did not take its place."""
    shutil.rmtree(folder / BROUGHT, ignore_errors=True)
