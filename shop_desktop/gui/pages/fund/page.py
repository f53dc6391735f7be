"""The fund's page: its lists, put together."""

from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages.fund.account import Account
from shop_desktop.gui.pages.fund.donations import Donations
from shop_desktop.gui.pages.fund.rents import Rents
from shop_desktop.gui.pages.fund.vendors import Vendors
from shop_desktop.text import N_


class FundPage(LedgerPage):
    """What came, what was paid, what is due to hosts and vendors, whom to thank."""

    name, icon, label = "fund", "save", N_("Fund book")
    stale_on = frozenset({"fund", "vendors", "sales", "goods", "tickets"})
    kinds = (Account, Rents, Vendors, Donations)
    leads = {"vendors": ("3",)}
