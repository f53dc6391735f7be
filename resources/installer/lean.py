"""What stays out of the built folder: modules no shop uses, Qt's plugins for other uses, and libraries that then serve nobody."""

import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]
"""Name in the folder, file it is made of, PyInstaller's word for its kind."""

UNUSED_MODULES = [
    # readline and gdbm are under the GPL; the rest is size (ssl is not: psycopg begins with it)
    *("readline", "rlcompleter", "_gdbm", "_dbm", "dbm.gnu", "dbm.ndbm", "curses", "_curses"),
    *("tkinter", "_tkinter", "idlelib", "lib2to3", "ensurepip", "venv", "pip", "setuptools", "pkg_resources", "_distutils_hack"),
    *("babel", "pygments", "pytest", "hypothesis", "mypy", "PyInstaller", "shop_desktop.bench"),
    *("sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mssql", "MySQLdb", "pysqlite2", "psycopg2"),
    *("PIL.ImageQt", "PIL.ImageTk", "PIL._imagingtk", "PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft"),
]
KEPT_PLUGINS = {
    "platforms": {"qxcb", "qoffscreen", "qwindows"},
    "imageformats": {"qsvg", "qjpeg", "qico"},
    "iconengines": {"qsvgicon"},
    "platforminputcontexts": {"ibusplatforminputcontextplugin", "composeplatforminputcontextplugin"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
    "styles": {"qmodernwindowsstyle", "qwindowsvistastyle"},
}
KEPT_TRANSLATIONS = {"qtbase_zh_CN.qm"}
UNUSED_LIBRARIES = {"opengl32sw.dll", "d3dcompiler_47.dll"}
"""Drawing in three dimensions without a graphics card; ours is painted flat."""


def wanted(entry: Entry) -> bool:
    """Whether a file of PySide6 is for what we do with Qt; everything else is wanted, but what pip wrote of ourselves."""
    path = PurePosixPath(entry[0].replace("\\", "/"))
    parts = path.parts
    if path.name.lower() in UNUSED_LIBRARIES or parts[0].endswith(".egg-info"):
        return False
    if parts[0].startswith("qingcheng-") and Path(entry[1]).parent.suffix == ".dist-info":
        return False
    if "PySide6" not in parts:
        return True
    if "plugins" in parts:
        folder, stem = path.parent.name, path.name.split(".")[0].removeprefix("lib")
        return stem in KEPT_PLUGINS.get(folder, ())
    return "translations" not in parts or path.name in KEPT_TRANSLATIONS


def lean(binaries: Iterable[Entry], data: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Of both kinds what is wanted; of libraries those that one of these needs, and of links those that lead somewhere."""
    kept, plain = [entry for entry in binaries if wanted(entry)], [entry for entry in data if wanted(entry)]
    if sys.platform == "linux":
        kept = needed(kept)
    there = {entry[0] for entry in (*kept, *plain)}
    return [entry for entry in kept if _leads(entry, there)], [entry for entry in plain if _leads(entry, there)]


def needed(entries: list[Entry]) -> list[Entry]:
    """Leave out libraries that nothing asks for any more. Extensions, plugins and what is opened by name stand for themselves."""
    asked = {Path(name).name for entry in entries if _stands_alone(entry) for name, _ in get_imports(entry[1])}
    return [entry for entry in entries if _stands_alone(entry) or entry[2] == "SYMLINK" or Path(entry[0]).name in asked]


def _leads(entry: Entry, there: set[str]) -> bool:
    return entry[2] != "SYMLINK" or str(Path(entry[0]).parent / entry[1]) in there


def _stands_alone(entry: Entry) -> bool:
    name, _, kind = entry
    parts = Path(name).parts
    return kind == "EXTENSION" or "plugins" in parts or parts[0] == "pypdfium2_raw" or parts[0].startswith("libpython")
