"""Lists that the village has already: chosen, gone through, shown line by line, and taken in whole by one key.

A step of the way each: the kinds of list, a list gone through, work under way. What a list means is not known here.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout
from shiboken6 import isValid

from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.imports import KINDS, Checked, Kind, carry_out, check
from shop_desktop.exchange.imports_forms import keep_form
from shop_desktop.exchange.imports_rows import TITLES
from shop_desktop.gui.backup_words import place_name
from shop_desktop.gui.pages import Action, ListPage
from shop_desktop.gui.pages.imports.lines import Names
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.sticks import sticks
from shop_desktop.gui.widgets.small import KeyButton
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.gui.worker import Told
from shop_desktop.store.books import Books
from shop_desktop.text import N_, _, sentence

OPS = {"households": "household.add", "opening-points": "household.opening", "prices": "price.set", "goods": "good.add"}
TALL = 62
SHOWN = 1000
"""Lines shown at most; nobody reads more, and the count stands in the title."""
KIND_COLUMNS = (TableColumn(title=N_("List"), share=3, strong=True), TableColumn(title=N_("It must say"), share=7))
FAULT_COLUMNS = (
    TableColumn(title=N_("Line"), share=2),
    TableColumn(title=N_("Column"), share=4, strong=True),
    TableColumn(title=N_("There stands"), share=9),
)
GOOD_COLUMNS = (
    TableColumn(title=N_("Line"), share=2),
    TableColumn(title=N_("What"), share=3, strong=True),
    TableColumn(title=N_("As it will be written"), share=10),
)
WHAT = {
    "household.add": N_("household"),
    "household.opening": N_("points of before"),
    "material.add": N_("new material"),
    "price.set": N_("price"),
    "good.add": N_("good"),
    "goods.receive": N_("onto the shelf"),
}


class ImportsPage(ListPage):
    """`checked` is the list gone through, None while a kind is to be chosen."""

    name, icon, label = "imports", "download", N_("From a list")
    in_rail = False
    columns: tuple[TableColumn, ...] = KIND_COLUMNS
    empty = Empty(words="")
    reading = Empty(words=N_("The list is gone through.\nEsc stops."), icon="list")

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.checked: Checked | None = None
        self.path = Path()
        self._kind, self._writing = "", False
        self.take = KeyButton("F12", "", lit=True)
        self.take.pressed.connect(self.press)
        self.take.hide()
        right = QVBoxLayout()
        right.setSpacing(12)
        self.row.removeWidget(self.side)
        right.addWidget(self.side)
        right.addWidget(self.take)
        self.row.addLayout(right, 9)
        self.table.opened.connect(lambda _key: self.press("Enter"))
        self.setAcceptDrops(True)
        shop.worker.changed.connect(self._moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.take.setFixedHeight(round(52 * self.table.scale))

    # ---- shown

    def _moved(self) -> None:
        """The work is further than it was."""
        if self.isVisible():
            self.headed.emit()

    def rest(self) -> None:
        if self.isVisible():
            super().rest()

    @property
    def busy(self) -> bool:
        """Whether a list of this page is being gone through or written."""
        return self._writing or (bool(self.path.name) and self.checked is None)

    def refresh(self) -> None:
        if self.checked is not None:
            self._show_checked(self.checked)
        elif self.busy:
            self._show_rows(GOOD_COLUMNS, [])
        else:
            rows = [TableRow(key=kind.name, cells=(_(kind.title), needs(kind))) for kind in KINDS.values()]
            self._show_rows(KIND_COLUMNS, rows)
        self.show_facts()

    def _show_rows(self, columns: tuple[TableColumn, ...], rows: list[TableRow]) -> None:
        self.columns = self.table.columns = columns
        self.table.empty, self.table.row_height = self.reading, TALL if columns is FAULT_COLUMNS else 52
        self.table.show_rows(rows)
        self.take.setVisible(self.checked is not None and self.checked.good)

    def _show_checked(self, checked: Checked) -> None:
        """Faults first, each with what to do below it, then what was done unasked, then the lines as they will be written."""
        rows = [
            TableRow(
                key=f"fault {place}",
                cells=(line(fault.line), fault.column or _("to mend"), fault.found),
                below=fault.words,
                sort=(fault.line, fault.column, fault.found),
            )
            for place, fault in enumerate(checked.faults[:SHOWN])
        ]
        rows += [
            TableRow(key=f"note {place}", cells=(line(note.line), _("note"), note.words if checked.good else ""), below=below)
            for place, note in enumerate(checked.notes[: SHOWN - len(rows)])
            for below in ("" if checked.good else note.words,)
        ]
        wishes = checked.wishes[: SHOWN - len(rows)] if checked.good else ()
        names = Names(self.shop.reader, self.shop.today(), checked.wishes if checked.good else ())
        for place, wish in enumerate(wishes):
            cells = (line(wish.line), _(WHAT[wish.command.op]), names.said(wish.command))
            rows.append(TableRow(key=f"wish {place}", cells=cells))
        self.take.show_state(_("Take all in"), lit=True)
        self._show_rows(GOOD_COLUMNS if checked.good else FAULT_COLUMNS, rows)

    def show_facts(self) -> None:
        if self.checked is not None:
            self.facts.show_view(facts_of(self.checked))
        elif kind := self.kind:
            rows = [
                ChoiceRow(cells=(_(TITLES[name]), _(", ").join(known[:3])), badge=must(kind, name))
                for name, known in kind.columns.items()
            ]
            columns = (Column(title=_("It may say"), share=3), Column(title=_("Under such words"), share=5))
            self.facts.show_view(ChoiceList(title=_(kind.title), columns=columns, rows=tuple(rows), icon="list"))

    def conclusion(self) -> tuple[str, str]:
        done, of = self.shop.worker.so_far
        percent = f"{100 * done // of} %" if of else ""
        if self._writing:
            return _("Taking in {file} {percent}", file=self.path.name, percent=percent), _("All of it, or nothing; Esc stops")
        if self.checked is None and self.busy:
            return _("Going through {file} {percent}", file=self.path.name, percent=percent), _("Nothing is written yet")
        if self.checked is None:
            return _("Bring in a list that you have"), _("xlsx or csv; nothing is written before you have seen it")
        if self.checked.faults:
            below = _("Mend them in the list and press Enter; nothing is taken in before")
            return _("Things to mend in {file}: {count}", file=self.checked.file, count=f"{len(self.checked.faults):,}"), below
        return self.checked.summary(), _("{file}: F12 takes all in", file=self.checked.file)

    # ---- keys

    @property
    def kind(self) -> Kind | None:
        """The kind under the bar, or of the list that is shown."""
        return KINDS.get(self.checked.kind if self.checked else self.table.current)

    def lead_to(self, key: str) -> None:
        """The bar on this kind of list."""
        if not self.busy:
            self.checked, self.path = None, Path()
            self.refresh()
            self.table.show_rows(self.table.rows)
            self.table.place_of_bar = list(KINDS).index(key)
            self.show_facts()

    def list_offered(self) -> tuple[Action, ...]:
        if self.busy:
            return ()
        op = OPS[self.kind.name] if self.kind else ""
        if self.checked is None:
            keep = Action(key="F4", word=N_("keep a blank list"), do=self._keep_form, row=True)
            return Action(key="Enter", word=N_("choose the file"), do=self._ask, op=op, row=True), keep
        again = Action(key="Enter", word=N_("go through it again"), do=lambda: self.go_through(self.path), op=op)
        all_ = Action(key="F12", word=N_("take all in"), do=self._take_in, op=op)
        return (again, Action(key="F3", word=N_("another file"), do=self._ask, op=op), *((all_,) if self.checked.good else ()))

    def hints(self) -> tuple[FooterKey, ...]:
        if self.busy:
            return (FooterKey("Esc", N_("stop")),)
        return (*super().hints(), FooterKey("Esc", N_("Back")))

    def back(self) -> bool:
        if self.busy:
            self.shop.worker.cancel()
            return True
        if self.checked is None:
            return False
        self.lead_to(self.checked.kind)
        self.rest()
        self.headed.emit()
        return True

    # ---- the file

    def _ask(self) -> None:
        """The system's own way to choose a file; it tells by a signal."""
        folder = str(self.path.parent) if self.path.name else QStandardPaths.writableLocation(Place.DownloadLocation)
        asked = QFileDialog(self, _("Choose the list"), folder, _("Lists") + " (*.xlsx *.xlsm *.csv *.txt)")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in sticks()] + asked.sidebarUrls())
        asked.fileSelected.connect(lambda name: self.go_through(Path(name)))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and self.kind and not self.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.go_through(Path(event.mimeData().urls()[0].toLocalFile()))

    def go_through(self, path: Path) -> None:
        """Check a list on the worker."""
        kind = self.kind
        if kind is None or self.busy:
            return
        work = checking(self.shop.books, kind.name, path, self.shop.today())
        what = _("Going through {file} {percent}", file=path.name, percent="").strip()
        try:
            self.shop.worker.start(what, work, self._was_checked, self._ended, cancelled=self._stopped)
        except Trouble as trouble:
            self.say(sentence(trouble), Tone.STOP)
            return
        self._kind, self.checked, self.path = kind.name, None, path
        self.told.emit(None)
        self.refresh()
        self.headed.emit()

    def _was_checked(self, checked: Checked) -> None:
        self.checked = checked
        self.table.place_of_bar = self.table.first = 0
        self.refresh()
        self.rest()
        self.headed.emit()

    def _take_in(self) -> None:
        assert self.checked is not None
        shop, work = self.shop, writing(self.shop.books, self.checked, self.shop.user.login, self.shop.clock())
        what = _("Taking in {file} {percent}", file=self.path.name, percent="").strip()

        def done(changed: frozenset[str]) -> None:
            # The counter wants to know it too, where the pages were left meanwhile.
            shop.changed.emit(changed)
            if isValid(self):
                self._was_taken_in()

        shop.worker.start(what, work, done, self._ended, cancelled=self._stopped)
        self._writing = True
        self.take.hide()
        self.headed.emit()

    def _was_taken_in(self) -> None:
        checked, self._writing = self.checked, False
        assert checked is not None
        self.lead_to(checked.kind)
        self.headed.emit()
        self.say(_("Taken in: {summary}", summary=checked.summary()))

    def _ended(self, ended: Refused | Trouble) -> None:
        """It could not be read or written; nothing has changed."""
        self._leave_work()
        self.say(sentence(ended), Tone.STOP)

    def _stopped(self) -> None:
        self._leave_work()
        self.say(_("Stopped; nothing was taken in"), Tone.INFO)

    def _leave_work(self) -> None:
        kind = self.checked.kind if self.checked else self._kind
        if not self._writing:
            self.path = Path()
        self._writing = False
        if self.checked is None:
            self.lead_to(kind)
        else:
            self.refresh()
        self.rest()
        self.headed.emit()

    def _keep_form(self) -> None:
        """A blank list on a stick, where one is plugged in, else among the documents."""
        kind = self.kind
        assert kind is not None
        folder = next(iter(sticks()), Path(QStandardPaths.writableLocation(Place.DocumentsLocation)))
        file = keep_form(kind.name, folder)
        self.say(_("A blank list to fill in: {file}, in {folder}", file=file.name, folder=place_name(str(file.parent))))


