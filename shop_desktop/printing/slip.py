"""The slip of a ticket on 80 or 58 mm roll paper: what was brought, what was taken, before, this and after.

A pure function of a Receipt. slip_words.py says the lines, roll.py draws them; this sets sizes, places and states.
"""

from dataclasses import dataclass

from shop_desktop.domain.tickets import GoodLine, Receipt
from shop_desktop.printing import fonts, slip_words
from shop_desktop.printing.roll import PAPER_58, Paper, Strip, fitted, wrapped
from shop_desktop.text import _


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Sizes of type, and steps down the paper, in dots. A step is from one baseline or rule's top to the next."""

    margin: int
    title: int
    name: int
    label: int
    row: int
    small: int
    big: int
    tag: tuple[int, int]
    module: int
    beside_qr: int
    count_from_right: int
    top: int
    title_to_sub: int
    sub_to_rule: int
    rule_to_name: int
    name_to_number: int
    small_to_rule: int
    rule_to_tag: int
    tag_to_row: int
    row_to_detail: int
    detail: int
    detail_to_row: int
    detail_to_dashes: int
    dashes_to_sum: int
    row_to_rule: int
    row_step: int
    rule_to_before: int
    before_to_big: int
    big_to_small: int
    rule_to_qr: int
    bottom: int


WIDE = Measures(
    margin=18, title=44, name=34, label=30, row=25, small=22, big=62, tag=(44, 33), module=6, beside_qr=20,
    count_from_right=150, top=62, title_to_sub=33, sub_to_rule=16, rule_to_name=50, name_to_number=33, small_to_rule=16,
    rule_to_tag=15, tag_to_row=68, row_to_detail=31, detail=30, detail_to_row=41, detail_to_dashes=15, dashes_to_sum=41,
    row_to_rule=16, row_step=35, rule_to_before=37, before_to_big=68, big_to_small=35, rule_to_qr=13, bottom=24,
)  # fmt: skip
NARROW = Measures(
    margin=8, title=36, name=28, label=25, row=22, small=19, big=51, tag=(41, 28), module=4, beside_qr=12,
    count_from_right=100, top=55, title_to_sub=28, sub_to_rule=14, rule_to_name=41, name_to_number=29, small_to_rule=13,
    rule_to_tag=12, tag_to_row=58, row_to_detail=28, detail=26, detail_to_row=33, detail_to_dashes=13, dashes_to_sum=35,
    row_to_rule=14, row_step=30, rule_to_before=32, before_to_big=56, big_to_small=31, rule_to_qr=13, bottom=24,
)  # fmt: skip

RULE = 3
GAP = 12


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


