"""A period's figures: what report, workbook, screen, file and command line all show."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.months import (
    Correction,
    DayFigures,
    FundFigures,
    GoodFigures,
    GroupFigures,
    HouseholdFigures,
    MaterialFigures,
    MonthFigures,
    PointsFigures,
)
from shop_desktop.store.prepared import Prepared
from shop_desktop.store.queries import periods, sales, shop
from shop_desktop.store.queries.periods import Key, Moved
from shop_desktop.store.schema import documents, goods, households, materials, months, seals

OUTSTANDING = ("recycling", "civic", "pending")
"""Purses whose points the shop still has to honour."""


def closed_months(connection: Connection) -> tuple[str, ...]:
    """Months that are closed, oldest first."""
    return tuple(connection.execute(select(months.c.month).order_by(months.c.month)).scalars())


_CLOSED_THROUGH = Prepared(select(func.max(months.c.month)))


def closed_through(connection: Connection) -> str:
    """The newest closed month; "" where none is."""
    ((month,),) = _CLOSED_THROUGH.all(connection)
    return str(month or "")


def open_months(connection: Connection, until: str) -> tuple[str, ...]:
    """Months with documents that are not closed, up to one, oldest first."""
    month = func.substr(documents.c.business_date, 1, 7)
    after = closed_through(connection)
    statement = select(month).where(month > after, month <= until).distinct().order_by(month)
    return tuple(str(m) for m in connection.execute(statement).scalars())


def month_figures(connection: Connection, month: str) -> MonthFigures:
    """A month's figures."""
    return figures(connection, *month_days(month), label=month)


def figures(connection: Connection, since: date, until: date, *, label: str) -> MonthFigures:
    """The figures of a period, both days included, by business date."""
    village = shop.village_of(connection)
    moved = periods.moved(connection, since, until)
    before = periods.standing(connection, since)
    told = _Lines(connection, since, until)
    count = _counts(connection, since, until)
    people = _by_household(connection, moved, before, told)
    sold = told.of("sold")
    return MonthFigures(
        label=label,
        since=since,
        until=until,
        closed=label in closed_months(connection),
        seal=seal_of(connection, label),
        village=village.name,
        township=village.township,
        tickets=told.tickets,
        voided=told.voided,
        net_g=sum(row["net_g"] for row in told.of("in").values()),
        pieces=sum(row["pieces"] for row in told.of("in").values()),
        households=len(people),
        visited=sum(1 for one in people if one.tickets),
        sales=count.get("sale.post", 0),
        sold_fen=sum(row["amount_fen"] for row in sold.values()),
        typed_lines=told.typed,
        weighed_lines=told.weighed,
        paper_slips=told.slips,
        documents=sum(count.values()),
        points=_points(moved, before),
        fund=_fund(moved, before),
        materials=_materials(connection, moved, before, told, (since, until)),
        goods=_goods(connection, moved, before, told),
        by_household=people,
        by_group=_by_group(people),
        by_day=told.days(),
        corrections=_corrections(connection, since, until),
    )


_LINES = Prepared(
    text(
        "SELECT l.side, l.item, l.source, CASE WHEN o.id IS NULL THEN 1 "
        "WHEN o.business_date < :since THEN 0 ELSE -1 END AS sign, d.business_date, COUNT(*), "
        "SUM(COALESCE(l.net_g, 0)), SUM(COALESCE(l.pieces, 0)), SUM(COALESCE(l.amount_fen, 0)), "
        "SUM(COALESCE(l.points, 0)) FROM documents d LEFT JOIN documents o ON o.number = d.voids "
        "JOIN lines l ON l.document_id = COALESCE(o.id, d.id) "
        "WHERE d.business_date BETWEEN :since AND :until AND l.side <> 'counted' GROUP BY 1, 2, 3, 4, 5"
    ).bindparams(bindparam("since"), bindparam("until"))
)
_TICKETS = Prepared(
    text(
        "SELECT d.business_date, d.op, d.content, d.slip, o.business_date, o.op, o.content, o.slip, "
        "(SELECT SUM(COALESCE(l.net_g, 0)) FROM lines l WHERE l.document_id = COALESCE(o.id, d.id) AND l.side = 'in') "
        "FROM documents d LEFT JOIN documents o ON o.number = d.voids "
        "WHERE d.business_date BETWEEN :since AND :until AND (d.op = 'ticket.post' OR o.op = 'ticket.post')"
    ).bindparams(bindparam("since"), bindparam("until"))
)


