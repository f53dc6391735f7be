"""What each key does at each stage: a table key → action, as the picture of the counter's keys has it.

An action changes the desk and nothing else. Sentences that a person gets for a refused key are made here.
"""

from collections.abc import Callable
from dataclasses import replace

from scale_driver.gate import Reason, Refusal, State
from shop_desktop.domain.goods import Good
from shop_desktop.domain.materials import Material
from shop_desktop.domain.quantities import parse_kg
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.tickets import Load
from shop_desktop.gui.counter import choosing, lists
from shop_desktop.gui.counter.desk import DIGITS, TILES, Desk, Stage
from shop_desktop.gui.counter.refusals import refusal_text
from shop_desktop.gui.counter.view import EntryKind
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import N_, _, sentence

Action = Callable[[Desk], None]

MOST_PIECES = 9999
SCALE_WORKS = N_("The scale works: put it on the scale. A weight is typed only while the scale is away.")


def press(desk: Desk, name: str) -> None:
    """One key, by the table of the stage; an open list takes it first."""
    desk.hush(name)
    if desk.overlay is not None:
        desk.overlay.key(name)
    else:
        _act(desk, name)
    desk.reprice()


def _act(desk: Desk, name: str) -> None:
    action = TABLES[desk.stage].get(name) or EVERYWHERE.get(name)
    if action is not None:
        action(desk)
    elif len(name) == 1:
        _character(desk, name)


def _character(desk: Desk, name: str) -> None:
    if desk.stage is Stage.FIND:
        desk.search(desk.query + name)
    elif name.isdigit():
        _digit(desk, name)
    elif name.isalpha():
        choosing.type_letter(desk, name.lower())


# ---- finding a household


def _take_household(desk: Desk) -> None:
    if desk.found:
        desk.choose_household(desk.found[desk.chosen])
    elif desk.query:
        desk.say(_("Nobody found. Press Ins to register the household."))


def _choose(step: int) -> Action:
    def action(desk: Desk) -> None:
        desk.chosen = max(0, min(len(desk.found) - 1, desk.chosen + step))

    return action


def _erase_query(desk: Desk) -> None:
    desk.search(desk.query[:-1])


def _clear_query(desk: Desk) -> None:
    desk.search("")


def _leave_find(desk: Desk) -> None:
    if desk.query:
        desk.search("")
    elif desk.draft.household:
        desk.stage = Stage.COLLECT


def _register(desk: Desk) -> None:
    desk.overlay = lists.Register(desk, "" if desk.query.isascii() else desk.query)


# ---- tiles and entries


def _digit(desk: Desk, digit: str) -> None:
    if desk.entry is not None:
        _type(desk, digit)
        return
    tile = desk.tiles()[int(digit) - 1]
    if isinstance(tile, Material):
        choosing.choose_material(desk, tile)
    elif isinstance(tile, Good):
        choosing.add_good(desk, tile)


def _type(desk: Desk, character: str) -> None:
    assert desk.entry is not None
    whole = desk.entry.text + character
    room = 32 if desk.entry.kind is EntryKind.BARCODE else DIGITS
    decimals = whole.partition(".")[2]
    if len(whole) <= room and len(decimals) <= 3:
        desk.entry = replace(desk.entry, text=whole)


