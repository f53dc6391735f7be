"""What this program is: versions, the fingerprint of what reads the scale, whose work it stands on."""

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import scale_driver
from shop_desktop.gui.pages import ListPage
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import _

LICENCES = (
    ("PySide6 · Qt", "LGPL-3.0"),
    ("SQLAlchemy · alembic", "MIT"),
    ("psycopg", "LGPL-3.0"),
    ("msgspec · babel", "BSD-3-Clause"),
    ("pyserial · segno", "BSD-3-Clause"),
    ("reportlab", "BSD-3-Clause"),
    ("pypdfium2", "Apache-2.0 · BSD-3-Clause"),
    ("PyNaCl", "Apache-2.0"),
    ("pypinyin · platformdirs", "MIT"),
    ("Noto Sans SC", "OFL-1.1"),
)


def about_rows(page: ListPage) -> tuple[Setting, ...]:
    """Two rows that can only be read."""
    own = own_version()
    mark = fingerprint(Path(scale_driver.__file__).parent)
    facts = (
        (_("Version"), own),
        shop_queries.engine(page.shop.reader),
        (_("Scale part, SHA-256"), mark[:8] or "–"),
        *(("", part) for part in (mark[n : n + 16] for n in range(0, len(mark), 16))),
    )
    stands_on = tuple((f"{name}", licence) for name, licence in LICENCES)
    title = _("About this program")
    return (
        Setting(key="about", title=title, value=_("version {version}", version=own), facts=facts),
        Setting(key="licences", title=_("Licences"), value="MIT", facts=((_("This program"), "MIT"), *stands_on)),
    )


def own_version() -> str:
    """This program's version; a dash where it runs from a bare folder."""
    try:
        return version("qingcheng")
    except PackageNotFoundError:
        return "–"


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of the Python files in a folder, in order; "" where there are none."""
    files = sorted(folder.rglob("*.py"))
    said = hashlib.sha256()
    for file in files:
        said.update(file.relative_to(folder).as_posix().encode() + b"\n" + file.read_bytes())
    return said.hexdigest() if files else ""
