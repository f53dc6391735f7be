"""The committee's guide on one page: how a monthly file is checked without our program. Its text is a help file, set as it is.

Knows of that text only headings, paragraphs and lines to type.
"""

from dataclasses import dataclass

from shop_desktop.domain.months import MonthFigures
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.places import resources
from shop_desktop.printing.amounts import period
from shop_desktop.printing.roll import wrapped
from shop_desktop.printing.sheet import HAIR, MM, Head, Imprint, Sheet
from shop_desktop.text import _

SIZE, TYPED = 28, 23


@dataclass(frozen=True, kw_only=True)
class Guided:
    """The file a guide speaks of: its name, its month's figures, its key's fingerprint, the full seal of the month before."""

    file: str
    figures: MonthFigures
    key: str
    previous: str


def guide_text(of: Guided) -> str:
    """The guide to one file in the language spoken now, as it also lies in it."""
    written = (resources() / "help" / f"committee-guide.{_.language}.md").read_text(encoding="utf-8")
    return written.format_map(_facts(of))


def _facts(of: Guided) -> dict[str, object]:
    figures, first = of.figures, not of.previous.strip("0")
    before = (
        _("this is the first month: 64 zeros") if first else _("it begins with {code}, as on that paper", code=of.previous[:8])
    )
    return {
        "village": figures.village,
        "period": period(figures.label),
        "last": figures.until.isoformat(),
        "file": of.file,
        "folder": of.file.rpartition(".")[0],
        "seal": figures.seal,
        "seal_digits": _digits(figures.seal),
        "previous": before,
        "key": of.key,
        "key_digits": _digits(of.key),
        "fund_fen": figures.fund.closing_fen,
        "fund": yuan_text(figures.fund.closing_fen),
        "points": figures.points.closing,
    }


def _digits(code: str) -> str:
    """A code of paper as programs write it."""
    return code.replace(" ", "").lower()


def guide_pdf(of: Guided, imprint: Imprint) -> bytes:
    """The guide, with the seal code and the key's fingerprint to compare with."""
    blocks = [block for block in guide_text(of).split("\n\n") if block.strip()]
    title = blocks[0].removeprefix("# ").strip()
    code = _("seal {code}", code=of.figures.seal)
    sheet = Sheet(Head(title=title, period=period(of.figures.label), code=code), imprint)
    sheet.text(_("fingerprint of the key: {key}", key=of.key), SIZE, bold=True)
    for block in blocks[1:]:
        if block.startswith("## "):
            sheet.gap(2 * MM)
            sheet.text(block.removeprefix("## ").strip(), 32, bold=True)
        elif block.startswith("    "):
            _typed(sheet, [line.strip() for line in block.splitlines()])
        else:
            sheet.text(" ".join(block.split()), SIZE)
    return sheet.pdf()


def _typed(sheet: Sheet, lines: list[str]) -> None:
    """Lines to type, in a frame; one that is too long goes on indented."""
    broken = [(number, part) for line in lines for number, part in enumerate(wrapped(line, TYPED, sheet.room - 8 * MM))]
    high = len(broken) * (TYPED + 9) + 20
    sheet.need(high + MM)
    sheet.strip.frame(sheet.left, sheet.y + 6, sheet.room, high, HAIR)
    for place, (number, part) in enumerate(broken):
        x = sheet.left + 2 * MM + (4 * MM if number else 0)
        sheet.strip.words(x, sheet.y + 6 + 10 + TYPED + place * (TYPED + 9), part, TYPED)
    sheet.y += high + 12
