"""The papers that go into a month's file, from values alone."""

from shop_desktop.domain.fund import Donation, FundAccount
from shop_desktop.domain.months import MonthFigures
from shop_desktop.exchange.keys import PublicKey


def month_papers(
    figures: MonthFigures, account: FundAccount, donations: tuple[Donation, ...], key: PublicKey
) -> dict[str, bytes]:
    """Name → PDF."""
    return {}
