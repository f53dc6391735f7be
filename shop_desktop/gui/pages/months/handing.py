"""A closed month handed over: report and list on paper, the file on a stick, and the committee's confirmation that came back."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.monthly import MANIFEST, Exported, export_month
from shop_desktop.gui import backup_words
from shop_desktop.gui.pages import Action, ListPage, day_of
from shop_desktop.gui.pages.months.papers import LIST, REPORT, Papers
from shop_desktop.gui.pages.months.part import Account, Part
from shop_desktop.gui.pages.months.words import DONE, TO_DO, day_text, figures_view, named, tally
from shop_desktop.gui.stick_words import stick_words
from shop_desktop.gui.sticks import sticks
from shop_desktop.gui.widgets.account import SealView
from shop_desktop.gui.widgets.checks import CheckList, CheckRow
from shop_desktop.gui.widgets.fields import Choice, Date, Field, Options
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.gui.worker import Told
from shop_desktop.store.queries import days, fund, months
from shop_desktop.store.queries.days import Certified
from shop_desktop.text import N_, _, sentence

FILE, CERTIFY, VOID = "file", "certify", "void"
PASSPHRASE = Field("passphrase", N_("Passphrase"), hint=N_("empty: none. Tell it to the committee by another way"), optional=True)
WITH, WITHOUT = "with", "without"
PAPERS = {
    REPORT: (
        N_("The report is printed"),
        N_("The report is kept as a file"),
        N_("The report is not printed"),
        N_("All figures of the month, to be signed"),
        N_("Print the month's report"),
    ),
    LIST: (
        N_("The list is printed"),
        N_("The list is kept as a file"),
        N_("The list is not printed"),
        N_("Each household's points, for the committee to certify"),
        N_("Print the list"),
    ),
}
"""What a paper says when it came out, when it lies as a file, when neither, what it is, and the button's word."""


