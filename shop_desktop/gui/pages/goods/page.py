"""The goods' page: its lists, put together."""

from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages.goods.moves import Moves
from shop_desktop.gui.pages.goods.shelf import Shelf
from shop_desktop.gui.pages.goods.stock_card import StockCard
from shop_desktop.gui.pages.goods.vouchers import Vouchers
from shop_desktop.text import N_


class GoodsPage(LedgerPage):
    """The shelf in the shop's order, its receipts and counts, the services' vouchers, a good's stock card."""

    name, icon, label = "goods", "basket", N_("Goods")
    stale_on = frozenset({"goods", "tickets", "vendors"})
    kinds = (Shelf, Moves, Vouchers, StockCard)
    leads = {"goods-counted": ("1", "F6")}
