"""What lies in the built folder: every module the code may ask for, the scale part as source, licences, nothing that must not."""

import ast
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from installer import licences, names
from shop_desktop.gui.fingerprint import RELEASED, fingerprint
from tests.installer.pc import BUILT
from tests.tidy.tree import ROOT, check_none, product

INSIDE = BUILT / "_internal"
LISTED = re.compile(r"(\S.{30}\S?) *(\S+) +(\S.*)")
NOT_INSIDE = r"shop_desktop\.bench|shop_desktop\.store\.migrations\.(env|versions)"


@cache
def modules(program: str) -> frozenset[str]:
    """The modules that a program carries, packages and extensions alike."""
    packed = CArchiveReader(str(BUILT / program)).open_embedded_archive("PYZ.pyz").toc
    files = (file.relative_to(INSIDE) for file in INSIDE.rglob("*") if file.suffix in {".so", ".pyd", ".py"})
    return frozenset(packed) | {".".join((*file.parts[:-1], file.name.split(".")[0])).removesuffix(".__init__") for file in files}


def asked_for(text: str) -> set[str]:
    """The modules that a source imports from outside the standard library."""
    tree = ast.parse(text)
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    plain |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name for name in plain if name.split(".")[0] not in sys.stdlib_module_names}


@pytest.mark.parametrize("program", ["qingcheng", "shop-admin"])
def test_whatever_the_shop_imports_is_inside(program: str) -> None:
    sources = [source for source in product() if not re.match(NOT_INSIDE, source.module)]
    own = {source.module for source in sources if source.module.startswith("shop_desktop")}
    asked = {name for source in sources for name in asked_for(source.text)} | own
    check_none(f"{name} is not in {program}" for name in asked - modules(program))


def test_the_window_and_its_library_are_not_in_the_scales_program() -> None:
    packed = CArchiveReader(str(BUILT / "scale-driver")).open_embedded_archive("PYZ.pyz").toc
    assert not [name for name in packed if name.startswith(("PySide6", "shop_desktop", "sqlalchemy"))]


def test_what_reads_the_scale_is_what_the_checkout_has() -> None:
    assert fingerprint(INSIDE / "scale_driver") == fingerprint(ROOT / "scale_driver")


def test_the_fingerprint_it_is_held_beside_is_of_what_it_ships() -> None:
    assert (INSIDE / "resources" / RELEASED).read_text("ascii") == fingerprint(INSIDE / "scale_driver")


def test_it_says_its_version() -> None:
    own = names.version(ROOT)
    assert [found.version for found in metadata.distributions(name="qingcheng", path=[str(INSIDE)])] == [own]


def test_every_package_is_named_with_its_licence() -> None:
    text = (BUILT / "LICENSES.txt").read_text(encoding="utf-8")
    for name in ("PySide6_Essentials", "SQLAlchemy", "PyNaCl", "pypdfium2", "reportlab", "pypinyin", "pyserial", "psycopg"):
        assert re.search(rf"^{name} +{re.escape(metadata.version(name))} +\S", text, re.MULTILINE), name
    for words in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "SIL OPEN FONT LICENSE",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "bootloader",
    ):
        assert words.lower() in text.lower(), words


def test_nothing_under_the_gpl_is_inside() -> None:
    found = [file.name for file in INSIDE.rglob("*") if re.match(r"lib(readline|history|gdbm)|readline|_gdbm", file.name)]
    assert found == []


@pytest.mark.parametrize(
    ("said", "ships"), [("GPL-3.0-only", False), ("AGPL-3.0", False), ("", False), ("MIT", True), ("LGPL-3.0-only", True)]
)
def test_a_licence_that_binds_the_whole_ends_the_build(said: str, ships: bool) -> None:
    assert licences.may_ship(said) is ships


def test_no_way_leads_out_of_the_folder() -> None:
    assert [
        link for link in BUILT.rglob("*") if link.is_symlink() and not (link.exists() and link.resolve().is_relative_to(BUILT))
    ] == []


def test_nothing_names_the_building_machine() -> None:
    here = str(ROOT).encode()
    files = (file for file in BUILT.rglob("*") if file.is_file() and not file.is_symlink())
    assert [file for file in files if here in Path(file).read_bytes()] == []
