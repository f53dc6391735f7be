"""The manager's rail at the left: seal, village, pages with icons, the way to the counter. Alt shows the digits.

Emits "page:<name>" for a page, and the key drawn on the button at its foot.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _

WIDTH = 190.0


@dataclass(frozen=True)
class RailItem:
    """`label` is an English source marked with N_; the first ten get Alt+1…9 and Alt+0."""

    name: str
    icon: str
    label: str


class Rail(Painted):
    """190 wide, as high as the window; rows give way in a low one."""

    def __init__(self, village: str, items: tuple[RailItem, ...], *, counter: bool = True) -> None:
        """With `counter` the foot leads to the counter, else to another user."""
        super().__init__()
        self.village, self.items, self.counter = village, items, counter
        self.chosen = ""
        self.digits = False

    def choose(self, name: str) -> None:
        if name != self.chosen:
            self.chosen = name
            self.update()

    def show_digits(self, shown: bool) -> None:
        """While Alt is held."""
        if shown != self.digits:
            self.digits = shown
            self.update()

    def page_of(self, digit: str) -> str:
        """The page that Alt and this digit open, or ""."""
        place = 9 if digit == "0" else int(digit) - 1
        return self.items[place].name if place < len(self.items) else ""

    def draw(self, ink: Ink) -> None:
        ink.fill(self.area, theme.SUNK)
        ink.fill(QRectF(self.area.width() - 1, 0, 1, self.area.height()), theme.LINE)
        ink.icon("seal", 16, 17, 36, theme.ZHU)
        ink.text(62, 30, self.village, Style(17, theme.INK, bold=True), room=118)
        ink.text(62, 54, _("Exchange shop"), Style(15, theme.INK2), room=118)
        foot = self.area.height() - 60
        pitch = min(44.0, (foot - 76) / max(1, len(self.items)))
        for place, item in enumerate(self.items):
            self._item(ink, QRectF(10, 68 + pitch * place, 169, pitch), item, place)
        self._foot(ink, QRectF(10, foot, 169, 48))

    def _item(self, ink: Ink, box: QRectF, item: RailItem, place: int) -> None:
        self.hot(box, f"page:{item.name}")
        chosen, y = item.name == self.chosen, box.center().y()
        if chosen:
            ink.box(box, 10, theme.CARD, theme.LINE)
            ink.round(QRectF(10, y - 11.5, 4, 24), 2, theme.QING)
        token = theme.QING2 if chosen else theme.INK2
        if self.digits and place < 10:
            ink.cap(32, y - 14, str((place + 1) % 10), side=Side.CENTRE)
        else:
            ink.icon(item.icon, 21, y - 11, 22, token)
        style = Style(17, theme.QING2 if chosen else theme.INK2, bold=chosen)
        ink.text(52, y + 6.5, _(item.label), style, room=120)

    def _foot(self, ink: Ink, box: QRectF) -> None:
        down = self.hot(box, "F10")
        lit = self.counter
        face, edge = (theme.QING, theme.QING2) if lit else (theme.CARD, theme.LINE2)
        ink.box(box, 10, face, edge, bottom=1 if down else 3)
        token = "#FFFFFF" if lit else theme.INK
        ink.icon("scale" if lit else "user", box.left() + 11, box.top() + 13, 22, token)
        words = _("Counter") if lit else _("Other user")
        cap = ink.cap(box.right() - 11, box.top() + 9, "F10", Cap.NIGHT if lit else Cap.PAPER, Side.RIGHT)
        room = box.width() - 43 - cap - 18
        ink.text(box.left() + 43, box.top() + 30, words, Style(17, token, bold=True), room=room)
