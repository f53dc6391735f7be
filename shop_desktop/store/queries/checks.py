"""What is looked at before a month is closed, in the order of the page: each ok, to do, or a stop."""

from datetime import date

from sqlalchemy import Connection, and_, func, select, text

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.months import TYPED_WARN_PERMILLE, Check, MonthFigures, shrinks_too_much, typed_too_often
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries import months, prices, vendors
from shop_desktop.store.schema import balances, documents, drafts, entries, lines, pads, slips


def before_close(connection: Connection, month: str) -> tuple[Check, ...]:
    """Every check of a month but the verification, which takes long and is run by itself."""
    since, until = month_days(month)
    figures = months.month_figures(connection, month)
    return (
        _parked(connection),
        _counted(connection, since, "goods.count", "goods-counted", "goods", "shelf"),
        _counted(connection, since, "material.count", "yard-counted", "materials", "yard"),
        _shrink(connection, figures, until),
        _vendors(connection, month),
        _typed(figures),
        _slips(connection),
        _below_zero(connection, figures),
    )


def _parked(connection: Connection) -> Check:
    """Nothing lies half done at a counter."""
    counted = select(drafts.c.state, func.count()).group_by(drafts.c.state)
    states: dict[str, int] = dict(connection.execute(counted).all())
    facts = {"parked": states.get("parked", 0), "drafts": sum(states.values()) - states.get("parked", 0)}
    return Check(code="parked", state="todo" if sum(states.values()) else "ok", facts=dict(facts))


def _counted(connection: Connection, since: date, op: str, code: str, ledger: str, account: str) -> Check:
    """All that lies on the shelf or in the yard was counted in the month or since; what was not as booked is told."""
    other, moved = documents.alias("other"), entries.alias("moved")
    put_right = (moved.c.document_id == documents.c.id, moved.c.item == lines.c.item, moved.c.account == account)
    counts = (
        select(documents.c.business_date, lines.c.item, moved.c.amount)
        .join(lines, lines.c.document_id == documents.c.id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .outerjoin(moved, and_(*put_right))
        .where(documents.c.op == op, documents.c.business_date >= since.isoformat(), other.c.id.is_(None))
        .order_by(documents.c.business_date, documents.c.id)
    )
    counted = {item: (day, int(off or 0)) for day, item, off in connection.execute(counts)}
    here = (balances.c.ledger == ledger, balances.c.account == account, balances.c.amount != 0)
    left = [item for item in connection.execute(select(balances.c.item).where(*here)).scalars() if item not in counted]
    facts = {
        "day": max((day for day, _off in counted.values()), default=""),
        "left": len(left),
        "short": sum(off < 0 for _day, off in counted.values()),
        "over": sum(off > 0 for _day, off in counted.values()),
    }
    return Check(code=code, state="todo" if left else "ok", facts=dict(facts))


def _shrink(connection: Connection, figures: MonthFigures, until: date) -> Check:
    """No material shrank by more than the village allows."""
    limit = int(prices.rule(connection, "shrink_warn_permille", until))
    worst = [m for m in figures.materials if shrinks_too_much(m.loss, m.opening + m.taken, limit)]
    worst.sort(key=lambda m: m.shrink_permille, reverse=True)
    facts: dict[str, object] = {"limit_permille": limit}
    if worst:
        facts |= {"material": worst[0].name, "permille": worst[0].shrink_permille, "count": len(worst)}
    return Check(code="shrink", state="todo" if worst else "ok", facts=facts)


def _vendors(connection: Connection, month: str) -> Check:
    """Every vendor's month is settled."""
    left = vendors.unsettled(connection, month)
    facts: dict[str, object] = {"count": len(left)}
    if left:
        facts |= {"vendor": left[0].vendor, "month": left[0].month, "pieces": left[0].quantity, "fen": left[0].amount_fen}
    return Check(code="vendors", state="todo" if left else "ok", facts=facts)


def _typed(figures: MonthFigures) -> Check:
    """Not many weights were typed in by hand, out of those that stand."""
    typed, weighed = figures.typed_lines, figures.weighed_lines
    facts: dict[str, object] = {"typed": typed, "all": weighed, "limit_permille": TYPED_WARN_PERMILLE}
    return Check(code="typed", state="todo" if typed_too_often(typed, weighed) else "ok", facts=facts)


def _slips(connection: Connection) -> Check:
    """Within each pad, no number is missing before the last one used."""
    used = set(connection.execute(select(slips.c.number)).scalars())
    missing: list[str] = []
    for pad in connection.execute(select(pads).order_by(pads.c.first)).mappings():
        width = len(pad["first"])
        numbers = [f"{n:0{width}}" for n in range(int(pad["first"]), int(pad["last"]) + 1)]
        last = max((i for i, number in enumerate(numbers) if number in used), default=-1)
        missing += [number for number in numbers[: max(last, 0)] if number not in used]
    facts: dict[str, object] = {"count": len(missing), "used": len(used), "first": missing[0] if missing else ""}
    return Check(code="slips", state="todo" if missing else "ok", facts=facts)


def _below_zero(connection: Connection, figures: MonthFigures) -> Check:
    """No day of the month ends with less than nothing in the yard, on the shelf or in the fund, as its papers are dated.

    Documents noted late keep every floor in the order they were noted, and may break it in the order of their days.
    """
    names = {
        "yard": {m.code: (m.name, m.unit) for m in figures.materials},
        "shelf": {g.code: (g.name, "piece") for g in figures.goods},
    }
    held = {("yard", m.code): m.opening for m in figures.materials} | {("shelf", g.code): g.opening for g in figures.goods}
    held["fund", ""] = figures.fund.opening_fen
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for day, place, item, amount in _BY_DAY.all(connection, since=figures.since.isoformat(), until=figures.until.isoformat()):
        held[place, item] = held.get((place, item), 0) + int(amount)
        if held[place, item] < 0:
            found.setdefault((place, item), (day, held[place, item]))
    facts: dict[str, object] = {"count": len(found)}
    if found:
        (place, item), (day, amount) = min(found.items(), key=lambda one: one[1])
        name, unit = names.get(place, {}).get(item, ("", "fen"))
        facts |= {"day": day, "place": place, "name": name, "unit": unit, "amount": amount}
    return Check(code="below-zero", state="todo" if found else "ok", facts=facts)


_BY_DAY = Prepared(
    text(
        "SELECT d.business_date, e.account, e.item, SUM(e.amount) FROM entries e JOIN documents d ON d.id = e.document_id "
        "WHERE e.account IN ('yard', 'shelf', 'fund') AND d.business_date BETWEEN :since AND :until "
        "GROUP BY d.business_date, e.account, e.item ORDER BY d.business_date"
    )
)
