"""A paper on the screen before it is printed: Enter prints it, F4 keeps it as a file, Esc leaves.

Any page opens it by `preview(page, pdf, title=…, name=…)`; it lies over the whole window until it is left.
"""

import contextlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui import theme
from shop_desktop.gui.paper import ZOOMS, Sheet
from shop_desktop.gui.paper import Pages as Pages
from shop_desktop.gui.print_queue import queues
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.footer import FooterBar, Notice
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.small import KeyButton
from shop_desktop.gui.widgets.values import FooterKey, NoticeView, Tone
from shop_desktop.gui.worker import Told
from shop_desktop.printing.sheet import Imprint
from shop_desktop.store.queries.shop import village_of
from shop_desktop.text import N_, _, sentence

FOLDER = "papers"
"""Where papers lie that were kept as files, beside the books."""
POINTS_PER_INCH, DOTS_PER_INCH = 72, 300
SIDE, FOOT, GAP = 372.0, 56.0, 22.0
ENLARGES = {"+": 1, "−": -1, "0": 0}
MOVES = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_ODD = re.compile(r"[^\w.-]+")


class Opener(Protocol):
    """What a paper is shown over: a page of the manager's, or whatever has a shop and a line to say something in."""

    shop: Shop

    def window(self) -> QWidget: ...

    def say(self, words: str, tone: Tone = ...) -> None: ...


def preview(page: Opener, pdf: bytes, *, title: str, name: str) -> "Preview":
    """Show a paper over the page's window. `title` for people; `name` is the file's, without its ending."""
    shown = Preview(page, pdf, title=title, name=name)
    shown.open()
    return shown


def imprint_of(shop: Shop) -> Imprint:
    """Whose paper it is, who prints it and when."""
    village = village_of(shop.reader)
    return Imprint(
        village=village.name,
        township=village.township,
        printed_at=shop.clock(),
        by=shop.user.shown,
        practice=shop.settings.practice,
    )


def print_pages(printer: QPrinter, pages: Pages, name: str, told: Told = lambda _done, _of: None) -> None:
    """Each page as large as it is. Trouble: `printer-off` where the queue does not take it."""
    printer.setDocName(name)
    printer.setFullPage(True)
    painter = QPainter()
    for number, (width, height) in enumerate(pages.sizes_pt):
        printer.setPageLayout(_layout(width, height))
        if not (printer.newPage() if number else painter.begin(printer)):
            raise Trouble("printer-off", address=printer.printerName(), cause="the queue does not take it")
        image = pages.picture(number, DOTS_PER_INCH / POINTS_PER_INCH)
        painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
        told(number + 1, len(pages.sizes_pt))
    painter.end()


