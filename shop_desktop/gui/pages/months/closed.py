"""The months that are closed, newest first, each with its seal; Enter goes to one."""

from collections.abc import Callable

from shop_desktop.domain.quantities import kg_text
from shop_desktop.gui.pages import Action, ListPage
from shop_desktop.gui.pages.months.part import Account, Part
from shop_desktop.gui.pages.months.words import day_text, figures_view, named
from shop_desktop.gui.widgets.account import FiguresView, SealView
from shop_desktop.gui.widgets.table import TableRow
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.store.queries import days, months
from shop_desktop.store.queries.days import Certified
from shop_desktop.text import N_, _


class ClosedMonths(Part):
    """`opened` is called with the month that Enter took, `void` with a confirmation that Del is to take back."""

    def __init__(self, page: ListPage, opened: Callable[[str], object], void: Callable[[Certified], object]) -> None:
        super().__init__(page)
        self._opened, self._void = opened, void
        self.left, self.account = page.table, Account()
        self.beside = self.account
        page.table.opened.connect(opened)

    def refresh(self) -> None:
        reader = self.shop.reader
        self.figures = {month: months.month_figures(reader, month) for month in reversed(months.closed_months(reader))}
        self.certified = {month: found for month in self.figures if (found := days.certified(reader, month)) is not None}
        rows = []
        for month, figures in self.figures.items():
            certified = self.certified.get(month)
            said = day_text(certified.on) if certified else ""
            cells = (named(month, self.shop.today()), figures.seal, f"{kg_text(figures.net_g, group=True)} kg", said)
            badge, tone = ("", Tone.QUIET) if certified else (_("not confirmed"), Tone.TODO)
            rows.append(TableRow(key=month, cells=cells, badge=badge, tone=tone))
        self.page.table.show_rows(rows)
        self.show_facts()

    def show_facts(self) -> None:
        """The figures of the month under the bar."""
        month = self.page.table.current
        figures = self.figures.get(month)
        if figures is None:
            title = _("Each closed month has its seal")
            self.account.show_views(FiguresView(title=title), SealView(title=title, none=(_("no seal"), _("yet"))))
            return
        title, lines = _("Sealed with {code}", code=figures.seal), (_("The same code stands on the report and in the file."),)
        seal = SealView(title=title, lines=lines, code=figures.seal)
        self.account.show_views(figures_view(figures, named(month, self.shop.today())), seal)

    def conclusion(self) -> tuple[str, str]:
        count = len(self.figures)
        below = _("Their papers can be printed and their files made again; nothing in them changes")
        return (_("{count} months are closed", count=count) if count else _("No month is closed yet")), below

    def offered(self) -> tuple[Action, ...]:
        take = Action(key="Enter", word=N_("papers and file"), do=lambda: self._opened(self.page.table.current), row=True)
        found = self.certified.get(self.page.table.current)
        if found is None:
            return (take,) if self.page.table.rows else ()
        return take, Action(key="Del", word=N_("void"), do=lambda: self._void(found), op="document.void", row=True)

    def hints(self) -> tuple[FooterKey, ...]:
        return (*super().hints(), FooterKey("Esc", N_("Back")))
