"""Two versions of the price table side by side: what a material was worth on one day and is on another, and what changed."""

from datetime import date, timedelta

from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Price
from shop_desktop.gui.ledger_page import LedgerPage, View
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.prices.price_list import price_text
from shop_desktop.gui.widgets.fields import Choice, Options
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, Tone
from shop_desktop.store.queries import materials, prices
from shop_desktop.text import N_, _


class Versions(View):
    """`before` and `after` are two days on which some price began; ← and → go to others."""

    key, word = "2", N_("Compare")
    empty = Empty(words=N_("There is one version of the prices.\nA second one begins with the next price."), icon="coins")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.days: tuple[date, ...] = ()
        self.before = self.after = date.min
        fields = (
            Choice("before", N_("The prices of"), options=self._days),
            Choice("after", N_("beside those of"), options=self._days),
        )
        page.card("versions", fields, self._choose, columns=1, verb=N_("Compare"))

    @property
    def columns(self) -> tuple[TableColumn, ...]:  # type: ignore[override]
        """Its titles are the two days."""
        return (
            TableColumn(title=N_("Material"), share=4, strong=True),
            TableColumn(title=self.before.isoformat(), share=5, right=True),
            TableColumn(title=self.after.isoformat(), share=5, right=True),
        )

    def _days(self) -> Options:
        return tuple((day.isoformat(), day.isoformat()) for day in reversed(self.days))

    def ask(self) -> None:
        reader = self.shop.reader
        days = sorted({row.since for row in prices.price_table(reader)} | {since for since, _points in prices.rate_table(reader)})
        if tuple(days) != self.days:
            self.days = tuple(days)
            self._newest()
        self.period = f"{self.before} · {self.after}" if len(self.days) > 1 else ""
        self.held = [{m.code: m for m in materials.offered(reader, day, all_of_them=True)} for day in (self.before, self.after)]
        self.rates = [prices.rate_in_force(reader, day).points_per_yuan for day in (self.before, self.after)]
        if self.page.view is self:
            self.page.columns = self.page.table.columns = self.columns

    def _newest(self) -> None:
        """The version in force, beside the one before it; or the next one, where there is one."""
        today = self.shop.today()
        place = max((n for n, day in enumerate(self.days) if day <= today), default=0)
        if place + 1 < len(self.days):
            place += 1
        self.after = self.days[place] if self.days else today
        self.before = self.days[place - 1] if place else self.after - timedelta(days=1)

    def step(self, by: int) -> bool:
        place = self.days.index(self.after) + by if self.after in self.days else -1
        if not 1 <= place < len(self.days):
            return False
        self.after, self.before = self.days[place], self.days[place - 1]
        return True

    def rows(self) -> list[TableRow]:
        if len(self.days) < 2:
            return []
        before, after = self.held
        rows = []
        for code, material in after.items():
            was, is_ = before[code].price, material.price
            cells = (material.name, *(price_text(price, material.unit) if price else "–" for price in (was, is_)))
            badge, tone = change(was, is_)
            rows.append(TableRow(key=code, cells=cells, badge=badge, tone=tone))
        if self.rates[0] != self.rates[1]:
            worth = tuple(_("{points} points", points=rate) for rate in self.rates)
            tone = Tone.OK if self.rates[1] > self.rates[0] else Tone.TODO
            rows.append(TableRow(key="", cells=(_("Points for one yuan"), *worth), badge=_("changed"), tone=tone))
        return rows

    def facts(self) -> ChoiceList:
        changed = [row for row in self.rows() if row.badge]
        rows = tuple(ChoiceRow(cells=(row.cells[0], f"{row.cells[1]} → {row.cells[2]}")) for row in changed)
        return ChoiceList(
            title=_("What changed"),
            detail=_("{count} of {all}", count=len(changed), all=len(self.rows())),
            columns=(Column(share=2), Column(share=5, right=True, strong=True)),
            rows=rows,
            empty=_("Nothing changed between these two"),
            icon="coins",
        )

    def conclusion(self) -> tuple[str, str]:
        if len(self.days) < 2:
            return _("There is one version of the prices"), _("A second one begins with the next price")
        changed = sum(1 for row in self.rows() if row.badge)
        title = _("From {day} on, {count} prices are others", day=self.after, count=changed)
        return title, _("Beside those from {day} on; ← and → go to other versions", day=self.before)

    def offered(self) -> tuple[Action, ...]:
        return (Action(key="F3", word=N_("other days"), do=self._begin, row=True),)

    def _begin(self) -> None:
        values = {"before": self.before.isoformat(), "after": self.after.isoformat()}
        self.page.begin("versions", _("Which two versions"), values)

    def _choose(self, values: dict[str, str]) -> None:
        first, second = sorted(date.fromisoformat(values[name]) for name in ("before", "after"))
        self.before, self.after = first, second
        self.page.back()
        self.page.refresh()


def change(was: Price | None, now: Price | None) -> tuple[str, Tone]:
    """What became of a price, in a word."""
    if was == now:
        return "", Tone.QUIET
    if was is None:
        return _("new"), Tone.INFO
    if now is None:
        return _("gone"), Tone.QUIET
    if isinstance(was, MoneyPrice) and isinstance(now, MoneyPrice):
        more = now.fen * was.per > was.fen * now.per
    elif isinstance(was, PointsPrice) and isinstance(now, PointsPrice):
        more = now.points * was.per > was.points * now.per
    else:
        return _("another way"), Tone.INFO
    return (_("dearer"), Tone.OK) if more else (_("cheaper"), Tone.TODO)
