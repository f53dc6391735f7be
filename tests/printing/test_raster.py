"""Dots of rectangles are exact, and the PNG of a picture is that picture."""

import io
from random import Random

from PIL import Image

from shop_desktop.printing.raster import Raster, rasterise, to_png
from shop_desktop.printing.roll import PAPERS, Strip


def test_rectangles_fill_their_dots_and_no_other() -> None:
    random = Random(7)
    for _ in range(12):
        strip, height = Strip(random.choice(PAPERS)), random.randint(60, 1500)
        dots = strip.paper.dots
        expected = Image.new("1", (dots, height), 1)
        for _ in range(40):
            wide, tall = random.randint(1, 40), random.randint(1, 40)
            x, y = random.randint(0, dots - wide), random.randint(0, height - tall)
            strip.fill(x, y, wide, tall)
            expected.paste(0, (x, y, x + wide, y + tall))
        picture = Image.open(io.BytesIO(to_png(rasterise(strip.pdf(height, "x"), dots))))
        assert picture.tobytes() == expected.tobytes()


def test_a_png_is_black_where_there_is_ink() -> None:
    picture = Image.open(io.BytesIO(to_png(Raster(width=16, height=2, rows=b"\x80\x01\x00\xff"))))
    assert picture.mode == "1"
    assert [picture.getpixel((x, y)) for x, y in ((0, 0), (1, 0), (15, 0), (7, 1), (8, 1))] == [0, 255, 0, 255, 0]


def test_the_same_receipt_gives_the_same_pdf() -> None:
    first, second = Strip(PAPERS[0]), Strip(PAPERS[0])
    for strip in (first, second):
        strip.words(5, 40, "周桂香", 30)
    assert first.pdf(80, "x") == second.pdf(80, "x")
