"""Windows without a screen, our own type, Chinese unless a test says otherwise; golden pictures compared dot by dot."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from shop_desktop.gui import theme
from shop_desktop.text import use

GOLDEN = Path(__file__).parent / "golden"
Compare = Callable[[QWidget, str], None]


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> Iterator[None]:
    theme.load_fonts()
    use("zh_CN")
    yield
    use("zh_CN")


SHADE = 48
"""Qt draws the edges of giant figures a shade lighter or darker as its glyph cache has it (34 of 255 seen); a moved or other
glyph differs by 200."""


def _same(one: QImage, other: QImage) -> bool:
    if one.size() != other.size():
        return False
    pictures = [Image.fromqimage(image.convertToFormat(QImage.Format.Format_RGB32)).convert("RGB") for image in (one, other)]
    return max(most for _least, most in ImageChops.difference(*pictures).getextrema()) <= SHADE


@pytest.fixture
def golden(tmp_path: Path) -> Compare:
    """Compare with tests/gui/golden/<name>.png; `GOLDEN=write` makes the pictures anew, to be looked at before a commit."""

    def compare(widget: QWidget, name: str) -> None:
        seen = widget.grab().toImage()
        kept = GOLDEN / f"{name}.png"
        if os.environ.get("GOLDEN") == "write":
            GOLDEN.mkdir(exist_ok=True)
            seen.save(str(kept))
        if not _same(seen, QImage(str(kept))):
            seen.save(str(tmp_path / f"{name}.png"))
            pytest.fail(f"{name} looks different; what was seen: {tmp_path / name}.png")

    return compare
