"""The built folder, carried to another place; these tests run where they are named."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installer.pc import BUILT, Pc, look

sys.path.append(str(Path(__file__).resolve().parents[2] / "resources"))  # where the builder's own modules lie


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Only by name: they need `make installer` before them."""
    return None if any("tests/installer" in Path(said).as_posix() for said in config.args) else True


@pytest.fixture(scope="session")
def pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pc]:
    """A user's PC with the folder copied to it; it must be as it was when the user leaves."""
    assert BUILT.is_dir(), "make installer builds it"
    place = tmp_path_factory.mktemp("installer")
    program, home = place / "程序 文件" / "青秤", place / "陈 姨"
    shutil.copytree(BUILT, program, symlinks=True)
    home.mkdir()
    before = look(program)
    yield Pc(program, home)
    assert look(program) == before, "a program wrote into its own folder"
