"""What was done on a day, and by whom: read only, day by day, of everyone or of one."""

from shop_desktop.domain.acts import Done
from shop_desktop.gui.ledger_page import FactRow, LedgerPage, View, fact, facts
from shop_desktop.gui.pages import Action
from shop_desktop.gui.pages.users.words import brief, subject, told
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import ChoiceList, Tone
from shop_desktop.store.queries import acts
from shop_desktop.text import N_, _

DID = {
    "ticket.post": N_("a ticket"),
    "document.void": N_("another one voided"),
    "household.add": N_("a new household"),
    "household.register": N_("a household registered"),
    "household.opening": N_("points of before"),
    "household.change": N_("particulars changed"),
    "household.card": N_("a new card issued"),
    "household.state": N_("away, back, closed"),
    "household.merge": N_("households joined"),
    "household.split": N_("household divided"),
    "person.add": N_("a person noted"),
    "material.add": N_("a new material added"),
    "material.change": N_("a material changed"),
    "material.count": N_("the yard counted"),
    "price.set": N_("a price set"),
    "rate.set": N_("the rate set"),
    "rule.set": N_("a rule decided"),
    "meeting.add": N_("a meeting noted"),
    "good.add": N_("a good added"),
    "good.change": N_("a good changed"),
    "good.price": N_("a good priced anew"),
    "good.repay": N_("a repayment set"),
    "goods.receive": N_("goods received"),
    "goods.count": N_("the shelf counted"),
    "sale.post": N_("a sale"),
    "sale.paid": N_("a sale was paid"),
    "handover.post": N_("handed to the township"),
    "fund.receive": N_("money came in"),
    "fund.pay": N_("money paid out"),
    "fund.count": N_("money counted"),
    "rent.contract": N_("a rent agreed"),
    "vendor.settle": N_("a vendor settled with"),
    "voucher.use": N_("a voucher used"),
    "pad.add": N_("a pad of slips noted"),
    "scale.set": N_("the scale's plate noted"),
    "scale.check": N_("the scale checked"),
    "container.add": N_("a container added"),
    "user.add": N_("a user added"),
    "user.change": N_("a user changed"),
    "user.pin": N_("a PIN set"),
    "village.set": N_("the village named"),
    "village.add": N_("a village added"),
    "day.close": N_("the day ended"),
    "month.close": N_("the month closed"),
    "month.certify": N_("the month confirmed"),
    "clock.confirm": N_("the clock confirmed"),
}
"""What an operation did, in words."""


class DoneByUsers(View):
    """`login` is whose acts are shown, "" for everyone's; ← and → go to other days."""

    key, word = "2", N_("Who did what")
    columns = (
        TableColumn(title=N_("Time"), share=2),
        TableColumn(title=N_("Who"), share=3, strong=True),
        TableColumn(title=N_("What"), share=4),
        TableColumn(title=N_("About"), share=10),
    )
    empty = Empty(words=N_("Nothing was done on this day.\nGo to others with ← and →."), icon="users")
    brief = 3

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.login, self.day = "", page.shop.today()
        self._today = self.day

    def ask(self) -> None:
        today = self.shop.today()
        if self.day == self._today:
            self.day = today  # who looks at today sees the new day after midnight
        self._today = today
        self.period = self.day.isoformat()
        self.done = {one.number: one for one in acts.done_on(self.shop.reader, self.day, self.login)}

    def step(self, by: int) -> bool:
        day = acts.day_beside(self.shop.reader, self.day, by)
        if day is None and by > 0 and self.day < self.shop.today():
            day = self.shop.today()
        if day is None:
            return False
        self.day = day
        return True

    def rows(self) -> list[TableRow]:
        return [self._row(one) for one in self.done.values()]

    @staticmethod
    def _row(one: Done) -> TableRow:
        badge = _("Voided") if one.voided_by else ""
        cells = (f"{one.at:%H:%M}", one.by, did(one.op), brief(one))
        return TableRow(key=one.number, cells=cells, badge=badge, tone=Tone.STOP)

    def facts(self) -> ChoiceList:
        one = self.done.get(self.current)
        if one is None:
            return ChoiceList(title=_("This document"), empty=_("Who posted it and when stands here"), icon="sheet")
        about = subject(one)
        rows: list[FactRow] = [
            *([fact(_("About"), about)] if about else []),
            *(fact(word, value) for word, value in told(one)),
            fact(_("Who"), f"{one.by} ({one.login})"),
            fact(_("When"), f"{one.at:%Y-%m-%d %H:%M}"),
            *([fact(_("Voided by"), one.voided_by)] if one.voided_by else []),
        ]
        return facts(did(one.op), rows, detail=one.number)

    def conclusion(self) -> tuple[str, str]:
        below = _("Each document with who posted it; nothing is changed here")
        if self.login and self.done:
            by = next(iter(self.done.values())).by
            return _("{name} posted {count} documents on {day}", name=by, count=len(self.done), day=self.day), below
        people = len({one.login for one in self.done.values()})
        if not self.done:
            return _("Nothing was done on {day}", day=self.day), below
        return _("{count} documents on {day}, by {people} people", count=len(self.done), day=self.day, people=people), below

    def offered(self) -> tuple[Action, ...]:
        word = N_("of everyone") if self.login else N_("of this one alone")
        return (Action(key="F3", word=word, do=self._turn, row=not self.login),)

    def _turn(self) -> None:
        """Of the one under the bar alone, or of everyone again."""
        one = self.done.get(self.current)
        self.login = "" if self.login or one is None else one.login
        self.page.refresh()
        self.page.headed.emit()


def did(op: str) -> str:
    """An operation in words."""
    return _(DID[op]) if op in DID else op
