"""Where files lie: what ships with the program, and the shop's own folder. Knows no file format."""

import logging
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


LOG = "qingcheng.log"
"""Beside the books: what went wrong that should not, for the person who gets the phone call."""


def log_in(folder: Path) -> logging.Handler:
    """What writes the log of a folder, from its first line on; older ones are kept for a while."""
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(folder / LOG, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
