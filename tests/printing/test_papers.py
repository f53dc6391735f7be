"""Every paper: looks as signed off, is the same bytes each time, is whole for other programs, keeps within its edges."""

import doctest
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from shop_desktop import text
from shop_desktop.printing import amounts, barcodes, fonts
from shop_desktop.printing.roll import Words
from shop_desktop.printing.sheet import A4, Head, Imprint, Sheet
from shop_desktop.printing.tables import Table, codes, figures, set_table, words
from tests.printing.papers import IMPRINT, PAPERS
from tests.printing.reading import check_pdf, text_of, words_of

GOLDEN = Path(__file__).parent / "golden"
IN_ENGLISH = ("month-report", "public-account", "sale-80", "statement", "price-board-a4", "guide")


@pytest.fixture
def english() -> Iterator[None]:
    text.use("en")
    yield
    text.use("zh_CN")


def picture(pdf: bytes) -> Image.Image:
    """All pages of a paper below each other, in a few greys, 75 dots an inch; a roll's at all its dots."""
    with fonts.TURN:
        document = pypdfium2.PdfDocument(pdf)
        scale = 75 / 72 if document[0].get_width() > 300 else 203.2 / 72
        pages = [page.render(scale=scale, grayscale=True).to_pil().convert("L") for page in document]
        document.close()
    whole = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    return whole.point(lambda grey: grey // 32 * 36)


def compare(name: str, pdf: bytes) -> None:
    """Fails where more than a dot in a thousand differs; QINGCHENG_RENEW_PICTURES=1 renews after looking."""
    new, file = picture(pdf), GOLDEN / f"paper-{name}.png"
    if os.environ.get("QINGCHENG_RENEW_PICTURES"):
        new.save(file, optimize=True)
    old = Image.open(file).convert("L")
    assert new.size == old.size
    differing = sum(ImageChops.difference(new, old).histogram()[80:])
    assert differing <= new.width * new.height // 1000, f"{differing} dots differ from {file}"


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_looks_as_it_was_signed_off(name: str) -> None:
    compare(name, PAPERS[name]())


@pytest.mark.parametrize("name", IN_ENGLISH)
def test_an_english_paper_looks_as_it_was_signed_off(name: str, english: None) -> None:
    compare(f"{name}-en", PAPERS[name]())


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_whole_and_the_same_bytes_each_time(name: str, tmp_path: Path) -> None:
    pdf = PAPERS[name]()
    check_pdf(pdf, tmp_path)
    assert PAPERS[name]() == pdf


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_speaks_english_too(name: str, english: None) -> None:
    said = text_of(PAPERS[name]())
    assert not re.search("经手|负责人|打印于|第 1 页|合计", said)


@pytest.mark.parametrize("name", ["month-report-open", "cards-group", "sale-void-80", "voucher-used-58"])
def test_practice_is_written_across(name: str) -> None:
    assert set("练习") <= set(words_of(PAPERS[name]()))


def test_pages_are_numbered_and_each_has_the_tables_head() -> None:
    said = words_of(PAPERS["certification"]())
    assert "第1页共2页" in said
    assert "第2页共2页" in said
    assert said.count("户号户主组") == 2


def test_a_paper_without_a_time_says_none() -> None:
    sheet = Sheet(Head(title="月报"), Imprint(village="青禾村"))
    assert "打印于" not in text_of(sheet.pdf())


@pytest.mark.parametrize("module", [amounts, barcodes], ids=lambda module: module.__name__)
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def outside(sheet: Sheet) -> list[Words]:
    """Words that reach beyond the margins."""
    return [
        mark
        for page in sheet.pages
        for mark in page.strip.marks
        if isinstance(mark, Words)
        and mark.text
        and not (sheet.left - 2 <= mark.x and mark.x + fonts.width(mark.text, mark.size, bold=mark.bold) <= sheet.right + 2)
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=80), st.text(max_size=12), st.integers(-(10**13), 10**13)), min_size=1, max_size=30),
    st.text(max_size=60),
    st.integers(1, 9),
)
def test_no_cell_is_cut_or_reaches_over_the_edge(rows: list[tuple[str, str, int]], title: str, more: int) -> None:
    sheet = Sheet(Head(title=title, period=title, code=title), IMPRINT, size=A4)
    columns = (codes("单号"), words(title), words("事由"), *(figures("金额", "元") for _each in range(more)))
    cells = [[code, name, name * 3, *([amounts.yuan(fen)] * more)] for name, code, fen in rows]
    set_table(sheet, Table(columns=columns, rows=cells, total=[cells[0]]), title=title, beside=title)
    assert outside(sheet) == []
    assert all(mark.y < sheet.bottom for page in sheet.pages for mark in page.strip.marks if isinstance(mark, Words))


def test_a_thousand_rows_run_over_pages_and_none_is_lost() -> None:
    sheet = Sheet(Head(title="清单"), IMPRINT)
    rows = [[f"H{number:04}", "周桂香", amounts.points(number)] for number in range(1000)]
    set_table(sheet, Table(columns=(codes("户号"), words("户主"), figures("积分", "分")), rows=rows))
    said = text_of(sheet.pdf())
    assert all(f"H{number:04}" in said for number in range(1000))
    assert 25 < len(sheet.pages) < 40


def test_pictures_are_not_empty() -> None:
    blank = [name for name, paper in PAPERS.items() if len(picture(paper()).getcolors(300) or []) < 3]
    assert blank == []
