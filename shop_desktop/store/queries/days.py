"""A business day as it is closed, the day's ends posted so far, and a month's certification."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.months import DayEnd
from shop_desktop.store.queries import months, shop
from shop_desktop.store.schema import documents


@dataclass(frozen=True, kw_only=True)
class Certified:
    """The committee's signed confirmation of a month."""

    month: str
    signed_by: str
    paper: str
    on: date
    number: str


def day_end(connection: Connection, day: date) -> DayEnd:
    """What the books say of a day, before anything is counted."""
    figures = months.figures(connection, day, day, label=day.isoformat())
    return DayEnd(
        day=day,
        tickets=figures.tickets,
        voided=figures.voided,
        net_g=figures.net_g,
        points_in=sum(one.points_in for one in figures.by_day),
        points_out=sum(one.points_out for one in figures.by_day),
        fund_in_fen=figures.fund.in_fen,
        fund_out_fen=figures.fund.out_fen,
        fund_fen=figures.fund.closing_fen,
        village=shop.village_of(connection).name,
    )


def last_day_end(connection: Connection, day: date) -> DayEnd | None:
    """The newest day's end posted for a day."""
    ends = select(documents).where(documents.c.op == "day.close", documents.c.business_date == day.isoformat())
    row = connection.execute(ends.order_by(documents.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else _day_end(connection, row)


def posted_end(connection: Connection, number: str) -> DayEnd | None:
    """A day's end by its document's number."""
    row = connection.execute(select(documents).where(documents.c.number == number)).mappings().first()
    return None if row is None or row["op"] != "day.close" else _day_end(connection, row)


def _day_end(connection: Connection, row: RowMapping) -> DayEnd:
    said = json.loads(row["content"])
    return DayEnd(
        day=date.fromisoformat(row["business_date"]),
        number=row["number"],
        seal=seal_code(row["hash"]),
        by=shop.shown_users(connection).get(row["user"], row["user"]),
        village=shop.village_of(connection).name,
        counted_fen=said.get("counted_fen"),
        counted_slips=said.get("counted_slips"),
        reason=said["reason"],
        tickets=said["tickets"],
        voided=said["voided"],
        net_g=said["net_g"],
        points_in=said["points_in"],
        points_out=said["points_out"],
        fund_in_fen=said["fund_in_fen"],
        fund_out_fen=said["fund_out_fen"],
        fund_fen=said["fund_fen"],
    )


def certified(connection: Connection, month: str) -> Certified | None:
    """A month's certification, or None."""
    other = documents.alias("other")
    papers = (
        select(documents)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "month.certify", other.c.id.is_(None))
        .order_by(documents.c.id.desc())
    )
    for row in connection.execute(papers).mappings():
        said = json.loads(row["content"])
        if said["month"] == month:
            return Certified(
                month=month,
                signed_by=said["signed_by"],
                paper=said["paper"],
                on=date.fromisoformat(said["on"]),
                number=row["number"],
            )
    return None
