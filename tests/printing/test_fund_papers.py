"""The fund's papers read back: notes that were counted, and a vendor's month that is not settled yet."""

from dataclasses import replace

from shop_desktop.printing.cash_count import cash_count_pdf
from shop_desktop.printing.vendor_settlement import vendor_settlement_pdf
from tests.printing import sample_fund
from tests.printing.papers import IMPRINT, PAPERS
from tests.printing.reading import words_of


def test_a_cash_count_says_how_many_of_each_note_were_counted() -> None:
    said = words_of(PAPERS["cash-count"]())
    assert all(
        row in said for row in ("100.0011211,200.00", "20.009180.00", "0.1070.70", "卡里、手机里7,902.48", "合计20,368.68")
    )


def test_without_notes_there_is_a_table_to_count_by_hand() -> None:
    said = words_of(cash_count_pdf(replace(sample_fund.COUNT, notes=()), IMPRINT))
    assert "100.0050.0020.00" in said
    assert "卡里、手机里" not in said


def test_what_is_owed_of_settled_months_is_kept_apart_from_a_month_that_is_not() -> None:
    month, account = sample_fund.VENDOR, sample_fund.VENDORS[0]
    said = words_of(PAPERS["vendor"]())
    assert "应付312.00元" in said
    assert "以前结算过的还欠324.00元，不含本月；加上本月一共636.00元。" in said
    paid = replace(account, paid_fen=account.settled_fen)
    assert "以前结算过的都付清了。" in words_of(vendor_settlement_pdf(month, IMPRINT, account=paid))
    settled = words_of(vendor_settlement_pdf(replace(month, settled=True), IMPRINT, account=account))
    assert "历月结算共1,824.00元，已付1,500.00元，还欠324.00元。" in settled


def test_a_statements_sums_have_the_signs_of_their_columns() -> None:
    assert "+5,001−1,450" in words_of(PAPERS["statement"]())
