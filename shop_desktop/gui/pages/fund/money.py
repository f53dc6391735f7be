"""Money in and money out: who, how much, the paper's number and its picture. Rents and vendors are paid from their own lists."""

from shop_desktop.domain.fund import PAYMENT_KINDS
from shop_desktop.domain.quantities import parse_yuan
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages import Unfit
from shop_desktop.gui.pages.fund.pictures import PAPER, PICTURE, kept, offer_pictures
from shop_desktop.gui.widgets.fields import Choice, Field, Options, Yuan
from shop_desktop.operations.base import Outcome
from shop_desktop.printing import fund_words
from shop_desktop.printing.amounts import yuan
from shop_desktop.text import N_, _

NOTE = Field("note", N_("Note"), optional=True)
GIVEN = ("elder-donation", "enterprise-donation", "village-subsidy", "other")


def fen(values: dict[str, str], field: str = "amount") -> int:
    """An amount above zero. Refused: at its field."""
    found = parse_yuan(values[field])
    if not found:
        raise Unfit(field, _("Write yuan, such as 1.40"))
    return found


class Money:
    """The two forms of the account page."""

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        amount = Yuan("amount", N_("Amount"))
        unnamed = Choice("unnamed", N_("Name on papers"), options=namings)
        source = Choice("source", N_("What it is"), options=sources)
        page.card("receive", (source, Field("from", N_("Comes from")), amount, unnamed, PAPER, PICTURE, NOTE), self._receive)
        kind = Choice("kind", N_("What for"), options=kinds)
        page.card("pay", (kind, Field("to", N_("Paid to")), amount, PAPER, PICTURE, NOTE), self._pay, verb=N_("Pay"))
        offer_pictures(page, "receive")
        offer_pictures(page, "pay")

    def begin_in(self) -> None:
        self.page.begin("receive", _("Money came in"), {"source": GIVEN[0]})

    def begin_out(self) -> None:
        self.page.begin("pay", _("Pay from the fund"), {"kind": PAYMENT_KINDS[0]})

    def _receive(self, values: dict[str, str]) -> None:
        amount = fen(values)
        told = {"source": values["source"], "from_": values["from"], "paper": values["paper"], "note": values["note"]}
        scans = kept(self.page, values)
        outcome = self.page.post("fund.receive", **told, amount_fen=amount, unnamed=values["unnamed"] == "unnamed", scans=scans)
        words = _("{yuan} yuan came in; {there} are in the fund", yuan=yuan(amount), there=there(outcome))
        self.page.finish(words, undo=self.page.taken_back(outcome.document))
        self.page.choose(outcome.document)

    def _pay(self, values: dict[str, str]) -> None:
        amount = fen(values)
        told = {"kind": values["kind"], "to": values["to"], "paper": values["paper"], "note": values["note"]}
        outcome = self.page.post("fund.pay", **told, amount_fen=amount, scans=kept(self.page, values))
        self.page.finish(paid_words(amount, outcome), undo=self.page.taken_back(outcome.document))
        self.page.choose(outcome.document)


def paid_words(amount: int, outcome: Outcome) -> str:
    return _("{yuan} yuan paid; {there} are left in the fund", yuan=yuan(amount), there=there(outcome))


def there(outcome: Outcome) -> str:
    return yuan(int(outcome.answer["balance_fen"]))


def sources() -> Options:
    return tuple((name, fund_words.source(name)) for name in GIVEN)


def kinds() -> Options:
    return tuple((name, fund_words.kind(name)) for name in PAYMENT_KINDS)


def namings() -> Options:
    return ("named", _("may be shown")), ("unnamed", _("a kind person, not named"))
