"""Papers filled from real books: a statement, the price board; and the guide's lines, typed at a real monthly file."""

import re
import shlex
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from shop_desktop import text
from shop_desktop.exchange.keys import public_key, signing_key
from shop_desktop.exchange.monthly import export_month
from shop_desktop.printing.guide import guide_text
from shop_desktop.printing.price_board import price_board_pdf
from shop_desktop.printing.statement import brief, statement_pdf
from shop_desktop.store.queries import households, materials, months
from tests.printing.papers import GUIDED, IMPRINT
from tests.printing.reading import words_of
from tests.shop import Shop, price_of, ticket_of

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_a_statement_tells_each_ticket_and_adds_up(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=4000, cardboard_g=1000, battery=3))
    spent = shop.post(ticket_of("H1", goods={"soap": 2}))
    shop.void(spent)
    told = households.statement_of(shop.books.reader, shop.household("H1"), FIRST, LAST)
    assert [(move.points, move.after, brief(move)) for move in told.moves] == [
        (940, 940, "3 样"),
        (-600, 340, "换 肥皂"),
        (600, 940, f"冲正 {spent.document}"),
    ]
    assert (told.opening, told.closing, told.moves[0].net_g) == (0, 940, 5000)
    said = words_of(statement_pdf(told, IMPRINT))
    assert "能用940分" in said
    assert "攒着废电池3个，满5个换2分" in said


def test_a_statement_begins_with_what_was_there(shop: Shop) -> None:
    shop.post(ticket_of("H1", steel_g=1000, more={"at": "2026-10-20T09:00:00+08:00"}))
    shop.post(ticket_of("H1", steel_g=500))
    told = households.statement_of(shop.books.reader, shop.household("H1"), FIRST, LAST)
    assert (told.opening, [move.points for move in told.moves], told.closing) == (200, [100], 300)
    nothing = households.statement_of(shop.books.reader, shop.household("H2"), FIRST, LAST)
    assert (nothing.opening, nothing.moves, nothing.closing) == (0, (), 0)


def test_the_price_board_has_what_is_taken_that_day(shop: Shop) -> None:
    shop.post(price_of("steel", "2026-12-01", "2.20"))
    today = materials.price_board(shop.books.reader, date(2026, 11, 24))
    later = materials.price_board(shop.books.reader, date(2026, 12, 1))
    assert "2.00元/kg200分" in words_of(price_board_pdf(today, IMPRINT))
    said = words_of(price_board_pdf(later, IMPRINT))
    assert "2.20元/kg220分" in said
    assert "2026年12月1日起" in said
    assert "5个→2分" in said


@pytest.fixture
def stick(shop: Shop, tmp_path: Path) -> Path:
    """November's file of the small village, as it was given to the committee."""
    shop.post(ticket_of("H1", steel_g=4000, goods={"soap": 1}))
    shop.post({"op": "household.opening", "household": "H2", "civic": 70, "reason": "以前的"})
    shop.post({"op": "fund.receive", "source": "village-subsidy", "from": "村委会", "amount_fen": 12345})
    shop.later(days=7)
    shop.post(ticket_of("H2", steel_g=100))
    shop.post({"op": "month.close", "month": "2026-11", "left": {}})
    return export_month(shop.books.reader, tmp_path / "shop", "2026-11", tmp_path / "stick").file.parent


@pytest.fixture
def unpacked(stick: Path) -> Path:
    """The same, unpacked by the guide's own line."""
    with zipfile.ZipFile(stick / "上坪村-2026-11.zip") as archive:
        (unzip, *_others) = typed(archive.read("guide.txt").decode())
    run(unzip, stick)
    return stick / "上坪村-2026-11"


def typed(guide: str) -> list[str]:
    """The lines that a guide lets people type."""
    return [line.strip() for line in guide.splitlines() if line.startswith("    ")]


def run(line: str, folder: Path) -> str:
    return subprocess.run(shlex.split(line), cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_the_guides_lines_do_what_it_says(shop: Shop, unpacked: Path, tmp_path: Path) -> None:
    guide = (unpacked / "guide.txt").read_text(encoding="utf-8")
    _unzip, *lines = [line for line in typed(guide) if not line.startswith("certutil")]
    sha, to_der, key_sha, signature, balanced, fund, points = [run(line, unpacked) for line in lines]
    seal = months.seal_of(shop.books.reader, "2026-11")
    fingerprint = public_key(signing_key(tmp_path / "shop")).fingerprint
    for paper, answer in ((seal, sha), (fingerprint, key_sha)):
        digits = paper.replace(" ", "").lower()
        assert answer.startswith(digits)
        assert f"{digits}，也就是" in guide
        assert paper in guide
    assert (to_der, balanced, fund, points) == ("", "", "12345", "570")
    assert "Verified Successfully" in signature
    assert "12345，单位是分，也就是月报上的资金结余 123.45 元" in guide
    assert "570，是月底各户手里一共的积分" in guide


def test_the_guide_speaks_of_its_own_file_alone(shop: Shop, unpacked: Path, tmp_path: Path) -> None:
    guide = (unpacked / "guide.txt").read_text(encoding="utf-8")
    assert "上坪村 2026 年 11 月" in guide
    assert "这是头一个月" in guide
    assert not re.search(r"[{}]", guide)
    said = words_of((unpacked / "guide.pdf").read_bytes())
    for word in ("上坪村-2026-11.zip", "2026-11-30", months.seal_of(shop.books.reader, "2026-11").replace(" ", ""), "第1页共1页"):
        assert word in said, word
    shop.later(days=31)
    shop.post({"op": "month.close", "month": "2026-12", "left": {}})
    december = export_month(shop.books.reader, tmp_path / "shop", "2026-12", tmp_path / "stick").file
    with zipfile.ZipFile(december) as archive:
        guide = archive.read("guide.txt").decode()
        assert archive.read("journal.txt")[:8].decode() + "，和上个月的纸一样" in guide
    assert "2026-12-31" in guide


def test_the_guide_says_where_a_slips_check_code_stands(shop: Shop, unpacked: Path) -> None:
    (number,) = re.findall(r'"number":"(T20261124-\d{4})"', (unpacked / "journal.txt").read_text())
    ((document_hash,),) = shop.rows(f"SELECT hash FROM documents WHERE number = '{number}'")
    line = next(one for one in (unpacked / "journal.txt").read_text().splitlines() if f'"{number}"' in one)
    assert line.startswith(document_hash[:8])


def test_both_languages_let_one_type_the_same() -> None:
    lines = []
    for language in text.LANGUAGES:
        with text.written_in(language):
            lines.append(typed(guide_text(GUIDED)))
    assert lines[0] == lines[1]
