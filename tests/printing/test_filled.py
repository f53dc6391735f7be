"""Papers filled from real books: a statement, the price board; and the guide's lines, typed at a real monthly file."""

import hashlib
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
from tests.printing.papers import IMPRINT
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
def unpacked(shop: Shop, tmp_path: Path) -> Path:
    """November of the small village, closed and unpacked as the committee does it."""
    shop.post(ticket_of("H1", steel_g=4000, goods={"soap": 1}))
    shop.post({"op": "fund.receive", "source": "village-subsidy", "from": "村委会", "amount_fen": 12345})
    shop.later(days=7)
    shop.post(ticket_of("H2", steel_g=100))
    shop.post({"op": "month.close", "month": "2026-11", "left": {}})
    exported = export_month(shop.books.reader, tmp_path / "shop", "2026-11", tmp_path)
    with zipfile.ZipFile(exported.file) as archive:
        archive.extractall(tmp_path / "file")
    return tmp_path / "file"


def typed(language: str) -> list[str]:
    """The lines that the guide lets people type."""
    text.use(language)
    try:
        return [line.strip() for line in guide_text().splitlines() if line.startswith("    ")]
    finally:
        text.use("zh_CN")


def run(line: str, folder: Path) -> str:
    return subprocess.run(shlex.split(line), cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_the_guides_lines_do_what_it_says(shop: Shop, unpacked: Path, tmp_path: Path) -> None:
    _certutil, sha, to_der, _key, signature, balanced, fund = typed("zh_CN")
    seal = months.seal_of(shop.books.reader, "2026-11").replace(" ", "").lower()
    assert run(sha, unpacked)[:8] == seal
    run(to_der, unpacked)
    fingerprint = hashlib.sha256((unpacked / "key.der").read_bytes()).hexdigest()[:24]
    assert fingerprint == public_key(signing_key(tmp_path / "shop")).fingerprint.replace(" ", "").lower()
    assert "Verified Successfully" in run(signature, unpacked)
    assert run(balanced, unpacked) == ""
    assert run(fund, unpacked) == "12345"


def test_the_guide_says_where_a_slips_check_code_stands(shop: Shop, unpacked: Path) -> None:
    (number,) = re.findall(r'"number":"(T20261124-\d{4})"', (unpacked / "journal.txt").read_text())
    ((document_hash,),) = shop.rows(f"SELECT hash FROM documents WHERE number = '{number}'")
    line = next(one for one in (unpacked / "journal.txt").read_text().splitlines() if f'"{number}"' in one)
    assert line.startswith(document_hash[:8])


def test_both_languages_let_one_type_the_same() -> None:
    assert typed("zh_CN") == typed("en")
