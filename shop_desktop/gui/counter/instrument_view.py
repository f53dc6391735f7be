"""What the instrument shows: the scale's state with its one sentence, or what may still be spent on goods."""

from pathlib import PurePath

from scale_driver.gate import Reason, Refusal, State, TareKind
from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.tickets import MaterialLine
from shop_desktop.gui.counter.desk import Desk, Stage
from shop_desktop.gui.counter.refusals import refusal_text
from shop_desktop.gui.counter.view import Gate, GoodsView, ScaleView
from shop_desktop.gui.widgets.values import Part, joined, key, plain, points, strong
from shop_desktop.text import N_, _, sentence

GATES = {
    State.ABSENT: Gate.ABSENT,
    State.STALE: Gate.STALE,
    State.MOVING: Gate.MOVING,
    State.OVER: Gate.OVER,
    State.UNDER: Gate.UNDER,
    State.EMPTY: Gate.EMPTY,
    State.SETTLED: Gate.SETTLED,
    State.NOT_REARMED: Gate.REZERO,
}

PROTOCOL_NAMES = {
    "yaohua-tf0": N_("Yaohua A9"),
    "yaohua-cmd": N_("Yaohua A9, asked"),
    "yaohua-eq-rev8": N_("Yaohua D2+, old"),
    "yaohua-eq-rev9": N_("Yaohua D2+, new"),
    "yaohua-eq-fwd9": N_("Yaohua A26"),
    "st-gs": N_("ST,GS text"),
    "toledo-cont": N_("Toledo continuous"),
}

ICONS = {
    "glass": "glass-bottle",
    "clothes": "shirt",
    "steel": "nut",
    "iron": "nut",
    "cardboard": "box",
    "plastic": "bottle",
    "pet": "bottle",
    "paper": "newspaper",
    "copper": "coil",
    "toothbrush": "brush",
    "rice": "sack",
    "noodles": "bowl",
    "salt": "bucket",
    "tissues": "tissue",
    "soysauce": "soy",
}


def icon_of(code: str) -> str:
    """The picture for a material's or good's code; its own name where there is no other."""
    return ICONS.get(code.replace("-", "").lower(), code)


def quantity_text(quantity: int, unit: str) -> str:
    """Kilograms with three decimals, or pieces, without the unit."""
    return kg_text(quantity) if unit == "kg" else str(quantity)


def short_jin(grams: int) -> str:
    """斤 beside the kilograms, without needless zeros, two decimals at least.

    >>> short_jin(1245), short_jin(6001)
    ('2.49', '12.002')
    """
    text = f"{grams * 2 // 1000}.{grams * 2 % 1000:03}"
    return text[:-1] if text.endswith("0") else text


def scale_instrument(desk: Desk) -> ScaleView:
    """The dark instrument."""
    gate = desk.gate
    settled = gate.net_g if gate.state is State.SETTLED else None
    shown = settled if settled is not None and settled > 0 else None
    material = desk.offer.materials.get(desk.material)
    return ScaleView(
        gate=GATES[gate.state],
        stars=gate.stars,
        weight=kg_text(shown) if shown is not None else "",
        jin=short_jin(shown) if shown is not None else "",
        tare=kg_text(gate.tare_g),
        container=_container(desk) if gate.tare_kind is TareKind.PRESET else "",
        port=_port(desk) if desk.scale_is_gone else "",
        icon=icon_of(material.picture) if material else "",
        formula=_formula(desk, material),
        prompt=_prompt(desk, material),
        entry=desk.entry,
    )


def _container(desk: Desk) -> str:
    tare_g = desk.gate.tare_g
    return next((box.name for box in desk.containers if box.tare_g == tare_g), _("preset"))


def _port(desk: Desk) -> str:
    wire = desk.weighing.wire
    if not wire.port:
        return _("no scale is set up")
    baud = desk.weighing.line.partition(" ")[0]
    return " · ".join((PurePath(wire.port).name, _(PROTOCOL_NAMES.get(wire.protocol, wire.protocol)), baud))


def _formula(desk: Desk, material: Material | None) -> tuple[Part, ...]:
    if desk.scale_is_gone:
        return _silence(desk) if desk.weighing.wire.port else ()
    if desk.stage is Stage.FIND:
        return (plain(_("The scale is connected. Find the household, then weigh.")),)
    if material is None or material.price is None:
        return ()
    line = desk.priced.on_scale
    if line is not None:
        return _worth(line)
    if material.unit == "piece" or desk.gate.state is State.SETTLED:
        return (strong(material.name), plain(offer_text(material)))
    told = _("a number once it is steady, points once there is a number")
    return (strong(material.name), plain(offer_text(material)), plain("·"), plain(told))


def _silence(desk: Desk) -> tuple[Part, ...]:
    """For how long nothing was heard, and that nothing is lost by it."""
    kept = len(desk.draft.lines)
    told = _(" without a signal. The {n} items taken before are all kept.", n=kept) if kept else _(" without a signal.")
    return (strong(_("{n} seconds", n=desk.weighing.silent_s)), joined(told))


