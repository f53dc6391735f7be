"""The month of the signed-off picture as a value: four weeks, half a year, invented."""

from datetime import date, timedelta

from shop_desktop.domain.glance import Glance, MonthPoints
from shop_desktop.domain.months import DayFigures, FundFigures, MaterialFigures, MonthFigures, PointsFigures
from shop_desktop.domain.solvency import Flow, Solvency

FIRST = date(2026, 11, 1)
WEEKS = (
    (1, (30, 12, 10, 6)),
    (2, (280, 135, 63, 34)),
    (9, (300, 150, 70, 33)),
    (16, (340, 168, 76, 37)),
    (23, (120, 55, 24, 17)),
)
CODES = ("cardboard", "steel", "plastic", "clothes")
NAMES = ("黄纸板", "废铁", "塑料瓶", "旧衣物")
POINTS = (
    ("2026-06", 196_000, 162_000, 378_000),
    ("2026-07", 210_000, 176_000, 410_000),
    ("2026-08", 223_000, 196_000, 438_000),
    ("2026-09", 236_000, 212_000, 460_000),
    ("2026-10", 249_000, 258_000, 452_000),
    ("2026-11", 262_418, 248_050, 467_368),
)


def material(code: str, name: str, taken: int) -> MaterialFigures:
    return MaterialFigures(
        code=code,
        name=name,
        unit="kg",
        hazardous=False,
        opening=0,
        taken=taken,
        sold=0,
        handed=0,
        loss=0,
        gain=0,
        corrected=0,
        closing=taken,
    )


def month() -> MonthFigures:
    days = tuple(
        DayFigures(
            day=FIRST + timedelta(days=first - 1),
            tickets=30,
            net_g=sum(kilograms) * 1000,
            points_in=50_000,
            points_out=40_000,
            by_material=tuple((code, kg * 1000) for code, kg in zip(CODES, kilograms, strict=True)),
        )
        for first, kilograms in WEEKS
    )
    taken = [sum(kilograms[place] for _first, kilograms in WEEKS) * 1000 for place in range(4)]
    return MonthFigures(
        label="2026-11",
        since=FIRST,
        until=date(2026, 11, 24),
        tickets=148,
        taken_tickets=148,
        net_g=1_960_420,
        households=150,
        visited=112,
        points=PointsFigures(opening=452_000, issued=262_418, spent=248_050, closing=467_368),
        fund=FundFigures(opening_fen=815_320, by_source=(("sale", 280_000),), by_kind=(("goods", 151_650),), closing_fen=943_670),
        materials=tuple(material(code, name, grams) for code, name, grams in zip(CODES, NAMES, taken, strict=True)),
        by_day=days,
    )


def glance() -> Glance:
    half = tuple(MonthPoints(*row) for row in POINTS)
    return Glance(day=date(2026, 11, 24), month=month(), before_g=1_750_000, half_year=half, solvency=solvency())


def solvency() -> Solvency:
    flows = tuple(Flow(month=month, redeemed_fen=183_170, spent=222_000) for month in ("2026-08", "2026-09", "2026-10"))
    return Solvency(outstanding=467_368, points_per_yuan=100, fund_fen=943_670, shelf_fen=411_800, unpaid_fen=0, flows=flows)
