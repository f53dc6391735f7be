"""What a slip says, copied out of its PDF by pdftotext: the figures are the Receipt's, each with its unit."""

import re
from datetime import date
from pathlib import Path

import pytest

from shop_desktop.domain.prices import MoneyPrice, PointsPrice
from shop_desktop.domain.quantities import kg_text, points_text, yuan_text
from shop_desktop.domain.tickets import GoodLine, Load, Receipt, Spending
from shop_desktop.printing.roll import PAPER_58, PAPER_80, PAPERS, Paper
from shop_desktop.printing.slip import slip_pdf
from tests.printing.reading import check_pdf, text_of, words_of
from tests.printing.receipts import CARDBOARD, counted, line, materials, receipt, weighed

UNITS = r"\s*(kg|ml|元|分|个|次)"


def words(given: Receipt, paper: Paper = PAPER_80) -> str:
    return words_of(slip_pdf(given, paper))


def test_the_slip_says_what_its_picture_says() -> None:
    said = words(receipt())
    for sentence in (
        "云岭镇青禾村·称重兑换单",
        "毛6.435kg−皮0.200kg=净6.235kg",
        "6.235kg×1.40元/kg=8.73元",
        "4个+存3个=7个，5个换2分",
        "剩2个，下次接着算",
        "11.640kg19.46元+1,948分",
        "文明400分＋回收1,050分−1,450分",
        "原有1,286分本单+498分",
        "公示中180分",
        "核对码7F3A91C2",
        "1元=100分",
        "柜员何春生",
        "有错当天拿单来，能冲正",
    ):
        assert sentence in said


@pytest.mark.parametrize("paper", PAPERS)
def test_every_figure_of_the_receipt_stands_on_both_papers(paper: Paper) -> None:
    given = receipt()
    said = words(given, paper)
    for priced in given.lines:
        assert f"{points_text(priced.points)}分" in said
        if priced.amount_fen is not None:
            weight = priced.load
            for figure in (f"{kg_text(g)}kg" for g in (weight.gross_g or 0, weight.tare_g, weight.quantity)):
                assert figure in said
            assert f"{yuan_text(priced.amount_fen)}元" in said
    for good in given.goods:
        assert f"{points_text(good.points_each)}分×{good.quantity}个{points_text(good.points)}分" in said
    for value in (given.points_in, -given.points_out, given.spendable, given.spendable_before, given.pending):
        assert f"{points_text(value)}分" in said


@pytest.mark.parametrize("paper", PAPERS)
def test_every_number_carries_its_unit(paper: Paper) -> None:
    text = text_of(slip_pdf(receipt(code="", copy=3), paper))
    for known in ("T20261124-0008", "2026-11-24 09:34", "11-24 09:34", "7F3A 91C2"):
        text = text.replace(known, "")
    numbers = re.findall(r"\d[\d,.]*", text)
    assert len(numbers) > 40
    assert re.findall(rf"\d[\d,.]*(?![\d,.])(?!{UNITS})", text) == []


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (3, "4个+存3个=7个，5个换2分剩2个，下次接着算"),
        (0, "4个+存0个=4个，5个换2分剩4个，下次接着算"),
        (-6, "4个−欠6个=−2个，5个换2分还欠2个，下次先补上"),
        (-2, "4个−欠2个=2个，5个换2分剩2个，下次接着算"),
    ],
)
def test_units_that_wait_are_counted_before_the_eyes(before: int, said: str) -> None:
    assert said in words(receipt(lines=(counted("废电池", PointsPrice(2, 5), 4, waiting=before),)))


@pytest.mark.parametrize("paper", PAPERS)
def test_weights_wait_too(paper: Paper) -> None:
    cloth = weighed("旧衣物", PointsPrice(2, 5000), 4300, 300, waiting=1300)
    said = words(receipt(lines=(cloth,)), paper)
    assert "4.000kg+存1.300kg=5.300kg，5.000kg换2分剩0.300kg，下次接着算" in said


