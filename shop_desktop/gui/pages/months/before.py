"""What stands between a month and its close: the checks, the verification on the worker, what is left and why, the stick.

Looks and remembers for the page, which draws it; posts nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shop_desktop.domain.calendar import month_days, month_of
from shop_desktop.domain.months import Check
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.pages.months.words import LEFT, QUIET, SETTLED_AT, TO_DO, Verified, row_of, verified_row
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.stick_words import stick_words
from shop_desktop.gui.sticks import sticks
from shop_desktop.gui.widgets.checks import CheckRow
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.gui.worker import Told
from shop_desktop.store.queries import checks, months
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.store.verify import verify_books
from shop_desktop.text import N_, _

VERIFYING = N_("Holding the books against themselves")
STICK, VERIFY = "stick", "verify"


class Before(QObject):
    """`moved`: something is other now, show the rows anew. `left` holds a reason for each warning that stays, by its code."""

    moved = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self.shop = shop
        self.month = ""
        self.left: dict[str, str] = {}
        self.checks: tuple[Check, ...] = ()
        self.verified: Verified | None = None
        self.percent = -1
        self._quiet = False
        self._again: Callable[[], object] | None = None
        shop.worker.changed.connect(self._worker_changed)

    # ---- what is to be closed

    def look(self) -> None:
        """Ask the books anew: which month is next, and what stands before it. Verifies, unless nothing came since."""
        reader, now = self.shop.reader, month_of(self.shop.today())
        open_ = months.open_months(reader, now)
        month = open_[0] if open_ else now
        if month != self.month:
            self.month, self.left = month, {}
        self.checks = checks.before_close(reader, month)
        self.places = sticks(self.shop.settings.backup_folder)
        if not self._quiet and (self.verified is None or self.verified.documents != shop_queries.document_count(reader)):
            self.verify()

    @property
    def over(self) -> bool:
        """Whether the month has passed, so that it can be closed."""
        return self.shop.today() > month_days(self.month)[1]

    @property
    def stick(self) -> Path | None:
        """Where the monthly file goes; None while no stick is plugged in."""
        return self.places[0] if self.places else None

    # ---- the verification

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """The close verifies by itself: what is posted inside is as good as looked at."""
        self._quiet = True
        try:
            yield
            self.verified = Verified(documents=shop_queries.document_count(self.shop.reader))
        finally:
            self._quiet = False

    def verify(self) -> None:
        """Begin it on the worker; where that is at other work, once it is done."""
        if self.shop.worker.running:
            self._again = self.verify
            return
        self._again, self.verified, self.percent = None, None, 0
        books = self.shop.books

        def work(told: Told) -> Verified:
            connection = books.read_only()
            try:
                found = verify_books(connection, told)
                count = shop_queries.document_count(connection)
            finally:
                connection.close()
                connection.engine.dispose()
            return Verified(documents=count, wrong=len(found), where=found[0].where if found else "")

        self.shop.worker.start(_(VERIFYING), work, self._verified, self._failed, self._progress, self._stopped)

    def _progress(self, done: int, of: int) -> None:
        self.percent = done * 100 // max(1, of)
        self.moved.emit()

    def _verified(self, verified: Verified) -> None:
        self.verified, self.percent = verified, -1
        self.moved.emit()

    def _failed(self, ended: Refused | Trouble) -> None:
        """What cannot be read does not add up."""
        self._verified(Verified(documents=0, wrong=1, where=str(ended.facts.get("where") or ended.code)))

    def _stopped(self) -> None:
        self.percent = -1
        self.moved.emit()

    def stop(self) -> None:
        """Leave off verifying for now."""
        if self.percent >= 0:
            self.shop.worker.cancel()

    def _worker_changed(self) -> None:
        if self._again is not None and not self.shop.worker.running:
            self._again()
            self.moved.emit()

    # ---- rows

    def rows(self, name: str, pages: frozenset[str]) -> tuple[CheckRow, ...]:
        """The checks in the page's order, those to do with the digit and the word that settle them."""
        told = {check.code: row_of(check, name) for check in self.checks}
        shown = [row for code, row in told.items() if code not in QUIET or row.tone is not Tone.OK]
        rows = [*shown[:1], self._verify_row(), *shown[1:], self._stick_row()]
        keyed, digit = [], 0
        for row in rows:
            if row.code in self.left:
                row = replace(row, badge=_(LEFT), below=self.left[row.code], tone=Tone.QUIET, icon="pencil", verb="")
            else:
                row = replace(row, verb=row.verb or self._verb(row, pages))
            if row.verb and digit < 9:
                digit += 1
                row = replace(row, key=str(digit))
            keyed.append(row)
        return tuple(keyed)

    @staticmethod
    def _verb(row: CheckRow, pages: frozenset[str]) -> str:
        if row.tone is Tone.OK or row.code not in SETTLED_AT:
            return ""
        page, word = SETTLED_AT[row.code]
        return _(word) if page in pages else ""

    def _verify_row(self) -> CheckRow:
        title = _("The books are being held against themselves")
        if self.percent >= 0:
            below = _("Looking at them from the first document, {percent} per cent", percent=self.percent)
            return CheckRow(code=VERIFY, title=title, below=below, tone=Tone.INFO, icon="clock", verb=_("Stop"))
        if self.verified is not None:
            return verified_row(self.verified)
        below = _("A month is closed only over books that add up")
        if self._again is not None:
            below = _("Waits for other work to end: {what}", what=self.shop.worker.running)
        title = _("The books were not looked at")
        return CheckRow(code=VERIFY, title=title, below=below, badge=_(TO_DO), tone=Tone.TODO, verb=_("Look at them"))

    def _stick_row(self) -> CheckRow:
        if self.stick is not None:
            return CheckRow(
                code=STICK,
                title=_("The stick is plugged in"),
                below=_("The monthly file goes to {stick}", stick=stick_words(self.stick)),
                badge=_("done"),
            )
        below = _("The monthly file goes to the committee; plug a stick in")
        return CheckRow(
            code=STICK, title=_("No stick is plugged in"), below=below, badge=_(TO_DO), tone=Tone.TODO, verb=_("It is in now")
        )

    def open_rows(self, rows: tuple[CheckRow, ...]) -> tuple[CheckRow, ...]:
        """Those that must be settled, or left with a reason, before the close."""
        return tuple(row for row in rows if row.tone in (Tone.TODO, Tone.STOP, Tone.INFO))

    def may_leave(self, row: CheckRow) -> bool:
        """Only a verification that failed, or was not made, cannot be left."""
        return row.code != VERIFY and row.tone is Tone.TODO

    def leave(self, code: str, why: str) -> None:
        """Keep the warning as it is; the reason stands in the close."""
        self.left[code] = why

    def forget(self, code: str) -> None:
        """The warning is to do again."""
        self.left.pop(code, None)
