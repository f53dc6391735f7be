"""A day, a month or a year by material, group, household or good: a table, its chart, and how the days went."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from shop_desktop.domain.calendar import month_days, month_of, next_month
from shop_desktop.domain.charts import Bars, Series
from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.domain.refused import Refused, Trouble
from shop_desktop.exchange.workbook import write_workbook
from shop_desktop.gui.pages import Action, Page
from shop_desktop.gui.pages.reports.subjects import SUBJECTS
from shop_desktop.gui.print_preview import FOLDER, imprint_of, kept_words, preview
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.charts import ChartCard
from shop_desktop.gui.widgets.table import DataTable, Empty
from shop_desktop.gui.widgets.tabs import Tabs
from shop_desktop.gui.widgets.values import FooterKey, Tone, joined
from shop_desktop.gui.worker import Told
from shop_desktop.printing.glance import month_name, period_text
from shop_desktop.printing.month_report import month_report_pdf
from shop_desktop.store.books import Books
from shop_desktop.store.queries import glance, months, tickets
from shop_desktop.text import N_, _, sentence

STRIP, GAP, TREND = 44.0, 12.0, 0.42
MOST_BARS = 10
DAY, MONTH, YEAR = "D", "M", "Y"
LENGTHS = (FooterKey(DAY, N_("a day")), FooterKey(MONTH, N_("a month")), FooterKey(YEAR, N_("a year")))
EARLIER, LATER = "←", "→"


def days_of(length: str, day: date) -> tuple[date, date]:
    """The first and the last day of a day's day, month or year.

    >>> days_of("M", date(2026, 11, 24)), days_of("Y", date(2026, 11, 24))[0]
    ((datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)), datetime.date(2026, 1, 1))
    """
    if length == DAY:
        return day, day
    return month_days(month_of(day)) if length == MONTH else (date(day.year, 1, 1), date(day.year, 12, 31))


def label_of(length: str, day: date) -> str:
    """How the figures of a period are labelled: 2026-11-24, 2026-11, 2026."""
    return {DAY: day.isoformat(), MONTH: month_of(day), YEAR: f"{day.year:04}"}[length]


def written(place: Path, figures: MonthFigures, books: Books, told: Told) -> Path:
    """The workbook as a file, whole or not at all. Trouble: `paper-folder`."""
    draft, reader = place.with_suffix(".part"), books.read_only()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(draft, figures, tickets.lines_of(reader, figures.since, figures.until), figures.tickets, told)
        draft.replace(place)
    except OSError as said:
        raise Trouble("paper-folder", place=str(place.parent)) from said
    finally:
        reader.close()
        draft.unlink(missing_ok=True)
    return place


class ReportsPage(Page):
    """`day` lies in the period shown; `length` says whether that is the day, its month or its year."""

    name, icon, label = "reports", "chart", N_("Reports")
    stale_on = frozenset({"tickets", "households", "goods", "materials", "prices", "sales", "fund", "months", "vendors"})

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.day, self.length, self.subject = shop.today(), MONTH, SUBJECTS[0]
        subjects = tuple(FooterKey(one.key, one.word) for one in SUBJECTS)
        self.subjects, self.lengths = Tabs(subjects, "1", self), Tabs(LENGTHS, MONTH, self)
        self.steps = Tabs((FooterKey(EARLIER, N_("earlier")), FooterKey(LATER, N_("later"))), "", self)
        empty = Empty(words=N_("Nothing in these days.\nGo to others with ← and →."), icon="chart")
        self.table = DataTable(self.subject.columns, empty, row=42, parent=self)
        self.bars, self.trend = ChartCard(self), ChartCard(self)
        for tabs in (self.subjects, self.lengths, self.steps):
            tabs.pressed.connect(self.turn)
        self.table.pressed.connect(lambda _action: self.rest())

    def refresh(self) -> None:
        since, until = days_of(self.length, self.day)
        self.figures = months.figures(self.shop.reader, since, until, label=label_of(self.length, self.day))
        self.period = self._period(since, until)
        self._show()

    def _period(self, since: date, until: date) -> str:
        if self.length == YEAR:
            return _("{year}", year=since.year)
        if self.length == MONTH and self.shop.today() >= until:
            return _("{month} {year}", month=month_name(since.isoformat()), year=since.year)
        return period_text(since, min(until, max(since, self.shop.today())))

    def _show(self) -> None:
        self.table.columns, self.table.sorted_by = self.subject.columns, None
        self.table.show_rows(self.subject.rows(self.figures))
        unit, per = self._unit()
        title = _("Month by month") if self.length == YEAR else _("Day by day")
        self.trend.show_chart(self._days(unit, per), title=title, detail=(joined(unit),), empty=self.table.empty)
        self._place()

    def _unit(self) -> tuple[str, int]:
        return (_("points"), 1) if self.subject.points else ("kg", 1000)

    def _show_bars(self) -> None:
        """The first ten by name, or as many as there is room for: what is written over them is what is drawn."""
        (unit, per), ranks = self._unit(), self.subject.bars(self.figures)
        count = min(MOST_BARS, self.bars.rows)
        said = _("the first {count}, {unit}", count=count, unit=unit) if len(ranks) > count else unit
        series = (Series("", tuple(value for _name, value in ranks[:count])),)
        bars = Bars(labels=tuple(name for name, _value in ranks[:count]), series=series, unit=unit, per=per, lying=True)
        self.bars.show_chart(bars, title=_(self.subject.word), detail=(joined(said),), empty=self.table.empty)

    def _days(self, unit: str, per: int) -> Bars:
        """How the days of a month, or the months of a year, went."""
        found = {}
        day = self.figures.since
        while day <= min(self.figures.until, max(self.shop.today(), self.figures.since)):
            found[day.isoformat() if self.length == MONTH else month_of(day)] = 0
            day = day + timedelta(days=1) if self.length == MONTH else next_month(day)
        for one in self.figures.by_day:
            key = one.day.isoformat() if self.length == MONTH else month_of(one.day)
            found[key] = found.get(key, 0) + (one.points_out if self.subject.points else one.net_g)
        labels = tuple(str(int(key[8:])) if self.length == MONTH else month_name(key) for key in found)
        return Bars(labels=labels, series=(Series("", tuple(found.values())),), unit=unit, per=per)

    def conclusion(self) -> tuple[str, str]:
        facts = self.figures
        below = _(
            "{tickets} tickets, {kg} kg, {points} points given, {spent} spent",
            tickets=f"{facts.tickets:,}",
            kg=kg_text(facts.net_g, group=True),
            points=points_text(facts.points.issued),
            spent=points_text(facts.points.spent),
        )
        return self.subject.title(facts), below

    # ---- going about

    def turn(self, key: str) -> bool:
        """Another subject, another length of the period, an earlier or a later one; False for other keys."""
        subject = next((one for one in SUBJECTS if one.key == key), None)
        if subject is not None:
            self.subject = subject
            self.subjects.choose(key)
            self._show()
        elif key in (DAY, MONTH, YEAR):
            self.length = key
            self.lengths.choose(key)
            self.refresh()
        elif key in (EARLIER, LATER):
            self._step(-1 if key == EARLIER else 1)
        else:
            return False
        self.headed.emit()
        self.rest()
        return True

    def _step(self, by: int) -> None:
        """To the period before or after; not beyond today's."""
        since, until = days_of(self.length, self.day)
        day = since - timedelta(days=1) if by < 0 else until + timedelta(days=1)
        if by > 0 and day > self.shop.today():
            return
        self.day = day
        self.refresh()

    def hints(self) -> tuple[FooterKey, ...]:
        return FooterKey("← →", N_("earlier, later")), FooterKey("↑ ↓", N_("choose"))

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(key="F4", word=N_("sort, next column"), do=self._sort),
            Action(key="P", word=N_("print"), do=self._print),
            Action(key="X", word=N_("workbook"), do=self._export),
        )

    def _print(self) -> None:
        label = label_of(self.length, self.day)
        half = glance.points_by_month(self.shop.reader, label) if self.length == MONTH else ()
        pdf = month_report_pdf(self.figures, imprint_of(self.shop), half_year=half)
        preview(self, pdf, title=_("Report {period}", period=self.period), name=f"report-{label}")

    def _export(self) -> None:
        """The period's figures and every ticket's lines, into the folder of papers, beside the window."""
        figures, books = self.figures, self.shop.books
        place = Path(books.folder) / FOLDER / f"report-{figures.label}.xlsx"

        def work(told: Told) -> Path:
            return written(place, figures, books, told)

        self.shop.worker.start(_("Writing the workbook"), work, self._exported, self._failed)
        self.say(_("Writing the workbook …"), Tone.INFO)

    def _exported(self, place: Path) -> None:
        self.say(kept_words(place))

    def _failed(self, ended: Refused | Trouble) -> None:
        self.say(sentence(ended), Tone.STOP)

    def _sort(self) -> None:
        """By the next column, the most first."""
        before = self.table.sorted_by
        column = (before[0] + 1) % len(self.table.columns) if before else 1
        self.table.sort_by(column)
        if column:
            self.table.sort_by(column)

    def rest(self) -> None:
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Left: EARLIER, Qt.Key.Key_Right: LATER}
        key = arrows.get(Qt.Key(event.key())) or event.text().upper()
        held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        if held or not (self.turn(key) or (key.isalpha() and self.press(key))):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        scale = self.table.scale
        width, height = self.width() / scale, self.height() / scale
        right = width - max(380.0, width * 0.36)
        steps, lengths, subjects = self.steps.needed, self.lengths.needed, self.subjects.needed
        narrow = width < steps + lengths + subjects * 0.9
        self.subjects.place(QRectF(0, 0, min(subjects, width - (0 if narrow else steps + lengths + GAP * 2)), STRIP), scale)
        under = STRIP + GAP if narrow else 0.0
        self.lengths.place(QRectF(0 if narrow else width - steps - GAP - lengths, under, lengths, STRIP), scale)
        self.steps.place(QRectF(width - steps, under, steps, STRIP), scale)
        top = under + STRIP + GAP
        self.table.place(QRectF(0, top, width if narrow else right - GAP, height - top), scale)
        trend = (height - top) * TREND if self.length != DAY else 0.0
        self.bars.setVisible(not narrow)
        self.trend.setVisible(not narrow and self.length != DAY)
        self.bars.place(QRectF(right, top, width - right, height - top - (trend + GAP if trend else 0)), scale)
        self.trend.place(QRectF(right, height - trend, width - right, trend), scale)
        if self.period:  # not before the books were asked
            self._show_bars()