def _layout(width: float, height: float) -> QPageLayout:
    """A sheet of this size upright or lying, without margins: the paper has its own."""
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    size = QSizeF(min(width, height), max(width, height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(page, turned, QMarginsF(0, 0, 0, 0))


def kept_as(folder: Path, name: str, pdf: bytes) -> Path:
    """Write the file whole or not at all; answers where it lies. Trouble: `paper-folder`."""
    stem = _ODD.sub("-", name).strip("-.")[:80] or "paper"
    place = folder / f"{stem}.pdf"
    draft = place.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(pdf)
        draft.replace(place)
    except OSError as said:
        raise Trouble("paper-folder", place=str(folder)) from said
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return place


def kept_words(place: Path) -> str:
    """Where a file lies, for people: its name and its folder's."""
    return _("Kept as {file}, in the folder {folder} beside the books", file=place.name, folder=place.parent.name)


class Preview(QWidget):
    """`left` says that it is gone, `kept` where it lies as a file. Without a printer of the system, Enter keeps a file."""

    left = Signal()
    kept = Signal(str)

    def __init__(self, page: Opener, pdf: bytes, *, title: str, name: str) -> None:
        super().__init__(page.window())
        self.page, self.over, self.title, self.name = page, page.window(), title, name
        self.pages = Pages(pdf)
        self.queues = queues()
        self.queue = self._proposed()
        self.sheet, self.card = Sheet(self.pages), _Card(self)
        self.footer, self.notice = FooterBar(left=22), Notice()
        for part in (self.sheet, self.card, self.footer, self.notice):
            part.setParent(self)
            part.pressed.connect(self.press)
        for button in self.card.buttons:
            button.pressed.connect(self.press)
        self.notice.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before = self.over.focusWidget()

    def open(self) -> None:
        """Lie over the window and take the keys."""
        self.over.installEventFilter(self)
        self.setGeometry(self.over.rect())
        self.footer.show_keys(self._keys())
        self.show()
        self.raise_()
        self.setFocus()

    @property
    def number(self) -> int:
        """The page that is seen."""
        return self.sheet.number

    def _proposed(self) -> str:
        """The printer taken last, else the system's own choice, else the first; "" where there is none."""
        wanted = (self.page.shop.settings.page_printer, QPrinterInfo.defaultPrinterName(), *self.queues)
        return next((name for name in wanted if name in self.queues), "")

    def _keys(self) -> tuple[FooterKey, ...]:
        turn = (FooterKey("PgUp PgDn", N_("pages")),) if len(self.pages.sizes_pt) > 1 else ()
        other = (FooterKey("F3", N_("other printer")),) if len(self.queues) > 1 else ()
        keep = (FooterKey("F4", N_("keep as a file")),)
        first = FooterKey("Enter", N_("print") if self.queue else N_("keep as a file"))
        zoom = (FooterKey("+", N_("larger")), FooterKey("−", N_("smaller")), FooterKey("0", N_("whole page")))
        move = (FooterKey("← ↑ ↓ →", N_("move")),) if self.sheet.zoom else ()
        return (*turn, first, *other, *(keep if self.queue else ()), *zoom, *move, FooterKey("Esc", N_("go back")))

    # ---- keys

    def press(self, key: str) -> None:
        """A key by its name."""
        doing = {"Enter": self._print if self.queue else self._keep, "F3": self._other, "F4": self._keep, "Esc": self.leave}
        if key in ("PgDn", "PgUp"):
            self.turn(1 if key == "PgDn" else -1)
        elif key in ENLARGES:
            self.sheet.enlarge(ENLARGES[key])
            self.footer.show_keys(self._keys())
            self.card.update()
        elif key in MOVES:
            self._move(*MOVES[key])
        elif key in doing:
            try:
                doing[key]()
            except (Refused, Trouble) as ended:
                self._say(sentence(ended))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = _NAMES.get(Qt.Key(event.key()), "")
        if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and event.key() == Qt.Key.Key_Insert:
            name = "0"  # the pad's 0 without NumLock
        if name and (name in MOVES or not event.isAutoRepeat()):
            self.press(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._move(0, -1 if event.angleDelta().y() > 0 else 1)

    def _move(self, right: int, down: int) -> None:
        """Over the page; beyond its end to the next one."""
        if not self.sheet.shift(right, down) and down:
            self.turn(down)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no key goes past the paper to what lies below it
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self.over.rect())
        return super().eventFilter(watched, event)

    def turn(self, by: int) -> None:
        """To the next page or the one before."""
        number = max(0, min(self.number + by, len(self.pages.sizes_pt) - 1))
        if number != self.number:
            self.sheet.show_page(number, at_end=by < 0)
            self.card.update()

    def _other(self) -> None:
        if self.queues:
            self.queue = self.queues[(self.queues.index(self.queue) + 1) % len(self.queues)]
            self.card.update()
            with contextlib.suppress(OSError):  # it is asked again next time
                self.page.shop.keep(replace(self.page.shop.settings, page_printer=self.queue))

    # ---- what becomes of it

    def _print(self) -> None:
        queue, pages, name = self.queue, self.pages, self.name

        def work(told: Told) -> None:
            if queue not in queues():
                raise Trouble("printer-off", address=queue, cause="no such printer")
            print_pages(QPrinter(QPrinterInfo.printerInfo(queue), QPrinter.PrinterMode.HighResolution), pages, name, told)

        self._say(_("On its way to {printer} …", printer=queue), Tone.INFO)
        self.page.shop.worker.start(_("Printing"), work, self._printed, self._failed)

    def _printed(self, _nothing: Any) -> None:
        self._end(_("Sent to {printer}: {title}", printer=self.queue, title=self.title))

    def _failed(self, ended: Refused | Trouble) -> None:
        off = _("The printer does not answer. See that it is on and its cable sits; then press Enter again.")
        self._say(off if ended.code == "printer-off" else sentence(ended))

    def _keep(self) -> None:
        place = kept_as(Path(self.page.shop.books.folder) / FOLDER, self.name, self.pages.pdf)
        self.kept.emit(str(place))
        self._end(kept_words(place))

    def _end(self, words: str) -> None:
        self.leave()
        self.page.say(words)

    def leave(self) -> None:
        """Back to what lay below, with the keys where they were."""
        self.over.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.left.emit()
        self.deleteLater()

    def _say(self, words: str, tone: Tone = Tone.STOP) -> None:
        self.notice.show_view(NoticeView(text=words, tone=tone))
        self.notice.show()
        self._place()

    # ---- shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        scale = theme.page_scale(self.width(), self.height(), self.page.shop.settings.text_percent / 100)
        width, height = self.width() / scale, self.height() / scale
        bottom = height - FOOT - GAP
        self.footer.place(QRectF(0, height - FOOT, width, FOOT), scale)
        if not self.notice.isHidden():
            self.notice.place(QRectF(GAP, bottom - 26, width - 2 * GAP, 40), scale)
            bottom -= 36
        self.sheet.place(QRectF(GAP, GAP, width - SIDE - 3 * GAP, bottom - GAP), scale)
        self.card.place(QRectF(width - SIDE - GAP, GAP, SIDE, bottom - GAP), scale)

    def paintEvent(self, _event: QEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.PAPER))
        painter.end()


class _Card(Painted):
    """What the paper is, where it will go, and the keys."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        first = _("Print") if preview.queue else _("Keep as a file")
        self.buttons = [KeyButton("Enter", first, lit=True, parent=self)]
        if preview.queue:
            self.buttons.append(KeyButton("F4", _("Keep as a file"), parent=self))
        self.buttons.append(KeyButton("Esc", _("Go back"), parent=self))
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.area.height() - 19 - 60 * len(self.buttons) + 12
        for place, button in enumerate(self.buttons):
            button.place(QRectF(19, top + 60 * place, self.area.width() - 38, 48), self.scale)

    def draw(self, ink: Ink) -> None:
        shown, room = self.preview, self.area.width() - 38
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        y = 42.0
        for line in ink.wrapped(shown.title, Style(22, theme.INK, bold=True), room)[:3]:
            ink.text(19, y, line, Style(22, theme.INK, bold=True), room=room)
            y += 30
        ink.rule(1, self.area.width() - 1, y - 10, theme.INK, 2)
        count = len(shown.pages.sizes_pt)
        size = _("{times} times", times=f"{ZOOMS[shown.sheet.zoom]:g}") if shown.sheet.zoom else _("the whole page")
        rows = (
            (_("Page"), _("{number} of {count}", number=shown.number + 1, count=count)),
            (_("Shown"), size),
            (_("Printer"), shown.queue or "–"),
        )
        for label, words in rows:
            ink.text(19, y + 28, label, Style(16, theme.INK2))
            ink.text(19 + room, y + 28, words, Style(17, theme.INK, bold=True), Side.RIGHT, room=room - 80)
            ink.rule(1, self.area.width() - 1, y + 45, theme.LINE)
            y += 46
        hint = _("No printer is set up on this PC. The file can be printed elsewhere.")
        for line in () if shown.queue else ink.wrapped(hint, Style(16, theme.INK2), room):
            ink.text(19, y + 28, line, Style(16, theme.INK2), room=room)
            y += 24


_NAMES = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_F3: "F3",
    Qt.Key.Key_F4: "F4",
    Qt.Key.Key_PageDown: "PgDn",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_Plus: "+",
    Qt.Key.Key_Equal: "+",
    Qt.Key.Key_Minus: "−",
    Qt.Key.Key_0: "0",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
}
