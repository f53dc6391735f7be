"""`python resources/installer/icon.py`: draw resources/icons/qingcheng.ico from the seal, anew after seal.svg has changed."""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def drawn(svg: Path) -> bytes:
    """An .ico with the drawing in every size Windows asks for, each a PNG."""
    pictures = [_png(QSvgRenderer(str(svg)), size) for size in SIZES]
    said, at = struct.pack("<HHH", 0, 1, len(SIZES)), 6 + 16 * len(SIZES)
    for size, picture in zip(SIZES, pictures, strict=True):
        said += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return said + b"".join(pictures)


def _png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    said = QByteArray()
    buffer = QBuffer(said)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, Qt for a word
    return bytes(said.data())


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    (ICONS / "qingcheng.ico").write_bytes(drawn(ICONS / "seal.svg"))
