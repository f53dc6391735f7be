"""The front page on paper: one sheet that says what the screen says, in both languages, and that it is practice where it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from shop_desktop import text
from shop_desktop.domain.glance import NOTHING_BEHIND, Glance
from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.solvency import Flow
from shop_desktop.printing import glance as words
from shop_desktop.printing.glance_paper import glance_pdf
from shop_desktop.printing.sheet import Imprint
from tests.domain import glance_samples
from tests.printing.reading import check_pdf, words_of

NOW = datetime.fromisoformat("2026-11-24T12:00:00+08:00")
OURS = Imprint(village="青禾村", township="云岭镇", printed_at=NOW, by="苏月琴")


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    text.use("zh_CN")
    yield
    text.use("zh_CN")


def test_the_sheet_says_what_the_screen_says(tmp_path: Path) -> None:
    glance = glance_samples.glance()
    pdf = glance_pdf(glance, OURS, below=words.below(glance))
    check_pdf(pdf, tmp_path)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    said = words_of(pdf)
    for card in words.cards(glance):
        assert card.figure in said
    for part in ("青禾村", "这个月收得多，积分也兑得出去", "比上月同期多12%", "未兑46.7万", "13,554.70", "还能兑7.4个月", "塑料"):
        assert part in said, part


def test_an_english_sheet_is_one_page_too(tmp_path: Path) -> None:
    text.use("en")
    pdf = glance_pdf(glance_samples.glance(), OURS)
    check_pdf(pdf, tmp_path)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert "enough" in words_of(pdf)


def test_a_month_without_anything_is_a_sheet_that_says_so() -> None:
    month = MonthFigures(label="2026-11", since=date(2026, 11, 1), until=date(2026, 11, 24))
    said = words_of(glance_pdf(Glance(day=month.until, month=month), OURS))
    assert "这个月还没有单子" in said
    assert "还没有三个月的数" in said


@pytest.mark.parametrize(
    ("paid", "before_g", "title"),
    [
        (10_000, 1_000_000, "这个月收得多，积分也兑得出去"),
        (500_000, 1_960_420, "收的跟上个月差不多，兑起来要留心"),
        (900_000, 3_000_000, "这个月收得少，积分也快不够兑了"),
        (900_000, None, "积分快不够兑了"),
        (None, None, "这个月收了 1,960.420 kg"),
        (None, 1_000_000, "这个月比上个月收得多"),
    ],
)
def test_the_title_says_how_the_month_goes_and_whether_points_can_be_honoured(
    paid: int | None, before_g: int | None, title: str
) -> None:
    flows = tuple(Flow(month=month, paid_fen=paid) for month in ("2026-08", "2026-09", "2026-10")) if paid else ()
    solvency = replace(glance_samples.solvency(), flows=flows)
    assert words.title(replace(glance_samples.glance(), solvency=solvency, before_g=before_g)) == title


def test_where_more_comes_in_than_goes_out_it_lasts() -> None:
    flows = tuple(Flow(month=month, received_fen=100) for month in ("2026-08", "2026-09", "2026-10"))
    glance = replace(glance_samples.glance(), solvency=replace(NOTHING_BEHIND, flows=flows))
    assert words.gauge_of(glance.solvency).holds
    assert words.lasts(glance) == "资金进的比出的多。"
    assert "每月净进约" in "".join(part for part, _strong in words.standing(glance.solvency))