class _Setter:
    """Sets one slip from the top down. `y` is the last baseline, or the top of the last rule."""

    def __init__(self, receipt: Receipt, paper: Paper) -> None:
        self.receipt = receipt
        self.strip = Strip(paper)
        self.narrow = paper == PAPER_58
        self.m = NARROW if self.narrow else WIDE
        self.left = max(self.m.margin, 16) if receipt.voided_by else self.m.margin
        self.right = paper.dots - self.left
        self.room = self.right - self.left
        self.y = 0
        self.foot_top = 0

    def head(self) -> None:
        receipt, m = self.receipt, self.m
        self._states()
        self.y += m.top
        self._centred(receipt.shop, m.title, m.title, bold=True)
        self.y += m.title_to_sub
        place = receipt.township + receipt.village
        self._centred(_("{place} · weighing and exchange slip", place=place), m.small, m.detail)
        self._rule(m.sub_to_rule)
        self.y += m.rule_to_name
        self._pair(receipt.household, m.name, f"{receipt.group} {receipt.code}".strip(), m.row, bold=(True, False))
        self.y += m.name_to_number
        at = receipt.at.strftime("%m-%d %H:%M" if self.narrow else "%Y-%m-%d %H:%M")
        self._pair(receipt.number, m.small, at, m.small)
        for notice in slip_words.notices(receipt):
            self.y += m.detail
            self._small(notice)
        self._rule(m.small_to_rule)

    def _states(self) -> None:
        """The bands of a copy, a voided ticket and practice; none on a first print."""
        receipt = self.receipt
        if receipt.voided_by:
            self.y += 4
            self._band(_("Void · by {number}", number=receipt.voided_by))
        if receipt.copy:
            self._band(_("Printed again · no. {copy}", copy=receipt.copy))
        if receipt.practice:
            self._band(_("Practice · counts for nothing"), hollow=True)

    def _band(self, text: str, *, hollow: bool = False) -> None:
        m, height = self.m, self.m.name + 14
        self.y += GAP
        if hollow:
            self.strip.frame(self.left, self.y, self.room, height, RULE)
        else:
            self.strip.fill(self.left, self.y, self.room, height)
        size = fitted(text, m.label, self.room - 2 * GAP, bold=True, least=0.3) or m.small
        middle = self.left + self.room / 2
        baseline = self.y + height // 2 + round(size * 0.36)
        self.strip.words(middle, baseline, text, size, bold=True, align="centre", white=not hollow)
        self.y += height

    def materials(self) -> None:
        if not self.receipt.lines:
            return
        m = self.m
        self._tag(_("Brought"))
        for index, line in enumerate(self.receipt.lines):
            self.y += m.detail_to_row if index else m.tag_to_row
            part = slip_words.material(line, narrow=self.narrow)
            self._pair(part.name, m.row, part.points, m.row, bold=(True, True), marks=part.marks)
            for number, text in enumerate(part.proof):
                self.y += m.detail if number else m.row_to_detail
                self._small(text)
        self._dashes(m.detail_to_dashes)
        self.y += m.dashes_to_sum
        sums = (" " if self.narrow else "    ").join(slip_words.brought(self.receipt))
        self._pair(
            sums, m.row, slip_words.points(self.receipt.points_in, plus=self.receipt.points_in > 0), m.row, bold=(False, True)
        )
        self._rule(m.row_to_rule)

    def goods(self) -> None:
        if not self.receipt.goods:
            return
        m = self.m
        self._tag(_("Taken home"))
        for index, good in enumerate(self.receipt.goods):
            self.y += m.row_step if index else m.tag_to_row
            self._good(good)
        self._dashes(m.row_to_rule)
        self.y += m.dashes_to_sum
        out = slip_words.points(-self.receipt.points_out)
        self._pair(slip_words.paid(self.receipt, narrow=self.narrow), m.row, out, m.row, bold=(False, True))
        self._rule(m.row_to_rule)

    def _good(self, good: GoodLine) -> None:
        """Name, points each × pieces, points; where the name is too long for that, the numbers stand below it."""
        m = self.m
        worth, each = slip_words.points(good.points), slip_words.each(good, narrow=self.narrow)
        column = self.right - max(m.count_from_right, fonts.width(worth, m.row, bold=True) + GAP)
        start = column - fonts.width(each, m.row) - 8
        beside = fitted(good.name, m.row, start - self.left, bold=True)
        end = self._block(good.name, beside or m.row, self.room, step=m.detail, bold=True)
        if end > start + 1:
            self.y += m.detail
        size = fitted(each, m.row, column - self.left, least=0.1) or m.row
        self.strip.words(column, self.y, each, size, align="right")
        self.strip.words(self.right, self.y, worth, m.row, bold=True, align="right")

    def balance(self) -> None:
        receipt, m = self.receipt, self.m
        self.y += m.rule_to_before
        self._pair(slip_words.before(receipt), m.small, slip_words.this_ticket(receipt), m.small)
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
            self._small(pending)
        self._rule(m.small_to_rule)

    def foot(self) -> None:
        """The QR code, and beside it the seal, the rate, who served and what to do when something is wrong."""
        receipt, m = self.receipt, self.m
        self.foot_top = self.y
        top = self.y + m.rule_to_qr
        side = self.strip.qr(self.left, top, slip_words.code(receipt), m.module)
        x = self.left + side + m.beside_qr
        lines = [
            line
            for text in slip_words.closing(receipt, narrow=self.narrow)
            for line in self._lines(text, m.small, self.right - x)
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
            self._practice()
        return height

    def _practice(self) -> None:
        word, dots, end = _("Practice"), self.strip.paper.dots, self.foot_top
        size = min(dots * 0.58, dots / fonts.width(word, 1, bold=True))
        times = max(round(end / dots / 1.3), 1)
        for number in range(times):
            self.strip.across(dots / 2, end * (2 * number + 1) / times / 2 + 20, word, size, 35)

    # How lines are set: everything fits, by shrinking a little first and wrapping then.

    def _centred(self, text: str, size: float, step: int, *, bold: bool = False) -> None:
        for index, (line, fit) in enumerate(self._lines(text, size, self.room, bold=bold)):
            self.y += round(step * 1.1) if index else 0
            self.strip.words(self.left + self.room / 2, self.y, line, fit, bold=bold, align="centre")

    def _small(self, text: str) -> None:
        self._block(text, self.m.small, self.room, step=self.m.detail)

    def _block(self, text: str, size: float, room: float, *, step: int, bold: bool = False) -> float:
        """Lines at the left, downwards from y; gives where the last one ends."""
        x = float(self.left)
        for index, (line, fit) in enumerate(self._lines(text, size, room, bold=bold)):
            self.y += step if index else 0
            self.strip.words(self.left, self.y, line, fit, bold=bold)
            x = self.left + fonts.width(fonts.clean(line), fit, bold=bold)
        return x

    def _lines(self, text: str, size: float, room: float, *, bold: bool = False) -> list[tuple[str, float]]:
        least = 0.88 if size <= self.m.small else 0.8
        fit = fitted(text, size, room, bold=bold, least=least)
        return [(text, fit)] if fit else [(line, size) for line in wrapped(text, size, room, bold=bold)]

    def _pair(
        self,
        text: str,
        size: float,
        right: str,
        right_size: float,
        *,
        bold: tuple[bool, bool] = (False, False),
        marks: tuple[str, ...] = (),
    ) -> None:
        """Text at the left with marks behind it, text at the right: on one line, else where the left one ends, else below it."""
        marked = sum(self._mark_width(mark) for mark in marks)
        right_lines = self._lines(right, right_size, self.room, bold=bold[1])
        taken = fonts.width(fonts.clean(right_lines[0][0]), right_lines[0][1], bold=bold[1]) + GAP
        beside = fitted(text, size, self.room - taken - marked, bold=bold[0])
        step = round(size * 1.25)
        end = self._block(text, beside or size, self.room - marked, step=step, bold=bold[0])
        self._marks(end, marks)
        if end + marked + taken > self.right + 1 or len(right_lines) > 1:
            self.y += round(right_size * 1.4)
        for index, (line, fit) in enumerate(right_lines):
            self.y += round(right_size * 1.25) if index else 0
            self.strip.words(self.right, self.y, line, fit, bold=bold[1], align="right")

    def _mark_width(self, mark: str) -> int:
        return round(fonts.width(mark, self.m.small * 0.86)) + 22

    def _marks(self, x: float, marks: tuple[str, ...]) -> None:
        size = self.m.small * 0.86
        at = round(x) + 10
        for mark in marks:
            width = self._mark_width(mark) - 10
            self.strip.frame(at, self.y - round(size * 1.05), width, round(size * 1.4), 2)
            self.strip.words(at + 6, self.y - 1, mark, size)
            at += width + 10

    def _tag(self, word: str) -> None:
        m = self.m
        width = max(m.tag[0], round(fonts.width(word, m.small, bold=True)) + 22)
        self.y += m.rule_to_tag
        self.strip.fill(self.left, self.y, width, m.tag[1])
        baseline = self.y + m.tag[1] // 2 + round(m.small * 0.38)
        self.strip.words(self.left + width / 2, baseline, word, m.small, bold=True, align="centre", white=True)

    def _rule(self, step: int) -> None:
        self.y += step
        self.strip.fill(self.left, self.y, self.room, RULE)

    def _dashes(self, step: int) -> None:
        self.y += step
        self.strip.dashes(self.left, self.y, self.room, RULE)
