"""The slip of a ticket on 80 or 58 mm roll paper: what was brought, what was taken, before, this and after.

A pure function of a Receipt. slip_words.py says the lines, roll.py draws them; this sets sizes, places and states.
"""

from shop_desktop.domain.tickets import GoodLine, Receipt
from shop_desktop.printing import fonts, slip_words
from shop_desktop.printing.roll import Paper, fitted
from shop_desktop.printing.tape import GAP, Tape
from shop_desktop.text import _


def slip_pdf(receipt: Receipt, width: Paper) -> bytes:
    """The slip as a one-page PDF, `width.dots` across at 8 dots a millimetre, as long as its content; the same bytes for the
    same receipt. Any text fits: long names shrink a little, then wrap; characters without a glyph show their code."""
    setter = _Setter(receipt, width)
    setter.head()
    setter.materials()
    setter.goods()
    setter.balance()
    setter.foot()
    height = setter.finish()
    return setter.strip.pdf(height, receipt.number)


class _Setter(Tape):
    """Sets one slip from the top down."""

    def __init__(self, receipt: Receipt, paper: Paper) -> None:
        super().__init__(paper, framed=bool(receipt.voided_by))
        self.receipt = receipt
        self.foot_top = 0

    def head(self) -> None:
        receipt, m = self.receipt, self.m
        self._states()
        self.y += m.top
        self.centred(receipt.shop, m.title, m.title, bold=True)
        self.y += m.title_to_sub
        place = receipt.township + receipt.village
        self.centred(_("{place} · weighing and exchange slip", place=place), m.small, m.detail)
        self.rule(m.sub_to_rule)
        self.y += m.rule_to_name
        self.pair(receipt.household, m.name, f"{receipt.group} {receipt.code}".strip(), m.row, bold=(True, False))
        self.y += m.name_to_number
        at = receipt.at.strftime("%m-%d %H:%M" if self.narrow else "%Y-%m-%d %H:%M")
        self.pair(receipt.number, m.small, at, m.small)
        for notice in slip_words.notices(receipt):
            self.y += m.detail
            self.small(notice)
        self.rule(m.small_to_rule)

    def _states(self) -> None:
        """The bands of a copy, a voided ticket and practice; none on a first print."""
        receipt = self.receipt
        if receipt.voided_by:
            self.y += 4
            self.band(_("Void · by {number}", number=receipt.voided_by))
        if receipt.copy:
            self.band(_("Printed again · no. {copy}", copy=receipt.copy))
        if receipt.practice:
            self.band(_("Practice · counts for nothing"), hollow=True)

    def materials(self) -> None:
        if not self.receipt.lines:
            return
        m = self.m
        self.tag(_("Brought"))
        for index, line in enumerate(self.receipt.lines):
            self.y += m.detail_to_row if index else m.tag_to_row
            part = slip_words.material(line, narrow=self.narrow)
            self.pair(part.name, m.row, part.points, m.row, bold=(True, True), marks=part.marks)
            for number, text in enumerate(part.proof):
                self.y += m.detail if number else m.row_to_detail
                self.small(text)
        self.dashes(m.detail_to_dashes)
        self.y += m.dashes_to_sum
        sums = (" " if self.narrow else "    ").join(slip_words.brought(self.receipt))
        self.pair(
            sums, m.row, slip_words.points(self.receipt.points_in, plus=self.receipt.points_in > 0), m.row, bold=(False, True)
        )
        self.rule(m.row_to_rule)

    def goods(self) -> None:
        if not self.receipt.goods:
            return
        m = self.m
        self.tag(_("Taken home"))
        for index, good in enumerate(self.receipt.goods):
            self.y += m.row_step if index else m.tag_to_row
            self._good(good)
        self.dashes(m.row_to_rule)
        self.y += m.dashes_to_sum
        out = slip_words.points(-self.receipt.points_out)
        self.pair(slip_words.paid(self.receipt, narrow=self.narrow), m.row, out, m.row, bold=(False, True))
        self.rule(m.row_to_rule)

    def _good(self, good: GoodLine) -> None:
        """Name, points each × pieces, points; where the name is too long for that, the numbers stand below it."""
        m = self.m
        worth, each = slip_words.points(good.points), slip_words.each(good, narrow=self.narrow)
        column = self.right - max(m.count_from_right, fonts.width(worth, m.row, bold=True) + GAP)
        start = column - fonts.width(each, m.row) - 8
        beside = fitted(good.name, m.row, start - self.left, bold=True)
        end = self.block(good.name, beside or m.row, self.room, step=m.detail, bold=True)
        if end > start + 1:
            self.y += m.detail
        size = fitted(each, m.row, column - self.left, least=0.1) or m.row
        self.strip.words(column, self.y, each, size, align="right")
        self.strip.words(self.right, self.y, worth, m.row, bold=True, align="right")

    def balance(self) -> None:
        receipt, m = self.receipt, self.m
        self.y += m.rule_to_before
        self.pair(slip_words.before(receipt), m.small, slip_words.this_ticket(receipt), m.small)
        self.y += m.before_to_big
        now = slip_words.now(receipt)
        strip, right = self.strip, float(self.right)
        strip.words(self.left, self.y, now.label, m.label, bold=True)
        strip.words(right, self.y, now.unit, m.row, bold=True, align="right")
        right -= fonts.width(now.unit, m.row, bold=True) + 8
        before = fonts.width(now.before, m.label, bold=True) + 8 if now.before else 0
        room = right - before - GAP - self.left - fonts.width(now.label, m.label, bold=True)
        size = fitted(now.number, m.big, room, bold=True, least=0.1) or m.row
        strip.words(right, self.y, now.number, size, bold=True, align="right")
        if now.before:
            strip.words(
                right - fonts.width(now.number, size, bold=True) - 8, self.y, now.before, m.label, bold=True, align="right"
            )
        if pending := slip_words.pending(receipt):
            self.y += m.big_to_small
            self.small(pending)
        self.rule(m.small_to_rule)

    def foot(self) -> None:
        """The QR code, and beside it the seal, the rate, who served and what to do when something is wrong."""
        receipt, m = self.receipt, self.m
        self.foot_top = self.y
        top = self.y + m.rule_to_qr
        side = self.strip.qr(self.left, top, slip_words.code(receipt), m.module)
        x = self.left + side + m.beside_qr
        lines = [
            line for text in slip_words.closing(receipt, narrow=self.narrow) for line in self.lines(text, m.small, self.right - x)
        ]
        block = m.detail * len(lines) + m.small * 0.95
        self.y = top + max(round((side - block) / 2), 0) + round(m.small * 0.83)
        label = _("Check code") + " "
        self.strip.words(x, self.y, label, m.small)
        self.strip.words(x + fonts.width(label, m.small), self.y, receipt.seal, m.small, bold=True)
        for text, size in lines:
            self.y += m.detail
            self.strip.words(x, self.y, text, size)
        self.y = max(self.y + m.small // 3, top + side)

    def finish(self) -> int:
        """The length of the paper; a voided slip gets its frame, practice its word across."""
        height = self.y + self.m.bottom
        dots = self.strip.paper.dots
        if self.receipt.voided_by:
            self.strip.frame(2, 2, dots - 4, height - 4, 4)
        if self.receipt.practice:
            self.across(self.foot_top)
        return height
