"""The wizard's cards at the left: what was found on which port, and what comes on the line, on night ground."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QWheelEvent

from shop_desktop.gui import theme
from shop_desktop.gui.pages.settings.find.views import FoundRow, FoundView, WireRow, WireView
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.lines import TONE_ICONS, TONES
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import _

HEAD, ROW, FOOT = 45.0, 72.0, 51.0
WIRE_HEAD, PITCH, PARTS = 43.0, 33.0, 38.0


class FoundCard(Painted):
    """Rows with their keys; a click emits what the row says, or the foot's key."""

    view = FoundView(title="")

    def __init__(self) -> None:
        super().__init__()
        self.first = 0

    def show_view(self, view: FoundView) -> None:
        if view != self.view:
            self.view = view
            self.setAccessibleName(" · ".join((view.title, *(f"{row.title} {row.badge}" for row in view.rows))))
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.first += -1 if event.angleDelta().y() > 0 else 1
        self.update()

    def draw(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - 15
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        ink.icon(view.icon, 16, 12, 21, theme.INK)
        detail = ink.text(right, 28, view.detail, Style(15, theme.INK2), Side.RIGHT, room=200)
        ink.text(45, 30, view.title, Style(18, theme.INK, bold=True), room=right - detail - 60)
        ink.rule(1, self.area.width() - 1, HEAD, theme.INK, 2)
        bottom = self.area.height() - (FOOT if view.foot else 6)
        body = QRectF(1, HEAD + 2, self.area.width() - 2, bottom - HEAD - 2)
        if view.rows:
            self._rows(ink, body)
        else:
            for place, line in enumerate(ink.wrapped(view.empty, Style(17, theme.INK2), body.width() - 40)):
                ink.text(18, HEAD + 38 + 26 * place, line, Style(17, theme.INK2))
        if view.foot:
            self._foot(ink, bottom)

    def _rows(self, ink: Ink, body: QRectF) -> None:
        total, seen = len(self.view.rows), max(1, int((body.height() + 3) // ROW))
        self.first = max(0, min(self.first, total - seen))
        if self.view.chosen >= 0:
            self.first = min(max(self.first, self.view.chosen - seen + 1), self.view.chosen)
        for place in range(self.first, min(total, self.first + seen)):
            top = body.top() + ROW * (place - self.first)
            self._row(ink, QRectF(body.left(), top, body.width(), ROW), self.view.rows[place], place == self.view.chosen)
        if total > seen:
            track = body.height() - 8
            ink.round(
                QRectF(body.right() - 6, body.top() + 4 + track * self.first / total, 4, track * seen / total), 2, theme.LINE2
            )

    def _row(self, ink: Ink, box: QRectF, row: FoundRow, chosen: bool) -> None:
        self.hot(box, row.click or row.key)
        if chosen:
            ink.fill(QRectF(box.left(), box.top(), box.width(), box.height() - 1), theme.QING_T)
            ink.fill(QRectF(box.left(), box.top(), 4, box.height() - 1), theme.QING)
        ink.rule(box.left(), box.right(), box.bottom() - 1, theme.LINE)
        y = box.center().y()
        if row.key:
            ink.cap(15, y - 14, row.key, Cap.CHOSEN if chosen else Cap.PAPER)
        right = self._badge(ink, y, row) if row.badge else self.area.width() - 15
        ink.text(55, y - 4, row.title, Style(18, theme.INK, bold=True), room=right - 65)
        ink.text(55, y + 20, row.below, Style(16, theme.INK2), room=right - 65)

    def _badge(self, ink: Ink, y: float, row: FoundRow) -> float:
        """The verdict at the right end; returns where it begins."""
        ground, token = TONES[row.tone]
        width = text_width(row.badge, 16, bold=True) + 46
        left = self.area.width() - 15 - width
        if row.tone is not Tone.OK:
            ink.round(QRectF(left, y - 14, width, 28), 8, ground)
        ink.icon(row.icon or TONE_ICONS[row.tone], left + 10, y - 10, 20, token)
        ink.text(left + 36, y + 6, row.badge, Style(16, token, bold=True))
        return left

    def _foot(self, ink: Ink, top: float) -> None:
        """ "None of these?" and the other ways, spread over the line."""
        view, y = self.view, top + FOOT / 2
        needed = sum(cap_width(one.key) + 10 + text_width(_(one.word), 16) for one in view.foot)
        lead = text_width(view.foot_words, 16)
        room = self.area.width() - 30 - lead - needed
        gap = max(10.0, room / max(1, len(view.foot)))
        less = max(0.0, 10.0 * len(view.foot) - room) / max(1, len(view.foot))
        x = 15 + ink.text(15, y + 6, view.foot_words, Style(16, theme.INK2))
        for place, one in enumerate(view.foot):
            x += min(gap, 17.0) if place == 0 else gap if len(view.foot) < 3 else min(gap, 26.0)
            if place == len(view.foot) - 1 and place:
                x = max(x, self.area.width() - 15 - cap_width(one.key) - 10 - text_width(_(one.word), 16) + less)
            start = x
            x += ink.cap(x, y - 14, one.key) + 10
            x += ink.text(x, y + 6, _(one.word), Style(16, theme.INK), room=text_width(_(one.word), 16) - less + 0.5)
            self.hot(QRectF(start - 6, top, x - start + 12, FOOT), one.key)


class WireCard(Painted):
    """Frames as they come, oldest above, as many as there is room for."""

    view = WireView(title="")

    def show_view(self, view: WireView) -> None:
        if view != self.view:
            self.view = view
            self.update()

    @property
    def seen(self) -> int:
        """How many frames there is room for."""
        return max(1, int((self.area.height() - WIRE_HEAD - PARTS) // PITCH))

    def draw(self, ink: Ink) -> None:
        view, right = self.view, self.area.width() - 16
        ink.round(self.area, 14, theme.NIGHT)
        detail = ink.text(right, 33, view.detail, Style(15, theme.MIST), Side.RIGHT, room=right * 0.6)
        ink.text(16, 34, view.title, Style(17, theme.WHITE, bold=True), room=right - detail - 30)
        if not view.rows:
            for place, line in enumerate(ink.wrapped(view.empty, Style(16, theme.MIST), right - 16)):
                ink.text(16, WIRE_HEAD + 28 + 25 * place, line, Style(16, theme.MIST))
        for place, row in enumerate(view.rows[-self.seen :]):
            self._row(ink, WIRE_HEAD + 24 + PITCH * place, row)
        if view.parts:
            top = self.area.height() - PARTS
            ink.rule(16, right, top, theme.NIGHT3)
            ink.text(16, top + 22, view.parts, Style(15, theme.MIST), room=right - 16)

    def _row(self, ink: Ink, y: float, row: WireRow) -> None:
        right = self.area.width() - 16
        token = theme.ZHU_N if row.wrong else theme.WHITE
        ink.text(16, y, row.at, Style(15, theme.MIST), room=62)
        text = min(text_width(row.text, 16), (right - 96) * 0.5)
        ink.text(right, y, row.text, Style(16, token), Side.RIGHT, room=text + 0.5)
        room = right - 80 - text - 16
        ink.text(80, y, shortened(row.bytes, room), Style(16, token), room=room)


def shortened(told: str, room: float) -> str:
    """Bytes in hex, so many of the first as fit, and always the last two: they are the end mark."""
    pieces = told.split()
    kept = len(pieces)
    while kept > 1 and text_width(told, 16) > room:
        kept -= 1
        told = " ".join((*pieces[:kept], "…", *pieces[-2:]))
    return told
