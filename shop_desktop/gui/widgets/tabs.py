"""A row of choices of which one holds, each with its key: what a page is about, which days. Emits the key that is clicked."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import FooterKey
from shop_desktop.text import _

HEIGHT, GAP = 44.0, 8.0


class Tabs(Painted):
    """The chosen one has a 3 px edge; with less room than it needs, words are set narrower."""

    def __init__(self, choices: tuple[FooterKey, ...], chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices, self.chosen = choices, chosen

    def choose(self, key: str) -> None:
        if key != self.chosen:
            self.chosen = key
            self.update()

    @property
    def needed(self) -> float:
        """How wide it wants to be, in design units."""
        return sum(_width(one) + GAP for one in self.choices) - GAP

    def sizeHint(self) -> QSize:
        return self.sized(self.needed, HEIGHT)

    def draw(self, ink: Ink) -> None:
        less = max(0.0, self.needed - self.area.width()) / max(1, len(self.choices))
        x = 0.0
        for one in self.choices:
            width = _width(one) - less
            self._tab(ink, QRectF(x, 0, width, self.area.height()), one)
            x += width + GAP

    def _tab(self, ink: Ink, box: QRectF, one: FooterKey) -> None:
        self.hot(box, one.key)
        chosen = one.key == self.chosen
        face, edge = (theme.CARD, theme.QING) if chosen else (theme.SUNK, theme.LINE2)
        ink.box(box, 10, face, edge, thick=3 if chosen else 1)
        cap = ink.cap(box.left() + 10, box.center().y() - 14, one.key, Cap.CHOSEN if chosen else Cap.PAPER)
        style = Style(17, theme.QING2 if chosen else theme.INK, bold=chosen)
        ink.text(box.left() + 17 + cap, box.center().y() + 6, _(one.word), style, room=box.width() - cap - 25)


def _width(one: FooterKey) -> float:
    return cap_width(one.key) + text_width(_(one.word), 17, bold=True) + 28
