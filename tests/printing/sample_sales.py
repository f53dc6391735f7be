"""A sale on the spot, one on credit, a hand-over and a day's end of 青禾村 as values."""

from datetime import date

from shop_desktop.domain.months import DayEnd
from shop_desktop.domain.sales import HandOver, Sale, SoldLine

HASH = "7f3a91c2" + "0" * 56


def sold(material: str, name: str, quantity: int, price_fen: int, *, piece: bool = False) -> SoldLine:
    per = 1 if piece else 1000
    amount = (2 * quantity * price_fen + per) // (2 * per)
    return SoldLine(
        material=material,
        name=name,
        unit="piece" if piece else "kg",
        quantity=quantity,
        price_fen=price_fen,
        price_per=per,
        amount_fen=amount,
        cost_fen=amount * 6 // 7,
    )


LINES = (
    sold("cardboard", "黄纸板（压扁的、没有胶带的大纸箱）", 1_300_000, 163),
    sold("steel", "废铁", 640_000, 210),
    sold("glass", "酒瓶", 240, 15, piece=True),
)
ON_SITE = Sale(
    number="S20261112-0001",
    day=date(2026, 11, 12),
    buyer="清运队 钟有福",
    kind="on-site",
    lines=LINES,
    amount_fen=sum(line.amount_fen for line in LINES),
    paid_fen=sum(line.amount_fen for line in LINES),
    transport_saved_fen=16_000,
    by="苏月琴",
    hash=HASH,
)
ON_CREDIT = Sale(
    number="S20261126-0002",
    day=date(2026, 11, 26),
    buyer="老郑废品收购站",
    kind="recycler",
    lines=LINES[1:2],
    amount_fen=LINES[1].amount_fen,
    paid_fen=48_000,
    paper="0031",
    by="苏月琴",
    note="余款月底前结清",
    hash=HASH,
    voided_by="V20261127-0001",
)
HANDED = HandOver(
    number="W20261120-0001",
    day=date(2026, 11, 20),
    to="云岭镇有害垃圾暂存点",
    lines=(
        SoldLine(material="battery", name="废电池", unit="piece", quantity=120),
        SoldLine(material="lamp", name="废灯管（整箱，别压）", unit="piece", quantity=18),
        SoldLine(material="paint", name="废油漆桶", unit="kg", quantity=6_350),
    ),
    paper="移2026-04",
    by="苏月琴",
    hash=HASH,
)
DAY_END = DayEnd(
    day=date(2026, 11, 24),
    tickets=14,
    voided=1,
    net_g=184_355,
    points_in=25_910,
    points_out=18_350,
    fund_in_fen=0,
    fund_out_fen=8_050,
    fund_fen=2_046_918,
    counted_fen=2_045_918,
    counted_slips=14,
    reason="少 10 元，找零时算错",
    number="D20261124-0001",
    seal="0BF4 77E1",
    by="何春生",
    village="青禾村",
)
