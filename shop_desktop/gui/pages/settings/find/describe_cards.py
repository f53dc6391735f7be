"""The cards of a format of one's own: lines character by character with what is read of each, and what can be set."""

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.pages.settings.find.views import Cell, CellRow, Knob, KnobsView, LinesView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.painted import Painted

HEAD, RULER, PITCH, READ = 48.0, 46.0, 36.0, 128.0
WIDEST, NARROWEST = 24.0, 17.0
TOKENS = {
    Cell.PLAIN: theme.WHITE,
    Cell.MARK: theme.MIST,
    Cell.FIGURE: theme.NIGHT,
    Cell.UNIT: theme.NIGHT,
    Cell.STEADY: theme.NIGHT,
}
GROUNDS = {Cell.FIGURE: theme.GRAIN_B, Cell.UNIT: theme.QING_L, Cell.STEADY: theme.DIAN_N}


class LinesCard(Painted):
    """On night ground; places are numbered, named runs bracketed above."""

    view = LinesView(title="")

    def show_view(self, view: LinesView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(" · ".join((view.title, *(row.read for row in view.rows[-3:]))))
            self.update()

    def draw(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - 16
        ink.round(self.area, 14, theme.NIGHT)
        detail = ink.text(right, 34, view.detail, Style(15, theme.MIST), Side.RIGHT, room=right * 0.5)
        ink.text(16, 35, view.title, Style(18, theme.WHITE, bold=True), room=right - detail - 30)
        if not view.rows:
            for place, line in enumerate(ink.wrapped(view.empty, Style(17, theme.MIST), right - 16)):
                ink.text(16, HEAD + 40 + 27 * place, line, Style(17, theme.MIST))
            return
        longest = max(len(row.cells) for row in view.rows)
        cell = max(NARROWEST, min(WIDEST, (right - READ - 16) / max(1, longest)))
        fit = int((right - READ - 16) // cell)
        self._ruler(ink, cell, min(longest, fit))
        seen = max(1, int((self.area.height() - HEAD - RULER - 8) // PITCH))
        for place, row in enumerate(view.rows[-seen:]):
            self._row(ink, HEAD + RULER + PITCH * place, row, cell, fit)

    def _ruler(self, ink: Ink, cell: float, count: int) -> None:
        for place in range(count):
            if place == 0 or (place + 1) % 5 == 0:
                x = 16 + cell * (place + 0.5)
                ink.text(x, HEAD + RULER - 8, str(place + 1), Style(15, theme.MIST), Side.CENTRE)
        for words, first, after in self.view.names:
            left, end = 16 + cell * first, 16 + cell * min(after, count)
            ink.rule(left + 2, end - 2, HEAD + 20, theme.MIST, 2)
            width = max(end - left, text_width(words, 15, bold=True))
            ink.text(left + (end - left) / 2, HEAD + 14, words, Style(15, theme.WHITE, bold=True), Side.CENTRE, room=width)

    def _row(self, ink: Ink, top: float, row: CellRow, cell: float, fit: int) -> None:
        y = top + 24
        for place, (letter, kind) in enumerate(row.cells[:fit]):
            box = QRectF(16 + cell * place, top + 2, cell - 1, PITCH - 6)
            if kind in GROUNDS:
                ink.round(box, 4, GROUNDS[kind])
            elif kind is Cell.MARK:
                ink.round(box, 4, theme.NIGHT3)
            px = 17 if len(letter) == 1 else 15
            ink.text(box.center().x(), y, letter, Style(px, TOKENS[kind], bold=kind in GROUNDS), Side.CENTRE, room=cell)
        right = self.area.width() - 16
        token = theme.WHITE if row.right else theme.ZHU_N
        ink.text(right, y, row.read, Style(17, token, bold=row.right), Side.RIGHT, room=READ - 8)


class KnobsCard(Painted):
    """What can be set, a row each; the chosen one shows how. Emits the row's key, "Left", "Right", "+", "-", or Enter."""

    view = KnobsView(title="")
    ROW = 49.0

    def show_view(self, view: KnobsView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(" · ".join((view.title, *(f"{knob.name} {knob.value}" for knob in view.knobs))))
            self.update()

    def draw(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - 15
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        ink.text(17, 30, view.title, Style(18, theme.INK, bold=True), room=right - 17)
        ink.rule(1, self.area.width() - 1, 45, theme.INK, 2)
        for place, knob in enumerate(view.knobs):
            self._knob(ink, QRectF(1, 47 + self.ROW * place, self.area.width() - 2, self.ROW), knob, place == view.chosen)
        chosen = view.knobs[view.chosen] if view.knobs else None
        top = 47 + self.ROW * len(view.knobs) + 14
        if chosen is not None and chosen.how:
            for line in ink.wrapped(chosen.how, Style(16, theme.INK2), right - 34):
                if top + 20 < self.area.height() - 76:
                    ink.text(17, top + 14, line, Style(16, theme.INK2))
                top += 24
        self._button(ink, QRectF(16, self.area.height() - 76, right - 16, 60))

    def _knob(self, ink: Ink, box: QRectF, knob: Knob, chosen: bool) -> None:
        self.hot(box, knob.key)
        if chosen:
            ink.fill(QRectF(box.left(), box.top(), box.width(), box.height() - 1), theme.QING_T)
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)
        y, right = box.center().y(), self.area.width() - 15
        ink.cap(15, y - 14, knob.key, Cap.CHOSEN if chosen else Cap.PAPER)
        if chosen:
            cap = ink.cap(right, y - 14, "→", side=Side.RIGHT)
            self.hot(QRectF(right - cap - 4, box.top(), cap + 8, box.height()), "Right")
            right -= cap + 10
        right -= ink.text(right, y + 6, knob.value, Style(17, theme.INK, bold=True), Side.RIGHT, room=box.width() * 0.5) + 10
        if chosen:
            cap = ink.cap(right, y - 14, "←", side=Side.RIGHT)
            self.hot(QRectF(right - cap - 4, box.top(), cap + 8, box.height()), "Left")
            right -= cap + 10
        ink.text(55, y + 6, knob.name, Style(17, theme.INK), room=right - 55)

    def _button(self, ink: Ink, box: QRectF) -> None:
        view, lit = self.view, not self.view.waits
        down = self.hot(box, "Enter")
        face, edge, token = (theme.QING, theme.QING2, "#FFFFFF") if lit else (theme.SUNK, theme.LINE, theme.INK2)
        ink.box(box, 10, face, edge, bottom=1 if down else 3)
        words, px = (view.verb, 20) if lit else (view.waits, 17)
        cap = cap_width("Enter")
        width = min(text_width(words, px, bold=True), box.width() - cap - 34)
        left, middle = box.center().x() - (cap + 10 + width) / 2, box.center().y() - 1
        ink.cap(left, middle - 14, "Enter", Cap.PAPER)
        ink.text(left + cap + 10, middle + 7, words, Style(px, token, bold=True), room=width + 1)
