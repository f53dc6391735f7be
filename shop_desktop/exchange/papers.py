"""The papers that go into a month's file, from values alone. Without a time of printing: the same month gives the same bytes."""

from shop_desktop.domain.fund import Donation, FundAccount
from shop_desktop.domain.months import MonthFigures
from shop_desktop.exchange.keys import PublicKey
from shop_desktop.printing.certification import certification_pdf
from shop_desktop.printing.donations import thanks_pdf
from shop_desktop.printing.guide import Guided, guide_pdf, guide_text
from shop_desktop.printing.month_notice import month_notice_pdf
from shop_desktop.printing.month_report import month_report_pdf
from shop_desktop.printing.public_account import public_account_pdf
from shop_desktop.printing.sheet import Imprint


def month_papers(
    figures: MonthFigures, account: FundAccount, donations: tuple[Donation, ...], key: PublicKey, *, file: str, previous: str
) -> dict[str, bytes]:
    """Name → PDF; the guide also as text. `file`: what the file is called; `previous`: the full seal of the month before."""
    imprint = Imprint(village=figures.village, township=figures.township)
    guided = Guided(file=file, figures=figures, key=key.fingerprint, previous=previous)
    papers = {
        "month-report.pdf": month_report_pdf(figures, imprint, key=key.fingerprint),
        "certification.pdf": certification_pdf(figures, imprint),
        "public-account.pdf": public_account_pdf(account, imprint, seal=figures.seal),
        "month-notice.pdf": month_notice_pdf(figures, imprint, donations=donations),
        "guide.pdf": guide_pdf(guided, imprint),
        "guide.txt": guide_text(guided).encode(),
    }
    if donations:
        papers["thanks.pdf"] = thanks_pdf(donations, figures.since, figures.until, imprint)
    return papers