class _Lines:
    """The period's lines, summed by side and item, and its tickets by day and household; a void takes its lines back."""

    def __init__(self, connection: Connection, since: date, until: date) -> None:
        self.typed = self.weighed = self.tickets = self.voided = self.slips = 0
        self._sums: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
        self._days: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self._kilograms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.of_household: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        within = {"since": since.isoformat(), "until": until.isoformat()}
        for row in _LINES.all(connection, **within):
            self._add(*row)
        for row in _TICKETS.all(connection, **within):
            self._ticket(*row, since=within["since"])

    def _add(self, side: str, item: str, source: str | None, sign: int, day: str, *sums: int) -> None:
        if not sign:
            return
        count, net_g, pieces, amount_fen, points = (int(n) * sign for n in sums)
        held = self._sums[side].setdefault(item, dict.fromkeys(("count", "net_g", "pieces", "amount_fen", "points"), 0))
        told = {"count": count, "net_g": net_g, "pieces": pieces, "amount_fen": amount_fen, "points": points}
        for name, n in told.items():
            held[name] += n
        if side == "in":
            self._kilograms[day][item] += net_g
            self.weighed += count if net_g else 0
            self.typed += count if net_g and source == "typed" else 0

    def _ticket(self, day: str, *both: Any, since: str) -> None:
        _op, content, slip, of_day, of_op, of_content, of_slip, net_g = both
        undone = of_op is not None
        if undone and of_day < since:
            return
        sign = -1 if undone else 1
        said = json.loads(of_content if undone else content)
        self.tickets += sign
        self.voided += 1 if undone else 0
        self.slips += sign if (of_slip if undone else slip) else 0
        for held, told in (
            (self._days[of_day if undone else day], (1, net_g or 0, said["points_in"], said["points_out"])),
            (self.of_household[said["household"]], (1, net_g or 0)),
        ):
            for place, n in enumerate(told):
                held[place] += sign * int(n)

    def of(self, side: str) -> dict[str, dict[str, int]]:
        """Item → count, net_g, pieces, amount_fen, points of one side of documents."""
        return self._sums.get(side, {})

    def days(self) -> tuple[DayFigures, ...]:
        return tuple(
            DayFigures(
                day=date.fromisoformat(day),
                tickets=tickets,
                net_g=net_g,
                points_in=points_in,
                points_out=points_out,
                by_material=tuple(sorted(self._kilograms[day].items())),
            )
            for day, (tickets, net_g, points_in, points_out) in sorted(self._days.items())
        )


def _counts(connection: Connection, since: date, until: date) -> dict[str, int]:
    """Documents of the period by operation."""
    days = documents.c.business_date.between(since.isoformat(), until.isoformat())
    statement = select(documents.c.op, func.count()).where(days).group_by(documents.c.op)
    return dict(connection.execute(statement).all())


def seal_of(connection: Connection, label: str) -> str:
    """The seal that stands on a closed month's paper; "" while it is open."""
    seal = connection.execute(select(seals.c.seal).where(seals.c.month == label)).scalar()
    return seal_code(seal) if seal else ""


