"""The page that set-up prints: does the width fit, do Chinese characters come out, can the QR code be scanned.

Shows no figure of the books.
"""

from shop_desktop.printing.roll import PAPER_58, Paper, Strip, fitted, wrapped
from shop_desktop.text import _

QR_PAYLOAD = "T00000000-0000 00000000"
_MARGIN = 8


def trial_page_pdf(width: Paper) -> bytes:
    """One page as wide as the paper's printable dots: a ruler from edge to edge, sample words and figures, a QR code."""
    strip, narrow = Strip(width), width == PAPER_58
    strip.words(width.dots / 2, 44, _("Test page"), 32 if narrow else 40, bold=True, align="centre")
    y = _ruler(strip, 64)
    facts = {"mm": width.mm, "dots": width.dots}
    y = _lines(strip, y + 20, _("{mm} mm paper, {dots} dots. Both ends of the ruler must be on the paper.", **facts), 20)
    y = _lines(strip, y + 10, _("Sample words for the test page"), 26, bold=True)
    y = _lines(strip, y, "0123456789  1.245 kg", 22)
    y = _greys(strip, y + 18)
    side = strip.qr(_MARGIN, y + 20, QR_PAYLOAD, 4 if narrow else 6)
    strip.words(_MARGIN + side + 16, y + 20 + side // 2 + 8, _("Scan this code"), 20)
    return strip.pdf(y + side + 44, "test page")


def _ruler(strip: Strip, top: int) -> int:
    """Ticks at each millimetre (8 dots), longer at 5 and 10, between strokes on the first and the last dots."""
    dots = strip.paper.dots
    strip.fill(0, top, dots, 2)
    for millimetre in range(dots // 8):
        length = 26 if millimetre % 10 == 0 else 18 if millimetre % 5 == 0 else 10
        strip.fill(millimetre * 8, top, 2, length)
        if millimetre % 10 == 0 and millimetre * 8 + 60 < dots:
            strip.words(millimetre * 8 + 5, top + 30, f"{millimetre} mm", 16)
    strip.fill(dots - 2, top, 2, 26)
    return top + 34


def _lines(strip: Strip, top: int, text: str, size: int, *, bold: bool = False) -> int:
    room = strip.paper.dots - 2 * _MARGIN
    fit = fitted(text, size, room, bold=bold, least=0.9)
    for line in [text] if fit else wrapped(text, size, room, bold=bold):
        top += round(size * 1.4)
        strip.words(_MARGIN, top, line, fit or size, bold=bold)
    return top


def _greys(strip: Strip, top: int) -> int:
    """Black, and lines of one, two and three dots with gaps as wide: a worn head shows as white streaks."""
    room = strip.paper.dots - 2 * _MARGIN
    strip.fill(_MARGIN, top, room, 12)
    for wide in (1, 2, 3):
        top += 20
        for x in range(_MARGIN, _MARGIN + room - wide, 2 * wide):
            strip.fill(x, top, wide, 12)
    return top + 12
