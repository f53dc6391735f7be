"""The fund's account page for the notice board: each move with what it was for, sums by source and kind, what is left.

Givers who do not want to be named are not; notes, phones and cards are on no public paper.
"""

from datetime import date
from typing import NamedTuple

from shop_desktop.domain.fund import FundAccount, FundMove
from shop_desktop.printing import fund_words
from shop_desktop.printing.amounts import blank, day, days, yuan
from shop_desktop.printing.sheet import MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Table, codes, figures, set_beside, set_table, words
from shop_desktop.text import _


class Posted(NamedTuple):
    """From when to when a paper hangs, and whom to tell what one does not agree with."""

    since: date
    until: date
    contact: str = ""


def public_account_pdf(account: FundAccount, imprint: Imprint, *, seal: str = "", posted: Posted | None = None) -> bytes:
    """The account of a period; `seal` of the closed month as it stands on its report."""
    code = _("seal {code}", code=seal) if seal else ""
    head = Head(title=_("The shop's money, made public"), period=days(account.since, account.until), code=code)
    sheet = Sheet(head, imprint, foot=code)
    sheet.text(conclusion(account), 30, bold=True)
    if account.receivable_fen:
        sheet.text(_("Buyers still owe {fen} yuan; that is not in it.", fen=yuan(account.receivable_fen)))
    sheet.gap(2 * MM)
    set_table(sheet, _moves(account))
    _sums(sheet, account)
    posted_below(sheet, posted)
    sheet.signatures(_("Manager"), _("Supervision"), date=False)
    return sheet.pdf()


def conclusion(account: FundAccount) -> str:
    """What there was, came, went and is."""
    return _(
        "At the start {opening} yuan, {came} came in, {went} were paid; {closing} yuan are left.",
        opening=yuan(account.opening_fen),
        came=yuan(sum(fen for _name, fen in account.by_source)),
        went=yuan(sum(fen for _name, fen in account.by_kind)),
        closing=yuan(account.closing_fen),
    )


def _moves(account: FundAccount) -> Table:
    return Table(
        columns=(
            codes(_("Day")),
            codes(_("Document")),
            words(_("For"), bold=True),
            words(_("From or to")),
            figures(_("Came in"), _("yuan")),
            figures(_("Paid for"), _("yuan")),
            figures(_("Balance"), _("yuan"), bold=True),
        ),
        rows=[
            ["", "", _("At the start"), "", "", "", yuan(account.opening_fen)],
            *(_row(move) for move in account.moves),
        ],
        total=[[_("Together"), "", "", "", *_totals(account), yuan(account.closing_fen)]],
    )


def _row(move: FundMove) -> list[str]:
    what = fund_words.about(move)
    if move.voided_by:
        what = _("{what} (voided)", what=what)
    came, went = _sides(move)
    return [
        f"{move.day:%m-%d}",
        move.number,
        what,
        fund_words.other_side(move.who, unnamed=move.unnamed),
        blank(yuan(came), came),
        blank(yuan(went), went),
        yuan(move.after_fen),
    ]


def _sides(move: FundMove) -> tuple[int, int]:
    """What stands under "came in" and under "paid": a void stands where its document stood, below zero."""
    income = (move.amount_fen > 0) != bool(move.voids)
    return (move.amount_fen, 0) if income else (0, -move.amount_fen)


def _totals(account: FundAccount) -> list[str]:
    came, went = zip(*(_sides(move) for move in account.moves), strict=True) if account.moves else ((), ())
    return [yuan(sum(came)), yuan(sum(went))]


def _sums(sheet: Sheet, account: FundAccount) -> None:
    sheet.gap(5 * MM)
    amount = figures(_("Amount"), _("yuan"))
    came = Table(
        columns=(words(_("Came in")), amount),
        rows=[[fund_words.source(name), yuan(fen)] for name, fen in account.by_source],
        total=[[_("Together"), yuan(sum(fen for _name, fen in account.by_source))]],
        empty=_("Nothing came in."),
    )
    paid = Table(
        columns=(words(_("Paid for")), amount),
        rows=[[fund_words.kind(name), yuan(fen)] for name, fen in account.by_kind],
        total=[[_("Together"), yuan(sum(fen for _name, fen in account.by_kind))]],
        empty=_("Nothing was paid."),
    )
    set_beside(sheet, came, paid)


def posted_below(sheet: Sheet, posted: Posted | None) -> None:
    """From when to when it hangs, what one does who does not agree, and the committee's stamp."""
    lines = []
    if posted is not None:
        lines.append((_("On the notice board from {since} to {until}.", since=day(posted.since), until=day(posted.until)), True))
        if posted.contact:
            told = _("Who does not agree tells {contact} in these days. Who it was is kept quiet.", contact=posted.contact)
            lines.append((told, False))
    sheet.gap(4 * MM)
    sheet.stamp(_("{village} village committee", village=sheet.imprint.village), lines)
