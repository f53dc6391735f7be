"""青禾村's November as one value, made so that everything in it adds up: materials, goods, fund, points, households, groups."""

from datetime import date, timedelta

from shop_desktop.domain.glance import MonthPoints
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
from shop_desktop.domain.prices import Unit
from shop_desktop.domain.solvency import Flow, Solvency

FIRST = date(2026, 11, 1)
LAST = date(2026, 11, 30)
NAMES = (
    "孟芳",
    "付菊香",
    "王秀英",
    "周发财",
    "韩永康",
    "陈敏",
    "陆耕田",
    "钟𬀩",
    "买买提·艾合买提江·阿卜杜热西提",
    "唐守义",
    "㛃小梅",
    "欧阳长庚",
    "周桂香",
    "邱玉梅",
    "何春生",
    "苏月琴",
)
GROUPS = ("一组", "二组", "三组", "四组", "五组")


def material(code: str, name: str, opening: int, taken: int, sold: int, price: int, **more: int | str | bool) -> MaterialFigures:
    """A material taken in and sold; `price` is fen a kilogram, the sale brings a sixth more."""
    facts: dict[str, int | str | bool] = {"handed": 0, "loss": 0, "gain": 0, "corrected": 0, "hazardous": False, **more}
    unit: Unit = "piece" if facts.pop("unit", "kg") == "piece" else "kg"
    handed, loss, gain, corrected = (int(facts[name]) for name in ("handed", "loss", "gain", "corrected"))
    worth = taken * price // 1000
    return MaterialFigures(
        code=code,
        name=name,
        unit=unit,
        hazardous=bool(facts["hazardous"]),
        opening=opening,
        taken=taken,
        sold=sold,
        handed=handed,
        loss=loss,
        gain=gain,
        corrected=corrected,
        closing=opening + taken - sold - handed - loss + gain + corrected,
        tickets=int(facts.get("tickets", 40)),
        amount_fen=worth,
        points=int(facts.get("points", worth)),
        sold_fen=sold * price * 7 // 6000,
        cost_fen=sold * price // 1000,
    )


MATERIALS = (
    material("cardboard", "黄纸板（压扁的、没有胶带的大纸箱）", 214_500, 1_214_355, 1_300_000, 140, loss=2_345, tickets=151),
    material("steel", "废铁", 96_000, 620_400, 640_000, 180, tickets=88),
    material("plastic", "塑料瓶", 31_220, 342_400, 330_000, 260, gain=180, tickets=132),
    material("clothes", "旧衣物", 12_000, 185_500, 0, 0, points=720, tickets=31),
    material("copper", "铜", 0, 50_000, 48_600, 4_200, corrected=-1_250, tickets=9),
    material("battery", "废电池", 35, 128, 0, 0, unit="piece", handed=120, hazardous=True, points=48, tickets=26),
)


def good(code: str, name: str, opening: int, received: int, redeemed: int, each: int, **more: int | str | bool) -> GoodFigures:
    facts: dict[str, int | str | bool] = {"donated": 0, "loss": 0, "gain": 0, "owner": "fund", "service": False, "cost": 0}
    facts |= more
    donated, loss, gain = (int(facts[name]) for name in ("donated", "loss", "gain"))
    return GoodFigures(
        code=code,
        name=name,
        owner=str(facts["owner"]),
        service=bool(facts["service"]),
        opening=opening,
        received=received,
        donated=donated,
        redeemed=redeemed,
        loss=loss,
        gain=gain,
        corrected=0,
        closing=0 if facts["service"] else opening + received + donated - redeemed - loss + gain,
        points=redeemed * each,
        received_fen=int(facts["cost"]),
    )


GOODS = (
    good("soap", "洗衣皂", 62, 240, 214, 300, loss=1, cost=60_000),
    good("salt", "食盐 400 g", 120, 0, 96, 150, donated=200),
    good("soy", "酱油 500 ml", 18, 96, 87, 850, cost=67_200),
    good("towel", "毛巾（纯棉加厚，两条一包）", 40, 0, 33, 1_200, owner="王店"),
    good("haircut", "理发", 0, 0, 12, 500, owner="李师傅", service=True),
)


