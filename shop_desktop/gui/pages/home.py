"""Today at a glance: what came in, what points did, what lies in the yard, and what wants to be done."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shop_desktop.domain.materials import Material
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.gui import theme
from shop_desktop.gui.pages import Action, Page
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.ink import Ink, Side, Style
from shop_desktop.gui.widgets.painted import Painted
from shop_desktop.gui.widgets.sheets import ChoiceSheet
from shop_desktop.gui.widgets.table import DataTable, Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, FooterKey, Tone
from shop_desktop.store.queries import goods, households, materials, tickets
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _

CARDS, GAP, RIGHT = 94.0, 12.0, 390.0


class NumberCard(Painted):
    """One figure of the day with its unit, its name above, a second one at the right."""

    def __init__(self, icon: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name, self.label = icon, label
        self.shown = ("", "", "")

    def show_figure(self, figure: str, unit: str, beside: str) -> None:
        self.shown = (figure, unit, beside)
        self.setAccessibleName(f"{_(self.label)} {figure} {unit}")
        self.update()

    def draw(self, ink: Ink) -> None:
        figure, unit, beside = self.shown
        right = self.area.width() - 15
        ink.box(self.area, 12, theme.CARD, theme.LINE)
        ink.icon(self.icon_name, 14, 12, 20, theme.INK2)
        ink.text(43, 28, _(self.label), Style(16, theme.INK2), room=right - 43)
        width = ink.text(15, 66, figure, Style(34, theme.INK, bold=True), room=right - 30)
        width += 6 + ink.text(15 + width + 6, 66, unit, Style(16, theme.INK))
        ink.text(right, 66, beside, Style(16, theme.INK2), Side.RIGHT, room=max(20.0, right - width - 27))


class HomePage(Page):
    """The first page of the manager."""

    name, icon, label = "home", "home", N_("Home")
    stale_on = frozenset({"tickets", "households", "goods", "materials", "prices", "village", "users"})

    columns = (
        TableColumn(title=N_("Time"), share=2),
        TableColumn(title=N_("Household"), share=4, strong=True),
        TableColumn(title=N_("Points in"), share=3, right=True),
        TableColumn(title=N_("Points out"), share=3, right=True),
        TableColumn(title=N_("Ticket"), share=5, right=True),
    )

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.weight = NumberCard("scale", N_("Taken in today"), self)
        self.points_in = NumberCard("coins", N_("Points given"), self)
        self.points_out = NumberCard("basket", N_("Points spent"), self)
        self.came = NumberCard("user", N_("Households today"), self)
        empty = Empty(words=N_("No ticket yet today.\nTickets of the counter stand here, the newest on top."), icon="sheet")
        self.table = DataTable(self.columns, empty, row=46, parent=self)
        self.yard = ChoiceSheet()
        self.yard.setParent(self)

    def refresh(self) -> None:
        reader, day = self.shop.reader, self.shop.today()
        self.today = shop_queries.today(reader, day)
        self.rows = tickets.of_day(reader, day)
        stand = [row for row in self.rows if row.voided_by is None]
        tickets_said = _("{count} tickets", count=self.today.tickets)
        self.weight.show_figure(kg_text(self.today.net_g), "kg", tickets_said)
        self.points_in.show_figure(points_text(sum(row.points_in for row in stand)), _("points"), "")
        self.points_out.show_figure(points_text(sum(row.points_out for row in stand)), _("points"), "")
        known = _("of {count}", count=households.count(reader))
        self.came.show_figure(str(len({row.code for row in stand})), _("households"), known)
        self.table.show_rows([self._row(row) for row in self.rows])
        self._show_yard()
        self.todo = self._to_do()

    def _row(self, row: tickets.TicketRow) -> TableRow:
        return TableRow(
            key=row.number,
            cells=(
                f"{row.at:%H:%M}",
                row.household,
                points_text(row.points_in, plus=True) if row.points_in else "",
                points_text(-row.points_out) if row.points_out else "",
                row.number,
            ),
            badge=_("voided") if row.voided_by else "",
            tone=Tone.STOP,
            sort=(row.number, row.household, row.points_in, row.points_out, row.number),
        )

    def _show_yard(self) -> None:
        lying = [(material, amount) for material, amount in materials.stock(self.shop.reader) if amount]
        self.yard.show_view(
            ChoiceList(
                title=_("In the yard"),
                detail=_("{count} kinds", count=len(lying)) if lying else "",
                columns=(Column(share=3), Column(share=2, right=True, strong=True)),
                rows=tuple(ChoiceRow(cells=(material.name, quantity(material, amount))) for material, amount in lying),
                empty=_("Nothing lies in the yard.\nWhat the counter takes in adds up here."),
                icon="warehouse",
            )
        )

    def _to_do(self) -> str:
        """What wants doing, the most urgent alone."""
        reader, day = self.shop.reader, self.shop.today()
        if first := self._first_steps():
            return first
        unpriced = [m.name for m in materials.offered(reader, day) if m.price is None]
        if unpriced:
            return _("No price today: {names}. Set one under Prices.", names=listed(unpriced))
        gone = [g.name for g in goods.shelf(reader, day) if g.active and g.kind == "thing" and g.left <= 0]
        if gone:
            return _("Sold out: {names}", names=listed(gone))
        waiting = [u.shown for u in shop_queries.users_of(reader) if not u.has_pin]
        return _("Without a PIN: {names}", names=listed(waiting)) if waiting else ""

    def _first_steps(self) -> str:
        """What a new shop still has to write down before it can open."""
        reader, day = self.shop.reader, self.shop.today()
        if not materials.offered(reader, day):
            return _("Begin with the materials and their prices: Alt+3")
        if not goods.shelf(reader, day):
            return _("Next come the goods and their points: Alt+4")
        return "" if households.count(reader) else _("Next come the households: Alt+2")

    def conclusion(self) -> tuple[str, str]:
        if not self.today.tickets:
            title = _("No ticket yet today")
        else:
            title = _("{kg} kg taken in today, on {count} tickets", kg=kg_text(self.today.net_g), count=self.today.tickets)
        return title, self.todo or _("Nothing is waiting to be done")

    def hints(self) -> tuple[FooterKey, ...]:
        return (FooterKey("↑ ↓", N_("choose")),) if self.rows else ()

    def offered(self) -> tuple[Action, ...]:
        return (Action(key="F5", word=N_("Refresh"), do=self._again),)

    def _again(self) -> None:
        self.refresh()
        self.headed.emit()

    def rest(self) -> None:
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        scale = self.table.scale
        width, height = self.width() / scale, self.height() / scale
        cards = (self.weight, self.points_in, self.points_out, self.came)
        each = (width - GAP * 3) / 4
        for place, card in enumerate(cards):
            card.place(QRectF((each + GAP) * place, 0, each, CARDS), scale)
        top, left = CARDS + GAP, width - RIGHT
        self.table.place(QRectF(0, top, left - GAP, height - top), scale)
        self.yard.place(QRectF(left, top, RIGHT, height - top), scale)


def quantity(material: Material, amount: int) -> str:
    """Kilograms or pieces, as the material is counted."""
    return f"{kg_text(amount)} kg" if material.unit == "kg" else _("{count} pc", count=amount)


def listed(names: list[str]) -> str:
    """The first three names, and how many more there are."""
    said = _(", ").join(names[:3])
    return said if len(names) <= 3 else _("{names} and {more} more", names=said, more=len(names) - 3)
