"""The pages of a PDF as pictures, and one of them on a sheet: whole, or larger and moved about. Prints nothing."""

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from shop_desktop.gui import theme
from shop_desktop.gui.widgets.ink import Ink
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.printing.fonts import TURN

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""How many times as large as where the whole page is seen."""
STEP, ROOM = 0.3, 18.0
"""One arrow moves by this part of what is seen; so much is left free around a page."""


class Pages:
    """The pages of a PDF as pictures. Holds the turn while it draws: PDFium is not thread-safe."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with TURN:
            document = pypdfium2.PdfDocument(pdf)
            self.sizes_pt = tuple(document.get_page_size(n) for n in range(len(document)))
            document.close()

    def picture(self, number: int, scale: float) -> QImage:
        """A page, `scale` dots a point."""
        with TURN:
            document = pypdfium2.PdfDocument(self.pdf)
            try:
                bitmap = document[number].render(scale=scale, prefer_bgrx=True)
                form = QImage.Format.Format_RGB32
                return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
            finally:
                document.close()


class Sheet(Painted):
    """A page, whole at first. `zoom` is a place in ZOOMS; `left` and `top` say which part is seen, from 0 to 1."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.pages, self.number, self.zoom = pages, 0, 0
        self.left, self.top = 0.5, 0.0
        self._drawn: tuple[int, float, QImage] | None = None

    def show_page(self, number: int, *, at_end: bool = False) -> None:
        """Another page, from its top, or its end where one came back to it."""
        self.number, self.top = number, 1.0 if at_end else 0.0
        self.update()

    def enlarge(self, by: int) -> None:
        """A step larger or smaller; 0 shows the whole page."""
        self.zoom = max(0, min(self.zoom + by, len(ZOOMS) - 1)) if by else 0
        if not self.zoom:
            self.left, self.top = 0.5, 0.0
        self.update()

    def shift(self, right: int, down: int) -> bool:
        """A step over the page; False where there is nothing more that way."""
        before = (self.left, self.top)
        wide, high = self._spare()
        if wide > 0:
            self.left = max(0.0, min(1.0, self.left + right * STEP * self.area.width() / wide))
        if high > 0:
            self.top = max(0.0, min(1.0, self.top + down * STEP * self.area.height() / high))
        self.update()
        return (self.left, self.top) != before

    def _size(self) -> tuple[float, float]:
        """The page in design units, as large as it is shown."""
        wide, high = self.pages.sizes_pt[self.number]
        fit = min((self.area.width() - 2 * ROOM) / wide, (self.area.height() - 2 * ROOM) / high) * ZOOMS[self.zoom]
        return wide * fit, high * fit

    def _spare(self) -> tuple[float, float]:
        """How much of the page is out of sight, across and down."""
        wide, high = self._size()
        return max(0.0, wide + 2 * ROOM - self.area.width()), max(0.0, high + 2 * ROOM - self.area.height())

    def draw(self, ink: Ink) -> None:
        ink.box(self.area, 12, theme.SUNK, theme.LINE)
        (wide, high), spare = self._size(), self._spare()
        dots = wide / self.pages.sizes_pt[self.number][0] * self.scale * self.devicePixelRatioF()
        if self._drawn is None or self._drawn[:2] != (self.number, dots):
            self._drawn = (self.number, dots, self.pages.picture(self.number, dots))
        left = ROOM - spare[0] * self.left if spare[0] else (self.area.width() - wide) / 2
        top = ROOM - spare[1] * self.top if spare[1] else (self.area.height() - high) / 2
        box = QRectF(ink.snap(left), ink.snap(top), wide, high)
        ink.painter.save()
        ink.painter.setClipRect(self.area.adjusted(1, 1, -1, -1))
        ink.fill(box.adjusted(-1, -1, 1, 1), theme.LINE2)
        ink.painter.drawImage(box, self._drawn[2])
        ink.painter.restore()
