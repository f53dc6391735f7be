"""青禾村's fund in November as values: the account with a void and an unnamed giver, donations, rent, cash, a vendor's month."""

from collections import Counter
from datetime import date

from shop_desktop.domain.fund import CashCount, Donation, FundAccount, FundMove, Gift, Payment, RentDue
from shop_desktop.domain.vendors import VendorAccount, VendorLine, VendorMonth
from tests.printing.sample_month import FIRST, KINDS, LAST, OPENING_FEN, SOURCES

PAID = dict(KINDS)
CAME = dict(SOURCES)
ENTRIES: tuple[tuple[int, str, str, str, int, dict[str, object]], ...] = (
    (2, "fund.receive", "village-subsidy", "青禾村村民委员会", 300_000, {"paper": "村财2026-31"}),
    (5, "fund.receive", "elder-donation", "林秀英", 200_000, {"unnamed": True}),
    (6, "fund.pay", "goods", "云岭镇供销社日用百货批发部", -127_200, {"paper": "No. 0042187"}),
    (9, "fund.receive", "enterprise-donation", "云岭茶业有限公司", 500_000, {}),
    (11, "sale.post", "recycler", "老郑废品收购站", CAME["recyclables"], {}),
    (13, "fund.pay", "transport", "钟有福", -16_100, {"voided_by": "V20261113-0001"}),
    (13, "document.void", "transport", "钟有福", 16_100, {"voids": "F20261113-0001"}),
    (13, "fund.pay", "transport", "钟有福", -PAID["transport"], {}),
    (20, "fund.pay", "labour", "何春生、邱玉梅（分拣、打包两天）", -PAID["labour"], {}),
    (25, "fund.pay", "rent", "𬀩玉兰", -PAID["rent"], {}),
    (28, "fund.pay", "vendor", "王店", -PAID["vendor"], {}),
)


def account() -> FundAccount:
    """The month's account page."""
    after, moves, numbered = OPENING_FEN, [], Counter[str]()
    for day, op, what, who, fen, more in ENTRIES:
        after += fen
        head = {"sale.post": "S", "document.void": "V"}.get(op, "F") + f"202611{day:02}"
        numbered[head] += 1
        number = f"{head}-{numbered[head]:04}"
        moves.append(
            FundMove(
                number=number,
                op=op,
                day=date(2026, 11, day),
                what=what,
                who=who,
                amount_fen=fen,
                after_fen=after,
                **more,  # type: ignore[arg-type]
            )
        )
    return FundAccount(
        since=FIRST,
        until=LAST,
        opening_fen=OPENING_FEN,
        moves=tuple(moves),
        by_source=SOURCES,
        by_kind=KINDS,
        closing_fen=after,
        receivable_fen=86_400,
    )


DONATIONS = (
    Donation(
        number="F20261105-0001", day=date(2026, 11, 5), source="elder-donation", who="林秀英", amount_fen=200_000, unnamed=True
    ),
    Donation(
        number="F20261109-0001",
        day=date(2026, 11, 9),
        source="enterprise-donation",
        who="云岭茶业有限公司",
        amount_fen=500_000,
        goods=(Gift(name="食盐 400 g", pieces=200, value_fen=50_000), Gift(name="茶叶礼盒", pieces=12, value_fen=96_000)),
        paper="捐2026-07",
    ),
    Donation(
        number="F20261118-0001",
        day=date(2026, 11, 18),
        source="elder-donation",
        who="邱秉坤㛃",
        amount_fen=0,
        goods=(Gift(name="毛巾（纯棉加厚，两条一包）", pieces=60, value_fen=72_000),),
    ),
)
RENTS = (
    RentDue(host="𬀩玉兰", month="2026-09", due_fen=30_000, paid_fen=12_000),
    RentDue(host="𬀩玉兰", month="2026-10", due_fen=30_000, paid_fen=0),
    RentDue(host="罗细妹", month="2026-11", due_fen=20_000, paid_fen=0),
)
RENT_PAID = Payment(
    number="F20261125-0001", day=date(2026, 11, 25), to="𬀩玉兰", amount_fen=30_000, month="2026-11", paper="B-18", by="苏月琴"
)
COUNT = CashCount(
    number="F20261130-0001",
    day=LAST,
    counted_fen=2_036_868,
    booked_fen=2_037_868,
    reason="少 10 元，找零时算错，何春生补上",
    by="苏月琴",
    notes=((10_000, 112), (5_000, 18), (2_000, 9), (1_000, 12), (500, 8), (100, 23), (50, 5), (10, 7)),
)
VENDOR = VendorMonth(
    vendor="王店",
    month="2026-11",
    lines=(
        VendorLine(good="towel", name="毛巾（纯棉加厚，两条一包）", pieces=33, fen=980),
        VendorLine(good="towel", name="毛巾（纯棉加厚，两条一包）", pieces=-1, fen=950),
    ),
    before_fen=-190,
)
VENDORS = (
    VendorAccount(vendor="王店", settled_fen=182_400, paid_fen=150_000, unsettled_fen=31_200),
    VendorAccount(vendor="李师傅", settled_fen=24_000, paid_fen=24_000, unsettled_fen=6_000),
)
