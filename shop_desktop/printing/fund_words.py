"""The fund in words: what money came from, what it was paid for, and who is on the other side, as papers and pages show it."""

from shop_desktop.domain.fund import CORRECTIONS, FundMove
from shop_desktop.text import N_, _

SOURCES = {
    "recyclables": N_("recyclables sold"),
    "elder-donation": N_("village elders' donations"),
    "enterprise-donation": N_("enterprises' donations"),
    "village-subsidy": N_("village subsidy"),
    "other": N_("other income"),
    CORRECTIONS: N_("corrections of earlier months"),
}
KINDS = {
    "goods": N_("goods bought"),
    "rent": N_("rent of the room"),
    "vendor": N_("consigned goods repaid"),
    "labour": N_("labour"),
    "transport": N_("transport"),
    "other": N_("other payments"),
}
OF_SALES = frozenset({"recycler", "on-site"})
"""What a sale says of itself where other documents say their source."""


def source(name: str) -> str:
    """Where money came from."""
    return _(SOURCES.get(name, SOURCES["other"]))


def kind(name: str) -> str:
    """What money was paid for."""
    return _(KINDS.get(name, KINDS["other"]))


def about(move: FundMove) -> str:
    """What a line of the account is about; a void says what it undoes."""
    if move.voids:
        return _("void of {number}", number=move.voids)
    if move.op.startswith("sale.") or move.what in OF_SALES:
        return source("recyclables")
    return source(move.what) if move.amount_fen > 0 else kind(move.what)


def other_side(who: str, *, unnamed: bool) -> str:
    """A giver who does not want to be named has no name on any paper."""
    return _("a kind person") if unnamed else who
