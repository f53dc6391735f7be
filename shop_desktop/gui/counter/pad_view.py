"""What the pad shows: nine tiles, and the keys around them with what they would do now, or why they wait."""

from scale_driver.gate import Reason, State
from shop_desktop.domain.goods import Good
from shop_desktop.domain.materials import Material
from shop_desktop.domain.quantities import kg_text, points_text
from shop_desktop.gui.counter.desk import Desk, Stage
from shop_desktop.gui.counter.instrument_view import icon_of, offer_text
from shop_desktop.gui.counter.view import EntryKind, KeyState, KeyView, Mode, PadView, Tile, TileState
from shop_desktop.text import N_, _

WAITS = {
    State.ABSENT: (N_("No weight"), N_("once the scale is back")),
    State.STALE: (N_("No weight"), N_("once the scale is back")),
    State.MOVING: (N_("Wait"), N_("not steady yet,\nit would not be taken")),
    State.OVER: (N_("Too heavy"), N_("weigh it in two parts")),
    State.UNDER: (N_("Zero first"), N_("empty the scale, F5")),
    State.EMPTY: (N_("Empty scale"), N_("put something on")),
    State.NOT_REARMED: (N_("Taken"), N_("empty the scale")),
    State.SETTLED: (N_("Which?"), N_("press its number")),
}

UNFIT = {
    Reason.BELOW_MIN: (N_("Too light"), N_("at least {min} kg")),
    Reason.NO_NET: (N_("Nothing left"), N_("is it the right\ncontainer?")),
}


def pad_view(desk: Desk) -> PadView:
    """The pad of this moment; at most one key is lit."""
    goods = desk.stage is Stage.GOODS
    lit = _lit(desk)
    return PadView(
        mode=Mode.GOODS if goods else Mode.COLLECT,
        tiles=tuple(_tile(desk, str(n), row) for n, row in enumerate(desk.tiles(), 1)),
        finish=_finish(desk, lit == "+"),
        enter=_enter_good(desk, lit == "Enter") if goods else _enter_material(desk, lit == "Enter"),
        dot=KeyView(state=KeyState.LIT if lit == "." else KeyState.READY),
        zero=KeyView(detail=_("or type its initials")),
    )


def _lit(desk: Desk) -> str:
    """The next right step."""
    if desk.entry is not None:
        return "Enter" if desk.entry.text else ""
    has_rows = bool(desk.draft.lines or desk.draft.goods)
    if desk.stage is Stage.GOODS:
        return "+" if has_rows and not desk.priced.short else ""
    if desk.gate.can_take and desk.material:
        return "Enter"
    if desk.scale_is_gone and desk.material:
        return "."
    return "+" if has_rows and not desk.material and not desk.gate.can_take and not desk.priced.short else ""


def _tile(desk: Desk, digit: str, row: Material | Good | None) -> Tile:
    if row is None:
        return Tile(key=digit)
    if isinstance(row, Material):
        state = TileState.PIECES if row.unit == "piece" else TileState.NORMAL
        if row.price is None:
            state = TileState.NO_PRICE
        elif row.code == desk.material:
            state = TileState.SELECTED
        detail = offer_text(row) if row.price is not None else ""
        return Tile(key=digit, icon=icon_of(row.picture), name=row.name, detail=detail, state=state)
    return _good_tile(desk, digit, row)


def _good_tile(desk: Desk, digit: str, good: Good) -> Tile:
    taken = desk.draft.quantity_of(good.code)
    left = good.left - taken
    state = TileState.NORMAL
    shown = _("{n} left", n=left) if good.kind == "thing" else _("service")
    if good.points is None:
        state, shown = TileState.NO_PRICE, ""
    elif good.kind == "thing" and good.left <= 0:
        state, shown = TileState.OUT, ""
    elif taken:
        state = TileState.SELECTED
    elif desk.card is not None and good.points > desk.priced.after:
        state, shown = TileState.SHORT, _("{n} points short", n=points_text(good.points - desk.priced.after))
    detail = "" if good.points is None or state is TileState.SHORT else _("{points} pt", points=points_text(good.points))
    return Tile(key=digit, icon=icon_of(good.code), name=good.name, detail=detail, left=shown, state=state)


def _finish(desk: Desk, lit: bool) -> KeyView:
    priced, draft = desk.priced, desk.draft
    if not draft.lines and not draft.goods:
        return KeyView(detail=_("the ticket is empty"), state=KeyState.WAITING)
    if priced.short and desk.card is not None:
        return KeyView(detail=_("{n} points short", n=points_text(priced.short)), state=KeyState.WAITING)
    if draft.goods and draft.lines:
        detail = _(
            "in {points_in} · out {points_out}",
            points_in=points_text(priced.points_in),
            points_out=points_text(priced.points_out),
        )
    else:
        net = points_text(priced.points_in - priced.points_out)
        detail = _("{n} items · {points} points", n=len(draft.lines) + len(draft.goods), points=net)
    return KeyView(detail=detail, state=KeyState.LIT if lit else KeyState.READY)


def _enter_material(desk: Desk, lit: bool) -> KeyView:
    material = desk.offer.materials.get(desk.material)
    if desk.entry is not None:
        unit = desk.entry.unit
        detail = f"{material.name if material else ''} {desk.entry.text} {unit}".strip()
        verb = _("Take the count") if desk.entry.kind is EntryKind.PIECES else _("Take what is typed")
        return KeyView(verb=verb, detail=detail, state=KeyState.LIT if lit else KeyState.READY)
    if lit and material is not None:
        return KeyView(detail=f"{material.name} {kg_text(desk.gate.net_g or 0)} kg", state=KeyState.LIT)
    verb, why = UNFIT.get(desk.gate.reason or Reason.MOVING, WAITS[desk.gate.state])
    least = kg_text(desk.weighing.limits.least_g)
    return KeyView(verb=_(verb), detail=_(why, min=least), state=KeyState.WAITING)


def _enter_good(desk: Desk, lit: bool) -> KeyView:
    if desk.entry is not None:
        verb = _("Take one of it") if desk.entry.kind is EntryKind.BARCODE else ""
        detail = f"{desk.entry.text} {desk.entry.unit}".strip()
        return KeyView(verb=verb, detail=detail, state=KeyState.LIT if lit else KeyState.READY)
    good = desk.priced.good_in_hand(desk.cursor)
    if good is None:
        return KeyView(detail=_("first choose a good"), state=KeyState.WAITING)
    return KeyView(detail=f"{good.name} × {good.quantity}")
