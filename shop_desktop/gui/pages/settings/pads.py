"""Pads of numbered paper slips for power cuts: noted by their first and last number, so that a missing one is noticed."""

from shop_desktop.domain.refused import Refused
from shop_desktop.gui.pages import ListPage, Unfit
from shop_desktop.gui.pages.settings.row import Setting
from shop_desktop.gui.widgets.fields import Number
from shop_desktop.store.queries import shop as shop_queries
from shop_desktop.text import N_, _


class Pads:
    """One row of the settings page and its form."""

    def __init__(self, page: ListPage) -> None:
        self.page = page
        first = Number("first", N_("First number"), hint=N_("as it is printed, with its zeros: 000001"))
        page.card("pad", (first, Number("last", N_("Last number"))), self._add, columns=1)

    def rows(self) -> tuple[Setting, ...]:
        pads = shop_queries.pads_of(self.page.shop.reader)
        value = _("none noted yet")
        if pads:
            value = _("{first} to {last} · {used} used", first=pads[0].first, last=pads[0].last, used=pads[0].used)
        facts = tuple((f"{pad.first}–{pad.last}", _("{used} used, since {day}", used=pad.used, day=pad.since)) for pad in pads)
        return (
            Setting(
                key="pads",
                title=_("Paper slip pads"),
                value=value,
                facts=facts,
                verb=N_("note a pad"),
                op="pad.add",
                begin=lambda: self.page.begin("pad", _("A new pad of paper slips")),
            ),
        )

    def _add(self, values: dict[str, str]) -> None:
        try:
            self.page.post("pad.add", first=values["first"], last=values["last"])
        except Refused as refused:
            if refused.code != "bad-request":
                raise
            raise Unfit("last", _("As long as the first, not before it, 1,000 slips at most")) from None
        self.page.finish(_("Slips {first} to {last} are noted", first=values["first"], last=values["last"]))
