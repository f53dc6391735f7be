"""The fingerprint of what reads the scale: SHA-256 over its files, to hold beside the one that was released.

The installer writes the released one into `resources/`; a bare checkout has none.
"""

import hashlib
from pathlib import Path

from shop_desktop.places import resources

RELEASED = "scale-driver.sha256"


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of the Python files in a folder, in order; "" where there are none."""
    files = sorted(folder.rglob("*.py"))
    said = hashlib.sha256()
    for file in files:
        said.update(file.relative_to(folder).as_posix().encode() + b"\n" + file.read_bytes())
    return said.hexdigest() if files else ""


def released() -> str:
    """The fingerprint that was released with this program; "" where nothing was."""
    file = resources() / RELEASED
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""
