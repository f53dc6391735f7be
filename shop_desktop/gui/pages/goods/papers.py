"""The shelf on paper: labels with points and bars, sheets to count on; goods without a code get one of the shop's own."""

from collections.abc import Mapping

from shop_desktop.domain.goods import Good, label_codes
from shop_desktop.domain.users import may
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.fields import Choice, Options
from shop_desktop.printing.counting_sheets import goods_counting_pdf
from shop_desktop.printing.shelf_labels import shelf_labels_pdf
from shop_desktop.store.queries import goods
from shop_desktop.text import N_, _

LABELS, CODED, LABEL, BLANK, BOOKED = "labels", "coded", "label", "blank", "booked"


class ShelfPapers:
    """What is to be printed is asked in a form of one field."""

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.goods: Mapping[str, Good] = {}
        page.card(
            "print", (Choice("what", N_("What to print"), options=self._papers),), self._print, columns=1, verb=N_("Show it")
        )

    def begin(self, shelf: Mapping[str, Good]) -> None:
        self.goods = shelf
        self.page.begin("print", _("Print"), {"what": LABELS})

    def _bare(self) -> dict[str, str]:
        """Codes for goods on the shelf that have none, where this user may give them."""
        if not may(self.page.shop.user.role, "good.change"):
            return {}
        codes = label_codes(self.goods.values())
        return {code: codes[code] for code, good in self.goods.items() if code in codes and good.kind == "thing" and good.active}

    def _papers(self) -> Options:
        bare = self._bare()
        coded = ((CODED, _("shelf labels; {count} goods get a code of the shop's", count=len(bare))),) if bare else ()
        chosen = self.goods.get(self.page.table.current)
        one = ((LABEL, _("the label of {name}", name=chosen.name)),) if chosen else ()
        return (
            (LABELS, _("shelf labels of all goods")),
            *coded,
            *one,
            (BLANK, _("counting sheet, without figures")),
            (BOOKED, _("counting sheet, with what the books say")),
        )

    def _print(self, values: dict[str, str]) -> None:
        what, shop = values["what"], self.page.shop
        if what == CODED:
            told = [{"op": "good.change", "good": code, "barcode": digits} for code, digits in self._bare().items()]
            self.page.perform_said(*told)
        shelf, imprint = goods.shelf(shop.reader, shop.today()), imprint_of(shop)
        chosen = self.page.table.current
        self.page.back()
        if what in (BLANK, BOOKED):
            pdf = goods_counting_pdf(shelf, shop.today(), imprint, booked=what == BOOKED)
            self.page.show_paper(pdf, title=_("Counting the shelf"), name=_("Counting the shelf") + f"-{shop.today()}")
            return
        wanted = [good for good in shelf if good.active and (what != LABEL or good.code == chosen)]
        pdf = shelf_labels_pdf(wanted, imprint)
        self.page.show_paper(pdf, title=_("Shelf labels"), name=_("Shelf labels") + f"-{shop.today()}")
