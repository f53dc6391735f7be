"""What belongs to this PC and not to the shop's books: `settings.json` in the data folder."""

import json
import os
import re
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

FILE = "settings.json"
_ID = re.compile(r'"pc"\s*:\s*"([0-9a-f]{12})"')


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`port` is what pyserial opens; `printer` an address of printing.printers; `paper` 80 or 58 (mm); `text_percent` 90–130.

    `line` is `9600 8N1`, "" for the protocol's likeliest; `adapter` the id of what the scale is plugged into, by which it is
    found under another port's name, `adapter_name` its maker's name for a person. `compared`: the `day` when two `weights`
    were the same on screen and scale, and who said so (`by`).
    `page_printer` is the system's printer that pages of A4 go to, "" for the system's own choice.
    `backup_folder` is the second place; `backup_at` and `backup_away_at` tell when the last backup was made beside the books
    and there (ISO), `backup_documents` how much was in the first, `backup_lost` how many pictures it missed that lie nowhere.
    """

    pc: str = ""
    language: str = "zh_CN"
    port: str = ""
    protocol: str = ""
    protocol_settings: dict[str, str] = field(default_factory=dict)
    line: str = ""
    adapter: str = ""
    adapter_name: str = ""
    compared: dict[str, str] = field(default_factory=dict)
    printer: str = ""
    paper: int = 80
    page_printer: str = ""
    sound: bool = True
    customer_screen: bool = True
    text_percent: int = 100
    practice: bool = False
    backup_folder: str = ""
    backup_reminder_days: int = 3
    backup_at: str = ""
    backup_documents: int = 0
    backup_lost: int = 0
    backup_away_at: str = ""


def load_settings(folder: Path) -> Settings:
    """This PC's settings; what is missing has its default, and the PC gets its id.

    A file that hands have broken is kept as `settings.json.bad`, and the id in it goes on: drafts belong to it. Raises OSError.
    """
    told = _told(folder / FILE)
    known = {f.name: f for f in fields(Settings)}
    defaults = asdict(Settings())
    fitting: dict[str, Any] = {
        name: value
        for name, value in (told.items() if isinstance(told, dict) else ())
        if name in known and type(value) is type(defaults[name])
    }
    settings = Settings(**fitting)
    if not settings.pc:
        settings = replace(settings, pc=os.urandom(6).hex())
        save_settings(folder, settings)
    return settings


def _told(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if isinstance(told, dict):
        return told
    file.replace(file.with_suffix(".json.bad"))
    found = _ID.search(text)
    return {"pc": found[1]} if found else {}


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings whole, or leave the old ones. Raises OSError."""
    part = folder / f"{FILE}.part"
    part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / FILE)
