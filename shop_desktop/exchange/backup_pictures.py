"""The pictures of papers in a place for backups: each is copied once under its own hash, comes back with the books, and stays.

The journal only grows, so a picture that any document names is named for ever: thinning takes away days, never pictures. They
lie twice on the PC's disk: what spoils the one in place, as a program that saves over it does, leaves the other whole.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.pictures import FOLDER
from shop_desktop.store.copying import Progress, being_written, flush, place_trouble

AGAIN = timedelta(days=7)
"""A picture that was read back is read anew after so long; when it was stands as its own time in the place."""
_NAMED = re.compile(r"([0-9a-f]{64})\.(?:jpg|jpeg|png)")


@dataclass(frozen=True)
class Pictures:
    """How many pictures are whole in a place, and how many are not what their name says, or cannot be read; `missing` ones are
    named by the books and lie nowhere."""

    whole: int = 0
    spoilt: int = 0
    missing: int = 0


def pictures_in(folder: Path) -> dict[str, Path]:
    """The pictures of a folder of books or backups, by name."""
    try:
        return {file.name: file for file in sorted((folder / FOLDER).iterdir()) if _NAMED.fullmatch(file.name)}
    except OSError:
        return {}


def back_up_pictures(source: Path, place: Path, named: Iterable[str], now: datetime, progress: Progress) -> Pictures:
    """Copy the pictures that a place has not yet, or no more as they were; `named`: by their hash, those that the books name.

    One that is spoilt or gone in the books' folder and whole in the place goes back there. Trouble of the place, with `why`
    `pictures`: the books are backed up by then.
    """
    there, ours, hashes = pictures_in(place), pictures_in(source), set(named)
    names = sorted(ours.keys() | {name for name in there if Path(name).stem in hashes})
    lost = set()
    try:
        if names:
            (place / FOLDER).mkdir(exist_ok=True)
        for done, name in enumerate(names, 1):
            if not _kept(source / FOLDER / name, place / FOLDER / name, now):
                lost.add(name)
            progress(done, len(names))
    except (OSError, Trouble) as e:
        trouble = place_trouble(place, e)
        raise Trouble(trouble.code, **{**trouble.facts, "why": "pictures"}) from e
    missing = hashes - {Path(name).stem for name in names}
    return Pictures(len(there.keys() | ours.keys()) - len(lost), len(lost), len(missing))


def _kept(ours: Path, theirs: Path, now: datetime) -> bool:
    """See to it that a picture is whole in a place, and in the books' folder. Whether it is now. Raises OSError, Trouble."""
    linked = _linked(ours, theirs)
    if not linked and 0 <= _size(ours) == _size(theirs) and _read_lately(theirs, now):
        return True
    here, there = _whole(ours), None if linked else _whole(theirs)
    content = there if here is None else here
    if content is None:
        return False
    if there is None:
        _put(theirs, content)
    with suppress(OSError):
        os.utime(theirs, (now.timestamp(), now.timestamp()))
    if here is None:
        ours.parent.mkdir(exist_ok=True)
        _put(ours, content)
    return True


def _linked(ours: Path, theirs: Path) -> bool:
    """Whether both are one file on the disk, as backups beside the books once were."""
    try:
        return ours.samefile(theirs)
    except OSError:
        return False


def _read_lately(theirs: Path, now: datetime) -> bool:
    return abs(now.timestamp() - theirs.stat().st_mtime) < AGAIN.total_seconds()


def bring_pictures(places: Iterable[Path], folder: Path, progress: Progress) -> Pictures:
    """Copy the pictures that lie in these places into a folder of books, each once and only where it is whole. Raises OSError."""
    found: dict[str, list[Path]] = {}
    for place in places:
        for name, file in pictures_in(place).items():
            found.setdefault(name, []).append(file)
    if found:
        (folder / FOLDER).mkdir(exist_ok=True)
    whole = 0
    for done, (name, files) in enumerate(found.items(), 1):
        content = next(filter(None, map(_whole, files)), None)
        if content is not None:
            (folder / FOLDER / name).write_bytes(content)
            flush(folder / FOLDER / name)
            whole += 1
        progress(done, len(found))
    return Pictures(whole, len(found) - whole)


def check_pictures(place: Path, named: Iterable[str], progress: Progress) -> Pictures:
    """Read every picture of a place back; `missing` are those of these hashes that do not lie there."""
    found = pictures_in(place)
    whole = 0
    for done, file in enumerate(found.values(), 1):
        whole += _whole(file) is not None
        progress(done, len(found))
    missing = set(named) - {file.stem for file in found.values()}
    return Pictures(whole, len(found) - whole, len(missing))


def _put(target: Path, content: bytes) -> None:
    with being_written(target) as part:
        part.write_bytes(content)
        flush(part)


def _whole(file: Path) -> bytes | None:
    """A picture's bytes where they make its name; None where they do not, or nobody can read them."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == file.stem else None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1
