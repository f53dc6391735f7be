"""What the villager sees: the counter's own values of the same moment, with the name masked."""

from shop_desktop.domain.households import shown_to_customer
from shop_desktop.domain.prices import MoneyPrice
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.tickets import Receipt
from shop_desktop.gui.counter.desk import Desk, Stage
from shop_desktop.gui.counter.instrument_view import GATES, icon_of, offer_text, scale_instrument
from shop_desktop.gui.customer_display import BoardPrice, CustomerView, Scene


def customer_view(desk: Desk, thanks: Receipt | None) -> CustomerView:
    """The price board while nobody is here, the scale while one weighs, thanks after finishing."""
    name = desk.shop_name
    practice = desk.shop.settings.practice
    if thanks is not None and desk.card is None:
        net = thanks.points_in - thanks.points_out
        return CustomerView(
            scene=Scene.THANKS,
            shop=name,
            name=shown_to_customer(thanks.household),
            points=points_text(net, plus=True),
            after=points_text(thanks.spendable),
            practice=practice,
        )
    if desk.card is None:
        return CustomerView(scene=Scene.REST, shop=name, gate=GATES[desk.gate.state], board=_board(desk), practice=practice)
    return _goods(desk, name) if desk.stage is Stage.GOODS else _weighing(desk, name)


def _board(desk: Desk) -> tuple[BoardPrice, ...]:
    rows = (m for m in desk.offer.materials.values() if m.price is not None)
    return tuple(BoardPrice(name=m.name, price=offer_text(m), icon=icon_of(m.picture)) for m in rows)[:9]


def _weighing(desk: Desk, name: str) -> CustomerView:
    assert desk.card is not None
    scale, line, priced = scale_instrument(desk), desk.priced.on_scale, desk.priced
    material = desk.offer.materials.get(desk.material)
    net = priced.points_in - priced.points_out
    return CustomerView(
        scene=Scene.WEIGHING,
        shop=name,
        name=shown_to_customer(desk.card.household.name),
        gate=scale.gate,
        stars=scale.stars,
        weight=scale.weight,
        jin=scale.jin,
        icon=scale.icon,
        material=material.name if material else "",
        price=offer_text(material) if material else "",
        yuan=yuan_text(line.amount_fen) if line and isinstance(line.price, MoneyPrice) and line.amount_fen is not None else "",
        points=points_text(line.points) if line else "",
        items=len(desk.draft.lines),
        total=points_text(net, plus=True),
        before=points_text(priced.before),
        after=points_text(priced.after),
        by_hand=bool(desk.draft.lines) and desk.draft.lines[-1].load.source == "typed" and desk.scale_is_gone,
        practice=desk.shop.settings.practice,
    )


def _goods(desk: Desk, name: str) -> CustomerView:
    assert desk.card is not None
    priced = desk.priced
    net = priced.points_in - priced.points_out
    left = points_text(max(priced.after, 0))  # a ticket that is short cannot be finished: nothing below zero is promised
    return CustomerView(
        scene=Scene.GOODS,
        shop=name,
        gate=GATES[desk.gate.state],
        name=shown_to_customer(desk.card.household.name),
        weight=kg_text(priced.net_g),
        items=len(desk.draft.lines) + len(desk.draft.goods),
        points=left,
        total=points_text(net, plus=True),
        before=points_text(priced.before),
        after=left,
        practice=desk.shop.settings.practice,
    )
