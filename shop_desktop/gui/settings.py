"""What belongs to this PC and not to the shop's books: `settings.json` in the data folder."""

import json
import uuid
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

FILE = "settings.json"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`port` is what pyserial opens; `printer` an address of printing.printers; `paper` 80 or 58 (mm); `text_percent` 90–130."""

    pc: str = ""
    language: str = "zh_CN"
    port: str = ""
    protocol: str = ""
    protocol_settings: dict[str, str] = field(default_factory=dict)
    printer: str = ""
    paper: int = 80
    sound: bool = True
    customer_screen: bool = True
    text_percent: int = 100
    practice: bool = False


def load_settings(folder: Path) -> Settings:
    """This PC's settings; what is missing or unreadable has its default, and the PC gets its id."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    known = {f.name: f for f in fields(Settings)}
    defaults = asdict(Settings())
    fitting: dict[str, Any] = {
        name: value
        for name, value in (told.items() if isinstance(told, dict) else ())
        if name in known and type(value) is type(defaults[name])
    }
    settings = Settings(**fitting)
    if not settings.pc:
        settings = replace(settings, pc=uuid.uuid4().hex[:12])
        save_settings(folder, settings)
    return settings


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings whole, or leave the old ones. Raises OSError."""
    part = folder / f"{FILE}.part"
    part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / FILE)
