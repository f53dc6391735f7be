"""A paper over the window: its pages as pictures, printed as large as they are, kept as a file, left by Esc."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from shop_desktop.domain.refused import Trouble
from shop_desktop.gui.print_preview import Pages, Preview, kept_as, preview, print_pages
from shop_desktop.gui.shop import Shop
from shop_desktop.gui.widgets.values import Tone
from tests.gui.pages.keys import press
from tests.gui.pages.village import found_bare, open_shop


def pdf_of(*sizes: tuple[float, float]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    for wide, high in sizes:
        canvas.setPageSize((wide, high))
        canvas.rect(0, 0, wide / 2, high / 2, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class Asker(QWidget):
    """A page with one field."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop, self.told = shop, ""
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.resize(1366, 768)

    def say(self, words: str, tone: Tone = Tone.OK) -> None:
        self.told = words


@pytest.fixture
def asker(qtbot: QtBot, tmp_path: Path) -> Iterator[Asker]:
    shop = open_shop(found_bare(tmp_path / "made"), tmp_path / "shop", "manager")
    page = Asker(shop)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.field.setFocus()
    yield page
    shop.worker.close()
    shop.books.close()


def black(picture: QImage, x: float, y: float) -> bool:
    return picture.pixelColor(int(picture.width() * x), int(picture.height() * y)).lightness() < 40


def test_a_page_becomes_a_picture_of_its_shape(qapp: object) -> None:
    pages = Pages(pdf_of(A4, landscape(A4)))
    upright, lying = pages.picture(0, 0.5), pages.picture(1, 0.5)
    assert (upright.width(), upright.height()) == (298, 421)
    assert lying.width() > lying.height()
    assert black(upright, 0.25, 0.75)
    assert not black(upright, 0.75, 0.25)


def test_each_page_is_printed_as_large_as_it_is(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    print_pages(printer, Pages(pdf_of(A4, landscape(A4))), "paper")
    back = Pages((tmp_path / "out.pdf").read_bytes())
    assert [(round(wide), round(high)) for wide, high in back.sizes_pt] == [(595, 842), (842, 595)]
    assert black(back.picture(1, 0.5), 0.25, 0.75)
    assert not black(back.picture(1, 0.5), 0.75, 0.25)


def test_without_a_printer_enter_keeps_a_file_and_gives_the_keys_back(asker: Asker) -> None:
    paper = pdf_of(A4)
    shown = preview(asker, paper, title="Public account", name="账页 2026-11")
    shown.queue = ""
    press(asker, "Enter")
    assert (Path(asker.shop.books.folder) / "papers" / "账页-2026-11.pdf").read_bytes() == paper
    assert "账页-2026-11.pdf" in asker.told
    assert asker.focusWidget() is asker.field


def test_esc_leaves_and_nothing_is_written(asker: Asker) -> None:
    preview(asker, pdf_of(A4), title="x", name="x")
    press(asker, "Esc")
    assert asker.findChildren(Preview) == [] or not asker.findChildren(Preview)[0].isVisible()
    assert not (Path(asker.shop.books.folder) / "papers").exists()


def test_pages_are_turned_and_stop_at_the_last(asker: Asker) -> None:
    shown = preview(asker, pdf_of(A4, A4), title="x", name="x")
    press(asker, "Down", "Down", "Down")
    assert shown.number == 1
    press(asker, "Up", "Up")
    assert shown.number == 0


def test_a_printer_that_is_gone_is_said_and_the_paper_stays(asker: Asker, qtbot: QtBot) -> None:
    shown = preview(asker, pdf_of(A4), title="x", name="x")
    shown.queue = "No such printer"
    press(asker, "Enter")
    qtbot.waitUntil(lambda: bool(shown.notice.view and shown.notice.view.tone is Tone.STOP))
    assert shown.isVisible()
    assert asker.told == ""


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file in the way")
    with pytest.raises(Trouble, match="paper-folder"):
        kept_as(tmp_path / "papers", "x", b"%PDF")


def test_the_printer_that_was_taken_is_proposed_again(asker: Asker) -> None:
    shown = preview(asker, pdf_of(A4), title="x", name="x")
    shown.queues = ("Office", "Village hall")
    shown.queue = "Office"
    press(asker, "F3")
    assert (shown.queue, asker.shop.settings.page_printer) == ("Village hall", "Village hall")
    assert shown._proposed() == "Village hall"


def test_plus_enlarges_zero_shows_the_whole_page_and_arrows_move_about(asker: Asker) -> None:
    shown = preview(asker, pdf_of(A4, A4), title="x", name="x")
    whole = shown.sheet.grab().toImage()
    press(asker, "+", "+")
    assert shown.sheet.zoom == 2
    larger = shown.sheet.grab().toImage()
    press(asker, "Down")
    assert shown.number == 0
    assert shown.sheet.grab().toImage() != larger
    press(asker, "-", "0")
    assert shown.sheet.grab().toImage() == whole
    QTest.keyClick(shown, Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(shown, Qt.Key.Key_Insert, Qt.KeyboardModifier.KeypadModifier)
    assert shown.sheet.zoom == 0


def test_beyond_the_end_of_a_large_page_the_next_one_comes(asker: Asker) -> None:
    shown = preview(asker, pdf_of(A4, A4), title="x", name="x")
    press(asker, "+", "+", *["Down"] * 9)
    assert (shown.number, shown.sheet.zoom) == (1, 2)
    press(asker, *["Up"] * 9)
    assert shown.number == 0


def test_the_footer_says_the_keys_that_enlarge(asker: Asker) -> None:
    shown = preview(asker, pdf_of(A4), title="x", name="x")
    assert {"+", "−", "0"} <= {key.key for key in shown.footer.keys}
    press(asker, "+")
    assert "← ↑ ↓ →" in {key.key for key in shown.footer.keys}