def _points(moved: Moved, before: dict[Key, int]) -> PointsFigures:
    def of(account: str) -> int:
        return moved.net(("points", "", account))

    opening = _outstanding(before)
    change = sum(moved.all(key) + moved.opening.get(key, 0) for key in _keys(moved) if is_outstanding(key))
    corrected = sum(n for key, n in moved.corrected.items() if is_outstanding(key))
    opened = sum(n for key, n in moved.opening.items() if is_outstanding(key))
    return PointsFigures(
        opening=opening,
        issued=-of("issued"),
        opened=opened,
        spent=of("spent"),
        deducted=of("deducted"),
        expired=of("expired"),
        corrected=corrected,
        closing=opening + change,
    )


def _keys(moved: Moved) -> set[Key]:
    return moved.up.keys() | moved.down.keys() | moved.corrected.keys() | moved.opening.keys()


def is_outstanding(key: Key) -> bool:
    """Whether an account holds points that the shop still has to honour."""
    return key[0] == "points" and key[2].partition(":")[0] in OUTSTANDING and ":" in key[2]


def _outstanding(held: dict[Key, int]) -> int:
    return sum(n for key, n in held.items() if is_outstanding(key))


def _fund(moved: Moved, before: dict[Key, int]) -> FundFigures:
    sums = {key[2]: moved.all(key) for key in _keys(moved) if key[0] == "fund"}
    sources = {name.removeprefix("source:"): -n for name, n in sorted(sums.items()) if name.startswith("source:") and n}
    kinds = {name.removeprefix("kind:"): n for name, n in sorted(sums.items()) if name.startswith("kind:") and n}
    opening = before.get(("fund", "", "fund"), 0)
    return FundFigures(
        opening_fen=opening,
        by_source=tuple(sources.items()),
        by_kind=tuple(kinds.items()),
        closing_fen=opening + sums.get("fund", 0),
        receivable_fen=before.get(("fund", "", "receivable"), 0) + sums.get("receivable", 0),
    )


def _stock(moved: Moved, before: dict[Key, int], ledger: str, item: str, place: str) -> dict[str, int]:
    """What is true of yard and shelf alike: opening, closing, counted loss and gain, corrections."""
    here, counted = (ledger, item, place), (ledger, item, "counted")
    opening = before.get(here, 0)
    return {
        "opening": opening,
        "loss": moved.up.get(counted, 0),
        "gain": -moved.down.get(counted, 0),
        "corrected": moved.corrected.get(here, 0),
        "closing": opening + moved.all(here),
    }


def _materials(
    connection: Connection, moved: Moved, before: dict[Key, int], told: _Lines, days: tuple[date, date]
) -> tuple[MaterialFigures, ...]:
    nothing = dict.fromkeys(("count", "net_g", "pieces", "amount_fen", "points"), 0)
    costs = _costs(connection, *days)
    found = []
    for r in connection.execute(select(materials).order_by(materials.c.position)).mappings():
        code, taken, sold = r["code"], told.of("in").get(r["code"], nothing), told.of("sold").get(r["code"], nothing)

        def of(account: str, code: str = code) -> int:
            return moved.net(("materials", code, account))

        found.append(
            MaterialFigures(
                code=code,
                name=r["name"],
                unit=r["unit"],
                hazardous=bool(r["hazardous"]),
                taken=-of("households"),
                sold=of("sold"),
                handed=of("handed"),
                tickets=taken["count"],
                amount_fen=taken["amount_fen"],
                points=taken["points"],
                sold_fen=sold["amount_fen"],
                cost_fen=costs.get(code, 0),
                **_stock(moved, before, "materials", code, "yard"),
            )
        )
    return tuple(found)


def _costs(connection: Connection, since: date, until: date) -> dict[str, int]:
    """What the materials sold had cost, by material; a sale voided within the period does not count."""
    costs: dict[str, int] = defaultdict(int)
    last = f"{until:%Y%m%d}"
    for sale in sales.listed(connection, since, until):
        if not sale.voided_by or sale.voided_by[1:9] > last:
            for line in sale.lines:
                costs[line.material] += line.cost_fen
    return costs


