"""Charts on paper: the picture on a page of A4, in grey as the shop's printer makes it, and what can be copied out."""

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from shop_desktop import text
from shop_desktop.domain.charts import Gauge
from shop_desktop.printing import fonts
from shop_desktop.printing.charts import Box, draw_chart
from tests.domain.chart_samples import Samples
from tests.printing.reading import check_pdf, words_of

GOLDEN = Path(__file__).parent / "golden"


def page(samples: Samples) -> bytes:
    """Every chart, two in a row, and the beam below."""
    file = io.BytesIO()
    with fonts.TURN:
        fonts.register()
        canvas = Canvas(file, pagesize=A4, invariant=1, initialFontName=fonts.REGULAR)
        for place, (title, chart) in enumerate(samples.charts().values()):
            box = Box(x=36 + 267 * (place % 2), y=A4[1] - 36 - 138 * (place // 2 + 1), width=252, height=124)
            unit = chart.unit if not isinstance(chart, Gauge) else ""
            draw_chart(canvas, chart, box, title=title, detail=unit, empty=samples.say("还没有收过", "Nothing yet"), unit=0.5)
        draw_chart(canvas, Gauge(74), Box(x=36, y=24, width=523, height=92), title="够不够兑", unit=0.5)
        canvas.save()
    return file.getvalue()


def picture(pdf: bytes) -> Image.Image:
    with fonts.TURN:
        document = pypdfium2.PdfDocument(pdf)
        made: Image.Image = document[0].render(scale=150 / 72, grayscale=True).to_pil().convert("L")
        document.close()
    return made


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_charts_look_on_paper_as_they_were_signed_off(language: str) -> None:
    text.use(language)
    try:
        new = picture(page(Samples(language == "zh_CN")))
    finally:
        text.use("zh_CN")
    file = GOLDEN / f"charts-{language}.png"
    if os.environ.get("QINGCHENG_RENEW_PICTURES"):
        new.save(file, optimize=True)
    old = Image.open(file).convert("L")
    assert new.size == old.size
    differing = sum(ImageChops.difference(new, old).histogram()[64:])
    assert differing <= new.width * new.height // 1000, f"{differing} dots differ from {file}"


def test_what_a_chart_says_can_be_copied_out(tmp_path: Path) -> None:
    pdf = page(Samples())
    check_pdf(pdf, tmp_path)
    words = words_of(pdf)
    for said in ("每周收多少", "621", "未兑46.7万", "塑料", "1,284", "−185", "8.5", "还没有收过", "还能兑7.4个月"):
        assert said in words, said


def test_a_name_with_a_character_that_the_type_lacks_is_drawn(tmp_path: Path) -> None:
    bars = Samples().materials()
    file = io.BytesIO()
    with fonts.TURN:
        canvas = Canvas(file, pagesize=A4, invariant=1)
        draw_chart(canvas, bars, Box(x=36, y=36, width=300, height=200), title="𪚥𠮷 " * 40)
        canvas.save()
    check_pdf(file.getvalue(), tmp_path)
