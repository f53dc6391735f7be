"""Points outstanding against fund and shelf, and what another price would have meant for the last closed months."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.prices import MoneyPrice, Price, price_line
from shop_desktop.domain.solvency import MONTHS, Flow, Solvency, Trial, try_good, try_material
from shop_desktop.store.queries import costs, fund, months, periods, prices, vendors
from shop_desktop.store.schema import documents


def solvency(connection: Connection, today: date) -> Solvency:
    """As it stands now."""
    shelf = costs.shelf_worth(connection)
    owed = sum(one.owed_fen + one.unsettled_fen for one in vendors.accounts(connection))
    held = periods.standing(connection, date.max)
    return Solvency(
        outstanding=sum(n for key, n in held.items() if months.is_outstanding(key)),
        points_per_yuan=prices.rate_in_force(connection, today).points_per_yuan,
        fund_fen=fund.balance(connection),
        shelf_fen=sum(fen for _pieces, fen in shelf.values()),
        unpaid_fen=owed,
        flows=_flows(connection),
    )


def _flows(connection: Connection) -> tuple[Flow, ...]:
    """The newest closed months, as their closes kept them, oldest first."""
    names = ("redeemed_fen", "vendor_fen", "paid_fen", "received_fen", "in_kind_fen", "lost_fen", "spent")
    return tuple(Flow(month=said["month"], **{name: said[name] for name in names}) for said in _closes(connection))


def _closes(connection: Connection) -> list[dict[str, Any]]:
    """What the newest closes say, oldest first."""
    closes = select(documents.c.content).where(documents.c.op == "month.close").order_by(documents.c.id.desc()).limit(MONTHS)
    return [json.loads(written) for written in reversed(connection.execute(closes).scalars().all())]


def flow_of(connection: Connection, figures: MonthFigures, there: costs.Stock) -> Flow:
    """A month's flow, as its close keeps it."""
    repaid = sum(
        line.amount_fen for vendor in vendors.names(connection) for line in vendors.due(connection, vendor, figures.label).lines
    )
    paid = sum(fen for kind, fen in figures.fund.by_kind if kind not in {"goods", "vendor"})
    return Flow(
        month=figures.label,
        redeemed_fen=sum(there.redeemed.values()),
        lost_fen=there.lost_fen,
        vendor_fen=repaid,
        paid_fen=paid,
        received_fen=figures.fund.in_fen,
        in_kind_fen=sum(good.donated_fen for good in figures.goods),
        spent=figures.points.spent,
    )


def try_price(connection: Connection, today: date, material: str, price: Price) -> Trial:
    """What a material's other price would have meant for the last closed months; nothing is written."""
    now = solvency(connection, today)
    rate = prices.rate_in_force(connection, today)
    before = after = 0
    for flow in now.flows:
        taken = next((m for m in months.month_figures(connection, flow.month).materials if m.code == material), None)
        if taken is not None and taken.taken > 0:
            before += taken.points
            if isinstance(price, MoneyPrice):
                after += price_line(taken.taken, price, rate).points
            else:
                after += taken.taken // price.per * price.points
    return try_material(now, before, after)


def try_points(connection: Connection, today: date, good: str, points: int) -> Trial:
    """What a good's other points price would have meant; nothing is written."""
    now = solvency(connection, today)
    costs_of = {content["month"]: dict(content["redeemed"]) for content in _closes(connection)}
    pieces = cost_fen = spent = 0
    for flow in now.flows:
        sold = next((g for g in months.month_figures(connection, flow.month).goods if g.code == good), None)
        if sold is not None:
            pieces, spent = pieces + sold.redeemed, spent + sold.points
            cost_fen += costs_of[flow.month].get(good, 0) + _repaid(connection, flow.month, good)
    return try_good(now, max(cost_fen, 0), max(spent, 0), max(pieces, 0) * points)


def _repaid(connection: Connection, month: str, good: str) -> int:
    """What vendors get for a good's month."""
    lines = (line for vendor in vendors.names(connection) for line in vendors.due(connection, vendor, month).lines)
    return sum(line.amount_fen for line in lines if line.good == good)