@pytest.mark.parametrize(
    ("load", "mark"),
    [
        (Load(material="", gross_g=1000, source="typed"), "黄纸板手工140分"),
        (Load(material="", gross_g=1000, source="paper"), "黄纸板补录140分"),
    ],
)
def test_a_weight_that_no_scale_took_is_marked(load: Load, mark: str) -> None:
    assert mark in words(receipt(lines=(line("黄纸板", CARDBOARD, load),)))


def test_a_tare_taken_and_one_from_the_list_are_told_apart() -> None:
    taken, preset = weighed("铜", CARDBOARD, 900, 100, tare="taken"), weighed("铝", CARDBOARD, 900, 100, tare="preset")
    said = words(receipt(lines=(taken, preset)))
    assert "铜皮重112分" in said
    assert "铝预置112分" in said


def test_a_first_print_says_nothing_of_copies_voids_or_practice() -> None:
    said = words(receipt())
    assert not any(word in said for word in ("补打", "作废", "练习", "补录", "手工"))


@pytest.mark.parametrize("paper", PAPERS)
def test_copies_voids_practice_and_late_slips_say_so(paper: Paper) -> None:
    state = receipt(copy=2, voided_by="V20261124-0001", practice=True, slip="000123", weighed_on=date(2026, 10, 30))
    said = words(state, paper)
    for sentence in ("补打·第2次", "作废·冲正单V20261124-0001", "练习·不算数", "补录·手工票000123", "称重日2026-10-30"):
        assert sentence in said


def test_a_debt_is_owed_not_negative() -> None:
    said = words(receipt(spendable_before=-5000, goods=(), spending=Spending(0, 0)))
    assert "原有欠5,000分" in said
    assert "现在欠3,052分" in said
    assert "−" not in said.split("原有")[1]


@pytest.mark.parametrize(
    ("spending", "said"),
    [((300, 0), "文明300分"), ((0, 300), "回收300分"), ((0, 0), "合计"), ((100, 200), "文明100分＋回收200分")],
)
def test_the_purses_that_paid_are_named(spending: tuple[int, int], said: str) -> None:
    assert said in words(receipt(spending=Spending(*spending)))


def test_goods_only_and_materials_only_leave_the_other_half_out() -> None:
    assert "毛" not in words(receipt(lines=()))
    assert "洗衣皂" not in words(receipt(goods=(), spending=Spending(0, 0)))


def test_prices_name_their_quantity() -> None:
    lines = (counted("瓶", MoneyPrice(5, 1), 3), counted("盖", MoneyPrice(5, 10), 30), weighed("铁", MoneyPrice(90, 500), 1000))
    said = words(receipt(lines=lines))
    for sentence in ("3个×0.05元/个=0.15元", "30个×0.05元/10个=0.15元", "1.000kg×0.90元/0.500kg=1.80元"):
        assert sentence in said


@pytest.mark.parametrize("paper", PAPERS)
def test_forty_lines_and_names_of_four_hundred_characters_are_whole(paper: Paper, tmp_path: Path) -> None:
    long = "阿卜杜热西提·艾合买提江" * 33
    goods = tuple(GoodLine(good=str(n), name=f"货{n}" * (n + 1), quantity=n + 1, points_each=12345) for n in range(20))
    given = receipt(lines=materials() * 10, goods=goods, household=long, village=long, operator=long)
    pdf = slip_pdf(given, paper)
    check_pdf(pdf, tmp_path)
    said = words_of(pdf)
    assert all(f"货{n}" * (n + 1) in said for n in range(20))
    assert said.replace("三组036", "").count(long) == 3


def test_a_short_slip_is_short_and_a_long_one_long() -> None:
    short = slip_pdf(receipt(lines=()), PAPER_58)
    assert len(text_of(short).splitlines()) < len(text_of(slip_pdf(receipt(), PAPER_58)).splitlines())
