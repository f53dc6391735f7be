"""What this program is: versions, the scale's plate, the fingerprint of what reads it, whose work it stands on."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import scale_driver
from shop_desktop.domain.quantities import kg_text
from shop_desktop.gui.fingerprint import fingerprint, released
from shop_desktop.gui.pages import ListPage
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.store.queries import prices, scale
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
    facts = ((_("Version"), own), shop_queries.engine(page.shop.reader), *scale_facts(page))
    mark, other = fingerprint(Path(scale_driver.__file__).parent), released()
    differs = bool(other) and mark != other
    stands_on = tuple((f"{name}", licence) for name, licence in LICENCES)
    return (
        Setting(
            key="about",
            title=_("About this program"),
            value=_("version {version}", version=own),
            badge=_("scale part changed") if differs else "",
            tone=Tone.STOP if differs else Tone.QUIET,
            facts=(*facts, *mark_facts(mark, other)),
        ),
        Setting(key="licences", title=_("Licences"), value="MIT", facts=((_("This program"), "MIT"), *stands_on)),
    )


def scale_facts(page: ListPage) -> tuple[tuple[str, str], ...]:
    """The scale's plate as it was noted, until when it is verified, when it was last compared."""
    plate, last = prices.scale_in_force(page.shop.reader, page.shop.today()), scale.last_check(page.shop.reader)
    told: list[tuple[str, str]] = []
    if plate is not None:
        told += [
            (_("Name plate"), plate.plate or "–"),
            (_("Scale"), f"Max {kg_text(plate.max_g)} kg · Min {kg_text(plate.min_g)} kg · e {plate.e_g} g"),
            (_("Verified until"), str(plate.verified_until or "–")),
        ]
    if last is not None:
        told.append((_("Last check"), f"{last.day} · {kg_text(last.shown_g)} kg"))
    compared = page.shop.settings.compared
    if compared:
        told += [(_("Compared"), " · ".join(map(str, compared.values())))]
    return tuple(told)


def mark_facts(mark: str, other: str) -> tuple[tuple[str, str], ...]:
    """The fingerprint in four lines, and whether it is the released one."""
    if not other:
        verdict = _("no release to compare with")
    elif mark == other:
        verdict = _("the same as released")
    else:
        verdict = _("not the released one: {mark}", mark=other[:8])
    lines = tuple(("", mark[n : n + 16]) for n in range(16, len(mark), 16))
    return ((_("Scale part, SHA-256"), mark[:16] or "–"), *lines, (_("Beside the release"), verdict))


def own_version() -> str:
    """This program's version; a dash where it runs from a bare folder."""
    try:
        return version("qingcheng")
    except PackageNotFoundError:
        return "–"
