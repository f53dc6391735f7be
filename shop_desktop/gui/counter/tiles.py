"""The keys of the drawn number pad: tiles of materials and goods, wide keys, tall keys, the switch between in and out.

Each is a button of its own: it emits the name of the key that is drawn on it. Waiting keys say why, and are still sent.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from shop_desktop.gui import theme
from shop_desktop.gui.counter.view import KeyState, KeyView, Mode, Tile, TileState
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _


class PadTile(Painted):
    """A digit's tile. Its look is the same for materials and goods; goods have a number left at the right."""

    goods = False
    view = Tile(key="")

    def show_view(self, view: Tile) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(view.name)
            self.update()

    def draw(self, ink: Ink) -> None:
        state = self.view.state
        down = self.hot(self.area, self.view.key) or state is TileState.PRESSED
        waiting = state in (TileState.NO_PRICE, TileState.OUT, TileState.SHORT) or not self.view.name
        chosen = state is TileState.SELECTED
        if down:
            ink.painter.translate(0, 2)
        box = QRectF(0, 0, self.area.width(), self.area.height() - (2 if down else 0))
        face = theme.SUNK if waiting else theme.QING_T if chosen else theme.CARD
        edge = theme.LINE if waiting else theme.QING if chosen else theme.LINE2
        ink.box(box, 10, face, edge, thick=3 if chosen else 1, bottom=1 if down else 3)
        low = self.area.height() < 66
        middle = (self.area.height() - (58 if low else 74)) / 2
        cap = QRectF(9, (5 if low else 8) + middle, 24, 24)
        ink.cap_in(cap, self.view.key, 16, Cap.LIT if chosen else Cap.PAPER, bottom=2)
        if self.view.name:
            box = QRectF(12, 31 + middle, 22, 22) if low else QRectF(10, 38 + middle, 26, 26)
            ink.icon(self.view.icon, box.left(), box.top(), box.width(), theme.INK2 if waiting else theme.QING2)
            self._words(ink, middle - (7 if low else 0), waiting)

    def _words(self, ink: Ink, middle: float, waiting: bool) -> None:
        view, width = self.view, self.area.width()
        name = Style(17 if self.goods else 20, theme.INK, bold=True)
        ink.text(45, 31 + middle + (-1 if self.goods else 0), view.name, name, room=width - 51)
        detail, left = view.detail, view.left
        if view.state is TileState.NO_PRICE and not detail:
            detail = _("No price today")
        if view.state is TileState.OUT and not left:
            left = _("Sold out")
        token = theme.INK2 if waiting else theme.INK
        style = Style(15, token, bold=True) if self.goods else Style(15, theme.INK2)
        taken = ink.text(width - 8.5, 53 + middle, left, Style(15, theme.INK2), Side.RIGHT, room=width - 54) if left else 0
        ink.text(45, 53 + middle, detail, style, room=width - 52 - taken - (6 if taken else 0))


class MaterialTile(PadTile):
    """A material, its price a kilogram or a piece."""


class GoodTile(PadTile):
    """A good, its points and how many are left."""

    goods = True


_FACES = {
    KeyState.LIT: (theme.QING, theme.QING2, "#FFFFFF", theme.LIT_TEXT),
    KeyState.READY: (theme.CARD, theme.LINE2, theme.INK, theme.INK2),
    KeyState.WAITING: (theme.SUNK, theme.LINE, theme.INK2, theme.INK2),
    KeyState.PRESSED: (theme.CARD, theme.LINE2, theme.INK, theme.INK2),
}


