"""A donation's receipt for whoever gave, and the list of thanks for the wall. Who does not want to be named is not."""

from collections.abc import Sequence
from datetime import date

from shop_desktop.domain.fund import Donation
from shop_desktop.printing import fund_words
from shop_desktop.printing.amounts import blank, count, day, days, yuan
from shop_desktop.printing.capitals import in_capitals
from shop_desktop.printing.sheet import BODY, MM, Head, Imprint, Sheet
from shop_desktop.printing.tables import Table, codes, figures, set_table, words
from shop_desktop.text import _


def donation_receipt_pdf(donation: Donation, imprint: Imprint) -> bytes:
    """The receipt of one donation, money and goods."""
    head = Head(title=_("Receipt for a donation"), period=day(donation.day), code=donation.number)
    sheet = Sheet(head, imprint, foot=_("paper no. {paper}", paper=donation.paper) if donation.paper else "")
    sheet.gap(4 * MM)
    sheet.text(_("Received with thanks from {who}", who=_who(donation)), 40, bold=True)
    sheet.gap(2 * MM)
    sheet.text(fund_words.source(donation.source), BODY)
    if donation.amount_fen:
        sheet.gap(4 * MM)
        sheet.text(_("Money: {fen} yuan", fen=yuan(donation.amount_fen)), 34, bold=True)
        if capitals := in_capitals(donation.amount_fen):
            sheet.text(capitals, 30)
    if donation.goods:
        sheet.gap(4 * MM)
        set_table(sheet, _goods(donation))
    sheet.gap(6 * MM)
    sheet.text(_("All of it goes into the shop's fund or onto its shelf and is made public each month."))
    sheet.signatures(_("Received by"), _("Manager"), date=False)
    sheet.gap(4 * MM)
    sheet.stamp(_("{village} village committee", village=imprint.village))
    return sheet.pdf()


def thanks_pdf(donations: Sequence[Donation], since: date, until: date, imprint: Imprint) -> bytes:
    """The list of thanks of a period, for the wall; oldest first."""
    sheet = Sheet(Head(title=_("With thanks"), period=days(since, until)), imprint)
    sheet.text(
        _(
            "{count} donations worth {fen} yuan in all: {money} yuan in money, the rest in goods.",
            count=count(len(donations)),
            fen=yuan(sum(one.value_fen for one in donations)),
            money=yuan(sum(one.amount_fen for one in donations)),
        ),
        34,
        bold=True,
    )
    sheet.gap(4 * MM)
    set_table(sheet, _thanks(donations))
    sheet.gap(6 * MM)
    sheet.stamp(_("{village} village committee", village=imprint.village), [(_("The goods lie on the shop's shelf."), False)])
    return sheet.pdf()


def _who(donation: Donation) -> str:
    return fund_words.other_side(donation.who, unnamed=donation.unnamed)


def _goods(donation: Donation) -> Table:
    return Table(
        columns=(words(_("Good"), bold=True), figures(_("Pieces"), _("pcs")), figures(_("Stated value"), _("yuan"))),
        rows=[[gift.name, count(gift.pieces), yuan(gift.value_fen)] for gift in donation.goods],
        total=[
            [
                _("Together"),
                count(sum(gift.pieces for gift in donation.goods)),
                yuan(sum(gift.value_fen for gift in donation.goods)),
            ]
        ],
        size=30,
    )


def _thanks(donations: Sequence[Donation]) -> Table:
    return Table(
        columns=(
            codes(_("Day")),
            words(_("Given by"), bold=True),
            words(_("As")),
            words(_("Gifts")),
            figures(_("Money"), _("yuan")),
            figures(_("Value in all"), _("yuan")),
        ),
        rows=[
            [
                f"{one.day:%m-%d}",
                _who(one),
                fund_words.source(one.source),
                _(", ").join(_("{name} × {count}", name=gift.name, count=count(gift.pieces)) for gift in one.goods) or "–",
                blank(yuan(one.amount_fen), one.amount_fen),
                yuan(one.value_fen),
            ]
            for one in donations
        ],
        total=[
            [
                _("Together"),
                "",
                "",
                "",
                yuan(sum(one.amount_fen for one in donations)),
                yuan(sum(one.value_fen for one in donations)),
            ]
        ],
        size=30,
        empty=_("No donation in these days."),
    )
