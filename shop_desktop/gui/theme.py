"""Colours, type and scale of the window: the tokens every painted thing is made of. Computes no layout and draws nothing.

Lengths are design units (1366×768); `counter_scale` and `page_scale` say how many pixels a unit is.
"""

from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from shop_desktop.places import resources

PAPER, CARD, SUNK = "#F4EFE3", "#FFFDF7", "#EAE3D3"
LINE, LINE2 = "#D8CFBB", "#BFB59D"
INK, INK2 = "#1B2721", "#3F4A44"
QING, QING2, QING_T = "#14593F", "#0F4632", "#E2EDE2"
NIGHT, NIGHT2, NIGHT3 = "#0B2A20", "#123A2D", "#1E4D3D"
WHITE, MIST, QING_L = "#F8FFFA", "#BFD6CA", "#B9D3BF"
GRAIN_B, GRAIN, GRAIN_T = "#F5C451", "#6B4400", "#FBEFCF"
ZHU, ZHU_T, ZHU_N = "#8F1A13", "#FBE6E1", "#FFB4A6"
DIAN, DIAN_T, DIAN_N = "#1F4A7A", "#E4ECF5", "#A9D0FF"
SETTLED_EDGE, STAR_OFF, DASH_MOVING = "#4F8F74", "#5B7D70", "#FFE3A0"
NIGHT_EDGE, LIT_TEXT, MIST_L = "#4B7A68", "#DCF2E5", "#CFE3D8"

DESIGN_WIDTH, DESIGN_HEIGHT, LOWEST_HEIGHT = 1366, 768, 690
FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
FAMILY = "Noto Sans SC"
SMALLEST = 15.0

READ_PAIRS: tuple[tuple[str, str], ...] = (
    (INK, CARD),
    (INK, PAPER),
    (INK, SUNK),
    (INK, QING_T),
    (INK2, CARD),
    (INK2, PAPER),
    (INK2, SUNK),
    (INK2, QING_T),
    (QING2, CARD),
    (QING2, QING_T),
    (QING, CARD),
    ("#FFFFFF", QING),
    (LIT_TEXT, QING),
    (MIST_L, NIGHT3),
    (WHITE, NIGHT),
    (WHITE, NIGHT2),
    (WHITE, NIGHT3),
    (MIST, NIGHT),
    (NIGHT, QING_L),
    (GRAIN_B, NIGHT),
    (NIGHT, GRAIN_B),
    (GRAIN, CARD),
    (GRAIN, GRAIN_T),
    (ZHU, CARD),
    (ZHU, ZHU_T),
    (ZHU_N, NIGHT),
    (NIGHT, ZHU_N),
    (DIAN, CARD),
    (DIAN, DIAN_T),
    (DIAN_N, NIGHT),
    (NIGHT, DIAN_N),
)
"""Text on ground, as it is used; each is at least 7 : 1."""


@cache
def load_fonts() -> str:
    """Register the shop's own type; returns its family. Called once the application object stands."""
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resources() / "fonts" / name)) < 0:
            raise FileNotFoundError(name)
    return FAMILY


@cache
def font(px: float, bold: bool = False) -> QFont:
    """The shop's type, `px` design units high."""
    made = QFont(load_fonts())
    made.setPixelSize(max(1, round(px)))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made


@cache
def metrics(px: float, bold: bool = False) -> QFontMetricsF:
    return QFontMetricsF(font(px, bold))


def text_width(text: str, px: float, bold: bool = False) -> float:
    return metrics(px, bold).horizontalAdvance(text)


@cache
def colour(token: str) -> QColor:
    return QColor(token)


def stepped(scale: float) -> float:
    """Down to the next step of 0.05."""
    return int(scale * 20 + 1e-6) / 20


def counter_scale(width: int, height: int, text_size: float = 1.0) -> float:
    """Pixels a design unit: the window's share in steps of 0.05, times the text size as far as it fits.

    A window with a task bar, down to 690 high, keeps 1.00; the counter is never less than 1366 units wide.

    >>> counter_scale(1366, 768), counter_scale(1366, 690), counter_scale(1920, 1080), counter_scale(911, 512)
    (1.0, 1.0, 1.4, 0.65)
    """
    fits = min(width / DESIGN_WIDTH, height / LOWEST_HEIGHT)
    scale = stepped(min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT))
    if scale < 1 <= fits:
        scale = 1.0
    return max(0.4, min(scale * text_size, fits)) if text_size != 1.0 else max(0.4, scale)


def page_scale(width: int, height: int, text_size: float = 1.0) -> float:
    """Manager pages grow to 1.15 at most and never shrink below 1; the rest becomes rows. Text size multiplies."""
    return min(1.15, max(1.0, stepped(min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT)))) * text_size