def _goods(connection: Connection, moved: Moved, before: dict[Key, int], told: _Lines) -> tuple[GoodFigures, ...]:
    nothing = dict.fromkeys(("count", "net_g", "pieces", "amount_fen", "points"), 0)
    found = []
    for r in connection.execute(select(goods).order_by(goods.c.position)).mappings():
        code, out = r["code"], told.of("out").get(r["code"], nothing)

        def of(account: str, code: str = code) -> int:
            return moved.net(("goods", code, account))

        service = r["kind"] == "service"
        found.append(
            GoodFigures(
                code=code,
                name=r["name"],
                owner=r["owner"],
                service=service,
                received=-of("supplier") - of("vendor"),
                donated=-of("donor"),
                redeemed=out["pieces"] if service else of("redeemed"),
                points=out["points"],
                received_fen=told.of("received").get(code, nothing)["amount_fen"],
                donated_fen=told.of("donated").get(code, nothing)["amount_fen"],
                **_stock(moved, before, "goods", code, "shelf"),
            )
        )
    return tuple(found)


def _by_household(connection: Connection, moved: Moved, before: dict[Key, int], told: _Lines) -> tuple[HouseholdFigures, ...]:
    found = []
    for r in connection.execute(select(households).order_by(households.c.code)).mappings():
        purses: tuple[Key, ...] = tuple(("points", "", f"{name}:{r['id']}") for name in ("recycling", "civic"))
        opening = sum(before.get(key, 0) for key in purses)
        came, went = sum(moved.up.get(key, 0) for key in purses), -sum(moved.down.get(key, 0) for key in purses)
        other = sum(moved.opening.get(key, 0) + moved.corrected.get(key, 0) for key in purses)
        tickets, net_g = told.of_household.get(r["id"], (0, 0))
        if r["state"] == "merged" and not (opening or came or went or other or tickets):
            continue
        found.append(
            HouseholdFigures(
                code=r["code"],
                name=r["name"],
                group=r["group"],
                party_member=bool(r["party_member"]),
                tickets=tickets,
                net_g=net_g,
                opening=opening,
                came_in=came,
                went_out=went,
                other=other,
                closing=opening + came - went + other,
            )
        )
    return tuple(found)


def _by_group(people: Iterable[HouseholdFigures]) -> tuple[GroupFigures, ...]:
    groups: dict[str, list[HouseholdFigures]] = defaultdict(list)
    for one in people:
        groups[one.group].append(one)
    return tuple(
        GroupFigures(
            name=name,
            households=len(members),
            visited=sum(1 for one in members if one.tickets),
            tickets=sum(one.tickets for one in members),
            net_g=sum(one.net_g for one in members),
            points_in=sum(one.came_in for one in members),
            points_out=sum(one.went_out for one in members),
        )
        for name, members in sorted(groups.items())
    )


def _corrections(connection: Connection, since: date, until: date) -> tuple[Correction, ...]:
    original = documents.alias("original")
    shown = shop.shown_users(connection)
    statement = (
        select(documents, original.c.business_date.label("of_day"), original.c.content.label("undone"))
        .join(original, original.c.number == documents.c.voids)
        .where(
            documents.c.business_date.between(since.isoformat(), until.isoformat()),
            original.c.business_date < since.isoformat(),
        )
        .order_by(documents.c.id)
    )
    found = []
    for r in connection.execute(statement).mappings():
        undone = json.loads(r["undone"])
        found.append(
            Correction(
                number=r["number"],
                day=date.fromisoformat(r["business_date"]),
                voids=r["voids"],
                of_day=date.fromisoformat(r["of_day"]),
                reason=json.loads(r["content"])["reason"],
                points=undone.get("points_out", 0) - undone.get("points_in", 0),
                by=shown.get(r["user"], r["user"]),
            )
        )
    return tuple(found)
