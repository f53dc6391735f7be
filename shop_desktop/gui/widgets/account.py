"""A month on a card: its figures one below the other, and the seal, not yet there or in vermilion. Computes nothing."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from shop_desktop.gui import theme
from shop_desktop.gui.theme import colour, text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted

PITCH, SEAL = 37.0, 84.0


@dataclass(frozen=True)
class Figure:
    """A word, its figure and unit; the `sum` rows stand below a dashed line."""

    word: str
    figure: str
    unit: str
    sum: bool = False


@dataclass(frozen=True, kw_only=True)
class FiguresView:
    """A card of figures with a title and a quiet word at its right."""

    title: str
    detail: str = ""
    rows: tuple[Figure, ...] = ()


class FiguresCard(Painted):
    """As high as its rows, where there is room; else they stand closer."""

    view = FiguresView(title="")

    def show_view(self, view: FiguresView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(", ".join(f"{row.word} {row.figure} {row.unit}" for row in view.rows))
            self.update()

    @property
    def wanted(self) -> float:
        """How high it would like to be."""
        return 67 + PITCH * len(self.view.rows)

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        right = self.area.width() - 19
        width = ink.text(right, 35, self.view.detail, Style(15, theme.INK2), Side.RIGHT, room=right * 0.5)
        ink.text(19, 36, self.view.title, Style(18, theme.INK, bold=True), room=right - width - 34)
        ink.rule(19, right, 46, theme.INK, 2)
        units = max((text_width(row.unit, 16) for row in self.view.rows), default=0.0)
        pitch = min(PITCH, (self.area.height() - 67) / max(1, len(self.view.rows)))
        y, summing = 77.0, False
        for row in self.view.rows:
            if row.sum and not summing:
                ink.dashes(19, right, y - 21)
                summing, y = True, y + 8
            style = Style(17, theme.INK) if row.sum else Style(16, theme.INK2)
            ink.text(right, y, row.unit, Style(16, theme.INK2), Side.RIGHT)
            figure = ink.text(right - max(34.0, units + 18), y, row.figure, Style(18, theme.INK, bold=True), Side.RIGHT)
            ink.text(19, y, row.word, style, room=right - max(34.0, units + 18) - figure - 30)
            y += pitch


@dataclass(frozen=True, kw_only=True)
class SealView:
    """`code` "7F3A 91C2" or "" while there is none; words beside it, the button below with what it waits for."""

    title: str
    lines: tuple[str, ...] = ()
    code: str = ""
    none: tuple[str, ...] = ()
    key: str = ""
    verb: str = ""
    waits: str = ""
    lit: bool = False


class SealCard(Painted):
    """The seal of a month, and the key that sets it."""

    view = SealView(title="")

    def show_view(self, view: SealView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(" ".join((view.title, view.code, view.waits)))
            self.update()

    def draw(self, ink: Ink) -> None:
        view = self.view
        ink.box(self.area, 12, theme.SUNK, theme.LINE)
        self._seal(ink, QRectF(19, 15, SEAL, SEAL))
        room = self.area.width() - 119 - 19
        ink.text(119, 40, view.title, Style(18, theme.INK, bold=True), room=room)
        y = 64.0
        for line in (piece for words in view.lines for piece in ink.wrapped(words, Style(16, theme.INK2), room)):
            if y < self.area.height() - (110 if view.key else 8):
                ink.text(119, y, line, Style(16, theme.INK2), room=room)
            y += 24
        if view.key:
            self._button(ink)
        elif view.waits:
            ink.text(self.area.width() / 2, self.area.height() - 20, view.waits, Style(16, theme.INK2), Side.CENTRE, room + 100)

    def _seal(self, ink: Ink, box: QRectF) -> None:
        if self.view.code:
            draw_seal(ink, box, self.view.code)
            return
        ink.round(box, 10, theme.CARD)
        edge = QPainterPath()
        edge.addRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 9, 9)
        pen = QPen(colour(theme.LINE2), 3, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2.6, 1.4])
        ink.painter.strokePath(edge, pen)
        for place, words in enumerate(self.view.none):
            y = box.center().y() - 5 + 22 * place + (0 if len(self.view.none) > 1 else 11)
            ink.text(box.center().x(), y, words, Style(15, theme.INK2), Side.CENTRE, room=box.width() - 12)

    def _button(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - 19
        box = QRectF(19, self.area.height() - 104, right - 19, 59)
        down = self.hot(box, view.key)
        face, edge, token = (theme.QING, theme.QING2, "#FFFFFF") if view.lit else (theme.CARD, theme.LINE2, theme.INK2)
        ink.box(box, 10, face, edge, bottom=1 if down else 3)
        cap = cap_width(view.key)
        width = min(text_width(view.verb, 20, bold=True), box.width() - cap - 40)
        left, middle = box.center().x() - (cap + 10 + width) / 2, box.center().y() - 1 + (1 if down else 0)
        ink.cap(left, middle - 14, view.key, Cap.PAPER)
        ink.text(left + cap + 10, middle + 7, view.verb, Style(20, token, bold=True), room=width + 1)
        ink.text(box.center().x(), self.area.height() - 20, view.waits, Style(16, theme.INK2), Side.CENTRE, room=box.width())


def draw_seal(ink: Ink, box: QRectF, code: str) -> None:
    """The vermilion seal: the code in two rows of four, as stone cuts it."""
    ink.round(box, 10, theme.ZHU)
    inner = QPainterPath()
    inner.addRoundedRect(box.adjusted(5, 5, -5, -5), 7, 7)
    ink.stroke(inner, theme.CARD, 1.5)
    px = box.height() * 0.27
    for place, half in enumerate(code.split()):
        y = box.center().y() - px * 0.16 + place * px * 1.12
        ink.text(box.center().x(), y, half, Style(px, theme.CARD, bold=True), Side.CENTRE, room=box.width() - 16)
