"""The bar of keys along the lower edge, and the one line of notice above it. Both emit the key that is clicked."""

import math

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.lines import TONE_ICONS, TONES
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import FooterKey, NoticeView
from shop_desktop.text import _

HEIGHT, GAP = 56.0, 27.4
WORD = Style(16, theme.INK)


class FooterBar(Painted):
    """56 high. Keys from the left, one at the right or a quiet sentence with an icon."""

    def __init__(self, left: float = 26) -> None:
        super().__init__()
        self.left = left
        self.keys: tuple[FooterKey, ...] = ()
        self.last: FooterKey | None = None
        self.said = ("", "")

    def show_keys(self, keys: tuple[FooterKey, ...], last: FooterKey | None = None) -> None:
        if (keys, last) != (self.keys, self.last):
            self.keys, self.last = keys, last
            self.update()

    def say(self, icon: str, words: str) -> None:
        """A quiet sentence at the right: what was stored, what can be done meanwhile."""
        if (icon, words) != self.said:
            self.said = (icon, words)
            self.update()

    def draw(self, ink: Ink) -> None:
        ink.fill(self.area, theme.SUNK)
        ink.rule(0, self.area.width(), 0, theme.LINE)
        end = self.area.width() - 26
        if self.last is not None:
            end -= self._width(self.last)
            self._key(ink, end, self.last)
            end -= 24
        if self.said[1]:
            end = self._sentence(ink)
        needed = sum(self._width(key) + GAP for key in self.keys) - GAP
        spare = max(0.0, needed - (end - self.left))
        gap = max(12.0, GAP - spare / max(1, len(self.keys) - 1))
        over = max(0.0, needed - (end - self.left) - (GAP - gap) * (len(self.keys) - 1))
        most = _longest([text_width(_(key.word), 16) for key in self.keys], over)
        x = self.left
        for key in self.keys:
            x += self._key(ink, x, key, most) + gap

    @staticmethod
    def _width(key: FooterKey) -> float:
        return cap_width(key.key) + 8 + text_width(_(key.word), 16)

    def _key(self, ink: Ink, x: float, key: FooterKey, most: float = math.inf) -> float:
        room = min(text_width(_(key.word), 16), most)
        cap = ink.cap(x, 15, key.key)
        width = cap + 8 + ink.text(x + cap + 8, 35, _(key.word), WORD, room=room + 0.5)
        self.hot(QRectF(x - 6, 6, width + 12, 46), key.key)
        return width

    def _sentence(self, ink: Ink) -> float:
        icon, words = self.said
        right = self.area.width() - 22
        width = ink.text(right, 34, words, Style(16, theme.INK2), Side.RIGHT)
        ink.icon(icon, right - width - 28, 18, 20, theme.INK2)
        return right - width - 52


def _longest(widths: list[float], over: float) -> float:
    """How long a word may be where they are `over` too long together: the longest ones give way, the short ones stay whole."""
    rising = sorted(widths)
    for place in range(len(rising) - 1, -1, -1):
        longer = len(rising) - place
        most = (sum(rising[place:]) - over) / longer
        if place == 0 or most >= rising[place - 1]:
            return max(0.0, most)
    return math.inf


class Notice(Painted):
    """One line, 40 high: icon, sentence, and the key that answers it."""

    view: NoticeView | None = None

    def show_view(self, view: NoticeView | None) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(view.text if view else "")
            self.update()

    def draw(self, ink: Ink) -> None:
        view = self.view
        if view is None:
            return
        ground, text = TONES[view.tone]
        ink.box(self.area, 10, ground, text)
        ink.icon(TONE_ICONS[view.tone], 14, 8, 24, text)
        right = self.area.width() - 14
        if view.key:
            verb = ink.text(right, 26, view.verb, Style(17, theme.INK, bold=True), Side.RIGHT) if view.verb else 0
            right -= verb + (10 if verb else 0)
            cap = ink.cap(right, 6, view.key, side=Side.RIGHT)
            self.hot(QRectF(right - cap - 8, 0, cap + verb + 26, self.area.height()), view.key)
            right -= cap + 18
        ink.text(48, 26, view.text, Style(17, text, bold=True), room=right - 48)
