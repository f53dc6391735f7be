"""Households' cards to be cut out of A4, and a sheet of their codes for the counter: the 13 digits as a QR code.

How names are shown, the village decides; no phone is on any of them.
"""

from collections.abc import Sequence

from shop_desktop.domain.households import Household
from shop_desktop.domain.names import shown_name
from shop_desktop.printing.roll import fitted, wrapped
from shop_desktop.printing.sheet import A4, BODY, HAIR, MM, SMALL, Head, Imprint, Sheet, draw_seal
from shop_desktop.text import _

CARD_WIDE, CARD_HIGH = 86 * MM, 54 * MM
"""As a bank card."""


def cards_pdf(households: Sequence[Household], imprint: Imprint, *, names: str = "full") -> bytes:
    """A card for each household that has one in the books; ten on a page. `names`: full, surname, group."""
    sheet = Sheet(Head(title=_("Household cards")), imprint, bare=True)
    left, top = (A4.width - 2 * CARD_WIDE) // 2, (A4.height - 5 * CARD_HIGH) // 2
    for place, household in enumerate(one for one in households if one.card):
        if place and place % 10 == 0:
            sheet.turn()
        row, column = divmod(place % 10, 2)
        _card(sheet, household, left + column * CARD_WIDE, top + row * CARD_HIGH, names)
    return sheet.pdf()


def _card(sheet: Sheet, household: Household, x: int, y: int, names: str) -> None:
    strip, pad, shop = sheet.strip, 5 * MM, sheet.imprint.shop
    strip.frame(x, y, CARD_WIDE + HAIR, CARD_HIGH + HAIR, HAIR)
    sheet.draw(lambda canvas, height: draw_seal(canvas, x + pad, height - y - pad - 72, 72))
    sheet.write(x + pad + 88, y + pad + 32, shop, 28, bold=True, room=CARD_WIDE - 2 * pad - 88)
    sheet.write(x + pad + 88, y + pad + 66, _("points card"), SMALL, room=CARD_WIDE - 2 * pad - 88)
    side = strip.qr(x + CARD_WIDE - pad - 21 * 10, y + 18 * MM, household.card, 10)
    room = CARD_WIDE - 3 * pad - side
    shown = shown_name(household.name, names, household.group)
    size = fitted(shown, 52, room, bold=True, least=0.6)
    lines = [shown] if size else wrapped(shown, 30, room, bold=True)[:2]
    for number, line in enumerate(reversed(lines)):
        sheet.write(x + pad, y + 28 * MM - 38 * number, line, size or 30, bold=True, room=room)
    if names != "group":
        sheet.write(x + pad, y + 34 * MM, household.group, BODY, room=room)
    sheet.write(x + pad, y + 41 * MM, _("No. {code}", code=household.code), BODY, room=room)
    digits = f"{household.card[:2]} {household.card[2:5]} {household.card[5:10]} {household.card[10:]}"
    sheet.write(x + pad, y + 49 * MM, digits, 24, room=room)


def qr_sheet_pdf(households: Sequence[Household], imprint: Imprint, *, names: str = "full") -> bytes:
    """All codes for the counter, four in a row, by household number: who forgot the card points at it."""
    sheet = Sheet(Head(title=_("Codes of the households")), imprint)
    across, high = 4, 40 * MM
    width = sheet.room // across
    shown = [one for one in households if one.card]
    for first in range(0, len(shown), across):
        sheet.need(high)
        for place, household in enumerate(shown[first : first + across]):
            _code(sheet, household, sheet.left + place * width, width, names)
        sheet.y += high
    return sheet.pdf()


def _code(sheet: Sheet, household: Household, x: int, width: int, names: str) -> None:
    side = 21 * 9
    sheet.strip.qr(x + (width - side) // 2, sheet.y + 8, household.card, 9)
    middle, room = x + width / 2, width - 2 * MM
    said = f"{household.code} {shown_name(household.name, names, household.group)}"
    sheet.write(middle, sheet.y + side + 44, said, BODY, bold=True, align="centre", room=room)
    sheet.write(middle, sheet.y + side + 76, household.card, SMALL, align="centre", room=room)