def _more(desk: Desk) -> None:
    if desk.entry is not None:
        _type(desk, "0")
        return
    count = len(desk.offer.goods if desk.stage is Stage.GOODS else desk.offer.materials)
    desk.page = (desk.page + 1) % max(1, -(-count // TILES))


def _erase(desk: Desk) -> None:
    if desk.entry is not None:
        desk.entry = replace(desk.entry, text=desk.entry.text[:-1])


# ---- Enter


def _enter_material(desk: Desk) -> None:
    if desk.entry is not None:
        _end_pieces(desk) if desk.entry.kind is EntryKind.PIECES else _end_weight(desk)
        return
    if not desk.material:
        desk.say(_("First press the number of what lies on the scale."))
        return
    taken = desk.take_weight()
    if isinstance(taken, Refusal):
        if taken.reason is Reason.SAME_AGAIN:
            desk.ask_again()
        desk.say(refusal_text(desk.weighing.limits, taken), pan=True)
        return
    after_line(desk)


def after_line(desk: Desk) -> None:
    """A line was added: what is next is open again, and the points are said aloud."""
    desk.material, desk.page, desk.entry, desk.cursor = "", 0, None, None
    desk.reprice()
    last = desk.priced.lines[-1]
    if last is not None:
        desk.spoken.emit(_("{points} points", points=last.points))


def _end_pieces(desk: Desk) -> None:
    assert desk.entry is not None
    pieces = int(desk.entry.text or 0)
    if not 1 <= pieces <= MOST_PIECES:
        desk.say(_("How many? Type the number, then press Enter."))
        return
    desk.change(desk.draft.with_load(Load(material=desk.material, pieces=pieces), desk.shop.clock()))
    after_line(desk)


def _end_weight(desk: Desk) -> None:
    assert desk.entry is not None
    gross_g = parse_kg(desk.entry.text.removesuffix("."))
    if not gross_g:
        desk.say(_("Type the kilograms, then press Enter."))
    elif _may_type(desk) and not desk.typed_reason:
        desk.overlay = lists.TypedReasons(desk, lambda reason: _typed(desk, gross_g, reason))
    else:
        _typed(desk, gross_g, desk.typed_reason)


def _typed(desk: Desk, gross_g: int, reason: str) -> None:
    if not _may_type(desk):
        desk.entry = None
        desk.say(_(SCALE_WORKS))
        return
    desk.typed_reason = reason
    load = Load(material=desk.material, gross_g=gross_g, source="typed", typed_reason=reason)
    desk.change(desk.draft.with_load(load, desk.shop.clock()))
    after_line(desk)


def _type_weight(desk: Desk) -> None:
    if desk.entry is not None:
        if desk.entry.kind is EntryKind.WEIGHT and "." not in desk.entry.text:
            _type(desk, ".")
        return
    material = desk.offer.materials.get(desk.material)
    if material is None:
        desk.say(_("First press the number of what is weighed."))
    elif not _may_type(desk):
        desk.say(_(SCALE_WORKS))
    else:
        choosing.start_entry(desk, EntryKind.WEIGHT, "kg")


def _may_type(desk: Desk) -> bool:
    """A weight is typed while the scale is away, or where the kind is set so; a scale that is back ends it."""
    material = desk.offer.materials.get(desk.material)
    return desk.scale_is_gone or (material is not None and material.typed_allowed)


# ---- goods


def _enter_good(desk: Desk) -> None:
    if desk.entry is None:
        if choosing.good_in_hand(desk) is None:
            desk.say(_("First press the number of a good."))
        else:
            choosing.start_entry(desk, EntryKind.QUANTITY, _("pcs"))
        return
    entry, desk.entry = desk.entry, None
    if entry.kind is EntryKind.BARCODE:
        choosing.take_barcode(desk, entry.text)
    elif (good := choosing.good_in_hand(desk)) is not None and entry.text:
        choosing.set_quantity(desk, good, int(entry.text))


def _type_barcode(desk: Desk) -> None:
    if desk.entry is None:
        choosing.start_entry(desk, EntryKind.BARCODE, "")


def _to_materials(desk: Desk) -> None:
    desk.stage, desk.page, desk.letters, desk.entry, desk.cursor = Stage.COLLECT, 0, "", None, None


# ---- lines


def _remove(desk: Desk) -> None:
    if desk.entry is not None:
        desk.entry = None
        return
    lines, picked = desk.draft.lines, desk.draft.goods
    rows = len(lines) + len(picked)
    if not rows:
        desk.say(_("There is no line to remove."))
        return
    place = desk.cursor if desk.cursor is not None and desk.cursor < rows else rows - 1
    if desk.cursor is None and desk.stage is Stage.COLLECT and lines:
        place = len(lines) - 1
    if place < len(lines):
        desk.change(desk.draft.without_line(lines[place].key))
    else:
        desk.change(desk.draft.with_good(picked[place - len(lines)].good, 0))
    desk.cursor = None
    desk.tell(_("Line {number} was removed.", number=place + 1), Tone.OK, "F8", _("Bring back"))


def _move(step: int) -> Action:
    def action(desk: Desk) -> None:
        rows = len(desk.draft.lines) + len(desk.draft.goods)
        if rows:
            start = rows if desk.cursor is None else desk.cursor
            desk.cursor = max(0, min(rows - 1, start + step))

    return action


def _undo(desk: Desk) -> None:
    desk.entry = None
    if desk.undo():
        desk.notice = None
    else:
        desk.say(_("This is the beginning of the ticket."))


# ---- the whole ticket


def _finish(desk: Desk) -> None:
    if desk.entry is not None and desk.entry.text:
        desk.say(_("First press Enter to keep what was typed, or Esc to drop it."))
    elif not desk.draft.lines and not desk.draft.goods:
        desk.say(sentence(Refused("empty-ticket")))
    elif not desk.draft.household:
        desk.stage = Stage.FIND
        desk.say(_("First find the household."))
    elif desk.gate.can_take and desk.material:
        desk.say(_("What lies on the scale is not taken yet: Enter takes it, Esc leaves it out."), pan=True)
    else:
        desk.finish()


def _find(desk: Desk) -> None:
    desk.stage, desk.entry = Stage.FIND, None
    desk.search("")


def _park(desk: Desk) -> None:
    if not desk.draft.empty:
        desk.park()
        desk.tell(_("The ticket is put aside. F7 takes it back."), Tone.INFO)
    elif desk.parked:
        desk.overlay = lists.Parked(desk)
    else:
        desk.say(_("No ticket is put aside."))


def _tare(desk: Desk) -> None:
    desk.overlay = lists.Containers(desk)


def _zero(desk: Desk) -> None:
    """By cable where the scale takes it: its own tare away, else zero; where not, why not."""
    reason = desk.gate.reason
    if reason in (Reason.ABSENT, Reason.STALE) or (reason is Reason.SCALE_TARE and not desk.weighing.ask("clear")):
        desk.say(refusal_text(desk.weighing.limits, Refusal(reason)), pan=True)
    elif reason is Reason.SCALE_TARE:
        desk.tell(_("The scale was asked to take its own tare away."), Tone.INFO)
    elif desk.gate.state not in (State.EMPTY, State.UNDER, State.NOT_REARMED):
        desk.say(_("Empty the scale first, then press F5."), pan=True)
    elif not desk.weighing.zero():
        desk.say(_("This scale cannot be zeroed from here. Press the zero key on the scale."))


def _tickets(desk: Desk) -> None:
    from shop_desktop.gui.counter.end_of_day import DayTickets  # with all of a month's figures behind it

    desk.overlay = DayTickets(desk)


def _help(desk: Desk) -> None:
    desk.overlay = lists.Help(desk)


def _back(desk: Desk) -> None:
    if desk.entry is not None:
        desk.entry = None
        if desk.material and desk.offer.materials[desk.material].unit == "piece":
            desk.material = ""
    elif desk.cursor is not None:
        desk.cursor = None
    elif desk.material:
        desk.material = ""
    elif desk.stage is Stage.GOODS:
        _to_materials(desk)


EVERYWHERE: dict[str, Action] = {
    "F1": _help,
    "F4": _tare,
    "F5": _zero,
    "F7": _park,
    "F8": _undo,
    "F9": _tickets,
    "F10": lambda desk: desk.leaving.emit(),
    "F11": lambda desk: desk.screen.emit(),
}

FINDING: dict[str, Action] = {
    "Enter": _take_household,
    "/": _clear_query,
    "Up": _choose(-1),
    "Down": _choose(1),
    "PgUp": _choose(-4),
    "PgDn": _choose(4),
    "Backspace": _erase_query,
    "Ins": _register,
    "Esc": _leave_find,
    "+": _finish,
    "-": _erase_query,
    "*": lambda desk: None,
    ".": lambda desk: None,
}

_TICKET: dict[str, Action] = {
    "0": _more,
    "+": _finish,
    "-": _remove,
    "/": _find,
    "Up": _move(-1),
    "Down": _move(1),
    "PgUp": _move(-6),
    "PgDn": _move(6),
    "Backspace": _erase,
    "Esc": _back,
}

COLLECTING: dict[str, Action] = {**_TICKET, "Enter": _enter_material, "*": choosing.to_goods, ".": _type_weight}
GIVING: dict[str, Action] = {**_TICKET, "Enter": _enter_good, "*": _to_materials, ".": _type_barcode}

TABLES = {Stage.FIND: FINDING, Stage.COLLECT: COLLECTING, Stage.GOODS: GIVING}
