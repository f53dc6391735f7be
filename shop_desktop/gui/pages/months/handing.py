"""A closed month handed over: report and list on paper, the file on a stick, and the committee's confirmation that came back."""

from shop_desktop.gui.pages import Action, ListPage, day_of
from shop_desktop.gui.pages.months.part import Account, Part
from shop_desktop.gui.pages.months.words import DONE, TO_DO, day_text, figures_view, named
from shop_desktop.gui.widgets.account import SealView
from shop_desktop.gui.widgets.checks import CheckList, CheckRow
from shop_desktop.gui.widgets.fields import Date, Field
from shop_desktop.gui.widgets.values import FooterKey, Tone
from shop_desktop.store.queries import days, months
from shop_desktop.text import N_, _


class Handing(Part):
    """`month` is the closed one that is shown."""

    step = 3
    month = ""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self.list, self.account = CheckList(), Account()
        self.left, self.beside = self.list, self.account
        self.rows: tuple[CheckRow, ...] = ()
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _code: page.headed.emit())
        for part in (self.list, self.account.seal):
            part.pressed.connect(page.press)
        signed = Field("signed_by", N_("Who signed"), hint=N_("as it stands on the paper"))
        paper = Field("paper", N_("Number of the paper"))
        page.card("certify", (signed, paper, Date("on", N_("Signed on"), optional=True)), self._certify, columns=1)

    # ---- shown

    def refresh(self) -> None:
        reader = self.shop.reader
        self.figures = months.month_figures(reader, self.month)
        self.certified = days.certified(reader, self.month)
        self._redraw()

    def _redraw(self) -> None:
        rows = (self._certified_row(),)
        self.rows = rows
        open_ = sum(1 for row in rows if row.tone is Tone.TODO)
        said = _("{fine} of {count} are done", fine=len(rows) - open_, count=len(rows))
        self.list.show_rows(_("Hand over"), said, rows)
        seal = SealView(
            title=_("Sealed with {code}", code=self.figures.seal),
            lines=(
                _("The same code stands on the report and in the file."),
                _("The committee holds paper and file together, and sees every letter that was changed."),
            ),
            code=self.figures.seal,
            waits=_("Nothing is added to {month} any more", month=self.said),
        )
        self.account.show_views(figures_view(self.figures, self.said), seal)

    @property
    def said(self) -> str:
        return named(self.month, self.shop.today())

    def _certified_row(self) -> CheckRow:
        if self.certified is None:
            below = _("When the signed list comes back, note who signed it")
            return CheckRow(
                code="certify",
                title=_("The committee has not confirmed"),
                below=below,
                badge=_(TO_DO),
                tone=Tone.TODO,
                key="4",
                verb=_("Note it"),
            )
        facts = {"who": self.certified.signed_by, "paper": self.certified.paper, "day": day_text(self.certified.on)}
        below = _("{who} on {day}, paper {paper}", **facts)
        return CheckRow(code="certify", title=_("The committee has confirmed"), below=below, badge=_(DONE))

    def conclusion(self) -> tuple[str, str]:
        open_ = sum(1 for row in self.rows if row.tone is Tone.TODO)
        below = _("Report and list are signed by hand; the file goes to the committee on a stick.")
        if open_:
            return _("{month} is closed; {count} things are to be handed over", month=self.said, count=open_), below
        return _("{month} is closed and handed over", month=self.said), below

    # ---- keys

    def offered(self) -> tuple[Action, ...]:
        row = next((row for row in self.rows if row.code == self.list.current), None)
        if row is None or not row.verb:
            return ()
        return (Action(key="Enter", word=N_("see to it"), do=lambda: self._open(row.code)),)

    def hints(self) -> tuple[FooterKey, ...]:
        return (*super().hints(), FooterKey("Esc", N_("Back")))

    def press(self, key: str) -> bool:
        row = next((row for row in self.rows if row.key == key and key), None)
        if row is not None:
            self._open(row.code)
        return row is not None

    def _open(self, code: str) -> None:
        if code == "certify" and self.certified is None:
            self.page.begin("certify", _("The committee's confirmation of {month}", month=self.said))

    # ---- done

    def _certify(self, values: dict[str, str]) -> None:
        on = day_of(values, "on")
        said = {"signed_by": values["signed_by"], "paper": values["paper"], "on": on.isoformat() if on else ""}
        self.page.post("month.certify", month=self.month, **said)
        self.page.finish(_("Noted: {month} is confirmed", month=self.said))
