"""A period's figures: what report, workbook, screen, file and command line all show."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, bindparam, func, select, text

from shop_desktop.domain.calendar import month_days
from shop_desktop.domain.codes import seal_code
from shop_desktop.domain.fund import CORRECTIONS
from shop_desktop.domain.months import (
    Correction,
    FundFigures,
    GoodFigures,
    GroupFigures,
    HouseholdFigures,
    MaterialFigures,
    MonthFigures,
    PointsFigures,
)
from shop_desktop.domain.names import natural
from shop_desktop.store.named import Named, named
from shop_desktop.store.prepared import Answer, Prepared
from shop_desktop.store.queries import periods
from shop_desktop.store.queries.periods import NOTHING, Key, Lines, Moved
from shop_desktop.store.schema import documents, months, seals

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


def first_month(connection: Connection) -> str:
    """The month of the earliest document; "" before there is one."""
    return str(connection.execute(select(func.min(documents.c.business_date))).scalar() or "")[:7]


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
    names = named(connection, label)
    village, township = names.village
    moved = periods.moved(connection, since, until)
    before = periods.before(periods.standing(connection, until), moved)
    told = Lines(connection, since, until)
    count: dict[str, int] = dict(_COUNTS.all(connection, since=since.isoformat(), until=until.isoformat()))
    people = _by_household(names.households, moved, before, told)
    sold = told.of("sold")
    sales, costs = _costs(connection, since, until)
    return MonthFigures(
        label=label,
        since=since,
        until=until,
        closed=_CLOSED.first(connection, month=label) is not None,
        seal=seal_of(connection, label),
        village=village,
        township=township,
        rules_since=names.rules_since(until),
        tickets=told.tickets,
        taken_tickets=told.taken,
        voided=told.voided,
        net_g=sum(row.net_g for row in told.of("in").values()),
        pieces=sum(row.pieces for row in told.of("in").values()),
        households=len(people),
        visited=sum(1 for one in people if one.tickets),
        sales=sales,
        sold_fen=sum(row.amount_fen for row in sold.values()),
        typed_lines=told.typed,
        weighed_lines=told.weighed,
        paper_slips=told.slips,
        documents=sum(count.values()),
        points=_points(moved, before),
        fund=_fund(moved, before),
        materials=_materials(names.materials, moved, before, told, costs),
        goods=_goods(names.goods, moved, before, told),
        by_household=people,
        by_group=_by_group(people),
        by_day=told.days(),
        corrections=_corrections(connection, since, until, names),
    )


_COUNTS = Prepared(text("SELECT op, COUNT(*) FROM documents WHERE business_date BETWEEN :since AND :until GROUP BY op"))
_SEAL = Prepared(select(seals.c.seal).where(seals.c.month == bindparam("month")))
_CLOSED = Prepared(select(months.c.closed_on).where(months.c.month == bindparam("month")))


def seal_of(connection: Connection, label: str) -> str:
    """The seal that stands on a closed month's paper; "" while it is open."""
    seal = _SEAL.first(connection, month=label)
    return seal_code(seal[0]) if seal else ""


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
    """Corrections of earlier months stand on a line of their own among the sources."""
    sums = {key[2]: moved.net(key) for key in _keys(moved) if key[0] == "fund"}
    corrected = moved.corrected.get(("fund", "", "fund"), 0)
    sources = {name.removeprefix("source:"): -n for name, n in sorted(sums.items()) if name.startswith("source:") and n}
    kinds = {name.removeprefix("kind:"): n for name, n in sorted(sums.items()) if name.startswith("kind:") and n}
    opening = before.get(("fund", "", "fund"), 0)
    if corrected:
        sources[CORRECTIONS] = corrected
    return FundFigures(
        opening_fen=opening,
        by_source=tuple(sources.items()),
        by_kind=tuple(kinds.items()),
        closing_fen=opening + sums.get("fund", 0) + corrected,
        receivable_fen=before.get(("fund", "", "receivable"), 0) + moved.all(("fund", "", "receivable")),
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
    rows: Iterable[Answer], moved: Moved, before: dict[Key, int], told: Lines, costs: dict[str, int]
) -> tuple[MaterialFigures, ...]:
    found = []
    for code, name, unit, hazardous in rows:
        taken, sold = told.of("in").get(code, NOTHING), told.of("sold").get(code, NOTHING)

        def of(account: str, code: str = code) -> int:
            return moved.net(("materials", code, account))

        found.append(
            MaterialFigures(
                code=code,
                name=name,
                unit=unit,
                hazardous=bool(hazardous),
                taken=-of("households"),
                sold=of("sold"),
                handed=of("handed"),
                tickets=taken.lines,
                amount_fen=taken.amount_fen,
                points=taken.points,
                sold_fen=sold.amount_fen,
                cost_fen=costs.get(code, 0),
                **_stock(moved, before, "materials", code, "yard"),
            )
        )
    return tuple(found)


