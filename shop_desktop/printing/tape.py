"""A slip on roll paper set from the top down: lines that always fit, pairs, rules, bands, sums; what every roll paper shares.

Knows sizes and places, not what is written: slip.py and its like say that.
"""

from dataclasses import dataclass

from shop_desktop.printing import fonts
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


class Tape:
    """Lines set below each other. `y` is the last baseline, or the top of the last rule."""

    def __init__(self, paper: Paper, *, framed: bool = False) -> None:
        self.strip = Strip(paper)
        self.narrow = paper == PAPER_58
        self.m = NARROW if self.narrow else WIDE
        self.left = max(self.m.margin, 16) if framed else self.m.margin
        self.right = paper.dots - self.left
        self.room = self.right - self.left
        self.y = 0

    def measure(self, text: str, size: float) -> float:
        """How wide a text is in bold, in dots."""
        return fonts.width(fonts.clean(text), size, bold=True)

    def band(self, text: str, *, hollow: bool = False) -> None:
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

    def centred(self, text: str, size: float, step: int, *, bold: bool = False) -> None:
        for index, (line, fit) in enumerate(self.lines(text, size, self.room, bold=bold)):
            self.y += round(step * 1.1) if index else 0
            self.strip.words(self.left + self.room / 2, self.y, line, fit, bold=bold, align="centre")

    def small(self, text: str) -> None:
        self.block(text, self.m.small, self.room, step=self.m.detail)

    def block(self, text: str, size: float, room: float, *, step: int, bold: bool = False) -> float:
        """Lines at the left, downwards from y; gives where the last one ends."""
        x = float(self.left)
        for index, (line, fit) in enumerate(self.lines(text, size, room, bold=bold)):
            self.y += step if index else 0
            self.strip.words(self.left, self.y, line, fit, bold=bold)
            x = self.left + fonts.width(fonts.clean(line), fit, bold=bold)
        return x

    def lines(self, text: str, size: float, room: float, *, bold: bool = False) -> list[tuple[str, float]]:
        least = 0.88 if size <= self.m.small else 0.8
        fit = fitted(text, size, room, bold=bold, least=least)
        return [(text, fit)] if fit else [(line, size) for line in wrapped(text, size, room, bold=bold)]

    def pair(
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
        marked = sum(self.mark_width(mark) for mark in marks)
        right_lines = self.lines(right, right_size, self.room, bold=bold[1])
        taken = fonts.width(fonts.clean(right_lines[0][0]), right_lines[0][1], bold=bold[1]) + GAP
        beside = fitted(text, size, self.room - taken - marked, bold=bold[0])
        step = round(size * 1.25)
        end = self.block(text, beside or size, self.room - marked, step=step, bold=bold[0])
        self.marks(end, marks)
        if end + marked + taken > self.right + 1 or len(right_lines) > 1:
            self.y += round(right_size * 1.4)
        for index, (line, fit) in enumerate(right_lines):
            self.y += round(right_size * 1.25) if index else 0
            self.strip.words(self.right, self.y, line, fit, bold=bold[1], align="right")

    def mark_width(self, mark: str) -> int:
        return round(fonts.width(mark, self.m.small * 0.86)) + 22

    def marks(self, x: float, marks: tuple[str, ...]) -> None:
        size = self.m.small * 0.86
        at = round(x) + 10
        for mark in marks:
            width = self.mark_width(mark) - 10
            self.strip.frame(at, self.y - round(size * 1.05), width, round(size * 1.4), 2)
            self.strip.words(at + 6, self.y - 1, mark, size)
            at += width + 10

    def tag(self, word: str) -> None:
        m = self.m
        width = max(m.tag[0], round(fonts.width(word, m.small, bold=True)) + 22)
        self.y += m.rule_to_tag
        self.strip.fill(self.left, self.y, width, m.tag[1])
        baseline = self.y + m.tag[1] // 2 + round(m.small * 0.38)
        self.strip.words(self.left + width / 2, baseline, word, m.small, bold=True, align="centre", white=True)

    def rule(self, step: int) -> None:
        self.y += step
        self.strip.fill(self.left, self.y, self.room, RULE)

    def dashes(self, step: int) -> None:
        self.y += step
        self.strip.dashes(self.left, self.y, self.room, RULE)

    def across(self, end: int) -> None:
        """The word of practice across the paper, down to an end."""
        word, dots = _("Practice"), self.strip.paper.dots
        size = min(dots * 0.58, dots / fonts.width(word, 1, bold=True))
        times = max(round(end / dots / 1.3), 1)
        for number in range(times):
            self.strip.across(dots / 2, end * (2 * number + 1) / times / 2 + 20, word, size, 35)
