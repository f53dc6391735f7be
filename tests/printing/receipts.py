"""Receipts of an invented village, built through the domain's own pricing, and slips made of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from shop_desktop.domain.materials import Material
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Price, Rate, Unit
from shop_desktop.domain.tickets import GoodLine, Load, MaterialLine, Proof, Receipt, Spending, TareKind, price_loads

DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 9, 34, tzinfo=timezone(timedelta(hours=8)))

CARDBOARD = MoneyPrice(140, 1000)
IRON = MoneyPrice(180, 1000)
BOTTLES = MoneyPrice(260, 1000)
BATTERIES = PointsPrice(2, 5)


def proof(tare: TareKind = "none") -> Proof:
    return Proof(frame="02", protocol="demo", port="sim://", taken_at=AT.astimezone(UTC).isoformat(), e_g=5, tare=tare)


def line(name: str, price: Price, load: Load, *, waiting: int = 0) -> MaterialLine:
    """One priced line; the material's code is its name."""
    unit: Unit = "piece" if load.pieces is not None else "kg"
    material = Material(code=name, name=name, unit=unit, price=price, price_from=DAY)
    return price_loads([replace(load, material=name)], {name: material}, Rate(), {name: waiting})[0]


def weighed(name: str, price: Price, gross_g: int, tare_g: int = 0, *, tare: TareKind = "none", waiting: int = 0) -> MaterialLine:
    load = Load(material="", gross_g=gross_g, tare_g=tare_g, source="scale", proof=proof(tare))
    return line(name, price, load, waiting=waiting)


def counted(name: str, price: Price, pieces: int, *, waiting: int = 0) -> MaterialLine:
    return line(name, price, Load(material="", pieces=pieces), waiting=waiting)


def materials() -> tuple[MaterialLine, ...]:
    return (
        weighed("黄纸板", CARDBOARD, 6435, 200),
        weighed("废铁", IRON, 4160),
        weighed("塑料瓶", BOTTLES, 1245),
        counted("废电池", BATTERIES, 4, waiting=3),
    )


def goods() -> tuple[GoodLine, ...]:
    return (
        GoodLine(good="soap", name="洗衣皂", quantity=2, points_each=300),
        GoodLine(good="soy", name="酱油 500 ml", quantity=1, points_each=850),
    )


def receipt(**changes: object) -> Receipt:
    """周桂香's ticket as on the picture of the slip; changes replace its fields."""
    plain = Receipt(
        shop="青禾村兑换超市",
        township="云岭镇",
        village="青禾村",
        number="T20261124-0008",
        at=AT,
        household="周桂香",
        group="三组",
        code="036",
        lines=materials(),
        goods=goods(),
        spending=Spending(400, 1050),
        spendable_before=1286,
        pending=180,
        rate=Rate(),
        operator="何春生",
        seal="7F3A 91C2",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
