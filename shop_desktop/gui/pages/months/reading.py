"""Another shop's monthly file, or one's own, held against itself and looked into. Nothing of it is written into these books."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.months import HouseholdFigures, MonthFigures
from shop_desktop.domain.quantities import points_text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.keys import KnownKeys
from shop_desktop.exchange.verdict import Verdict, read_monthly, verify_file
from shop_desktop.gui.backup_words import place_name
from shop_desktop.gui.pages import Action, ListPage
from shop_desktop.gui.pages.months.part import Account, Part
from shop_desktop.gui.pages.months.words import BALANCE, balance_rows, figures_view, named
from shop_desktop.gui.sticks import sticks
from shop_desktop.gui.widgets.account import FiguresView, SealView
from shop_desktop.gui.widgets.fields import Field
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.gui.worker import Told
from shop_desktop.store.backup import reading
from shop_desktop.store.books import FILE
from shop_desktop.store.queries import months
from shop_desktop.text import N_, _, sentence

FILES = (TableColumn(title=N_("File"), share=5, strong=True), TableColumn(title=N_("Lies on"), share=4))
PEOPLE = (
    TableColumn(title=N_("Code"), share=3),
    TableColumn(title=N_("Name"), share=4, strong=True),
    TableColumn(title=N_("Before"), share=4, right=True),
    TableColumn(title=N_("In"), share=4, right=True),
    TableColumn(title=N_("Out"), share=4, right=True),
    TableColumn(title=N_("After"), share=4, right=True),
)
FOUND = (TableColumn(title=N_("Where"), share=4, strong=True), TableColumn(title=N_("What does not hold"), share=6))
ENDINGS = ("*.zip", "*.locked")
SAYS = {
    "envelope": N_("The file is not as it was written"),
    "manifest": N_("What should be in it cannot be read"),
    "member": N_("Is missing, was put in, or was changed"),
    "signature": N_("Was not signed with this key"),
    "key": N_("The key is none, or another one is named"),
    "other-key": N_("Signed with another key than before"),
    "seal": N_("Does not make the seal"),
    "journal": N_("Is not what the books inside say"),
    "totals": N_("The sums are not those of the books inside"),
}
"""What does not hold, by its code; all else is of the books inside."""
INSIDE = N_("The books inside do not add up")
Read = tuple[Verdict, MonthFigures | None]


class Reading(Part):
    """The files on the sticks; then one of them, by the balance or by household."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self.verdict: Verdict | None = None
        self.figures: MonthFigures | None = None
        self.file, self.key, self.percent = Path(), "", -1
        none = Empty(
            words=N_("No monthly file on a stick.\nPlug the stick in that it came on."),
            icon="usb",
            key=FooterKey("F5", N_("look again")),
        )
        self.files = DataTable(FILES, none)
        self.table = DataTable(BALANCE, Empty(words=N_("Nothing moved in this month."), icon="sheet"), row=44)
        self.left = self.stack = QStackedWidget()
        for part in (self.files, self.table):
            self.stack.addWidget(part)
        self.beside = self.account = Account()
        self.files.opened.connect(lambda name: self._begin(Path(name)))
        passphrase = Field("passphrase", N_("Passphrase"), hint=N_("the village tells it by another way"))
        page.card("passphrase", (passphrase,), self._with_passphrase, columns=1, verb=N_("Open it"))
        fingerprint = Field("key", N_("The key on paper"), hint=N_("24 digits and letters, on the month's report"))
        page.card("key", (fingerprint,), self._with_key, columns=1, verb=N_("Hold against it"))

    # ---- shown

    def refresh(self) -> None:
        if self.verdict is None:
            found = [
                file for place in sticks(self.shop.settings.backup_folder) for end in ENDINGS for file in sorted(place.glob(end))
            ]
            self.files.show_rows([TableRow(key=str(file), cells=(file.name, place_name(str(file.parent)))) for file in found])
        self._redraw()

    def _redraw(self) -> None:
        self.stack.setCurrentIndex(0 if self.verdict is None else 1)
        if self.verdict is None:
            title = _("What a monthly file says")
            lines = (_("It is held against itself: key, seal, every document."), _("Nothing of it comes into these books."))
            self.account.show_views(
                FiguresView(title=title), SealView(title=_("The seal is compared"), lines=lines, none=(_("no seal"), _("yet")))
            )
            return
        self._show_verdict(self.verdict)

    def _show_verdict(self, verdict: Verdict) -> None:
        month = named(verdict.month, self.shop.today()) if len(verdict.month) == 7 else ""
        if not verdict.holds:
            self.table.columns = FOUND
            self.table.show_rows(
                [TableRow(key=str(n), cells=(one.where, _(SAYS.get(one.code, INSIDE)))) for n, one in enumerate(verdict.findings)]
            )
        elif self.figures is not None and self.table.columns is not PEOPLE:
            self.table.columns = BALANCE
            self.table.show_rows(balance_rows(self.figures))
        code = seal_code(verdict.seal) if verdict.holds else ""
        lines = (_("The key: {key}", key=verdict.fingerprint), self._known(verdict))
        title = _("Sealed with {code}", code=code) if code else _("This file does not hold")
        seal = SealView(
            title=title, lines=lines, code=code, none=(_("does not"), _("hold")), waits=_("Hold code and key against the paper")
        )
        view = figures_view(self.figures, month) if self.figures is not None else FiguresView(title=_("No figures are shown"))
        self.account.show_views(view, seal)

    @staticmethod
    def _known(verdict: Verdict) -> str:
        if any(one.code == "other-key" for one in verdict.findings):
            return _("It is not the key that {village} signed with before. Ask there.", village=verdict.village)
        if verdict.pinned == verdict.fingerprint:
            return _("It is the key that {village} always signs with.", village=verdict.village)
        return _("The first file of {village}: hold the key against the paper.", village=verdict.village)

    def conclusion(self) -> tuple[str, str]:
        if self.percent >= 0:
            return _("Holding {file} against itself, {percent} per cent", file=self.file.name, percent=self.percent), _(
                "Esc stops"
            )
        if self.verdict is None:
            return _("Open a monthly file, read only"), _("It is held against itself first; nothing of it comes into these books")
        month = named(self.verdict.month, self.shop.today()) if len(self.verdict.month) == 7 else self.file.name
        if self.verdict.holds:
            return _("{village}, {month}: the file holds", village=self.verdict.village, month=month), _(
                "Read only; every letter is as it was signed"
            )
        return _("{file} does not hold: {count} places", file=self.file.name, count=len(self.verdict.findings)), _(
            "Do not take it; ask for it again"
        )

    # ---- keys

    def hints(self) -> tuple[FooterKey, ...]:
        return (*super().hints(), FooterKey("Esc", N_("Back")))

    def offered(self) -> tuple[Action, ...]:
        if self.verdict is None:
            open_ = Action(key="Enter", word=N_("open it"), do=lambda: self._begin(Path(self.files.current)))
            again = Action(key="F5", word=N_("look again"), do=self._again)
            return (open_, again) if self.files.rows else (again,)
        turn = Action(key="F3", word=N_("by household") if self.table.columns is BALANCE else N_("by kind"), do=self._turn)
        key = Action(
            key="F4",
            word=N_("key on paper"),
            do=lambda: self.page.begin("key", _("The key of {village}", village=self.verdict.village if self.verdict else "")),
        )
        return (turn, key) if self.figures is not None else (key,)

    def focus(self) -> QWidget:
        return self.files if self.verdict is None else self.table

    def back(self) -> bool:
        if self.percent >= 0:
            self.shop.worker.cancel()
            return True
        if self.verdict is None:
            return False
        self.verdict = self.figures = None
        self.refresh()
        self.page.rest()
        self.page.headed.emit()
        return True

    def _again(self) -> None:
        self.refresh()
        self.page.headed.emit()

    def _turn(self) -> None:
        """From the balance to the households and back."""
        if self.figures is None:
            return
        if self.table.columns is PEOPLE:
            self.table.columns = BALANCE
            self.table.show_rows(balance_rows(self.figures))
        else:
            self.table.columns = PEOPLE
            self.table.show_rows([household_row(one) for one in self.figures.by_household])
        self.page.headed.emit()

    # ---- the file

    def _begin(self, file: Path, *, key: str = "", passphrase: str = "") -> None:
        """Hold it against itself on the worker."""
        known, self.file = KnownKeys(self.shop.books.folder), file

        def work(told: Told) -> Read:
            return read_file(file, known, key, passphrase, told)

        what = _("Holding {file} against itself", file=file.name)
        self.shop.worker.start(what, work, self._read, self._failed, self._progress, self._stopped)
        self.percent, self.passphrase = 0, passphrase
        self.page.headed.emit()

    def _with_passphrase(self, values: dict[str, str]) -> None:
        self.page.back()
        self._begin(self.file, passphrase=values["passphrase"])

    def _with_key(self, values: dict[str, str]) -> None:
        self.page.back()
        self._begin(self.file, key=values["key"], passphrase=self.passphrase)

    def _progress(self, done: int, of: int) -> None:
        self.percent = done * 100 // max(1, of)
        self.page.headed.emit()

    def _read(self, read: Read) -> None:
        self.percent, (self.verdict, self.figures) = -1, read
        self.table.columns = BALANCE
        self._redraw()
        self.page.rest()
        self.page.headed.emit()

    def _failed(self, ended: Refused | Trouble) -> None:
        self.percent = -1
        if ended.code in ("passphrase-needed", "wrong-passphrase"):
            self.page.begin("passphrase", _("{file} is locked", file=self.file.name))
        self.page.say(sentence(ended), Tone.STOP)
        self.page.headed.emit()

    def _stopped(self) -> None:
        self.percent = -1
        self.page.headed.emit()


def household_row(one: HouseholdFigures) -> TableRow:
    """A household's month: before + in − out = after, but for what was brought over or put right."""
    moved = (one.opening, one.came_in, one.went_out, one.closing)
    return TableRow(key=one.code, cells=(one.code, one.name, *(points_text(n) for n in moved)), sort=(one.code, one.name, *moved))


def read_file(file: Path, known: KnownKeys, key: str, passphrase: str, told: Told) -> Read:
    """The verdict, and the month's figures out of the books inside where they hold."""
    verdict = verify_file(file, known, key=key, passphrase=passphrase, progress=told)
    if not verdict.holds:
        return verdict, None
    scratch = Path(tempfile.mkdtemp(prefix="qingcheng-"))
    try:
        read_monthly(file, scratch / FILE, known, passphrase)
        with reading(scratch / FILE) as inner:
            return verdict, months.month_figures(inner, verdict.month)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
