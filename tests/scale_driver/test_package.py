"""The driver is a package of its own: built from its folder alone, it runs where no shop is."""

import doctest
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
import serial

ROOT = Path(__file__).parents[2]
DRIVER = ROOT / "scale_driver"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install ./scale_driver` builds, with what is here already and no network."""
    alone = tmp_path_factory.mktemp("alone")
    shutil.copytree(DRIVER, alone / "driver", ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
    _pip("wheel", "--no-build-isolation", "--wheel-dir", str(alone / "wheels"), str(alone / "driver"))
    (built,) = (alone / "wheels").iterdir()
    return built


def _pip(*words: str) -> None:
    call = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words, "--quiet", "--no-deps", "--no-index"]
    subprocess.run(call, check=True, capture_output=True)


def test_it_holds_every_module_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    here = {path.relative_to(ROOT).as_posix() for path in DRIVER.rglob("*.py")}
    assert names == {name for name in here if "/build/" not in name}


def test_it_needs_a_serial_line_and_nothing_of_the_shop(wheel: Path) -> None:
    said = next(ZipFile(wheel).read(name) for name in ZipFile(wheel).namelist() if name.endswith("/METADATA")).decode()
    assert [line for line in said.splitlines() if line.startswith("Requires-Dist:")] == ["Requires-Dist: pyserial<4,>=3.5"]


def test_its_command_runs_where_no_shop_is(wheel: Path, tmp_path: Path) -> None:
    _pip("install", "--target", str(tmp_path), str(wheel))
    shutil.copytree(Path(serial.__file__).parent, tmp_path / "serial")
    scripts = tmp_path / ("Scripts" if os.name == "nt" else "bin")
    command = next(path for path in scripts.iterdir() if path.name.startswith("scale-driver"))
    call = [sys.executable, "-S", str(command), "protocols"] if os.name != "nt" else [str(command), "protocols"]
    done = subprocess.run(call, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, check=True)
    assert "yaohua-tf0" in done.stdout.decode()


def test_what_readme_says_of_it_is_so() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    said = "\n".join("" if line.startswith("```") else line for line in lines)
    done = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(said, {}, "README.md", None, 0))
    assert (done.failed, done.attempted) == (0, 3)


def test_both_packages_ask_for_the_same_serial_library_and_python() -> None:
    own, shop = (tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"] for folder in (DRIVER, ROOT))
    assert set(own["dependencies"]) <= set(shop["dependencies"])
    assert own["requires-python"] == shop["requires-python"]
    assert own["scripts"].items() <= shop["scripts"].items()
