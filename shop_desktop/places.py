"""Where files lie: what ships with the program, and the shop's own folder. Knows no file format."""

import sys
from pathlib import Path

from platformdirs import user_data_path


def resources() -> Path:
    """The folder `resources/`, from a checkout or from the installed program."""
    bundled: str | None = getattr(sys, "_MEIPASS", None)
    return (Path(bundled) if bundled else Path(__file__).resolve().parents[1]) / "resources"


def default_data() -> Path:
    """The platform's folder for this user's data; the books lie there unless `--data` says otherwise."""
    return user_data_path("qingcheng", appauthor=False)
