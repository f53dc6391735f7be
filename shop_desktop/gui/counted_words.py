"""By how much what was counted at the day's end is more or less than the books say, in words. Words of values alone."""

from shop_desktop.gui.widgets.values import Tone
from shop_desktop.printing.amounts import count, yuan
from shop_desktop.text import _


def money_words(counted_fen: int, booked_fen: int) -> tuple[str, Tone]:
    """Money in the till beside the fund, and whether that is well."""
    off = counted_fen - booked_fen
    if not off:
        return _("as the books say"), Tone.OK
    return (_("{yuan} yuan over", yuan=yuan(off)) if off > 0 else _("{yuan} yuan short", yuan=yuan(-off))), Tone.TODO


def slips_words(counted: int, tickets: int) -> tuple[str, Tone]:
    """Slips that were printed beside the day's tickets, and whether that is well."""
    off = counted - tickets
    if not off:
        return _("as the books say"), Tone.OK
    return (_("{count} slips over", count=count(off)) if off > 0 else _("{count} slips short", count=count(-off))), Tone.TODO
