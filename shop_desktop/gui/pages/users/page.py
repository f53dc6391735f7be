"""The users' page: its lists, put together."""

from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages.users.done import DoneByUsers
from shop_desktop.gui.pages.users.people import People
from shop_desktop.text import N_


class UsersPage(LedgerPage):
    """Those who may sign in, and what each did."""

    name, icon, label = "users", "users", N_("Users")
    stale_on = frozenset(
        {
            "users",
            "tickets",
            "households",
            "goods",
            "materials",
            "prices",
            "rules",
            "sales",
            "fund",
            "vendors",
            "months",
            "scale",
            "village",
            "clock",
        }
    )
    kinds = (People, DoneByUsers)
