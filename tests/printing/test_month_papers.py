"""What the papers of the month and the fund say, copied out by pdftotext: figures, sums, rare names, nobody unnamed."""

import re

import pytest

from shop_desktop.printing.amounts import kg, points, yuan
from shop_desktop.printing.capitals import in_capitals
from tests.printing import sample_fund, sample_month
from tests.printing.papers import PAPERS
from tests.printing.reading import text_of, words_of


def test_the_report_has_the_figures_of_the_month() -> None:
    month, said = sample_month.month(), words_of(PAPERS["month-report"]())
    for figure in (
        kg(month.net_g) + "kg",
        points(month.points.issued),
        points(month.points.closing),
        yuan(month.fund.closing_fen),
        yuan(month.fund.in_fen),
        yuan(month.fund.out_fen),
        yuan(month.sold_fen),
        *(kg(m.closing) + "kg" for m in month.materials if m.unit == "kg"),
        *(yuan(m.margin_fen) for m in month.materials if m.sold_fen),
        *(points(g.points_in) for g in month.by_group),
        "V20261103-0001",
        "7F3A91C2",
        "certutil-hashfilejournal.txtSHA256",
    ):
        assert figure in said, figure


def test_a_month_that_is_open_says_so_and_has_no_seal() -> None:
    said = words_of(PAPERS["month-report-open"]())
    assert "还没封账" in said
    assert "封账码7" not in said


def test_a_year_is_no_month_to_be_closed() -> None:
    said = words_of(PAPERS["year-report"]())
    assert "2026年" in said
    assert "封账" not in said


def test_the_list_to_certify_names_all_households_and_their_sums() -> None:
    month, said = sample_month.month(), words_of(PAPERS["certification"]())
    assert all(one.code in said and points(one.closing) in said for one in month.by_household)
    sums = (sum(one.opening for one in month.by_household), sum(one.closing for one in month.by_household))
    assert all(points(total) in said for total in sums)
    assert "钟𬀩" in said
    assert "㛃小梅" in said
    assert "专人" in said


@pytest.mark.parametrize("name", ["public-account", "thanks", "month-notice"])
def test_who_gave_and_does_not_want_to_be_named_is_not(name: str) -> None:
    pdf = PAPERS[name]()
    assert "爱心人士" in words_of(pdf)
    assert "林秀英" not in words_of(pdf)
    assert "林秀英".encode("utf-16-be") not in pdf


@pytest.mark.parametrize("name", ["public-account", "thanks", "month-notice"])
def test_no_public_paper_has_a_phone_or_a_card(name: str) -> None:
    assert not re.search(r"(?<![\d.,])1\d{10}(?!\d)|29\d{11}", text_of(PAPERS[name]()))


def test_the_account_adds_up_line_by_line() -> None:
    account, said = sample_fund.account(), words_of(PAPERS["public-account"]())
    assert all(yuan(move.after_fen) in said for move in account.moves)
    assert account.moves[-1].after_fen == account.closing_fen
    assert "冲正F20261113-0001" in said
    assert "−161.00" in said


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (1, "壹分"),
        (10, "壹角整"),
        (105, "壹元零伍分"),
        (1_000_00, "壹仟元整"),
        (1_000_05, "壹仟元零伍分"),
        (20_378_68, "贰万零叁佰柒拾捌元陆角捌分"),
        (100_000_00, "壹拾万元整"),
        (10_010_050_10, "壹仟零壹万零伍拾元壹角整"),
        (300_000_000_00, "叁亿元整"),
        (300_000_001_00, "叁亿零壹元整"),
        (0, ""),
        (-5, ""),
    ],
)
def test_money_is_written_in_capitals_as_receipts_do(fen: int, said: str) -> None:
    assert in_capitals(fen).removeprefix("大写：") == said


def test_a_settlement_carries_what_was_carried_into_it() -> None:
    said = words_of(PAPERS["vendor"]())
    for figure in (yuan(sample_fund.VENDOR.amount_fen), "−1.90", yuan(sample_fund.VENDORS[0].owed_fen)):
        assert figure in said


def test_a_voided_sale_says_so_and_not_that_it_is_paid() -> None:
    said = words_of(PAPERS["sale-void-80"]())
    assert "作废·冲正单V20261127-0001" in said
    assert "已付清" not in said
    assert "省下运费160.00元，只注明不入账" in words_of(PAPERS["sale-58"]())
