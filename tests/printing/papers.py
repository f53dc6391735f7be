"""Every paper with a value to show it: a name → its PDF. What the gallery draws and the tests look at."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from shop_desktop.printing.certification import certification_pdf
from shop_desktop.printing.month_notice import month_notice_pdf
from shop_desktop.printing.month_report import month_report_pdf
from shop_desktop.printing.public_account import Posted, public_account_pdf
from shop_desktop.printing.sheet import Imprint
from tests.printing import sample_fund, sample_month

AT = datetime(2026, 12, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
IMPRINT = Imprint(village="青禾村", township="云岭镇", printed_at=AT, by="苏月琴")
PRACTICE = Imprint(village="青禾村", township="云岭镇", printed_at=AT, by="苏月琴", practice=True)
POSTED = Posted(date(2026, 12, 1), date(2026, 12, 8), "村务监督委员会 叶文清")

PAPERS: dict[str, Callable[[], bytes]] = {
    "month-report": lambda: month_report_pdf(
        sample_month.month(), IMPRINT, half_year=sample_month.HALF_YEAR, solvency=sample_month.SOLVENCY
    ),
    "month-report-open": lambda: month_report_pdf(sample_month.month(closed=False, seal=""), PRACTICE),
    "certification": lambda: certification_pdf(sample_month.month(), IMPRINT),
    "public-account": lambda: public_account_pdf(sample_fund.account(), IMPRINT, seal="7F3A 91C2", posted=POSTED),
    "month-notice": lambda: month_notice_pdf(
        sample_month.month(), IMPRINT, donations=sample_fund.DONATIONS, posted=POSTED, rules="规则 2026-03 版"
    ),
}
