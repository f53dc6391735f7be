"""The screen that faces the customer: the same state, weight and points as the counter, in giant type.

A passive view of `CustomerView`. Names arrive masked (周**). Neither takes keys nor decides when thanks end.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.gui import theme
from shop_desktop.gui.counter.gate_look import GATES, GateLook
from shop_desktop.gui.counter.instrument import draw_stars
from shop_desktop.gui.counter.view import Gate
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.text import _

WIDTH, HEIGHT = 1024.0, 600.0
EDGE = 36.0


class Scene(StrEnum):
    REST = "rest"
    WEIGHING = "weighing"
    GOODS = "goods"
    THANKS = "thanks"


@dataclass(frozen=True, kw_only=True)
class BoardPrice:
    """A row of the price board: "黄纸板", "1.40 元/kg"."""

    name: str
    price: str
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class CustomerView:
    """One moment. In GOODS `points` is what may still be spent; in THANKS `points` is "+498" and `after` the balance."""

    scene: Scene
    shop: str
    name: str = ""
    gate: Gate = Gate.EMPTY
    stars: int = 0
    weight: str = ""
    unit: str = "kg"
    jin: str = ""
    zero: str = "0.000"
    icon: str = ""
    material: str = ""
    price: str = ""
    yuan: str = ""
    points: str = ""
    items: int = 0
    total: str = ""
    before: str = ""
    after: str = ""
    by_hand: bool = False
    practice: bool = False
    board: tuple[BoardPrice, ...] = ()


class CustomerDisplay(Painted):
    """A window of its own for the second screen; `show_view` paints a CustomerView."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CustomerView(scene=Scene.REST, shop="")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    def show_view(self, view: CustomerView) -> None:
        if view != self.view:
            self.view = view
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scale = max(0.3, theme.stepped(min(self.width() / WIDTH, self.height() / HEIGHT)))

    def draw(self, ink: Ink) -> None:
        ink.fill(self.area, theme.NIGHT)
        self._head(ink)
        scenes = {Scene.REST: self._rest, Scene.WEIGHING: self._weighing, Scene.GOODS: self._goods, Scene.THANKS: self._thanks}
        scenes[self.view.scene](ink)

    # head

    def _head(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - EDGE
        x = EDGE
        end = self._badge(ink, right) if view.scene is not Scene.THANKS else right
        if view.scene is Scene.WEIGHING:
            end -= 28 + 182
            draw_stars(ink, end, 49.5, view.stars, GATES[view.gate].star, unit=1.25)
        room = end - EDGE - 30
        if view.name and view.scene is not Scene.REST:
            hello = Style(34, theme.WHITE, bold=True)
            x += ink.text(x, 66, _("Hello {name}", name=view.name), hello, room=room * 0.55) + 19
        if view.practice:
            x += self._practice(ink, x) + 14
        ink.text(x, 62, view.shop, Style(24, theme.MIST), room=end - 30 - x)

    def _practice(self, ink: Ink, x: float) -> float:
        words = _("Practice")
        width = text_width(words, 24, bold=True) + 28
        ink.round(QRectF(x, 32, width, 44), 9, theme.GRAIN_B)
        ink.text(x + 14, 63, words, Style(24, theme.NIGHT, bold=True))
        return width

    @property
    def look(self) -> GateLook:
        return GATES[self.view.gate]

    def _badge(self, ink: Ink, right: float) -> float:
        view, look = self.view, self.look
        words = _("By hand") if view.by_hand else _(look.word)
        if view.gate is Gate.EMPTY and not view.by_hand:
            words = f"{words} {view.zero}"
        width = text_width(words, 32, bold=True) + 79
        ground = theme.GRAIN_B if view.by_hand else look.ground
        ink.round(QRectF(right - width, 24, width, 56), 10, ground)
        ink.icon("pencil" if view.by_hand else look.icon, right - width + 13.5, 34, 35, look.text, 2.5)
        ink.text(right - width + 58, 65, words, Style(32, theme.NIGHT if view.by_hand else look.text, bold=True))
        return right - width

    # weighing

    def _weighing(self, ink: Ink) -> None:
        view, bottom, right = self.view, self.area.height(), self.area.width() - EDGE
        base = bottom - 279
        unit = min(150.0, text_width(view.unit, 75, bold=True))
        ink.text(right - 38, base - 33, view.unit, Style(75, theme.WHITE, bold=True), Side.RIGHT, room=150)
        edge = right - 38 - max(82.0, unit) - 16
        if view.weight:
            ink.text(right - 47, base - 127, _("{jin} jin", jin=view.jin), Style(26, theme.MIST), Side.RIGHT)
            px = min(264.0, 264 * (edge - EDGE) / text_width(view.weight, 264, bold=True))
            ink.text(edge + 4, base, view.weight, Style(px, theme.WHITE, bold=True), Side.RIGHT)
        else:
            for index in range(3):
                box = QRectF(edge - 15 - 118 - 200 * (2 - index), base - 88, 118, 25)
                ink.painter.fillRect(box, theme.colour(self.look.dash))
        ink.rule(EDGE, right, bottom - 240, theme.NIGHT3, 3)
        self._material(ink)
        self._sums(ink, _("{items} items on this ticket", items=view.items), view.total)

    def _material(self, ink: Ink) -> None:
        view, bottom, right = self.view, self.area.height(), self.area.width() - EDGE
        left = EDGE
        if view.material:
            ink.icon(view.icon, 37, bottom - 204, 58, theme.MIST)
            left = 113 - 2
        points = ink.text(right, bottom - 141, _("points"), Style(40, theme.GRAIN_B, bold=True), Side.RIGHT) if view.points else 0
        number = ink.text(right - points - 10, bottom - 136, view.points, Style(96, theme.GRAIN_B, bold=True), Side.RIGHT)
        yuan = right - points - number - 44
        width = 0.0
        if view.yuan:
            words = _("{yuan} yuan", yuan=view.yuan)
            width = ink.text(yuan, bottom - 158, words, Style(44, theme.WHITE, bold=True), Side.RIGHT)
        room = yuan - width - left - 24
        ink.text(left, bottom - 173, view.material, Style(48, theme.WHITE, bold=True), room=room)
        ink.text(left + 1, bottom - 135, view.price, Style(28, theme.MIST), room=room)

    def _sums(self, ink: Ink, left_words: str, total: str) -> None:
        view, bottom, right = self.view, self.area.height(), self.area.width() - EDGE
        ink.fill(QRectF(0, bottom - 112, self.area.width(), 112), theme.NIGHT2)
        half = self.area.width() / 2 - EDGE - 12
        ink.text(EDGE, bottom - 79, left_words, Style(24, theme.MIST), room=half)
        if total:
            width = ink.text(EDGE, bottom - 23, total, Style(48, theme.WHITE, bold=True))
            ink.text(EDGE + width + 12, bottom - 23, _("points"), Style(26, theme.WHITE, bold=True))
        if view.after:
            words = _("Had {before} points, then", before=view.before)
            ink.text(right, bottom - 79, words, Style(24, theme.MIST), Side.RIGHT, room=half)
            unit = ink.text(right, bottom - 23, _("points"), Style(26, theme.WHITE, bold=True), Side.RIGHT)
            ink.text(right - unit - 12, bottom - 23, view.after, Style(48, theme.WHITE, bold=True), Side.RIGHT)

    # goods, thanks, rest

    def _goods(self, ink: Ink) -> None:
        view, bottom, right = self.view, self.area.height(), self.area.width() - EDGE
        base = bottom - 279
        ink.text(EDGE, 140, _("Can still spend"), Style(34, theme.MIST))
        unit = ink.text(right, base - 6, _("points"), Style(64, theme.GRAIN_B, bold=True), Side.RIGHT)
        room = right - unit - 24 - EDGE
        px = min(190.0, 190 * room / max(1.0, text_width(view.points, 190, bold=True)))
        ink.text(right - unit - 24, base, view.points, Style(px, theme.GRAIN_B, bold=True), Side.RIGHT)
        ink.rule(EDGE, right, bottom - 240, theme.NIGHT3, 3)
        if view.material:
            ink.icon(view.icon, 37, bottom - 204, 58, theme.MIST)
        ink.text(111, bottom - 173, view.material, Style(48, theme.WHITE, bold=True), room=right - 111)
        ink.text(112, bottom - 135, view.price, Style(28, theme.MIST), room=right - 112)
        self._sums(ink, _("Points of this ticket"), view.total)

    def _thanks(self, ink: Ink) -> None:
        view, middle = self.view, self.area.width() / 2
        y = (self.area.height() - 112) / 2
        ink.text(middle, y - 20, _("Thank you!"), Style(72, theme.WHITE, bold=True), Side.CENTRE, room=900)
        words = _("{points} points", points=view.points)
        ink.text(middle, y + 140, words, Style(150, theme.GRAIN_B, bold=True), Side.CENTRE, room=940)
        ink.fill(QRectF(0, self.area.height() - 112, self.area.width(), 112), theme.NIGHT2)
        now = _("Now {after} points", after=view.after)
        ink.text(middle, self.area.height() - 41, now, Style(44, theme.WHITE, bold=True), Side.CENTRE, room=940)

    def _rest(self, ink: Ink) -> None:
        ink.text(EDGE, 138, _("What we take today"), Style(40, theme.WHITE, bold=True), room=900)
        ink.rule(EDGE, self.area.width() - EDGE, 160, theme.NIGHT3, 3)
        rows = self.view.board
        columns = 2 if len(rows) > 6 else 1
        per = max(1, -(-len(rows) // columns))
        height = min(70.0, (self.area.height() - 184) / per)
        width = (self.area.width() - 2 * EDGE - 40 * (columns - 1)) / columns
        for index, row in enumerate(rows):
            left = EDGE + (index // per) * (width + 40)
            self._price(ink, QRectF(left, 166 + (index % per) * height, width, height), row)

    def _price(self, ink: Ink, box: QRectF, row: BoardPrice) -> None:
        y = box.center().y() + 12
        px = 32 if box.height() > 52 else 26
        ink.icon(row.icon, box.left(), box.center().y() - 20, 40, theme.MIST)
        width = ink.text(box.right(), y, row.price, Style(px, theme.GRAIN_B, bold=True), Side.RIGHT, room=box.width() * 0.55)
        ink.text(box.left() + 58, y, row.name, Style(px, theme.WHITE, bold=True), room=box.width() - width - 74)
        ink.rule(box.left(), box.right(), box.bottom() - 2, theme.NIGHT2, 2)
