"""Nothing of the building machine is needed: no Python in its memory but its own, and a bare root with little more than libc."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.installer.pc import Pc, wait_for

BASE = ("libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libutil.so", "libresolv.so", "libz.so", "ld-linux")
DATA = ("/etc/ld.so.cache", "/usr/share/", "/usr/lib/locale/", "/var/cache/fontconfig/", "/dev/")
GRAPHICS = ("libGL", "libEGL", "libX11", "libxcb", "libdrm", "libgbm", "libwayland")
"""What belongs to a PC's graphics card, and is never carried along."""
LOCALE = "/usr/lib/locale/C.utf8"
UNSHARE = shutil.which("unshare") or "unshare"
BARE = 'PATH=/usr/sbin:/usr/bin:/sbin:/bin; mount --rbind /dev "$1/dev" && shift && exec env -u PATH $(command -v chroot) "$@"'


def is_the_systems(file: str) -> bool:
    return Path(file).name.startswith((*BASE, *GRAPHICS)) or file.startswith(DATA) or "/gconv/" in file


def test_no_library_but_the_systems_own_is_in_their_memory(pc: Pc) -> None:
    folder = pc.home / "内存"
    pc.told("shop-admin", "--data", str(folder), "init", "--demo")
    with (
        pc.running("scale-driver", "simulate", "--protocol", "yaohua-tf0") as scale,
        pc.running("shop-admin", "--data", str(folder), "post", "-") as admin,
    ):
        assert scale.stdout
        assert scale.stdout.readline()
        found = pc.outside(scale) | pc.outside(admin)
    with pc.running("qingcheng", "--data", str(folder)) as window:
        wait_for(folder / "books.lock")
        found |= pc.outside(window)
    assert [file for file in sorted(found) if not is_the_systems(file) and not Path(file).is_relative_to(pc.home)] == []


@pytest.fixture(scope="module")
def bare(pc: Pc, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root folder with the built one, the system's libraries that it asks for, and nothing else: no shell, no Python."""
    root = tmp_path_factory.mktemp("bare")
    for name in ("dev", "tmp", "陈 姨"):
        (root / name).mkdir()
    shutil.copytree(pc.program, root / "青秤 程序", symlinks=True)
    for library in asked(pc.program):
        (root / library.relative_to("/")).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, root / library.relative_to("/"))
    if Path(LOCALE).is_dir():
        shutil.copytree(LOCALE, root / LOCALE[1:])
    if subprocess.run([UNSHARE, "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("one must be root to change the root")
    return root


def asked(program: Path) -> set[Path]:
    """The libraries outside the folder that something in it names; a program itself knows nothing yet of the folder's own."""
    inside = program / "_internal"
    programs = [file for file in program.iterdir() if file.is_file()]
    found = linked(programs, {}) | linked(inside.rglob("*.so*"), {"LD_LIBRARY_PATH": str(inside)})
    return {file for file in found if not file.is_relative_to(program)}


def linked(files: Iterable[Path], surroundings: dict[str, str]) -> set[Path]:
    call = ["/usr/bin/ldd", *(str(file) for file in files)]
    said = subprocess.run(call, env={"PATH": "/usr/bin:/bin"} | surroundings, capture_output=True, text=True, check=False).stdout
    return {Path(file) for file in re.findall(r"(?:=> |^\t)(/\S[^(]*?) \(0x", said, re.MULTILINE)}


def in_bare(root: Path, *words: str) -> str:
    call = [UNSHARE, "--mount", "/bin/sh", "-c", BARE, "sh", str(root), str(root), *words]
    done = subprocess.run(
        call, env={"HOME": "/陈 姨", "LANG": "C.UTF-8"}, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_asks_the_system_for_little(pc: Pc) -> None:
    assert [file for file in sorted(map(str, asked(pc.program))) if not is_the_systems(file)] == []


def test_it_sells_where_nothing_else_is(bare: Path) -> None:
    assert "the books verify: yes" in in_bare(bare, "/青秤 程序/qingcheng", "--demo")
    assert in_bare(bare, "/青秤 程序/shop-admin", "--data", "/out/demo/books", "verify").startswith("verified, seal ")
    assert "yaohua-tf0" in in_bare(bare, "/青秤 程序/scale-driver", "protocols")
