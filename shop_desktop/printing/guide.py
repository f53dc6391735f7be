"""The committee's guide on one page: how a monthly file is checked without our program. Its text is a help file, set as it is.

Knows of that text only headings, paragraphs and lines to type.
"""

from shop_desktop.places import resources
from shop_desktop.printing.roll import wrapped
from shop_desktop.printing.sheet import HAIR, MM, Head, Imprint, Sheet
from shop_desktop.text import _

SIZE, TYPED = 28, 23


def guide_text() -> str:
    """The guide in the language spoken now, as it also lies in a monthly file."""
    return (resources() / "help" / f"committee-guide.{_.language}.md").read_text(encoding="utf-8")


def guide_pdf(imprint: Imprint, *, seal: str = "", key: str = "", period: str = "") -> bytes:
    """The guide; with a month's seal code and the key's fingerprint to compare with, where they are known."""
    blocks = [block for block in guide_text().split("\n\n") if block.strip()]
    title = blocks[0].removeprefix("# ").strip()
    code = _("seal {code}", code=seal) if seal else ""
    sheet = Sheet(Head(title=title, period=period, code=code), imprint)
    if key:
        sheet.text(_("fingerprint of the key: {key}", key=key), SIZE, bold=True)
    for block in blocks[1:]:
        if block.startswith("## "):
            sheet.gap(2 * MM)
            sheet.text(block.removeprefix("## ").strip(), 32, bold=True)
        elif block.startswith("    "):
            _typed(sheet, [line.strip() for line in block.splitlines()])
        else:
            sheet.text(" ".join(block.replace("`", "").split()), SIZE)
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
