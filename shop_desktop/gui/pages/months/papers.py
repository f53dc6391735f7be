"""The papers of a closed month, shown before they are printed; what came out of them, or was kept as a file, in this window."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from shop_desktop.domain.months import MonthFigures
from shop_desktop.gui.pages import ListPage
from shop_desktop.gui.print_preview import Preview, imprint_of, preview
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.operations.prints import record_print
from shop_desktop.printing.certification import certification_pdf
from shop_desktop.printing.month_report import month_report_pdf
from shop_desktop.store.queries import documents, glance, tickets
from shop_desktop.text import N_, _

REPORT, LIST = "report", "list"
NAMES = {REPORT: N_("report of the month"), LIST: N_("list to certify")}
"""What their files are called, after village and month."""


class _Printed:
    """Stands between a paper and the page: what the paper says at its end means that it came out, unless it was kept."""

    def __init__(self, page: ListPage, done: str, papers: "Papers") -> None:
        self.page, self.done, self.papers, self.shop = page, done, papers, page.shop
        self.file: Path | None = None

    def keep(self, place: str) -> None:
        self.file = Path(place)

    def window(self) -> QWidget:
        return self.page.window()

    def say(self, words: str, tone: Tone = Tone.OK) -> None:
        if self.file is not None:
            self.papers.was_kept(self.done, self.file)
        else:
            self.papers.came_out(self.done)
        self.page.say(words, tone)


class Papers:
    """`done` is called when a paper came out."""

    def __init__(self, page: ListPage) -> None:
        self.page, self.shop = page, page.shop
        self.listed: set[str] = set()
        self.files: dict[str, Path] = {}

    def show(self, what: str, figures: MonthFigures, said: str) -> Preview:
        """The report or the list of a month, over the window."""
        imprint = imprint_of(self.shop)
        if what == REPORT:
            half_year = glance.points_by_month(self.shop.reader, figures.label)
            pdf, title = month_report_pdf(figures, imprint, half_year=half_year), _("Report of {month}", month=said)
        else:
            pdf, title = certification_pdf(figures, imprint), _("List of {month} to be certified", month=said)
        opener = _Printed(self.page, f"{what} {figures.label}", self)
        shown = preview(opener, pdf, title=title, name=f"{figures.village}-{figures.label}-{_(NAMES[what])}")
        shown.kept.connect(opener.keep)
        return shown

    def came_out(self, done: str) -> None:
        """Note it: the report under the close's own number."""
        what, month = done.split()
        number = number_of(self.shop, month)
        if what == REPORT and number:
            record_print(self.shop.books, number, user=self.shop.user.login, now=self.shop.clock())
        self.listed.add(done)
        self._again()

    def was_kept(self, done: str, file: Path) -> None:
        """No printer took it: it lies as a file, to be printed elsewhere."""
        self.files[done] = file
        self._again()

    def _again(self) -> None:
        self.page.refresh()
        self.page.headed.emit()

    def kept(self, what: str, month: str) -> Path | None:
        """Where it lies as a file, kept in this window and still there."""
        file = self.files.get(f"{what} {month}")
        return file if file is not None and file.is_file() else None

    def printed(self, what: str, month: str) -> bool:
        """Whether it came out before: the report ever, the list in this window."""
        number = number_of(self.shop, month)
        return f"{what} {month}" in self.listed or (
            what == REPORT and bool(number) and tickets.copies_printed(self.shop.reader, number) > 0
        )


def number_of(shop: Shop, month: str) -> str:
    """The number of a month's close; "" while it is open."""
    return documents.that_set(shop.reader, "month.close", {"month": month}) or ""
