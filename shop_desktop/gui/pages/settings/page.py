"""Settings: a line each with how it stands; Enter opens its form. Knows what a line shows, not what it means."""

from shop_desktop.gui.pages import OWN_PC, Action, ListPage
from shop_desktop.gui.pages.settings.about import about_rows
from shop_desktop.gui.pages.settings.backup import Backups
from shop_desktop.gui.pages.settings.pads import Pads
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.gui.pages.settings.the_shop import TheShop
from shop_desktop.gui.pages.settings.this_pc import ThisPc
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, ChoiceRow, Column, Tone
from shop_desktop.text import N_, _

ROW = 50.8
"""Eleven whole rows at the design size."""


class SettingsPage(ListPage):
    """This PC's settings, the shop's, and what the program is."""

    name, icon, label = "settings", "gear", N_("Settings")
    stale_on = frozenset({"village", "scale", "rules", "tickets"})
    columns = (TableColumn(title=N_("Setting"), share=6, strong=True), TableColumn(title=N_("As it stands"), share=9))
    empty = Empty(words="")
    brief = 1

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.this_pc, self.the_shop, self.backups, self.pads = ThisPc(self), TheShop(self), Backups(self), Pads(self)
        self.table.row_height = ROW
        self.table.opened.connect(lambda _key: self.press("Enter"))

    def refresh(self) -> None:
        rows = (*self.this_pc.rows(), *self.backups.rows(), *self.the_shop.rows(), *self.pads.rows(), *about_rows(self))
        self.settings = {row.key: row for row in rows}
        self.table.show_rows(
            [TableRow(key=row.key, cells=(row.title, row.value), badge=row.badge, tone=row.tone) for row in rows]
        )
        self.show_facts()

    @property
    def chosen(self) -> Setting:
        return self.settings[self.table.current]

    def show_facts(self) -> None:
        row = self.chosen
        mine = _("this PC") if row.op == OWN_PC else _("the shop") if row.op else ""
        self.facts.show_view(
            ChoiceList(
                title=row.title,
                detail=mine,
                columns=(Column(share=2), Column(share=3, right=True, strong=True)),
                rows=tuple(ChoiceRow(cells=fact) for fact in row.facts),
                empty=_("Nothing noted yet"),
                icon="gear",
            )
        )
        self.headed.emit()

    def conclusion(self) -> tuple[str, str]:
        open_ = [row.title for row in self.settings.values() if row.badge and row.tone in (Tone.TODO, Tone.STOP)]
        below = _("What belongs to this PC stays here; what belongs to the shop stands in its books")
        if open_:
            return _("{count} things to see to: {names}", count=len(open_), names=_(", ").join(open_[:3])), below
        return _("Everything is set"), below

    def list_offered(self) -> tuple[Action, ...]:
        row = self.chosen
        change = (Action(key="Enter", word=row.verb, do=row.begin, op=row.op),) if row.begin else ()
        return (
            *change,
            Action(key="F9", word=N_("print a test page"), do=self.this_pc.print_trial, op=OWN_PC),
            *self.backups.offered(),
        )