Place = QStandardPaths.StandardLocation


def checking(books: Books, kind: str, path: Path, day: date) -> Callable[[Told], Checked]:
    """The check as work, with a connection of its own."""

    def work(told: Told) -> Checked:
        reader = books.read_only()
        try:
            return check(kind, path, reader, day=day, told=told)
        finally:
            reader.close()
            reader.engine.dispose()

    return work


def writing(books: Books, checked: Checked, by: str, now: datetime) -> Callable[[Told], Any]:
    """The writing as work."""
    return lambda told: carry_out(books, checked, by=by, now=now, told=told)


def line(number: int) -> str:
    return f"{number}" if number else ""


def needs(kind: Kind) -> str:
    """What a list must say, in the best words for it."""
    return _(", ").join(_(" or ").join(kind.columns[name][0] for name in one_of) for one_of in kind.needed)


def must(kind: Kind, name: str) -> str:
    """Whether a list cannot be without this."""
    one_of = next((one_of for one_of in kind.needed if name in one_of), ())
    return "" if not one_of else _("needed") if len(one_of) == 1 else _("one of two")


def facts_of(checked: Checked) -> ChoiceList:
    """What was read, and what was not."""
    rows = [ChoiceRow(cells=(_("Lines of the list"), f"{checked.lines:,}"))]
    rows += [ChoiceRow(cells=(_("Sheet"), checked.sheet))] if checked.sheet else []
    rows += [ChoiceRow(cells=pair) for pair in checked.columns]
    rows += [ChoiceRow(cells=(_("left out"), said)) for said in checked.left_out]
    columns = (Column(share=3), Column(share=3, strong=True))
    return ChoiceList(title=_("What the list says"), detail=checked.file, columns=columns, rows=tuple(rows), icon="list")
