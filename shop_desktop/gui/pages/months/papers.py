"""The papers of a closed month, shown before they are printed, and what was printed of them in this window."""

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
from shop_desktop.text import _

REPORT, LIST = "report", "list"


class _Printed:
    """Stands between a paper and the page: what the paper says at its end means that it came out, or was kept."""

    def __init__(self, page: ListPage, done: str, papers: "Papers") -> None:
        self.page, self.done, self.papers, self.shop = page, done, papers, page.shop

    def window(self) -> QWidget:
        return self.page.window()

    def say(self, words: str, tone: Tone = Tone.OK) -> None:
        self.papers.came_out(self.done)
        self.page.say(words, tone)


class Papers:
    """`done` is called when a paper came out."""

    def __init__(self, page: ListPage) -> None:
        self.page, self.shop = page, page.shop
        self.listed: set[str] = set()

    def show(self, what: str, figures: MonthFigures, said: str) -> Preview:
        """The report or the list of a month, over the window."""
        imprint = imprint_of(self.shop)
        if what == REPORT:
            half_year = glance.points_by_month(self.shop.reader, figures.label)
            pdf, title = month_report_pdf(figures, imprint, half_year=half_year), _("Report of {month}", month=said)
        else:
            pdf, title = certification_pdf(figures, imprint), _("List of {month} to be certified", month=said)
        opener = _Printed(self.page, f"{what} {figures.label}", self)
        return preview(opener, pdf, title=title, name=f"{figures.village}-{figures.label}-{what}")

    def came_out(self, done: str) -> None:
        """Note it: the report under the close's own number."""
        what, month = done.split()
        number = number_of(self.shop, month)
        if what == REPORT and number:
            record_print(self.shop.books, number, user=self.shop.user.login, now=self.shop.clock())
        self.listed.add(done)
        self.page.refresh()
        self.page.headed.emit()

    def printed(self, what: str, month: str) -> bool:
        """Whether it came out before: the report ever, the list in this window."""
        number = number_of(self.shop, month)
        return f"{what} {month}" in self.listed or (
            what == REPORT and bool(number) and tickets.copies_printed(self.shop.reader, number) > 0
        )


def number_of(shop: Shop, month: str) -> str:
    """The number of a month's close; "" while it is open."""
    return documents.that_set(shop.reader, "month.close", {"month": month}) or ""
