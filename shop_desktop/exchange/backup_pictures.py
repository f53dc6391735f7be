"""The pictures of papers in a place for backups: each is copied once under its own hash, comes back with the books, and stays.

The journal only grows, so a picture that any document names is named for ever: thinning takes away days, never pictures.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.exchange.pictures import FOLDER
from shop_desktop.store.copying import Progress, being_written, flush, place_trouble

_NAMED = re.compile(r"([0-9a-f]{64})\.(?:jpg|jpeg|png)")


@dataclass(frozen=True)
class Pictures:
    """How many pictures are whole in a place, and how many are not what their name says, or cannot be read."""

    whole: int = 0
    spoilt: int = 0


def pictures_in(folder: Path) -> dict[str, Path]:
    """The pictures of a folder of books or backups, by name."""
    try:
        return {file.name: file for file in sorted((folder / FOLDER).iterdir()) if _NAMED.fullmatch(file.name)}
    except OSError:
        return {}


def back_up_pictures(source: Path, place: Path, progress: Progress, *, linked: bool = False) -> Pictures:
    """Copy the pictures that a place has not yet; `linked`: on the same disk, where the same bytes need not lie there twice.

    Trouble of the place, with `why` `pictures`: the books are backed up by then.
    """
    there, ours = pictures_in(place), pictures_in(source)
    whole = spoilt = 0
    try:
        if ours:
            (place / FOLDER).mkdir(exist_ok=True)
        for name, file in ours.items():
            if name in there and _size(there[name]) == _size(file):
                whole += 1
            elif (content := _whole(file)) is None:
                spoilt += 1
            else:
                _put(file, place / FOLDER / name, content, linked=linked)
                whole += 1
            progress(whole + spoilt, len(ours))
    except (OSError, Trouble) as e:
        trouble = place_trouble(place, e)
        raise Trouble(trouble.code, **{**trouble.facts, "why": "pictures"}) from e
    return Pictures(len(there.keys() | ours.keys()) - spoilt, spoilt)


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


def check_pictures(place: Path, progress: Progress) -> Pictures:
    """Read every picture of a place back."""
    found = pictures_in(place)
    whole = 0
    for done, file in enumerate(found.values(), 1):
        whole += _whole(file) is not None
        progress(done, len(found))
    return Pictures(whole, len(found) - whole)


def _put(file: Path, target: Path, content: bytes, *, linked: bool) -> None:
    with being_written(target) as part:
        try:
            if not linked:
                raise OSError
            os.link(file, part)
        except OSError:
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
