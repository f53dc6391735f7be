"""The desk's picture: a CounterView from what the desk knows. Pure but for asking the desk; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.tickets import GoodLine, MaterialLine
from shop_desktop.gui.counter.desk import Desk, Stage
from shop_desktop.gui.counter.instrument_view import goods_instrument, quantity_text, scale_instrument
from shop_desktop.gui.counter.pad_view import pad_view
from shop_desktop.gui.counter.view import (
    COLLECT_FOOTER,
    GOODS_FOOTER,
    CardNote,
    CounterView,
    FinderView,
    FoundRow,
    HouseholdState,
    HouseholdView,
    LineState,
    Mark,
    ParkedView,
    TicketLine,
    TicketView,
    TopBar,
    TotalsView,
)
from shop_desktop.gui.widgets.values import Chip, Tone, plain, strong
from shop_desktop.text import N_, _

ROLES = {
    "operator": N_("operator"),
    "manager": N_("manager"),
    "assessor": N_("assessor"),
    "auditor": N_("auditor"),
}


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the top bar says that the desk does not know: the clock, and how the printer is."""

    now: datetime
    printer: Chip


def counter_view(desk: Desk, around: Around) -> CounterView:
    """Everything on the screen at this moment."""
    finding = desk.stage is Stage.FIND
    goods = desk.stage is Stage.GOODS
    return CounterView(
        top=_top(desk, around),
        instrument=goods_instrument(desk) if goods else scale_instrument(desk),
        household=_household(desk),
        parked=_parked(desk),
        pad=pad_view(desk),
        finder=_finder(desk) if finding else None,
        overlay=desk.overlay.view() if desk.overlay else None,
        ticket=_ticket(desk),
        notice=desk.notice,
        footer=GOODS_FOOTER if goods else COLLECT_FOOTER,
    )


def _top(desk: Desk, around: Around) -> TopBar:
    settings, user = desk.shop.settings, desk.shop.user
    gone = desk.scale_is_gone
    scale = (
        Chip(icon="unplugged", text=_("Scale unplugged"), tone=Tone.STOP)
        if gone
        else Chip(icon="tick", text=_("Scale connected"), tone=Tone.OK)
    )
    who = Chip(icon="user", text=f"{user.shown} · {_(ROLES[user.role])}", tone=Tone.PLAIN, action="F10")
    return TopBar(
        shop=desk.shop_name,
        tickets=str(desk.counts.tickets),
        weight=kg_text(desk.counts.net_g),
        clock=f"{around.now.hour}:{around.now.minute:02}",
        chips=(scale, around.printer, who),
        practice=settings.practice,
    )


# ---- left


def _household(desk: Desk) -> HouseholdView:
    if desk.card is None:
        return HouseholdView()
    household, purses = desk.card.household, desk.card.household.purses
    debt = purses.spendable < 0
    return HouseholdView(
        state=HouseholdState.DEBT if debt else HouseholdState.FOUND,
        name=household.name,
        plate=_("Party member") if household.party_member else "",
        group=household.group,
        code=household.code,
        phone_tail=household.phone_tail,
        spendable=points_text(purses.spendable),
        owed=points_text(-purses.spendable) if debt else "",
        recycling=points_text(purses.recycling),
        civic=points_text(purses.civic),
        first=desk.offer.spend_first,
        notes=_notes(desk),
    )


def _notes(desk: Desk) -> tuple[CardNote, ...]:
    assert desk.card is not None
    notes = []
    if desk.card.household.purses.pending:
        pending = points_text(desk.card.household.purses.pending, plus=True)
        notes.append(CardNote(icon="clock", line=(strong(pending), plain(_("on the notice board")))))
    for kept in desk.card.waiting:
        unit = _("kg") if kept.unit == "kg" else _("pcs")
        below = _("{per} {unit} make {points} points", per=quantity_text(kept.per, kept.unit), unit=unit, points=kept.points)
        line = (plain(_("Saved up: {name}", name=kept.name)), strong(quantity_text(kept.quantity, kept.unit)), plain(unit))
        notes.append(CardNote(icon="battery" if kept.unit == "piece" else "box", line=line, below=below))
    if (visit := desk.card.last_visit) is not None:
        unit = _("kg") if visit.unit == "kg" else _("pcs")
        day = _("Last visit {month}/{day}", month=visit.day.month, day=visit.day.day)
        below = f"{visit.what} {quantity_text(visit.quantity, visit.unit)} {unit}"
        notes.append(CardNote(icon="box", line=(plain(day),), below=below))
    return tuple(notes[:4])


def _parked(desk: Desk) -> ParkedView | None:
    if not desk.parked:
        return None
    newest = desk.parked[-1]
    return ParkedView(count=str(len(desk.parked)), name=desk.name_of(newest), items=str(len(newest.lines) + len(newest.goods)))


