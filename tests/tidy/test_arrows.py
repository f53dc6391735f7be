"""The contracts between the rooms fail where they should: a copy of the tree is broken once for each, and all must be said."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.tidy.tree import PRODUCT, ROOT

BROKEN = (
    # the contract, a file and the line that breaks it
    ("rooms look down only, and every room has its place", "shop_desktop/domain/goods.py", "import shop_desktop.exchange"),
    ("domain, store and operations know no sentence", "shop_desktop/operations/rules.py", "import shop_desktop.text"),
    ("papers are drawn from values, never from the books", "shop_desktop/printing/raster.py", "import shop_desktop.store.books"),
    ("domain needs the standard library alone, and neither clock nor disk", "shop_desktop/domain/goods.py", "import os"),
    ("the wire stands alone", "scale_driver/reading.py", "import msgspec"),
    ("decoders and the gate are pure: no port, clock, thread or disk", "scale_driver/gate.py", "import time"),
    ("Qt only in the window", "shop_desktop/exchange/shows.py", "import PySide6.QtCore"),
    ("the scale is known to the window alone", "shop_desktop/printing/raster.py", "import scale_driver.reading"),
    ("serial lines: the wire and the printers", "shop_desktop/gui/settings.py", "import serial"),
    ("the database: store, and the operations' own checks through it", "shop_desktop/exchange/shows.py", "import sqlite3"),
    (
        "operations leave the file itself, keys of search and files' formats to others",
        "shop_desktop/operations/goods.py",
        "import os",
    ),
    ("the store knows no command, no key and no paper", "shop_desktop/store/drafts.py", "import msgspec"),
    ("the clock is read at the edges: no time in the rooms of the books", "shop_desktop/store/drafts.py", "import time"),
    (
        "operations do not call each other; perform and its table alone know all",
        "shop_desktop/operations/goods.py",
        "import shop_desktop.operations.rules",
    ),
    ("pages do not know each other", "shop_desktop/gui/pages/one.py", "import shop_desktop.gui.pages.two"),
    (
        "widgets draw values and know no page, no shop and no book",
        "shop_desktop/gui/widgets/values.py",
        "import shop_desktop.gui.shop",
    ),
    ("protocols do not know each other", "scale_driver/protocols/toledo.py", "import scale_driver.protocols.yaohua"),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What lint-imports says of the broken copy."""
    copy = tmp_path_factory.mktemp("broken")
    for name in PRODUCT:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    pages = copy / "shop_desktop" / "gui" / "pages"
    pages.mkdir(exist_ok=True)
    for name in ("__init__", "one", "two"):
        (pages / f"{name}.py").touch()
    for _, file, line in BROKEN:
        with (copy / file).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    return _lint(copy)


def _lint(folder: Path) -> str:
    call = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", call], cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("contract", [contract for contract, _, _ in BROKEN])
def test_a_broken_arrow_is_named(said: str, contract: str) -> None:
    assert re.search(rf"{re.escape(contract)}\s+BROKEN", said.replace("\n", " ")), said


def test_every_contract_has_its_bad_sample() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert [contract["name"] for contract in contracts] == [contract for contract, _, _ in BROKEN]
