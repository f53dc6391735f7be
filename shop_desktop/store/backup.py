"""Snapshots of the books, taken while they are open. A snapshot counts only once it was opened and found whole."""

import sqlite3
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.store.books import FILE, trouble_of, trouble_of_disk


def snapshot(folder: Path, name: str) -> Path:
    """Copy the books to `backups/NAME.sqlite` beside them, open the copy and check it.

    Trouble: `disk-full`, `read-only`, `damaged`.
    """
    target = folder / "backups" / f"{name}.sqlite"
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        source, copy = sqlite3.connect(folder / FILE), sqlite3.connect(part)
        try:
            source.backup(copy)
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            source.close()
            copy.close()
    except (OSError, sqlite3.Error) as e:
        part.unlink(missing_ok=True)
        raise trouble_of_disk(e) if isinstance(e, OSError) else trouble_of(e) or Trouble("damaged") from e
    if found != "ok":
        part.unlink(missing_ok=True)
        raise Trouble("damaged")
    part.replace(target)
    return target