def _finder(desk: Desk) -> FinderView:
    rows = tuple(
        FoundRow(
            name=h.name,
            line=f"{h.group} {h.code}" + (" · " + _("tail {tail}", tail=h.phone_tail) if h.phone_tail else ""),
            plate=_("Party member") if h.party_member else "",
            points=points_text(h.purses.spendable),
        )
        for h in desk.found
    )
    return FinderView(query=desk.query, count=len(rows) if desk.query else -1, rows=rows, chosen=desk.chosen)


# ---- right


def _ticket(desk: Desk) -> TicketView:
    lines = [_material(desk, n, line) for n, line in enumerate(desk.priced.lines)]
    count = len(lines)
    on_scale = _on_scale(desk, count + 1)
    goods = [_good(desk, count + n, good) for n, good in enumerate(desk.priced.goods)]
    shown = (*lines, *([on_scale] if on_scale else []), *goods)
    return TicketView(lines=shown, totals=_totals(desk) if lines or goods else None, saved=desk.saved and bool(lines or goods))


def _material(desk: Desk, place: int, line: MaterialLine | None) -> TicketLine:
    state = LineState.SELECTED if desk.cursor == place else LineState.TAKEN
    load = desk.draft.lines[place].load
    if line is None:
        material = desk.offer.materials.get(load.material)
        name = material.name if material else load.material
        return TicketLine(number=str(place + 1), name=name, detail=_("no price today"), yuan="–", points="–", state=state)
    marks = [Mark.HAND] if load.source == "typed" and load.pieces is None else []
    if load.proof is not None and load.proof.tare == "preset":
        marks.append(Mark.PRESET_TARE)
    return TicketLine(
        number=str(place + 1),
        name=line.name,
        detail=line_detail(line),
        yuan=yuan_text(line.amount_fen) if line.amount_fen is not None else "",
        points=points_text(line.points, plus=True),
        marks=tuple(marks),
        state=state,
    )


def line_detail(line: MaterialLine) -> str:
    """How a line's points come about: "6.235 kg × 1.40", or "4 + 3 kept, 2 left"."""
    unit = _("kg") if line.unit == "kg" else _("pcs")
    quantity = quantity_text(line.load.quantity, line.unit)
    if isinstance(line.price, PointsPrice):
        before, left = (quantity_text(n or 0, line.unit) for n in (line.waiting_before, line.waiting))
        if (line.waiting_before or 0) < 0:
            owing = quantity_text(-(line.waiting_before or 0), line.unit)
            return _("{quantity} − {owing} owing, {left} {unit} left", quantity=quantity, owing=owing, left=left, unit=unit)
        if not line.waiting_before:
            return _("{quantity} {unit}, {left} {unit} left", quantity=quantity, left=left, unit=unit)
        return _("{quantity} + {before} kept, {left} {unit} left", quantity=quantity, before=before, left=left, unit=unit)
    return f"{quantity} {unit} × {price_text(line.price, line.unit)}"


def price_text(price: MoneyPrice, unit: str) -> str:
    """A money price for one kg or piece, else with how many it is for: "1.40", "1.00/3"."""
    one = 1000 if unit == "kg" else 1
    return yuan_text(price.fen) if price.per == one else f"{yuan_text(price.fen)}/{quantity_text(price.per, unit)}"


def _on_scale(desk: Desk, number: int) -> TicketLine | None:
    """The chosen material, not yet on the ticket; worth something only while the weight can be taken."""
    material = desk.offer.materials.get(desk.material)
    if material is None or desk.stage is not Stage.COLLECT or desk.scale_is_gone or desk.entry is not None:
        return None
    line = desk.priced.on_scale
    if line is None:
        return TicketLine(number=str(number), name=material.name, yuan="…", points="…", state=LineState.ON_SCALE)
    yuan = yuan_text(line.amount_fen) if line.amount_fen is not None else ""
    return TicketLine(
        number=str(number), name=material.name, yuan=yuan, points=points_text(line.points), state=LineState.ON_SCALE
    )


def _good(desk: Desk, place: int, good: GoodLine) -> TicketLine:
    return TicketLine(
        number=str(place + 1),
        name=good.name,
        detail=_("{points} points × {quantity}", points=points_text(good.points_each), quantity=good.quantity),
        points=points_text(-good.points),
        out=True,
        state=LineState.SELECTED if desk.cursor == place else LineState.TAKEN,
    )


def _totals(desk: Desk) -> TotalsView:
    priced = desk.priced
    net = priced.points_in - priced.points_out
    known = desk.card is not None
    return TotalsView(
        items=len(priced.lines),
        kg=kg_text(priced.net_g),
        yuan=yuan_text(priced.amount_fen),
        points=points_text(net, plus=True),
        before=points_text(priced.before) if known else "",
        after=points_text(priced.after) if known else "",
        minus=net < 0,
        short=points_text(priced.short) if priced.short and known else "",
    )