class Handing(Part):
    """`month` is the closed one that is shown."""

    step = 3
    month = ""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self.list, self.account, self.papers = CheckList(), Account(), Papers(page)
        self.left, self.beside = self.list, self.account
        self.rows: tuple[CheckRow, ...] = ()
        self.fingerprint, self.percent = "", -1
        self.written: dict[str, Path] = {}
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _code: page.headed.emit())
        self.list.pressed.connect(page.press)
        self.account.seal.pressed.connect(page.press)
        signed = Field("signed_by", N_("Who signed"), hint=N_("as it stands on the paper"))
        paper = Field("paper", N_("Number of the paper"))
        page.card(CERTIFY, (signed, paper, Date("on", N_("Signed on"), optional=True)), self._certify, columns=1)
        photos = Choice("photos", N_("Pictures of the papers"), options=self._photos)
        page.card(FILE, (photos, PASSPHRASE), self._write_so, columns=1, verb=N_("Write it"))
        page.card(VOID, (Field("reason", N_("Reason")),), self._void, columns=1, verb=N_("Void"))

    # ---- shown

    def refresh(self) -> None:
        reader = self.shop.reader
        self.figures = months.month_figures(reader, self.month)
        self.certified = days.certified(reader, self.month)
        self._redraw()

    def _redraw(self) -> None:
        papers = tuple(self._paper_row(what) for what in (REPORT, LIST))
        rows = [*papers, self._file_row(), self._certified_row()]
        self.rows = tuple(replace(row, key=str(place) if row.verb else "") for place, row in enumerate(rows, 1))
        self.list.show_rows(_("Hand over"), tally(self.rows), self.rows)
        self.account.show_views(figures_view(self.figures, self.said), self._seal())

    def _seal(self) -> SealView:
        lines = [_("The same code stands on the report and in the file.")]
        if self.fingerprint:
            lines.append(_("The shop's key: {key}", key=self.fingerprint))
        next_ = self.open[0] if self.open else None
        return SealView(
            title=_("Sealed with {code}", code=self.figures.seal),
            lines=tuple(lines),
            code=self.figures.seal,
            key="F12" if next_ else "",
            verb=next_.verb if next_ else "",
            waits=_("Nothing is added to {month} any more", month=self.said),
            lit=True,
        )

    @property
    def said(self) -> str:
        """The month as one says it."""
        return named(self.month, self.shop.today())

    @property
    def open(self) -> tuple[CheckRow, ...]:
        return tuple(row for row in self.rows if row.tone is Tone.TODO)

    def _paper_row(self, what: str) -> CheckRow:
        done, kept, todo, below, verb = (_(words) for words in PAPERS[what])
        if self.papers.printed(what, self.month):
            return CheckRow(code=what, title=done, below=below, badge=_(DONE), verb=_("Print again"))
        if (file := self.papers.kept(what, self.month)) is not None:
            return CheckRow(
                code=what,
                title=kept,
                below=_("{file}, in the folder {folder}", file=file.name, folder=file.parent.name),
                badge=_(DONE),
                verb=verb,
            )
        return CheckRow(code=what, title=todo, below=below, badge=_(TO_DO), tone=Tone.TODO, icon="printer", verb=verb)

    def _file_row(self) -> CheckRow:
        stick, file = self.stick, self._file()
        if self.percent >= 0:
            below = _("{percent} per cent; leave the stick in", percent=self.percent)
            return CheckRow(
                code=FILE, title=_("The file is being written"), below=below, tone=Tone.INFO, icon="clock", verb=_("Stop")
            )
        if file is not None:
            below = _("{file} on {place}", file=file.name, place=backup_words.place_name(str(file.parent)))
            return CheckRow(code=FILE, title=_("The file is on the stick"), below=below, badge=_(DONE), verb=_("Write it again"))
        title, below = _("The file is not on a stick"), _("It goes to the committee; plug a stick in")
        if stick is not None:
            below = _("It goes to the committee, on {stick}", stick=stick_words(stick))
        return CheckRow(code=FILE, title=title, below=below, badge=_(TO_DO), tone=Tone.TODO, icon="usb", verb=_("Write it"))

    @property
    def stick(self) -> Path | None:
        found = sticks(self.shop.settings.backup_folder)
        return found[0] if found else None

    def _file(self) -> Path | None:
        """The month's file where it lies on a stick already; one under a passphrase where it was written in this window."""
        written = self.written.get(self.month)
        if written is not None and written.is_file():
            return written
        for place in sticks(self.shop.settings.backup_folder):
            for file in place.glob(f"*-{self.month}.zip"):
                if seal_in(file) == self.figures.seal:
                    return file
        return None

    def _certified_row(self) -> CheckRow:
        if self.certified is None:
            title, below = _("The committee has not confirmed"), _("When the signed list comes back, note who signed it")
            return CheckRow(
                code=CERTIFY, title=title, below=below, badge=_(TO_DO), tone=Tone.TODO, icon="sheet", verb=_("Note it")
            )
        facts = {"who": self.certified.signed_by, "paper": self.certified.paper, "day": day_text(self.certified.on)}
        below = _("{who} on {day}, paper {paper}", **facts)
        return CheckRow(code=CERTIFY, title=_("The committee has confirmed"), below=below, badge=_(DONE))

    def conclusion(self) -> tuple[str, str]:
        below = _("Report and list are signed by hand; the file goes to the committee on a stick.")
        if self.percent >= 0:
            return _("{month} is closed; its file is being written", month=self.said), below
        if self.open:
            return _("{month} is closed; {count} things are to be handed over", month=self.said, count=len(self.open)), below
        return _("{month} is closed and handed over", month=self.said), below

    # ---- keys

    def offered(self) -> tuple[Action, ...]:
        row = next((row for row in self.rows if row.code == self.list.current), None)
        if row is not None and row.code == CERTIFY and (found := self.certified) is not None:
            return (Action(key="Del", word=N_("void"), do=lambda: self.begin_void(found), op="document.void"),)
        if row is None or not row.verb:
            return ()
        see = Action(key="Enter", word=N_("see to it"), do=lambda: self._open(row.code))
        how = Action(key="F4", word=N_("pictures, passphrase"), do=self._ask_how)
        return (see, how) if row.code == FILE and self.percent < 0 else (see,)

    def hints(self) -> tuple[FooterKey, ...]:
        return (*super().hints(), FooterKey("Esc", N_("Back")))

    def press(self, key: str) -> bool:
        """A digit opens its row, F12 the next that is to do."""
        row = next((row for row in self.rows if row.key == key and key), None)
        if key == "F12" and self.open:
            row = self.open[0]
        if row is not None:
            self._open(row.code)
        return row is not None

    def _open(self, code: str) -> None:
        if code in (REPORT, LIST):
            self.papers.show(code, self.figures, self.said)
        elif code == FILE:
            self.shop.worker.cancel() if self.percent >= 0 else self._export()
        elif self.certified is None and self.page.allowed(Action(key="", word="", do=self.refresh, op="month.certify")):
            self.page.begin(CERTIFY, _("The committee's confirmation of {month}", month=self.said))

    # ---- done

    def _photos(self) -> Options:
        count = len(fund.scans(self.shop.reader, *month_days(self.month))) if self.month else 0
        return (WITHOUT, _("without")), (WITH, _("with {count} pictures", count=count))

    def _ask_how(self) -> None:
        """With pictures of the papers, or under a passphrase."""
        self.page.begin(FILE, _("The file of {month}", month=self.said))

    def _write_so(self, values: dict[str, str]) -> None:
        self.page.back()
        self._export(photos=values["photos"] == WITH, passphrase=values["passphrase"])

    def _export(self, *, photos: bool = False, passphrase: str = "") -> None:
        to, month, books = self.stick, self.month, self.shop.books
        if to is None:
            self.page.say(_("No stick is found. Pull it out and plug it in again."), Tone.TODO)
            return

        def work(told: Told) -> Exported:
            connection = books.read_only()
            try:
                return export_month(connection, books.folder, month, to, photos=photos, passphrase=passphrase, progress=told)
            finally:
                connection.close()
                connection.engine.dispose()

        what = _("Writing the file of {month}", month=self.said)
        try:
            self.shop.worker.start(what, work, self._exported, self._failed, self._progress, self._stopped)
        except Trouble as trouble:
            self.page.say(sentence(trouble), Tone.STOP)
            return
        self.percent = 0
        self._redraw()

    def _progress(self, done: int, of: int) -> None:
        self.percent = done * 100 // max(1, of)
        self._moved()

    def _exported(self, exported: Exported) -> None:
        self.percent, self.fingerprint = -1, exported.fingerprint
        self.written[self.month] = exported.file
        self._moved()
        self.page.say(_("Written and read back: {file}. The stick can be pulled out.", file=exported.file.name))

    def _failed(self, ended: Refused | Trouble) -> None:
        self.percent = -1
        self._moved()
        self.page.say(sentence(ended), Tone.STOP)

    def _stopped(self) -> None:
        self.percent = -1
        self._moved()
        self.page.say(_("Stopped; nothing was written"), Tone.INFO)

    def _moved(self) -> None:
        if self.list.isVisible():
            self._redraw()
            self.page.headed.emit()

    def _certify(self, values: dict[str, str]) -> None:
        on = day_of(values, "on")
        said = {"signed_by": values["signed_by"], "paper": values["paper"], "on": on.isoformat() if on else ""}
        outcome = self.page.post("month.certify", month=self.month, **said)
        words = _("Noted: {month} is confirmed", month=self.said)
        self.page.finish(words, undo=lambda: self.page.take_back(outcome.document))

    def begin_void(self, certified: Certified) -> None:
        """Ask why a confirmation is to be voided; the month is then to be confirmed again."""
        self._voiding = certified.number
        what = _("Confirmation of {month}", month=named(certified.month, self.shop.today()))
        self.page.begin(VOID, _("Void {number}: {what}", number=certified.number, what=what))

    def _void(self, values: dict[str, str]) -> None:
        self.page.post("document.void", document=self._voiding, reason=values["reason"])
        self.page.finish(_("{number} is voided; both stay readable", number=self._voiding))


def seal_in(file: Path) -> str:
    """The seal that a monthly file names, as it stands on paper; "" where it is none, or is locked."""
    try:
        with zipfile.ZipFile(file) as members:
            return seal_code(str(json.loads(members.read(MANIFEST))["seal"]))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return ""
