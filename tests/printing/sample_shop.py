"""What the shop of 青禾村 has, as values: prices, goods with barcodes, households with cards, a statement, vouchers."""

from dataclasses import replace
from datetime import date

from shop_desktop.domain.codes import card_code, good_code, voucher_code
from shop_desktop.domain.goods import Good, Voucher
from shop_desktop.domain.households import Household, PurseMove, Purses, Statement, Waiting
from shop_desktop.domain.materials import Material, PriceBoard
from shop_desktop.domain.prices import MoneyPrice, PointsPrice, Rate
from tests.printing.sample_month import GROUPS, NAMES

DAY = date(2026, 11, 24)
SINCE = date(2026, 11, 1)
MATERIALS = (
    Material(
        code="cardboard",
        name="黄纸板",
        unit="kg",
        price=MoneyPrice(140, 1000),
        price_from=SINCE,
        refusal_note="湿的、带胶带和泡沫的",
    ),
    Material(code="paper", name="书本报纸", unit="kg", price=MoneyPrice(110, 1000), price_from=SINCE),
    Material(
        code="steel", name="废铁", unit="kg", price=MoneyPrice(180, 1000), price_from=SINCE, refusal_note="井盖、电力和铁路器材"
    ),
    Material(code="copper", name="铜", unit="kg", price=MoneyPrice(4_200, 1000), price_from=date(2026, 9, 1)),
    Material(code="plastic", name="塑料瓶（倒空压扁，瓶盖拧上）", unit="kg", price=MoneyPrice(260, 1000), price_from=SINCE),
    Material(code="glass", name="酒瓶", unit="piece", price=MoneyPrice(15, 1), price_from=SINCE),
    Material(code="can", name="易拉罐", unit="piece", price=MoneyPrice(100, 3), price_from=SINCE),
    Material(code="clothes", name="旧衣物", unit="kg", price=PointsPrice(2, 5000), price_from=SINCE),
    Material(code="battery", name="废电池", unit="piece", hazardous=True, price=PointsPrice(2, 5), price_from=SINCE),
    Material(code="lamp", name="废灯管", unit="piece", hazardous=True),
)
BOARD = PriceBoard(day=DAY, rate=Rate(), materials=MATERIALS)
STOCK = tuple(
    (material, 12_345 * (place + 1) if material.unit == "kg" else 37 * place) for place, material in enumerate(MATERIALS)
)
GOODS = (
    Good(code="soap", name="洗衣皂", points=300, left=87, barcode="6901234567892"),
    Good(code="salt", name="食盐 400 g", points=150, left=224, barcode=good_code(1)),
    Good(code="soy", name="酱油 500 ml", points=850, left=27, barcode="96385074"),
    Good(code="towel", name="毛巾（纯棉加厚，两条一包，颜色随机发）", points=1_200, left=7, barcode=good_code(2), owner="王店"),
    Good(code="rice", name="㛃家东北大米 10 kg", points=12_800, left=4, barcode="036000291452"),
    Good(code="bucket", name="塑料桶", points=960, left=11),
    Good(code="haircut", name="理发", points=500, left=0, owner="李师傅", kind="service", barcode=good_code(3)),
    Good(code="hoe", name="锄头", points=None, left=0),
)


def households(count: int = 14) -> tuple[Household, ...]:
    """Households with cards, but for every seventh."""
    return tuple(
        Household(
            id=number,
            code=f"{number:03}",
            name=NAMES[number % len(NAMES)],
            group=GROUPS[number % len(GROUPS)],
            card=card_code(17, number, 1) if number % 7 else "",
        )
        for number in range(1, count + 1)
    )


def statement() -> Statement:
    """周桂香's autumn: opening, tickets both ways, a void, an appraisal."""
    said: tuple[tuple[str, str, date, int, int, dict[str, object]], ...] = (
        ("O20260901-0003", "household.opening", date(2026, 9, 1), 1_200, 0, {}),
        (
            "T20260914-0007",
            "ticket.post",
            date(2026, 9, 14),
            873,
            0,
            {"net_g": 6_235, "brought": ("黄纸板",)},
        ),
        ("T20261003-0012", "ticket.post", date(2026, 10, 3), -1_450, 0, {"taken": (("洗衣皂", 2), ("酱油 500 ml", 1))}),
        ("V20261004-0001", "document.void", date(2026, 10, 4), 1_450, 0, {"voids": "T20261003-0012"}),
        ("A20261105-0001", "appraisal.settle", date(2026, 11, 5), 0, 980, {}),
        (
            "T20261124-0008",
            "ticket.post",
            date(2026, 11, 24),
            898,
            -400,
            {
                "net_g": 11_640,
                "brought": ("黄纸板", "废铁", "塑料瓶", "废电池"),
                "taken": (("洗衣皂", 2), ("酱油 500 ml", 1)),
            },
        ),
    )
    after, moves = 0, []
    for number, op, day, recycling, civic, more in said:
        after += recycling + civic
        moves.append(
            PurseMove(
                number=number,
                op=op,
                day=day,
                recycling=recycling,
                civic=civic,
                after=after,
                **more,  # type: ignore[arg-type]
            )
        )
    household = Household(
        id=36,
        code="036",
        name="周桂香",
        group="三组",
        card=card_code(17, 36, 1),
        purses=Purses(recycling=2_971, civic=580, pending=180, owed=0),
    )
    waiting = (Waiting(material="battery", name="废电池", unit="piece", quantity=2, per=5, points=2),)
    return Statement(
        household=household, since=date(2026, 9, 1), until=date(2026, 11, 30), opening=0, moves=tuple(moves), waiting=waiting
    )


VOUCHER = Voucher(
    code=voucher_code(17),
    good="haircut",
    good_name="理发",
    household="周桂香",
    household_code="036",
    issued_on=DAY,
    expires_on=date(2027, 2, 22),
    state="issued",
)
USED = replace(VOUCHER, state="used", used_on=date(2026, 12, 3), good_name="长者食堂午餐（两荤一素，限堂食）")
