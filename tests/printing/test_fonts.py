"""Chinese characters on paper, those few people have in their name too, and what is copied out of the PDF."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from shop_desktop.places import resources
from shop_desktop.printing import fonts
from shop_desktop.printing.raster import rasterise
from shop_desktop.printing.roll import PAPER_80, Strip, wrapped
from shop_desktop.printing.slip import slip_pdf
from tests.printing import receipts
from tests.printing.reading import text_of, words_of


@pytest.mark.parametrize("name", ["周桂香", "𬀩玉兰", "㛃小梅", "欧阳𠮷𬀩", "𠮷", "O'Neil <b>&amp;", 'a "b" \\ (c)', "张三😀李"])
def test_names_are_copied_out_of_the_pdf_as_they_are(name: str) -> None:
    pdf = slip_pdf(receipts.receipt(household=name), PAPER_80)
    assert "".join(name.split()) in words_of(pdf)


def test_a_rare_surname_is_copied_beside_three_hundred_other_characters() -> None:
    names = [chr(0x4E00 + number) for number in range(0, 3000, 10)]
    strip = Strip(PAPER_80)
    for number in range(0, 300, 20):
        strip.words(10, 40 + number, "".join(names[number : number + 20]) + "𬀩", 20)
    copied = text_of(strip.pdf(400, "x"))
    assert copied.count("𬀩") == 15
    assert all(char in copied for char in names)


def test_a_character_without_a_glyph_shows_a_box_and_its_code() -> None:
    strip = Strip(PAPER_80)
    strip.words(10, 60, "𠮷", 30)
    assert [mark.text for mark in strip.marks] == ["□", "20BB7"]  # type: ignore[union-attr]
    assert any(rasterise(strip.pdf(100, "x"), 576).rows)


def test_a_characters_code_is_not_copied_with_the_name() -> None:
    assert "20BB7" not in text_of(slip_pdf(receipts.receipt(household="𠮷"), PAPER_80))


@pytest.mark.parametrize(
    ("text", "clean"),
    [("张\t三\n", "张 三 "), ("a\u200bb\u202ec", "abc"), ("王\ufe0f", "王"), ("\ud800x", "x"), ("e\u0301", "é"), ("", "")],
)
def test_controls_and_joiners_do_not_reach_the_paper(text: str, clean: str) -> None:
    assert fonts.clean(text) == clean


def test_our_quick_face_has_what_reportlabs_slow_one_has() -> None:
    fonts.register()
    for name, file in ((fonts.REGULAR, "NotoSansSC-Regular.ttf"), (fonts.BOLD, "NotoSansSC-Bold.ttf")):
        slow = TTFont("slow", str(resources() / "fonts" / file)).face
        ours = fonts._font(name).face
        assert (ours.charToGlyph, ours.charWidths) == (slow.charToGlyph, slow.charWidths)
        assert ours.makeSubset([0, 0x5468, 0x2C029, 65]) == slow.makeSubset([0, 0x5468, 0x2C029, 65])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("文明 123 分＋回收 567 分", ["文明 123 分", "＋回收 567 分"]),
        ("大纸箱子，没有胶带的", ["大纸箱子，", "没有胶带的"]),
        ("没有胶带的压扁、湿的", ["没有胶带的压", "扁、湿的"]),
        ("一二三四五六七 100 kg", ["一二三四五六", "七 100 kg"]),
        ("abcdefghijklmnopqrstuvw", ["abcdefghijklm", "nopqrstuvw"]),
    ],
)
def test_a_long_line_is_cut_where_a_reader_would_cut_it(text: str, lines: list[str]) -> None:
    assert wrapped(text, 20, 139) == lines
