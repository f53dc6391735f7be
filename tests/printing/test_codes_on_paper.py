"""Bar and QR codes on labels, cards, vouchers and notes are read by zbarimg off the dots that a printer makes."""

import re
import subprocess
from pathlib import Path

import pytest

from shop_desktop.domain.codes import read_scan
from shop_desktop.domain.goods import label_codes
from shop_desktop.printing.raster import rasterise, to_png
from shop_desktop.printing.roll import PAPER_58, PAPER_80, Paper
from shop_desktop.printing.shelf_labels import shelf_labels_pdf
from shop_desktop.printing.vouchers import voucher_pdf
from tests.printing import sample_sales, sample_shop
from tests.printing.papers import IMPRINT, PAPERS


def scanned(pdf: bytes, dots: int, folder: Path) -> set[str]:
    """All that zbarimg finds on the first page."""
    file = folder / "page.png"
    file.write_bytes(to_png(rasterise(pdf, dots)))
    done = subprocess.run(["zbarimg", "-q", "--raw", file], capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")) - {""}


def test_labels_carry_makers_and_our_own_barcodes(tmp_path: Path) -> None:
    found = {
        code.zfill(13) if len(code) == 12 else code
        for code in scanned(shelf_labels_pdf(sample_shop.GOODS, IMPRINT), 1680, tmp_path)
    }
    assert found == {
        good.barcode.zfill(13) if len(good.barcode) == 12 else good.barcode for good in sample_shop.GOODS if good.barcode
    }


def test_a_good_without_a_barcode_gets_the_next_free_one_of_ours() -> None:
    given = label_codes(sample_shop.GOODS)
    assert given.keys() == {"bucket", "hoe"}
    assert len(set(given.values()) | {good.barcode for good in sample_shop.GOODS}) == 9
    assert all(read_scan(code).kind == "good" for code in given.values())


@pytest.mark.parametrize("name", ["cards", "cards-group", "qr-sheet"])
def test_cards_hold_the_thirteen_digits(name: str, tmp_path: Path) -> None:
    found = scanned(PAPERS[name](), 1680, tmp_path)
    cards = {one.card for one in sample_shop.households(60)}
    assert len(found) in {7, 10, 24}
    assert found <= cards
    assert all(read_scan(code).kind == "card" for code in found)


@pytest.mark.parametrize("paper", [PAPER_80, PAPER_58])
def test_a_voucher_is_scanned_as_one(paper: Paper, tmp_path: Path) -> None:
    for voucher in (sample_shop.VOUCHER, sample_shop.USED):
        found = scanned(voucher_pdf(voucher, IMPRINT, paper), paper.dots, tmp_path)
        assert found == {voucher.code}
        assert read_scan(voucher.code).kind == "voucher"


@pytest.mark.parametrize(("name", "dots"), [("sale-80", 576), ("sale-58", 384), ("sale-void-80", 576), ("day-end-58", 384)])
def test_notes_carry_number_and_seal(name: str, dots: int, tmp_path: Path) -> None:
    (said,) = scanned(PAPERS[name](), dots, tmp_path)
    assert read_scan(said).code in {sample_sales.ON_SITE.number, sample_sales.ON_CREDIT.number, sample_sales.DAY_END.number}
    assert re.fullmatch(r"[SD]\d{8}-\d{4} [0-9A-F]{8}", said)
