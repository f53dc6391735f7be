"""Every paper with a value to show it: a name → its PDF. What the gallery draws and the tests look at."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from shop_desktop.printing.cards import cards_pdf, qr_sheet_pdf
from shop_desktop.printing.cash_count import cash_count_pdf
from shop_desktop.printing.certification import certification_pdf
from shop_desktop.printing.checklist import Looked, checklist_pdf
from shop_desktop.printing.counting_sheets import goods_counting_pdf, yard_counting_pdf
from shop_desktop.printing.day_end import day_end_pdf
from shop_desktop.printing.donations import donation_receipt_pdf, thanks_pdf
from shop_desktop.printing.guide import Guided, guide_pdf
from shop_desktop.printing.handover import handover_pdf
from shop_desktop.printing.month_notice import month_notice_pdf
from shop_desktop.printing.month_report import month_report_pdf
from shop_desktop.printing.price_board import price_board_pdf
from shop_desktop.printing.public_account import Posted, public_account_pdf
from shop_desktop.printing.rent import rent_pdf, rent_receipt_pdf
from shop_desktop.printing.roll import PAPER_58, PAPER_80
from shop_desktop.printing.sale_slip import sale_slip_pdf
from shop_desktop.printing.sheet import A3, Imprint
from shop_desktop.printing.shelf_labels import shelf_labels_pdf
from shop_desktop.printing.statement import passbook_pdf, statement_pdf
from shop_desktop.printing.vendor_settlement import vendor_settlement_pdf
from shop_desktop.printing.vouchers import voucher_pdf
from tests.printing import sample_fund, sample_month, sample_sales, sample_shop

AT = datetime(2026, 12, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
IMPRINT = Imprint(village="青禾村", township="云岭镇", printed_at=AT, by="苏月琴")
PRACTICE = Imprint(village="青禾村", township="云岭镇", printed_at=AT, by="苏月琴", practice=True)
POSTED = Posted(date(2026, 12, 1), date(2026, 12, 8), "村务监督委员会 叶文清")
KEY = "722A BD12 E99A 5367 F375 AEB9"
GUIDED = Guided(file="青禾村-2026-11.zip", figures=sample_month.month(), key=KEY, previous="5c1e77d0" + "3b" * 28)
LOOKED = (
    Looked("单子都做完了", "柜台 0 张草稿，0 张挂单", "好了"),
    Looked("经营户还没结钱", "李师傅 11 月兑出 12 件，要付 60.00 元", "要做"),
)

PAPERS: dict[str, Callable[[], bytes]] = {
    "month-report": lambda: month_report_pdf(
        sample_month.month(), IMPRINT, half_year=sample_month.HALF_YEAR, solvency=sample_month.SOLVENCY, key=KEY
    ),
    "month-report-open": lambda: month_report_pdf(sample_month.month(closed=False, seal=""), PRACTICE),
    "year-report": lambda: month_report_pdf(sample_month.month(**sample_month.YEAR), IMPRINT),
    "empty-report": lambda: month_report_pdf(sample_month.EMPTY, IMPRINT),
    "certification": lambda: certification_pdf(sample_month.month(), IMPRINT),
    "public-account": lambda: public_account_pdf(sample_fund.account(), IMPRINT, seal="7F3A 91C2", posted=POSTED),
    "month-notice": lambda: month_notice_pdf(
        sample_month.month(), IMPRINT, donations=sample_fund.DONATIONS, posted=POSTED, rules="规则 2026-03 版"
    ),
    "sale-80": lambda: sale_slip_pdf(sample_sales.ON_SITE, IMPRINT, PAPER_80),
    "sale-58": lambda: sale_slip_pdf(sample_sales.ON_SITE, IMPRINT, PAPER_58),
    "sale-void-80": lambda: sale_slip_pdf(sample_sales.ON_CREDIT, PRACTICE, PAPER_80),
    "sale-a4": lambda: sale_slip_pdf(sample_sales.ON_SITE, IMPRINT),
    "sale-void-a4": lambda: sale_slip_pdf(sample_sales.ON_CREDIT, IMPRINT),
    "handover": lambda: handover_pdf(sample_sales.HANDED, IMPRINT),
    "donation": lambda: donation_receipt_pdf(sample_fund.DONATIONS[1], IMPRINT),
    "thanks": lambda: thanks_pdf(sample_fund.DONATIONS, sample_month.FIRST, sample_month.LAST, IMPRINT),
    "vendor": lambda: vendor_settlement_pdf(sample_fund.VENDOR, IMPRINT, account=sample_fund.VENDORS[0]),
    "rent": lambda: rent_pdf(sample_fund.RENTS, sample_month.LAST, IMPRINT),
    "rent-receipt": lambda: rent_receipt_pdf(sample_fund.RENT_PAID, IMPRINT),
    "cash-count": lambda: cash_count_pdf(sample_fund.COUNT, IMPRINT),
    "day-end-80": lambda: day_end_pdf(sample_sales.DAY_END, IMPRINT, PAPER_80),
    "day-end-58": lambda: day_end_pdf(sample_sales.DAY_END, IMPRINT, PAPER_58),
    "day-end-a4": lambda: day_end_pdf(sample_sales.DAY_END, IMPRINT),
    "price-board-a4": lambda: price_board_pdf(sample_shop.BOARD, IMPRINT),
    "price-board-a3": lambda: price_board_pdf(sample_shop.BOARD, IMPRINT, A3),
    "shelf-labels": lambda: shelf_labels_pdf(sample_shop.GOODS * 4, IMPRINT),
    "cards": lambda: cards_pdf(sample_shop.households(), IMPRINT),
    "cards-group": lambda: cards_pdf(sample_shop.households(8), PRACTICE, names="group"),
    "qr-sheet": lambda: qr_sheet_pdf(sample_shop.households(40), IMPRINT, names="surname"),
    "counting-goods": lambda: goods_counting_pdf(sample_shop.GOODS, sample_shop.DAY, IMPRINT),
    "counting-yard": lambda: yard_counting_pdf(sample_shop.STOCK, sample_shop.DAY, IMPRINT, booked=True),
    "statement": lambda: statement_pdf(sample_shop.statement(), IMPRINT),
    "passbook": lambda: passbook_pdf(sample_shop.statement(), 1, IMPRINT),
    "passbook-on": lambda: passbook_pdf(sample_shop.statement(), 1, IMPRINT, printed=4),
    "voucher-80": lambda: voucher_pdf(sample_shop.VOUCHER, IMPRINT, PAPER_80),
    "voucher-used-58": lambda: voucher_pdf(sample_shop.USED, PRACTICE, PAPER_58),
    "checklist": lambda: checklist_pdf("2026 年 11 月", "还差 1 件事就能封账", LOOKED, IMPRINT),
    "guide": lambda: guide_pdf(GUIDED, IMPRINT),
}
