"""What is looked at before a month is closed, in the order of the page: each ok, to do, or a stop."""

from datetime import date

from sqlalchemy import Connection, func, select

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.months import Check, shrinks_too_much
from shop_desktop.store.queries import months, prices, vendors
from shop_desktop.store.schema import balances, documents, drafts, lines, pads, slips


def before_close(connection: Connection, month: str) -> tuple[Check, ...]:
    """Every check of a month but the verification, which takes long and is run by itself."""
    since, until = month_days(month)
    return (
        _parked(connection),
        _counted(connection, since, "goods.count", "goods-counted", "goods", "shelf"),
        _counted(connection, since, "material.count", "yard-counted", "materials", "yard"),
        _shrink(connection, month, until),
        _vendors(connection, month),
        _typed(connection, since, until),
        _slips(connection),
    )


def _parked(connection: Connection) -> Check:
    """Nothing lies half done at a counter."""
    counted = select(drafts.c.state, func.count()).group_by(drafts.c.state)
    states: dict[str, int] = dict(connection.execute(counted).all())
    facts = {"parked": states.get("parked", 0), "drafts": sum(states.values()) - states.get("parked", 0)}
    return Check(code="parked", state="todo" if sum(states.values()) else "ok", facts=dict(facts))


def _counted(connection: Connection, since: date, op: str, code: str, ledger: str, account: str) -> Check:
    """All that lies on the shelf or in the yard was counted in the month or since."""
    other = documents.alias("other")
    counts = (
        select(documents.c.business_date, lines.c.item)
        .join(lines, lines.c.document_id == documents.c.id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == op, documents.c.business_date >= since.isoformat(), other.c.id.is_(None))
    )
    counted = {item: day for day, item in connection.execute(counts.order_by(documents.c.business_date))}
    here = (balances.c.ledger == ledger, balances.c.account == account, balances.c.amount != 0)
    left = [item for item in connection.execute(select(balances.c.item).where(*here)).scalars() if item not in counted]
    facts = {"day": max(counted.values(), default=""), "left": len(left)}
    return Check(code=code, state="todo" if left else "ok", facts=dict(facts))


def _shrink(connection: Connection, month: str, until: date) -> Check:
    """No material shrank by more than the village allows."""
    limit = int(prices.rule(connection, "shrink_warn_permille", until))
    figures = months.month_figures(connection, month)
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


def _typed(connection: Connection, since: date, until: date) -> Check:
    """How many weights were typed in by hand, and out of how many; told, never a stop."""
    weighed = (
        select(lines.c.source, func.count())
        .join(documents, documents.c.id == lines.c.document_id)
        .where(
            documents.c.business_date.between(since.isoformat(), until.isoformat()),
            lines.c.side == "in",
            lines.c.net_g.is_not(None),
        )
        .group_by(lines.c.source)
    )
    by_source: dict[str, int] = {str(source): count for source, count in connection.execute(weighed)}
    return Check(code="typed", state="ok", facts={"typed": by_source.get("typed", 0), "all": sum(by_source.values())})


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
