"""Signing in: names as tiles 1–9 that lie like the number pad, then the PIN as dots. Checks nothing, keeps no PIN.

Emits the digit of a tile or key, "Backspace", "Enter", "Esc".
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who may sign in, with the digit of their tile."""

    key: str
    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class SignInView:
    """`chosen` is the digit of the person whose PIN is asked ("" for none yet); `dots` how many digits were typed."""

    shop: str
    people: tuple[Person, ...]
    chosen: str = ""
    dots: int = 0
    said: str = ""
    wrong: bool = False
    practice: bool = False


class SignIn(Painted):
    """Fills the window; the tiles stay in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.view = SignInView(shop="", people=())

    def show_view(self, view: SignInView) -> None:
        if view != self.view:
            self.view = view
            self.update()

    def draw(self, ink: Ink) -> None:
        view, middle = self.view, self.area.width() / 2
        top = max(24.0, self.area.height() / 2 - 300)
        ink.fill(self.area, theme.PAPER)
        ink.icon("seal", middle - 32, top, 64, theme.ZHU)
        ink.text(middle, top + 106, view.shop, Style(27, theme.INK, bold=True), Side.CENTRE, room=700)
        person = next((one for one in view.people if one.key == view.chosen), None)
        words = _("{name}, type your PIN", name=person.name) if person else _("Who are you? Press your digit")
        ink.text(middle, top + 146, words, Style(20, theme.INK), Side.CENTRE, room=700)
        if person:
            self._dots(ink, top + 182)
            self._pad(ink, top + 258, {str(digit): str(digit) for digit in range(10)})
        else:
            self._people(ink, top + 190)
        self._said(ink, top + (224 if person else 180))

    def _people(self, ink: Ink, top: float) -> None:
        left = self.area.width() / 2 - 390
        shown = {person.key: person for person in self.view.people}
        for digit in range(1, 10):
            box = QRectF(left + (digit - 1) % 3 * 264, top + (2 - (digit - 1) // 3) * 100, 252, 88)
            self._person(ink, box, str(digit), shown.get(str(digit)))

    def _person(self, ink: Ink, box: QRectF, digit: str, person: Person | None) -> None:
        if person is None:
            ink.box(box, 10, theme.SUNK, theme.LINE)
            return
        down = self.hot(box, digit)
        ink.box(box, 10, theme.CARD, theme.LINE2, bottom=1 if down else 3)
        y = box.top() + (2 if down else 0)
        ink.cap(box.left() + 14, y + 29, digit)
        ink.text(box.left() + 58, y + 40, person.name, Style(22, theme.INK, bold=True), room=box.width() - 70)
        ink.text(box.left() + 58, y + 66, person.role, Style(16, theme.INK2), room=box.width() - 70)

    def _dots(self, ink: Ink, y: float) -> None:
        count = max(4, self.view.dots)
        left = self.area.width() / 2 - 16 * (count - 1)
        token = theme.ZHU if self.view.wrong else theme.QING
        for dot in range(count):
            if dot < self.view.dots:
                ink.circle(left + 32 * dot, y, 9, token)
            else:
                ink.ring(left + 32 * dot, y, 8, theme.INK2, 2)

    def _said(self, ink: Ink, y: float) -> None:
        if self.view.said:
            token = theme.ZHU if self.view.wrong else theme.INK2
            style = Style(17, token, bold=self.view.wrong)
            ink.text(self.area.width() / 2, y, self.view.said, style, Side.CENTRE, room=760)

    def _pad(self, ink: Ink, top: float, keys: dict[str, str]) -> None:
        left = self.area.width() / 2 - 148
        for digit in range(1, 10):
            box = QRectF(left + (digit - 1) % 3 * 100, top + (2 - (digit - 1) // 3) * 72, 92, 64)
            self._key(ink, box, str(digit), keys[str(digit)])
        row = top + 216
        self._key(ink, QRectF(left, row, 92, 64), "0", "0")
        self._key(ink, QRectF(left + 100, row, 92, 64), "Backspace", "")
        ink.icon("backspace", left + 130, row + 15, 32, theme.INK)
        self._key(ink, QRectF(left + 200, row, 92, 64), "Enter", "Enter", lit=self.view.dots >= 4)
        cap = ink.cap(left, row + 78, "Esc")
        self.hot(QRectF(left - 8, row + 70, 200, 44), "Esc")
        ink.text(left + cap + 10, row + 98, _("someone else"), Style(16, theme.INK))

    def _key(self, ink: Ink, box: QRectF, action: str, words: str, lit: bool = False) -> None:
        down = self.hot(box, action)
        face, edge = (theme.QING, theme.QING2) if lit else (theme.CARD, theme.LINE2)
        ink.box(box, 10, face, edge, bottom=1 if down else 3)
        style = Style(26 if len(words) < 2 else 19, "#FFFFFF" if lit else theme.INK, bold=True)
        ink.text(box.center().x(), box.center().y() + 8, words, style, Side.CENTRE, room=box.width() - 8)
