"""LICENSES.txt of the built folder: every package inside with version and licence, then each one's own words.

Read from what the build collected, not from a list by hand. A package under the GPL alone ends the build.
"""

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

TEXTS = Path(__file__).parent / "licences"
CHOSEN = {
    "PySide6_Essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "reportlab": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}
"""Where the makers let one choose, or their words are long; of PyInstaller only the starter ships, which its exception frees."""
WORDS = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """Something inside that others made."""

    name: str
    version: str
    licence: str
    words: str


def written(files: Iterable[str], own: str, root: Path) -> str:
    """LICENSES.txt for the files that the build collected. SystemExit where a licence does not let us pass it on."""
    sources = {Path(file).resolve() for file in files if file}
    parts = [*_packages(sources), _python(), *_fonts(root), *_from_the_system(sources)]
    if bad := [part for part in parts if not may_ship(part.licence)]:
        raise SystemExit("May not ship: " + ", ".join(f"{part.name} ({part.licence})" for part in bad))
    head = (
        f"Qingcheng {own}: MIT\n\n{(root / 'LICENSE').read_text(encoding='utf-8')}\n"
        "It stands on the work of others, each under its own licence; their words follow the list.\n"
        "Qt and PySide6 are used under the LGPL 3: their libraries lie as files of their own in _internal/PySide6 and may be\n"
        "replaced there by others of the same interface.\n\n"
    )
    rows = "".join(f"{part.name:32}{part.version:24}{part.licence}\n" for part in parts)
    words = "".join(f"\n{'=' * 100}\n{part.name} {part.version}\n\n{part.words}\n" for part in parts if part.words)
    free = "".join(f"\n{'=' * 100}\n{text.stem}\n\n{text.read_text(encoding='utf-8')}\n" for text in sorted(TEXTS.glob("*.txt")))
    return head + rows + words + free


def may_ship(licence: str) -> bool:
    """False for nothing said, and for the GPL where no exception and no choice stands beside it.

    >>> [may_ship(said) for said in ("MIT", "LGPL-3.0-only", "GPL-3.0-only", "GPL-2.0-or-later WITH Bootloader-exception", "")]
    [True, True, False, True, False]
    """
    return bool(licence) and (not re.search(r"\bA?GPL", licence) or "exception" in licence)


def _packages(sources: set[Path]) -> list[Part]:
    """The installed packages of which at least one file is inside; and the one that made the starter."""
    inside = [found for found in distributions() if found.name == "pyinstaller" or any(file in sources for file in _files(found))]
    parts = {found.name: Part(found.name, found.version, licence(found), _own_words(found)) for found in inside}
    return sorted((part for part in parts.values() if part.name != "qingcheng"), key=lambda part: part.name.lower())


def _files(found: Distribution) -> Iterable[Path]:
    return (Path(str(found.locate_file(file))).resolve() for file in found.files or ())


def licence(found: Distribution) -> str:
    """What a package's metadata says of its licence, in one line."""
    if found.name in CHOSEN:
        return CHOSEN[found.name]
    said = [line for name in ("License-Expression", "License") for line in found.metadata.get_all(name) or ()]
    classes = [line for line in found.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    return " ".join((said or [", ".join(line.rpartition(" :: ")[2] for line in classes)])[0].split())[:80]


def _own_words(found: Distribution) -> str:
    texts = [file for file in _files(found) if any(WORDS.search(part) for part in _inside_metadata(file))]
    return "\n".join(text.read_text(encoding="utf-8", errors="replace") for text in texts if text.is_file())


def _inside_metadata(file: Path) -> tuple[str, ...]:
    """The path below a package's .dist-info folder; empty for a file elsewhere."""
    return next((file.parts[n + 1 :] for n, part in enumerate(file.parts) if part.endswith(".dist-info")), ())


def _python() -> Part:
    said = [Path(sys.base_prefix) / "LICENSE.txt", Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"]
    words = next((file.read_text(encoding="utf-8") for file in said if file.is_file()), "")
    return Part("Python", sys.version.split()[0], "PSF-2.0", words)


def _fonts(root: Path) -> list[Part]:
    return [Part("Noto Sans SC", "", "OFL-1.1", (root / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8"))]


def _from_the_system(sources: set[Path]) -> list[Part]:
    """Libraries that came from the building machine's own packages (Debian), with what these say of themselves."""
    outside = [file for file in sources if file.is_relative_to("/usr/lib") or file.is_relative_to("/lib")]
    parts: dict[str, Part] = {}
    for file in sorted(outside) if sys.platform == "linux" else ():
        found = subprocess.run(["dpkg-query", "-S", str(file)], capture_output=True, text=True, check=False).stdout
        package = found.partition(":")[0]
        if package and package not in parts:
            asked = ["dpkg-query", "-W", "-f", "${Version}\n", package]
            version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split("\n")[0]
            told = Path("/usr/share/doc") / package / "copyright"
            words = told.read_text(encoding="utf-8", errors="replace") if told.is_file() else ""
            parts[package] = Part(package, version, "as its Debian package says, below", words)
    return list(parts.values())
