"""The next month to close: its checks, its figures, and the close itself, which nothing takes back."""

import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QWidget

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.gui.pages import Action, ListPage
from shop_desktop.gui.pages.months.before import STICK, VERIFY, Before
from shop_desktop.gui.pages.months.part import Account, Part
from shop_desktop.gui.pages.months.words import BALANCE, SETTLED_AT, balance_rows, figures_view, month_after, named, tally
from shop_desktop.gui.print_preview import imprint_of, preview
from shop_desktop.gui.widgets.account import SealView
from shop_desktop.gui.widgets.checks import CheckList, CheckRow
from shop_desktop.gui.widgets.fields import Field
from shop_desktop.gui.widgets.table import DataTable, Empty
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.operations.base import Outcome
from shop_desktop.operations.perform import perform
from shop_desktop.operations.requests import read_command
from shop_desktop.printing.checklist import Looked, checklist_pdf
from shop_desktop.store.queries import months
from shop_desktop.text import N_, _, sentence


class Closing(Part):
    """`closed` is called with the month once it is. Step 0 looks at the checks, 1 at the figures, in 2 it is being closed."""

    step = 0

    def __init__(self, page: ListPage, closed: Callable[[str], object]) -> None:
        super().__init__(page)
        self._closed = closed
        self.before = Before(self.shop, self)
        self.before.moved.connect(self._moved)
        self.rows: tuple[CheckRow, ...] = ()
        self.checks, self.account = CheckList(), Account()
        self.balance = DataTable(BALANCE, Empty(words=N_("Nothing moved in this month."), icon="sheet"), row=41.5)
        self.left = self.stack = QStackedWidget()
        self.beside = self.account
        for part in (self.checks, self.balance):
            self.stack.addWidget(part)
        self.checks.opened.connect(self.settle)
        self.checks.chosen.connect(lambda _code: page.headed.emit())
        self.checks.pressed.connect(page.press)
        self.account.seal.pressed.connect(page.press)
        page.card("leave", (Field("reason", N_("Why it is left as it is")),), self._leave, columns=1, verb=N_("Leave it"))

    # ---- shown

    def refresh(self) -> None:
        self.before.look()
        self.figures = months.month_figures(self.shop.reader, self.before.month)
        self._redraw()

    def _moved(self) -> None:
        """The verification went on."""
        if self.checks.isVisible():
            self._redraw()
            self.page.headed.emit()

    @property
    def month(self) -> str:
        """The month as one says it."""
        return named(self.before.month, self.shop.today())

    @property
    def open(self) -> tuple[CheckRow, ...]:
        return self.before.open_rows(self.rows)

    def _redraw(self) -> None:
        self.rows = self.before.rows(self.month, self.page.places)
        open_ = len(self.open)
        if open_ and self.step == 1:
            self.step = 0
        said = tally(self.rows, sum(row.code in self.before.left for row in self.rows))
        self.checks.show_rows(_("Check"), said, [self._with_key(row) for row in self.rows])
        self.balance.show_rows(balance_rows(self.figures))
        self.stack.setCurrentIndex(min(self.step, 1))
        self.account.show_views(figures_view(self.figures, self.month), self._seal(open_))

    def _with_key(self, row: CheckRow) -> CheckRow:
        """What has no place to go to is left: that is its next step."""
        leave = not row.verb and self.before.may_leave(row) and may_close(self.page)
        return replace(row, key="F4", verb=_("leave it")) if leave else row

    def _seal(self, open_: int) -> SealView:
        ready = self.before.over and not open_
        may = may_close(self.page)
        if self.step == 2:
            may, waits = False, _("Every document is looked at once more; leave the PC on")
        elif not may:
            waits = _("The manager closes the month")
        elif not self.before.over:
            waits = _("{month} is not over yet", month=self.month)
        elif open_:
            waits = _("Settle the {count} things at the left, or leave them with F4 and say why", count=open_)
        else:
            waits = _("What is closed stays closed") if self.step else _("Everything at the left is done")
        return SealView(
            title=_("Closing gives a code of 8 characters"),
            lines=(
                _("It stands on the report and in the file."),
                _("The committee holds paper and file together, and sees every letter that was changed."),
            ),
            none=(_("no seal"), _("yet")),
            key="F12" if may else "",
            verb=_("Look at the figures, then close") if ready and not self.step else _("Close, and make the monthly file"),
            waits=waits,
            lit=ready,
        )

    def conclusion(self) -> tuple[str, str]:
        month, count, after = self.month, len(self.open), named(month_after(self.before.month), self.shop.today())
        below = _(
            "Nothing is added to {month} or changed in it once it is closed; what is wrong is put right in {after}.",
            month=month,
            after=after,
        )
        if not self.before.over:
            last = month_days(self.before.month)[1].day
            below = _("It can be closed once day {day} has passed; see what is to do until then.", day=last)
            return _("{month} is not over yet", month=month), below
        if any(row.tone is Tone.STOP for row in self.open):
            return _("{month} cannot be closed: the books do not add up", month=month), below
        if count:
            return _("{month}: {count} things to do, then it can be closed", month=month, count=count), below
        if self.step == 2:
            return _("{month} is being closed", month=month), below
        if self.step:
            return _("Look through the figures of {month}, then close it", month=month), below
        if left := sum(row.code in self.before.left for row in self.rows):
            return _("{month} can be closed, {count} things left as they are", month=month, count=left), below
        return _("{month} can be closed", month=month), below

    # ---- keys

    @property
    def chosen(self) -> CheckRow | None:
        return next((row for row in self.rows if row.code == self.checks.current), None)

    def hints(self) -> tuple[FooterKey, ...]:
        return super().hints() if not self.step else (*super().hints(), FooterKey("Esc", N_("Back")))

    def offered(self) -> tuple[Action, ...]:
        row, found = self.chosen, []
        if not self.step and row is not None:
            if row.verb:
                found.append(Action(key="Enter", word=N_("see to it"), do=lambda: self.settle(row.code)))
            if self.before.may_leave(row):
                found.append(Action(key="F4", word=N_("leave it"), do=lambda: self._begin_leave(row), op="month.close"))
            elif row.code in self.before.left:
                found.append(Action(key="F4", word=N_("take it up again"), do=lambda: self._take_up(row.code), op="month.close"))
        if not self.step:
            found.append(Action(key="P", word=N_("list"), do=self._print))
        return tuple(found)

    def _print(self) -> None:
        """The checks as they stand, on paper."""
        looked = [Looked(row.title, row.below, row.badge) for row in self.rows]
        pdf = checklist_pdf(self.month, self.conclusion()[0], looked, imprint_of(self.shop))
        preview(self.page, pdf, title=_("Checklist of {month}", month=self.month), name=f"checklist-{self.before.month}")

    def focus(self) -> QWidget:
        return self.balance if self.step else self.checks

    def press(self, key: str) -> bool:
        """A digit settles its row; F12 goes on, from the checks to the figures, from the figures to the close."""
        if self.step == 2:
            return False
        if key == "F12":
            if not may_close(self.page):
                raise Refused("not-allowed")
            self.forward()
            return True
        row = next((row for row in self.rows if row.key == key and key), None)
        if row is None or self.step:
            return False
        self.settle(row.code)
        return True

    def back(self) -> bool:
        if not self.step:
            return False
        if self.step == 1:
            self._go(0)
        return True

    def _go(self, step: int) -> None:
        self.page.told.emit(None)
        self.step = step
        self._redraw()
        self.page.headed.emit()
        self.page.rest()

    # ---- done

    def settle(self, code: str) -> None:
        """Where this is settled: here, or on its own page."""
        row = next(row for row in self.rows if row.code == code)
        if code in self.before.left or not row.verb:
            return
        if code == STICK:
            self.refresh()
            if self.before.stick is None:
                self.page.say(_("No stick is found. Pull it out and plug it in again."), Tone.TODO)
        elif code == VERIFY:
            self.before.stop() if self.before.percent >= 0 else self.before.verify()
            self._redraw()
        else:
            self.page.wanted.emit(SETTLED_AT[code][0], code)
        self.page.headed.emit()

    def _begin_leave(self, row: CheckRow) -> None:
        self._leaving = row.code
        self.page.begin("leave", row.title)

    def _leave(self, values: dict[str, str]) -> None:
        code = self._leaving
        self.before.leave(code, values["reason"])
        self._redraw()
        self.checks.go_on()
        self.page.finish(_("Left as it is; the reason goes into the close"), undo=lambda: self._take_up(code))

    def _take_up(self, code: str) -> None:
        self.before.forget(code)
        self._redraw()
        self.checks.go_to(code)
        self.page.headed.emit()

    def forward(self) -> None:
        """The next step; what stands before it is said."""
        open_ = self.open
        if not self.before.over:
            self.page.say(_("{month} is not over yet", month=self.month), Tone.TODO)
        elif open_:
            self.page.say(_("First settle it, or leave it and say why: {what}", what=open_[0].title), Tone.TODO)
        elif not self.step:
            self._go(1)
        else:
            self._close()

    def _close(self) -> None:
        """On the worker: the close verifies all of the books once more, inside its own transaction."""
        month, left, shop = self.before.month, dict(self.before.left), self.shop
        note = _("No stick: {why}", why=left.pop(STICK)) if STICK in left else ""
        said = {"op": "month.close", "month": month, "left": left, "by": shop.user.login} | ({"note": note} if note else {})
        command, books, now = read_command(json.dumps(said).encode()), shop.books, shop.clock()
        what = _("Closing {month}", month=self.month)
        shop.worker.start(what, lambda _told: perform(books, command, now=now), self._was_closed, self._not_closed)
        self._go(2)

    def _was_closed(self, outcome: Outcome) -> None:
        month, self.step = self.before.month, 0
        with self.before.quiet():
            self.shop.changed.emit(outcome.changed)
        self._closed(month)

    def _not_closed(self, ended: Refused | Trouble) -> None:
        self._go(1)
        self.page.say(sentence(ended), Tone.STOP)


def may_close(page: ListPage) -> bool:
    """Whether the one who looks may also close."""
    return page.allowed(Action(key="F12", word="", do=page.refresh, op="month.close"))
