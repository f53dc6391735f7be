"""The slip's states as pictures. To renew them after looking at the new ones: QINGCHENG_RENEW_PICTURES=1."""

import io
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from shop_desktop import text
from shop_desktop.domain.prices import PointsPrice
from shop_desktop.domain.tickets import Load, Receipt, Spending
from shop_desktop.printing.escpos import escpos
from shop_desktop.printing.job import trial_job
from shop_desktop.printing.raster import rasterise, to_png
from shop_desktop.printing.roll import PAPERS, Paper
from shop_desktop.printing.slip import slip_pdf
from tests.printing.reading import decode
from tests.printing.receipts import CARDBOARD, IRON, counted, goods, line, receipt, weighed

GOLDEN = Path(__file__).parent / "golden"

MARKED = (
    weighed("黄纸板（压扁的、没有胶带的大纸箱）", CARDBOARD, 123456, 200, tare="preset"),
    line("废铁", IRON, Load(material="", gross_g=4160, source="typed")),
    line("铜", IRON, Load(material="", gross_g=2160, tare_g=60, source="paper")),
    weighed("旧衣物", PointsPrice(2, 5000), 4300, 300, tare="taken", waiting=1300),
    counted("废电池", PointsPrice(2, 5), 4, waiting=-6),
)
STATES = {
    "first": receipt(),
    "copy": receipt(copy=1),
    "void": receipt(voided_by="V20261124-0001"),
    "practice": receipt(practice=True),
    "late": receipt(household="欧阳𠮷𬀩㛃", lines=MARKED, slip="000123", weighed_on=date(2026, 10, 30), pending=0),
    "debt": receipt(spendable_before=-10286, goods=(), spending=Spending(0, 0), pending=0),
    "long": receipt(
        lines=(),
        goods=goods(),
        shop="青禾村“绿色银行”积分兑换超市暨再生资源回收服务点",
        township="云岭彝族苗族自治县青禾民族乡",
        household="买买提·艾合买提江·阿卜杜热西提",
        group="青禾新村第十三村民小组",
        spendable_before=1234567,
    ),
}


@pytest.fixture
def english() -> Iterator[None]:
    text.use("en")
    yield
    text.use("zh_CN")


def compare(name: str, png: bytes) -> None:
    """Fails where more than 2 dots in a thousand differ: another build of PDFium rounds a few edges otherwise."""
    file = GOLDEN / f"{name}.png"
    if os.environ.get("QINGCHENG_RENEW_PICTURES"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_bytes(png)
    new, old = Image.open(io.BytesIO(png)).convert("L"), Image.open(file).convert("L")
    assert new.size == old.size
    differing = ImageChops.difference(new, old).histogram()[255]
    assert differing <= new.width * new.height // 500, f"{differing} dots differ from {file}"


def printed(given: Receipt, paper: Paper) -> bytes:
    """The picture as a printer would make it, read back from the bytes."""
    return to_png(decode(escpos(rasterise(slip_pdf(given, paper), paper.dots)))[0])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.mm))
@pytest.mark.parametrize("state", STATES)
def test_a_slip_looks_as_it_was_signed_off(state: str, paper: Paper) -> None:
    compare(f"slip-{state}-{paper.mm}", printed(STATES[state], paper))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.mm))
def test_an_english_slip_looks_as_it_was_signed_off(paper: Paper, english: None) -> None:
    given = receipt(shop="Qinghe Exchange", township="Yunling, ", village="Qinghe", group="Group 3", operator="He Chunsheng")
    compare(f"slip-english-{paper.mm}", printed(given, paper))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.mm))
def test_the_test_page_looks_as_it_was_signed_off(paper: Paper) -> None:
    compare(f"testpage-{paper.mm}", to_png(trial_job(paper).raster))
