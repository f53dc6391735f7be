"""The drawn number pad: tiles and keys lie as the keys lie under the hand. Shows a PadView; emits key names."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from shop_desktop.gui.counter.tiles import ActionKey, GoodTile, MaterialTile, ModeKey, PadTile
from shop_desktop.gui.counter.view import Mode, PadView, Tile
from shop_desktop.text import N_, _

GAP = 8.0
ROWS = (50.0, 74.0, 74.0, 74.0, 66.0)
LOWEST = (44.0, 56.0, 56.0, 56.0, 46.0)
WORDS = {
    Mode.COLLECT: {
        "/": N_("Find"),
        "-": N_("Remove line"),
        "+": N_("Finish · print"),
        "Enter": N_("Take the weight"),
        ".": N_("Type weight"),
        "0": N_("More kinds"),
    },
    Mode.GOODS: {
        "/": N_("Find"),
        "-": N_("Remove line"),
        "+": N_("Finish · print"),
        "Enter": N_("Change quantity"),
        ".": N_("Barcode"),
        "0": N_("More goods"),
    },
}


def row_heights(height: float) -> list[float]:
    """The five rows' heights in `height`: what is missing or left is shared by how much a row can give.

    >>> row_heights(370.0)
    [50.0, 74.0, 74.0, 74.0, 66.0]
    >>> row_heights(330.0)
    [44.0, 65.7, 65.7, 65.7, 56.8]
    """
    extra = height - sum(ROWS) - GAP * 4
    if extra >= 0:
        return [round(row + extra * row / sum(ROWS), 1) for row in ROWS]
    spare = [row - low for row, low in zip(ROWS, LOWEST, strict=True)]
    first = min(spare[0], -extra * 0.15)
    rest = -extra - first
    return [round(ROWS[0] - first, 1)] + [
        round(row - rest * give / sum(spare[1:]), 1) for row, give in zip(ROWS[1:], spare[1:], strict=True)
    ]


class Pad(QWidget):
    """Nine tiles and seven keys. `pressed` carries "7", "Enter", "+", …"""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = PadView()
        self.materials = [MaterialTile(self) for _key in range(9)]
        self.goods: list[PadTile] = [GoodTile(self) for _key in range(9)]
        self.keys = {
            "/": ActionKey("/", icon="search"),
            "*": ModeKey("*"),
            "-": ActionKey("-", centred=True),
            "+": ActionKey("+", tall=True),
            "Enter": ActionKey("Enter", tall=True),
            "0": ActionKey("0", icon="grid"),
            ".": ActionKey("."),
        }
        for key in self.keys.values():
            key.setParent(self)
        for part in (*self.materials, *self.goods, *self.keys.values()):
            part.pressed.connect(self.pressed)
        self.show_view(self.view)

    def show_view(self, view: PadView) -> None:
        self.view = view
        goods = view.mode is Mode.GOODS
        shown = {tile.key: tile for tile in view.tiles}
        for index in range(9):
            tile = shown.get(str(index + 1), Tile(key=str(index + 1)))
            self.materials[index].setVisible(not goods)
            self.goods[index].setVisible(goods)
            (self.goods if goods else self.materials)[index].show_view(tile)
        views = {"/": view.slash, "*": view.star, "-": view.minus, "+": view.finish}
        views |= {"Enter": view.enter, "0": view.zero, ".": view.dot}
        for name, key in self.keys.items():
            key.show_view(views[name], _(WORDS[view.mode].get(name, "")), view.mode)

    def place(self, box: QRectF, scale: float) -> None:
        left, top = round(box.left() * scale), round(box.top() * scale)
        self.setGeometry(left, top, round(box.right() * scale) - left, round(box.bottom() * scale) - top)
        for name, cell in _cells(box.width(), box.height()).items():
            if name in self.keys:
                self.keys[name].place(cell, scale)
            else:
                self.materials[int(name) - 1].place(cell, scale)
                self.goods[int(name) - 1].place(cell, scale)


def _cells(width: float, height: float) -> dict[str, QRectF]:
    """Where each key lies, as on the pad of a keyboard."""
    right = round(150 * width / 616)
    third = (width - right - 3 * GAP) / 3
    heights = row_heights(height)
    tops = [sum(heights[:row]) + GAP * row for row in range(5)]
    last = width - right
    slash, zero = round(third * 1.226), 2 * third
    cells = {
        "/": QRectF(0, 0, slash, heights[0]),
        "*": QRectF(slash + GAP, 0, last - slash - 2 * GAP, heights[0]),
        "-": QRectF(last, 0, right, heights[0]),
        "+": QRectF(last, tops[1], right, heights[1] + GAP + heights[2]),
        "Enter": QRectF(last, tops[3], right, heights[3] + GAP + heights[4]),
        "0": QRectF(0, tops[4], zero, heights[4]),
        ".": QRectF(zero + GAP, tops[4], last - zero - 2 * GAP, heights[4]),
    }
    for digit in range(1, 10):
        column, row = (digit - 1) % 3, 3 - (digit - 1) // 3
        cells[str(digit)] = QRectF(column * (third + GAP), tops[row], third, heights[row])
    return cells
