"""Where a scan goes, by its prefix: a card, a good, a slip. Never into a weight or a number. Source: weighing rule 16."""

from shop_desktop.domain.codes import Scan, read_scan
from shop_desktop.gui.counter import choosing, lists
from shop_desktop.gui.counter.desk import Desk, Stage
from shop_desktop.store import journal
from shop_desktop.store.queries import households, shop
from shop_desktop.text import _


def take_scan(desk: Desk, text: str) -> None:
    """One scan; what cannot be taken now is refused with a low beep and a sentence."""
    scan = read_scan(text)
    desk.said = None
    if scan.kind == "slip":
        _slip(desk, scan)
    elif desk.overlay is not None:
        desk.say(_("Close the list first, with Esc."))
    elif scan.kind == "card":
        _card(desk, scan)
    elif scan.kind == "good":
        _good(desk, scan)
    else:
        desk.say(_("This code is not one of ours. Find the household by first letters, the good by its number."))
    desk.reprice()


def _slip(desk: Desk, scan: Scan) -> None:
    document = journal.find(desk.shop.reader, scan.code)
    if document is None:
        desk.say(_("No ticket has the number {number}.", number=scan.code))
    else:
        desk.overlay = lists.Tickets(desk, document.business_date, scan.code)


def _card(desk: Desk, scan: Scan) -> None:
    if desk.material:
        desk.say(_("First take what lies on the scale, or press Esc; then scan the card."))
        return
    if desk.draft.household and (desk.draft.lines or desk.draft.goods):
        desk.say(_("A ticket is open. + finishes it, F7 puts it aside; then scan the card."))
        return
    household = households.by_card(desk.shop.reader, scan.code)
    if household is None:
        own = shop.village_of(desk.shop.reader).number
        if scan.village != own:
            desk.say(
                _("This card is from village {number}, not ours. Find the household, or Ins registers it.", number=scan.village)
            )
        else:
            desk.say(
                _("This card is not known. Find the household by first letters, weigh as usual; the manager mends the card.")
            )
        return
    desk.choose_household(household)


def _good(desk: Desk, scan: Scan) -> None:
    desk.entry = None
    if desk.stage is Stage.FIND and not desk.draft.household:
        by_card = households.by_card(desk.shop.reader, scan.code)
        if by_card is not None:
            desk.choose_household(by_card)
            return
    choosing.take_barcode(desk, scan.code)
