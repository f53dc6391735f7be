"""Recordings of what a scale sent, as the window keeps them: where they go, what they are called, how one is opened."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote

from scale_driver.recording import SCHEME, read, save


def keep(folder: Path, pieces: Iterable[tuple[float, bytes]], *, port: str, line: str, day: date) -> Path:
    """Write a new file into the folder, numbered within its day; answers it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (file := folder / f"scale-{day}-{number}.txt").exists():
        number += 1
    save(file, pieces, port=port, line=line, day=day)
    return file


def url_of(file: Path) -> str:
    """What opens this recording as a port.

    >>> url_of(Path("/media/my stick/scale.txt"))
    'replay:///media/my%20stick/scale.txt'
    """
    return f"{SCHEME}{quote(file.as_posix())}"


def is_recording(url: str) -> bool:
    return url.startswith(SCHEME)


def recorded_line(url: str) -> str:
    """The line at which a recording was heard; "" for what is none."""
    try:
        return read(Path(unquote(url.removeprefix(SCHEME)))).line if is_recording(url) else ""
    except (OSError, ValueError):
        return ""