class ActionKey(Painted):
    """An action key: `name` is what it emits and what its cap says. Wide, or tall with the cap above the words."""

    def __init__(self, name: str, *, tall: bool = False, icon: str = "", centred: bool = False) -> None:
        super().__init__()
        self.name, self.tall, self.icon_name, self.centred = name, tall, icon, centred
        self.view = KeyView()
        self.mode = Mode.COLLECT
        self.word = ""

    def show_view(self, view: KeyView, word: str, mode: Mode = Mode.COLLECT) -> None:
        """`word` is the key's own, for a view without a verb."""
        shown = (view, word, mode)
        if shown != (self.view, self.word, self.mode):
            self.view, self.word, self.mode = shown
            self.setAccessibleName(view.verb or word)
            self.update()

    def draw(self, ink: Ink) -> None:
        down = self.hot(self.area, self.name) or self.view.state is KeyState.PRESSED
        if down:
            ink.painter.translate(0, 2)
        face, edge, verb, detail = _FACES[self.view.state]
        box = QRectF(0, 0, self.area.width(), self.area.height() - (2 if down else 0))
        ink.box(box, 10, face, edge, bottom=1 if down else 3)
        if self.tall:
            self._tall(ink, verb, detail)
        else:
            self._wide(ink, verb, detail)

    def _tall(self, ink: Ink, verb: str, detail: str) -> None:
        middle, room = self.area.width() / 2, self.area.width() - 14
        lines = [part for part in self.view.detail.split("\n") if part]
        if len(lines) == 1 and text_width(lines[0], 15) > room:
            lines = ink.wrapped(lines[0], Style(15, detail), room)[:2]
        top = (self.area.height() - 100 - 20 * (len(lines) - 1)) / 2
        width = max(44.0, text_width(self.name, 21, bold=True) + 14)
        ink.cap_in(QRectF(middle - width / 2, top, width, 34), self.name, 21)
        words = self.view.verb or self.word
        ink.text(middle, top + 66, words, Style(22, verb, bold=True), Side.CENTRE, room=room)
        for index, line in enumerate(lines):
            ink.text(middle, top + 94 + 20 * index, line, Style(15, detail), Side.CENTRE, room=room)

    def _wide(self, ink: Ink, verb: str, detail: str) -> None:
        y = round((self.area.height() - 31) / 2 + 0.1)
        words, style = self.view.verb or self.word, Style(17, verb, bold=True)
        cap = cap_width(self.name)
        x = 11.0
        if self.centred:
            x = max(6.0, (self.area.width() - cap - 8 - text_width(words, 17, bold=True)) / 2)
            ink.cap(x, y, self.name)
            self._words(ink, x + cap + 8, y, words, style, detail)
            return
        x += ink.cap(x, y, self.name) + 8
        if self.icon_name:
            ink.icon(self.icon_name, x, y + 4, 20, verb)
            x += 28
        self._words(ink, x, y, words, style, detail)

    def _words(self, ink: Ink, x: float, y: float, words: str, style: Style, detail: str) -> None:
        room = self.area.width() - x - 8
        reason = self.view.detail
        if reason and self.area.width() - x - text_width(words, style.px, bold=True) < text_width(reason, 15) + 12:
            ink.text(x, y + 12, words, style, room=room)
            ink.text(x, y + 31, reason, Style(15, detail), room=room)
            return
        width = ink.text(x, y + 21, words, style, room=room)
        ink.text(x + width + 12, y + 20, reason, Style(15, detail), room=max(1.0, room - width - 12))


class ModeKey(ActionKey):
    """The `*` key: which of the two the pad is, 收废品 or 换商品, as a switch."""

    def _wide(self, ink: Ink, verb: str, detail: str) -> None:
        y = round((self.area.height() - 31) / 2 + 0.1)
        ink.cap(11, y, self.name)
        room = (self.area.width() - 47 - 10) / 2
        words = (_("Take in"), _("Give goods"))
        half = min(room, max(69.0, *(text_width(word, 16, bold=True) + 21 for word in words)))
        box = QRectF(47, y - 2, 2 * half, 32)
        inner = ink.box(box, 8, theme.CARD, theme.LINE2)
        shape, side = QPainterPath(), QPainterPath()
        shape.addRoundedRect(inner, 7, 7)
        left = self.mode is Mode.COLLECT
        side.addRect(QRectF(inner.left() if left else box.center().x(), inner.top(), half, inner.height()))
        ink.path(shape.intersected(side), theme.QING)
        for index, word in enumerate(words):
            token = "#FFFFFF" if left == (index == 0) else theme.INK2
            middle = box.left() + half * (index + 0.5)
            ink.text(middle, y + 20, word, Style(16, token, bold=True), Side.CENTRE, room=half - 8)
