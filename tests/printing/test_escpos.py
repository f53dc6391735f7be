"""The printer's bytes, read back to dots by a decoder of the tests' own, are the slip's picture."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_desktop.domain.tickets import Spending
from shop_desktop.printing.escpos import escpos
from shop_desktop.printing.job import slip_job, trial_job
from shop_desktop.printing.raster import Raster, to_png
from shop_desktop.printing.roll import PAPERS, Paper
from tests.printing import receipts
from tests.printing.reading import decode, qr_of

STATES = (
    {},
    {"copy": 1},
    {"voided_by": "V20261124-0001"},
    {"practice": True},
    {"copy": 9, "voided_by": "V20261124-0001", "practice": True},
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("state", STATES)
def test_the_bytes_read_back_are_the_slips_dots(paper: Paper, state: dict[str, object]) -> None:
    job = slip_job(receipts.receipt(**state), paper)
    dots, _said = decode(job.escpos)
    assert dots == job.raster
    assert dots.width == paper.dots


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("state", STATES)
def test_a_scanner_reads_number_and_seal_off_the_printed_dots(paper: Paper, state: dict[str, object], tmp_path: Path) -> None:
    dots, _said = decode(slip_job(receipts.receipt(**state), paper).escpos)
    assert qr_of(to_png(dots), tmp_path) == "T20261124-0008 7F3A91C2"


def test_every_number_and_seal_can_be_scanned_with_our_one_mask(tmp_path: Path) -> None:
    for day in range(1, 29):
        receipt = receipts.receipt(
            number=f"T202612{day:02}-{day * 347:04}", seal=f"{day * 2339:04X} {day * 1777:04X}", lines=(), goods=()
        )
        dots, _said = decode(slip_job(receipt, PAPERS[day % 2]).escpos)
        assert qr_of(to_png(dots), tmp_path) == f"{receipt.number} {receipt.seal.replace(' ', '')}"


def test_a_printer_is_told_to_initialise_print_bands_and_cut() -> None:
    raster = Raster(width=8, height=300, rows=bytes(300))
    assert decode(escpos(raster))[1] == ["initialise", "picture 128", "picture 128", "picture 44", "cut"]


def test_a_printer_without_a_knife_feeds_past_the_tear_bar() -> None:
    assert decode(escpos(Raster(width=8, height=1, rows=b"\1"), cut=False))[1][-1] == "feed 4"


@given(st.integers(1, 72), st.integers(1, 400), st.integers(1, 256), st.randoms())
def test_any_dots_in_any_bands_read_back_the_same(line: int, height: int, band: int, random: object) -> None:
    rows = random.randbytes(line * height)  # type: ignore[attr-defined]
    raster = Raster(width=line * 8, height=height, rows=rows)
    assert decode(escpos(raster, band=band))[0] == raster


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.integers(0, 10**9), st.integers(-(10**9), 10**9), st.sampled_from(PAPERS))
def test_any_name_and_amount_makes_a_slip_that_reads_back(name: str, civic: int, before: int, paper: Paper) -> None:
    receipt = receipts.receipt(household=name, operator=name, shop=name, spending=Spending(civic, 0), spendable_before=before)
    job = slip_job(receipt, paper)
    assert decode(job.escpos)[0] == job.raster


@pytest.mark.parametrize("paper", PAPERS)
def test_the_test_page_reaches_both_edges_and_can_be_scanned(paper: Paper, tmp_path: Path) -> None:
    dots, _said = decode(trial_job(paper).escpos)
    assert qr_of(to_png(dots), tmp_path) == "T00000000-0000 00000000"
    ruler = dots.rows[64 * paper.dots // 8 : 65 * paper.dots // 8]
    assert ruler == b"\xff" * (paper.dots // 8)
