"""Choosing a material or a good, by its key, its first letters or its code; what cannot be had now says why.

Changes the desk; which key leads here is the table's matter in `actions.py`.
"""

from shop_desktop.domain.goods import Good
from shop_desktop.domain.materials import Material
from shop_desktop.domain.quantities import points_text
from shop_desktop.domain.refused import Refused
from shop_desktop.gui.counter.desk import TILES, Desk, Stage
from shop_desktop.gui.counter.view import Entry, EntryKind
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.store.search_keys import pinyin_keys
from shop_desktop.text import _, sentence


def choose_material(desk: Desk, material: Material) -> None:
    """This is what lies on the scale, or is counted."""
    desk.letters = ""
    if material.price is None:
        desk.material = ""
        desk.say(sentence(Refused("no-price", material=material.name)))
        return
    desk.material, desk.cursor = material.code, None
    if material.unit == "piece":
        start_entry(desk, EntryKind.PIECES, _("pcs"))


def add_good(desk: Desk, good: Good) -> None:
    """One more of it; again is one more still. Less than asked on the shelf, or too few points, says so and adds nothing."""
    set_quantity(desk, good, desk.draft.quantity_of(good.code) + 1)


def set_quantity(desk: Desk, good: Good, quantity: int) -> None:
    """So many of a good on the ticket."""
    desk.letters = ""
    if good.points is None:
        desk.say(sentence(Refused("no-price", material=good.name)))
        return
    if good.kind == "thing" and quantity > good.left:
        why = "none" if good.left <= 0 else ""
        desk.say(sentence(Refused("out-of-stock", what=good.name, left=good.left, why=why)))
        return
    spare = desk.priced.after + desk.draft.quantity_of(good.code) * good.points
    if desk.card is not None and quantity * good.points > spare:
        desk.say(sentence(Refused("insufficient-points", short=points_text(quantity * good.points - spare))))
        return
    desk.change(desk.draft.with_good(good.code, quantity))
    codes = [g.good for g in desk.draft.goods]
    desk.cursor = len(desk.draft.lines) + codes.index(good.code) if good.code in codes else None


def type_letter(desk: Desk, letter: str) -> None:
    """First letters of a material or a good, over all pages; what matches no name begins anew."""
    rows: list[Material | Good] = list(desk.offer.goods.values() if desk.stage is Stage.GOODS else desk.offer.materials.values())
    for letters in (desk.letters + letter, letter):
        hit = next((n for n, row in enumerate(rows) if any(k.startswith(letters) for k in pinyin_keys(row.name))), None)
        if hit is not None:
            row = rows[hit]
            desk.page = hit // TILES
            if isinstance(row, Material):
                choose_material(desk, row)
            else:
                desk.say(_("Press {key} for {name}.", key=hit % TILES + 1, name=row.name), Tone.INFO)
            desk.letters = letters
            return
    desk.letters = ""
    desk.say(_("Nothing begins with these letters."))


def good_in_hand(desk: Desk) -> Good | None:
    """The selected good's row, else the last."""
    line = desk.priced.good_in_hand(desk.cursor)
    return None if line is None else desk.offer.goods.get(line.good)


def take_barcode(desk: Desk, code: str) -> None:
    """One of the good that has this code."""
    good = next((g for g in desk.offer.goods.values() if code and code in (g.barcode, g.code)), None)
    if good is None:
        desk.say(_("No good has the code {code}. Find it by its first letters.", code=code))
        return
    if desk.stage is Stage.COLLECT:
        to_goods(desk)
    add_good(desk, good)


def to_goods(desk: Desk) -> None:
    """From materials to goods; the line on the scale waits."""
    desk.stage, desk.page, desk.material, desk.letters, desk.entry, desk.cursor = Stage.GOODS, 0, "", "", None, None


def start_entry(desk: Desk, kind: EntryKind, unit: str) -> None:
    """Digits come under the hand."""
    desk.entry = Entry(kind=kind, text="", unit=unit)
