"""How each state of the scale looks and is called: the counter's instrument and the customer display share it.

A table; badge, edge and dashes of one state stand in one row, so that they always change together.
"""

from dataclasses import dataclass

from shop_desktop.gui import theme
from shop_desktop.gui.counter.view import EntryKind, Gate
from shop_desktop.text import N_


@dataclass(frozen=True, kw_only=True)
class GateLook:
    """`word` is an English source; `chip` the short word of the light panel's corner."""

    word: str
    chip: str
    icon: str
    ground: str
    text: str
    edge: str
    dash: str
    star: str


_QUIET = {"ground": theme.NIGHT3, "text": theme.MIST_L, "edge": theme.NIGHT3, "dash": theme.STAR_OFF, "star": theme.STAR_OFF}
_BLUE = {"ground": theme.DIAN_N, "text": theme.NIGHT, "edge": theme.DIAN_N, "dash": theme.DIAN_N, "star": theme.STAR_OFF}
_RED = {"ground": theme.ZHU_N, "text": "#4A0A05", "edge": theme.ZHU_N, "dash": theme.ZHU_N, "star": theme.STAR_OFF}
_GOLD = {"ground": theme.GRAIN_B, "text": "#2A1B00", "edge": theme.GRAIN_B, "dash": theme.DASH_MOVING, "star": theme.GRAIN_B}
_GREEN = {
    "ground": theme.QING_L,
    "text": theme.NIGHT,
    "edge": theme.SETTLED_EDGE,
    "dash": theme.QING_L,
    "star": theme.QING_L,
}

GATES: dict[Gate, GateLook] = {
    Gate.SETTLED: GateLook(word=N_("Steady"), chip=N_("Steady"), icon="tick", **_GREEN),
    Gate.MOVING: GateLook(word=N_("Moving"), chip=N_("Moving"), icon="waves", **_GOLD),
    Gate.EMPTY: GateLook(word=N_("Empty"), chip=N_("Pan empty"), icon="scale", **_QUIET),
    Gate.REZERO: GateLook(word=N_("Clear the pan"), chip=N_("Clear the pan"), icon="to-zero", **_BLUE),
    Gate.UNDER: GateLook(word=N_("Clear the pan"), chip=N_("Clear the pan"), icon="to-zero", **_BLUE),
    Gate.OVER: GateLook(word=N_("Too heavy"), chip=N_("Too heavy"), icon="overload", **_RED),
    Gate.STALE: GateLook(word=N_("Unplugged"), chip=N_("Unplugged"), icon="unplugged", **_RED),
    Gate.ABSENT: GateLook(word=N_("Unplugged"), chip=N_("Unplugged"), icon="unplugged", **_RED),
}

ENTRIES: dict[EntryKind, GateLook] = {
    EntryKind.WEIGHT: GateLook(word=N_("By hand"), chip="", icon="pencil", **_GOLD),
    EntryKind.PIECES: GateLook(word=N_("Count pieces"), chip="", icon="counted", **_BLUE),
    EntryKind.QUANTITY: GateLook(word=N_("Quantity"), chip="", icon="counted", **_BLUE),
    EntryKind.BARCODE: GateLook(word=N_("Barcode"), chip="", icon="barcode", **_BLUE),
}
