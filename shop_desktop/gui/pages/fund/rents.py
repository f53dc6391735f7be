"""What the host who gives the room is to get: months that are due, paid from the list; what was paid, and as was agreed."""

from shop_desktop.domain.fund import Payment, Rent, RentDue
from shop_desktop.domain.quantities import yuan_text
from shop_desktop.gui.ledger_page import LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action, Unfit, day_of
from shop_desktop.gui.pages.fund.money import fen, paid_words
from shop_desktop.gui.pages.fund.pictures import PAPER, PICTURE, kept, offer_pictures
from shop_desktop.gui.print_preview import imprint_of
from shop_desktop.gui.widgets.fields import Date, Field, Yuan
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, FooterKey, Tone
from shop_desktop.printing.amounts import period, yuan
from shop_desktop.printing.rent import rent_pdf, rent_receipt_pdf
from shop_desktop.store.queries import fund
from shop_desktop.text import N_, _

SHOWN = 60
"""So many payments stay in the list."""


class Rents(View):
    """Months of rent that are not paid in full, oldest first; then what was paid, newest on top; then the contracts."""

    key, word = "2", N_("Rent")
    columns = (
        TableColumn(title=N_("Month"), share=4),
        TableColumn(title=N_("Host"), share=5, strong=True),
        TableColumn(title=N_("Rent"), share=4, right=True),
        TableColumn(title=N_("Still to pay"), share=4, right=True),
    )
    empty = Empty(
        words=N_("No rent is due.\nIf someone gives the room, note what was agreed: months come due by themselves."),
        icon="home",
        key=FooterKey("Ins", N_("note a contract")),
    )

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.dues: dict[str, RentDue] = {}
        self.paid: dict[str, Payment] = {}
        self.agreed: dict[str, Rent] = {}
        host, rent = Field("host", N_("Host")), Yuan("fen", N_("Rent a month"))
        until = Date("until", N_("Until"), hint=N_("empty: until it is changed"), optional=True)
        page.card("contract", (host, rent, Date("from", N_("From")), until), self._contract, columns=1)
        page.card("pay-rent", (Yuan("amount", N_("Amount")), PAPER, PICTURE), self._pay, columns=1, verb=N_("Pay"))
        offer_pictures(page, "pay-rent")

    def ask(self) -> None:
        reader = self.shop.reader
        self.dues = {f"{due.month}|{due.host}": due for due in fund.rents_due(reader, self.shop.today())}
        self.paid = {one.number: one for one in fund.payments(reader, "rent")[:SHOWN]}
        self.contracts = fund.contracts(reader)
        self.agreed = {f"{one.host}|{one.since}": one for one in reversed(self.contracts)}

    def rows(self) -> list[TableRow]:
        return [
            *(self._due_row(key, due) for key, due in sorted(self.dues.items())),
            *(self._paid_row(one) for one in self.paid.values()),
            *(self._agreed_row(key, one) for key, one in self.agreed.items()),
        ]

    @staticmethod
    def _due_row(key: str, due: RentDue) -> TableRow:
        left = due.due_fen - due.paid_fen
        badge = _("part paid") if due.paid_fen else _("to pay")
        cells = (period(due.month), due.host, yuan(due.due_fen), yuan(left))
        return TableRow(key=key, cells=cells, badge=badge, tone=Tone.TODO, sort=(due.month, due.host, due.due_fen, left))

    @staticmethod
    def _paid_row(one: Payment) -> TableRow:
        month = one.month or one.day.isoformat()[:7]
        cells = (period(month), one.to, yuan(one.amount_fen), "")
        return TableRow(key=one.number, cells=cells, badge=_("paid"), tone=Tone.OK, sort=(month, one.to, one.amount_fen, 0))

    def _agreed_row(self, key: str, one: Rent) -> TableRow:
        since, ended = one.since.isoformat(), one.until is not None and one.until < self.shop.today()
        cells = (_("from {day}", day=since), one.host, yuan(one.fen), "")
        badge = _("ended") if ended else _("agreed")
        return TableRow(key=key, cells=cells, badge=badge, sort=(since, one.host, one.fen, 0))

    def facts(self) -> ChoiceList:
        paid = self.paid.get(self.current)
        if paid is not None:
            return self._paid_facts(paid)
        chosen = self.dues.get(self.current) or self.agreed.get(self.current)
        rows = []
        for one in self.contracts:
            if chosen is None or one.host == chosen.host:
                days = _("from {day}", day=one.since) + (_(" until {day}", day=one.until) if one.until else "")
                rows.append(fact(one.host, _("{yuan} yuan a month", yuan=yuan(one.fen))))
                rows.append(fact("", days))
        return facts(_("What was agreed"), rows, empty=_("No contract yet. Ins notes one."), icon="home")

    @staticmethod
    def _paid_facts(paid: Payment) -> ChoiceList:
        told = (
            (_("Paid to"), paid.to),
            (_("For the month"), period(paid.month) if paid.month else ""),
            (_("Amount"), _("{yuan} yuan", yuan=yuan(paid.amount_fen))),
            (_("Paid on"), paid.day.isoformat()),
            (_("Number on the paper"), paid.paper),
            (_("Noted by"), paid.by),
        )
        return facts(paid.number, [fact(word, value) for word, value in told if value], detail=paid.to)

    def conclusion(self) -> tuple[str, str]:
        left = sum(due.due_fen - due.paid_fen for due in self.dues.values())
        below = _("{yuan} yuan are in the fund", yuan=yuan(fund.balance(self.shop.reader)))
        if left:
            return _("{yuan} yuan of rent are due", yuan=yuan(left)), below
        return (_("The rent is paid") if self.contracts else _("No rent was agreed")), below

    def offered(self) -> tuple[Action, ...]:
        key, found = self.current, []
        if key in self.dues:
            found.append(Action(key="F3", word=N_("pay this month"), do=self._begin_pay, op="fund.pay", row=True))
        found.append(Action(key="Ins", word=N_("note a contract"), do=self._begin_contract, op="rent.contract"))
        if key in self.paid:
            found.append(Action(key="Del", word=N_("void"), do=self._begin_void, op="document.void", row=True))
            found.append(Action(key="P", word=N_("print the receipt"), do=self._print_receipt, row=True))
        elif key in self.agreed and self.agreed[key].number:
            found.append(Action(key="Del", word=N_("take the contract back"), do=self._begin_void, op="document.void", row=True))
        if key in self.dues:
            found.append(Action(key="P", word=N_("print"), do=self._print, row=True))
        return tuple(found)

    def _begin_void(self) -> None:
        key = self.current
        if key in self.paid:
            number, what = key, _("rent of {host}", host=self.paid[key].to)
        else:
            number, what = self.agreed[key].number, _("contract with {host}", host=self.agreed[key].host)
        self.page.begin_void(number, _("Void {number}: {what}", number=number, what=what))

    def _print_receipt(self) -> None:
        paid = self.paid[self.current]
        title = _("Receipt for rent {number}", number=paid.number)
        self.page.show_paper(rent_receipt_pdf(paid, imprint_of(self.shop)), title=title, name=paid.number)

    def _begin_contract(self) -> None:
        chosen = self.dues.get(self.current) or self.agreed.get(self.current)
        host = chosen.host if chosen is not None else ""
        today = self.shop.today()
        self.page.begin("contract", _("Rent as agreed"), {"host": host, "from": today.replace(day=1).isoformat()})

    def _contract(self, values: dict[str, str]) -> None:
        since, until = day_of(values, "from"), day_of(values, "until")
        if since is None:
            raise Unfit("from", _("Write the day, such as 2026-11-24"))
        amount = fen(values, "fen")
        told = {"host": values["host"], "from_": since.isoformat(), "until": until.isoformat() if until else None}
        outcome = self.post("rent.contract", **told, fen=amount)
        words = _("{host} gets {yuan} yuan a month from {day}", host=values["host"], yuan=yuan(amount), day=since)
        self.page.finish(words, undo=self.page.taken_back(outcome.document))

    def _begin_pay(self) -> None:
        due = self.dues[self.current]
        title = _("Rent of {month}: {host}", month=period(due.month), host=due.host)
        self.page.begin("pay-rent", title, {"amount": yuan_text(due.due_fen - due.paid_fen)})

    def _pay(self, values: dict[str, str]) -> None:
        due, amount = self.dues[self.current], fen(values)
        if amount > due.due_fen - due.paid_fen:
            raise Unfit("amount", _("{yuan} yuan are still to pay", yuan=yuan(due.due_fen - due.paid_fen)))
        told = {"kind": "rent", "to": due.host, "month": due.month, "paper": values["paper"]}
        outcome = self.post("fund.pay", **told, amount_fen=amount, scans=kept(self.page, values))
        self.page.finish(paid_words(amount, outcome), undo=self.page.taken_back(outcome.document))

    def _print(self) -> None:
        dues = tuple(self.dues.values())
        pdf = rent_pdf(dues, self.shop.today(), imprint_of(self.shop))
        self.page.show_paper(pdf, title=_("Rent of the room"), name=_("rent") + f"-{self.shop.today()}")