def _worth(line: MaterialLine) -> tuple[Part, ...]:
    quantity = f"{quantity_text(line.load.quantity, line.unit)} {_('kg')}"
    worth = points(_("{points} points", points=points_text(line.points)))
    if not isinstance(line.price, MoneyPrice):
        kept = quantity_text(line.waiting_before or 0, line.unit)
        return (strong(line.name), plain(_("{quantity} + {kept} kept", quantity=quantity, kept=kept)), plain("="), worth)
    each = _("{yuan} yuan", yuan=yuan_text(line.price.fen))
    amount = strong(_("{yuan} yuan", yuan=yuan_text(line.amount_fen or 0)))
    return (strong(line.name), plain(f"{quantity} × {each}"), plain("="), amount, plain("="), worth)


def offer_text(material: Material) -> str:
    """A material's price as a tile says it: "1.20 yuan/kg", "5 pcs → 2 points"."""
    price, unit = material.price, _("kg") if material.unit == "kg" else _("pcs")
    if price is None:
        return _("no price today")
    one = 1000 if material.unit == "kg" else 1
    if isinstance(price, PointsPrice):
        per = (
            str(price.per // 1000) if material.unit == "kg" and price.per % 1000 == 0 else quantity_text(price.per, material.unit)
        )
        return _("{per} {unit} → {points} points", per=per, unit=unit, points=price.points)
    per = "" if price.per == one else quantity_text(price.per, material.unit)
    return _("{yuan} yuan/{per}{unit}", yuan=yuan_text(price.fen), per=per, unit=unit)


def _prompt(desk: Desk, material: Material | None) -> tuple[Part, ...]:
    if desk.said is not None:
        return (strong(desk.said.text),)
    if desk.stage is Stage.FIND:
        return (strong(_("Who is it?")), plain(_("A card is fastest; else type initials or the phone's tail")))
    if desk.entry is not None:
        return (plain(_("Type the number, then press")), key("Enter"))
    return _gate_prompt(desk, material)


def _gate_prompt(desk: Desk, material: Material | None) -> tuple[Part, ...]:
    gate = desk.gate
    if not desk.weighing.wire.port:
        return (strong(_("No scale is set up.")), plain(_("The manager chooses one in the settings; till then . types a weight")))
    if gate.state in (State.ABSENT, State.STALE):
        return (strong(_("Check the plug behind the scale.")), plain(_("It connects by itself; till then . types a weight")))
    if gate.can_take and material is not None:
        return (strong(_("Steady.")), plain(_("Press")), key("Enter"), plain(_("to take {name}", name=material.name)))
    if gate.can_take:
        return (strong(_("Steady.")), plain(_("Press the number of what it is")))
    if gate.state is State.EMPTY:
        if material is not None:
            return (plain(_("Put {name} on the scale", name=material.name)),)
        if desk.draft.lines or desk.draft.goods:
            return (plain(_("Put on the next, or finish with")), key("+"))
        return (plain(_("Put something on, then press its number")),)
    if gate.reason is Reason.NO_NET:
        return (strong(_("Tare {kg} kg is noted. Put on what is to be weighed.", kg=kg_text(gate.tare_g))),)
    return (strong(refusal_text(desk.weighing.limits, Refusal(gate.reason or Reason.MOVING))),)


def goods_instrument(desk: Desk) -> GoodsView:
    """The light instrument: what may still be spent."""
    priced = desk.priced
    sums = f"{points_text(priced.before)} + {points_text(priced.points_in)} − {points_text(priced.points_out)}"
    good = priced.good_in_hand(desk.cursor)
    return GoodsView(
        left=points_text(priced.after),
        arithmetic=sums,
        short=points_text(priced.short) if priced.short and desk.card else "",
        scale=GATES[desk.gate.state],
        icon=icon_of(good.good) if good else "",
        formula=(
            strong(f"{good.name} × {good.quantity}"),
            plain(_("{points} points", points=points_text(good.points))),
            *_paid(desk),
        )
        if good
        else (),
        prompt=_goods_prompt(desk),
        entry=desk.entry,
    )


def _paid(desk: Desk) -> tuple[Part, ...]:
    spending = desk.priced.spending
    if spending is None or desk.card is None or not (spending.civic and spending.recycling):
        return ()
    civic, recycling = points_text(spending.civic), points_text(spending.recycling)
    return (plain("·"), plain(_("civic points {civic}, recycling {recycling}", civic=civic, recycling=recycling)))


def _goods_prompt(desk: Desk) -> tuple[Part, ...]:
    if desk.said is not None:
        return (strong(desk.said.text),)
    if desk.entry is not None:
        return (plain(_("Type the number, then press")), key("Enter"))
    if desk.priced.short and desk.card is not None:
        return (strong(sentence(Refused("insufficient-points", short=points_text(desk.priced.short)))),)
    if not desk.draft.goods:
        return (plain(_("Press the number of a good; the same again is one more")),)
    return (strong(_("All taken?")), plain(_("Press")), key("+"), plain(_("to store and print; another of it: its number again")))
