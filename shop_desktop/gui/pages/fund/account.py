"""The account page of a month: each move with what was there after it; money in, money out, the till counted."""

from dataclasses import replace

from shop_desktop.domain.calendar import month_of, months_before
from shop_desktop.domain.fund import FundMove
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.fund.cash import CashSheet
from shop_desktop.gui.pages.fund.money import Money
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.printing import fund_words
from shop_desktop.printing.amounts import period, yuan
from shop_desktop.printing.public_account import public_account_pdf
from shop_desktop.store.queries import fund, months
from shop_desktop.text import N_, _


class Account(View):
    """A month's moves, newest on top; ← and → go to others."""

    key, word = "1", N_("Account")
    columns = (
        TableColumn(title=N_("Day"), share=4),
        TableColumn(title=N_("What for"), share=6, strong=True),
        TableColumn(title=N_("From, or to"), share=5),
        TableColumn(title=N_("Yuan"), share=4, right=True),
        TableColumn(title=N_("Then there were"), share=4, right=True),
    )
    empty = Empty(
        words=N_("Nothing came or went this month.\nNote what came in, and the books know what is there."),
        icon="save",
        key=FooterKey("Ins", N_("money came")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.money, self.cash = Money(page), CashSheet(page)
        self.month = month_of(self.shop.today())

    def ask(self) -> None:
        reader = self.shop.reader
        self.account = fund.month_account(reader, self.month)
        self.moves = {move.number: move for move in reversed(self.account.moves)}
        self.counted = fund.last_count(reader, self.account.until)
        self.period = period(self.month)

    def rows(self) -> list[TableRow]:
        return [self._row(move) for move in self.moves.values()]

    @staticmethod
    def _row(move: FundMove) -> TableRow:
        about = fund_words.about(move)
        if move.voids:
            original = replace(move, voids="", amount_fen=-move.amount_fen)
            about = _("void: {what}", what=fund_words.about(original))
        who = fund_words.other_side(move.who, unnamed=move.unnamed)
        cells = (move.day.isoformat(), about, who, yuan(move.amount_fen, plus=True), yuan(move.after_fen))
        badge, tone = "", Tone.QUIET
        if move.voided_by:
            badge, tone = _("voided"), Tone.STOP
        elif move.scans:
            badge = _("{count} pictures", count=len(move.scans))
        sort = (move.number, cells[1], who, move.amount_fen, move.after_fen)
        return TableRow(key=move.number, cells=cells, badge=badge, tone=tone, sort=sort)

    def facts(self) -> ChoiceList:
        move = self.moves.get(self.current)
        if move is None:
            return ChoiceList(title=_("This move"), empty=_("Paper, pictures and note stand here"), icon="save")
        rows = [fact(fund_words.about(move), _("{yuan} yuan", yuan=yuan(move.amount_fen, plus=True)))]
        for word, value in (
            (_("From, or to"), fund_words.other_side(move.who, unnamed=move.unnamed)),
            (_("Number on the paper"), move.paper),
            (_("Pictures"), _("{count} kept", count=len(move.scans)) if move.scans else ""),
            (_("Note"), move.note),
            (_("Voided by"), move.voided_by),
        ):
            if value:
                rows.append(fact(word, value))
        return facts(move.number, rows, detail=move.day.isoformat())

    def conclusion(self) -> tuple[str, str]:
        told, now = self.account, month_of(self.shop.today())
        came, went = (yuan(sum(fen for _name, fen in part)) for part in (told.by_source, told.by_kind))
        start = yuan(told.opening_fen)
        below = _("{yuan} yuan at the start, {came} came, {went} went", yuan=start, came=came, went=went)
        if told.receivable_fen:
            below += " · " + _("buyers owe {yuan}", yuan=yuan(told.receivable_fen))
        if self.counted is not None:
            below += " · " + _("till counted {day}", day=self.counted.day)
        if self.month == now:
            return _("{yuan} yuan are in the fund", yuan=yuan(told.closing_fen)), below
        return _("{month} ended with {yuan} yuan", month=period(self.month), yuan=yuan(told.closing_fen)), below

    def offered(self) -> tuple[Action, ...]:
        move = self.moves.get(self.current)
        void = Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True)
        voidable = move is not None and not move.voided_by and not move.voids
        return (
            Action(key="Ins", word=N_("money came"), do=self.money.begin_in, op="fund.receive"),
            Action(key="F3", word=N_("pay"), do=self.money.begin_out, op="fund.pay"),
            Action(key="F4", word=N_("count the till"), do=self.cash.begin, op="fund.count"),
            *([void] if voidable else []),
            Action(key="P", word=N_("print"), do=self._print),
        )

    def step(self, by: int) -> bool:
        self.month = min(months_before(self.month, -by), month_of(self.shop.today()))
        return True

    def _begin_void(self) -> None:
        move = self.moves[self.current]
        self.page.begin_void(move.number, _("Void {number}: {what}", number=move.number, what=fund_words.about(move)))

    def _print(self) -> None:
        title = _("Account of {month}", month=period(self.month))
        seal = months.seal_of(self.shop.reader, self.month)
        pdf = public_account_pdf(self.account, imprint_of(self.shop), seal=seal)
        self.page.show_paper(pdf, title=title, name=_("account") + f"-{self.month}")
