"""What stands behind a good on the shelf: its points prices from day to day, and its receipts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shop_desktop.store.schema import documents, good_prices, lines


@dataclass(frozen=True, kw_only=True)
class PointsRow:
    """A good's points from a day on."""

    good: str
    since: date
    points: int


@dataclass(frozen=True, kw_only=True)
class Received:
    """A receipt onto the shelf; `amount_fen` is that of the whole receipt, None where none was told."""

    good: str
    day: date
    pieces: int
    amount_fen: int | None


def points_table(connection: Connection) -> tuple[PointsRow, ...]:
    """Every points price ever set, by good, newest first."""
    rows = connection.execute(select(good_prices).order_by(good_prices.c.good, good_prices.c["from"].desc())).mappings()
    return tuple(PointsRow(good=r["good"], since=date.fromisoformat(r["from"]), points=r["points"]) for r in rows)


def receipts(connection: Connection, good: str) -> tuple[Received, ...]:
    """A good's receipts that stand, newest first."""
    other = documents.alias("other")
    statement = (
        select(documents.c.business_date, lines.c.pieces, lines.c.amount_fen)
        .join(lines, lines.c.document_id == documents.c.id)
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "goods.receive", lines.c.item == good, other.c.id.is_(None))
        .order_by(documents.c.id.desc())
    )
    return tuple(
        Received(good=good, day=date.fromisoformat(r.business_date), pieces=r.pieces, amount_fen=r.amount_fen)
        for r in connection.execute(statement)
    )
