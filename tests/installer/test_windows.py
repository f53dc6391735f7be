"""What the same recipe gives on Windows, as far as one can see it elsewhere: file properties and icon."""

import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from PIL import Image
from PyInstaller import compat

from installer import icon, names
from tests.tidy.tree import ROOT

FILE = ROOT / "resources" / "icons" / "qingcheng.ico"


@pytest.mark.parametrize("program", list(names.WHAT))
def test_the_file_properties_say_who_it_is(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pefile", ModuleType("pefile"))
    monkeypatch.setattr(compat, "win32api", SimpleNamespace(), raising=False)
    from PyInstaller.utils.win32 import versioninfo

    file = tmp_path / "版本.txt"
    file.write_text(names.windows_resource(program, "0.12.3"), encoding="utf-8")
    told = versioninfo.load_version_info_from_text_file(str(file))
    assert (told.ffi.fileVersionMS, told.ffi.fileVersionLS) == (12, 3 << 16)
    raw = told.toRaw()
    for said in ("青秤", names.WHAT[program], "0.12.3", f"{program}.exe", "080404B0"):
        assert said.encode("utf-16-le") in raw, said


def test_the_icon_is_the_seal_in_every_size() -> None:
    kept, drawn = (pictures(data) for data in (FILE.read_bytes(), icon.drawn(FILE.with_name("seal.svg"))))
    assert {size for size, _ in kept} == set(icon.SIZES)
    assert kept == drawn, "python resources/installer/icon.py draws it anew"


def pictures(data: bytes) -> set[tuple[int, bytes]]:
    """The pictures of an icon: the width of each, and its dots."""
    with Image.open(BytesIO(data), formats=["ICO"]) as seal:
        sizes = seal.info["sizes"]
        return {(size[0], seal.ico.getimage(size).convert("RGBA").tobytes()) for size in sizes}  # type: ignore[attr-defined]