def shared(total: int, weights: list[int]) -> list[int]:
    """A total cut up by weights; what does not go evenly goes to the first that gets any."""
    parts = [total * weight // sum(weights) for weight in weights]
    parts[next(place for place, weight in enumerate(weights) if weight)] += total - sum(parts)
    return parts


def households() -> tuple[HouseholdFigures, ...]:
    """Sixty households; every fourth did not come, one has a debt, one was given its old points. They share the month's sums."""
    numbers = range(1, 61)
    weights = [number * 811 % 97 + 3 if number % 4 else 0 for number in numbers]
    came_in = shared(sum(m.points for m in MATERIALS), weights)
    went_out = shared(sum(g.points for g in GOODS), weights)
    net_g = shared(sum(m.taken for m in MATERIALS if m.unit == "kg"), weights)
    found = []
    for place, number in enumerate(numbers):
        opening = -900 if number == 8 else number * 137 % 4_000
        other = 1_200 if number == 12 else -250 if number == 33 else 0
        found.append(
            HouseholdFigures(
                code=f"{number:03}",
                name=NAMES[number % len(NAMES)],
                group=GROUPS[number % len(GROUPS)],
                party_member=number % 9 == 0,
                tickets=number % 4,
                net_g=net_g[place],
                opening=opening,
                came_in=came_in[place],
                went_out=went_out[place],
                other=other,
                closing=opening + came_in[place] - went_out[place] + other,
            )
        )
    return tuple(found)


def by_group(people: tuple[HouseholdFigures, ...]) -> tuple[GroupFigures, ...]:
    members = {name: [one for one in people if one.group == name] for name in GROUPS}
    return tuple(
        GroupFigures(
            name=name,
            households=len(some),
            visited=sum(1 for one in some if one.tickets),
            tickets=sum(one.tickets for one in some),
            net_g=sum(one.net_g for one in some),
            points_in=sum(one.came_in for one in some),
            points_out=sum(one.went_out for one in some),
        )
        for name, some in members.items()
    )


def days() -> tuple[DayFigures, ...]:
    """The weighed materials spread over the month's days."""
    weighed = [m for m in MATERIALS if m.unit == "kg"]
    found = []
    for place in range(30):
        taken = tuple((m.code, m.taken // 30 + (m.taken % 30 if place == 29 else 0)) for m in weighed)
        day = FIRST + timedelta(days=place)
        found.append(
            DayFigures(
                day=day, tickets=3, net_g=sum(g for _code, g in taken), points_in=19_382, points_out=6_605, by_material=taken
            )
        )
    return tuple(found)


SOURCES = (
    ("elder-donation", 200_000),
    ("enterprise-donation", 500_000),
    ("recyclables", sum(m.sold_fen for m in MATERIALS)),
    ("village-subsidy", 300_000),
)
KINDS = (("goods", 127_200), ("labour", 60_000), ("rent", 30_000), ("transport", 8_050), ("vendor", 34_200))
OPENING_FEN = 612_345


def month(**changes: object) -> MonthFigures:
    """The month, closed and sealed."""
    people = households()
    opening = sum(one.opening for one in people)
    issued, spent = sum(one.came_in for one in people), sum(one.went_out for one in people)
    told: dict[str, object] = {
        "label": "2026-11",
        "since": FIRST,
        "until": LAST,
        "closed": True,
        "seal": "7F3A 91C2",
        "village": "青禾村",
        "township": "云岭镇",
        "tickets": sum(one.tickets for one in people),
        "taken_tickets": sum(one.tickets for one in people),
        "voided": 2,
        "net_g": sum(m.taken for m in MATERIALS if m.unit == "kg"),
        "pieces": 128,
        "households": len(people),
        "visited": sum(1 for one in people if one.tickets),
        "sales": 1,
        "sold_fen": sum(m.sold_fen for m in MATERIALS),
        "typed_lines": 3,
        "weighed_lines": 411,
        "paper_slips": 3,
        "documents": 312,
        "points": PointsFigures(
            opening=opening,
            issued=issued,
            opened=1_200,
            spent=spent,
            corrected=-250,
            closing=opening + issued + 1_200 - spent - 250,
        ),
        "fund": FundFigures(
            opening_fen=OPENING_FEN,
            by_source=SOURCES,
            by_kind=KINDS,
            closing_fen=OPENING_FEN + sum(fen for _name, fen in SOURCES) - sum(fen for _name, fen in KINDS),
            receivable_fen=86_400,
        ),
        "materials": MATERIALS,
        "goods": GOODS,
        "by_household": people,
        "by_group": by_group(people),
        "by_day": days(),
        "corrections": (
            Correction(
                number="V20261103-0001",
                day=date(2026, 11, 3),
                voids="T20261029-0014",
                of_day=date(2026, 10, 29),
                reason="铜记成了铁，和村民当面核过，重开一单",
                points=-250,
                by="苏月琴",
            ),
        ),
    }
    return MonthFigures(**(told | changes))  # type: ignore[arg-type]


POINTS = month().points
HALF_YEAR = (
    MonthPoints("2026-06", 182_400, 171_200, 62_614),
    MonthPoints("2026-07", 190_300, 176_500, 76_414),
    MonthPoints("2026-08", 186_900, 175_800, 87_514),
    MonthPoints("2026-09", 195_200, 181_400, 101_314),
    MonthPoints("2026-10", 201_600, 186_200, 116_714),
    MonthPoints("2026-11", POINTS.issued, POINTS.spent, POINTS.closing),
)
SOLVENCY = Solvency(
    outstanding=POINTS.closing,
    points_per_yuan=100,
    fund_fen=month().fund.closing_fen,
    shelf_fen=411_800,
    unpaid_fen=0,
    flows=tuple(Flow(month=f"2026-{n:02}", redeemed_fen=148_900, paid_fen=182_100) for n in (8, 9, 10)),
)
YEAR: dict[str, object] = {
    "label": "2026",
    "since": date(2026, 1, 1),
    "until": date(2026, 12, 31),
    "closed": False,
    "seal": "",
    "by_day": (),
}
EMPTY = MonthFigures(label="2026-11", since=FIRST, until=LAST)
