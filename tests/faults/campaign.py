"""What a fault's row says, and the shop that every fault happens to.

`lost` counts acknowledged postings that are gone; `wrong` everything else that should not be: half a posting, books that do
not open or verify, no plain sentence, no way on.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from shop_desktop import text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.store.books import FILE
from tests.shop import VILLAGE, found_books


@dataclass
class Row:
    """A fault, how often it was tried, what it did, and what a person was told."""

    fault: str
    tried: int = 0
    lost: int = 0
    wrong: int = 0
    messages: set[str] = field(default_factory=set)
    not_tried: str = ""

    def told(self, ended: Refused | Trouble) -> None:
        self.messages.add(text.sentence(ended))

    def expect(self, holds: bool) -> None:
        self.wrong += not holds

    def __str__(self) -> str:
        if self.not_tried:
            return f"{self.fault:44} not tried: {self.not_tried}"
        said = " / ".join(sorted(self.messages)) or "–"
        return f"{self.fault:44} {self.tried:7} {self.lost:5} {self.wrong:6}  {said}"


Fault = Callable[[Path, bool], Row]
"""A fault happens in a folder of its own, at full or at quick size."""

HEAD = f"{'fault':44} {'tried':>7} {'lost':>5} {'wrong':>6}  message"


class Villages:
    """Copies of one small village, each in a new folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = folder / "made"
        if not self._made.exists():
            found_books(self._made, VILLAGE)

    def new(self, where: Path | None = None) -> Path:
        folder = Path(tempfile.mkdtemp(dir=where or self._folder))
        shutil.copy(self._made / FILE, folder / FILE)
        return folder
