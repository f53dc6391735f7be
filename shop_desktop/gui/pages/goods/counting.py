"""Sheets over the whole shelf: a stocktake, row by row with its differences, and goods that were given."""

from collections.abc import Sequence

from shop_desktop.domain.goods import OWNED_BY_FUND, Good
from shop_desktop.domain.quantities import parse_yuan, yuan_text
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages import Unfit
from shop_desktop.gui.widgets.entries import EntryTable
from shop_desktop.gui.widgets.fields import Choice, Field, Options, Points, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.text import N_, _

COUNTED, PIECES, VALUE = 2, 1, 2


def figure(text: str) -> int | None:
    """A whole number as it was typed, None where it is none.

    >>> figure("12"), figure(""), figure("-1")
    (12, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() else None


class Counting:
    """Only what was counted is posted; the rest of the shelf stays as it is in the books."""

    columns = (
        TableColumn(title=N_("Name"), share=6, strong=True),
        TableColumn(title=N_("In the books"), share=3, right=True),
        TableColumn(title=N_("Counted"), share=4, right=True),
        TableColumn(title=N_("Difference"), share=3, right=True),
    )

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.goods: dict[str, Good] = {}
        reason = Field("reason", N_("Reason"), hint=N_("month's count, broken, expired"))
        table = EntryTable(self.columns, {COUNTED: Points("quantity", N_("Counted"))}, Empty(words=""))
        page.sheet("count", table, (reason,), self._save, self._shown, cells={"quantity": COUNTED, "good": COUNTED})

    def begin(self, things: Sequence[Good], first: str) -> None:
        """Count these; the bar begins on the good that was looked at."""
        self.goods = {good.code: good for good in things}
        if not things:
            self.page.say(_("A service has no shelf"), Tone.INFO)
            return
        units = {good.code: _("pc") for good in things}
        self.page.begin_sheet("count", _("Count of the shelf"), rows=[self._row(good, None) for good in things], units=units)
        self.page.sheets["count"].table.go_to(first)

    @staticmethod
    def _row(good: Good, counted: int | None) -> TableRow:
        difference = "" if counted is None else signed(counted - good.left)
        badge, tone = "", Tone.QUIET
        if counted is not None:
            badge, tone = (_("agrees"), Tone.OK) if counted == good.left else (_("differs"), Tone.TODO)
        return TableRow(key=good.code, cells=(good.name, str(good.left), "", difference), badge=badge, tone=tone)

    def _shown(self, table: EntryTable) -> tuple[list[TableRow], tuple[str, str]]:
        found = {code: figure(table.text(code, COUNTED)) for code in self.goods}
        rows = [self._row(good, found[code]) for code, good in self.goods.items()]
        counted = [code for code, number in found.items() if number is not None]
        off = [code for code in counted if found[code] != self.goods[code].left]
        below = _("Type what stands on the shelf, Enter goes on; what is left empty stays as it is")
        if not counted:
            return rows, (_("Count of the shelf: {count} goods", count=len(rows)), below)
        told = {"counted": len(counted), "all": len(rows), "off": len(off)}
        return rows, (_("{counted} of {all} counted, {off} differ", **told), below)

    def _save(self, values: dict[str, str]) -> None:
        table = self.page.sheets["count"].table
        counts = [{"good": code, "quantity": figure(table.text(code, COUNTED))} for code in table.filled()]
        if not counts:
            raise Unfit("reason", _("Nothing is counted yet: type the numbers at the left"))
        outcome = self.page.post("goods.count", counts=counts, reason=values["reason"])
        off = sum(one["quantity"] != self.goods[str(one["good"])].left for one in counts)
        words = _("{count} goods counted, all agree", count=len(counts))
        if off:
            words = _("{count} goods counted, {off} set right", count=len(counts), off=off)
        self.page.finish(words, undo=self.page.taken_back(outcome.document) if off else None)


class Gift:
    """Goods given in kind, with what they are said to be worth; money may come with them."""

    columns = (
        TableColumn(title=N_("Name"), share=6, strong=True),
        TableColumn(title=N_("Given"), share=4, right=True),
        TableColumn(title=N_("Worth in all (yuan)"), share=4, right=True),
    )

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.goods: dict[str, Good] = {}
        fields = {PIECES: Points("quantity", N_("Given")), VALUE: Yuan("value", N_("Worth in all (yuan)"))}
        table = EntryTable(self.columns, fields, Empty(words=N_("No good of the shop's own yet"), icon="basket"))
        form = (
            Field("from", N_("Given by")),
            Choice("source", N_("Who that is"), options=givers),
            Choice("unnamed", N_("Name on papers"), options=namings),
            Yuan("amount", N_("Money with it"), optional=True),
            Field("paper", N_("Number on the paper"), optional=True),
        )
        cells = {"quantity": PIECES, "good": PIECES, "value_fen": VALUE}
        page.sheet("gift", table, form, self._save, self._shown, cells=cells)

    def begin(self, things: Sequence[Good]) -> None:
        """Goods of the fund's own can be given."""
        self.goods = {good.code: good for good in things if good.owner == OWNED_BY_FUND and good.kind == "thing"}
        rows, units = [self._row(good) for good in self.goods.values()], {code: _("pc") for code in self.goods}
        self.page.begin_sheet("gift", _("Goods given"), rows=rows, units=units)

    @staticmethod
    def _row(good: Good) -> TableRow:
        return TableRow(key=good.code, cells=(good.name, "", ""))

    def _shown(self, table: EntryTable) -> tuple[list[TableRow], tuple[str, str]]:
        rows = [self._row(good) for good in self.goods.values()]
        worth = sum(parse_yuan(table.text(code, VALUE)) or 0 for code in self.goods)
        below = _("Type how many were given, then what all of them are worth; the donor says it")
        if not table.filled():
            return rows, (_("Goods given"), below)
        return rows, (_("Goods given: {count}, worth {yuan} yuan", count=len(table.filled()), yuan=yuan_text(worth)), below)

    def _save(self, values: dict[str, str]) -> None:
        table = self.page.sheets["gift"].table
        given = []
        for code in table.filled():
            value = parse_yuan(table.text(code, VALUE))
            given.append({"good": code, "quantity": figure(table.text(code, PIECES)), "value_fen": value})
        money = parse_yuan(values["amount"]) if values["amount"] else 0
        if money is None:
            raise Unfit("amount", _("Write yuan, such as 1.40"))
        if not given:
            raise Unfit("from", _("Nothing is given yet: type the numbers at the left"))
        missing = next((one for one in given if one["quantity"] is None or one["value_fen"] is None), None)
        if missing is not None:
            column = PIECES if missing["quantity"] is None else VALUE
            table.refuse(str(missing["good"]), column, _("Fill this in."))
            table.setFocus()
            return
        told = {"from_": values["from"], "source": values["source"], "paper": values["paper"]}
        outcome = self.page.post("fund.receive", **told, amount_fen=money, goods=given, unnamed=values["unnamed"] == "unnamed")
        self.page.choose(outcome.document)
        self.page.finish(_("Given goods are on the shelf"), undo=self.page.taken_back(outcome.document))


def signed(number: int) -> str:
    """A difference as people read it.

    >>> signed(3), signed(-2), signed(0)
    ('+3', '−2', '0')
    """
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def givers() -> Options:
    return (
        ("elder-donation", _("someone who left the village")),
        ("enterprise-donation", _("an enterprise")),
        ("other", _("someone else")),
    )


def namings() -> Options:
    return ("named", _("may be shown")), ("unnamed", _("a kind person, not named"))