def _costs(connection: Connection, since: date, until: date) -> tuple[int, dict[str, int]]:
    """How many sales there were, and what the materials sold had cost; one voided within the period does not count."""
    costs: dict[str, int] = defaultdict(int)
    count = 0
    sold = _SOLD.all(connection, since=since.isoformat(), until=until.isoformat())
    for (_id, content), rows in groupby(sold, key=itemgetter(0, 1)):
        count += 1
        for (*_document, item), cost_fen in zip(rows, json.loads(content)["costs_fen"], strict=True):
            costs[item] += cost_fen
    return count, costs


_SOLD = Prepared(
    text(
        "SELECT d.id, d.content, l.item FROM documents d JOIN lines l ON l.document_id = d.id "
        "LEFT JOIN documents v ON v.voids = d.number WHERE d.op = 'sale.post' AND d.business_date BETWEEN :since AND :until "
        "AND (v.id IS NULL OR v.business_date > :until) ORDER BY d.id, l.position"
    )
)


def _goods(rows: Iterable[Answer], moved: Moved, before: dict[Key, int], told: Lines) -> tuple[GoodFigures, ...]:
    found = []
    for code, name, owner, kind in rows:
        out, service = told.of("out").get(code, NOTHING), kind == "service"

        def of(account: str, code: str = code) -> int:
            return moved.net(("goods", code, account))

        found.append(
            GoodFigures(
                code=code,
                name=name,
                owner=owner,
                service=service,
                received=-of("supplier") - of("vendor"),
                donated=-of("donor"),
                redeemed=out.pieces if service else of("redeemed"),
                points=out.points,
                received_fen=told.of("received").get(code, NOTHING).amount_fen,
                donated_fen=told.of("donated").get(code, NOTHING).amount_fen,
                **_stock(moved, before, "goods", code, "shelf"),
            )
        )
    return tuple(found)


def _by_household(rows: Iterable[Answer], moved: Moved, before: dict[Key, int], told: Lines) -> tuple[HouseholdFigures, ...]:
    found = []
    for number, code, name, group, party_member, state in rows:
        opening = came = went = other = 0
        for key in (("points", "", f"recycling:{number}"), ("points", "", f"civic:{number}")):
            opening += before.get(key, 0)
            came += moved.up.get(key, 0)
            went -= moved.down.get(key, 0)
            other += moved.opening.get(key, 0) + moved.corrected.get(key, 0)
        tickets, net_g = told.of_household.get(number, (0, 0))
        if state == "merged" and not (opening or came or went or other or tickets):
            continue
        found.append(
            HouseholdFigures(
                code=code,
                name=name,
                group=group,
                party_member=bool(party_member),
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
        for name, members in sorted(groups.items(), key=lambda group: natural(group[0]))
    )


_CORRECTED = Prepared(
    text(
        "SELECT d.number, d.business_date, d.voids, o.business_date, d.content, (SELECT SUM(e.amount) FROM entries e "
        "WHERE e.document_id = d.id AND e.ledger = 'points' AND (substr(e.account, 1, 10) = 'recycling:' "
        "OR substr(e.account, 1, 6) = 'civic:' OR substr(e.account, 1, 8) = 'pending:')), d.\"user\" "
        "FROM documents d JOIN documents o ON o.number = d.voids "
        "WHERE d.business_date BETWEEN :since AND :until AND o.business_date < :since ORDER BY d.id"
    )
)


def _corrections(connection: Connection, since: date, until: date, names: Named) -> tuple[Correction, ...]:
    rows = _CORRECTED.all(connection, since=since.isoformat(), until=until.isoformat())
    found = []
    for number, day, voids, of_day, content, points, user in rows:
        found.append(
            Correction(
                number=number,
                day=date.fromisoformat(day),
                voids=voids,
                of_day=date.fromisoformat(of_day),
                reason=json.loads(content)["reason"],
                points=int(points or 0),
                by=names.shown(user),
            )
        )
    return tuple(found)
