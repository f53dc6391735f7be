"""The till counted by notes and coins beside what the books say; a difference needs its reason."""

from shop_desktop.domain.quantities import parse_yuan
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages import Unfit
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.entries import EntryTable
from shop_desktop.gui.widgets.fields import Field, Number
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.printing.amounts import yuan
from shop_desktop.printing.cash_count import cash_count_pdf
from shop_desktop.store.queries import fund
from shop_desktop.text import N_, _

NOTES_FEN = (10000, 5000, 2000, 1000, 500, 100, 50, 10)
ELSEWHERE = "elsewhere"
MANY = 1


class CashSheet:
    """So many of each note; one row for what lies on an account or a phone."""

    columns = (
        TableColumn(title=N_("Notes and coins"), share=5, strong=True),
        TableColumn(title=N_("How many"), share=4, right=True),
        TableColumn(title=N_("Yuan"), share=4, right=True),
    )

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.booked = 0
        reason = Field("reason", N_("Reason"), hint=N_("only where it differs"), optional=True)
        table = EntryTable(self.columns, {MANY: Number("many", N_("How many"))}, Empty(words=""))
        page.sheet("till", table, (reason,), self._save, self._shown, cells={})

    def begin(self) -> None:
        self.booked = fund.balance(self.page.shop.reader)
        table = self.page.sheets["till"].table
        units = {str(note): _("notes") for note in NOTES_FEN} | {ELSEWHERE: _("yuan")}
        self.page.begin_sheet("till", _("Count of the till"), rows=self._rows(table), units=units)

    def _fen(self, table: EntryTable, key: str) -> int | None:
        """What a row comes to, 0 while it is empty; None where it cannot be read."""
        text = table.text(key, MANY)
        if not text or key == ELSEWHERE:
            return parse_yuan(text) if text else 0
        return int(text) * int(key) if text.isascii() and text.isdigit() else None

    def _rows(self, table: EntryTable) -> list[TableRow]:
        rows = []
        for key in (*map(str, NOTES_FEN), ELSEWHERE):
            name = _("On the account or phone") if key == ELSEWHERE else _("{yuan} yuan", yuan=yuan(int(key)))
            amount = self._fen(table, key)
            rows.append(TableRow(key=key, cells=(name, "", yuan(amount) if amount else "")))
        return rows

    def _total(self, table: EntryTable) -> int:
        return sum(self._fen(table, key) or 0 for key in (*map(str, NOTES_FEN), ELSEWHERE))

    def _shown(self, table: EntryTable) -> tuple[list[TableRow], tuple[str, str]]:
        total = self._total(table)
        self.page.cards["till"].form.rows["reason"].want(bool(table.filled()) and total != self.booked)
        below = _("The books say {yuan} yuan", yuan=yuan(self.booked))
        if not table.filled():
            return self._rows(table), (_("Count of the till"), below)
        off = total - self.booked
        words = _("{yuan} yuan counted, as the books say", yuan=yuan(total))
        if off:
            words = _("{yuan} yuan counted, {off} off", yuan=yuan(total), off=yuan(off, plus=True))
        return self._rows(table), (words, below)

    def _save(self, values: dict[str, str]) -> None:
        table = self.page.sheets["till"].table
        for key in table.filled():
            if self._fen(table, key) is None:
                table.refuse(key, MANY, _("This cannot be read; write it another way"))
                table.setFocus()
                return
        total = self._total(table)
        if total != self.booked and not values["reason"]:
            raise Unfit("reason", _("The books say {yuan} yuan. Why does it differ?", yuan=yuan(self.booked)))
        notes = [{"fen": fen, "pieces": pieces} for fen in NOTES_FEN if (pieces := int(table.text(str(fen), MANY) or 0))]
        outcome = self.page.post("fund.count", counted_fen=total, notes=notes, reason=values["reason"])
        off = int(outcome.answer["difference_fen"])
        words = _("The till agrees with the books") if not off else _("The books say now what the till holds")
        self.page.finish(words, undo=self.page.taken_back(outcome.document) if off else None)
        counted = fund.last_count(self.page.shop.reader, self.page.shop.today())
        if counted is not None:
            title = _("Cash count {number}", number=counted.number)
            self.page.show_paper(cash_count_pdf(counted, imprint_of(self.page.shop)), title=title, name=counted.number)
