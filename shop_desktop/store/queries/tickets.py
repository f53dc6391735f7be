"""Posted tickets: the day's list, and a Receipt by number. A first print and a copy take the same way."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, select, text

from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.prices import Rate
from shop_desktop.domain.refused import Refused
from shop_desktop.domain.tickets import GoodLine, Load, MaterialLine, Proof, Receipt, Spending, TicketLineRow, price_of
from shop_desktop.store import journal
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries.shop import shown_users, village_of
from shop_desktop.store.schema import documents, lines, prints


@dataclass(frozen=True, kw_only=True)
class TicketRow:
    """A ticket in a list: points are what its lines gave and took."""

    number: str
    at: datetime
    household: str
    code: str
    points_in: int
    points_out: int
    user: str
    voided_by: str | None


def of_day(connection: Connection, day: date) -> tuple[TicketRow, ...]:
    """A business date's tickets, newest first, voided ones too."""
    other = documents.alias("other")
    statement = (
        select(
            documents.c.number, documents.c.happened_at, documents.c.content, documents.c.user, other.c.number.label("voided_by")
        )
        .outerjoin(other, other.c.voids == documents.c.number)
        .where(documents.c.op == "ticket.post", documents.c.business_date == day.isoformat())
        .order_by(documents.c.id.desc())
    )
    return tuple(_row(r) for r in connection.execute(statement).mappings())


def _row(r: RowMapping) -> TicketRow:
    said = json.loads(r["content"])
    return TicketRow(
        number=r["number"],
        at=datetime.fromisoformat(r["happened_at"]),
        household=said["name"],
        code=said["code"],
        points_in=said["points_in"],
        points_out=said["points_out"],
        user=r["user"],
        voided_by=r["voided_by"],
    )


_COLUMNS = tuple(column.name for column in lines.c)
_LINES = Prepared(select(lines).where(lines.c.document_id == bindparam("document")).order_by(lines.c.position))


def receipt(connection: Connection, number: str, *, shop: str, practice: bool = False, copy: int = 0) -> Receipt:
    """Everything on a ticket's slip, from what was stored. `shop` is the name above. Refused: `unknown`."""
    document = journal.find(connection, number)
    if document is None or document.op != "ticket.post":
        raise Refused("unknown", field="document", what=number)
    said = document.content
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _LINES.all(connection, document=document.id)]
    village = village_of(connection)
    return Receipt(
        shop=shop,
        township=village.township,
        village=village.name,
        number=number,
        at=datetime.fromisoformat(document.happened_at),
        household=said["name"],
        group=said["group"],
        code=said["code"],
        lines=tuple(_material_line(r) for r in rows if r["side"] == "in"),
        goods=tuple(_good_line(r) for r in rows if r["side"] == "out"),
        spending=Spending(said["civic_spent"], said["recycling_spent"]),
        spendable_before=said["spendable_before"],
        pending=said["pending"],
        rate=Rate(said["points_per_yuan"]),
        operator=said["served_by"],
        seal=seal_code(document.hash),
        slip=document.slip or "",
        weighed_on=date.fromisoformat(said["weighed_on"]) if "weighed_on" in said else None,
        voided_by=document.voided_by or "",
        copy=copy,
        practice=practice,
    )


def _material_line(r: Mapping[str, Any]) -> MaterialLine:
    proof: dict[str, Any] | None = json.loads(r["proof"]) if r["proof"] else None
    load = Load(
        material=r["item"],
        gross_g=r["gross_g"],
        tare_g=r["tare_g"] or 0,
        pieces=r["pieces"],
        source=r["source"],
        typed_reason=r["typed_reason"] or "",
        proof=Proof(**proof) if proof else None,
        same_again=bool(r["same_again"]),
    )
    return MaterialLine(
        load=load,
        name=r["name"],
        unit=r["unit"],
        price=price_of(r["price_fen"], r["price_points"], r["price_per"]),
        price_from=date.fromisoformat(r["price_from"]),
        amount_fen=r["amount_fen"],
        points=r["points"],
        waiting_before=r["waiting_before"],
        waiting=r["waiting"],
    )


def _good_line(r: Mapping[str, Any]) -> GoodLine:
    return GoodLine(good=r["item"], name=r["name"], quantity=r["pieces"], points_each=r["price_points"])


def copies_printed(connection: Connection, number: str) -> int:
    """How often a document was printed, the first time included."""
    return connection.execute(select(func.count()).where(prints.c.document == number)).scalar_one()


_LISTED = Prepared(
    text(
        "SELECT CASE WHEN l.position = 1 THEN COALESCE(o.content, d.content) END, d.number, substr(d.happened_at, 1, 16), "
        'd.business_date, d.voids, d."user", l.side, l.item, '
        "l.name, l.gross_g, l.tare_g, l.net_g, l.pieces, l.source, l.price_fen, l.price_points, l.price_per, l.amount_fen, "
        "l.points FROM documents d LEFT JOIN documents o ON o.number = d.voids "
        "JOIN lines l ON l.document_id = COALESCE(o.id, d.id) "
        "WHERE d.business_date BETWEEN :since AND :until AND (d.op = 'ticket.post' OR o.op = 'ticket.post') "
        "AND (o.id IS NULL OR o.business_date >= :since) ORDER BY d.id, l.position"
    ).bindparams(bindparam("since"), bindparam("until"))
)


def lines_of(connection: Connection, since: date, until: date) -> Iterator[TicketLineRow]:
    """Every line of a period's tickets in order of recording; a void within it takes its ticket's lines back.

    Voids of tickets from before are corrections, which a period's figures keep apart.
    """
    shown, head = shown_users(connection), ("", "", "")
    for content, *row in _LISTED.each(connection, since=since.isoformat(), until=until.isoformat()):
        if content is not None:
            said = json.loads(content)
            head = (said["code"], said["name"], said["group"])
        yield _listed(row, head, shown)


def _listed(row: Sequence[Any], head: tuple[str, str, str], shown: Mapping[str, str]) -> TicketLineRow:
    number, at, day, voids, user, side, item, name, gross, tare, net, pieces, source, fen, points, per, amount, worth = row
    if voids:
        gross, tare, net, pieces, amount, worth = (None if n is None else -n for n in (gross, tare, net, pieces, amount, worth))
    weighed = (side, item, name, gross, tare, net, pieces, source or "")
    priced = (fen, points, per or 1, amount, worth)
    return TicketLineRow._make((number, at.replace("T", " "), day, *head, *weighed, *priced, shown.get(user, user), voids or ""))


def count_lines(connection: Connection, since: date, until: date) -> int:
    """How many lines `lines_of` would tell, about: for a progress bar."""
    within = documents.c.business_date.between(since.isoformat(), until.isoformat())
    statement = select(func.count()).select_from(lines.join(documents, documents.c.id == lines.c.document_id))
    return connection.execute(statement.where(within, documents.c.op == "ticket.post")).scalar_one()
