"""Runs of text with looks and drawn keys in one line, state badges, plates: what several panels set the same way.

Functions over an `Ink`; they return where they ended.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from shop_desktop.gui import theme
from shop_desktop.gui.theme import text_width
from shop_desktop.gui.widgets.ink import Cap, Ink, Side, Style, cap_width
from shop_desktop.gui.widgets.values import Look, Part, Tone

TONES = {
    Tone.PLAIN: (theme.CARD, theme.INK),
    Tone.OK: (theme.QING_T, theme.QING2),
    Tone.TODO: (theme.GRAIN_T, theme.GRAIN),
    Tone.STOP: (theme.ZHU_T, theme.ZHU),
    Tone.INFO: (theme.DIAN_T, theme.DIAN),
    Tone.QUIET: (theme.SUNK, theme.INK2),
}
"""Ground and text of each tone on paper."""

TONE_ICONS = {
    Tone.PLAIN: "info",
    Tone.OK: "tick",
    Tone.TODO: "triangle",
    Tone.STOP: "octagon",
    Tone.INFO: "info",
    Tone.QUIET: "octagon",
}


@dataclass(frozen=True, kw_only=True)
class Looks:
    """The styles of one line: what plain, strong and points mean there, the key caps' ground, the gap between
    parts, how far points hang below the line."""

    plain: Style
    strong: Style
    points: Style
    cap: Cap = Cap.PAPER
    gap: float = 10
    drop: float = 0

    def of(self, part: Part) -> Style:
        return {Look.STRONG: self.strong, Look.POINTS: self.points}.get(part.look, self.plain)

    def width(self, part: Part) -> float:
        if part.look is Look.KEY:
            return cap_width(part.text)
        style = self.of(part)
        return text_width(part.text, style.px, style.bold)


def parts_width(parts: tuple[Part, ...], looks: Looks) -> float:
    gaps = sum(looks.gap for part in parts[1:] if not part.joined)
    return sum(looks.width(part) for part in parts) + gaps


def draw_parts(ink: Ink, x: float, y: float, parts: tuple[Part, ...], looks: Looks, room: float) -> float:
    """Draw the parts on the baseline y; a line wider than `room` is set smaller. Returns the end."""
    if (needed := parts_width(parts, looks)) > room:
        looks = _smaller(looks, max(room / needed, 0.6))
    for index, part in enumerate(parts):
        x += looks.gap if index and not part.joined else 0
        if part.look is Look.KEY:
            x += ink.cap(x, y - 23, part.text, looks.cap)
        else:
            drop = looks.drop if part.look is Look.POINTS else 0
            x += ink.text(x, y + drop, part.text, looks.of(part), room=room)
    return x


def _smaller(looks: Looks, by: float) -> Looks:
    def less(style: Style) -> Style:
        return Style(max(theme.SMALLEST, int(style.px * by)), style.colour, style.bold)

    gap = max(5.0, looks.gap * by)
    return Looks(
        plain=less(looks.plain), strong=less(looks.strong), points=less(looks.points), cap=looks.cap, gap=gap, drop=looks.drop
    )


def draw_plate(ink: Ink, x: float, y: float, words: str) -> float:
    """The member household's plate, 23 high, its right edge at x; returns its width."""
    width = text_width(words, 15, bold=True) + 39
    ink.round(QRectF(x - width, y, width, 23.5), 8, theme.ZHU_T)
    ink.icon("flag", x - width + 8, y + 3.5, 17, theme.ZHU)
    ink.text(x - 8.5, y + 18.4, words, Style(15, theme.ZHU, bold=True), Side.RIGHT)
    return width


def draw_badge(ink: Ink, x: float, y: float, words: str, tone: Tone, icon: str = "") -> float:
    """A state badge 28 high with its left top at x, y: icon and word. Returns its width."""
    ground, text = TONES[tone]
    width = text_width(words, 16, bold=True) + 46
    ink.round(QRectF(x, y, width, 28), 8, ground)
    ink.icon(icon or TONE_ICONS[tone], x + 10, y + 4, 20, text)
    ink.text(x + 36, y + 20, words, Style(16, text, bold=True))
    return width


def badge_width(words: str) -> float:
    return text_width(words, 16, bold=True) + 46
