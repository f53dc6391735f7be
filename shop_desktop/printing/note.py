"""A note on roll paper for what is no ticket: the shop's head, pairs of words and figures, sums, signatures, seal.

Which lines it has, its maker says. Drawn as the slip is, so that it looks like one.
"""

from shop_desktop.printing.amounts import moment
from shop_desktop.printing.barcodes import ean13_bars
from shop_desktop.printing.roll import Paper
from shop_desktop.printing.sheet import Imprint
from shop_desktop.printing.tape import GAP, Tape
from shop_desktop.text import _


class Note(Tape):
    """One note, set from the top down."""

    def __init__(self, paper: Paper, imprint: Imprint, title: str, *, voided_by: str = "") -> None:
        super().__init__(paper, framed=bool(voided_by))
        self.imprint, self.voided_by = imprint, voided_by
        if voided_by:
            self.y += 4
            self.band(_("Void · by {number}", number=voided_by))
        if imprint.practice:
            self.band(_("Practice · counts for nothing"), hollow=True)
        m = self.m
        self.y += m.top
        self.centred(imprint.shop, m.title, m.title, bold=True)
        self.y += m.title_to_sub
        self.y += m.label // 3
        self.centred(title, m.label, m.detail, bold=True)
        self.rule(m.sub_to_rule)
        self.y += m.row_to_rule

    def title(self, text: str) -> None:
        """What the note is about, large and in the middle."""
        self.y += self.m.title
        self.centred(text, self.m.title, self.m.title, bold=True)

    def line(self, left: str, right: str = "", *, bold: bool = False) -> None:
        """A row: words at the left, a figure at the right."""
        self.y += self.m.row_step
        self.pair(left, self.m.row, right, self.m.row, bold=(bold, True))

    def detail(self, text: str) -> None:
        """Small words below a row; nothing where there are none."""
        if text:
            self.y += self.m.detail
            self.small(text)

    def part(self) -> None:
        """A rule between parts."""
        self.rule(self.m.row_to_rule)
        self.y += self.m.row_to_rule // 2

    def sum(self, left: str, number: str, unit: str) -> None:
        """The figure that counts, large."""
        m = self.m
        self.y += m.before_to_big
        self.strip.words(self.right, self.y, unit, m.row, bold=True, align="right")
        aside = self.measure(unit, m.row) + 8
        room = self.room - aside - self.measure(left, m.label) - GAP
        size = min(m.big, m.big * room / self.measure(number, m.big))
        self.strip.words(self.right - aside, self.y, number, size, bold=True, align="right")
        self.strip.words(self.left, self.y, left, m.label, bold=True)
        self.y += m.big_to_small - m.detail + 4

    def sign(self, *roles: str) -> None:
        """Who signs, each with a line of their own."""
        m = self.m
        for role in roles:
            self.y += round(m.row * 2.6)
            self.strip.words(self.left, self.y, role, m.row)
            start = round(self.left + self.measure(role, m.row)) + 8
            self.strip.fill(start, self.y + 6, self.right - start, 2)
        self.y += m.detail

    def bars(self, code: str) -> None:
        """An EAN-13 across the paper, three dots its narrowest bar, with its digits below."""
        module, high = 3, 90 if self.narrow else 120
        left = (self.strip.paper.dots - 95 * module) // 2
        self.y += self.m.row
        for start, length in ean13_bars(code):
            self.strip.fill(left + start * module, self.y, length * module, high)
        self.y += high + self.m.row + 4
        self.strip.words(self.strip.paper.dots / 2, self.y, code, self.m.row, bold=True, align="centre")

    def foot(self, seal: str, code: str = "") -> None:
        """The seal with its QR code, and when it was printed."""
        m, imprint = self.m, self.imprint
        self.part()
        if code:
            top = self.y + m.rule_to_qr
            side = self.strip.qr(self.left, top, code, m.module)
            x, self.y = self.left + side + m.beside_qr, top + m.small
            self.strip.words(x, self.y, _("Check code"), m.small)
            self.y += m.row_step
            self.strip.words(x, self.y, seal, m.row, bold=True)
            self.y = max(self.y, top + side)
        if imprint.printed_at is not None:
            self.detail(_("printed {at}", at=moment(imprint.printed_at)) + (f" {imprint.by}" if imprint.by else ""))

    def pdf(self, name: str) -> bytes:
        """The note as long as it became."""
        height, dots = self.y + self.m.bottom, self.strip.paper.dots
        if self.voided_by:
            self.strip.frame(2, 2, dots - 4, height - 4, 4)
        if self.imprint.practice:
            self.across(self.y)
        return self.strip.pdf(height, name)
