"""Which sticks are plugged in: where a file can be handed over. Writes nothing."""

import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from shop_desktop.gui.backup_words import STICKS

REMOVABLE = 2
"""What Windows calls a drive that can be pulled out."""


def sticks(second_place: str = "") -> tuple[Path, ...]:
    """Folders of sticks that can be written to; the shop's second place first, where it is there."""
    own = (Path(second_place),) if second_place and Path(second_place).is_dir() else ()
    found = (Path(volume.rootPath()) for volume in QStorageInfo.mountedVolumes() if _is_stick(volume))
    return (*own, *(folder for folder in found if not any(one.is_relative_to(folder) for one in own)))


def _is_stick(volume: QStorageInfo) -> bool:
    if not volume.isValid() or not volume.isReady() or volume.isReadOnly():
        return False
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(volume.rootPath()) == REMOVABLE)
    return volume.rootPath().startswith(STICKS)
