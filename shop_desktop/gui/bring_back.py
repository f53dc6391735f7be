"""On a PC without a shop: one is brought back from a daily backup or a monthly file, by the same code as `shop-admin restore`.

Chosen on the sticks, made beside the new books, and told with its new key. Nothing of it is written over.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.backup import FOLDER
from shop_desktop.exchange.coming_back import BROUGHT, Source, sources, sweep
from shop_desktop.exchange.restore import Brought, Monthly, restore
from shop_desktop.gui import theme
from shop_desktop.gui.pages import FormCard, key_name
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.sticks import sticks
from shop_desktop.gui.widgets.fields import Field
from shop_desktop.gui.widgets.footer import FooterBar, Notice
from shop_desktop.gui.widgets.page_frame import PageHead
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import ChoiceSheet
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, NoticeView, Tone
from shop_desktop.gui.worker import Told
from shop_desktop.text import N_, _, sentence

WIDTH = 860.0
COLUMNS = (
    TableColumn(title=N_("Village"), share=4, strong=True),
    TableColumn(title=N_("As of"), share=3),
    TableColumn(title=N_("What it is"), share=5),
    TableColumn(title=N_("Lies on"), share=5),
)
FORGOTTEN = ("passphrase-needed", "wrong-passphrase")


class BringBack(QWidget):
    """`left`: back to the first start; `brought` carries the books that stand ready; `seen`: what came of it was read."""

    left = Signal()
    brought = Signal(object)
    seen = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop, self.folder = shop, shop.books.folder
        self.found: tuple[Source, ...] = ()
        self.source: Source | None = None
        self.head, self.footer, self.notice, self.list = PageHead(), FooterBar(), Notice(), ChoiceSheet()
        empty = Empty(
            words=N_("No backup and no monthly file on a stick.\nPlug the stick in, or write where the file lies."),
            icon="usb",
            key=FooterKey("F5", N_("look again")),
        )
        self.table = DataTable(COLUMNS, empty)
        self.table.opened.connect(lambda _key: self.press("Enter"))
        self.cards = {"path": self._card(_path(), self._typed), "key": self._card(_key(), self._held_to)}
        self.shown = ""
        for part in (self.head, self.footer, self.notice, self.list, self.table, *self.cards.values()):
            part.setParent(self)
        self.footer.pressed.connect(self.press)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look()

    def _card(self, fields: tuple[Field, ...], saved: Callable[[dict[str, str]], None]) -> FormCard:
        card = FormCard(fields, verb=N_("Bring it back"), columns=1)
        card.leave.show_state(_("One step back"))
        card.saved.connect(saved)
        card.cancelled.connect(lambda: self._show("table"))
        return card

    # ---- what is shown

    def _show(self, part: str) -> None:
        """The table, one of the cards, the work, or what came of it."""
        self.shown = part
        self.notice.hide()
        self.table.setVisible(part == "table")
        self.list.setVisible(part in ("work", "done"))
        for name, card in self.cards.items():
            card.setVisible(name == part)
        self.footer.show_keys(self._keys(part))
        if part in ("table", "path", "key"):
            title, below = (
                _("Bring the shop back onto this PC"),
                _("From the newest backup, or from a monthly file; both stay as they are"),
            )
            self.head.show_words(title, below)
        if part == "table":
            self.table.setFocus()
        elif part in self.cards:
            self.cards[part].form.focus_first()
        else:
            self.setFocus()

    def _keys(self, part: str) -> tuple[FooterKey, ...]:
        if part == "work":
            return (FooterKey("Esc", N_("stop")),)
        if part == "done":
            return (FooterKey("Enter", N_("go on")),)
        if part == "table":
            enter = (FooterKey("Enter", N_("bring it back")),) if self.found else ()
            more = (FooterKey("F4", N_("another file")), FooterKey("F5", N_("look again")), FooterKey("Esc", N_("one step back")))
            return (*enter, *more)
        return (FooterKey("F12", N_("bring it back")), FooterKey("Esc", N_("one step back")))

    def _look(self) -> None:
        """What lies on the sticks, and beside these books."""
        self.found = sources((*sticks(self.shop.settings.backup_folder), self.folder / FOLDER))
        self.table.show_rows(
            [
                TableRow(key=str(one.file), cells=(one.village or "–", one.since, _kind(one), str(one.file.parent)))
                for one in self.found
            ]
        )
        self._show("table")

    def focusInEvent(self, event: object) -> None:
        if self.shown == "table":
            self.table.setFocus()

    # ---- keys

    def press(self, key: str) -> None:
        """A key by its name."""
        if self.shown == "work":
            if key == "Esc":
                self.shop.worker.cancel()
        elif self.shown == "done":
            if key == "Enter":
                self.seen.emit()
        elif self.shown in self.cards:
            if key == "F12":
                self.cards[self.shown].form.save()
            elif key == "Esc":
                self._show("table")
        else:
            self._press_in_table(key)

    def _press_in_table(self, key: str) -> None:
        if key == "Esc":
            self.left.emit()
        elif key == "F5":
            self._look()
        elif key == "F4":
            self.cards["path"].begin(_("Where the file lies"), {})
            self._show("path")
        elif key == "Enter" and self.found:
            self._choose(next(one for one in self.found if str(one.file) == self.table.current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if name := key_name(event):
            self.press(name)
        else:
            super().keyPressEvent(event)

    # ---- which file, and whose key

    def _typed(self, values: dict[str, str]) -> None:
        file = Path(values["path"].strip().strip('"'))
        self._choose(Source(file=file, village="", since="", monthly=file.suffix in (".zip", ".locked")))

    def _choose(self, source: Source) -> None:
        """A daily backup is brought back at once; a monthly file is held to a key first, where its paper is at hand."""
        self.source = source
        if source.monthly:
            self._ask()
        else:
            self._begin(Monthly())

    def _ask(self) -> None:
        assert self.source is not None
        self.cards["key"].begin(self.source.file.name, {})
        self._show("key")

    def _held_to(self, values: dict[str, str]) -> None:
        self._begin(Monthly(passphrase=values["passphrase"], key=values["key"].strip(), reader=self.folder))

    # ---- the work

    def _begin(self, monthly: Monthly) -> None:
        assert self.source is not None
        file, folder, today = self.source.file, self.folder, self.shop.today()

        def work(told: Told) -> Brought:
            sweep(folder)
            return restore(file, folder / BROUGHT, today=today, monthly=monthly, progress=told)

        what = _("Bringing back {file}", file=file.name)
        self.list.show_view(
            ChoiceList(title=what, empty=_("Every document is held against its hash, every sum is made anew."), icon="shield")
        )
        self._show("work")
        self.shop.worker.start(what, work, self._done, self._failed, self._progress, self._stopped)
        self._progress(0, 1)

    def _progress(self, done: int, of: int) -> None:
        assert self.source is not None
        percent = 100 * done // max(1, of)
        title = _("Bringing back {file}: {percent} %", file=self.source.file.name, percent=percent)
        self.head.show_words(title, _("The file stays as it is. Esc stops; then nothing has changed."))

    def _done(self, brought: Brought) -> None:
        self.brought.emit(brought)

    def _stopped(self) -> None:
        self._show("table")

    def _failed(self, ended: Refused | Trouble) -> None:
        asked_again = ended.code in FORGOTTEN or ended.code in ("bad-fingerprint", "other-key")
        self._show("key" if asked_again else "table")
        if not (isinstance(ended, Refused) and self.cards["key"].refuse(ended)):
            self.say(sentence(ended))

    def say(self, words: str) -> None:
        """What went wrong, at the foot of the page."""
        self.notice.show_view(NoticeView(text=words, tone=Tone.STOP))
        self.notice.show()
        self.notice.raise_()

    def show_result(self, brought: Brought, fingerprint: str) -> None:
        """What came back, the key that this shop signs with from now on, and what to do with it."""
        self.head.show_words(
            _("{village} is back", village=brought.village or "–"), _("Checked whole: hashes, sums and balances")
        )
        last = brought.last_day.isoformat() if brought.last_day else "–"
        rows = [
            (_("Documents"), _("{count}, the last of {day}", count=f"{brought.documents:,}", day=last)),
            (_("Seal"), seal_code(brought.seal)),
        ]
        if brought.pictures or brought.missing:
            rows.append((_("Pictures of papers"), self._pictures(brought)))
        if brought.signed_by:
            rows.append((_("Signed by the key"), brought.signed_by))
        if brought.newly:
            rows.append(("", _("nobody has held it yet: hold it against the old paper")))
        rows += [
            (_("The shop's new key"), fingerprint),
            (_("What to do with it"), _("write it down, and give it to the committee")),
            ("", _("its next monthly file is signed with this key")),
            (_("Users"), self._users(brought)),
            (_("Scale and printer"), _("are this PC's own: set them up in the settings")),
        ]
        columns = (Column(share=2), Column(share=5, strong=True))
        hints = (FooterKey("Enter", N_("go on")),)
        self.list.show_view(
            ChoiceList(title=_("What came back"), columns=columns, rows=tuple(ChoiceRow(cells=row) for row in rows), hints=hints)
        )
        self._show("done")

    @staticmethod
    def _pictures(brought: Brought) -> str:
        if brought.missing:
            return _("{count}; {missing} more are missing", count=brought.pictures, missing=brought.missing)
        return f"{brought.pictures:,}"

    @staticmethod
    def _users(brought: Brought) -> str:
        return _("set a new PIN; monthly files hold none") if brought.signed_by else _("sign in with the PIN of before")

    # ---- where things lie

    def resizeEvent(self, event: QResizeEvent) -> None:
        scale = theme.page_scale(self.width(), self.height(), self.shop.settings.text_percent / 100)
        width, height = self.width() / scale, self.height() / scale
        wide = min(WIDTH, width - 44)
        left, top = (width - wide) / 2, max(0.0, min(60.0, (height - 700) / 2))
        for part in self.findChildren(Painted):
            part.scale = scale
        for card in self.cards.values():
            card.form.set_scale(scale)
        self.head.place(QRectF(left - 22, top, wide + 44, 88), scale)
        box = QRectF(left, top + 100, wide, min(560.0, height - top - 100 - 56 - 62))
        for part in (*self.cards.values(), self.list, self.table):
            part.place(box, scale)
        self.footer.place(QRectF(0, height - 56, width, 56), scale)
        self.notice.place(QRectF(22, height - 56 - 50, width - 44, 42), scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.PAPER))
        painter.end()


def _path() -> tuple[Field, ...]:
    return (Field("path", N_("File"), hint=N_("such as E:\\backups\\2026-11-24.sqlite, or the books of the old PC")),)


def _key() -> tuple[Field, ...]:
    return (
        Field(
            "key", N_("The key on paper"), hint=N_("24 digits and letters on the month's report; may stay empty"), optional=True
        ),
        Field("passphrase", N_("Passphrase"), hint=N_("only where the file is locked"), optional=True),
    )


def _kind(source: Source) -> str:
    if source.locked:
        return _("monthly file, locked")
    return _("monthly file, without PINs") if source.monthly else _("daily backup, with everything")
