"""The page of prices and rules: its lists, put together."""

from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages.prices.meetings import Meetings
from shop_desktop.gui.pages.prices.price_list import PriceList
from shop_desktop.gui.pages.prices.versions import Versions
from shop_desktop.gui.pages.prices.village_rules import VillageRules
from shop_desktop.text import N_


class PricesPage(LedgerPage):
    """The price list, its versions beside each other, the village's rules, the meetings that decided."""

    name, icon, label = "prices", "coins", N_("Prices and rules")
    stale_on = frozenset({"materials", "prices", "rules", "tickets"})
    kinds = (PriceList, Versions, VillageRules, Meetings)
