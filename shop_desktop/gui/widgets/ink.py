"""One pen for all painted widgets, in design units: text on a baseline, boxes with a key's edge, rules, key caps, icons.

Edges are snapped to device pixels. Knows no view and no state; holds a QPainter for the length of one paint.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from shop_desktop.gui import theme
from shop_desktop.gui.theme import colour, font, text_width
from shop_desktop.gui.widgets.icons import draw_icon

NARROWEST = 0.82
CLOSING = " \uff0c\u3002\uff1b\uff1a\u3001\uff01\uff1f\uff09\u201d\u00b7"
"""What never begins a line: a space and the closing punctuation of Chinese."""


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Cap(StrEnum):
    """Where a key cap lies."""

    PAPER = "paper"
    NIGHT = "night"
    CHOSEN = "chosen"
    LIT = "lit"


@dataclass(frozen=True)
class Style:
    """How a run of text is set."""

    px: float
    colour: str
    bold: bool = False


_CAPS = {
    Cap.PAPER: (theme.CARD, theme.LINE2, theme.INK),
    Cap.NIGHT: (theme.NIGHT3, theme.NIGHT_EDGE, theme.WHITE),
    Cap.CHOSEN: (theme.CARD, theme.QING2, theme.QING2),
    Cap.LIT: (theme.QING, theme.QING2, "#FFFFFF"),
}


class Ink:
    """A QPainter that speaks design units. `scale` is pixels a unit."""

    def __init__(self, painter: QPainter, scale: float) -> None:
        self.painter = painter
        self.scale = scale
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)

    def snap(self, value: float) -> float:
        return round(value * self.scale) / self.scale

    def snapped(self, box: QRectF) -> QRectF:
        left, top = self.snap(box.left()), self.snap(box.top())
        return QRectF(left, top, self.snap(box.right()) - left, self.snap(box.bottom()) - top)

    # text

    def text(self, x: float, y: float, words: str, style: Style, side: Side = Side.LEFT, room: float = 0) -> float:
        """Draw on the baseline y; returns the width. With `room`, too long words shrink to 15, narrow, then end in "…"."""
        if not words:
            return 0.0
        room = max(room, 1.0) if room else 0.0
        px, words = self._fitted(words, style, room) if room else (style.px, words)
        full = text_width(words, px, style.bold)
        width = min(full, room) if room else full
        left = x - (width if side is Side.RIGHT else width / 2 if side is Side.CENTRE else 0)
        self.painter.setFont(font(px, style.bold))
        self.painter.setPen(colour(style.colour))
        if width < full - 0.5:
            self._narrow(left, y, words, width / full)
        else:
            self.painter.drawText(QPointF(left, self.snap(y)), words)
        return width

    def _narrow(self, left: float, y: float, words: str, by: float) -> None:
        self.painter.save()
        self.painter.translate(left, self.snap(y))
        self.painter.scale(by, 1)
        self.painter.drawText(QPointF(0, 0), words)
        self.painter.restore()

    @staticmethod
    def _fitted(words: str, style: Style, room: float) -> tuple[float, str]:
        px = style.px
        while px > theme.SMALLEST and text_width(words, px, style.bold) > room:
            px -= 1
        if text_width(words, px, style.bold) * NARROWEST <= room:
            return px, words
        return px, theme.metrics(px, style.bold).elidedText(words, Qt.TextElideMode.ElideRight, room / NARROWEST)

    def wrapped(self, words: str, style: Style, room: float) -> list[str]:
        """The words in lines no wider than room; breaks at "\\n" and spaces, and between Chinese characters."""
        lines: list[str] = []
        for part in words.split("\n"):
            line = ""
            for piece in _pieces(part):
                if line and text_width(line + piece.rstrip(), style.px, style.bold) > room:
                    lines.append(line.rstrip())
                    line = ""
                line += piece
            lines.append(line.rstrip())
        return lines

    # shapes

    def fill(self, box: QRectF, token: str) -> None:
        self.painter.fillRect(self.snapped(box), colour(token))

    def rule(self, left: float, right: float, y: float, token: str, thick: float = 1) -> None:
        """A horizontal rule whose top edge is at y; at least one device pixel."""
        top = self.snap(y)
        height = max(round(thick * self.scale), 1) / self.scale
        self.painter.fillRect(QRectF(self.snap(left), top, self.snap(right) - self.snap(left), height), colour(token))

    def dashes(self, left: float, right: float, y: float, token: str = theme.LINE2) -> None:
        """A dashed hairline, 3 on and 2 off."""
        x = left
        while x < right:
            self.painter.fillRect(QRectF(x, self.snap(y), min(3.0, right - x), 1), colour(token))
            x += 4.96

    def path(self, path: QPainterPath, token: str) -> None:
        self.painter.fillPath(path, colour(token))

    def stroke(self, path: QPainterPath, token: str, thick: float) -> None:
        self.painter.strokePath(path, rounded_pen(token, thick))

    def round(self, box: QRectF, radius: float, token: str) -> None:
        path = QPainterPath()
        path.addRoundedRect(self.snapped(box), radius, radius)
        self.painter.fillPath(path, colour(token))

    def box(self, box: QRectF, radius: float, face: str, edge: str, thick: float = 1, bottom: float = 0) -> QRectF:
        """A surface with an edge, `bottom` thick below; returns the face."""
        outer = self.snapped(box)
        inner = self.snapped(outer.adjusted(thick, thick, -thick, -(bottom or thick)))
        self.round(outer, radius, edge)
        self.round(inner, max(0.0, radius - thick), face)
        return inner

    def circle(self, x: float, y: float, radius: float, token: str) -> None:
        path = QPainterPath()
        path.addEllipse(QPointF(x, y), radius, radius)
        self.painter.fillPath(path, colour(token))

    def ring(self, x: float, y: float, radius: float, token: str, thick: float) -> None:
        path = QPainterPath()
        path.addEllipse(QPointF(x, y), radius, radius)
        self.painter.strokePath(path, rounded_pen(token, thick))

    def icon(self, name: str, x: float, y: float, size: float, token: str, weight: float = 2) -> None:
        """The icon with its left top at x, y."""
        draw_icon(self.painter, name, QRectF(x, y, size, size), token, weight)

    # keys

    def cap(self, x: float, y: float, name: str, kind: Cap = Cap.PAPER, side: Side = Side.LEFT) -> float:
        """A key cap 28 high with its top at y; returns its width."""
        width = cap_width(name)
        left = x - (width if side is Side.RIGHT else width / 2 if side is Side.CENTRE else 0)
        return self.cap_in(QRectF(left, y, width, 28), name, 15, kind)

    def cap_in(self, box: QRectF, name: str, px: float, kind: Cap = Cap.PAPER, bottom: float = 3) -> float:
        face, edge, words = _CAPS[kind]
        inner = self.box(box, 6, face, edge, bottom=bottom)
        self.text(box.center().x(), inner.center().y() + px * 0.36, name, Style(px, words, bold=True), Side.CENTRE)
        return box.width()


def cap_width(name: str) -> float:
    return max(28.0, text_width(name, 15, bold=True) + 16)


def rounded_pen(token: str, thick: float) -> QPen:
    return QPen(colour(token), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _pieces(words: str) -> Sequence[str]:
    """Where a line may break: after a space, and around a Chinese character (but not before its punctuation)."""
    pieces: list[str] = []
    for letter in words:
        glued = letter in CLOSING
        alone = ord(letter) > 0x2E80 and not glued
        if not pieces or alone or (not glued and (pieces[-1][-1] == " " or ord(pieces[-1][-1]) > 0x2E80)):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
