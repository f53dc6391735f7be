"""One line of the settings page: what it is called, how it stands, what is known of it, and by what it is changed."""

from collections.abc import Callable
from dataclasses import dataclass

from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import N_


@dataclass(frozen=True, kw_only=True)
class Setting:
    """`facts` are (word, value) lines; `begin` opens its form, None where nothing can be changed; `op`, `verb` as in Action."""

    key: str
    title: str
    value: str
    op: str = ""
    badge: str = ""
    tone: Tone = Tone.QUIET
    facts: tuple[tuple[str, str], ...] = ()
    verb: str = N_("change")
    begin: Callable[[], object] | None = None
