"""A stick as a person tells it from another: what it is called, its drive's letter, and how much room is on it."""

from pathlib import Path, PureWindowsPath

from PySide6.QtCore import QStorageInfo

from shop_desktop.gui import backup_words
from shop_desktop.text import _

MB, GB = 1_000_000, 1_000_000_000


def stick_words(folder: Path) -> str:
    """Which stick a file goes to, and the room there; the folder's name alone where it is on no stick."""
    volume = QStorageInfo(str(folder))
    return words_of(str(folder), volume.name(), volume.bytesAvailable() if volume.isValid() else -1)


def words_of(folder: str, label: str, free: int) -> str:
    """The same of what is known of it; `free` in bytes, below zero where nobody knows.

    >>> words_of("E:/", "KINGSTON", 7_930_000_000)
    'U 盘 KINGSTON（E:），还空 7.9 GB'
    >>> words_of("/mnt/9C33", "", 900_000_000), words_of("C:/away", "", 900_000_000)
    ('U 盘，还空 900 MB', 'away')
    """
    name, drive = backup_words.place_name(folder), PureWindowsPath(folder).drive.upper()
    if name != _("the stick"):
        return name
    name = _("the stick {label}", label=label) if label else name
    name = _("{name} ({drive})", name=name, drive=drive) if drive else name
    return name if free < 0 else _("{name}, {room} free", name=name, room=room(free))


def room(free: int) -> str:
    """Bytes as a disk's maker counts them.

    >>> room(7_930_000_000), room(64_900_000), room(12)
    ('7.9 GB', '64 MB', '0 MB')
    """
    return f"{free // (GB // 10) / 10:.1f} GB" if free >= GB else f"{free // MB} MB"
