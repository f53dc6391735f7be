"""The sales' page: its lists, put together."""

from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages.sales.handed import Handed
from shop_desktop.gui.pages.sales.sold import Sold
from shop_desktop.gui.pages.sales.yard import Yard
from shop_desktop.text import N_


class SalesPage(LedgerPage):
    """The yard, sales and what is still owed for them, hand-overs and counts."""

    name, icon, label = "sales", "truck", N_("Selling")
    stale_on = frozenset({"materials", "sales", "tickets", "fund"})
    kinds = (Yard, Sold, Handed)
    leads = {"yard-counted": ("1", "F6")}
