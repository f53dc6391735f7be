"""The line icons and the seal, from `resources/icons/*.svg`: 24 grid, 2 px round strokes, one colour. Decides no colour."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from shop_desktop.places import resources


@cache
def _renderer(name: str, colour: str, weight: float) -> QSvgRenderer:
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{weight}"')
    return QSvgRenderer(QByteArray(source.encode()))


@cache
def exists(name: str) -> bool:
    return bool(name) and (resources() / "icons" / f"{name}.svg").is_file()


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: str, weight: float = 2) -> None:
    """Draw the icon into the box; a name without a file (a material of the shop's own) gets the plain box."""
    _renderer(name if exists(name) else "box", colour, weight).render(painter, box)
