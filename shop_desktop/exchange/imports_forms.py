"""Blank lists that a village can fill in, as `resources/forms/` holds them."""

import shutil
from pathlib import Path

from shop_desktop.domain.refused import Trouble
from shop_desktop.places import resources

MOST = 100


def keep_form(kind: str, folder: Path) -> Path:
    """A copy of a kind's blank list in a folder, beside others of its name. Trouble: `read-only`, where it cannot be written."""
    form = resources() / "forms" / f"{kind}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = (f"{form.stem}{number}.xlsx" for number in ("", *(f"-{more}" for more in range(2, MOST))))
        free = next(folder / name for name in names if not (folder / name).exists())
        shutil.copyfile(form, free)
    except (OSError, StopIteration) as e:
        raise Trouble("form-unwritten", folder=str(folder)) from e
    return free
