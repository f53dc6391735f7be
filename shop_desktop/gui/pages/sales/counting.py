"""A count of the yard on one sheet: what was found beside what the books say, with one reason for what differs."""

from collections.abc import Sequence

from shop_desktop.domain.materials import Material
from shop_desktop.gui.ledger_page import LedgerPage
from shop_desktop.gui.pages import Unfit
from shop_desktop.gui.pages.sales.selling import AMOUNT, Lying, amount_of, said, unit_word
from shop_desktop.gui.widgets.entries import EntryTable
from shop_desktop.gui.widgets.fields import Field, Number
from shop_desktop.gui.widgets.table import Empty, TableColumn, TableRow
from shop_desktop.gui.widgets.values import Tone
from shop_desktop.printing.amounts import quantity
from shop_desktop.text import N_, _


class YardCount:
    """Only what was weighed or counted is posted."""

    columns = (
        TableColumn(title=N_("Material"), share=6, strong=True),
        TableColumn(title=N_("In the books"), share=4, right=True),
        TableColumn(title=N_("Found"), share=5, right=True),
        TableColumn(title=N_("Difference"), share=4, right=True),
    )

    def __init__(self, page: LedgerPage) -> None:
        self.page = page
        self.lying: dict[str, Lying] = {}
        reason = Field("reason", N_("Reason"), hint=N_("dried out, sorted out, weighed anew"))
        fields = {AMOUNT: Number("amount", N_("Found"))}
        table = EntryTable(self.columns, fields, Empty(words=N_("No materials yet"), icon="coins"))
        cells = {"net_g": AMOUNT, "pieces": AMOUNT, "material": AMOUNT}
        page.sheet("count", table, (reason,), self._save, self._shown, cells=cells)

    def begin(self, lying: Sequence[Lying], first: str) -> None:
        """Everything in use can be found in the yard, booked or not; what is booked comes first."""
        ordered = sorted(lying, key=lambda found: not found[1])
        self.lying = {material.code: (material, amount) for material, amount in ordered}
        rows = [self._row(material, amount, None) for material, amount in self.lying.values()]
        units = {code: unit_word(material.unit) for code, (material, _amount) in self.lying.items()}
        self.page.begin_sheet("count", _("Count of the yard"), rows=rows, units=units)
        self.page.sheets["count"].table.go_to(first)

    @staticmethod
    def _row(material: Material, booked: int, found: int | None) -> TableRow:
        difference, badge, tone = "", "", Tone.QUIET
        if found is not None:
            off = quantity(found - booked, material.unit).text
            difference = f"+{off}" if found > booked else off
            badge, tone = (_("agrees"), Tone.OK) if found == booked else (_("differs"), Tone.TODO)
        cells = (material.name, quantity(booked, material.unit).text, "", difference)
        return TableRow(key=material.code, cells=cells, badge=badge, tone=tone)

    def _shown(self, table: EntryTable) -> tuple[list[TableRow], tuple[str, str]]:
        rows, counted, off = [], 0, 0
        for code, (material, booked) in self.lying.items():
            found = amount_of(table.text(code, AMOUNT), material.unit)
            rows.append(self._row(material, booked, found))
            counted += found is not None
            off += found is not None and found != booked
        below = _("Type what lies in the yard, Enter goes on; what is left empty stays as it is")
        if not counted:
            return rows, (_("Count of the yard: {count} materials", count=len(rows)), below)
        return rows, (_("{counted} of {all} counted, {off} differ", counted=counted, all=len(rows), off=off), below)

    def _save(self, values: dict[str, str]) -> None:
        table = self.page.sheets["count"].table
        counts = [{"material": code, **said(table, code, self.lying[code][0].unit)} for code in table.filled()]
        if not counts:
            raise Unfit("reason", _("Nothing is counted yet: type the numbers at the left"))
        outcome = self.page.post("material.count", counts=counts, reason=values["reason"])
        off = sum(self.lying[one["material"]][1] not in one.values() for one in counts)
        words = _("{count} materials counted, all agree", count=len(counts))
        if off:
            words = _("{count} materials counted, {off} set right", count=len(counts), off=off)
        self.page.finish(words, undo=self.page.taken_back(outcome.document) if off else None)
